"""What each command of the command line does. Users' mistakes are raised as `UserError`."""

from __future__ import annotations

import ast
import os
import runpy
import sys
import time
import traceback
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any


class UserError(Exception):
    """A mistake of the person at the command line; the message says what to do."""


class Crash(Exception):
    """The user's code raised; its traceback is printed."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


@contextmanager
def users_code() -> Iterator[None]:
    """What the user's code raises is shown as `python file` would show it: without the frames of
    the command line."""
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        traceback.print_exception(type(error), error, _users(error.__traceback__))
        raise Crash(130 if isinstance(error, KeyboardInterrupt) else 1) from None


def _users(frames: TracebackType | None) -> TracebackType | None:
    """A traceback from the first frame of the user's on."""
    while frames is not None and _is_ours(frames.tb_frame.f_code.co_filename):
        frames = frames.tb_next
    return frames


def _is_ours(file: str) -> bool:
    return (
        file == runpy.__file__
        or file.startswith("<frozen ")
        or os.path.dirname(file) == os.path.dirname(__file__)
    )


def compile_file(options: Namespace) -> None:
    """Run SOURCE and save its scripted functions to a module file."""
    from .. import api

    source = Path(options.source)
    if not source.is_file():
        raise UserError(f"no file {str(source)!r}")
    sys.path.insert(0, str(source.parent))
    with users_code():
        module = runpy.run_path(str(source), run_name=source.stem)
    found = {name: value for name, value in module.items() if isinstance(value, api.ScriptFunction)}
    names = options.functions or list(found)
    missing = [name for name in names if name not in found]
    if missing or not names:
        have = ", ".join(found) or "none"
        raise UserError(f"no scripted function {', '.join(missing)} in {source} (it has: {have})")
    output = Path(options.output or source.with_suffix(".jsm"))
    start = time.perf_counter()
    try:
        api.save(output, *(found[name] for name in names))
    except api.CompileError as error:
        raise UserError(str(error)) from None
    took = time.perf_counter() - start
    print(f"{output}: {', '.join(names)} ({output.stat().st_size:,} bytes, {took:.2f} s)")


def inspect_file(options: Namespace) -> None:
    """Print what a module file holds."""
    from ..runtime import ArchiveError
    from ..runtime.archive import read

    try:
        archive = read(options.module)
    except (ArchiveError, OSError) as error:
        raise UserError(_unreadable(options.module, error)) from None
    if options.ir:
        print(archive.text("module.ir"))
        return
    if options.header:
        print(archive.text("module.h"))
        return
    print(archive.describe())


def _unreadable(path: str, error: Exception) -> str:
    """Why a module file could not be opened."""
    if isinstance(error, OSError):
        return str(error)
    if path.endswith(".py"):
        return f"{path} is Python source; make a module file of it: jitscript compile {path}"
    return f"{path}: {error}"


def run_function(options: Namespace) -> None:
    """Call one function of a module file and print its result."""
    from ..runtime import ArchiveError, load

    try:
        module = load(options.module)
    except (ArchiveError, OSError) as error:
        raise UserError(_unreadable(options.module, error)) from None
    names = [name for name in vars(module) if not name.startswith("__")]
    if options.function not in names:
        raise UserError(
            f"no function {options.function!r} in {options.module} (it has: {', '.join(names)})"
        )
    function = getattr(module, options.function)
    arguments = [_argument(text) for text in options.arguments]
    with users_code():
        result = function(*arguments)
    if options.output:
        import numpy as np

        np.save(options.output, result)
    else:
        print(repr(result))


def _argument(text: str) -> Any:
    """A Python literal, or the array in a .npy file where the text starts with @."""
    if text.startswith("@"):
        import numpy as np

        try:
            return np.load(text[1:], allow_pickle=False)
        except (OSError, ValueError) as error:
            raise UserError(f"cannot read array {text[1:]!r}: {error}") from None
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        raise UserError(
            f"argument {text!r} is no Python literal; write numbers as 3 or 2.5, "
            "tuples as '(1, 2)', strings as \"'text'\", arrays as @FILE.npy"
        ) from None


def cache(options: Namespace) -> None:
    """Show where the cache is and how full, or empty it."""
    from ..runtime import cache as store

    folder = store.folder()
    if folder is None:
        print("the cache is off: JITSCRIPT_CACHE says so, or there is no home for it")
        return
    if options.what == "path":
        print(folder)
        return
    entries = store.entries()
    size = sum(entry.size for entry in entries)
    if options.what == "clear":
        store.clear()
        print(f"removed {len(entries)} entries, {size:,} bytes")
        return
    print(f"{folder}\n{len(entries)} entries, {size:,} bytes")
