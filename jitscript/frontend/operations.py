"""Operators in expressions: arithmetic, `and`, `or`, `not`.

Numbers, tuples and arrays go to the rules in `operators/`, instances to their methods.
"""

from __future__ import annotations

import ast
import operator

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import class_operators, constants, given_none, opaque, operators
from .conditions import (
    Condition,
    Facts,
    apply,
    as_value,
    combined,
    condition,
    question_of,
    truth_condition,
    truth_of,
    without,
)
from .constant_tables import value_of_instance
from .dunders import DUNDER, OPERATION, members_of, no_operator
from .emitter import Static
from .literals import of_object
from .lowering import Failed, Lowering, Poisoned
from .methods import call_method
from .operators.unions import each, pairs
from .parts import Parts, look_for_errors
from .patterns import is_any_length
from .services import expression
from .slices import constant

TEXT = ty.Object("str", ())


@expression(ast.BinOp)
def lower_binary(f: Lowering, node: ast.BinOp) -> Value | Static:
    name = type(node.op).__name__
    parts = Parts(f)
    left, right = parts.expr(node.left), parts.expr(node.right)
    parts.check()
    span = f.span(node)
    if name == "BitOr" and (isinstance(left, Static) or isinstance(right, Static)):
        found = _union_of_types(left, right)
        if found is not None:
            return found
    if isinstance(left, Static) and isinstance(left.obj, str) and name == "Mod":
        return f.percent(left.obj, right, span)
    exact = constants.binary(f, node, left, right)
    if exact is not None:
        return exact
    if isinstance(left, Static) and constants.is_wide(left):
        left = constants.meet(f, name, left, right, span) or left
    elif isinstance(right, Static) and constants.is_wide(right):
        right = constants.meet(f, name, right, left, span) or right
    return binary(f, name, f.materialise(left, span), f.materialise(right, span), span)


def _union_of_types(left: Value | Static, right: Value | Static) -> Static | None:
    """`int | None`, where both operands are compile-time objects that have a union."""
    if any(isinstance(side, Value) and side.type is not ty.NONE for side in (left, right)):
        return None
    a, b = (side.obj if isinstance(side, Static) else None for side in (left, right))
    try:
        return Static(operator.or_(a, b))
    except TypeError:
        return None


