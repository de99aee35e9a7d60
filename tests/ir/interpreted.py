"""Programs run by the interpreter: Python objects in and out, lists and strings included.

The interpreter knows no class. Here stands what the border does for the compiled code: a `list` or
`str` becomes an instance of the library's class, and a list is written back after the call.
"""

from __future__ import annotations

import ctypes
import functools
import inspect
import struct
import sys
from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from jitscript import ir
from jitscript.ir.interp_values import (
    BufferValue,
    ObjectValue,
    UnionValue,
    fits_exactly,
    from_python,
    type_of,
)
from jitscript.ir.ops.eval_arith import numpy_class
from jitscript.ir.types import PYOBJ, U8, U32, Array, Object, Tuple, Type, Union
from jitscript.library.hashing import STATE_GONE
from jitscript.runtime import abi, python_calls, randomness, watchdog


def runner(
    fn: Callable[..., Any],
    module: ir.Module,
    entry: str,
    counted: bool,
    limit: int | None = None,
    known: Collection[str] = (),
) -> Callable[..., Any]:
    """A function that takes the arguments of `fn` and runs `entry` instead, which has no parameters
    for those that it is made for (`known`)."""
    signature = inspect.signature(fn)

    def run(*args: Any, **keywords: Any) -> Any:
        bound = signature.bind(*args, **keywords)
        bound.apply_defaults()
        border = _Border(module)
        params = module.functions[entry].params
        values = [v for name, v in bound.arguments.items() if name not in known]
        given = [border.wrap(v, p.type) for v, p in zip(values, params)]
        try:
            python = functools.partial(call_python, module)
            result = ir.interpret(module, entry, given, EXTERNS, counted, limit, python)
            return border.unwrap(result)
        finally:
            border.write_back()

    return run


class Uncarried(Exception):
    """A dict, a set or the like: no border here makes an instance of it, or an object of one."""


def _suits(value: Any, t: Type) -> bool:
    """Whether arrays in a value are of the dtypes and ranks of a type."""
    if isinstance(t, Tuple) and isinstance(value, tuple):
        return all(map(_suits, value, t.items))
    if not isinstance(t, Array) or not isinstance(value, np.ndarray):
        return True
    return value.ndim == t.ndim and value.dtype == numpy_class(t.dtype)


class _Border:
    def __init__(self, module: ir.Module):
        self.module = module
        self.lists: dict[int, tuple[list[Any], ObjectValue]] = {}  # by id: argument, instance

    def wrap(self, value: Any, t: Type) -> Any:
        """An argument of type `t`, with lists and strings as instances."""
        if isinstance(t, Union):
            fits = [m for m in t.members if isinstance(m, Object) and _is_of(value, m)]
            if isinstance(value, tuple):
                pairs = [m for m in t.members if isinstance(m, Tuple)]
                fits += [m for m in pairs if len(m.items) == len(value) and _suits(value, m)]
            return self.wrap(value, fits[0]) if fits else value
        if isinstance(t, Tuple) and isinstance(value, tuple):
            return tuple(map(self.wrap, value, t.items))
        if not isinstance(t, Object) or not _is_of(value, t):
            return value
        info = self.module.classes[t]
        if isinstance(value, str):
            encoded = value.encode("utf-8", "surrogatepass")
            data = BufferValue(U8, [from_python(b, U8) for b in encoded])
            return ObjectValue(info, {"_data": data, "_length": len(value), "_known": 0})
        if t.name == "Generator":
            return ObjectValue(info, {"_held": BufferValue(PYOBJ, [value])})
        if not isinstance(value, list):
            raise Uncarried(t)
        if id(value) not in self.lists:
            elem = t.args[0]
            made = ObjectValue(info, {})
            self.lists[id(value)] = (value, made)
            items = [from_python(self.wrap(v, elem), elem) for v in value]
            made.fields.update(_data=BufferValue(elem, items), _size=len(items))
        else:
            made = self.lists[id(value)][1]
            assert made.count is not None
            made.count += 1
        return made

    def unwrap(self, value: Any) -> Any:
        if isinstance(value, UnionValue):
            return self.unwrap(value.value)
        if isinstance(value, tuple):
            return tuple(map(self.unwrap, value))
        if not isinstance(value, ObjectValue):
            return getattr(value, "data", value) if type_of(value) is None else value
        for original, made in self.lists.values():
            if made is value:
                return original
        if value.info.type.name == "Generator":
            return value._held.items[0]
        if value.info.type.name == "str":
            return bytes(value._data.items).decode("utf-8", "surrogatepass")
        if value.info.type.name == "dict":
            entries = value._entries.items[: value._fill]
            return {self.unwrap(k): self.unwrap(v) for hashed, k, v in entries if hashed}
        if value.info.type.name != "list":
            raise Uncarried(value.info.type)
        return [self.unwrap(v) for v in value._data.items[: value._size]]

    def write_back(self) -> None:
        for original, made in list(self.lists.values()):
            items = [self.unwrap(v) for v in made._data.items[: made._size]]
            items[: len(original)] = map(_left, original, items)
            original[:] = items


