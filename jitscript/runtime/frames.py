"""Frames that claim to be at a place of the user's source, for tracebacks."""

from __future__ import annotations

import sys
from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType, FrameType
    from typing import Any


def _template() -> Iterator[None]:
    yield


_codes: dict[tuple[Any, ...], CodeType] = {}
# What gives the text of a file that this machine may not have, until a traceback shows it.
sources: dict[str, Callable[[], str]] = {}


def frame_at(file: str, function: str, line: int, col: int = 0, end_col: int = 0) -> FrameType:
    """A finished frame whose code claims to be at this place of the user's source. It is that of a
    generator which never ran: any other leads to the frames of its callers, and whoever keeps it
    would keep all that they hold."""
    key = (file, function, line, col, end_col)
    code = _codes.get(key)
    if code is None:
        changes: dict[str, Any] = {
            "co_filename": file,
            "co_name": function.rpartition(".")[2],
            "co_firstlineno": line,
        }
        template = _template.__code__
        if sys.version_info >= (3, 11):
            changes["co_qualname"] = function
            changes["co_linetable"] = _location_table(len(template.co_code) // 2, col, end_col)
        if len(_codes) > 1000:
            _codes.clear()
        code = _codes[key] = template.replace(**changes)
    module = {"__name__": function.partition(".")[0], "__file__": file}
    frame: FrameType = FunctionType(code, module)().gi_frame
    return frame


def _location_table(units: int, col: int, end_col: int) -> bytes:
    """CPython's table of positions (3.11 and later, Objects/locations.md): every code unit lies on
    the first line, in these columns if they are known."""
    if end_col > col:
        code, tail = 14, b"\0\0" + _varint(col + 1) + _varint(end_col + 1)
    else:
        code, tail = 13, b"\0"
    table = b""
    while units > 0:
        table += bytes([0x80 | code << 3 | (min(units, 8) - 1)]) + tail
        units -= 8
    return table


def _varint(value: int) -> bytes:
    out = b""
    while value >= 64:
        out += bytes([64 | value & 63])
        value >>= 6
    return out + bytes([value])
