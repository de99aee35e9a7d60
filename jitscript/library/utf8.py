"""UTF-8 in blocks of bytes: characters, comparison, searching, white space."""

from __future__ import annotations

from .intrinsics import Buffer, inline, op, u8, u64


@inline
def byte(data: Buffer[u8], i: int) -> int:
    return op.cast(op.buffer_load(data, i), to=int)


@inline
def width(first: int) -> int:
    """How many bytes the character has that begins with the byte `first`."""
    if first < 128:
        return 1
    if first < 224:
        return 2
    return 3 if first < 240 else 4


def is_ascii(data: Buffer[u8]) -> bool:
    for i in range(op.buffer_len(data)):
        if byte(data, i) >= 128:
            return False
    return True


def beyond_latin_1(data: Buffer[u8]) -> bool:
    """Whether a character has a code point above 255."""
    for i in range(op.buffer_len(data)):
        if byte(data, i) > 195:
            return True
    return False


def code_points(data: Buffer[u8], start: int, stop: int) -> int:
    n = 0
    for i in range(start, stop):
        if byte(data, i) & 192 != 128:
            n += 1
    return n


def same(a: Buffer[u8], offset: int, b: Buffer[u8], n: int) -> bool:
    """a[offset : offset + n] == b[:n]"""
    if n < 8:
        return short_word(a, offset, n) == short_word(b, 0, n)
    last = op.sub(n, 8)
    i = 0
    while i < last:
        if word(a, op.add(offset, i)) != word(b, i):
            return False
        i = op.add(i, 8)
    return word(a, op.add(offset, last)) == word(b, last)


@inline
def word(data: Buffer[u8], at: int) -> u64:
    """Eight bytes as they lie in memory; one load."""
    return op.buffer_word(data, at, size=8)


@inline
def half_word(data: Buffer[u8], at: int) -> u64:
    """Four bytes as they lie in memory; one load."""
    return op.buffer_word(data, at, size=4)


@inline
def short_word(data: Buffer[u8], at: int, n: int) -> u64:
    """Less than eight bytes, of which others of that number are another word."""
    if n >= 4:
        high = half_word(data, op.sub(op.add(at, n), 4))
        return op.or_(half_word(data, at), op.shl(high, _u64(32)))
    if n == 0:
        return _u64(0)
    middle = op.shl(_part(data, op.add(at, op.shr(n, 1)), 0), _u64(8))
    high = op.shl(_part(data, op.sub(op.add(at, n), 1), 0), _u64(16))
    return op.or_(op.or_(_part(data, at, 0), middle), high)


@inline
def _part(data: Buffer[u8], at: int, k: int) -> u64:
    return op.shl(op.cast(op.buffer_load(data, op.add(at, k)), to=u64), _u64(8 * k))


@inline
def _u64(n: int) -> u64:
    return op.cast(n, to=u64)


def order(a: Buffer[u8], b: Buffer[u8]) -> int:
    """Negative, zero or positive as a is less than, equal to or greater than b."""
    return op.buffer_order(a, b)


def search(data: Buffer[u8], part: Buffer[u8], start: int, stop: int) -> int:
    """The first offset of `part` within data[start:stop], or -1."""
    m = op.buffer_len(part)
    if m == 0:
        return start if start <= stop else -1
    first = byte(part, 0)
    end = op.sub(stop, op.sub(m, 1))
    i = place_of(data, first, start, end)
    while i >= 0 and m > 1 and not same(data, i, part, m):
        i = place_of(data, first, op.add(i, 1), end)
    return i


@inline
def place_of(data: Buffer[u8], code: int, start: int, stop: int) -> int:
    """The first offset of a byte within data[start:stop], or -1."""
    return op.buffer_find(data, start, stop, op.cast(code, to=u8))


@inline
def occurrences(data: Buffer[u8], code: int, start: int, stop: int) -> int:
    """How often a byte stands in data[start:stop]."""
    return op.buffer_count(data, start, stop, op.cast(code, to=u8))


