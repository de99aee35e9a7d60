"""The text of a function: its lines as they stood in the file when they were first asked for.

One reading serves the key and the compiler. `text_of` gives what was found first, unproven: nobody
has compared it with the function's code yet. The front end does (`frontend/source.py`), tries the
others of `candidates` if it has to, and says with `prove` which of them the code was made of. From
then on that is the function's text, whatever happens to its file: as long as the code lives, what
is compiled later (another variant, a module file) is compiled from the same lines.

Files are read as bytes. A few readings are kept, each for as long as the file's time, size and
inode are what they were; a file that changed a moment ago is read anew, for its time may not tell
the next change from the last.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from _weakref import ref
from types import CodeType

from ..runtime.fingerprint import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_KEPT = 8  # readings
_SETTLED = 2_000_000_000  # ns: a change of this age has a time that later changes do not share
_REGULAR = 0o100000


class Text:
    """Lines of a function: `data`, from the line with index `first` of its file. `head` is what the
    file says of its encoding. `whole` says that the lines end where a function's block ends by its
    indentation, which another process can find without parsing."""

    __slots__ = ("_digest", "data", "first", "head", "proven", "whole")

    def __init__(self, first: int, data: bytes, head: bytes, whole: bool = True):
        self.first, self.data, self.head, self.whole = first, data, head, whole
        self.proven = False
        self._digest = b""

    @property
    def digest(self) -> bytes:
        if not self._digest:
            self._digest = digest(self.head + b"\n" + self.data)
        return self._digest

    def decoded(self) -> str:
        """The lines as text, with `\\n` at their ends. Raises SyntaxError, UnicodeError."""
        return _decoded(self.head, self.data)


class _Reading:
    """A file's lines at one time."""

    __slots__ = ("lines", "settled", "stamp")

    def __init__(self, lines: list[bytes], stamp: Any = None, settled: bool = False):
        self.lines, self.stamp, self.settled = lines, stamp, settled

    @property
    def head(self) -> bytes:
        """The byte-order mark, and the comment that names an encoding."""
        mark = b"\xef\xbb\xbf" if self.lines and self.lines[0].startswith(b"\xef\xbb\xbf") else b""
        return mark + b"".join(
            line for line in self.lines[:2] if b"coding" in line and line.lstrip().startswith(b"#")
        )


_readings: dict[str, _Reading] = {}
_texts: dict[int, tuple[ref[CodeType], Text]] = {}  # by the identity of the code
_sent: dict[bytes, Text] = {}  # by the digest of the code: what came with a pickled function


def text_of(code: CodeType, scope: dict[str, Any]) -> Text | None:
    """The text of a function with this code and these globals; None where there is none."""
    known = _texts.get(id(code))
    if known is not None:
        return known[1]
    found = next(candidates(code, scope), None)
    if found is not None:
        _note(code, found)
    return found


def prove(code: CodeType, text: Text) -> None:
    """Say that `code` was made from `text`."""
    text.proven = True
    _note(code, text)


def candidates(code: CodeType, scope: dict[str, Any]) -> Iterator[Text]:
    """What may be the text of a function: as it was found before, in its file, in its file read
    again, as Python's `linecache` has it."""
    known = _texts.get(id(code))
    if known is not None:
        yield known[1]
    if _sent:
        came = _sent.get(code_digest(code))
        if came is not None:
            yield came
    for again in (False, True):
        reading = _read(code.co_filename, again)
        text = _cut(reading, code) if reading is not None else None
        if text is not None:
            yield text
    yield from _registered(code, scope)


def longer(code: CodeType, scope: dict[str, Any], text: Text) -> Iterator[Text]:
    """Text with more lines, for a function whose block does not end where its indentation ends: a
    bracket or string that closes at the margin, behind the last line that has code."""
    reading = _read(code.co_filename, False)
    lines = reading.lines if reading is not None else _lines_of(code, scope)
    count = text.data.count(b"\n") + (not text.data.endswith(b"\n"))
    end = text.first + count
    while end < len(lines):
        end += 1
        while end < len(lines) and not _at_margin(lines[end], _indent(lines[text.first])):
            end += 1
        yield Text(text.first, b"".join(lines[text.first : end]), text.head, whole=False)


def whole(code: CodeType, scope: dict[str, Any]) -> str:
    """The file of a function, as text, as it is now; empty where it cannot be had."""
    reading = _read(code.co_filename, False)
    if reading is None:
        reading = _Reading(_lines_of(code, scope))
    try:
        return _decoded(reading.head, b"".join(reading.lines))
    except (SyntaxError, UnicodeError):
        return ""


