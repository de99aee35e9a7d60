"""Loads a program twice, plain and scripted, and says whether two outcomes are the same.

A program is a Python file whose functions are decorated with `@script` and which defines

    CASES      {function name: [arguments, …]}: every case must end as it does in CPython
    OVERFLOWS  the same, for cases in which CPython goes on with an int that needs more than
               64 bits and compiled code must raise OverflowError
    ULP        how many units in the last place elements of float arrays may differ (default 0)

Arguments are a tuple; a dict of keywords, whose key "*" holds the positional arguments; or a
function of no arguments that returns one of these (for arrays whose memory layout matters).
"""

from __future__ import annotations

import builtins
import collections
import contextlib
import copy
import dataclasses
import importlib
import importlib.util
import math
import os
import sys
import types
import typing
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from jitscript import arrays
from jitscript.runtime import marks

CHECK = "JITSCRIPT_CHECK"
HERE = Path(__file__).parent
# Of how many functions one is compiled in the fast part of the suite as users' programs are; and of
# those that live by what LLVM makes of loops. The others are in the long part.
OPTIMISED = 24
OF_LOOPS = 8
LOOPS = ("elementwise", "loops", "products", "reductions")
TWINS = {float: np.float64, int: np.int64, bool: np.bool_, complex: np.complex128}
OVERFLOW = "integer result does not fit in 64 bits (int is a 64-bit integer in compiled code)"


@dataclasses.dataclass
class Case:
    """One call of one function of a program."""

    file: Path
    function: str
    number: int
    arguments: Any
    overflows: bool

    @property
    def id(self) -> str:
        name = self.file.relative_to(HERE).with_suffix("").as_posix()
        mark = "overflow" if self.overflows else ""
        return f"{name}:{self.function}:{mark}{self.number}"


@dataclasses.dataclass
class Outcome:
    """What a call did: its result or exception, its arguments afterwards, and what it printed."""

    value: Any
    error: BaseException | None
    arguments: list[Any]
    printed: str = ""


def is_chosen(name: str, few: int) -> bool:
    """Whether something is of the one in so many that the fast part of the suite takes: by its
    name, so that what is added moves nothing else."""
    return zlib.crc32(name.encode()) % few == 0


def is_optimised(file: Path, function: str) -> bool:
    """Whether LLVM optimises a function in the fast part of the suite: for all tests of it, which
    share what was compiled."""
    few = OF_LOOPS if file.parent.name in LOOPS else OPTIMISED
    return is_chosen(f"{file.parent.name}/{file.stem}:{function}", few)


@contextlib.contextmanager
def compiled_as(optimised: bool) -> Iterator[None]:
    """What is compiled in here is optimised by LLVM, or not. What the environment says counts more:
    it may ask for all programs to be compiled with claims."""
    if optimised or CHECK in os.environ:
        yield
        return
    os.environ[CHECK] = "unoptimised"
    try:
        yield
    finally:
        del os.environ[CHECK]


def plain_namespace() -> types.ModuleType:
    """A stand-in for `jitscript` whose `script` returns the function as it is."""
    module = types.ModuleType("jitscript")
    vars(module).update(vars(arrays), script=lambda function: function)
    vars(module).update({name: vars(marks)[name] for name in ("python", "unused", "is_scripting")})
    return module


def load_plain(file: Path) -> types.ModuleType:
    """The program as CPython alone runs it."""
    return module_of(file.read_text(), str(file))


def module_of(text: str, name: str) -> types.ModuleType:
    """A module made from source text in which `script` does nothing."""
    plain = plain_namespace()

    def import_(wanted: str, *args: Any, **kwargs: Any) -> Any:
        return plain if wanted == "jitscript" else builtins.__import__(wanted, *args, **kwargs)

    module = types.ModuleType(f"plain_{Path(name).stem}")
    module.__file__ = name
    vars(module)["__builtins__"] = {**vars(builtins), "__import__": import_}
    sys.modules[module.__name__] = module  # where `dataclass` looks for it
    try:
        with np.errstate(all="ignore"):
            exec(compile(text, name, "exec", dont_inherit=True), vars(module))
    finally:
        del sys.modules[module.__name__]
    return module


