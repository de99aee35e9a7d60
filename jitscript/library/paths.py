"""`pathlib.Path`: Python's own objects, which Python is asked (see `runtime/paths.py`)."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import pathlib
from typing import TypeVar

from .containers_bytes import Bytes
from .containers_list import List
from .containers_str import Str
from .containers_tuple import VarTuple
from .intrinsics import Buffer, op, pyobj, u8
from .registry import builtin

T = TypeVar("T")


@builtin(pathlib.Path)
class Path:
    __hash__ = object.__hash__

    _held: Buffer[u8]

    @staticmethod
    def __from_python__(source: pyobj) -> Path:
        if not op.python_call(source, callee="jitscript.runtime.paths:is_path", result=bool):
            op.py_unbox(source, result=bool)  # one of them does not fit, which is what is said then
            op.py_unbox(source, result=None)
        return op.object_new(op.py_hold(source), result=Path)

    def __to_python__(self) -> pyobj:
        return op.py_held(self._held)

    def __same_python__(self, object: pyobj) -> bool:
        return op.py_same(op.py_held(self._held), object)

    def __truediv__(self, key: object) -> Path:
        return op.python_call(self, key, callee="operator:truediv", result=Path)

    def __rtruediv__(self, key: object) -> Path:
        return op.python_call(key, self, callee="operator:truediv", result=Path)

    def __eq__(self, other: Path) -> bool:
        return op.python_call(self, other, callee="operator:eq", result=bool)

    def __lt__(self, other: Path) -> bool:
        return op.python_call(self, other, callee="operator:lt", result=bool)

    def joinpath(self, other: object) -> Path:
        return op.python_call(self, other, callee="operator:truediv", result=Path)

    def exists(self) -> bool:
        return op.python_call(self, callee="jitscript.runtime.paths:exists", result=bool)

    def is_file(self) -> bool:
        return op.python_call(self, callee="jitscript.runtime.paths:is_file", result=bool)

    def is_dir(self) -> bool:
        return op.python_call(self, callee="jitscript.runtime.paths:is_dir", result=bool)

    def is_absolute(self) -> bool:
        return op.python_call(self, callee="jitscript.runtime.paths:is_absolute", result=bool)

    def as_posix(self) -> Str:
        return op.python_call(self, callee="jitscript.runtime.paths:as_posix", result=Str)

    def read_text(self, encoding: Str | None = None, errors: Str | None = None) -> Str:
        return op.python_call(
            self, encoding, errors, callee="jitscript.runtime.paths:read_text", result=Str
        )

    def read_bytes(self) -> Bytes:
        return op.python_call(self, callee="jitscript.runtime.paths:read_bytes", result=Bytes)

    def write_text(
        self,
        data: Str,
        encoding: Str | None = None,
        errors: Str | None = None,
        newline: Str | None = None,
    ) -> int:
        return op.python_call(
            self,
            data,
            encoding,
            errors,
            newline,
            callee="jitscript.runtime.paths:write_text",
            result=int,
        )

    def write_bytes(self, data: object) -> int:
        return op.python_call(self, data, callee="jitscript.runtime.paths:write_bytes", result=int)

    def mkdir(self, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        op.python_call(
            self, mode, parents, exist_ok, callee="jitscript.runtime.paths:mkdir", result=None
        )

    def rmdir(self) -> None:
        op.python_call(self, callee="jitscript.runtime.paths:rmdir", result=None)

    def touch(self, mode: int = 0o666, exist_ok: bool = True) -> None:
        op.python_call(self, mode, exist_ok, callee="jitscript.runtime.paths:touch", result=None)

    def unlink(self, missing_ok: bool = False) -> None:
        op.python_call(self, missing_ok, callee="jitscript.runtime.paths:unlink", result=None)

    def rename(self, target: object) -> Path:
        return op.python_call(self, target, callee="jitscript.runtime.paths:rename", result=Path)

    def with_name(self, name: Str) -> Path:
        return op.python_call(self, name, callee="jitscript.runtime.paths:with_name", result=Path)

    def with_stem(self, stem: Str) -> Path:
        return op.python_call(self, stem, callee="jitscript.runtime.paths:with_stem", result=Path)

    def with_suffix(self, suffix: Str) -> Path:
        return op.python_call(
            self, suffix, callee="jitscript.runtime.paths:with_suffix", result=Path
        )

    def relative_to(self, other: object) -> Path:
        return op.python_call(
            self, other, callee="jitscript.runtime.paths:relative_to", result=Path
        )

    def resolve(self, strict: bool = False) -> Path:
        return op.python_call(self, strict, callee="jitscript.runtime.paths:resolve", result=Path)

    def absolute(self) -> Path:
        return op.python_call(self, callee="jitscript.runtime.paths:absolute", result=Path)

    def iterdir(self) -> PathWalk:
        return PathWalk(
            op.python_call(self, callee="jitscript.runtime.paths:iterdir", result=List[Path])
        )

    def glob(self, pattern: Str) -> PathWalk:
        found = op.python_call(
            self, pattern, callee="jitscript.runtime.paths:glob", result=List[Path]
        )
        return PathWalk(found)

    def rglob(self, pattern: Str) -> PathWalk:
        found = op.python_call(
            self, pattern, callee="jitscript.runtime.paths:rglob", result=List[Path]
        )
        return PathWalk(found)

    def match(self, pattern: Str) -> bool:
        return op.python_call(self, pattern, callee="jitscript.runtime.paths:match", result=bool)


class PathWalk:
    """What a folder has, one by one."""

    _found: List[Path]
    _at: int

    def __init__(self, found: List[Path]) -> None:
        self._found = found
        self._at = 0

    def __iter__(self) -> PathWalk:
        return self

    def __more__(self) -> bool:
        return self._at < len(self._found)

    def __next__(self) -> Path:
        self._at += 1
        return self._found[self._at - 1]


@builtin(next)
def next_of_walk(walk: PathWalk) -> Path:
    if not walk.__more__():
        raise StopIteration
    return walk.__next__()


@builtin(next)
def next_of_walk_or(walk: PathWalk, default: T) -> Path | T:
    if not walk.__more__():
        return default
    return walk.__next__()


@builtin(pathlib.Path.name)
def name_of_path(path: Path) -> Str:
    return op.python_call(path, "name", callee="builtins:getattr", result=Str)


@builtin(pathlib.Path.stem)
def stem_of_path(path: Path) -> Str:
    return op.python_call(path, "stem", callee="builtins:getattr", result=Str)


@builtin(pathlib.Path.suffix)
def suffix_of_path(path: Path) -> Str:
    return op.python_call(path, "suffix", callee="builtins:getattr", result=Str)


@builtin(pathlib.Path.suffixes)
def suffixes_of_path(path: Path) -> List[Str]:
    return op.python_call(path, "suffixes", callee="builtins:getattr", result=List[Str])


@builtin(pathlib.Path.parent)
def parent_of_path(path: Path) -> Path:
    return op.python_call(path, "parent", callee="builtins:getattr", result=Path)


@builtin(pathlib.Path.parts)
def parts_of_path(path: Path) -> VarTuple[Str]:
    return op.python_call(path, "parts", callee="builtins:getattr", result=VarTuple[Str])


@builtin(str)
def str_of_path(path: Path) -> Str:
    return op.python_call(path, callee="builtins:str", result=Str)


@builtin(repr)
def repr_of_path(path: Path) -> Str:
    return op.python_call(path, callee="builtins:repr", result=Str)


@builtin(format)
def format_of_path(path: Path, spec: Str = "") -> Str:
    return op.python_call(path, spec, callee="builtins:format", result=Str)


@builtin(hash)
def hash_of_path(path: Path) -> int:
    return op.python_call(path, callee="builtins:hash", result=int)
