"""From a function object to its source text and syntax tree.

What is compiled is the function: the text that is found must compile to the function's own code
(`proof.py`), or it is looked for again, or it is an error. Only the lines of the function are
parsed, not its file (`identity/texts.py`); they are lengthened while they do not parse (a bracket
or a string that closes at the margin). Columns stay those of the file, lines those of the code.
"""

from __future__ import annotations

import ast
import atexit
import os
import types
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ..diagnostics import LIBRARY, CompileError, Diagnostic, Span
from ..identity import search, texts
from ..identity.texts import Text
from . import lambdas, proof
from .exit_arguments import with_parameters
from .matching import without_match
from .own_fields import with_own_fields
from .scope import Scope

Def = ast.FunctionDef


def captured(fn: Any) -> dict[str, Any]:
    """What the variables around a function hold, of those that it reads and that are bound."""
    found = {}
    for name, cell in zip(fn.__code__.co_freevars, fn.__closure__ or ()):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not bound yet
            continue
    return found


class Source:
    """A function's syntax tree and where it stands. `asserts` says whether its code has them."""

    def __init__(self, fn: Any, tree: Def, line_offset: int, text: Text, asserts: bool):
        self.fn, self.tree, self.line_offset = fn, tree, line_offset
        self.text, self.asserts = text, asserts
        self.file: str = fn.__code__.co_filename
        if _is_library(fn):
            self.file = LIBRARY + os.path.basename(self.file)
        self.name: str = fn.__code__.co_name

    def of(self, fn: Any) -> Source:
        """The same for another function of the same code."""
        found = Source(fn, self.tree, self.line_offset, self.text, self.asserts)
        found.__dict__["scope"] = self.scope
        return found

    def inner(self, tree: Def) -> Source:
        """That of a nested function."""
        found = Source(self.fn, tree, self.line_offset, self.text, self.asserts)
        found.name = tree.name
        return found

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.tree)

    def whole(self, before: str | None) -> str:
        """The text of the file, with the function's lines as they were compiled. `before` is what
        functions of the same file have made of it."""
        text = before
        if text is None:
            text = search.whole(self.fn.__code__, self.fn.__globals__)
        lines, own = text.split("\n"), search.decoded(self.text.head, self.text.data).split("\n")
        if own[-1] == "":
            own.pop()
        first = self.fn.__code__.co_firstlineno - 1
        if lines[first : first + len(own)] == own:
            return text
        lines += [""] * (first + len(own) - len(lines))
        lines[first : first + len(own)] = own
        return "\n".join(lines)

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


# The library's for good, of the user's the latest: a program may have any number of functions.
_library: dict[types.CodeType, Source] = {}
_recent: dict[int, tuple[types.CodeType, Source]] = {}  # equal code may differ in annotations
_MOST_RECENT = 16
atexit.register(_recent.clear)  # what it holds would keep users' modules from ending


def source_of(fn: types.FunctionType) -> Source:
    """The source of a Python function. Raises CompileError when there is none, when it is not a
    `def`, or when nothing that is found is the text of this function."""
    code = fn.__code__
    if _is_library(fn):
        found = _library.get(code)
        if found is None:
            found = _library[code] = _read(fn, code)
    elif id(code) in _recent:
        found = _recent[id(code)][1]
    else:
        found = _read(fn, code)
        while len(_recent) >= _MOST_RECENT:
            del _recent[next(iter(_recent))]
        _recent[id(code)] = code, found
    return found if found.fn is fn else found.of(fn)


def _is_library(fn: types.FunctionType) -> bool:
    return str(fn.__module__).startswith("jitscript.library.")


def _read(fn: types.FunctionType, code: types.CodeType) -> Source:
    here = Span(code.co_filename, code.co_firstlineno, 0, function=code.co_name)
    if code.co_name == "<lambda>":
        for made, text in lambdas.found(fn, code):
            return Source(fn, made, 0, text, True)
        _fail(
            "the source of a lambda is not available, or does not match it",
            here,
            "write it as a `def`",
        )
    seen = False
    for text in _candidates(fn, code):
        seen = True
        tree, offset = _parse(text, code)
        if tree is None:
            continue
        level: int | None = 0
        if not _is_library(fn):
            level = proof.level(tree, fn, code)
        if level is not None:
            texts.note(code, text)
            plain = with_parameters(without_match(tree, text.data))
            plain = with_own_fields(plain, fn)
            return Source(fn, plain, offset, text, level < 1)
    if not seen:
        _fail(
            f"the source of `{fn.__qualname__}` is not available ({code.co_filename})",
            Span("", 0),
            "put the function into a file or a notebook cell; text given to `exec`, `eval` or "
            "`python -c` keeps no source",
        )
    if code.co_flags & 0x280:  # a coroutine, or an asynchronous generator
        _fail(
            f"`{fn.__qualname__}` is an async function",
            _async(fn, code) or here,
            "compile the part that computes, in a plain `def`, and await around it",
        )
    _fail(
        f"the source of `{fn.__qualname__}` does not match the function that was imported",
        Span("", 0),
        f"{here} has changed since; import it again",
    )
    raise AssertionError


def _candidates(fn: types.FunctionType, code: types.CodeType) -> Iterator[Text]:
    """What may be the text, each followed by longer ones if it does not parse."""
    scope = fn.__globals__
    tried: set[bytes] = set()
    for text in search.candidates(code, scope):
        if text.data not in tried:
            tried.add(text.data)
            yield text
            if _parsed(text)[0] is None:
                longer = (t for t in search.longer(code, scope, text) if _parsed(t)[0] is not None)
                yield from (t for t in (next(longer, None),) if t is not None)
    if code.co_filename == "<stdin>":
        yield from search.of_prompt(code.co_name)


def _parse(text: Text, code: types.CodeType) -> tuple[Def | None, int]:
    """The `def` that the text is, with its decorators, and what to add to its line numbers for
    those of the code; None when it is none."""
    node, offset = _parsed(text)
    found = node if isinstance(node, ast.FunctionDef) else None
    return found, code.co_firstlineno - 1 + offset


def _parsed(text: Text) -> tuple[ast.stmt | None, int]:
    try:
        written = search.decoded(text.head, text.data)
        inside = written[:1] in (" ", "\t", "\f")
        body: Any = ast.parse(("if 1:\n" if inside else "") + written).body
    except (SyntaxError, ValueError):
        return None, 0
    return (body[0].body[0], -1) if inside else (body[0], 0)


def _async(fn: types.FunctionType, code: types.CodeType) -> Span | None:
    """Where an async function begins."""
    text = texts.text_of(code, fn.__globals__)
    node, offset = _parsed(text) if text is not None else (None, 0)
    if node is None:
        return None
    line = node.lineno + code.co_firstlineno - 1 + offset
    return Span(code.co_filename, line, node.col_offset, function=code.co_name)


def _fail(title: str, span: Span, hint: str) -> None:
    raise CompileError([Diagnostic(title, span, hint=hint)])
