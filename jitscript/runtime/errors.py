"""From the error that native code left in its context to the Python exception it means.

Compiled code writes no Python objects when it fails: it leaves the address of a JSON text (what was
raised, where) and raw arguments in the context, and each call site that the error passes adds the
address of its own text. Here they become an exception with a traceback that names the user's files,
functions and lines.
"""

from __future__ import annotations

import ctypes
import os
import sys
from types import CodeType, FrameType, FunctionType, TracebackType

from . import abi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

_RUNTIME = os.path.dirname(__file__) + os.sep
_sources: dict[str, Callable[[], str]] = {}


def register_source(file: str, text: Callable[[], str]) -> None:
    """Tell where the text of a file is that this machine may not have, for tracebacks."""
    _sources[file] = text


class ClaimError(SystemError):
    """A fault of the compiler, found by code that was compiled with JITSCRIPT_CHECK=claims: what
    a pass relied on is false. The message says what, the traceback where."""


def error_to_raise(
    context: int, error: BaseException | None, traceback: TracebackType | None
) -> BaseException:
    """The exception for a failed call, its traceback set and free of the runtime's own frames.

    `context` is the address of the call's js_ctx, or 0 when no native code ran; `error` and
    `traceback` are what Python had already raised, or None.
    """
    if not context:
        assert error is not None
        return error.with_traceback(_without_runtime(traceback))
    site = ctypes.c_char_p.from_address(context + abi.CTX_SITE).value or b"{}"
    places: list[list[Any]] = []
    if site == abi.PENDING.encode():
        found = error or SystemError("native code failed without an error")
        innermost = _without_runtime(found.__traceback__ or traceback)
    else:
        from json import loads

        what = loads(site)
        found, innermost = _make(what, context), None
        places += what["at"]
    for text in _passed_on(context):
        from json import loads

        places += loads(text)["at"]
    for file, function, line, *columns in places:
        _show_source(file)
        frame = _frame(file, function, line, *columns)
        innermost = TracebackType(innermost, frame, 0, line)
    return found.with_traceback(innermost)


def _make(what: dict[str, Any], context: int) -> BaseException:
    """The exception described by a site's JSON."""
    import builtins

    words = iter(range(context + abi.CTX_ARGS, context + abi.CTX_ARGS + 8 * abi.MAX_ARGS, 8))
    values = [_argument(kind, words) for kind in what.get("a", ())]
    if what.get("e") == abi.ARRAY_MEMORY:
        return _array_memory_error(tuple(values), what["m"])
    if what.get("e") == abi.CLAIM:
        return ClaimError(what["m"].format(*values))
    kind = getattr(builtins, what.get("e", ""), None)
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        return SystemError(f"native code raised something unknown: {what!r}")
    message = what.get("m")
    return kind(*values) if message is None else kind(message.format(*values))


def _array_memory_error(shape: tuple[int, ...], dtype: str) -> BaseException:
    """NumPy's own error, which says how much memory it would have been."""
    import numpy

    try:
        from numpy._core._exceptions import _ArrayMemoryError
    except ImportError:  # another NumPy
        return MemoryError(
            f"Unable to allocate memory for an array with shape {shape} and data type {dtype}"
        )
    return _ArrayMemoryError(shape, numpy.dtype(dtype))


def _argument(kind: Any, words: Iterator[int]) -> Any:
    """Argument of an error's message from the addresses of its 64 raw bits; a list of kinds is a
    tuple."""
    if isinstance(kind, list):
        return tuple(_argument(part, words) for part in kind)
    address = next(words)
    if kind == "utf8":
        return _take_text(ctypes.c_uint64.from_address(address).value)
    if kind in ("bool", "b1"):
        return bool(ctypes.c_uint64.from_address(address).value & 1)
    if kind[0] == "f":
        return ctypes.c_double.from_address(address).value
    if kind[0] == "u":
        return ctypes.c_uint64.from_address(address).value
    return ctypes.c_int64.from_address(address).value


def _take_text(block: int) -> str:
    """The text in a buffer<u8> that the error owns; gives the buffer back."""
    if not block:
        return ""
    size = ctypes.c_int64.from_address(block + abi.BUFFER_LENGTH).value
    text = ctypes.string_at(block + abi.BUFFER_DATA, size).decode("utf-8", "surrogatepass")
    count = ctypes.c_int64.from_address(block + abi.HEADER_REFCOUNT)
    drop = ctypes.c_void_p.from_address(block + abi.HEADER_DROP).value
    if drop:
        count.value -= 1
        if count.value == 0:
            free = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(drop)
            nothing = ctypes.c_void_p()  # no list: bytes hold nothing
            free(block, ctypes.addressof(nothing))
    return text


def _passed_on(context: int) -> Iterator[bytes]:
    """The texts of the call sites that passed the error on, innermost first."""
    count = ctypes.c_int64.from_address(context + abi.CTX_NFRAMES).value
    for i in range(min(count, abi.MAX_FRAMES)):
        text = ctypes.c_char_p.from_address(context + abi.CTX_FRAMES + 8 * i).value
        if text is not None:
            yield text


def _without_runtime(traceback: TracebackType | None) -> TracebackType | None:
    """`traceback` from the first frame on that is not the runtime's."""
    while traceback is not None and traceback.tb_frame.f_code.co_filename.startswith(_RUNTIME):
        traceback = traceback.tb_next
    return traceback


# --- frames --------------------------------------------------------------------------------------


def _template() -> FrameType:
    return sys._getframe()


_codes: dict[tuple[Any, ...], CodeType] = {}


def _frame(file: str, function: str, line: int, col: int = 0, end_col: int = 0) -> FrameType:
    """A finished frame whose code claims to be at this place of the user's source."""
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
    module = {"sys": sys, "__name__": function.partition(".")[0], "__file__": file}
    return FunctionType(code, module)()


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


def _show_source(file: str) -> None:
    """Let linecache know the text of an archived file that does not exist here."""
    source = _sources.pop(file, None)
    if source is None or os.path.exists(file):
        return
    import linecache

    if file not in linecache.cache:
        text = source()
        linecache.cache[file] = (len(text), None, text.splitlines(True), file)
