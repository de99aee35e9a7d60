"""Every scalar overload of the library against the Python function that it stands for.

The library function runs undecorated in CPython, its ops by their Python definition; result bits,
result type, exception type and message are those of the oracle. (What needs memory of its own has
no meaning there: `test_library_compiled.py`.) Where the oracle's answer is no
value of the declared result type (an int of more than 64 bits, a complex power), the library
raises and says why.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import itertools
import random
import time
import typing
from typing import Any

import numpy as np
import pytest
from outcomes import as_element, is_loose, near, outcome, refused, representable
from samples import arguments

import jitscript.ir.ops  # noqa: F401  (fills the op table)
from jitscript.library import intrinsics, oracles, registry

SCALARS = {int, float, bool, complex}


def is_scalar(cls: Any) -> bool:
    return cls in SCALARS or (isinstance(cls, type) and issubclass(cls, np.generic))


@dataclasses.dataclass
class Case:
    """An overload, the types it is given before the values, the classes of these, what its type
    variables stand for, the class of the result."""

    overload: registry.Overload
    types: tuple[Any, ...]
    classes: list[Any]
    binding: dict[Any, Any]
    declared: Any


# Of some samples CPython makes ints of gigabytes, or draws without end.
ENDLESS = (*(random.getrandbits, random.vonmisesvariate, random.gammavariate, random.betavariate),)
CLOCKS = (
    *(time.time, time.monotonic, time.perf_counter, time.process_time),
    *(time.time_ns, time.monotonic_ns, time.perf_counter_ns, time.process_time_ns),
)


def cases() -> list[Any]:
    """A case for every overload and every binding of its type variables. Sorted: what has been
    compiled decides in which order the library is read."""
    found = []
    for module in registry.modules():
        importlib.import_module(module)
    for overloads in list(registry._overloads.values()):
        for overload in overloads:
            if overload.oracle in (*ENDLESS, *CLOCKS):
                continue
            hints = typing.get_type_hints(overload.fn)
            result = hints.pop("return", None)
            for types in given_types(overload):
                wanted = list(hints.values())[len(types) :]
                if overload.fn.__code__.co_flags & inspect.CO_VARARGS:
                    wanted = [*wanted, *wanted[-1:], *wanted[-1:]]  # some more of the last
                for binding in bindings(wanted):
                    if types and "to" in hints:
                        binding[typing.get_args(hints["to"])[0]] = types[0]
                    classes = [binding.get(h, h) for h in wanted]
                    declared = binding.get(result, result)
                    if oracles.exact_narrow is overload.oracle and (complex in classes) != (
                        np.complex64 in types
                    ):
                        continue
                    if all(map(is_scalar, [*classes, *results(declared)])):
                        name = f"{getattr(overload.oracle, '__name__', '')}-{overload.fn.__name__}-"
                        name += "-".join(getattr(c, "__name__", str(c)) for c in (*types, *classes))
                        case = Case(overload, types, classes, binding, declared)
                        found.append(pytest.param(case, id=name))
    return sorted(found, key=lambda case: str(case.id))


def given_types(overload: registry.Overload) -> list[tuple[Any, ...]]:
    """What the function is given before the values: a type, most often."""
    if overload.given:
        return [overload.given]
    if overload.oracle is oracles.exact_narrow:
        return [(np.float16,), (np.float32,), (np.complex64,)]
    return [()]


def results(declared: Any) -> list[Any]:
    """The classes of a result: of the items, for a tuple."""
    return list(typing.get_args(declared)) or [declared]


def bindings(hints: Any) -> list[dict[Any, Any]]:
    variables = list(dict.fromkeys(h for h in hints if isinstance(h, typing.TypeVar)))
    chosen = itertools.product(*(variable.__constraints__ for variable in variables))
    return [dict(zip(variables, classes)) for classes in chosen]


@pytest.mark.parametrize("limit", [200, pytest.param(700, marks=pytest.mark.long)])
@pytest.mark.parametrize("case", cases())
def test_overload(case: Case, limit: int) -> None:
    overload, declared = case.overload, case.declared
    wrong = []
    names = list(inspect.signature(overload.fn).parameters)[len(case.types) :]
    varying = overload.fn.__code__.co_flags & inspect.CO_VARARGS
    count = overload.fn.__code__.co_argcount - len(case.types)
    positional = len(case.classes) if varying else count
    given = case.types if not overload.given else ()
    for args in arguments(overload.oracle, case.classes, limit):
        values, named = args[:positional], dict(zip(names[positional:], args[positional:]))
        want = outcome(overload.oracle, (*given, *values), named)
        with intrinsics.bound(case.binding):
            got = outcome(overload.fn, (*case.types, *values), named)
        if got[0] is TypeError and "has no meaning outside compiled code" in got[1]:
            continue
        if not representable(want, declared):
            if not refused(got):
                wrong.append(f"{args}: {got}, expected an error ({want} cannot be represented)")
        elif as_element(got, overload.oracle, args) or (
            is_loose(overload.oracle, args) and near(got, want)
        ):
            continue
        elif got != want and not (
            refused(got) and (issubclass(want[0], Exception) or "of nan" in got[1])
        ):
            wrong.append(f"{args}: {got}, expected {want}")
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:12])
