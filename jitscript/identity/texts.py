"""The text of a function: its lines as they stood in the file when they were first asked for.

One reading serves the key and the compiler. `text_of` gives what was found first, unproven: nobody
has compared it with the function's code yet. The front end does (`frontend/source.py`), looks
elsewhere if it has to (`search.py`), and says with `prove` which lines the code was made of. From
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
from types import CodeType, MethodType

from ..runtime.fingerprint import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KEPT = 8  # readings
_SETTLED = 2_000_000_000  # ns: a change of this age has a time that later changes do not share
_REGULAR = 0o100000


class Text:
    """Lines of a function: `data`, from the line with index `first` of its file. `head` is what the
    file says of its encoding. `whole` says that the lines end where a function's block ends by its
    indentation, which another process can find without parsing."""

    __slots__ = ("_digest", "data", "first", "head", "whole")

    def __init__(self, first: int, data: bytes, head: bytes, whole: bool = True):
        self.first, self.data, self.head, self.whole = first, data, head, whole
        self._digest = b""

    @property
    def digest(self) -> bytes:
        if not self._digest:
            self._digest = digest(self.head + b"\n" + self.data)
        return self._digest


class Reading:
    """A file's lines at one time. `text` is what they are as text, once somebody asked."""

    __slots__ = ("lines", "rebound", "settled", "stamp", "text")

    def __init__(self, lines: list[bytes], stamp: Any = None, settled: bool = False):
        self.lines, self.stamp, self.settled = lines, stamp, settled
        self.text: str | None = None
        self.rebound: tuple[str, ...] | None = None  # see `variables.py`

    @property
    def head(self) -> bytes:
        """The byte-order mark, and the comment that names an encoding."""
        mark = b"\xef\xbb\xbf" if self.lines and self.lines[0].startswith(b"\xef\xbb\xbf") else b""
        return mark + b"".join(
            line for line in self.lines[:2] if b"coding" in line and line.lstrip().startswith(b"#")
        )


_readings: dict[str, Reading] = {}
_texts: dict[int, tuple[ref[CodeType], Text]] = {}  # by the identity of the code
came: dict[bytes, Text] = {}  # by the digest of the code: what came with pickled functions


def text_of(code: CodeType, scope: dict[str, Any]) -> Text | None:
    """The text of a function with this code and these globals; None where there is none."""
    known = noted(code)
    if known is not None:
        return known
    reading = None if came else read(place(code, scope))
    found = cut(reading, code) if reading is not None else None
    if found is None:
        from .search import candidates

        found = next(candidates(code, scope), None)
    if found is not None:
        note(code, found)
    return found


def noted(code: CodeType) -> Text | None:
    """The text that was found before."""
    known = _texts.get(id(code))
    return known[1] if known is not None else None


def code_digest(code: CodeType) -> bytes:
    """A hash of code, positions included: tracebacks name them."""
    if sys.version_info < (3, 11):
        code = _ordered(code)
    return digest(marshal.dumps(code, 2))  # a version whose output depends on nothing else


def _ordered(code: CodeType) -> CodeType:
    """Code whose sets have become sorted tuples: before Python 3.11 marshal writes sets as they
    lie, which differs from process to process."""
    constants = tuple(_ordered(c) if isinstance(c, CodeType) else _tuple(c) for c in code.co_consts)
    return code.replace(co_consts=constants)


def _tuple(constant: Any) -> Any:
    if isinstance(constant, tuple):
        return tuple(map(_tuple, constant))
    return tuple(sorted(map(repr, constant))) if isinstance(constant, frozenset) else constant


def note(code: CodeType, text: Text) -> None:
    """Remember it as long as the code lives. What forgets it is no function of Python's: a signal's
    handler that raises there would be lost, and the entry stay."""
    number = id(code)
    _texts[number] = ref(code, MethodType(_texts.pop, number)), text


# --- files ---------------------------------------------------------------------------------------


def place(code: CodeType, scope: dict[str, Any]) -> str:
    """The path of a function's file. A program's own may be relative to where it was started."""
    file, main = code.co_filename, scope.get("__file__")
    if not os.path.isabs(file) and isinstance(main, str) and main.endswith(os.sep + file):
        return main
    return file


def read(file: str, again: bool = False) -> Reading | None:
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
    found = _readings[file] = Reading(data.splitlines(keepends=True), stamp, settled)
    return found


# --- blocks --------------------------------------------------------------------------------------


def cut(reading: Reading, code: CodeType) -> Text | None:
    """The function's lines: from its first, decorators included, to the next that is not deeper and
    stands behind all code."""
    lines = reading.lines
    first = code.co_firstlineno - 1
    if not 0 <= first < len(lines):
        return None
    base = indent(lines[first])
    end = max(_last_line(code), first + 1)
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > base):
        end += 1
    end = min(end, len(lines))
    while end > first + 1 and not lines[end - 1].strip():
        end -= 1
    return Text(first, b"".join(lines[first:end]), reading.head)


def indent(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" \t\f"))


def _last_line(code: CodeType) -> int:
    last = max((line for _, _, line in code.co_lines() if line), default=code.co_firstlineno)
    inner = [_last_line(c) for c in code.co_consts if isinstance(c, CodeType)]
    return max(last, *inner) if inner else last
