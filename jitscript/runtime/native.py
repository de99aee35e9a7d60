"""From bytes of machine code to callable addresses.

    load_object(bytes)    a relocatable object: by the loader in `elf.py`, else by `object_fallback`
    joined(parts, bytes)  an object and those that it needs, as `load_object` takes them
    load_shared(bytes)    a shared library: by the system's loader, from memory where possible

Loading fills the image's host tables (see `abi.py`) or gives it the process's own, so no code runs
before that.
Objects live as long as the process: their addresses are in vectorcall slots and capsules. A shared
library is unloaded when nothing leads to its code any more: what is called through it (`hold`) and
native memory that Python holds (`host.fill`) keep its image.
"""

from __future__ import annotations

import ctypes
import os
import sys
from _weakref import ref

from . import host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

__all__ = ["Image", "ImageError", "load_object", "load_shared"]

# Set by the compiler's driver where objects are not ELF x86-64: returns the symbols of an object.
object_fallback: Callable[[bytes], Callable[[str], int]] | None = None


class ImageError(Exception):
    """Machine code that cannot be loaded."""


_images: list[Image] = []  # those that live as long as the process
_held: dict[ref[Any], Image] = {}


class Image:
    """Loaded machine code. `find(name)` is the address of a symbol, 0 when there is none."""

    __slots__ = ("_close", "find")

    def __init__(self, find: Callable[[str], int], close: Callable[[], object] | None = None):
        self.find = find
        self._close = close

    def hold(self, callable: object) -> None:
        """Stay loaded as long as `callable`, whose calls jump here, is alive, whatever its
        attributes are."""
        if self._close is not None:
            _held[ref(callable, _held.pop)] = self

    def __del__(self) -> None:
        if self._close is not None and not sys.is_finalizing():
            self._close()

    def symbol(self, name: str) -> int:
        address = self.find(name)
        if not address:
            raise ImageError(f"the code has no symbol {name!r}")
        return address


_JOINED = b"jitscript objects\n"
_DIGEST = 32
_parts: dict[bytes, dict[str, int]] = {}  # the symbols of objects that others share, by digest


def joined(parts: Sequence[tuple[bytes, bytes]], code: bytes) -> bytes:
    """The object `code` with the objects that it needs, (digest, object) of each in the order in
    which they are to be loaded. In a process each is loaded once, by its digest."""
    if not parts:
        return code
    heads = [digest + len(part).to_bytes(4, "little") for digest, part in parts]
    head = len(parts).to_bytes(4, "little") + b"".join(heads)
    return _JOINED + head + b"".join([part for _, part in parts]) + code


def _load_joined(data: bytes) -> tuple[dict[str, int], bytes]:
    """Load what is not loaded yet of the parts; their symbols, and the object that needs them."""
    from . import elf

    start = len(_JOINED) + 4
    count = int.from_bytes(data[start - 4 : start], "little")
    at = start + count * (_DIGEST + 4)
    known: dict[str, int] = {}
    for place in range(start, at, _DIGEST + 4):
        digest = data[place : place + _DIGEST]
        size = int.from_bytes(data[place + _DIGEST : place + _DIGEST + 4], "little")
        if digest not in _parts:
            _parts[digest] = elf.load(data[at : at + size], _resolver(known))
        known.update(_parts[digest])
        at += size
    return known, data[at:]


def _resolver(known: dict[str, int]) -> Callable[[str], int]:
    return lambda name: known.get(name) or host.table(name) or _resolve(name)


def load_object(data: bytes) -> Image:
    """Load a relocatable object, alone or `joined`. Raises ImageError when it cannot be loaded
    here."""
    if runs_elf_x86_64():
        from . import elf

        known: dict[str, int] = {}
        if data.startswith(_JOINED):
            known, data = _load_joined(data)
        symbols = elf.load(data, _resolver(known))
        return _for_ever(Image(lambda name: symbols.get(name, 0)))
    if object_fallback is None:
        raise ImageError(f"no loader of relocatable objects on {sys.platform} {machine()}")
    return _for_ever(Image(object_fallback(data)))


def _detour(number: int) -> str:
    """A path that leads nowhere, another one for each number: its bits as `./` and `/`."""
    return "".join("./" if bit == "1" else "/" for bit in f"{number:b}")


_opened = [0]


def load_shared(data: bytes) -> Image:
    """Load a shared library from memory (or through a temporary file)."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("jitscript")
        try:
            _write_all(descriptor, data)
            # The system's loader takes equal paths for equal libraries: make each path unique.
            _opened[0] += 1
            library = _open(f"/proc/self/fd/{_detour(_opened[0])}{descriptor}")
        finally:
            os.close(descriptor)
        return _ready(library)
    import tempfile

    suffix = ".dll" if sys.platform == "win32" else ".so"
    descriptor, path = tempfile.mkstemp(suffix, "jitscript-")
    try:
        _write_all(descriptor, data)
        os.close(descriptor)
        return _ready(_open(path))
    finally:
        if sys.platform != "win32":  # there a loaded library cannot be removed
            os.unlink(path)


def machine() -> str:
    """The processor family, as in target names: x86_64, aarch64 …"""
    name = os.uname().machine if hasattr(os, "uname") else os.environ["PROCESSOR_ARCHITECTURE"]
    name = name.lower()
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(name, name)


def runs_elf_x86_64() -> bool:
    return sys.platform == "linux" and machine() == "x86_64" and sys.maxsize > 2**32


def _ready(image: Image) -> Image:
    host.fill(image)
    return image


def _for_ever(image: Image) -> Image:
    _images.append(_ready(image))
    return image


def _open(path: str) -> Image:
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImageError(f"the system cannot load the code: {error}") from None
    return Image(lambda name: host.address(library, name), lambda: _unload(library._handle))


def _unload(handle: int) -> None:
    if sys.platform == "win32":
        from _ctypes import FreeLibrary as close  # type: ignore[attr-defined,unused-ignore]
    else:
        from _ctypes import dlclose as close
    close(handle)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


_libraries: list[ctypes.CDLL] = []
_externals: dict[str, int] = {}


def _resolve(name: str) -> int:
    """A function of libc, libm or libmvec (vector variants of libm)."""
    found = _externals.get(name)
    if found is None:
        if not _libraries:
            _libraries.append(ctypes.CDLL(None))
        found = next((a for a in (host.address(lib, name) for lib in _libraries) if a), 0)
        while not found and len(_libraries) < 3:
            try:
                more = ctypes.CDLL(("libm.so.6", "libmvec.so.1")[len(_libraries) - 1])
            except OSError:
                more = ctypes.CDLL(None)
            _libraries.append(more)
            found = host.address(more, name)
        _externals[name] = found
    return found
