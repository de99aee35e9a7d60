"""Compiled code on disk, found by what it was made from.

    <folder>/<first two digits>/<key>    magic, key, digest of all, signature, object code

An entry is written to a temporary file and renamed, so that many processes may share the folder;
its digest is checked when it is read, so that a damaged one is a miss, and so is one that lies
under the name of another. Where the folder cannot be written a warning says so once, and everything
works without. JITSCRIPT_CACHE names the folder, or is `off` to do without. The least recently
used entries go when the folder exceeds `LIMIT`.

Who can write an entry decides what this process runs. So folders and entries are made for their
owner alone, whatever the umask, and only what the user (or root) owns and nobody else can write is
read. A folder that others can write is neither read nor written, which a warning says once.
"""

from __future__ import annotations

import marshal
import os
import sys

from .fingerprint import digest
from .switches import switch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import Any

LIMIT = 1 << 30  # bytes
_MAGIC = b"jitscript cache 2\n"
_KEY = 40  # digits
_HEAD = len(_MAGIC) + _KEY + 32
_OTHERS_WRITE, _KIND, _FOLDER = 0o022, 0o170000, 0o040000  # bits of a file's mode
_writable = True
_trusted: dict[str, bool] = {}  # by folder
_warned = False
_swept = False


class Entry:
    """One file of the cache."""

    __slots__ = ("path", "size", "used")

    def __init__(self, path: str, size: int, used: float):
        self.path, self.size, self.used = path, size, used


def folder() -> str | None:
    """Where entries are kept; None when the cache is off or there is no home."""
    chosen, on = os.environ.get("JITSCRIPT_CACHE"), switch("JITSCRIPT_CACHE")
    if on is False:
        return None
    if chosen and on is None:
        return os.path.abspath(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "jitscript") if os.path.isabs(base) else None


def has(key: str) -> bool:
    """Whether there is an entry under `key`, whole or damaged."""
    path = _path(key)
    return path is not None and os.path.exists(path)


def get(key: str) -> tuple[bytes, dict[str, Any]] | None:
    """The object code and the signature stored under `key`, or None."""
    path = _path(key)
    data = _read(path) if path is not None else None
    if path is None or data is None:
        return None
    body = data[_HEAD:]
    if len(body) < 4 or data[:_HEAD] != _head(key, body):
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
        _make_folder(os.path.dirname(path))
        if _path(key) is None:  # somebody else has made it meanwhile
            return
        try:
            _write(temporary, _head(key, body) + body)
            os.replace(temporary, path)
        except BaseException:
            _remove(temporary)
            raise
        _sweep()
    except OSError as error:
        _writable = False
        _warn(f"jitscript: compiled code is not kept, the cache cannot be written: {error}")


def _head(key: str, body: bytes) -> bytes:
    """What an entry begins with. The digest is of the key, too."""
    named = _MAGIC + key.encode().ljust(_KEY)
    return named + digest(named + body)


def entries() -> list[Entry]:
    """Everything in the cache."""
    top = folder()
    return [] if top is None or not _is_trusted(top) else list(_walk(top))


def clear() -> None:
    """Remove every entry."""
    for entry in entries():
        _remove(entry.path)


def _path(key: str) -> str | None:
    top = folder()
    return None if top is None or not _is_trusted(top) else os.path.join(top, key[:2], key)


# --- whose files these are -----------------------------------------------------------------------


def _is_trusted(top: str) -> bool:
    """Whether nobody else can put entries into the folder, or it is not there yet."""
    known = _trusted.get(top)
    if known is None:
        try:
            status = os.stat(top)
        except OSError:  # nothing there; if it cannot be made, writing will say so
            return True
        known = _trusted[top] = _is_safe(status) or status.st_mode & _KIND != _FOLDER
        if not known:
            _warn(
                f"jitscript: the cache is not used, others can write to its folder {top} "
                "(chmod go-w, or name another in JITSCRIPT_CACHE)"
            )
    return known


def _is_safe(status: os.stat_result) -> bool:
    """Whether a file or folder is the user's or root's, and nobody else can write to it."""
    if sys.platform == "win32":  # a user's folders are closed to others there
        return True
    return status.st_uid in (os.geteuid(), 0) and not status.st_mode & _OTHERS_WRITE


def _read(path: str) -> bytes | None:
    """A file's content, if it can be read and nobody else could write it."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    with open(opened, "rb", buffering=0) as file:
        try:
            return file.readall() if _is_safe(os.fstat(opened)) else None
        except OSError:
            return None


def _write(path: str, data: bytes) -> None:
    """Make a file that only its owner can read and write."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as file:
        os.chmod(path, 0o600)  # a umask may have taken even that
        file.write(data)


def _make_folder(path: str) -> None:
    """Make a folder and those above it that are missing, for their owner alone. (`makedirs` gives
    a mode to the last one only.)"""
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        return
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))
        try:
            os.mkdir(path, 0o700)
        except FileExistsError:  # another process was faster
            return
    os.chmod(path, 0o700)


def _walk(top: str) -> Iterator[Entry]:
    try:
        groups = [
            item.path
            for item in os.scandir(top)
            if len(item.name) == 2 and item.is_dir(follow_symlinks=False)
        ]
        for group in groups:
            for item in os.scandir(group):
                try:
                    status = item.stat(follow_symlinks=False)
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