def binary(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value:
    f.b.span = span
    asked = opaque.operation(f, OPERATION[name], [a, b], span)
    if asked is not None:
        return asked
    if name == "Mod" and a.type == TEXT:
        return f.percent_of(a, b, span)
    a, b = given_none.operands(f, f"__{DUNDER[name]}__", [a, b], span)
    if name == "Mult":
        a, b = (_repeated(f, x, y, span) for x, y in ((a, b), (b, a)))
    if isinstance(a.type, ty.Object) or isinstance(b.type, ty.Object):
        if not (isinstance(a.type, ty.Union) or isinstance(b.type, ty.Union)):
            return _method_operator(f, name, a, b, span)
    elif class_operators.is_instance(a) or class_operators.is_instance(b):
        if not (isinstance(a.type, ty.Union) or isinstance(b.type, ty.Union)):
            return class_operators.binary(f, name, a, b, span)
    elif not any(has_methods(m) for v in (a, b) for m in operators.members(v.type)):
        return operators.binary(f, name, a, b, span)
    with members_of(f, [a, b]):
        return pairs(f, a, b, span, lambda x, y: binary(f, name, x, y, span))


def has_methods(t: ty.Type) -> bool:
    """Whether an operator may be a method of the class, or what a member of an enumeration is."""
    return isinstance(t, (ty.Object, ty.Enum)) or (isinstance(t, ty.Tuple) and bool(t.name))


def _method_operator(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value:
    """An operator of a scripted class: `__add__` of the left, else `__radd__` of the right."""
    if class_operators.is_instance(a) or class_operators.is_instance(b):
        return class_operators.binary(f, name, a, b, span)
    word = DUNDER[name]
    found = call_method(f, a, f"__{word}__", [b], span, optional=True)
    if found is None:
        found = call_method(f, b, f"__r{word}__", [a], span, optional=True)
    if found is None and name == "Add" and _is_list(a) and _is_list(b):
        return f.joined_lists(a, b, span)
    if found is None and name == "Add" and (is_any_length(a.type) or is_any_length(b.type)):
        found = f.joined_tuples(a, b, span)
    if found is None:
        no_operator(f, name, a, b, span)
    return f.materialise(found, span)


def _repeated(f: Lowering, v: Value, times: Value, span: Span) -> Value:
    """A tuple that is to be repeated a number of times that only the run knows."""
    if not isinstance(v.type, ty.Tuple) or v.type.name or constant(times) is not None:
        return v
    return f.of_any_length(v, span) if times.type in (ty.INT, ty.BOOL) and v.type.items else v


def _is_list(v: Value) -> bool:
    return isinstance(v.type, ty.Object) and v.type.name == "list"


@expression(ast.UnaryOp)
def lower_unary(f: Lowering, node: ast.UnaryOp) -> Value | Static:
    if isinstance(node.op, ast.Not):
        return as_value(f, node, condition(f, node))
    inner = node.operand
    if (
        isinstance(node.op, ast.USub)
        and isinstance(inner, ast.Constant)
        and isinstance(inner.value, (int, float, complex))
        and not isinstance(inner.value, bool)
    ):
        return of_object(f, -inner.value, f.span(node), "")
    span = f.span(node)
    held = f.expr(inner)
    name = type(node.op).__name__
    exact = constants.unary(f, node, held)
    if exact is not None:
        return exact
    value = f.materialise(held, f.span(inner))
    if (asked := opaque.operation(f, DUNDER[name], [value], span)) is not None:
        return asked
    (value,) = given_none.operands(f, f"__{DUNDER[name]}__", [value], span)
    return _unary(f, name, value, span)


def _unary(f: Lowering, name: str, value: Value, span: Span) -> Value:
    f.b.span = span
    if isinstance(value.type, ty.Union) and any(map(has_methods, value.type.members)):
        with members_of(f, [value]):
            return each(f, value, span, lambda x: _unary(f, name, x, span))
    if isinstance(value.type, (ty.Object, ty.Tuple, ty.Enum)):
        found = call_method(f, value, f"__{DUNDER[name]}__", [], span)
        if found is not None:
            return f.materialise(found, span)
    if isinstance(value.type, ty.Enum):
        value = f.unary_of_member(name, value, span)
        if isinstance(value.type, ty.Enum):
            return value
    return operators.unary(f, name, value, span)


@expression(ast.BoolOp)
def lower_boolean(f: Lowering, node: ast.BoolOp) -> Value | Static:
    """`and`, `or` with the value of an operand as the result."""
    return _chain(f, node, node.values, isinstance(node.op, ast.And))[0]


Tested = tuple[Value | Static, Condition]


def _chain(f: Lowering, node: ast.BoolOp, values: list[ast.expr], all_: bool) -> Tested:
    """The result of `and` or `or`, and its truth with what that tells."""
    try:
        first, test = _tested(f, values[0])
    except (Failed, Poisoned):
        look_for_errors(f, values[0], values[1:])
        raise
    if len(values) == 1:
        return first, test
    known = test.yes if all_ else test.no
    if isinstance(test.value, bool):
        if test.value is not all_:
            return first, test
        apply(f, known)
        return _chain(f, node, values[1:], all_)
    names = f.scope.assigned(node)  # of all values: asked for once
    found: list[Condition] = []
    bound: Facts = {}

    def rest() -> Value:
        apply(f, known)
        held, inner = _chain(f, node, values[1:], all_)
        found.append(inner)
        bound.update({(n,): v.type for n in names if isinstance(v := f.env.get(n), Value)})
        return f.materialise(held, f.span(node))

    def shortcut() -> Value:
        return _shortcut(f, f.materialise(first, f.span(values[0])), all_)

    arms = (rest, shortcut) if all_ else (shortcut, rest)
    result = f.branches(test.value, names, *arms, f.span(node))
    return result, combined(test, found, result, bound, names, all_)


def _tested(f: Lowering, node: ast.expr) -> Tested:
    """An operand of `and` or `or`, and its truth; of a whole chain of them, that is only known
    as the value of the result."""
    if isinstance(node, ast.BoolOp):
        held, test = _chain(f, node, node.values, isinstance(node.op, ast.And))
        if isinstance(held, Value) and held is test.value:
            test.value = truth_of(f, held, node)
        return held, test
    if _is_condition(f, node):
        test = condition(f, node)
        return as_value(f, node, test), test
    held = f.expr(node)
    held = value_of_instance(f, held, f.span(node))
    if isinstance(held, Static):
        return held, Condition(bool(held.obj))
    return held, truth_condition(f, held, node)


def _is_condition(f: Lowering, node: ast.expr) -> bool:
    """Whether the value of an expression is its truth, a bool."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    if isinstance(node, ast.Call):
        return question_of(f, node) is not None
    return isinstance(node, ast.Compare) and all(
        isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops
    )


def _shortcut(f: Lowering, first: Value, all_: bool) -> Value:
    """The first operand as the result: of `or` it is true, so it is not None."""
    if not all_ and isinstance(first.type, ty.Union) and ty.NONE in first.type.members:
        rest = without(first.type, ty.NONE)
        assert rest is not None
        return f.b.emit("union.get", first, member=rest)
    return first
