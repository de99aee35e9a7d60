"""Between text and bytes: UTF-8, ASCII and Latin-1, with the errors of CPython's codecs."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_str import Str, text_of
from .intrinsics import Buffer, op, u8
from .utf8 import byte, decoded, encode_at, width

_UTF8, _ASCII, _LATIN1 = 0, 1, 2


def _codec(encoding: Str) -> int:
    name = encoding.lower().replace("_", "-").replace(" ", "-")
    if name in ("utf-8", "utf8", "u8", "utf"):
        return _UTF8
    if name in ("ascii", "us-ascii", "646"):
        return _ASCII
    if name in ("latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "latin", "8859", "cp819"):
        return _LATIN1
    raise LookupError(
        f"compiled code knows the encodings utf-8, ascii and latin-1, and not: {encoding}"
    )


def _unknown(errors: Str) -> None:
    raise LookupError(
        f"compiled code knows the error handlers strict, ignore and replace, and not: {errors}"
    )


def encode(text: Str, encoding: Str, errors: Str) -> containers_bytes.Bytes:
    data = text.__utf8__()
    n = op.buffer_len(data)
    codec = _codec(encoding)
    out = op.buffer_new(n, elem=u8)
    at, size, place = 0, 0, 0
    while at < n:
        code = decoded(data, at)
        wide = width(byte(data, at))
        if _encodes(codec, code):
            if codec == _UTF8:
                op.buffer_copy(out, size, data, at, wide)
                size = op.add(size, wide)
            else:
                op.buffer_store(out, size, op.cast(code, to=u8))
                size = op.add(size, 1)
        elif errors == "replace":
            op.buffer_store(out, size, op.cast(63, to=u8))
            size = op.add(size, 1)
        elif errors == "strict":
            stop = place
            while at < n and not _encodes(codec, decoded(data, at)):
                at = op.add(at, width(byte(data, at)))
                stop += 1
            if codec == _UTF8:
                raise UnicodeEncodeError("utf-8", text, place, stop, "surrogates not allowed")
            if codec == _ASCII:
                raise UnicodeEncodeError("ascii", text, place, stop, "ordinal not in range(128)")
            raise UnicodeEncodeError("latin-1", text, place, stop, "ordinal not in range(256)")
        elif errors != "ignore":
            _unknown(errors)
        at = op.add(at, wide)
        place = op.add(place, 1)
    made = op.buffer_new(size, elem=u8)
    op.buffer_copy(made, 0, out, 0, size)
    return op.object_new(made, result=containers_bytes.Bytes)


def _encodes(codec: int, code: int) -> bool:
    if codec == _UTF8:
        return code < 0xD800 or code > 0xDFFF
    return code < (128 if codec == _ASCII else 256)


def decode(data: Buffer[u8], n: int, encoding: Str, errors: Str) -> Str:
    codec = _codec(encoding)
    if codec == _UTF8:
        return _decode_utf8(data, n, errors)
    out = op.buffer_new(op.mul(n, 3), elem=u8)
    size, length = 0, 0
    for at in range(n):
        code = byte(data, at)
        if code > 127 and codec == _ASCII:
            if errors == "strict":
                whole = _whole(data, n)
                reason = "ordinal not in range(128)"
                raise UnicodeDecodeError("ascii", whole, at, at + 1, reason)
            if errors == "ignore":
                continue
            if errors != "replace":
                _unknown(errors)
            code = 0xFFFD
        size = encode_at(out, size, code)
        length = op.add(length, 1)
    return _cut(out, size, length)


def _decode_utf8(data: Buffer[u8], n: int, errors: Str) -> Str:
    out = op.buffer_new(n, elem=u8)
    at, size, length = 0, 0, 0
    while at < n:
        first = byte(data, at)
        if first < 128:
            op.buffer_store(out, size, op.cast(first, to=u8))
            at, size = op.add(at, 1), op.add(size, 1)
            length = op.add(length, 1)
            continue
        good = _good(data, at, n)
        wanted = width(first) if 0xC2 <= first <= 0xF4 else 0
        if good == wanted:
            op.buffer_copy(out, size, data, at, good)
            at, size = op.add(at, good), op.add(size, good)
            length = op.add(length, 1)
            continue
        if errors == "strict":
            whole = _whole(data, n)
            if wanted == 0:
                raise UnicodeDecodeError("utf-8", whole, at, at + 1, "invalid start byte")
            if at + good == n:
                raise UnicodeDecodeError("utf-8", whole, at, n, "unexpected end of data")
            stop = at + good
            raise UnicodeDecodeError("utf-8", whole, at, stop, "invalid continuation byte")
        if errors == "replace":
            more = op.buffer_new(op.add(op.buffer_len(out), 3), elem=u8)
            op.buffer_copy(more, 0, out, 0, size)
            out = more
            size = encode_at(out, size, 0xFFFD)
            length = op.add(length, 1)
        elif errors != "ignore":
            _unknown(errors)
        at = op.add(at, good)
    return _cut(out, size, length)


def _good(data: Buffer[u8], at: int, n: int) -> int:
    """How many bytes of the character that begins here are as they must be, from the first on."""
    first = byte(data, at)
    wanted = width(first)
    low, high = 128, 191
    if first == 0xE0:
        low = 0xA0
    elif first == 0xED:
        high = 0x9F
    elif first == 0xF0:
        low = 0x90
    elif first == 0xF4:
        high = 0x8F
    if first < 0xC2 or first > 0xF4:
        return 1
    for k in range(1, wanted):
        if at + k >= n:
            return k
        code = byte(data, at + k)
        if code < low or code > high:
            return k
        low, high = 128, 191
    return wanted


def _whole(data: Buffer[u8], n: int) -> containers_bytes.Bytes:
    made = op.buffer_new(n, elem=u8)
    op.buffer_copy(made, 0, data, 0, n)
    return op.object_new(made, result=containers_bytes.Bytes)


def _cut(data: Buffer[u8], size: int, length: int) -> Str:
    made = op.buffer_new(size, elem=u8)
    op.buffer_copy(made, 0, data, 0, size)
    return text_of(made, length)


from . import containers_bytes  # noqa: E402  whose methods build on this
