"""CPython's meaning of a program, with two changes.

An int beyond 64 bits is the OverflowError that compiled code must raise at that very place, so a
program that overflows has one right outcome. And a program that runs for too long, or makes
something large, is given up (`TooLong`): nobody waits for its answer.
"""

from __future__ import annotations

import ast
import operator
import types
from collections.abc import Callable, Iterator
from typing import Any

import harness
import numpy as np

STEPS = 3_000  # rounds of loops in a call
SIZE = 20_000  # elements of what a call makes or walks over
ABSURD = 1 << 48  # so large that CPython and NumPy refuse it at once


class TooLong(BaseException):
    """The call takes longer than anyone wants to wait."""

    def __init__(self) -> None:
        super().__init__()
        _Call.given_up = True


class _Call:
    left = STEPS
    given_up = False


def begin() -> None:
    """Before each call."""
    _Call.left = STEPS
    _Call.given_up = False


def given_up() -> bool:
    """Whether the call had no answer, though a `finally` of it may have replaced `TooLong`."""
    return _Call.given_up


def step() -> None:
    _Call.left -= 1
    if _Call.left < 0:
        raise TooLong


def steps(items: Any) -> Iterator[Any]:
    for item in items:
        step()
        yield item


def constant(value: Any) -> Any:
    """A constant expression, computed exactly where it has ints only. What may be done with one
    beyond 64 bits depends on what is beside it."""
    if type(value) is int and not -(2**63) <= value < 2**63:
        raise TooLong
    return value


def fits(value: Any) -> Any:
    kind = type(value)
    if kind is int:
        if not -(2**63) <= value < 2**63:
            raise OverflowError(harness.OVERFLOW)
    elif kind in (list, str):
        if len(value) > SIZE:
            raise TooLong
    elif kind is tuple:
        for item in value:
            fits(item)
    return value


def _small(*values: Any) -> None:
    """Refuse what takes long to walk over."""
    for value in values:
        if isinstance(value, (list, str, range)):
            if len(value) > SIZE:  # OverflowError where no length has 64 bits
                raise TooLong
        elif isinstance(value, np.ndarray) and value.size > SIZE:
            raise TooLong


BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add, "Sub": operator.sub, "Mult": operator.mul, "Div": operator.truediv,
    "FloorDiv": operator.floordiv, "Mod": operator.mod, "Pow": operator.pow, "PowBy": operator.pow,
    "LShift": operator.lshift, "RShift": operator.rshift, "BitAnd": operator.and_,
    "BitOr": operator.or_, "BitXor": operator.xor,
}  # fmt: skip
IN_PLACE: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.iadd, "Sub": operator.isub, "Mult": operator.imul, "Div": operator.itruediv,
    "FloorDiv": operator.ifloordiv, "Mod": operator.imod, "Pow": operator.ipow,
    "LShift": operator.ilshift, "RShift": operator.irshift, "BitAnd": operator.iand,
    "BitOr": operator.ior, "BitXor": operator.ixor,
}  # fmt: skip


def _prepare(which: str, a: Any, b: Any) -> None:
    """Refuse or answer at once what CPython would compute for ever, and give up where compiled code
    raises an error of its own, which the program may catch."""
    if which == "Pow" and type(a) in (int, bool) and type(b) in (int, bool) and b < 0 and a:
        raise TooLong
    which = which.removesuffix("By")
    if type(a) is int and type(b) is int:
        if (which == "Pow" and b > 64 and abs(a) > 1) or (which == "LShift" and b > 64 and a):
            raise OverflowError(harness.OVERFLOW)
    elif which == "Mult" and (type(a) in (list, str) or type(b) in (list, str)):
        n, of = (b, a) if type(a) in (list, str) else (a, b)
        if type(n) is int and SIZE < len(of) * n < ABSURD:
            raise TooLong


def binary(which: str, a: Any, b: Any) -> Any:
    _prepare(which, a, b)
    for value in (a, b):
        if isinstance(value, np.ndarray) and SIZE < value.size < ABSURD:
            raise TooLong
    return fits(BINARY[which](a, b))


def augmented(which: str, old: Any, value: Any) -> Any:
    """`old op= value`, which changes a list or an array in place."""
    _prepare(which, old, value)
    _small(old, value)
    return fits(IN_PLACE[which](old, value))


def augmented_item(which: str, place: Any, index: Any, value: Callable[[], Any]) -> None:
    """`place[index] op= value()`."""
    old = place[index]
    place[index] = augmented(which, old, value())


CHEAP = {len, bool, reversed, enumerate, zip, isinstance, range, iter, int, float}
MAKERS = {np.zeros, np.ones, np.empty, np.full, np.arange, np.linspace, np.eye}
PADDING = {"rjust", "ljust", "center", "zfill"}
STEEP = {"factorial": 1_000, "comb": 1_000, "perm": 1_000, "round": 400}  # ints up to this


def call(function: Any, *args: Any, **keywords: Any) -> Any:
    if function not in CHEAP:
        _small(*args)
        _small(getattr(function, "__self__", None))
        name = getattr(function, "__name__", "")
        if function in MAKERS or name in PADDING:
            for value in args:
                for n in value if isinstance(value, tuple) else (value,):
                    if isinstance(n, (int, float)) and SIZE < abs(n) < ABSURD:
                        raise TooLong
        if function is np.arange and any(abs(n) > ABSURD for n in args if type(n) is int):
            raise TooLong  # NumPy's own count of so many overflows
        if name in STEEP and type(args[-1]) is int and abs(args[-1]) > STEEP[name]:
            raise TooLong
    if function is sum and args:
        args = (_added(*args), *args[1:])
    return fits(function(*args, **keywords))


