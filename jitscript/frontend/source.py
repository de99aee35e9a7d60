"""From a function object to its source text and syntax tree.

Only the lines of the function are parsed, not its file: the block that starts at the code
object's first line is cut by indentation, and lengthened while it does not parse (a bracket or a
string that continues at the margin). Columns stay those of the file.
"""

from __future__ import annotations

import ast
import linecache
import os
import sys
import types
from typing import Any

from ..diagnostics import LIBRARY, CompileError, Diagnostic, Span

Def = ast.FunctionDef


class Source:
    """A function's syntax tree and where it stands."""

    __slots__ = ("file", "fn", "line_offset", "name", "text", "tree")

    def __init__(self, fn: Any, tree: Def, line_offset: int, text: str):
        self.fn, self.tree, self.line_offset, self.text = fn, tree, line_offset, text
        self.file: str = fn.__code__.co_filename
        if _is_library(fn):
            self.file = LIBRARY + os.path.basename(self.file)
        self.name: str = fn.__code__.co_name

    def span(self, node: Any) -> Span:
        """The place of a syntax node in the user's file."""
        offset = self.line_offset
        return Span(
            self.file,
            node.lineno + offset,
            node.col_offset,
            node.end_lineno + offset,
            node.end_col_offset,
            self.name,
        )

    def head(self) -> Span:
        """The place of `def name`, without decorators and body."""
        node = self.tree
        line = node.lineno + self.line_offset
        end = node.col_offset + len("def ") + len(node.name)
        return Span(self.file, line, node.col_offset, line, end, self.name)


_cache: dict[int, tuple[types.CodeType, Source]] = {}  # equal code may differ in annotations


def source_of(fn: types.FunctionType) -> Source:
    """The source of a Python function. Raises CompileError when there is none, when it is not a
    `def`, or when the file no longer holds the code that was imported."""
    code = fn.__code__
    _, found = _cache.get(id(code), (code, None))
    if found is None:
        found = _read(fn, code)
        _cache[id(code)] = code, found
    if found.fn is not fn:
        found = Source(fn, found.tree, found.line_offset, found.text)
    return found


def _is_library(fn: types.FunctionType) -> bool:
    return str(fn.__module__).startswith("jitscript.library.")


def _read(fn: types.FunctionType, code: types.CodeType) -> Source:
    here = Span(code.co_filename, code.co_firstlineno, 0, function=code.co_name)
    if code.co_name == "<lambda>":
        _fail(
            "a lambda cannot be compiled: it has no room for annotations",
            here,
            "write it as a `def` with annotated parameters",
        )
    if hasattr(fn, "__wrapped__") and fn.__name__ != code.co_name:
        _fail(
            f"`{fn.__qualname__}` is what another decorator made (`{code.co_name}`)",
            here,
            "put `@script` directly above the `def`, below other decorators",
        )
    lines = linecache.getlines(code.co_filename, fn.__globals__) or _typed(code)
    if not lines:
        _fail(
            f"the source of `{fn.__qualname__}` is not available ({code.co_filename})",
            Span("", 0),
            "put the function into a file or a notebook cell; text given to `exec`, `eval` or "
            "`python -c` keeps no source",
        )
    first = code.co_firstlineno - 1
    if first >= len(lines):
        _stale(fn, here)
    tree, offset = _parse(lines, first)
    if tree is None:
        if code.co_flags & 0x280:  # a coroutine, or an asynchronous generator
            heads = (i for i in range(first, len(lines)) if lines[i].lstrip().startswith("async"))
            line = next(heads, first)
            _fail(
                f"`{fn.__qualname__}` is an async function",
                Span(code.co_filename, line + 1, _indent(lines[line]), function=code.co_name),
                "compile the part that computes, in a plain `def`, and await around it",
            )
        _stale(fn, here)
    assert tree is not None
    if not _is_library(fn) and not _matches(tree, code):
        _stale(fn, here)
    return Source(fn, tree, offset, "".join(lines))


def _typed(code: types.CodeType) -> list[str]:
    """The lines of a function that was typed at the prompt, where lines count from the statement.
    Before Python 3.13 only the history of the prompt has them."""
    readline: Any = sys.modules.get("readline")
    if code.co_filename != "<stdin>" or readline is None or not hasattr(sys, "ps1"):
        return []
    count = readline.get_current_history_length()
    lines = [f"{readline.get_history_item(i)}\n" for i in range(max(count - 999, 1), count + 1)]
    for start in range(len(lines) - 1, -1, -1):
        if lines[start].startswith(f"def {code.co_name}("):
            while start and lines[start - 1].startswith("@"):
                start -= 1
            tree, _ = _parse(lines, start)
            if tree is not None and _matches(tree, code):
                return lines[start:]
    return []


def _parse(lines: list[str], first: int) -> tuple[Def | None, int]:
    """The `def` that begins (with its decorators) at line index `first`, and what to add to its
    line numbers; None when no function stands there."""
    base = _indent(lines[first])
    head = "if 1:\n" if base else ""
    offset = first - 1 if base else first
    end = first + 1
    while end <= len(lines):
        while end < len(lines) and not _at_margin(lines[end], base):
            end += 1
        try:
            body: Any = ast.parse(head + "".join(lines[first:end])).body
        except (SyntaxError, ValueError):
            end += 1
            continue
        node = body[0].body[0] if base else body[0]
        return (node if isinstance(node, ast.FunctionDef) else None), offset
    return None, offset


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t\f"))


def _at_margin(line: str, base: int) -> bool:
    text = line.lstrip(" \t\f\r\n")
    return bool(text) and not text.startswith("#") and _indent(line) <= base


def _matches(tree: Def, code: types.CodeType) -> bool:
    """Whether the syntax tree is of this code: its name, parameters and the names it uses."""
    args = tree.args
    names = [a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
    if tree.name != code.co_name:
        return False
    if len(names) != code.co_argcount + code.co_kwonlyargcount:
        return False
    stripped = [_unmangled(n) for n in code.co_varnames[: len(names)]]
    if [_unmangled(n) for n in names] != stripped:
        return False
    if any(n.startswith("@py") for n in (*code.co_names, *code.co_varnames)):
        return True  # pytest has rewritten the assertions
    used = {_unmangled(n) for n in (*code.co_names, *code.co_varnames)}
    seen: set[str] = set(names)
    for node in ast.walk(tree):
        for field in ("id", "attr", "arg", "name"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                seen.update(name.split("."))
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            seen.update((getattr(node, "module", None) or "").split("."))
            seen.add(getattr(node, "module", None) or "")
            seen.update(a.asname or a.name for a in node.names)
            seen.update(a.name for a in node.names)
    return all(n in seen or n.startswith(".") or n in _IMPLICIT for n in used)


# What CPython's compiler uses of its own: `join` for long f-strings.
_IMPLICIT = {"AssertionError", "__class__", "__annotations__", "join"}


def _unmangled(name: str) -> str:
    """A private name without the class prefix that the compiler puts before it."""
    if name.startswith("_") and not name.startswith("__"):
        at = name.find("__", 1)
        if at > 0 and not name.endswith("__"):
            return name[at:]
    return name


def _stale(fn: types.FunctionType, here: Span) -> None:
    _fail(
        f"the source of `{fn.__qualname__}` does not match the function that was imported",
        Span("", 0),
        f"{here} has changed since; import it again",
    )


def _fail(title: str, span: Span, hint: str) -> None:
    raise CompileError([Diagnostic(title, span, hint=hint)])