def receive(code: CodeType, text: Text) -> None:
    """Hold the text of a function that comes from another process, where its file may be."""
    _sent[code_digest(code)] = text


def code_digest(code: CodeType) -> bytes:
    """A hash of code, positions included: tracebacks name them."""
    if sys.version_info < (3, 11):
        code = _ordered(code)
    return digest(marshal.dumps(code, 2))  # a version whose output depends on nothing else


def _ordered(code: CodeType) -> CodeType:
    """Code whose sets have become sorted tuples: before Python 3.11 marshal writes sets as they
    lie, which differs from process to process."""
    constants = tuple(
        _ordered(c) if isinstance(c, CodeType) else _tuple(c) for c in code.co_consts
    )
    return code.replace(co_consts=constants)


def _tuple(constant: Any) -> Any:
    if isinstance(constant, tuple):
        return tuple(map(_tuple, constant))
    return tuple(sorted(map(repr, constant))) if isinstance(constant, frozenset) else constant


def _note(code: CodeType, text: Text) -> None:
    number = id(code)

    def forget(_: ref[CodeType]) -> None:
        _texts.pop(number, None)

    _texts[number] = ref(code, forget), text


# --- files ---------------------------------------------------------------------------------------


def _read(file: str, again: bool) -> _Reading | None:
    """The lines of a file, if it is one that can be read."""
    known = _readings.get(file)
    try:
        status = os.stat(file)
        if status.st_mode & 0o170000 != _REGULAR:
            return None
        stamp = status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
        if known is not None and known.stamp == stamp and known.settled and not again:
            return known
        with open(file, "rb") as opened:
            data = opened.read()
    except (OSError, ValueError):
        return None
    settled = time.time_ns() - max(stamp[:2]) > _SETTLED
    if known is not None and b"".join(known.lines) == data:
        known.stamp, known.settled = stamp, settled
        return known
    while len(_readings) >= _KEPT:
        del _readings[next(iter(_readings))]
    _readings.pop(file, None)
    found = _readings[file] = _Reading(data.splitlines(keepends=True), stamp, settled)
    return found


def _registered(code: CodeType, scope: dict[str, Any]) -> Iterator[Text]:
    """What Python itself would show of a function: a notebook cell, a line of the prompt, a member
    of a ZIP file. It may be older than the code, and is then looked for again."""
    before = None
    for again in (False, True):
        lines = _lines_of(code, scope, again)
        if lines != before:
            text = _cut(_Reading(lines), code)
            if text is not None:
                yield text
        before = lines


def _lines_of(code: CodeType, scope: dict[str, Any], again: bool = False) -> list[bytes]:
    import linecache

    if again:
        linecache.checkcache(code.co_filename)
    lines = linecache.getlines(code.co_filename, scope)
    return [line.encode("utf-8", "surrogatepass") for line in lines]


def _decoded(head: bytes, data: bytes) -> str:
    import io

    if head.startswith(b"\xef\xbb\xbf") or not head:
        encoding = "utf-8"
    else:
        import tokenize

        encoding, _ = tokenize.detect_encoding(io.BytesIO(head).readline)
    data = data.removeprefix(b"\xef\xbb\xbf")
    errors = "surrogatepass" if encoding == "utf-8" else "strict"
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors).read()  # with `\n` at line ends


# --- blocks --------------------------------------------------------------------------------------


def _cut(reading: _Reading, code: CodeType) -> Text | None:
    """The function's lines: from its first, decorators included, to the next that is not deeper and
    stands behind all code."""
    lines = reading.lines
    first = code.co_firstlineno - 1
    if not 0 <= first < len(lines):
        return None
    base = _indent(lines[first])
    end = max(_last_line(code), first + 1)
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > base):
        end += 1
    end = min(end, len(lines))
    while end > first + 1 and not lines[end - 1].strip():
        end -= 1
    return Text(first, b"".join(lines[first:end]), reading.head)


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" \t\f"))


def _at_margin(line: bytes, base: int) -> bool:
    text = line.lstrip(b" \t\f\r\n")
    return bool(text) and not text.startswith(b"#") and _indent(line) <= base


def _last_line(code: CodeType) -> int:
    last = max((line for _, _, line in code.co_lines() if line), default=code.co_firstlineno)
    inner = [_last_line(c) for c in code.co_consts if isinstance(c, CodeType)]
    return max(last, *inner) if inner else last


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