def load_scripted(file: Path, mode: str = "program") -> types.ModuleType:
    """The program as a user imports it; once for each `mode` of compiling."""
    name = _name(file, mode)
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        with np.errstate(all="ignore"):
            spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _name(file: Path, mode: str) -> str:
    return f"{mode}_" + file.relative_to(HERE).with_suffix("").as_posix().replace("/", "_")


@contextlib.contextmanager
def loaded_anew(file: Path) -> Iterator[types.ModuleType]:
    """The program once more, beside the one that `load_scripted` keeps, and under the same name, so
    that its code comes from the cache."""
    name = _name(file, "program")
    kept = sys.modules.pop(name, None)
    try:
        yield load_scripted(file)
    finally:
        sys.modules.pop(name, None)
        if kept is not None:
            sys.modules[name] = kept


def cases(file: Path) -> Iterator[Case]:
    yield from cases_of(load_plain(file), file)


def cases_of(module: types.ModuleType, file: Path) -> Iterator[Case]:
    for table, overflows in (("CASES", False), ("OVERFLOWS", True)):
        for function, rows in getattr(module, table, {}).items():
            for number, arguments in enumerate(rows):
                yield Case(file, function, number, arguments, overflows)


def fresh(arguments: Any) -> tuple[list[Any], dict[str, Any]]:
    """New positional and keyword arguments for a call."""
    made = arguments() if callable(arguments) else copy.deepcopy(arguments)
    if isinstance(made, dict):
        return list(made.pop("*", ())), made
    assert isinstance(made, tuple), f"arguments are a tuple or a dict, not {made!r}"
    return list(made), {}


def call(fn: Callable[..., Any], arguments: Any) -> Outcome:
    with np.errstate(all="ignore"):
        args, keywords = fresh(arguments)
        everything = args + list(keywords.values())
        try:
            return Outcome(fn(*args, **keywords), None, everything)
        except Exception as error:
            return Outcome(None, error, everything)


def annotated(value: Any, annotation: Any) -> Any:
    """`value` as the type that the return annotation asks for: it decides between a builtin type
    and its NumPy twin, and widens bool to int to float."""
    if isinstance(annotation, str) or annotation is None or annotation is type(value):
        return value
    args = typing.get_args(annotation)
    if typing.get_origin(annotation) is tuple and isinstance(value, tuple):
        items = args[:1] * len(value) if args[1:] == (...,) else args
        return tuple(annotated(v, a) for v, a in zip(value, items))
    if typing.get_origin(annotation) is list and isinstance(value, list):
        return [annotated(v, args[0]) for v in value]
    for builtin, twin in TWINS.items():
        if annotation is builtin and type(value) is twin:
            return builtin(value)
        if annotation is twin and type(value) is builtin:
            return twin(value)
    if annotation in (int, float) and type(value) in (bool, int, np.int64, np.bool_):
        return annotation(value)
    return value


def difference(expected: Any, got: Any, ulp: int = 0, where: str = "result") -> str:
    """In what the two values differ, or '' where they are the same."""
    if type(expected) is not type(got):
        return f"{where}: {_typed(expected)} expected, got {_typed(got)}"
    if isinstance(expected, np.ndarray):
        return _array_difference(expected, got, ulp, where)
    if isinstance(expected, (tuple, list)):
        if len(expected) != len(got):
            return f"{where}: {len(expected)} items expected, got {len(got)}"
        for i, (a, b) in enumerate(zip(expected, got)):
            found = difference(a, b, ulp, "")
            if found:
                return f"{where}[{i}]{found}"
        return ""
    if isinstance(expected, collections.deque):
        pairs = [(d.maxlen, list(d)) for d in (expected, got)]
        return difference(*pairs, ulp, where)
    if isinstance(expected, (dict, set, frozenset)):  # in their order
        if isinstance(expected, dict):
            found = difference(*map(_made, (expected, got)), ulp, f"{where}.default_factory()")
            if found:
                return found
            expected, got = expected.items(), got.items()
        return difference(list(expected), list(got), ulp, where)
    if isinstance(expected, float):
        signs = math.copysign(1.0, expected) == math.copysign(1.0, got)
        same = bool((expected == got and signs) or (expected != expected and got != got))
    elif isinstance(expected, (complex, np.inexact)):
        same = not _unequal(np.asarray(expected), np.asarray(got), 0).any()
    else:
        same = bool(expected == got)
    return "" if same else f"{where}: {expected!r} expected, got {got!r}"


