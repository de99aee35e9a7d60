"""Where the lines of a function may be: for the compiler, which compares them with the code."""

from __future__ import annotations

import io
import linecache
import sys
from types import CodeType

from .texts import Reading, Text, came, code_digest, cut, indent, noted, place, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def candidates(code: CodeType, scope: dict[str, Any]) -> Iterator[Text]:
    """What may be the text of a function: as it was found before, as it came with the function, in
    its file, in its file read again, as Python's `linecache` has it."""
    for known in (noted(code), came.get(moved_digest(code)) if came else None):
        if known is not None:
            yield known
    for again in (False, True):
        reading = read(place(code, scope), again)
        text = cut(reading, code) if reading is not None else None
        if text is not None:
            yield text
    yield from _registered(code, scope)


def moved_digest(code: CodeType) -> bytes:
    """A hash of code that does not say in which file it was: picklers may change that."""
    return code_digest(_moved(code))


def _moved(code: CodeType) -> CodeType:
    inner = tuple(_moved(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_filename="", co_consts=inner)


def longer(code: CodeType, scope: dict[str, Any], text: Text) -> Iterator[Text]:
    """Text with more lines, for a function whose block does not end where its indentation ends: a
    bracket or string that closes at the margin, behind the last line that has code."""
    reading = read(place(code, scope))
    lines = reading.lines if reading is not None else _lines_of(code, scope)
    end = text.first + len(text.data.splitlines())
    while end < len(lines):
        end += 1
        while end < len(lines) and not _at_margin(lines[end], indent(lines[text.first])):
            end += 1
        yield Text(text.first, b"".join(lines[text.first : end]), text.head, whole=False)


def whole(code: CodeType, scope: dict[str, Any]) -> str:
    """The file of a function, as text, as it is now; empty where it cannot be had."""
    reading = read(place(code, scope))
    if reading is None:
        reading = Reading(_lines_of(code, scope))
    if reading.text is None:
        try:
            reading.text = decoded(reading.head, b"".join(reading.lines))
        except (SyntaxError, UnicodeError):
            reading.text = ""
    return reading.text


def _registered(code: CodeType, scope: dict[str, Any]) -> Iterator[Text]:
    """What Python itself would show of a function: a notebook cell, a line of the prompt, a member
    of a ZIP file. It may be older than the code, and is then looked for again."""
    before = None
    for again in (False, True):
        lines = _lines_of(code, scope, again)
        if lines != before:
            text = cut(Reading(lines), code)
            if text is not None:
                yield text
        before = lines


def _lines_of(code: CodeType, scope: dict[str, Any], again: bool = False) -> list[bytes]:
    if again:
        linecache.checkcache(code.co_filename)
    lines = linecache.getlines(code.co_filename, scope)
    return [line.encode("utf-8", "surrogatepass") for line in lines]


def decoded(head: bytes, data: bytes) -> str:
    """Lines as text, with `\n` at their ends. Raises SyntaxError, UnicodeError."""
    if head.startswith(b"\xef\xbb\xbf") or not head:
        encoding = "utf-8"
    else:
        import tokenize

        encoding, _ = tokenize.detect_encoding(io.BytesIO(head).readline)
    data = data.removeprefix(b"\xef\xbb\xbf")
    errors = "surrogatepass" if encoding == "utf-8" else "strict"
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors).read()


def _at_margin(line: bytes, base: int) -> bool:
    text = line.lstrip(b" \t\f\r\n")
    return bool(text) and not text.startswith(b"#") and indent(line) <= base


def of_prompt(name: str) -> Iterator[Text]:
    """The functions of a name that were typed at the prompt, where lines count from the statement:
    before Python 3.13 only its history has them. The latest comes first."""
    readline: Any = sys.modules.get("readline")
    if readline is None or not hasattr(sys, "ps1"):
        return
    count = readline.get_current_history_length()
    lines = [f"{readline.get_history_item(i)}\n" for i in range(max(count - 999, 1), count + 1)]
    for start in range(len(lines) - 1, -1, -1):
        if lines[start].startswith(f"def {name}("):
            first = start
            while first and lines[first - 1].startswith("@"):
                first -= 1
            end = start + 1
            while end < len(lines) and not _at_margin(lines[end].encode(), 0):
                end += 1
            yield Text(0, "".join(lines[first:end]).encode(), b"", whole=False)
