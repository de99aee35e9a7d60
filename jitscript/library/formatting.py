"""`format` of numbers and texts, `bin`, `oct`, `hex`, `ascii`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .builtins_text import str_of_int
from .containers_dict import Dict
from .containers_list import List
from .containers_set import Set
from .containers_str import Str, part_of
from .format_digits import decimal, in_base
from .format_spec import laid_out, lead_of, padded, parsed
from .intrinsics import Buffer, inline, op, u8, u64
from .numbers_round import units
from .numbers_text import str_of_float
from .registry import builtin
from .utf8 import byte, decoded, is_ascii, width

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
INT, FLOAT, BOOL, TEXT, UNSIGNED, COMPLEX = 0, 1, 2, 3, 4, 5  # as `host_format` numbers them


@builtin(format)
def format_int(n: int, spec: Str = "") -> Str:
    if op.buffer_len(spec._data) == 0:
        return str_of_int(n)
    return format_whole(n < 0, _size(n), spec, INT)


@builtin(format)
def format_bool(b: bool, spec: Str = "") -> Str:
    if op.buffer_len(spec._data) == 0:
        return "True" if b else "False"
    return format_whole(False, op.cast(1 if b else 0, to=u64), spec, BOOL)


@inline
def _size(n: int) -> u64:
    size = op.cast(n, to=u64)
    return op.neg(size) if n < 0 else size


def format_whole(negative: bool, size: u64, spec: Str, what: int) -> Str:
    """An integer of this sign and size; `what` it is for Python."""
    plain, fill, align, sign, alternate, wide, mark, precision, kind = parsed(spec, True)
    if plain and (kind == 0 or kind == 100) and precision < 0:  # d
        digits = decimal(size, 0, False, False)
        lead = lead_of(negative, sign)
        return laid_out(digits, op.buffer_len(digits), lead, 0, 3, mark, fill, align, wide)
    shift = _shift_of(kind)
    if plain and shift > 0 and precision < 0 and mark != 44:
        digits = in_base(size, shift, kind == 88)
        base = kind if alternate else 0
        lead = lead_of(negative, sign)
        return laid_out(digits, op.buffer_len(digits), lead, base, 4, mark, fill, align, wide)
    if plain and is_float_type(kind):
        x = op.cast(size, to=float)
        return format_float(-x if negative else x, spec)
    data = op.buffer_new(1, elem=u64)
    op.buffer_store(data, 0, op.neg(size) if negative else size)
    return _by_python(what, data, 1, spec)


def _shift_of(kind: int) -> int:
    """How many bits a digit of the types b, o, x, X has; 0 for others."""
    if kind == 120 or kind == 88:
        return 4
    return 1 if kind == 98 else 3 if kind == 111 else 0


@inline
def is_float_type(kind: int) -> bool:
    """e E f F g G %"""
    return 101 <= kind <= 103 or 69 <= kind <= 71 or kind == 37


@builtin(format)
def format_float(x: float, spec: Str = "") -> Str:
    if op.buffer_len(spec._data) == 0:
        return str_of_float(x)
    plain, fill, align, sign, alternate, wide, mark, precision, kind = parsed(spec, True)
    if plain and x - x == 0.0:
        lead = lead_of(op.copysign(1.0, x) < 0.0, sign)
        fixed, percent = kind == 102 or kind == 70, kind == 37
        places = 6 if precision < 0 else precision
        if (fixed or percent) and places <= 15:
            scaled = op.fabs(x * 100.0 if percent else x)
            n = units(scaled, places)
            if n >= 0:
                digits = decimal(op.cast(n, to=u64), places, places > 0 or alternate, percent)
                whole = op.buffer_len(digits)
                whole = op.sub(whole, 1 if percent else 0)
                whole = op.sub(whole, op.add(places, 1) if places > 0 or alternate else 0)
                return laid_out(digits, whole, lead, 0, 3, mark, fill, align, wide)
        if kind == 0 and precision < 0 and mark == 0 and not alternate:
            digits = str_of_float(op.fabs(x))._data
            return laid_out(digits, op.buffer_len(digits), lead, 0, 3, 0, fill, align, wide)
    data = op.buffer_new(1, elem=float)
    op.buffer_store(data, 0, x)
    return _by_python(FLOAT, data, 1, spec)


@builtin(format)
def format_complex(z: complex, spec: Str = "") -> Str:
    if op.buffer_len(spec._data) == 0:
        return str(z)
    data = op.buffer_new(2, elem=float)
    op.buffer_store(data, 0, z.real)
    op.buffer_store(data, 1, z.imag)
    return _by_python(COMPLEX, data, 2, spec)


@builtin(format)
def format_text(text: Str, spec: Str = "") -> Str:
    if op.buffer_len(spec._data) == 0:
        return text
    plain, fill, align, _, alternate, wide, mark, precision, kind = parsed(spec, False)
    if not plain or alternate or mark != 0 or align == 61 or (kind != 0 and kind != 115):
        return _by_python(TEXT, text._data, op.buffer_len(text._data), spec)
    if 0 <= precision < len(text):
        text = text[:precision]
    return padded(text, fill, align, wide)


@builtin(format)
def format_none(value: None, spec: Str = "") -> Str:
    return _of_object(str(value), "NoneType", spec)


@builtin(format)
def format_tuple(items: tuple[object, ...], spec: Str = "") -> Str:
    return _of_object(str(items), "tuple", spec)


@builtin(format)
def format_list(items: List[T], spec: Str = "") -> Str:
    return _of_object(str(items), "list", spec)


@builtin(format)
def format_dict(items: Dict[K, V], spec: Str = "") -> Str:
    return _of_object(str(items), "dict", spec)


@builtin(format)
def format_set(items: Set[T], spec: Str = "") -> Str:
    return _of_object(str(items), "set", spec)


def _of_object(shown: Str, name: Str, spec: Str) -> Str:
    if op.buffer_len(spec._data) != 0:
        raise TypeError(f"unsupported format string passed to {name}.__format__")
    return shown


def _by_python(what: int, data: Buffer[T], n: int, spec: Str) -> Str:
    """As Python formats what `data` holds, or with the error that it raises."""
    asked = spec._data
    m = op.buffer_len(asked)
    room = 512
    while True:
        out = op.buffer_new(room, elem=u8)
        size = op.extern(
            what,
            data,
            n,
            asked,
            m,
            out,
            room,
            name="host_format",
            effects="reads(buffer, python) writes(buffer, python) exits",
            result=int,
        )
        if size <= room:
            return part_of(out, 0, size, -1)
        room = size


@builtin(bin)
def bin_of(n: int) -> Str:
    return _prefixed(n, 98)


@builtin(oct)
def oct_of(n: int) -> Str:
    return _prefixed(n, 111)


@builtin(hex)
def hex_of(n: int) -> Str:
    return _prefixed(n, 120)


def _prefixed(n: int, base: int) -> Str:
    digits = in_base(_size(n), _shift_of(base), False)
    return laid_out(digits, op.buffer_len(digits), lead_of(n < 0, 45), base, 4, 0, 32, 62, 0)


@builtin(ascii)
def ascii_of(value: T) -> Str:
    shown = repr(value)
    data = shown._data
    if is_ascii(data):
        return shown
    n = op.buffer_len(data)
    size, at = 0, 0
    while at < n:
        code = decoded(data, at)
        size += 1 if code < 128 else 4 if code < 256 else 6 if code < 65536 else 10
        at += width(byte(data, at))
    out = op.buffer_new(size, elem=u8)
    to = 0
    at = 0
    while at < n:
        code = decoded(data, at)
        if code < 128:
            op.buffer_store(out, to, op.cast(code, to=u8))
            to += 1
        else:
            to = _escaped(out, to, code)
        at += width(byte(data, at))
    return op.object_new(out, size, 0, result=Str)


def _escaped(out: Buffer[u8], at: int, code: int) -> int:
    """Write a character as its number in hexadecimal; where that ends."""
    letter, count = 120, 2
    if code >= 256:
        letter, count = 117, 4
    if code >= 65536:
        letter, count = 85, 8
    op.buffer_store(out, at, op.cast(92, to=u8))
    op.buffer_store(out, at + 1, op.cast(letter, to=u8))
    for i in range(count):
        digit = op.and_(op.shr(code, 4 * (count - 1 - i)), 15)
        op.buffer_store(out, at + 2 + i, op.cast(digit + (48 if digit < 10 else 87), to=u8))
    return at + 2 + count
