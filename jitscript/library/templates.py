"""`template.format(…)` and `template % …` of a template that is known only when the program runs,
and of numbers and texts. What is not plain (an error, a part of an argument, a specification with
fields of its own) is left to Python: None says so.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .builtins_text import str_of_int
from .containers_list import List
from .containers_str import Str, part_of
from .format_spec import padded
from .intrinsics import Buffer, inline, op, u8
from .utf8 import byte

T = TypeVar("T")
_MOST = 1000000  # a width, precision or index beyond this is Python's business


def filled(template: Str, values: Buffer[T], names: Buffer[Str]) -> Str | None:
    """`template.format(*values)`, of which the last have these names."""
    data, stop = template._data, op.buffer_len(template._data)
    parts = List[Str]()
    start, at, automatic = 0, 0, 0
    while at < stop:
        code = byte(data, at)
        if code != 123 and code != 125:  # { }
            at += 1
            continue
        if at + 1 < stop and byte(data, at + 1) == code:
            parts.append(_part(data, start, at + 1))
            at += 2
            start = at
            continue
        if code == 125:
            return None
        parts.append(_part(data, start, at))
        end = at + 1
        while end < stop and byte(data, end) != 125:
            if byte(data, end) == 123:
                return None
            end += 1
        if end == stop:
            return None
        at += 1
        name_end = at
        while name_end < end and byte(data, name_end) != 58 and byte(data, name_end) != 33:  # : !
            name_end += 1
        index = automatic
        if name_end > at:
            if automatic > 0 and 48 <= byte(data, at) <= 57:
                return None
            index = _index_of(data, at, name_end, names, op.buffer_len(values))
            if 48 <= byte(data, at) <= 57:
                automatic = -1
        elif automatic < 0:
            return None
        else:
            automatic += 1
        count = op.buffer_len(values)
        if not 0 <= index < count or (name_end == at and index >= count - op.buffer_len(names)):
            return None
        conversion = 0
        if name_end < end and byte(data, name_end) == 33:
            if name_end + 1 == end:
                return None
            conversion = byte(data, name_end + 1)
            name_end += 2
            if name_end < end and byte(data, name_end) != 58:
                return None
        spec = _part(data, min(name_end + 1, end), end)
        value = op.buffer_load(values, index)
        if conversion == 0:
            parts.append(f"{value:{spec}}")
        elif conversion == 114:
            parts.append(f"{value!r:{spec}}")
        elif conversion == 115:
            parts.append(f"{value!s:{spec}}")
        else:
            return None
        at = end + 1
        start = at
    parts.append(_part(data, start, stop))
    return "".join(parts)


@inline
def _part(data: Buffer[u8], start: int, stop: int) -> Str:
    return part_of(data, start, op.sub(stop, start), -1)


def _index_of(data: Buffer[u8], at: int, end: int, names: Buffer[Str], count: int) -> int:
    """Which argument a field means, -1 where that is not plain."""
    if 48 <= byte(data, at) <= 57:
        index = 0
        while at < end:
            code = byte(data, at)
            if not 48 <= code <= 57 or index > _MOST:
                return -1
            index = index * 10 + code - 48
            at += 1
        return index if index < count - op.buffer_len(names) else -1
    name = _part(data, at, end)
    for i in range(op.buffer_len(names)):
        if op.buffer_load(names, i) == name:
            return count - op.buffer_len(names) + i
    return -1


def percent(template: Str, values: Buffer[T]) -> Str | None:
    """`template % values`"""
    data, stop = template._data, op.buffer_len(template._data)
    parts = List[Str]()
    start, at, used = 0, 0, 0
    while at < stop:
        if byte(data, at) != 37:
            at += 1
            continue
        parts.append(_part(data, start, at))
        at += 1
        left, zero, sign, other = False, False, 0, False
        while at < stop and _is_flag(byte(data, at)):
            code = byte(data, at)
            left = left or code == 45
            zero = zero or code == 48
            other = other or code == 35
            if code == 43 or (code == 32 and sign == 0):
                sign = code
            at += 1
        wide, precision = 0, -1
        while at < stop and 48 <= byte(data, at) <= 57 and wide < _MOST:
            wide = wide * 10 + byte(data, at) - 48
            at += 1
        if at < stop and byte(data, at) == 46:
            precision = 0
            at += 1
            while at < stop and 48 <= byte(data, at) <= 57 and precision < _MOST:
                precision = precision * 10 + byte(data, at) - 48
                at += 1
        if at == stop or other or wide >= _MOST or precision >= _MOST:
            return None
        kind = byte(data, at)
        at += 1
        start = at
        if kind == 37:
            if byte(data, at - 2) != 37:
                return None
            parts.append("%")
            continue
        if used == op.buffer_len(values):
            return None
        value = op.buffer_load(values, used)
        used += 1
        if kind == 115 or kind == 114:  # s r
            text = str(value) if kind == 115 else repr(value)
            if 0 <= precision < len(text):
                text = text[:precision]
            parts.append(padded(text, 32, 60 if left else 62, wide))
            continue
        head = "<" if left else ""
        if sign == 43:
            head += "+"
        elif sign == 32:
            head += " "
        if wide > 0:
            head += ("0" if zero and not left else "") + str_of_int(wide)
        whole = kind == 100 or kind == 105
        if whole or kind == 120 or kind == 88 or kind == 111:  # d i x X o
            if precision >= 0 or not isinstance(value, int):
                return None
            n = int(value)
            if whole:
                parts.append(f"{n:{head}}")
            else:
                parts.append(f"{n:{head + _part(data, at - 1, at)}}")
        elif 101 <= kind <= 103 or 69 <= kind <= 71:  # e f g E F G
            if not isinstance(value, (int, float)):
                return None
            x = float(value)
            if precision >= 0:
                head += "." + str_of_int(precision)
            parts.append(f"{x:{head + _part(data, at - 1, at)}}")
        else:
            return None
    if used != op.buffer_len(values):
        return None
    parts.append(_part(data, start, stop))
    return "".join(parts)


@inline
def _is_flag(code: int) -> bool:
    """# 0 - space +"""
    return code == 35 or code == 48 or code == 45 or code == 32 or code == 43
