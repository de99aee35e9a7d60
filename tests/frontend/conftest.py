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
from jitscript.ir.interp_values import BufferValue, ObjectValue, to_python
from jitscript.ir.printer import print_module
from jitscript.ir.types import U8
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


def encode(value: Any, t: Any, classes: Any) -> Any:
    """A list or text as the interpreter's instance of the library's class."""
    if isinstance(value, list):
        items = [encode(v, t.args[0], classes) for v in value]
        fields = {"_data": BufferValue(t.args[0], items), "_size": len(items)}
        return ObjectValue(classes[t], fields)
    if isinstance(value, str):
        data = BufferValue(U8, [np.uint8(b) for b in value.encode()])
        fields = {"_data": data, "_length": len(value), "_known": 0}
        return ObjectValue(classes[t], fields)
    return value


def decode(value: Any) -> Any:
    """Back again."""
    if isinstance(value, tuple):
        return tuple(map(decode, value))
    if not isinstance(value, ObjectValue):
        return to_python(value)
    if value.info.type.name == "str":
        return bytes(value._data.items).decode("utf-8", "surrogatepass")
    return [decode(v) for v in value._data.items[: value._size]]


def _run(lowered: Any, args: list[Any]) -> Any:
    entry = lowered.module.functions[lowered.entry]
    given = [encode(a, p.type, lowered.module.classes) for a, p in zip(args, entry.params)]
    try:
        return decode(interpret(lowered.module, lowered.entry, given, HOST))
    finally:
        args[:] = map(decode, given)


def _float_repr(x: float, data: BufferValue) -> int:
    text = repr(float(x)).encode()
    data.items[: len(text)] = [np.uint8(b) for b in text]
    return len(text)


HOST = {"host_float_repr": _float_repr, "host_write": lambda *args: None}


def _check(fn: Callable[..., Any], *calls: tuple[Any, ...]) -> None:
    lowered = lower_function(fn)
    problems = verify(lowered.module)
    assert not problems, f"{problems}\n{print_module(lowered.module)}"
    for args in calls:
        mine, theirs = copy.deepcopy(list(args)), copy.deepcopy(list(args))
        expected = outcome(lambda a=theirs: fn(*a), theirs, as_annotated(fn))
        got = outcome(lambda a=mine: _run(lowered, a), mine)
        assert got == expected, f"{fn.__name__}{args}\n{print_module(lowered.module)}"


def as_annotated(fn: Callable[..., Any]) -> Callable[[Any], Any]:
    """`-> float` makes a float of NumPy's float64, and of an int; `-> bool` likewise."""
    returns = fn.__annotations__.get("return")
    return {"float": float, "bool": bool}.get(returns, lambda x: x)


@pytest.fixture
def check() -> Callable[..., None]:
    """check(fn, (args of a call), …): interpreted IR and CPython agree."""
    return _check
