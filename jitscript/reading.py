"""Reads the compiler's modules from one file.

A first compile imports some 330 modules. For each, Python asks every finder, looks for its file,
and opens its bytecode, which takes a quarter of the time of a module. So a process that has read
many leaves their bytecode together in one file, beside Python's own, and the next reads that:

    __pycache__/together.cpython-311.pyc      head, index, bytecode of one module after the other

What else is found out about the package's own files, and is always the same, is noted there too
(`noted`): which library file is about which builtin takes some 7 ms to find.

As with bytecode, a module is read from there while its source has the size and time that it had.
Whatever is not found is imported as ever, and where much was not, the file is written anew when the
process ends. It is written where bytecode is: not under PYTHONDONTWRITEBYTECODE, and not where the
folder of the package is somebody else's.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_FOLDER = os.path.dirname(__file__)
_PREFIX = __name__.rpartition(".")[0] + "."
_MAGIC = b"jitscript modules 2\n"
_MANY = 16  # modules that are worth writing the file anew

# Module → where its source is below the package, and Python's own bytecode of it; the source's size
# and time, whether it is a package, and where its bytecode lies in `_code`.
_index: dict[str, tuple[str, str, int, int, bool, int, int]] = {}
_code = memoryview(b"")
_before: set[str] = set()  # modules that were there before this began

# Name → what it was found out from, and what was.
_notes: dict[str, tuple[Any, Any]] = {}
_noted = False  # whether there are others than in the file


def begin() -> None:
    """Have the modules that are imported from here on read from the file, if there is one."""
    global _index, _code, _notes
    path = _path()
    if _before or path is None:
        return
    _before.update(sys.modules)
    found = _read(path)
    if found is not None:
        (_index, notes), _code = found
        _notes = {**notes, **_notes}
        sys.meta_path.insert(0, _Finder)
    import atexit

    atexit.register(_end)


def noted(name: str, of: Any, make: Callable[[], Any]) -> Any:
    """What `make` gives, which depends on nothing but `of` (sizes and times of files) and on what
    the file depends on; read from the file where it was noted there. Of what `marshal` knows."""
    global _noted
    known = _notes.get(name)
    if known is None or known[0] != of:
        known = _notes[name] = of, make()
        _noted = True
    return known[1]


def _path() -> str | None:
    cached = getattr(__spec__, "cached", None)
    if not cached or not os.path.isfile(__file__):
        return None
    folder, name = os.path.split(cached)
    return os.path.join(folder, name.replace("reading.", "together.", 1))


def _head() -> bytes:
    """What the bytecode depends on besides the sources, and names: Python, and where they are."""
    return _MAGIC + f"{sys.version}\n{_FOLDER}\n".encode("utf-8", "surrogateescape")


def _read(path: str) -> tuple[tuple[dict[str, Any], dict[str, Any]], memoryview] | None:
    """Index and notes, and bytecode. The file is replaced, never changed: it can be mapped."""
    head = _head()
    try:
        with open(path, "rb", 0) as file:
            if file.read(len(head)) != head:
                return None
            import mmap

            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None
    start = len(head) + 8
    stop = start + int.from_bytes(data[len(head) : start], "little")
    return marshal.loads(data[start:stop]), data[stop:]


def _stamp(file: str) -> tuple[int, int]:
    status = os.stat(_FOLDER + os.sep + file)
    return status.st_size, status.st_mtime_ns


class _Finder:
    """Finds the modules whose bytecode is in the file."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        row = _index.get(name)
        if row is None:
            return None
        file, cached, *stamp, is_package, _, _ = row
        try:
            if _stamp(file) != tuple(stamp):
                return None
        except OSError:
            return None
        origin = _FOLDER + os.sep + file
        spec = ModuleSpec(name, _Loader(name, origin), origin=origin, is_package=is_package)
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(origin))
        spec.has_location, spec.cached = True, cached
        return spec


class _Loader(SourceFileLoader):
    """Python's loader of source files, which is given the bytecode."""

    def get_code(self, name: str) -> Any:
        *_, start, stop = _index[name]
        return marshal.loads(_code[start:stop])


def _end() -> None:
    """Write the file anew, if much was not in it, or a note."""
    path = _path()
    new = {n: m for n, m in sys.modules.items() if n.startswith(_PREFIX) and n not in _before}
    missing = [n for n, m in new.items() if type(_loader(m)) is SourceFileLoader]
    if path is None or sys.dont_write_bytecode or (len(missing) < _MANY and not _noted):
        return
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "xb") as file:
            file.write(_head() + _together(new))
        os.replace(temporary, path)
    except (OSError, SyntaxError):  # no right, no room; a source that is being written
        if os.path.exists(temporary):
            os.unlink(temporary)


def _loader(module: Any) -> Any:
    return getattr(getattr(module, "__spec__", None), "loader", None)


def _together(new: dict[str, Any]) -> bytes:
    """Index, notes and bytecode of these modules, and of those in the file that still are as they
    were."""
    index, parts, at = {}, [], 0
    for name in sorted({*new, *_index}):
        spec = new[name].__spec__ if name in new else _Finder.find_spec(name)
        if spec is None or not isinstance(spec.loader, SourceFileLoader) or not spec.cached:
            continue
        file = os.path.relpath(spec.loader.path, _FOLDER)
        stamp = _stamp(file)
        code = marshal.dumps(SourceFileLoader(name, spec.loader.path).get_code(name))
        if _stamp(file) == stamp:
            is_package = spec.submodule_search_locations is not None
            index[name] = (file, spec.cached, *stamp, is_package, at, at + len(code))
            parts.append(code)
            at += len(code)
    described = marshal.dumps((index, _notes))
    return len(described).to_bytes(8, "little") + described + b"".join(parts)
