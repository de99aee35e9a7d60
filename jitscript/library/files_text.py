"""Text files: Python's own objects, which Python is asked to read and write (see
`runtime/files.py`), and `input`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import io

from .containers_list import List
from .containers_str import Str
from .intrinsics import Buffer, op, pyobj, u8
from .registry import builtin

IS_FILE = "jitscript.runtime.files:is_text_file"


@builtin(io.TextIOWrapper)
class TextFile:
    _held: Buffer[u8]

    @staticmethod
    def __from_python__(source: pyobj) -> TextFile:
        if not op.python_call(source, callee=IS_FILE, result=bool):
            op.py_unbox(source, result=bool)  # one of them does not fit, which is what is said then
            op.py_unbox(source, result=None)
        return op.object_new(op.py_hold(source), result=TextFile)

    def __to_python__(self) -> pyobj:
        return op.py_held(self._held)

    def __same_python__(self, object: pyobj) -> bool:
        return op.py_same(op.py_held(self._held), object)

    def __enter__(self) -> TextFile:
        op.python_call(self, callee="jitscript.runtime.files:enter", result=None)
        return self

    def __exit__(self, kind: object, value: object, traceback: object) -> None:
        op.python_call(self, callee="jitscript.runtime.files:close", result=None)

    def read(self, size: int | None = -1) -> Str:
        return op.python_call(self, size, callee="jitscript.runtime.files:read", result=Str)

    def readline(self, size: int = -1) -> Str:
        return op.python_call(self, size, callee="jitscript.runtime.files:readline", result=Str)

    def readlines(self, hint: int = -1) -> List[Str]:
        return op.python_call(
            self, hint, callee="jitscript.runtime.files:readlines", result=List[Str]
        )

    def write(self, s: Str) -> int:
        return op.python_call(self, s, callee="jitscript.runtime.files:write", result=int)

    def writelines(self, lines: object) -> None:
        for line in lines:
            self.write(line)

    def close(self) -> None:
        op.python_call(self, callee="jitscript.runtime.files:close", result=None)

    def flush(self) -> None:
        op.python_call(self, callee="jitscript.runtime.files:flush", result=None)

    def seek(self, cookie: int, whence: int = 0) -> int:
        return op.python_call(
            self, cookie, whence, callee="jitscript.runtime.files:seek", result=int
        )

    def tell(self) -> int:
        return op.python_call(self, callee="jitscript.runtime.files:tell", result=int)

    def truncate(self, pos: int | None = None) -> int:
        return op.python_call(self, pos, callee="jitscript.runtime.files:truncate", result=int)

    def getvalue(self) -> Str:
        return op.python_call(self, callee="jitscript.runtime.files:getvalue", result=Str)

    def _line(self) -> Str:
        """The next one, or an empty text: no line is."""
        return op.python_call(self, "", callee="builtins:next", result=Str)

    def __iter__(self) -> TextLines:
        return TextLines(self)


class TextLines:
    _of: TextFile
    _line: Str

    def __init__(self, of: TextFile) -> None:
        self._of = of
        self._line = ""

    def __more__(self) -> bool:
        self._line = self._of._line()
        return len(self._line) > 0

    def __next__(self) -> Str:
        return self._line


def open_text(
    file: object,
    mode: Str = "r",
    buffering: int = -1,
    encoding: Str | None = None,
    errors: Str | None = None,
    newline: Str | None = None,
) -> TextFile:
    """A text file; binary modes raise ValueError."""
    return op.python_call(
        file,
        mode,
        buffering,
        encoding,
        errors,
        newline,
        callee="jitscript.runtime.files:open_text",
        result=TextFile,
    )


def standard(name: Str) -> TextFile:
    """`sys.stdin` and its like, as they are now."""
    return op.python_call(name, callee="jitscript.runtime.files:standard", result=TextFile)


@builtin(next)
def next_of_file(file: TextFile) -> Str:
    line = file._line()
    if len(line) == 0:
        raise StopIteration
    return line


@builtin(next)
def next_of_file_or(file: TextFile, default: Str) -> Str:
    line = file._line()
    return default if len(line) == 0 else line


@builtin(input)
def input_(prompt: Str = "") -> Str:
    return op.python_call(prompt, callee="builtins:input", result=Str)


@builtin(print)
def print_to_file(
    *values: object,
    file: TextFile | None,
    sep: Str = " ",
    end: Str = "\n",
    flush: bool = False,
) -> None:
    parts = List[Str]()
    for value in values:
        parts.append(str(value))
    if file is None:
        print(sep.join(parts) + end, end="")
        if flush:
            print(end="", flush=True)
        return
    for i in range(len(parts)):
        if i > 0:
            file.write(sep)
        file.write(parts[i])
    file.write(end)
    if flush:
        file.flush()


@builtin(str, repr)
def repr_of_file(file: TextFile) -> Str:
    return op.python_call(file, callee="builtins:repr", result=Str)


@builtin(io.TextIOWrapper.closed)
def is_closed(file: TextFile) -> bool:
    return op.python_call(file, "closed", callee="builtins:getattr", result=bool)
