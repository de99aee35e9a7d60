"""Compiled code on disk, found by what it was made from.

    <folder>/<first two digits>/<key>    magic, digest of the rest, signature, object code

An entry is written to a temporary file and renamed, so that many processes may share the folder;
its digest is checked when it is read, so that a damaged one is a miss. Where the folder cannot be
written a warning says so once, and everything works without. JITSCRIPT_CACHE names the folder, or
is 0 to do without. The least recently used entries go when the folder exceeds `LIMIT`.
"""

from __future__ import annotations

import marshal
import os
import sys

from . import fingerprint
from .fingerprint import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType, FunctionType
    from typing import Any

LIMIT = 1 << 30  # bytes
_MAGIC = b"jitscript cache 1\n"
_DIGEST = 32
_writable = True
_warned = False
_swept = False


class Entry:
    """One file of the cache."""

    __slots__ = ("path", "size", "used")

    def __init__(self, path: str, size: int, used: float):
        self.path, self.size, self.used = path, size, used


def folder() -> str | None:
    """Where entries are kept; None when the cache is off or there is no home."""
    chosen = os.environ.get("JITSCRIPT_CACHE")
    if chosen:
        return None if chosen == "0" else os.path.abspath(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "jitscript") if os.path.isabs(base) else None


def key(function: FunctionType, *options: str) -> str | None:
    """The key of a function compiled with `options`: a hash of everything its code depends on.
    None when the cache is off, or when something it captures has no lasting identity."""
    if folder() is None:
        return None
    identity = fingerprint.identity(function)
    return fingerprint.key(identity, options) if identity else None


def get(key: str) -> tuple[bytes, dict[str, Any]] | None:
    """The object code and the signature stored under `key`, or None."""
    path = _path(key)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    body = data[len(_MAGIC) + _DIGEST :]
    if data[: -len(body) or None] != _MAGIC + digest(body) or len(body) < 4:
        return None
    split = 4 + int.from_bytes(body[:4], "little")
    signature = marshal.loads(body[4:split])
    _touch(path)
    return body[split:], signature


def put(key: str, code: bytes, signature: dict[str, Any]) -> None:
    """Store an entry. Never raises: a cache that cannot be written is left alone from then on."""
    global _writable
    path = _path(key)
    if path is None or not _writable:
        return
    try:
        described = marshal.dumps(signature)
    except ValueError:  # a default value that marshal does not know
        return
    body = len(described).to_bytes(4, "little") + described + code
    temporary = f"{path}.{os.getpid()}.{id(body):x}"
    try:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        try:
            with open(temporary, "wb") as file:
                file.write(_MAGIC + digest(body) + body)
            os.replace(temporary, path)
        except BaseException:
            _remove(temporary)
            raise
        _sweep()
    except OSError as error:
        _writable = False
        _warn(f"jitscript: compiled code is not kept, the cache cannot be written: {error}")


def entries() -> list[Entry]:
    """Everything in the cache."""
    top = folder()
    return [] if top is None else list(_walk(top))


def clear() -> None:
    """Remove every entry."""
    for entry in entries():
        _remove(entry.path)


def _path(key: str) -> str | None:
    top = folder()
    return None if top is None else os.path.join(top, key[:2], key)


def _walk(top: str) -> Iterator[Entry]:
    try:
        groups = [item.path for item in os.scandir(top) if len(item.name) == 2 and item.is_dir()]
        for group in groups:
            for item in os.scandir(group):
                try:
                    status = item.stat()
                except FileNotFoundError:  # another process was faster
                    continue
                yield Entry(item.path, status.st_size, status.st_mtime)
    except OSError:
        return


def _sweep() -> None:
    """Once in a process, after its first entry: remove the oldest entries of a cache that is too
    large."""
    global _swept
    if _swept:
        return
    _swept = True
    found = entries()
    excess = sum(entry.size for entry in found) - LIMIT
    if excess <= 0:
        return
    excess += LIMIT // 5
    for entry in sorted(found, key=lambda entry: entry.used):
        if excess <= 0:
            break
        _remove(entry.path)
        excess -= entry.size


def _touch(path: str) -> None:
    """Note that an entry was used now, where that is allowed."""
    try:
        os.utime(path)
    except OSError:
        return


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _warn(message: str) -> None:
    """Warn once, at the line of the user's that had something compiled."""
    global _warned
    if _warned:
        return
    _warned = True
    import warnings

    level, frame = 1, sys._getframe()
    while frame.f_back is not None and _is_ours(frame):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, RuntimeWarning, stacklevel=level)


def _is_ours(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] == "jitscript"
