"""From the error that native code left in its context to the Python exception it means.

Compiled code writes no Python objects when it fails: it leaves the address of a JSON text (what was
raised, where) and raw arguments in the context, and each call site that the error passes adds the
address of its own text. Here they become an exception with a traceback that names the user's files,
functions and lines.
"""

from __future__ import annotations

import builtins
import ctypes
import os
import sys
from types import CodeType, FrameType, TracebackType

from . import abi, carried
from .frames import frame_at, sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_RUNTIME = os.path.dirname(__file__) + os.sep
# Other files whose frames no traceback shows.
hidden = {os.path.join(os.path.dirname(os.path.dirname(__file__)), "scripted.py")}


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
        return error.with_traceback(without_runtime(traceback))
    carried.settle(context)
    found = _built(context, error, traceback, call=context)
    chain = ctypes.c_void_p.from_address(context + abi.CTX_HANDLED).value
    if chain:
        _handled_by(found, chain, call=context)
    return found


def _built(
    context: int,
    error: BaseException | None,
    traceback: TracebackType | None = None,
    take: bool = True,
    call: int = 0,
    shows: bool = False,
) -> BaseException:
    """The exception of the record in a context. Without `take`, the record keeps its arguments.
    `call`: the context in whose session an instance becomes an object; with `shows`, only when the
    call ends, and the object has the record's reference."""
    site = ctypes.c_char_p.from_address(context + abi.CTX_SITE).value or b"{}"
    sites: tuple[bytes, ...] = ()
    if site == abi.PENDING.encode():
        found = error or SystemError("native code failed without an error")
        innermost = without_runtime(traceback or found.__traceback__)
    else:
        what = _read(site)
        found, innermost = _make(what, context, take, call, shows), None
        sites = (site,)
    for frame, line in _frames((*sites, *_passed_on(context))):
        _show_source(frame.f_code.co_filename)
        innermost = TracebackType(innermost, frame, 0, line)
    return found.with_traceback(innermost)


_known_frames: dict[tuple[bytes, ...], list[tuple[FrameType, int]]] = {}


def _frames(sites: tuple[bytes, ...]) -> list[tuple[FrameType, int]]:
    """The frames of the places of some sites, innermost first, and their lines. Nothing is in these
    frames: errors that came the same way share them."""
    found = _known_frames.get(sites)
    if found is None:
        found = []
        for file, function, line, *columns in (at for s in sites for at in _read(s)["at"]):
            if file not in hidden:
                found.append((frame_at(file, function, line, *columns), line))
        if len(_known_frames) > 1000:
            _known_frames.clear()
        _known_frames[sites] = found
    return found


_read_sites: dict[bytes, dict[str, Any]] = {}
_loads: Any = None


def prepare() -> None:
    """Import now what errors need."""
    global _loads
    if _loads is None:
        from json import loads as _loads


def _read(site: bytes) -> dict[str, Any]:
    """The JSON of a site, which is only read. A loop may raise at the same ones again and again."""
    found = _read_sites.get(site)
    if found is None:
        prepare()
        if len(_read_sites) > 1000:
            _read_sites.clear()
        found = _read_sites[site] = _loads(site)
    return found


def _handled_by(error: BaseException, chain: int, alone: bool = False, call: int = 0) -> None:
    """Let `error` know what was being handled when it was raised: the errors of the chain, and
    behind them, unless `alone`, what the caller handles. Native code keeps the chain."""
    first = error
    handled = []
    while chain:
        record = chain + abi.HANDLED_RECORD - abi.CTX_SITE
        inner = _built(record, _pending_of(record), _traceback_of(record), take=False, call=call)
        if inner is not error:
            error.__context__ = error = inner
            handled.append(inner)
        chain = ctypes.c_void_p.from_address(record + abi.CTX_HANDLED).value or 0
    outside = None if alone else sys.exc_info()[1]
    if outside is not first and outside not in handled:
        error.__context__ = outside
    cause = getattr(first, "__dict__", {}).pop(_CAUSE, None)
    if cause is not None and cause < len(handled):
        first.__cause__ = handled[cause]


_CAUSE = " cause"  # the attribute for which of the handled errors is the cause, for a while


def _pending_of(record: int) -> BaseException | None:
    """The Python exception that a record has taken over, if its site says so."""
    if ctypes.c_char_p.from_address(record + abi.CTX_SITE).value != abi.PENDING.encode():
        return None
    kind, value = (_object_at(record + abi.CTX_ARGS + 8 * i) for i in range(2))
    if isinstance(value, BaseException):
        return value
    if value is None:
        return kind()
    return kind(*value) if isinstance(value, tuple) else kind(value)


