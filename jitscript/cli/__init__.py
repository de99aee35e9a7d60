"""The command line: `python -m jitscript {compile,check,inspect,run,cache}`.

    compile  a Python file's scripted functions into a module file
    check    which functions of a Python file compile, and what is wrong with the others
    inspect  what a module file holds: signatures, targets, hashes, IR
    run      one function of a module file, on literals and .npy files
    cache    where compiled code is kept, how much, and how to clear it

Each command is one function; errors a user can cause print one message and exit with 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from . import checking, commands


def main(argv: Sequence[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(argv)
    if options.command is None:
        parser.print_help()
        return 2
    try:
        return int(options.action(options) or 0)
    except commands.UserError as error:
        print(f"jitscript {options.command}: {error}", file=sys.stderr)
        return 1
    except commands.Crash as crash:
        return crash.status
    except BrokenPipeError:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m jitscript", description="Compile annotated Python to native code."
    )
    subs = parser.add_subparsers(dest="command", metavar="{compile,check,inspect,run,cache}")

    compile_ = subs.add_parser("compile", help="compile a file's scripted functions")
    compile_.add_argument("source", help="Python file (its module-level code is run)")
    compile_.add_argument("functions", nargs="*", help="which functions (default: every scripted)")
    compile_.add_argument("-o", "--output", help="module file (default: SOURCE with .jsm)")
    compile_.set_defaults(action=commands.compile_file)

    inspect = subs.add_parser("inspect", help="show what a module file holds")
    inspect.add_argument("module", help="module file (.jsm)")
    inspect.add_argument("--ir", action="store_true", help="print the IR text")
    inspect.add_argument("--header", action="store_true", help="print the C header")
    inspect.set_defaults(action=commands.inspect_file)

    check = subs.add_parser("check", help="say what of a file compiles, and what is wrong")
    check.add_argument("source", help="Python file (it is imported; nothing is compiled)")
    check.add_argument("--json", action="store_true", help="print JSON")
    check.add_argument("--strict", action="store_true", help="ask for all annotations")
    check.set_defaults(action=checking.check)

    run = subs.add_parser("run", help="run one function of a module file")
    run.add_argument("module", help="module file (.jsm)")
    run.add_argument("function", help="name of the function")
    run.add_argument(
        "arguments", nargs="*", help="Python literals (3, 2.5, (1, 2)) or @FILE.npy for an array"
    )
    run.add_argument("-o", "--output", help="write an array result to this .npy file")
    run.set_defaults(action=commands.run_function)

    cache = subs.add_parser("cache", help="show or clear the cache of compiled code")
    cache.add_argument("what", nargs="?", choices=("info", "clear", "path"), default="info")
    cache.set_defaults(action=commands.cache)
    return parser
