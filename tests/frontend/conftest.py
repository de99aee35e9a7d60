"""Compare a function, lowered and interpreted, with CPython."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from jitscript.frontend import lower_function
from jitscript.ir.interp import interpret
from jitscript.ir.printer import print_module
from jitscript.ir.verifier import verify


def outcome(
    run: Callable[[], Any], args: list[Any], convert: Callable[[Any], Any] = lambda x: x
) -> tuple[Any, ...]:
    """What a call gives: its result with its type, or its exception; and the arguments after."""
    try:
        with np.errstate(all="ignore"):
            result = run()
    except Exception as e:
        return ("raised", type(e), str(e), freeze(args))
    return ("returned", freeze(convert(result)), freeze(args))


def freeze(value: Any) -> Any:
    """A value in a form in which equal means: same type, same bits."""
    if isinstance(value, (list, tuple)):
        return (type(value), [freeze(v) for v in value])
    if isinstance(value, np.ndarray):
        return ("array", str(value.dtype), value.shape, value.tobytes())
    if isinstance(value, float) and math.isnan(value):
        return (type(value), "nan")
    return (type(value), repr(value))


def _check(fn: Callable[..., Any], *calls: tuple[Any, ...]) -> None:
    lowered = lower_function(fn)
    problems = verify(lowered.module)
    assert not problems, f"{problems}\n{print_module(lowered.module)}"
    for args in calls:
        mine, theirs = copy.deepcopy(list(args)), copy.deepcopy(list(args))
        expected = outcome(lambda a=theirs: fn(*a), theirs, as_annotated(fn))
        got = outcome(lambda a=mine: interpret(lowered.module, lowered.entry, a), mine)
        assert got == expected, f"{fn.__name__}{args}\n{print_module(lowered.module)}"


def as_annotated(fn: Callable[..., Any]) -> Callable[[Any], Any]:
    """`-> float` makes a float of NumPy's float64, and of an int."""
    returns = fn.__annotations__.get("return")
    return float if returns in ("float", float) else lambda x: x


@pytest.fixture
def check() -> Callable[..., None]:
    """check(fn, (args of a call), …): interpreted IR and CPython agree."""
    return _check
