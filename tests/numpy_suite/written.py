"""An expression of a test as a function of the arrays and numbers that it reads."""

from __future__ import annotations

import ast
import builtins
import types
from typing import Any

import numpy as np

SHORT = {
    **{np.dtype(f"{k}{n // 8}").type: f"{k}{n}" for k in "iu" for n in (8, 16, 32, 64)},
    np.float16: "f16",
    np.float32: "f32",
    np.float64: "f64",
    np.complex64: "c64",
    np.complex128: "c128",
    np.bool_: "b1",
}
PLACES = {"np": np, "np.linalg": np.linalg, "np.random": np.random, "np.fft": np.fft}
NAMES = {
    id(getattr(place, name)): f"{word}.{name}"
    for word, place in reversed(PLACES.items())
    for name in place.__all__
    if callable(getattr(place, name))
}
KEPT = [getattr(place, name) for place in PLACES.values() for name in place.__all__]
NAMES.update({id(np.random.RandomState): "", id(np.random.Generator): ""})


class Unfit(Exception):
    """No annotation or constant stands for a value, or no syntax for an expression."""


def annotation(value: Any) -> str:
    """The annotation of a value that is a parameter, or ""."""
    if type(value) is np.ndarray and value.dtype.isnative and value.ndim <= 5:
        short = SHORT.get(value.dtype.type)
        if short is not None and value.dtype.num == np.dtype(value.dtype.type).num:
            return f"Array{value.ndim}[{short}]"
    if type(value) is np.random.Generator:
        return "np.random.Generator"
    return f"np.{type(value).__name__}" if type(value) in SHORT else ""


