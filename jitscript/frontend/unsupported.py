"""What the language does not have, by name, and what to write instead (a table of
`docs/language.md`, which a test compares)."""

from __future__ import annotations

import ast
import builtins
import types as pytypes
from typing import Any, NoReturn

from ..diagnostics import Span
from . import services, user_classes
from .lowering import Lowering

STATEMENTS: dict[str, tuple[str, str]] = {
    "AsyncFunctionDef": ("`async def`", "compile the part that computes, in a plain `def`"),
    "ClassDef": ("a class inside a function", "write it beside the function, in the module"),
    "AsyncWith": ("`async with`", "do it in the Python code around the compiled function"),
    "AsyncFor": ("`async for`", "do it in the Python code around the compiled function"),
    "TryStar": ("`except*`", "catch with `except`; groups of exceptions stay in Python"),
    "TypeAlias": ("a `type` statement inside a function", "write it at module level"),
}

EXPRESSIONS: dict[str, tuple[str, str]] = {
    "Await": ("`await`", "compile the part that computes, in a plain `def`"),
    "Starred": ("`*` here", "name the elements"),
    "TemplateStr": ("a template string", "write an f-string"),
}


@services.statement(ast.stmt)
def statement(f: Lowering, s: ast.stmt) -> NoReturn:
    name = type(s).__name__
    what, hint = STATEMENTS.get(name, (f"the statement {name}", ""))
    f.fail(f"{what} is not supported", f.span(s), hint=hint)


@services.expression(ast.expr)
def expression(f: Lowering, node: ast.expr) -> NoReturn:
    name = type(node).__name__
    what, hint = EXPRESSIONS.get(name, (f"the expression {name}", ""))
    f.fail(f"{what} is not supported", f.span(node), hint=hint)


def function(f: Lowering, obj: Any, span: Span) -> NoReturn:
    """A call of something that is neither the user's nor in the library."""
    name = _written(f, obj)
    if isinstance(obj, type) and issubclass(obj, BaseException):
        f.fail("an exception can only be raised", span, hint=f"write `raise {name}(…)`")
    hint = "pass its result in, or call it in a function of yours marked with `js.python`"
    if obj is tuple:
        hint = "a tuple has as many elements as are written: name them, or keep the list"
    elif obj is vars(object)["__setattr__"]:
        hint = 'in __init__ and __post_init__ write object.__setattr__(self, "x", …), else o.x = …'
    elif obj is id:
        hint = "keep the instances, in a set or as keys: without an __eq__ they go by identity"
    elif obj is vars:
        hint = "name the attributes, or write dataclasses.asdict(x) of a dataclass"
    elif any(obj is special for special in vars(object).values()):
        hint = "write the operator or the builtin, as x != y for x.__ne__(y)"
    elif obj is type:
        hint = "write isinstance(x, int) to test for a type"
    elif isinstance(obj, type) and obj.__name__ in _WRITTEN:
        hint = _WRITTEN[obj.__name__]
    elif isinstance(obj, type) and user_classes.is_by_statement(obj):
        hint = "use tuples or arrays"
    elif (getattr(obj, "__module__", None) or "").startswith("numpy"):
        hint = instead(getattr(obj, "__name__", ""))
    f.fail(f"`{name}` is not supported", span, hint=hint)


def instead(name: str) -> str:
    """What to write instead of a function or method of NumPy."""
    if name in ("sum", "min", "max", "any", "all"):
        return f"write {name}(x) of one dimension, or the loop"
    if name in ("array", "asarray"):
        return "make it with np.zeros or np.empty, and assign the elements"
    if name in ("datetime64", "timedelta64"):
        return "pass dates as int64: dates.view(np.int64)"
    if name in _WRITTEN:
        return _WRITTEN[name]
    if name in _FILES:
        return "call it in a function of yours marked with `js.python`, with the result's type"
    return "write the loop, or call it in the Python code around the compiled function"


_WRITTEN = {
    "nditer": "go through `a.flat`, or write np.ndenumerate(a)",
    "poly1d": "keep the coefficients: np.polyval(c, x), np.polyder(c), np.polymul(c, d)",
    "Polynomial": "keep the coefficients: np.polynomial.polynomial.polyval(x, c), polyfit, polyder",
    "fit": "keep the coefficients: np.polynomial.polynomial.polyfit(x, y, k) and polyval(x, c)",
}
_FILES = (
    "load",
    "loadtxt",
    "genfromtxt",
    "fromfile",
    "save",
    "savetxt",
    "savez",
    "savez_compressed",
)


def _written(f: Lowering, obj: Any) -> str:
    """The name of a global object as the user's module has it: `random.random`, `np.sum`."""
    name = getattr(obj, "__name__", None) or repr(obj)
    known: dict[str, Any] = f.signature.fn.__globals__
    for word, value in [*known.items(), *vars(builtins).items()]:
        if value is obj:
            return word
    modules = _modules(known)
    for prefix, module in modules:
        if getattr(module, name, None) is obj:
            return f"{prefix}.{name}"
    for prefix, module in modules:
        for inner, part in _modules(vars(module)):
            if getattr(part, name, None) == obj:
                return f"{prefix}.{inner}.{name}"
    return str(getattr(obj, "__qualname__", name))


def _modules(scope: dict[str, Any]) -> list[tuple[str, pytypes.ModuleType]]:
    """The modules that public names of a scope denote."""
    return [
        (name, value)
        for name, value in scope.items()
        if isinstance(value, pytypes.ModuleType) and not name.startswith("_")
    ]
