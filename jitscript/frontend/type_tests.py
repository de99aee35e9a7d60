"""Tests of the very class of a value: `type(x) is T`, `type(x) in (T, U)`, `type(x) is type(y)`."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Sequence

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .caught import Caught, CaughtType, is_exactly, of_each
from .classes import python_class
from .composite import ClassOf
from .conditions import Condition, calls_one, classes_named, is_of, negated
from .emitter import Static
from .lowering import Lowering
from .operators import unions
from .patterns import describe, is_exception

TYPE_TESTS = (ast.Is, ast.IsNot, ast.Eq, ast.NotEq, ast.In, ast.NotIn)


def tested_by_type(f: Lowering, node: ast.expr) -> Value | None:
    """The local of several types of which `type(x)` asks the type."""
    if not isinstance(node, ast.Call) or not calls_one(f, node, type, 1):
        return None
    held = f.expr(node.args[0]) if isinstance(node.args[0], ast.Name) else None
    if not isinstance(held, Value) or any(map(is_exception, ty.members(held.type))):
        return None
    return held if isinstance(held.type, ty.Union) else None


def is_of_type(f: Lowering, held: Value, node: ast.Compare) -> Condition:
    """`type(x) is T`, `type(x) in (T, U)`: its very class."""
    (wanted,) = node.comparators
    other = f.expr(wanted)
    if isinstance(other, Static) and isinstance(other.obj, ClassOf):
        return Condition(same_class(f, held, other.obj.value, f.span(node)))
    classes = classes_named(f, other, f.span(wanted))
    call = node.left
    assert isinstance(call, ast.Call)
    return is_of(f, held, call.args[0], node, lambda cls: cls in classes)


def same_class(f: Lowering, a: Value, b: Value, span: Span) -> Value:
    """Whether two values, which may be of several types, are of one class."""
    for t in (*ty.members(a.type), *ty.members(b.type)):
        if python_class(t) is None or is_exception(t):
            f.fail(f"the class of {describe(t)} cannot be compared", span)

    def alike(x: Value, y: Value) -> Value:
        return f.b.const(python_class(x.type) is python_class(y.type), ty.BOOL)

    return unions.pairs(f, a, b, span, alike)


def of_classes(
    f: Lowering, op: ast.cmpop, left: Value | Static, right: Value | Static, node: ast.Compare
) -> Condition | None:
    """`type(e) is ValueError`, `type(e) in (ValueError, KeyError)`, of an exception, and of what
    may be of several types."""
    if not isinstance(left, Static) or not isinstance(right, Static):
        return None
    kinds = (CaughtType, ClassOf)
    if isinstance(right.obj, kinds) and not isinstance(op, (ast.In, ast.NotIn)):
        left, right = right, left
    if not isinstance(left.obj, kinds):
        return None
    several = isinstance(left.obj, ClassOf)
    a, b = (of.value if isinstance(of, ClassOf) else None for of in (left.obj, right.obj))
    if a and b and isinstance(op, (ast.Is, ast.IsNot, ast.Eq, ast.NotEq)):
        one = Condition(same_class(f, a, b, f.span(node)))
        return one if isinstance(op, (ast.Is, ast.Eq)) else negated(f, one, node)
    wanted = right.obj if isinstance(right.obj, tuple) else (right.obj,)
    if not isinstance(op, TYPE_TESTS) or not all(isinstance(c, type) for c in wanted):
        what = "a value of several types" if several else "an exception"
        hint = (
            "type(x) is int" if several else "type(e) is ValueError, or isinstance(e, ValueError)"
        )
        f.fail(
            f"the class of {what} can be compared with classes that are named",
            f.span(node),
            hint=hint,
        )
    if isinstance(left.obj, ClassOf):
        held = left.obj.value
        if isinstance(held.type, ty.Union) and any(map(is_exception, held.type.members)):
            test, span = _exactly(f, wanted, node), f.span(node)
            one = Condition(of_each(f, held, test, wanted.__contains__, span))
        else:
            one = is_of(f, held, node, node, lambda cls: cls in wanted)
        return one if isinstance(op, (ast.Is, ast.Eq, ast.In)) else negated(f, one, node)
    same = Condition(_exactly(f, wanted, node)(left.obj.caught))
    return same if isinstance(op, (ast.Is, ast.Eq, ast.In)) else negated(f, same, node)


def _exactly(
    f: Lowering, wanted: Sequence[type], node: ast.expr
) -> Callable[[Caught | Value], Value | bool]:
    """Whether an exception is of the very class, one of those wanted."""

    def test(error: Caught | Value) -> Value | bool:
        of = CaughtType(error)
        tests = [t for c in wanted if (t := is_exactly(f, of, c, node)) is not None]
        return functools.reduce(lambda a, b: f.b.emit("or", a, b), tests) if tests else False

    return test