def _added(items: Any, start: Any = 0) -> list[Any]:
    """What `sum` adds; each sum of ints has 64 bits on the way, too."""
    found = []
    for item in items:
        found.append(item)
        if isinstance(start, int) and isinstance(item, int):
            start = fits(start + item)
    return found


class _Checked(ast.NodeTransformer):
    """Wraps everything that can make a large int, or take long."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        known = _is_constant(node)
        large = isinstance(node.op, (ast.Pow, ast.LShift)) and not _is_small(node.right)
        if not (known and _is_exact(node)):
            self.generic_visit(node)
        if known:
            return _call("constant", ast.Constant(1 << 64) if large else node, at=node)
        name = type(node.op).__name__
        if isinstance(node.op, ast.Pow) and _is_constant(node.right):
            name = "PowBy"  # which compiled code knows
        return _call("binary", ast.Constant(name), node.left, node.right, at=node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        known = _is_constant(node)
        if not (known and _is_exact(node)):
            self.generic_visit(node)
        if isinstance(node.op, ast.Not):
            return node
        return _call("constant" if known else "fits", node, at=node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        made = ast.Call(_name("call"), [node.func, *node.args], node.keywords)
        return ast.copy_location(made, node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        self.generic_visit(node)
        which = ast.Constant(type(node.op).__name__)
        target = node.target
        if isinstance(target, ast.Subscript):
            index = _index(target.slice)
            empty = ast.arguments([], [], None, [], [], None, [])
            value = ast.copy_location(ast.Lambda(empty, node.value), node)
            changed = _call("augmented_item", which, target.value, index, value, at=node)
            return ast.copy_location(ast.Expr(changed), node)
        old: ast.expr
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            old = ast.Attribute(target.value, target.attr, ast.Load())
        elif isinstance(target, ast.Name):
            old = ast.Name(target.id, ast.Load())
        else:
            return node
        made = ast.Assign([node.target], _call("augmented", which, old, node.value, at=node))
        return ast.copy_location(made, node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Store) and isinstance(node.slice, ast.Slice):
            node.value = _call("walked", node.value, at=node)
        return node

    def visit_For(self, node: ast.For) -> ast.stmt:
        self.generic_visit(node)
        node.iter = _call("steps", node.iter, at=node)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        self.generic_visit(node)
        node.iter = _call("steps", node.iter, at=node.iter)
        return node

    def visit_While(self, node: ast.While) -> ast.stmt:
        self.generic_visit(node)
        count = ast.Expr(_call("step", at=node))
        node.body.insert(0, ast.copy_location(count, node))
        return node


def _is_script(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Name) and decorator.id == "script"


def _is_constant(node: ast.AST) -> bool:
    """Whether an expression has numbers only."""
    if isinstance(node, ast.BinOp):
        return _is_constant(node.left) and _is_constant(node.right)
    if isinstance(node, ast.UnaryOp):
        return _is_constant(node.operand)
    return isinstance(node, ast.Constant) and not isinstance(node.value, str)


def _is_exact(node: ast.expr) -> bool:
    """Whether a constant expression has ints only, of a size that one can compute."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and type(inner.value) is not int:
            return False
        raised = isinstance(inner, ast.BinOp) and isinstance(inner.op, (ast.Pow, ast.LShift))
        if raised and not _is_small(inner.right):
            return False
    return True


def _is_small(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _is_small(node.operand)
    return isinstance(node, ast.Constant) and abs(node.value) < 1_000


def walked(value: Any) -> Any:
    """What a slice of is stored to."""
    _small(value)
    return value


def _index(node: ast.expr) -> ast.expr:
    """What stands between brackets, as an expression."""
    if isinstance(node, ast.Tuple):
        return ast.copy_location(ast.Tuple([_index(n) for n in node.elts], ast.Load()), node)
    if not isinstance(node, ast.Slice):
        return node
    parts = [part or ast.Constant(None) for part in (node.lower, node.upper, node.step)]
    return ast.copy_location(ast.Call(ast.Name("slice", ast.Load()), parts, []), node)


def _name(function: str) -> ast.expr:
    return ast.Name(f"__{function}", ast.Load())


def _call(function: str, *args: ast.expr, at: ast.AST) -> ast.expr:
    return ast.copy_location(ast.Call(_name(function), list(args), []), at)


NAMES = {
    f"__{f.__name__}": f
    for f in (constant, fits, binary, augmented, augmented_item, call, steps, step, walked)
}


def load(text: str, name: str) -> types.ModuleType:
    """The program as a module whose functions run in CPython, with checked ints."""
    tree = ast.parse(text)
    for function in [n for n in tree.body if isinstance(n, ast.FunctionDef)]:
        if function.name.startswith("_"):
            continue  # makes arguments
        function.decorator_list = [d for d in function.decorator_list if not _is_script(d)]
        function.body = [_Checked().visit(s) for s in function.body]
    module = harness.module_of(ast.fix_missing_locations(tree), name)
    vars(module).update(NAMES)
    return module
