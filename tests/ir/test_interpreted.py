"""The programs of `tests/programs`, interpreted: as they are lowered, and after all passes.

Both must end as CPython does. So the IR is checked apart from any back end, and the passes against
the IR that they were given: with references counted, and every broken promise an error.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "programs")]

import harness
import interpreted

from jitscript import entries, frontend, ir
from jitscript.entries import signatures, specialise
from jitscript.entries.subclasses import BySubclass
from jitscript.identity.retrace import GIVEN
from jitscript.ir.interp import OutOfSteps
from jitscript.ir.passes import pipeline

FILES = sorted(f for f in harness.HERE.glob("*/*.py") if not f.name.startswith("_"))
NAMED = [(f, f"{f.parent.name}/{f.stem}") for f in FILES]
FEW = 28


def params() -> Iterator[Any]:
    """One file in so many is in the fast part, and of it the text of one function."""
    for file, name in NAMED:
        if harness.is_chosen(name, FEW):
            yield pytest.param(file, False, id=f"{name}-one_text")
        yield pytest.param(file, True, id=name, marks=pytest.mark.long)


CASES_OF_A_FUNCTION = 4
STEPS = 3000  # a program that runs longer is left to the compiled tests
UNLIKE_CPYTHON = (
    *("functions/deep_recursion:*", "everyday/deltablue:*"),  # the interpreter uses Python's stack
    "functions/nested:without_end",  # and so tells in other words that it has come to its end
    *("compare/identity_of_objects:texts", "compare/identity_of_objects:text_twice"),  # and keeps
    # no Python object of a text
    *("random/instances:of_text", "random/module:of_text"),
    *(
        "strings/arrays_as_text:*",
        "everyday/signals:table",
        "arrays/rank_5:text",
    ),  # text that Python makes is an object
    *("bytes/codecs:encoded", "bytes/codecs:round_trip"),  # an error of its codec has other words
    *(
        "handlers/errors_as_values:*",
        "handlers/fields_of_errors:*",
        "handlers/args_compared:*",
        "handlers/very_class:*",
        *("handlers/carrying:leaves", "with_/exit_arguments:left"),
    ),  # no
    "functions/sentinels:*",  # gives and takes them as numbers
    "files/text_files:*",  # the user's classes, and holds no files
    "files/bytes_and_memory:*",
    "files/paths_of_files:*",
    "opaque/of_the_library:*",
    *("classes/hashed_by_identity:visited", "everyday/callbacks:*"),  # circles are not freed
    "functions/caches:*",  # each run forgets what the one before has kept
    *("entries/left_out:paired", "entries/stars:fixed"),  # the words are those of
    *("entries/stars:only", "entries/stars:named"),  # `Signature.bind`
    "reductions/dtypes:of_small_complex",  # products of complex64 are rounded once there
)


@functools.cache
def plain(file: Path) -> Any:
    return harness.load_plain(file)


def closed(fn: Any, arguments: Any) -> Any:
    """The function, with the types of the arguments where it leaves types open, or where they are
    of classes that derive from those that it names."""
    args, keywords = harness.fresh(arguments)
    bound = inspect.signature(fn).bind(*args, **keywords)
    bound.apply_defaults()
    if not entries.leaves_open(fn):
        signature = _by_class(fn).signature(tuple(bound.arguments.values()))
        return fn if signature is None else _with_signature(fn, signature)
    return _copy(fn, _variants(fn)._types(tuple(bound.arguments.values())))


@functools.cache
def _variants(fn: Any) -> specialise.Variants:
    return specialise.Variants(fn, False)


@functools.cache
def _by_class(fn: Any) -> BySubclass:
    return BySubclass(fn, False)


@functools.cache
def _with_signature(fn: Any, signature: Any) -> Any:
    return signatures.copies(fn, [signature])[0]


@functools.cache
def _copy(fn: Any, types: tuple[Any, ...]) -> Any:
    return _variants(fn).copy(types)


@functools.lru_cache(8)  # the cases of a function stand together
def lowered(fn: Any, text: bool) -> tuple[ir.Module, ir.Module, str]:
    """The module from the front end, the same after all passes, and the entry's name. With `text`,
    both are read back from it."""
    made = frontend.lower_function(fn)
    ir.check(made.module, "the front end")
    before = read_back(made.module) if text else copied(made.module)
    pipeline.run(made.module, trace=lambda name, module: ir.check(module, name))
    if text:
        read_back(made.module)
    return before, made.module, made.entry


def read_back(module: ir.Module) -> ir.Module:
    text = ir.print_module(module, None)
    again = ir.parse(text)
    assert ir.print_module(again, None) == text
    return again


def copied(module: ir.Module) -> ir.Module:
    made = ir.Module()
    made.functions = {name: f.copy() for name, f in module.functions.items()}
    made.classes, made.constants = dict(module.classes), dict(module.constants)
    return made


def few(file: Path) -> list[harness.Case]:
    """The first cases of each function."""
    return [case for case in harness.cases(file) if case.number < CASES_OF_A_FUNCTION]


@pytest.mark.parametrize("file, texts", [*params()])
def test_interpreted(file: Path, texts: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """With `texts`, every function is printed and parsed in between; without, the first only."""
    module, first = plain(file), None
    name = f"{file.parent.name}/{file.stem}"
    for case in few(file):
        if {f"{name}:*", f"{name}:{case.function}"}.intersection(UNLIKE_CPYTHON):
            continue
        fn = getattr(module, case.function)
        expected = harness.call(fn, case.arguments)
        expected.printed = capsys.readouterr().out
        made = closed(fn, case.arguments)
        first = first or made
        before, after, entry = lowered(made, texts or made is first)
        for stage, counted in ((before, False), (after, True)):
            known = made.__dict__.get(GIVEN, ())
            run = interpreted.runner(fn, stage, entry, counted, STEPS, known)
            got = harness.call(run, case.arguments)
            got.printed = capsys.readouterr().out
            if isinstance(got.error, (OutOfSteps, interpreted.Uncarried)):
                continue
            if isinstance(got.error, ir.Undefined):
                raise got.error
            annotation = getattr(fn, "__annotations__", {}).get("return")
            ulp = getattr(module, "ULP", 0)
            difference = harness.compare(case, expected, got, annotation, ulp)
            assert not difference, f"{case.id} {'after all passes' if counted else 'lowered'}"