def _traceback_of(record: int) -> TracebackType | None:
    """The frames of Python's that the exception of such a record came through: it has but the
    innermost of them until it is raised again."""
    if ctypes.c_char_p.from_address(record + abi.CTX_SITE).value != abi.PENDING.encode():
        return None
    found = _object_at(record + abi.CTX_ARGS + 16)
    return found if isinstance(found, TracebackType) else None


def _object_at(address: int) -> Any:
    """The Python object whose address stands there; None for null."""
    pointer = ctypes.c_void_p.from_address(address)
    return ctypes.cast(pointer, ctypes.py_object).value if pointer.value else None


def text_of_caught(address: int, what: int) -> bytes:
    """What a caught error is as text (`Target.caught_text`)."""
    record = address - abi.CTX_SITE
    error = _pending_of(record) or _shown(record)
    text = type(error).__name__ if what == 2 else repr(error) if what else str(error)
    return text.encode("utf-8", "surrogatepass")


def _shown(record: int) -> BaseException:
    """The exception of a record for its text, to which of a builtin class no traceback matters."""
    site = ctypes.c_char_p.from_address(record + abi.CTX_SITE).value or b"{}"
    what = _read(site)
    if "|" in what.get("e", "|"):
        return _built(record, None, take=False)
    return _make(what, record, take=False)


_count = ctypes.PYFUNCTYPE(None, ctypes.py_object)(("Py_IncRef", ctypes.pythonapi))


def native_of_caught(address: int, made: int) -> int:
    """The address of the instance that a caught error is, of which there is an object already
    (`Target.caught_native`); 0 where there is none."""
    error = _pending_of(address - abi.CTX_SITE)
    return 0 if error is None else carried.native_of(error, made)


def object_of_caught(address: int, pending: int, call: int) -> BaseException:
    """The Python object of a caught error, which stands in the record from now on, under the site
    at `pending` (`Target.caught_object`). `call`: the context of the call."""
    record = address - abi.CTX_SITE
    known = _pending_of(record)
    passed = ctypes.c_int64.from_address(record + abi.CTX_NFRAMES).value
    if known is not None and not passed and _object_at(record + abi.CTX_ARGS + 8) is known:
        return known
    error = _built(record, known, _traceback_of(record), take=False, call=call, shows=True)
    if known is None:
        _give_back(record)
    chain = ctypes.c_void_p.from_address(record + abi.CTX_HANDLED).value
    if known is None and chain:
        _handled_by(error, chain, alone=True)
    for i, part in enumerate((type(error), error, error.__traceback__)):
        place = ctypes.c_void_p.from_address(record + abi.CTX_ARGS + 8 * i)
        old = place.value if known is not None else None
        if part is not None:
            _count(part)
        place.value = None if part is None else id(part)
        if old:
            ctypes.pythonapi.Py_DecRef(ctypes.cast(old, ctypes.py_object))
    ctypes.c_void_p.from_address(record + abi.CTX_SITE).value = pending
    ctypes.c_int64.from_address(record + abi.CTX_NFRAMES).value = 0
    return error


def _make(
    what: dict[str, Any], context: int, take: bool, call: int = 0, shows: bool = False
) -> BaseException:
    """The exception described by a site's JSON."""
    if what.get("a") == [carried.KIND]:
        found = carried.shown(context, call) if shows else carried.of_record(context, call, take)
    else:
        found = _exception(what, context, take)
    if "c" in what:  # `raise … from`: None, or which of the errors that are handled
        found.__cause__ = None
        if what["c"] is not None:
            found.__dict__[_CAUSE] = what["c"]
    return found


def _exception(what: dict[str, Any], context: int, take: bool) -> BaseException:
    words = iter(range(context + abi.CTX_ARGS, context + abi.CTX_ARGS + 8 * abi.MAX_ARGS, 8))
    values = [_argument(kind, words, take) for kind in what.get("a", ())]
    if what.get("e") == abi.ARRAY_MEMORY:
        return _array_memory_error(tuple(values), what["m"])
    if what.get("e") == abi.CLAIM:
        return ClaimError(what["m"].format(*values))
    name = what.get("e", "")
    kind = own_exception(name) if "|" in name else getattr(builtins, name, None)
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        return SystemError(f"native code raised something unknown: {what!r}")
    message = what.get("m")
    if message is None:
        return kind(*values)
    text = message.format(*values)
    return kind(what["n"], text) if "n" in what else kind(text)


COUNTED = ("utf8", carried.KIND)  # kinds of arguments that are counted references
_own: dict[str, Any] = {}
known_exceptions: dict[str, Any] = {}  # those that no module has by their name


