"""Numbers for exceptions, so that a handler's test of a class is two comparisons.

The classes are numbered as they stand in the tree: a class and its subclasses have the numbers
from its own on. Numbers are compared within a program only.

In the place of a number above `BUILTIN`, for a user's class, is the address of what a handler asks
of it: the number of the builtin class that it is derived from, how many users' classes it is of,
and a hash of the name of each.
"""

from __future__ import annotations

import builtins
import functools
import re
from collections.abc import Sequence
from typing import Any

from ..runtime import abi

_TREE = """
BaseException(BaseExceptionGroup Exception(ArithmeticError(FloatingPointError OverflowError
ZeroDivisionError) AssertionError AttributeError BufferError EOFError ExceptionGroup
ImportError(ModuleNotFoundError) LookupError(IndexError KeyError) MemoryError
NameError(UnboundLocalError) OSError(BlockingIOError ChildProcessError
ConnectionError(BrokenPipeError ConnectionAbortedError ConnectionRefusedError
ConnectionResetError) FileExistsError FileNotFoundError InterruptedError IsADirectoryError
NotADirectoryError PermissionError ProcessLookupError TimeoutError) ReferenceError
RuntimeError(NotImplementedError PythonFinalizationError RecursionError) StopAsyncIteration
StopIteration SyntaxError(IndentationError(TabError)) SystemError TypeError
ValueError(UnicodeError(UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError))
Warning(BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning
PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning
UserWarning)) GeneratorExit KeyboardInterrupt SystemExit)
"""
BUILTIN = 1 << 16  # all numbers are below
NOBODYS = BUILTIN - 1  # of an error that is of no class that a handler names
PENDING = -1  # the number of an error for which a Python exception is set
_ALIASES = {abi.ARRAY_MEMORY: "MemoryError", "IOError": "OSError", "EnvironmentError": "OSError"}


@functools.cache
def _numbers() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    around: list[str] = []
    name = ""
    for part in re.findall(r"\w+|[()]", _TREE):
        if part == "(":
            around.append(name)
        elif part == ")":
            outer = around.pop()
            found[outer] = found[outer][0], len(found) - 1
        else:
            name = part
            found[name] = len(found), len(found)
    return found


def numbers(name: str) -> tuple[int, int]:
    """The number of a class, and the last one of its subclasses'. One that is not in the tree
    counts as the class that it is derived from."""
    if name == abi.NO_PYTHON:
        return NOBODYS, NOBODYS
    name = _ALIASES.get(name, name)
    known = _numbers()
    if name not in known:
        kind = getattr(builtins, name, Exception)
        name = next(c.__name__ for c in kind.__mro__ if c.__name__ in known)
        return known[name][0], known[name][0]
    return known[name]


def own_classes(name: str) -> tuple[list[str], str]:
    """The users' classes that the exception of this name is of, its own first, and the builtin one
    that they are derived from."""
    *own, builtin = name.split("|")
    return own, builtin


def made_of(error: str, kinds: Sequence[Any]) -> int:
    """What stands for exceptions of a class that are made of arguments of these kinds."""
    return hashed(f"{error}({' '.join(map(str, kinds))})")


def hashed(own: str) -> int:
    """What stands for a user's class: `module:name`."""
    import hashlib  # which loads OpenSSL

    digest = hashlib.blake2b(own.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