def _made(items: dict[Any, Any]) -> Any:
    """What a defaultdict makes for a key that is not there."""
    factory = getattr(items, "default_factory", None)
    return None if factory is None else factory()


def _typed(value: Any) -> str:
    return f"{type(value).__name__} {value!r}"


def _array_difference(expected: np.ndarray, got: np.ndarray, ulp: int, where: str) -> str:
    for what in ("dtype", "shape"):
        a, b = getattr(expected, what), getattr(got, what)
        if a != b:
            return f"{where}.{what}: {a} expected, got {b}"
    lie = tuple(zip(expected.strides, got.strides, expected.shape))
    if expected.size and any(a != b and n > 1 for a, b, n in lie):
        return f"{where}.strides: {expected.strides} expected, got {got.strides}"
    expected, got = _thinned(expected, got)
    wrong = _unequal(expected, got, ulp)
    if not wrong.any():
        return ""
    first = tuple(int(i[0]) for i in np.nonzero(np.atleast_1d(wrong)))
    place = first if expected.ndim else ()
    return f"{where}{list(place)}: {expected[place]!r} expected, got {got[place]!r}"


def _thinned(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two arrays of one shape, but of an element that both repeat only one."""
    both = zip(a.strides, b.strides, a.shape)
    part = tuple(slice(1) if s == t == 0 < n else slice(None) for s, t, n in both)
    return a[part], b[part]


def _unequal(a: np.ndarray, b: np.ndarray, ulp: int) -> np.ndarray:
    """Where two arrays of one dtype differ: nan equals nan, 0.0 does not equal -0.0."""
    if a.dtype.kind == "c":
        return _unequal(a.real, b.real, ulp) | _unequal(a.imag, b.imag, ulp)
    if a.dtype.kind != "f":
        return a != b
    with np.errstate(all="ignore"):
        same = (a == b) & (np.signbit(a) == np.signbit(b)) | np.isnan(a) & np.isnan(b)
        if ulp:
            same |= np.abs(a - b) <= ulp * np.abs(np.spacing(a))
    return ~same


def _same_error(a: BaseException, b: BaseException) -> bool:
    """Whether two errors are of one class, or of the classes of one name that the two modules of a
    program have, and say the same."""
    mros = [[c.__qualname__ for c in type(e).__mro__] for e in (a, b)]
    own = type(a).__module__ != "builtins" and type(a).__module__ == _module_of(a)
    alike = type(a) is type(b) or (own and mros[0] == mros[1] and vars(a) == vars(b))
    return alike and str(a) == str(b) and repr(a.args) == repr(b.args)


def _module_of(error: BaseException) -> str:
    """The module in which the class of an error is found by its name."""
    found: Any = sys.modules.get(type(error).__module__)
    for part in type(error).__qualname__.split("."):
        found = getattr(found, part, None)
    return type(error).__module__ if found is type(error) else ""


def compare(case: Case, plain: Outcome, scripted: Outcome, annotation: Any, ulp: int) -> str:
    """In what the scripted call differs from what the plain one demands, or ''."""
    if case.overflows:
        if type(scripted.error) is OverflowError and str(scripted.error) == OVERFLOW:
            return ""
        return f"OverflowError expected, got {scripted.error or scripted.value!r}"
    for outcome, other in ((plain, "plain"), (scripted, "scripted")):
        if isinstance(outcome.error, AssertionError) and plain.error is None:
            return f"{other}: {outcome.error!r}"
    if plain.error is not None:
        got = scripted.error
        if got is None:
            return f"{plain.error!r} expected, got {_typed(scripted.value)}"
        if not _same_error(got, plain.error):
            return f"{plain.error!r} expected, got {got!r}"
    elif scripted.error is not None:
        raise scripted.error
    found = difference(annotated(plain.value, annotation), scripted.value, ulp)
    found = found or difference(plain.arguments, scripted.arguments, ulp, "arguments")
    if not found and plain.printed != scripted.printed:
        found = f"printed: {plain.printed!r} expected, got {scripted.printed!r}"
    return found
