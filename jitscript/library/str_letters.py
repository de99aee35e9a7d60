"""`str`: what its characters are, their cases, and padding.

ASCII is looked up in a table that the running Python fills; about other characters it is asked.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from . import containers_str as texts
from .containers_list import List
from .intrinsics import Buffer, op, u8
from .text_python import asked_of
from .utf8 import after_spaces, byte, decoded, filled_around, is_ascii, width

V = TypeVar("V")
_KINDS = ("isalpha", "isdigit", "isupper", "islower", "isprintable", "isidentifier")
_ALPHA, _DIGIT, _UPPER, _LOWER, _PRINTED, _BEGINS = (1 << k for k in range(len(_KINDS)))
_TABLE = bytes(
    sum(1 << k for k, name in enumerate(_KINDS) if getattr(chr(code), name)())
    for code in range(128)
)


class Letters:
    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        return bytes(self, encoding, errors)

    def upper(self) -> str:
        if not is_ascii(self._data):
            return texts.text_by_python(self, op.buffer_const(data=b"upper\0"))
        return _shifted(self, 97, 122, -32)

    def lower(self) -> str:
        if not is_ascii(self._data):
            return texts.text_by_python(self, op.buffer_const(data=b"lower\0"))
        return _shifted(self, 65, 90, 32)

    def casefold(self) -> str:
        if not is_ascii(self._data):
            return texts.text_by_python(self, op.buffer_const(data=b"casefold\0"))
        return _shifted(self, 65, 90, 32)

    def swapcase(self) -> str:
        if not is_ascii(self._data):
            return texts.text_by_python(self, op.buffer_const(data=b"swapcase\0"))
        return _cased(self, 0)

    def title(self) -> str:
        if not is_ascii(self._data):
            return texts.text_by_python(self, op.buffer_const(data=b"title\0"))
        return _cased(self, 1)

    def capitalize(self) -> str:
        if not is_ascii(self._data):
            return texts.text_by_python(self, op.buffer_const(data=b"capitalize\0"))
        return _cased(self, 2)

    def isdigit(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isdigit\0"))
        return _all(self._data, _DIGIT)

    def isdecimal(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isdecimal\0"))
        return _all(self._data, _DIGIT)

    def isnumeric(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isnumeric\0"))
        return _all(self._data, _DIGIT)

    def isalpha(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isalpha\0"))
        return _all(self._data, _ALPHA)

    def isalnum(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isalnum\0"))
        return _all(self._data, _ALPHA | _DIGIT)

    def isupper(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isupper\0"))
        return _some(self._data, _UPPER) and not _some(self._data, _LOWER)

    def islower(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"islower\0"))
        return _some(self._data, _LOWER) and not _some(self._data, _UPPER)

    def istitle(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"istitle\0"))
        within, any = False, False
        for i in range(op.buffer_len(self._data)):
            kind = _kind(byte(self._data, i))
            if kind & (_LOWER if not within else _UPPER) != 0:
                return False
            within = kind & (_LOWER | _UPPER) != 0
            any = any or within
        return any

    def isidentifier(self) -> bool:
        data = self._data
        if not is_ascii(data):
            return asked_of(data, op.buffer_const(data=b"isidentifier\0"))
        if op.buffer_len(data) == 0 or _kind(byte(data, 0)) & _BEGINS == 0:
            return False
        return _all(data, _BEGINS | _DIGIT)

    def isprintable(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isprintable\0"))
        return op.buffer_len(self._data) == 0 or _all(self._data, _PRINTED)

    def isascii(self) -> bool:
        return is_ascii(self._data)

    def isspace(self) -> bool:
        n = op.buffer_len(self._data)
        return n > 0 and after_spaces(self._data, 0, n) == n

    def zfill(self, size: int) -> str:
        if size <= len(self):
            return self
        missing = op.sub(size, len(self))
        if self.startswith("-") or self.startswith("+"):
            return self[:1] + "0" * missing + self[1:]
        return "0" * missing + self

    def ljust(self, size: int, fill: str = " ") -> str:
        code, missing = _fill(fill, size, len(self))
        return self if missing == 0 else _padded(self, code, 0, missing)

    def rjust(self, size: int, fill: str = " ") -> str:
        code, missing = _fill(fill, size, len(self))
        return self if missing == 0 else _padded(self, code, missing, 0)

    def center(self, size: int, fill: str = " ") -> str:
        code, missing = _fill(fill, size, len(self))
        if missing == 0:
            return self
        before = op.add(op.shr(missing, 1), op.and_(op.and_(missing, size), 1))
        return _padded(self, code, before, op.sub(missing, before))

    def translate(self, table: dict[int, V]) -> str:
        parts = List[str]()
        data = self._data
        at, start = 0, 0
        while at < op.buffer_len(data):
            code = decoded(data, at)
            following = at + width(byte(data, at))
            if code in table:
                parts.append(texts.part_of(data, start, at - start, -1))
                start = following
                given = table[code]
                if given is not None:
                    if isinstance(given, str):
                        parts.append(given)
                    else:
                        parts.append(_character(given))
            at = following
        if start == 0:
            return self
        parts.append(texts.part_of(data, start, op.buffer_len(data) - start, -1))
        return "".join(parts)


def _character(code: int) -> str:
    if code < 0 or code > 0x10FFFF:
        raise ValueError("character mapping must be in range(0x110000)")
    return chr(code)


def _fill(fill: str, size: int, length: int) -> tuple[int, int]:
    """The character that fills, and how many make a text of `length` characters one of `size`."""
    if len(fill) != 1:
        raise TypeError("The fill character must be exactly one character long")
    return decoded(fill._data, 0), op.sub(size, length) if size > length else 0


def _padded(text: str, fill: int, before: int, behind: int) -> str:
    data = filled_around(text._data, fill, before, behind)
    return texts.text_of(data, op.add(len(text), op.add(before, behind)))


def _kind(code: int) -> int:
    return byte(op.buffer_const(data=_TABLE), code)


def _all(data: Buffer[u8], kinds: int) -> bool:
    """Whether there are characters, all of these kinds."""
    for i in range(op.buffer_len(data)):
        if _kind(byte(data, i)) & kinds == 0:
            return False
    return op.buffer_len(data) > 0


def _some(data: Buffer[u8], kinds: int) -> bool:
    for i in range(op.buffer_len(data)):
        if _kind(byte(data, i)) & kinds != 0:
            return True
    return False


def _shifted(text: str, first: int, last: int, by: int) -> str:
    data, size = text._data, op.buffer_len(text._data)
    out = op.buffer_new(size, elem=u8)
    for i in range(size):
        c = byte(data, i)
        if first <= c <= last:
            c += by
        op.buffer_store(out, i, op.cast(c, to=u8))
    return texts.text_of(out, size)


def _cased(text: str, how: int) -> str:
    """Letters in the other case (0); the first of each word large (1); the first alone (2)."""
    data, size = text._data, op.buffer_len(text._data)
    out = op.buffer_new(size, elem=u8)
    within = False
    for i in range(size):
        c = byte(data, i)
        letter = _kind(c) & _ALPHA != 0
        small = _kind(c) & _LOWER != 0
        large = small if how == 0 else not within
        if letter and small == large:
            c = op.xor(c, 32)
        op.buffer_store(out, i, op.cast(c, to=u8))
        within = letter if how == 1 else True
    return texts.text_of(out, size)
