"""What each command of the command line does. Users' mistakes are raised as `UserError`."""

from __future__ import annotations

import ast
import runpy
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any


class UserError(Exception):
    """A mistake of the person at the command line; the message says what to do."""


def compile_file(options: Namespace) -> None:
    """Run SOURCE and save its scripted functions to a module file."""
    from .. import api

    source = Path(options.source)
    if not source.is_file():
        raise UserError(f"no file {str(source)!r}")
    sys.path.insert(0, str(source.parent))
    found = {
        name: value
        for name, value in runpy.run_path(str(source), run_name=source.stem).items()
        if isinstance(value, api.ScriptFunction)
    }
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
        raise UserError(str(error)) from None
    if options.ir:
        print(archive.text("module.ir"))
        return
    if options.header:
        print(archive.text("module.h"))
        return
    print(archive.describe())


def run_function(options: Namespace) -> None:
    """Call one function of a module file and print its result."""
    from ..runtime import ArchiveError, load

    try:
        module = load(options.module)
    except (ArchiveError, OSError) as error:
        raise UserError(str(error)) from None
    function = getattr(module, options.function, None)
    if function is None:
        raise UserError(f"no function {options.function!r} in {options.module}")
    result = function(*(_argument(text) for text in options.arguments))
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
