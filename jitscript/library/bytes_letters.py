"""`bytes` and `bytearray`: what their bytes are as ASCII, and their text."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .bytes_blocks import hex_digit, is_lower, is_space, is_upper, place_of, put
from .containers_list import List
from .containers_str import Str, text_of
from .intrinsics import Buffer, op, u8
from .utf8 import byte


class BytesLetters:
    def _mapped(self, kind: int):
        n = len(self)
        data = op.buffer_new(n, elem=u8)
        inside = False
        for i in range(n):
            code = byte(self._data, i)
            upper, lower = is_upper(code), is_lower(code)
            if lower and (kind == 0 or kind == 2 or (kind == 3 and not inside)):
                code -= 32
            elif upper and (kind == 1 or kind == 2 or (kind == 3 and inside)):
                code += 32
            if kind == 4:
                if i == 0 and lower:
                    code -= 32
                elif i > 0 and upper:
                    code += 32
            inside = upper or lower
            put(data, i, code)
        return self._made(data)

    def upper(self):
        return self._mapped(0)

    def lower(self):
        return self._mapped(1)

    def swapcase(self):
        return self._mapped(2)

    def title(self):
        return self._mapped(3)

    def capitalize(self):
        return self._mapped(4)

    def isalpha(self) -> bool:
        for code in self:
            if not (is_upper(code) or is_lower(code)):
                return False
        return len(self) > 0

    def isdigit(self) -> bool:
        for code in self:
            if code < 48 or code > 57:
                return False
        return len(self) > 0

    def isalnum(self) -> bool:
        for code in self:
            if not (is_upper(code) or is_lower(code) or 48 <= code <= 57):
                return False
        return len(self) > 0

    def isspace(self) -> bool:
        for code in self:
            if not is_space(code):
                return False
        return len(self) > 0

    def isascii(self) -> bool:
        for code in self:
            if code > 127:
                return False
        return True

    def isupper(self) -> bool:
        found = False
        for code in self:
            if is_lower(code):
                return False
            found = found or is_upper(code)
        return found

    def islower(self) -> bool:
        found = False
        for code in self:
            if is_upper(code):
                return False
            found = found or is_lower(code)
        return found

    def istitle(self) -> bool:
        found, inside = False, False
        for code in self:
            if is_upper(code):
                if inside:
                    return False
                inside, found = True, True
            elif is_lower(code):
                if not inside:
                    return False
                inside, found = True, True
            else:
                inside = False
        return found

    def hex(self, sep: object = None, bytes_per_sep: int = 1) -> Str:
        """Two digits a byte; groups of `bytes_per_sep` with `sep` between them, counted from the
        end, or from the start where it is negative."""
        if not -2147483648 <= bytes_per_sep <= 2147483647:
            raise OverflowError("Python int too large to convert to C int")
        if sep is None:
            return _hex(self._data, len(self), 0, 0)
        if len(sep) != 1:
            raise ValueError("sep must be length 1.")
        mark = ord(sep) if isinstance(sep, str) else sep[0]
        if mark > 127:
            raise ValueError("sep must be ASCII.")
        return _hex(self._data, len(self), mark, bytes_per_sep)


def _hex(data: Buffer[u8], n: int, mark: int, group: int) -> Str:
    every = op.neg(group) if group < 0 else group
    marks = 0 if every == 0 or n == 0 else (n - 1) // every
    made = op.buffer_new(2 * n + marks, elem=u8)
    first = n % every if marks and group > 0 else 0  # bytes before the first whole group
    k = 0
    for i in range(n):
        if marks and i > 0 and (i - first) % every == 0:
            put(made, k, mark)
            k = op.add(k, 1)
        code = byte(data, i)
        put(made, k, hex_digit(code >> 4))
        put(made, op.add(k, 1), hex_digit(code & 15))
        k = op.add(k, 2)
    return text_of(made, k)


# In the text of a bytearray some versions escape every single quote.
ALWAYS = 39 if "\\'" in repr(bytearray(b"'")) else -1


def repr_of_bytes(data: Buffer[u8], n: int, escaped: int = -1) -> Str:
    quote = 39
    if place_of(data, 39, 0, n) >= 0 and place_of(data, 34, 0, n) < 0:
        quote = 34
    made = List[Str]()
    made.append("b'" if quote == 39 else 'b"')
    for i in range(n):
        code = byte(data, i)
        made.append(shown_byte(code, escaped if code == escaped else quote))
    made.append("'" if quote == 39 else '"')
    return "".join(made)


def shown_byte(code: int, quote: int) -> Str:
    if code == quote or code == 92:
        return "\\" + chr(code)
    if code == 9:
        return "\\t"
    if code == 10:
        return "\\n"
    if code == 13:
        return "\\r"
    if code < 32 or code > 126:
        return "\\x" + chr(hex_digit(code >> 4)) + chr(hex_digit(code & 15))
    return chr(code)