class Writer:
    """Writes an expression; `given` are the arguments of the function that it is the body of."""

    def __init__(self, known: dict[str, Any]):
        self.known = known
        self.given: list[Any] = []
        self.kinds: list[str] = []
        self.by_id: dict[int, str] = {}

    def leaf(self, value: Any) -> str:
        """A value that is there before the expression is computed."""
        kind = annotation(value)
        if kind:
            if id(value) not in self.by_id:
                self.by_id[id(value)] = f"a{len(self.given)}"
                self.given.append(value)
                self.kinds.append(kind)
            return self.by_id[id(value)]
        if value is None or value is Ellipsis or type(value) in (bool, int, str):
            return "..." if value is Ellipsis else repr(value)
        if type(value) is float:
            special = {"nan": "np.nan", "inf": "np.inf", "-inf": "-np.inf"}
            return special.get(repr(value), repr(value))
        if type(value) is complex and np.isfinite(value):  # `-1j` would have a real part of -0.0
            return f"complex({value.real!r}, {value.imag!r})"
        if type(value) in (tuple, list) and len(value) < 60:
            inner = ", ".join(map(self.leaf, value))
            return f"[{inner}]" if type(value) is list else f"({inner}{',' * (len(value) == 1)})"
        if isinstance(value, np.dtype):
            if value.isnative and value.type in SHORT:
                return f'np.dtype("{value.name}")'
            raise Unfit
        if isinstance(value, type):
            if value in SHORT:
                return f"np.{value.__name__}"
            if value in (int, float, bool, complex, list, tuple):
                return value.__name__
        name = NAMES.get(id(value))
        if name and callable(value):
            return name
        raise Unfit

    def static(self, node: ast.AST) -> tuple[Any] | None:
        """The value of a name or of an attribute of a module or an object, if it is no array."""
        if isinstance(node, ast.Name):
            if node.id in self.known:
                return (self.known[node.id],)
            return (getattr(builtins, node.id),) if hasattr(builtins, node.id) else None
        if isinstance(node, ast.Attribute):
            held = self.static(node.value)
            if held is None or annotation(held[0]):
                return None
            if isinstance(held[0], (int, float, complex, str, list, tuple)):
                return None
            if not hasattr(held[0], node.attr):
                raise Unfit
            return (getattr(held[0], node.attr),)
        return None

    def expression(self, node: ast.AST) -> str:
        held = self.static(node)
        if held is not None:
            value = held[0]
            if isinstance(node, ast.Attribute) and isinstance(self.static(node.value), tuple):
                owner = self.static(node.value)
                if owner and isinstance(owner[0], types.ModuleType) and value in (
                    np.pi, np.e, np.inf, np.nan
                ):  # fmt: skip
                    return f"np.{node.attr}"
            if isinstance(node, ast.Name) and getattr(builtins, node.id, None) is value:
                return node.id
            if isinstance(node, ast.Attribute) and value is None:
                return "np.newaxis"
            return self.leaf(value)
        match node:
            case ast.Constant():
                return "..." if node.value is Ellipsis else repr(node.value)
            case ast.Attribute():
                return f"{self.operand(node.value)}.{node.attr}"
            case ast.Call():
                args = [self.expression(a) for a in node.args]
                words = [f"{k.arg}={self.expression(k.value)}" for k in node.keywords]
                return f"{self.expression(node.func)}({', '.join([*args, *words])})"
            case ast.Subscript():
                return f"{self.operand(node.value)}[{self.index(node.slice)}]"
            case ast.BinOp():
                made = ast.BinOp(ast.Name("x"), node.op, ast.Name("y"))
                sign = ast.unparse(made)[2:-2]
                return f"({self.expression(node.left)} {sign} {self.expression(node.right)})"
            case ast.UnaryOp():
                sign = ast.unparse(ast.UnaryOp(node.op, ast.Name("x")))[:-1]
                return f"({sign}{self.expression(node.operand)})"
            case ast.Compare() if len(node.ops) == 1 and not isinstance(
                node.ops[0], (ast.Is, ast.IsNot)
            ):
                right = node.comparators[0]
                sign = ast.unparse(ast.Compare(ast.Name("x"), node.ops, [ast.Name("y")]))[2:-2]
                return f"({self.expression(node.left)} {sign} {self.expression(right)})"
            case ast.Tuple() | ast.List():
                inner = ", ".join(map(self.expression, node.elts))
                if isinstance(node, ast.List):
                    return f"[{inner}]"
                return f"({inner}{',' * (len(node.elts) == 1)})"
        raise Unfit

    def operand(self, node: ast.AST) -> str:
        text = self.expression(node)
        return f"({text})" if text.lstrip("-").isdigit() else text

    def index(self, node: ast.AST) -> str:
        if isinstance(node, ast.Tuple) and node.elts:
            return ", ".join(map(self.one_index, node.elts)) + "," * (len(node.elts) == 1)
        held = self.static(node)
        if held is not None and type(held[0]) is tuple and held[0]:
            return ", ".join(map(self.index_leaf, held[0])) + "," * (len(held[0]) == 1)
        return self.one_index(node)

    def one_index(self, node: ast.AST) -> str:
        if isinstance(node, ast.Slice):
            start, stop = (self.expression(n) if n else "" for n in (node.lower, node.upper))
            step = f":{self.expression(node.step)}" if node.step else ""
            return f"{start}:{stop}{step}"
        held = self.static(node)
        return self.index_leaf(held[0]) if held is not None else self.expression(node)

    def index_leaf(self, value: Any) -> str:
        if type(value) is slice:
            parts = (value.start, value.stop, value.step)
            return ":".join("" if p is None else self.leaf(p) for p in parts)
        return self.leaf(value)

    def statement(self, node: ast.stmt) -> str:
        match node:
            case ast.Expr():
                return f"return {self.expression(node.value)}"
            case ast.Assign():
                return f"{self.expression(node.targets[0])} = {self.expression(node.value)}"
            case ast.AugAssign():
                sign = ast.unparse(ast.BinOp(ast.Name("x"), node.op, ast.Name("y")))[2:-2]
                return f"{self.expression(node.target)} {sign}= {self.expression(node.value)}"
        raise Unfit
