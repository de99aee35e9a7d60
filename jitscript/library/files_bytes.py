"""Files of bytes, and files in memory: Python's own objects, which Python is asked to read and
write (see `runtime/files.py`)."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import io

from .containers_bytes import Bytes
from .containers_list import List
from .containers_str import Str
from .files_text import TextFile
from .intrinsics import Buffer, op, pyobj, u8
from .registry import builtin

IS_FILE = "jitscript.runtime.files:is_binary_file"


@builtin(io.BufferedReader)
class BinaryFile:
    _held: Buffer[u8]

    @staticmethod
    def __from_python__(source: pyobj) -> BinaryFile:
        if not op.python_call(source, callee=IS_FILE, result=bool):
            op.py_unbox(source, result=bool)  # one of them does not fit, which is what is said then
            op.py_unbox(source, result=None)
        return op.object_new(op.py_hold(source), result=BinaryFile)

    def __to_python__(self) -> pyobj:
        return op.py_held(self._held)

    def __same_python__(self, object: pyobj) -> bool:
        return op.py_same(op.py_held(self._held), object)

    def __enter__(self) -> BinaryFile:
        op.python_call(self, callee="jitscript.runtime.files:enter", result=None)
        return self

    def __exit__(self, kind: object, value: object, traceback: object) -> None:
        op.python_call(self, callee="jitscript.runtime.files:close", result=None)

    def read(self, size: int | None = -1) -> Bytes:
        return op.python_call(self, size, callee="jitscript.runtime.files:read", result=Bytes)

    def readline(self, size: int = -1) -> Bytes:
        return op.python_call(self, size, callee="jitscript.runtime.files:readline", result=Bytes)

    def readlines(self, hint: int = -1) -> List[Bytes]:
        return op.python_call(
            self, hint, callee="jitscript.runtime.files:readlines", result=List[Bytes]
        )

    def write(self, buffer: object) -> int:
        return op.python_call(self, buffer, callee="jitscript.runtime.files:write", result=int)

    def writelines(self, lines: object) -> None:
        for line in lines:
            self.write(line)

    def close(self) -> None:
        op.python_call(self, callee="jitscript.runtime.files:close", result=None)

    def flush(self) -> None:
        op.python_call(self, callee="jitscript.runtime.files:flush", result=None)

    def seek(self, target: int, whence: int = 0) -> int:
        return op.python_call(
            self, target, whence, callee="jitscript.runtime.files:seek", result=int
        )

    def tell(self) -> int:
        return op.python_call(self, callee="jitscript.runtime.files:tell", result=int)

    def truncate(self, pos: int | None = None) -> int:
        return op.python_call(self, pos, callee="jitscript.runtime.files:truncate", result=int)

    def getvalue(self) -> Bytes:
        return op.python_call(self, callee="jitscript.runtime.files:getvalue", result=Bytes)

    def _line(self) -> Bytes:
        """The next one, or nothing: no line is."""
        return op.python_call(self, b"", callee="builtins:next", result=Bytes)

    def __iter__(self) -> BinaryLines:
        return BinaryLines(self)


class BinaryLines:
    _of: BinaryFile
    _line: Bytes

    def __init__(self, of: BinaryFile) -> None:
        self._of = of
        self._line = b""

    def __more__(self) -> bool:
        self._line = self._of._line()
        return len(self._line) > 0

    def __next__(self) -> Bytes:
        return self._line


def open_bytes(
    file: object,
    mode: Str = "r",
    buffering: int = -1,
    encoding: Str | None = None,
    errors: Str | None = None,
    newline: Str | None = None,
) -> BinaryFile:
    """A file of bytes."""
    return op.python_call(
        file,
        mode,
        buffering,
        encoding,
        errors,
        newline,
        callee="builtins:open",
        result=BinaryFile,
    )


def string_io(initial_value: Str | None = "", newline: Str | None = "\n") -> TextFile:
    return op.python_call(initial_value, newline, callee="io:StringIO", result=TextFile)


def bytes_io(initial_bytes: object = b"") -> BinaryFile:
    return op.python_call(initial_bytes, callee="io:BytesIO", result=BinaryFile)


@builtin(next)
def next_of_file(file: BinaryFile) -> Bytes:
    line = file._line()
    if len(line) == 0:
        raise StopIteration
    return line


@builtin(next)
def next_of_file_or(file: BinaryFile, default: Bytes) -> Bytes:
    line = file._line()
    return default if len(line) == 0 else line


@builtin(str, repr)
def repr_of_file(file: BinaryFile) -> Str:
    return op.python_call(file, callee="builtins:repr", result=Str)


@builtin(io.BufferedReader.closed)
def is_closed(file: BinaryFile) -> bool:
    return op.python_call(file, "closed", callee="builtins:getattr", result=bool)