def decoded(data: Buffer[u8], at: int) -> int:
    """The code point at an offset."""
    first = byte(data, at)
    if first < 128:
        return first
    if first < 224:
        return (first & 31) << 6 | byte(data, at + 1) & 63
    if first < 240:
        return (first & 15) << 12 | (byte(data, at + 1) & 63) << 6 | byte(data, at + 2) & 63
    high = (first & 7) << 18 | (byte(data, at + 1) & 63) << 12
    return high | (byte(data, at + 2) & 63) << 6 | byte(data, at + 3) & 63


def encoded(code: int) -> Buffer[u8]:
    """The bytes of one code point."""
    if code < 128:
        data = op.buffer_new(1, elem=u8)
        op.buffer_store(data, 0, op.cast(code, to=u8))
        return data
    data = op.buffer_new(bytes_of(code), elem=u8)
    encode_at(data, 0, code)
    return data


def encode_at(data: Buffer[u8], at: int, code: int) -> int:
    """Write the bytes of a code point; where they end."""
    if code < 128:
        op.buffer_store(data, at, op.cast(code, to=u8))
        return op.add(at, 1)
    n = bytes_of(code)
    for i in range(n - 1, 0, -1):
        op.buffer_store(data, op.add(at, i), op.cast(128 | code & 63, to=u8))
        code >>= 6
    mark = 192 if n == 2 else 224 if n == 3 else 240
    op.buffer_store(data, at, op.cast(mark | code, to=u8))
    return op.add(at, n)


@inline
def bytes_of(code: int) -> int:
    """How many bytes a code point takes."""
    if code < 128:
        return 1
    return 2 if code < 2048 else 3 if code < 65536 else 4


def filled(out: Buffer[u8], at: int, fill: int, wide: int, times: int) -> int:
    """Write a character of `wide` bytes so many times; where it ends."""
    if wide == 1:
        for i in range(times):
            op.buffer_store(out, op.add(at, i), op.cast(fill, to=u8))
    else:
        for i in range(times):
            encode_at(out, op.add(at, op.mul(i, wide)), fill)
    return op.add(at, op.mul(times, wide))


def room_around(held: int, times: int, wide: int) -> int:
    """The bytes of a text of `held` with a character of `wide` bytes so many times around it.
    MemoryError where no memory could hold them."""
    if times > op.tdiv(op.sub(9223372036854775807, held), wide):
        raise MemoryError
    return op.add(held, op.mul(times, wide))


def filled_around(data: Buffer[u8], fill: int, before: int, behind: int) -> Buffer[u8]:
    """So many times the character `fill` before a text, and behind it."""
    m, wide = op.buffer_len(data), bytes_of(fill)
    out = op.buffer_new(room_around(m, op.add(before, behind), wide), elem=u8)
    at = filled(out, 0, fill, wide, before)
    op.buffer_copy(out, at, data, 0, m)
    filled(out, op.add(at, m), fill, wide, behind)
    return out


def is_space(code: int) -> bool:
    """What str.isspace() is true for."""
    if code < 128:
        return code == 32 or 9 <= code <= 13 or 28 <= code <= 31
    if code in (0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000):
        return True
    return 0x2000 <= code <= 0x200A


def after_word(data: Buffer[u8], start: int, stop: int) -> int:
    """The first offset from `start` that is white space, or `stop`."""
    while start < stop:
        code = byte(data, start)
        if code < 128:
            if code <= 32 and is_space(code):
                break
            start = op.add(start, 1)
        else:
            if is_space(decoded(data, start)):
                break
            start = op.add(start, width(code))
    return start


def after_spaces(data: Buffer[u8], start: int, stop: int) -> int:
    """The first offset from `start` that is no white space, or `stop`."""
    while start < stop and is_space(decoded(data, start)):
        start += width(byte(data, start))
    return start


def before_spaces(data: Buffer[u8], start: int, stop: int) -> int:
    """The offset behind the last character of data[start:stop] that is no white space."""
    while stop > start:
        last = stop - 1
        while last > start and byte(data, last) & 192 == 128:
            last -= 1
        if not is_space(decoded(data, last)):
            break
        stop = last
    return stop
