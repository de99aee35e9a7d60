"""Format specifications, `[[fill]align][sign][#][0][width][grouping][.precision][type]`, and how a
number or a text is laid out by one.

What is not plain here (an error, a locale, `z`) is left to Python, which raises its own errors.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_str import Str
from .intrinsics import Buffer, inline, op, u8
from .utf8 import byte, bytes_of, decoded, filled, filled_around, width

_MOST = 1000000000  # a width or precision beyond this is Python's business


@inline
def is_align(code: int) -> bool:
    """< > = ^"""
    return code == 60 or code == 62 or code == 61 or code == 94


def parsed(spec: Str, number: bool) -> tuple[bool, int, int, int, bool, int, int, int, int]:
    """Whether a specification is plain; fill, alignment and sign as characters; `#`; the width; the
    mark of groups, 0 for none; the precision, -1 for none; the type, 0 for none. `number`: whether
    texts stand right and zeros fill behind the sign."""
    data, stop = spec._data, op.buffer_len(spec._data)
    at = 0
    fill, align, sign, size, group, precision, kind = 32, 62 if number else 60, 45, 0, 0, -1, 0
    alternate, aligned, filled, plain = False, False, False, True
    if stop > 0:
        first = width(byte(data, 0))
        if first < stop and is_align(byte(data, first)):
            fill, align, at = decoded(data, 0), byte(data, first), op.add(first, 1)
            aligned, filled = True, True
        elif is_align(byte(data, 0)):
            align, at, aligned = byte(data, 0), 1, True
    if at < stop and (byte(data, at) == 43 or byte(data, at) == 45 or byte(data, at) == 32):
        sign, at = byte(data, at), op.add(at, 1)
        plain = number
    if at < stop and byte(data, at) == 35:
        alternate, at = True, op.add(at, 1)
    if at < stop and byte(data, at) == 48 and not filled:
        fill, at = 48, op.add(at, 1)
        if number and not aligned:
            align = 61
    while at < stop and 48 <= byte(data, at) <= 57:
        size = op.sub(op.add(op.mul(size, 10), byte(data, at)), 48)
        at = op.add(at, 1)
        if size > _MOST:
            return False, fill, align, sign, alternate, 0, group, precision, kind
    if at < stop and (byte(data, at) == 44 or byte(data, at) == 95):
        group, at = byte(data, at), op.add(at, 1)
    if at < stop and byte(data, at) == 46:
        at = op.add(at, 1)
        precision = 0
        if at == stop or not 48 <= byte(data, at) <= 57:
            plain = False
        while at < stop and 48 <= byte(data, at) <= 57:
            precision = op.sub(op.add(op.mul(precision, 10), byte(data, at)), 48)
            at = op.add(at, 1)
            if precision > _MOST:
                return False, fill, align, sign, alternate, 0, group, 0, kind
    if at < stop:
        kind, at = byte(data, at), op.add(at, 1)
        plain = plain and kind != 0
    return plain and at == stop, fill, align, sign, alternate, size, group, precision, kind


@inline
def lead_of(negative: bool, sign: int) -> int:
    """The character before a number, or 0."""
    if negative:
        return 45
    return 0 if sign == 45 else sign


def laid_out(
    digits: Buffer[u8],
    whole: int,
    lead: int,
    base: int,
    every: int,
    mark: int,
    fill: int,
    align: int,
    size: int,
) -> Str:
    """A number of at least `size` characters: the sign `lead`, 0 and the letter `base` unless
    that is 0, the digits. The first `whole` stand in groups of `every` if there is a `mark`."""
    n = op.buffer_len(digits)
    rest = op.sub(n, whole)
    head = op.add(0 if lead == 0 else 1, 0 if base == 0 else 2)
    count = whole  # digits in groups, with the zeros before them
    if fill == 48 and align == 61:
        need = op.sub(op.sub(size, head), rest)
        if mark == 0:
            count = max(count, need)
        else:
            while op.add(count, op.tdiv(op.sub(count, 1), every)) < need:
                count = op.add(count, 1)
    marks = 0 if mark == 0 or count == 0 else op.tdiv(op.sub(count, 1), every)
    inner = op.add(op.add(count, marks), rest)
    body = op.add(head, inner)
    missing = op.sub(size, body) if size > body else 0
    wide = bytes_of(fill)
    out = op.buffer_new(op.add(body, op.mul(missing, wide)), elem=u8)
    before = missing if align == 62 else op.shr(missing, 1) if align == 94 else 0
    at = filled(out, 0, fill, wide, before)
    if lead != 0:
        op.buffer_store(out, at, op.cast(lead, to=u8))
        at = op.add(at, 1)
    if base != 0:
        op.buffer_store(out, at, op.cast(48, to=u8))
        op.buffer_store(out, op.add(at, 1), op.cast(base, to=u8))
        at = op.add(at, 2)
    if align == 61:
        at = filled(out, at, fill, wide, missing)
    if mark == 0 and count == whole:
        op.buffer_copy(out, at, digits, 0, n)
        at = op.add(at, n)
    else:
        zeros = op.sub(count, whole)
        for i in range(count):
            if mark != 0 and i > 0 and op.trem(op.sub(count, i), every) == 0:
                op.buffer_store(out, at, op.cast(mark, to=u8))
                at = op.add(at, 1)
            if i < zeros:
                op.buffer_store(out, at, op.cast(48, to=u8))
            else:
                op.buffer_store(out, at, op.buffer_load(digits, op.sub(i, zeros)))
            at = op.add(at, 1)
        op.buffer_copy(out, at, digits, whole, rest)
        at = op.add(at, rest)
    if align != 61:
        filled(out, at, fill, wide, op.sub(missing, before))
    return op.object_new(out, op.add(body, missing), 0, result=Str)


def padded(text: Str, fill: int, align: int, size: int) -> Str:
    """A text of at least `size` characters; `^` has the odd one behind."""
    n = len(text)
    if size <= n:
        return text
    missing = op.sub(size, n)
    before = missing if align == 62 else op.shr(missing, 1) if align == 94 else 0
    out = filled_around(text._data, fill, before, op.sub(missing, before))
    return op.object_new(out, size, 0, result=Str)
