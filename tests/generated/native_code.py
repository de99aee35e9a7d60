"""Compiles IR without the front end and calls it through its C entries.

A test's own view of the ABI: it fills the context, passes arrays as structs with owners
that name the ndarray, as the border from Python does, and reads errors.
"""

from __future__ import annotations

import builtins
import ctypes
import json
import struct
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from jitscript import shared
from jitscript.backend import cpu
from jitscript.backend.layout import fields, layout, tag
from jitscript.backend.target import host
from jitscript.ir import ops  # noqa: F401
from jitscript.ir.core import Module
from jitscript.ir.ops.eval_arith import coerce
from jitscript.ir.types import NONE, Array, Scalar, Tuple, Type, Union
from jitscript.runtime import abi, native

C_TYPES: dict[str, Any] = {
    "bool": ctypes.c_bool,
    "b1": ctypes.c_bool,
    "int": ctypes.c_int64,
    "float": ctypes.c_double,
    "f32": ctypes.c_float,
    "f64": ctypes.c_double,
    **{f"i{n}": getattr(ctypes, f"c_int{n}") for n in (8, 16, 32, 64)},
    **{f"u{n}": getattr(ctypes, f"c_uint{n}") for n in (8, 16, 32, 64)},
}


class Raised(Exception):
    """An error that native code recorded: exception name, message, frames innermost first."""

    def __init__(self, name: str, message: str | None, lines: list[int]):
        super().__init__(name, message)
        self.name, self.message, self.lines = name, message, lines


class Native:
    """A module in memory. With `shares` the back end's own functions are those of all others, as
    they are for a user's functions; it is compiled in two thirds of the time."""

    def __init__(
        self,
        module: Module,
        names: Sequence[str] | None = None,
        shares: bool = False,
        **options: Any,
    ):
        names = module.functions if names is None else names
        exports = [{"name": name, "symbol": name} for name in names]
        self.module = module
        shares = shares and host().shares()
        self.compiled = cpu.compile(module, exports, public=() if shares else None, **options)
        code = shared.Shelf(False).joined(module, self.compiled) if shares else None
        self.image = native.load_object(code or self.compiled.object)
        self.stack_limit = 0

    def call(self, name: str, *args: Any) -> Any:
        """Call a function with Python objects, and give its result as one."""
        function = self.module.functions[name]
        context = Context(self.stack_limit)
        passed = [_pass(p.type, a, context) for p, a in zip(function.params, args)]
        result = ctypes.create_string_buffer(max(256, layout(function.result).size))
        entry = ctypes.CFUNCTYPE(ctypes.c_int32)(self.image.symbol(abi.c_symbol(name)))
        entry.argtypes = [ctypes.c_void_p, ctypes.c_void_p, *(type(a) for a in passed)]
        if entry(context.address, ctypes.addressof(result), *passed):
            raise context.error()
        return _read(function.result, result.raw)


class Context:
    """A js_ctx."""

    def __init__(self, stack_limit: int) -> None:
        self.poll = ctypes.c_uint8(0)
        self.block = ctypes.create_string_buffer(abi.CTX_SIZE)
        self.address = ctypes.addressof(self.block)
        self.keep: list[Any] = []
        struct.pack_into("<q", self.block, abi.CTX_POLL, ctypes.addressof(self.poll))
        struct.pack_into("<q", self.block, abi.CTX_STACK_LIMIT, stack_limit)

    def error(self) -> Raised:
        (site,) = struct.unpack_from("<q", self.block, abi.CTX_SITE)
        (n,) = struct.unpack_from("<q", self.block, abi.CTX_NFRAMES)
        told = json.loads(ctypes.string_at(site))
        frames = struct.unpack_from(f"<{abi.MAX_FRAMES}q", self.block, abi.CTX_FRAMES)
        raw = struct.unpack_from(f"<{abi.MAX_ARGS}q", self.block, abi.CTX_ARGS)
        words = iter(raw)
        values = [_argument(kind, words) for kind in told["a"]]
        places = list(told["at"])
        for frame in frames[: min(n, abi.MAX_FRAMES)]:
            places += json.loads(ctypes.string_at(frame))["at"]
        message = told["m"]
        if message is not None:
            message = message.format(*values)
            if "n" in told:  # a number before the text
                message = str(getattr(builtins, told["e"])(told["n"], message))
        elif values:  # what the exception holds, and shows in its own way
            message = str(getattr(builtins, told["e"])(*values))
        return Raised(told["e"], message, [place[2] for place in places])