def call_python(module: ir.Module, op: ir.Op, values: list[Any]) -> Any:
    """What an op `python.call` gives, as the runtime has compiled code do it."""
    border = _Border(module)
    given = [border.unwrap(v) for v in values]
    words = op.attrs.get("keywords")
    names = words.split(",") if words else []
    first = len(given) - len(names)
    name, t = op.attrs["callee"], op.results[0].type
    callee, keywords = python_calls.callee(name), dict(zip(names, given[first:]))
    made = python_calls.watched_call(callee, tuple(given[:first]), keywords)
    if isinstance(made, BaseException):
        raise Uncarried(t)
    if not (fits_exactly(made, t) or python_calls.is_generator(made)):
        made = python_calls.result(repr(t), name, made, bool(op.attrs.get("exact")))
    return from_python(border.wrap(made, t), t)


def _left(before: Any, after: Any) -> Any:
    """An item after the call: an int that was taken as a float is still one."""
    same = type(before) is int and type(after) is float and repr(float(before)) == repr(after)
    return before if same else after


def _is_of(value: Any, t: Object) -> bool:
    return type(value).__name__ == t.name


def _write(data: BufferValue, n: int) -> None:
    sys.stdout.write(bytes(data.items[:n]).decode())


def _float_repr(x: Any, out: BufferValue) -> int:
    text = repr(float(x)).encode()
    out.items[: len(text)] = [from_python(b, U8) for b in text]
    return len(text)


def _float_parse(data: BufferValue, n: int, out: BufferValue) -> int:
    try:
        out.items[0] = float(bytes(data.items[:n]).decode())
    except ValueError:
        return 1
    return 0


def _int_parse(data: BufferValue, n: int, base: int, out: BufferValue) -> None:
    value = int(bytes(data.items[:n]).decode("utf-8", "surrogatepass"), int(base))
    fits = -(2**63) <= value < 2**63
    out.items[:2] = [value if fits else 0, int(not fits)]


def _asked(name: BufferValue, data: BufferValue, n: int) -> Any:
    text = bytes(data.items[:n]).decode("utf-8", "surrogatepass")
    return getattr(text, bytes(name.items[:-1]).decode())()


def _text(name: BufferValue, data: BufferValue, n: int, out: BufferValue, room: int) -> int:
    made = _asked(name, data, n).encode("utf-8", "surrogatepass")
    if len(made) <= room:
        out.items[: len(made)] = [from_python(b, U8) for b in made]
    return len(made)


def _format(
    kind: int, data: BufferValue, n: int, spec: BufferValue, m: int, out: BufferValue, room: int
) -> int:
    items = data.items
    if kind == 3:
        value: Any = bytes(items[:n]).decode("utf-8", "surrogatepass")
    elif kind == 5:
        value = complex(*items[:2])
    else:
        item = items[0]
        value = float(item) if kind == 1 else int(item)
        value = value - 2**64 if kind == 0 and value >= 2**63 else value
        value = bool(value) if kind == 2 else value
    asked = bytes(spec.items[:m]).decode("utf-8", "surrogatepass")
    made = format(value, asked).encode("utf-8", "surrogatepass")
    if len(made) <= room:
        out.items[: len(made)] = [from_python(b, U8) for b in made]
    return len(made)


def _hash_state(k: int) -> int:
    """As in a program that Python calls, but that no set of Python's own is looked into."""
    words = (ctypes.c_int64 * 5).from_address(watchdog.STATE_ADDRESS + abi.STATE_HASH)
    return 0 if k == STATE_GONE else words[k]


def _random_state() -> int:
    randomness.ask(randomness.FIND, None)
    return ctypes.c_int64.from_address(watchdog.STATE_ADDRESS + abi.STATE_RANDOM).value


def _word(address: int, k: int) -> ctypes.c_uint32:
    return ctypes.c_uint32.from_address(address + 4 * k)


def _set_word(address: int, k: int, word: int) -> None:
    _word(address, k).value = word


def _copy_words(to: BufferValue, data: bytes, n: int) -> None:
    words = struct.unpack_from(f"<{n // 4}I", data)
    to.items[: n // 4] = [from_python(word, U32) for word in words]


EXTERNS: dict[str, Callable[..., Any]] = {
    "host_write": _write,
    "host_float_repr": _float_repr,
    "host_float_parse": _float_parse,
    "host_int_parse": _int_parse,
    "host_text": _text,
    "host_format": _format,
    "host_hash_state": _hash_state,
    "host_random_state": _random_state,
    "host_word": lambda address, k: from_python(_word(address, k).value, U32),
    "host_copy_bytes": _copy_words,
    "host_set_word": _set_word,
    "host_ask_random": lambda what, argument: randomness.ask(what, argument),
    "host_text_is": lambda *args: int(_asked(*args)),
}
