"""The entry of launches (`backend/cpu/launching.py`): compiled once on a machine, and for files."""

from __future__ import annotations

from ..identity import keys
from ..runtime import cache, native
from ..runtime.gpu import entry


def address() -> int:
    """The address of the entry in this process."""
    return native.load_object(code()).symbol(entry.SYMBOL)


def code() -> bytes:
    """The entry as an object file, from the cache if that has it."""
    usable = cache.folder() is not None
    key = keys.key("entry of launches", [entry.identity()])
    found = cache.get(key) if usable else None
    if found is not None:
        return found[0]
    from ..backend.target import host
    from ..scripted import Compiling

    with Compiling():
        made = host().launching()
    if usable:
        cache.put(key, made, {})
    return made