def own_exception(name: str) -> Any:
    """The exception class of a user's that is named `module:name`, perhaps with its bases behind;
    where there is none (any more), one of that name and base."""
    first, _, bases = name.partition("|")
    if first in known_exceptions:
        return known_exceptions[first]
    module, _, path = first.partition(":")
    try:
        found: Any = sys.modules.get(module) or __import__(module, fromlist=["*"])
        for part in path.split("."):
            found = getattr(found, part)
        if issubclass(found, BaseException):
            return found
    except (ImportError, AttributeError, TypeError):
        pass
    if name not in _own:
        base = own_exception(bases) if "|" in bases else getattr(builtins, bases, Exception)
        last = path.partition("#")[0].rpartition(".")[2]
        _own[name] = type(last, (base,), {"__module__": module})
    return _own[name]


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


def _argument(kind: Any, words: Iterator[int], take: bool) -> Any:
    """Argument of an error's message from the addresses of its 64 raw bits; a list of kinds is a
    tuple."""
    if isinstance(kind, list):
        return tuple(_argument(part, words, take) for part in kind)
    address = next(words)
    if kind == "utf8":
        return _text(ctypes.c_uint64.from_address(address).value, take)
    if kind in ("bool", "b1"):
        return bool(ctypes.c_uint64.from_address(address).value & 1)
    if kind[0] == "f":
        return ctypes.c_double.from_address(address).value
    if kind[0] == "u":
        return ctypes.c_uint64.from_address(address).value
    return ctypes.c_int64.from_address(address).value


def _told(held: bytes) -> Any:
    """A text, or behind a 254, which no UTF-8 begins with, what has it as its `repr`; the `repr`
    where that is no literal."""
    if held[:1] != b"\xfe":
        return held.decode("utf-8", "surrogatepass")
    import ast

    text = held[1:].decode("utf-8", "surrogatepass")
    kind, inner = (frozenset, text[10:-1]) if text.startswith("frozenset(") else (tuple, text)
    try:
        return kind(ast.literal_eval(inner or "()"))
    except (ValueError, SyntaxError, TypeError):
        return text


def _text(block: int, take: bool) -> Any:
    """The text in a buffer<u8> that the error owns, or behind a 255, which no UTF-8 begins with,
    bytes, or what `_told` finds; with `take`, gives the buffer back."""
    if not block:
        return ""
    size = ctypes.c_int64.from_address(block + abi.BUFFER_LENGTH).value
    held = ctypes.string_at(block + abi.BUFFER_DATA, size)
    text = held[1:] if held[:1] == b"\xff" else _told(held)
    if take:
        _drop(block)
    return text


def _drop(block: int) -> None:
    count = ctypes.c_int64.from_address(block + abi.HEADER_REFCOUNT)
    drop = ctypes.c_void_p.from_address(block + abi.HEADER_DROP).value
    if drop:
        count.value -= 1
        if count.value == 0:
            free = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(drop)
            nothing = ctypes.c_void_p()  # no list: bytes hold nothing
            free(block, ctypes.addressof(nothing))


def _give_back(record: int) -> None:
    """The texts among the arguments of an error, of which an exception has been made."""
    kinds = _read(ctypes.c_char_p.from_address(record + abi.CTX_SITE).value or b"{}").get("a", ())
    for i, kind in enumerate(flat_kinds(kinds)):
        if kind == "utf8":
            block = ctypes.c_uint64.from_address(record + abi.CTX_ARGS + 8 * i).value
            if block:
                _drop(block)


def flat_kinds(kinds: Any) -> Iterator[str]:
    """The kinds of an error's arguments, those in tuples too."""
    for kind in kinds:
        if isinstance(kind, list):
            yield from flat_kinds(kind)
        else:
            yield kind


def _passed_on(context: int) -> Iterator[bytes]:
    """The texts of the call sites that passed the error on, innermost first."""
    count = ctypes.c_int64.from_address(context + abi.CTX_NFRAMES).value
    for i in range(min(count, abi.MAX_FRAMES)):
        text = ctypes.c_char_p.from_address(context + abi.CTX_FRAMES + 8 * i).value
        if text is not None:
            yield text


def without_runtime(traceback: TracebackType | None) -> TracebackType | None:
    """`traceback` from the first frame on that is not the runtime's."""
    while traceback is not None and _is_ours(traceback.tb_frame.f_code):
        traceback = traceback.tb_next
    return traceback


def _is_ours(code: CodeType) -> bool:
    file = code.co_filename
    if file.startswith(_RUNTIME) or file in hidden:
        return True
    opaque = sys.modules.get(f"{__package__}.opaque")
    return opaque is not None and id(code) in opaque.codes


def _show_source(file: str) -> None:
    """Let linecache know the text of an archived file that does not exist here."""
    source = sources.pop(file, None)
    if source is None or os.path.exists(file):
        return
    import linecache

    if file not in linecache.cache:
        text = source()
        linecache.cache[file] = (len(text), None, text.splitlines(True), file)
