"""Whether a syntax tree is that of a function: compiled by CPython, it must give the function's own
code, nested functions included. Only places may differ.

A function is compiled as it stands: in a class if it names private attributes or `super`, within a
function if it has free variables, in a module that imports the same names (a call of an attribute
of theirs has other code), with the same `__future__` features. Annotations and defaults of its head
are no part of its code; the function object has them.

Where pytest has rewritten the assertions of a module, they are rewritten here as well, by pytest.
Other tools that change functions as they are imported leave functions of which nobody can say what
text they have: an error.
"""

from __future__ import annotations

import ast
import copy
import keyword
import sys
import types
import warnings
from collections.abc import Iterator
from typing import Any

_FUTURE = 0x1FE0000  # the flags of `__future__` features in a code's flags
_NESTED = 0x10  # whether there is a function around it
_OPTIMIZED = 0x1  # of functions: names have numbers


def level(
    tree: ast.FunctionDef | ast.Expr, fn: types.FunctionType, code: types.CodeType
) -> int | None:
    """The level of optimisation (as of `python -O`) at which `tree`, a `def` or a lambda, compiles
    to `code`; None if it is another function."""
    if _name(tree) != code.co_name or code.co_flags & 0x280:
        return None
    wanted = _shape(code)
    own = min(sys.flags.optimize, 2)
    for imported in _imports(fn, code):
        for optimize in (own, *(n for n in (0, 1, 2) if n != own)):
            made = _compiled(tree, fn, code, imported, optimize)
            if made is not None and _shape(made) == wanted:
                return optimize
    return None


def _name(tree: ast.FunctionDef | ast.Expr) -> str:
    return tree.name if isinstance(tree, ast.FunctionDef) else "<lambda>"


def _imports(fn: types.FunctionType, code: types.CodeType) -> Iterator[list[str]]:
    """What the module may import of the names in its function's code: those that denote modules,
    which is nearly always right; all those of which no attribute is called as a method is."""
    names = [n for n in _names(code) if n.isidentifier()]  # pytest's own begin with an @
    first = [n for n in names if isinstance(fn.__globals__.get(n), types.ModuleType)]
    yield first
    methods = set(_called_as_methods(code))
    second = [n for n in names if n not in methods]
    if second != first:
        yield second


def _names(code: types.CodeType) -> list[str]:
    inner = [n for c in code.co_consts if isinstance(c, types.CodeType) for n in _names(c)]
    return sorted({*code.co_names, *code.co_varnames, *code.co_freevars, *code.co_cellvars, *inner})


def _called_as_methods(code: types.CodeType) -> Iterator[str]:
    """The names of which the code calls an attribute by the instruction for methods."""
    import dis

    name = ""
    for op in dis.get_instructions(code):
        if op.opname == "LOAD_METHOD" or "NULL|self" in op.argrepr:
            yield name
        name = op.argval if op.opname.startswith("LOAD_") and isinstance(op.argval, str) else ""
        if isinstance(op.argval, tuple) and op.opname != "LOAD_CONST":  # two loads in one
            name = op.argval[-1]
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _called_as_methods(constant)


def _compiled(
    tree: ast.FunctionDef | ast.Expr,
    fn: types.FunctionType,
    code: types.CodeType,
    imported: list[str],
    optimize: int,
) -> types.CodeType | None:
    """The code of `tree` at its place, as far as its place matters."""
    inner: ast.stmt = copy.copy(tree)
    if isinstance(inner, ast.FunctionDef):
        inner.decorator_list = []
    cells = [name for name in code.co_freevars if name != "__class__"]
    if cells:
        inner = _like(f"def outer({', '.join(cells)}): pass", inner)
    around = _class_around(getattr(code, "co_qualname", fn.__qualname__))
    if around is None and "__class__" in code.co_freevars:
        around = "Outer"
    if around is not None:
        inner = _like(f"class {around}: pass", inner)
    module = ast.Module([inner], [])
    if imported:
        names = (n for n in imported if not keyword.iskeyword(n))
        module.body.insert(0, _like(f"import {', '.join(names)}", None))
    if any(name.startswith("@py") for name in (*code.co_names, *code.co_varnames)):
        module = _rewritten(module)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flags = code.co_flags & _FUTURE
            made = compile(module, code.co_filename, "exec", flags, True, optimize=optimize)
    except (SyntaxError, ValueError):
        return None
    depth = bool(cells) + (around is not None)
    return next(_named(made, _name(tree), depth), None)


def _like(text: str, inner: ast.stmt | None) -> Any:
    """A statement, with `inner` as its body."""
    made: Any = ast.parse(text).body[0]
    if inner is not None:
        made.body = [inner]
    return made


def _named(code: types.CodeType, name: str, depth: int) -> Iterator[types.CodeType]:
    """The function of a name, `depth` blocks deep."""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            if constant.co_name.startswith("<generic parameters"):
                yield from _named(constant, name, depth)
            elif depth:
                yield from _named(constant, name, depth - 1)
            elif constant.co_name == name:
                yield constant


def _class_around(qualified: str) -> str | None:
    """The name of the innermost class around a function, from its qualified name."""
    parts = qualified.split(".")[:-1]
    while parts and parts[-1].startswith("<"):  # a comprehension's block has no <locals>
        del parts[-2 if parts[-1] == "<locals>" else -1 :]
    return parts[-1].partition("[")[0] if parts else None  # List[int]


def _rewritten(module: ast.Module) -> ast.Module:
    """The module with assertions as pytest has them."""
    rewrite: Any = sys.modules.get("_pytest.assertion.rewrite")
    if rewrite is None:
        return module
    module = copy.deepcopy(module)
    rewrite.rewrite_asserts(module, ast.unparse(module).encode())
    return module


def _shape(code: types.CodeType) -> tuple[Any, ...]:
    """All of a code object but its places."""
    return (
        code.co_name,
        code.co_argcount,
        code.co_posonlyargcount,
        code.co_kwonlyargcount,
        code.co_flags & ~_NESTED,
        code.co_code,
        code.co_names,
        code.co_varnames,
        code.co_freevars,
        code.co_cellvars,
        getattr(code, "co_exceptiontable", b""),
        tuple(_constant(_placeless(c, code)) for c in code.co_consts),
    )


def _placeless(value: Any, code: types.CodeType) -> Any:
    """A constant of code; of the body of a class, the class's name and line say where it stands,
    and so do the qualified names of functions within before CPython 3.11."""
    if isinstance(value, str) and ".<locals>." in value and sys.version_info < (3, 11):
        inner = value.rpartition(".")[2]
        if any(isinstance(c, types.CodeType) and c.co_name == inner for c in code.co_consts):
            return inner
    if "__qualname__" in code.co_names and not code.co_flags & _OPTIMIZED:
        if isinstance(value, str) and value.rpartition(".")[2] == code.co_name:
            return code.co_name
        if type(value) is int and "__firstlineno__" in code.co_names:
            return "first line" if value == code.co_firstlineno else value
    return value


def _constant(value: Any) -> Any:
    """A constant such that equal ones are the same: 1 is not True, 0.0 not -0.0."""
    if isinstance(value, types.CodeType):
        return _shape(value)
    if isinstance(value, tuple):
        return "tuple", tuple(map(_constant, value))
    if isinstance(value, frozenset):
        return "frozenset", frozenset(map(_constant, value))
    return type(value).__name__, repr(value) if isinstance(value, (float, complex)) else value
