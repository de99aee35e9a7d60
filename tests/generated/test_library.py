"""Every scalar overload of the library against the Python function that it stands for.

The library function runs undecorated in CPython, its ops by their Python definition; result bits,
result type, exception type and message are those of the oracle. (What needs memory of its own has
no meaning there: `test_library_compiled.py`.) Where the oracle's answer is no
value of the declared result type (an int of more than 64 bits, a complex power), the library
raises and says why.
"""

from __future__ import annotations

import importlib
import inspect
import typing
from typing import Any

import numpy as np
import pytest
from outcomes import near, outcome, refused, representable
from samples import arguments

import jitscript.ir.ops  # noqa: F401  (fills the op table)
from jitscript.library import registry

SCALARS = {int, float, bool, complex}


def is_scalar(cls: Any) -> bool:
    return cls in SCALARS or (isinstance(cls, type) and issubclass(cls, np.generic))


def cases() -> list[Any]:
    """(overload, parameter classes, result class) for every binding of its type variables."""
    found = []
    for module in registry.modules():
        importlib.import_module(module)
    for overloads in list(registry._overloads.values()):
        for overload in overloads:
            hints = typing.get_type_hints(overload.fn)
            result = hints.pop("return", None)
            wanted = list(hints.values())
            if overload.fn.__code__.co_flags & inspect.CO_VARARGS:
                wanted = [*wanted, *wanted[-1:], *wanted[-1:]]  # some more of the last
            for binding in bindings(wanted):
                classes = [binding.get(h, h) for h in wanted]
                if all(map(is_scalar, [*classes, *results(binding.get(result, result))])):
                    name = f"{getattr(overload.oracle, '__name__', '')}-{overload.fn.__name__}-"
                    name += "-".join(c.__name__ for c in classes)
                    found.append(
                        pytest.param(overload, classes, binding.get(result, result), id=name)
                    )
    return found


def results(declared: Any) -> list[Any]:
    """The classes of a result: of the items, for a tuple."""
    return list(typing.get_args(declared)) or [declared]


def bindings(hints: Any) -> list[dict[Any, Any]]:
    variables = {h for h in hints if isinstance(h, typing.TypeVar)}
    if not variables:
        return [{}]
    (variable,) = variables
    return [{variable: c} for c in variable.__constraints__]


@pytest.mark.parametrize("overload, classes, declared", cases())
def test_overload(overload, classes, declared):
    wrong = []
    names = list(inspect.signature(overload.fn).parameters)
    varying = overload.fn.__code__.co_flags & inspect.CO_VARARGS
    positional = len(classes) if varying else overload.fn.__code__.co_argcount
    for args in arguments(overload.oracle, classes):
        given, named = args[:positional], dict(zip(names[positional:], args[positional:]))
        want = outcome(overload.oracle, given, named)
        got = outcome(overload.fn, given, named)
        if got[0] is TypeError and "has no meaning outside compiled code" in got[1]:
            continue
        if not representable(want, declared):
            if not refused(got):
                wrong.append(f"{args}: {got}, expected an error ({want} cannot be represented)")
        elif isinstance(overload.oracle, np.ufunc) and near(got, want):
            continue
        elif got != want and not (refused(got) and issubclass(want[0], Exception)):
            wrong.append(f"{args}: {got}, expected {want}")
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:12])
