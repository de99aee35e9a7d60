"""What the language does not have, by name, and what to write instead (a table of
`docs/language.md`, which a test compares)."""

from __future__ import annotations

import ast
from typing import NoReturn

from .lowering import Lowering

STATEMENTS: dict[str, tuple[str, str]] = {
    "FunctionDef": ("a function inside a function", "move it to module level"),
    "AsyncFunctionDef": ("`async def`", "compile the part that computes, in a plain `def`"),
    "ClassDef": ("a class inside a function", "use tuples or arrays"),
    "Delete": (
        "`del` of a variable",
        "leave the variable; its memory is freed when it is no longer used",
    ),
    "With": ("`with`", "do it in the Python code around the compiled function"),
    "AsyncWith": ("`async with`", "do it in the Python code around the compiled function"),
    "AsyncFor": ("`async for`", "do it in the Python code around the compiled function"),
    "Try": ("`try`", "test for the bad case with `if` before it happens"),
    "TryStar": ("`try`", "test for the bad case with `if` before it happens"),
    "Match": ("`match`", "write `if` / `elif`"),
    "Global": ("`global`", "return the new value; globals are constants in compiled code"),
    "Nonlocal": ("`nonlocal`", "return the new value; captured variables are constants"),
    "Import": ("`import` inside a function", "import at the top of the module"),
    "ImportFrom": ("`import` inside a function", "import at the top of the module"),
    "TypeAlias": ("a `type` statement inside a function", "write it at module level"),
}

EXPRESSIONS: dict[str, tuple[str, str]] = {
    "Lambda": ("`lambda`", "write a `def` with annotations at module level"),
    "Dict": ("a dict", "use tuples, or two arrays for keys and values"),
    "Set": ("a set", "use an array of flags, or a list"),
    "SetComp": ("a set comprehension", "use a list comprehension"),
    "DictComp": ("a dict comprehension", "use a list comprehension"),
    "GeneratorExp": ("a generator expression", "write a list comprehension, or a loop"),
    "Await": ("`await`", "compile the part that computes, in a plain `def`"),
    "Yield": ("`yield`", "collect the values in a list or an array and return it"),
    "YieldFrom": ("`yield from`", "collect the values in a list or an array and return it"),
    "Starred": ("`*` here", "name the elements"),
    "TemplateStr": ("a template string", "write an f-string"),
}


def statement(f: Lowering, s: ast.stmt) -> NoReturn:
    name = type(s).__name__
    what, hint = STATEMENTS.get(name, (f"the statement {name}", ""))
    f.fail(f"{what} is not supported", f.span(s), hint=hint)


def expression(f: Lowering, node: ast.expr) -> NoReturn:
    name = type(node).__name__
    what, hint = EXPRESSIONS.get(name, (f"the expression {name}", ""))
    f.fail(f"{what} is not supported", f.span(node), hint=hint)