def _argument(kind: Any, words: Iterator[int]) -> Any:
    if isinstance(kind, list):
        return tuple(_argument(part, words) for part in kind)
    word = next(words)
    if kind == "f64":
        return struct.unpack("<d", struct.pack("<q", word))[0]
    if kind == "utf8":
        (length,) = struct.unpack("<q", ctypes.string_at(word + abi.BUFFER_LENGTH, 8))
        return ctypes.string_at(word + abi.BUFFER_DATA, length).decode()
    return {"int": word, "uint": word & (2**64 - 1), "bool": bool(word)}[kind]


def _pass(t: Type, value: Any, context: Context) -> Any:
    """An argument of a C entry: a scalar, or the address of its struct."""
    if repr(t) in C_TYPES:
        return C_TYPES[repr(t)](value)
    block = ctypes.create_string_buffer(max(layout(t).size, 1))
    for leaf, part in zip(layout(t).leaves, _leaves(t, value, context)):
        struct.pack_into("<" + CODES[leaf.mem], block, leaf.offset, part)
    context.keep.append(block)
    return ctypes.c_void_p(ctypes.addressof(block))


CODES = {"i8": "B", "i16": "H", "i32": "I", "i64": "Q", "ptr": "Q"}
CODES.update({"half": "e", "float": "f", "double": "d"})


def _leaves(t: Type, value: Any, context: Context) -> list[Any]:
    """The leaves of a Python object as a value of type `t`."""
    if isinstance(t, Array):
        assert value.ndim == t.ndim
        context.keep.append(value)
        data = value.__array_interface__["data"][0]
        strides = [s & (2**64 - 1) for s in value.strides]
        owner = struct.pack("<qqqq", abi.IMMORTAL, 0, 0, id(value))
        context.keep.append(ctypes.create_string_buffer(owner, len(owner)))
        return [data, ctypes.addressof(context.keep[-1]), *value.shape, *strides]
    if isinstance(t, Tuple):
        return [leaf for item, v in zip(t.items, value) for leaf in _leaves(item, v, context)]
    if isinstance(t, Union):
        member = next(m for m in t.members if _holds(m, value))
        found: list[Any] = [0] * len(layout(t).leaves)
        found[0] = tag(t, member)
        start = layout(t).slots[member]
        found[start : start + len(layout(member).leaves)] = _leaves(member, value, context)
        return found
    if not layout(t).leaves:
        return []
    assert isinstance(t, Scalar), t
    if t.kind == "complex":
        return [value.real, value.imag]
    if t.kind in ("int", "uint"):
        return [int(value) & (2**t.bits - 1)]
    return [value]


def _holds(t: Type, value: Any) -> bool:
    """Whether a Python object is of type `t`."""
    if t is NONE or value is None:
        return t is NONE and value is None
    if isinstance(t, Array):
        return isinstance(value, np.ndarray)
    if isinstance(t, Tuple):
        return isinstance(value, tuple)
    return isinstance(t, Scalar) and type(value) is type(coerce(t, 0))


def _read(t: Type, raw: bytes) -> Any:
    """The Python object for a value of type `t` in memory."""
    if isinstance(t, Array):
        data, _, *sizes = struct.unpack_from(f"<{2 + 2 * t.ndim}q", raw)
        dtype = dtype_of(t.dtype)
        window = np.lib.stride_tricks.as_strided
        first = np.frombuffer((ctypes.c_char * dtype.itemsize).from_address(data), dtype)
        return window(first, sizes[: t.ndim], sizes[t.ndim :]).copy()
    if isinstance(t, Tuple):
        starts = fields(t.items)[0]
        return tuple(_read(item, raw[start:]) for item, start in zip(t.items, starts))
    if isinstance(t, Union):
        member = t.members[raw[0]]
        slot = layout(t).slots[member]
        return _read(member, raw[layout(t).leaves[slot].offset :])
    if not isinstance(t, Scalar):
        return None
    return coerce(t, np.frombuffer(raw, dtype_of(t), 1)[0])


def dtype_of(t: Scalar) -> Any:
    """NumPy's dtype for a scalar type."""
    if t.kind == "bool":
        return np.dtype(bool)
    return np.dtype(f"{t.kind}{t.bits}" if t.kind != "uint" else f"uint{t.bits}")


def texts(values: Sequence[Any]) -> list[str]:
    """Values as text that tells -0.0 from 0.0 and takes every nan for the same."""
    return [repr(v) if v == v else "nan" for v in values]
