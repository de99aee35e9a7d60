"""Operators in expressions: arithmetic, comparison, `and`, `or`, `not`, `in`.

Numbers, tuples and arrays go to the rules in `operators/`, instances to their methods.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import constants, operators
from .conditions import (
    Condition,
    Facts,
    Side,
    apply,
    as_value,
    combined,
    condition,
    identity,
    is_test_of_type,
    path_of,
    truth_condition,
    truth_of,
    without,
)
from .emitter import Static
from .lowering import Failed, Lowering, Poisoned
from .merge import branches
from .operators.scalar import SYMBOLS
from .operators.unions import pairs
from .parts import Parts, look_for_errors
from .patterns import describe, narrow_first

DUNDER = {
    "Add": "add",
    "Sub": "sub",
    "Mult": "mul",
    "Div": "truediv",
    "FloorDiv": "floordiv",
    "Mod": "mod",
    "Pow": "pow",
    "LShift": "lshift",
    "RShift": "rshift",
    "BitAnd": "and",
    "BitOr": "or",
    "BitXor": "xor",
    "MatMult": "matmul",
    "Eq": "eq",
    "NotEq": "ne",
    "Lt": "lt",
    "LtE": "le",
    "Gt": "gt",
    "GtE": "ge",
    "USub": "neg",
    "UAdd": "pos",
    "Invert": "invert",
}
_MIRROR = {"Eq": "Eq", "NotEq": "NotEq", "Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE"}


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
        f.fail("`%` formatting is not supported", span, hint='write an f-string: f"{x}"')
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
    if isinstance(a.type, ty.Object) or isinstance(b.type, ty.Object):
        if not (isinstance(a.type, ty.Union) or isinstance(b.type, ty.Union)):
            return _method_operator(f, name, a, b, span)
    elif not any(isinstance(m, ty.Object) for v in (a, b) for m in operators.members(v.type)):
        return operators.binary(f, name, a, b, span)
    with members_of(f, [a, b]):
        return pairs(f, a, b, span, lambda x, y: binary(f, name, x, y, span))


@contextmanager
def members_of(f: Lowering, operands: Sequence[Value]) -> Iterator[None]:
    """Adds to an error, which is about members of unions, which operands are such unions."""
    try:
        yield
    except Failed as failed:
        d, found = failed.diagnostic, operators.several(operands)
        if not found:
            raise
        hint = next(filter(None, (narrow_first(v.type) for v in operands)))
        f.fail(d.title, d.span, d.label, list(dict.fromkeys([*d.notes, *found])), hint)


def _method_operator(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value:
    """An operator of a scripted class: `__add__` of the left, else `__radd__` of the right."""
    from .methods import call_method

    word = DUNDER[name]
    found = call_method(f, a, f"__{word}__", [b], span, optional=True)
    if found is None:
        found = call_method(f, b, f"__r{word}__", [a], span, optional=True)
    if found is None:
        no_operator(f, name, a, b, span)
    return f.materialise(found, span)


def no_operator(f: Lowering, name: str, a: Value, b: Value, span: Span) -> NoReturn:
    symbol = {"In": "in", "NotIn": "not in"}.get(name) or SYMBOLS[name]
    left, right = describe(a.type), describe(b.type)
    if name in _MIRROR or name not in SYMBOLS:
        f.fail(f"'{symbol}' not supported between instances of '{left}' and '{right}'", span)
    hint = ""
    if name == "Add" and {left, right} & {"int", "float"} and "str" in (left, right):
        hint = "str(…) makes text of a number, int(…) or float(…) a number of text"
    f.fail(f"unsupported operand type(s) for {symbol}: '{left}' and '{right}'", span, hint=hint)


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
        from .literals import of_object

        return of_object(f, -inner.value, f.span(node), "")
    span = f.span(node)
    held = f.expr(inner)
    name = type(node.op).__name__
    exact = constants.unary(f, node, held)
    if exact is not None:
        return exact
    value = f.materialise(held, f.span(inner))
    f.b.span = span
    if isinstance(value.type, ty.Object):
        from .methods import call_method

        found = call_method(f, value, f"__{DUNDER[name]}__", [], span)
        if found is not None:
            return found
    return operators.unary(f, name, value, span)


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
    result = branches(f, test.value, names, *arms, f.span(node))
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
    if isinstance(held, Static):
        return held, Condition(bool(held.obj))
    return held, truth_condition(f, held, node)


def _is_condition(f: Lowering, node: ast.expr) -> bool:
    """Whether the value of an expression is its truth, a bool."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    if isinstance(node, ast.Call):
        return is_test_of_type(f, node)
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


def lower_compare(f: Lowering, node: ast.Compare) -> Value | Static:
    if len(node.ops) == 1:
        op = node.ops[0]
        if isinstance(op, (ast.Is, ast.IsNot)):
            return as_value(f, node, condition(f, node))
        left, right = operands(f, node)
        if isinstance(left, Static) and isinstance(right, Static):
            from .conditions import _static_compare

            known = _static_compare(op, left.obj, right.obj)
            if known is not None:
                return f.at(node).const(known, ty.BOOL)
        return compare(f, op, left, right, node)
    return chained(f, node)[0]


def operands(f: Lowering, node: ast.Compare) -> tuple[Value | Static, Value | Static]:
    """The two sides of a comparison."""
    parts = Parts(f)
    left, right = parts.expr(node.left), parts.expr(node.comparators[0])
    parts.check()
    return left, right


def chained(f: Lowering, node: ast.Compare) -> tuple[Value, Condition]:
    """`a < b < c`: the value, and what it tells."""
    try:
        left = f.expr(node.left)
    except (Failed, Poisoned):
        look_for_errors(f, node.left, node.comparators)
        raise
    return _chained(f, node, (left, node.left), 0)


def _chained(f: Lowering, node: ast.Compare, left: Side, i: int) -> tuple[Value, Condition]:
    """Each operand is evaluated once, and not at all after a false comparison."""
    written, rest = node.comparators[i], node.comparators[i + 1 :]
    try:
        right = f.expr(written), written
        first, test = _link(f, node.ops[i], left, right, node)
    except (Failed, Poisoned):
        look_for_errors(f, written, rest)
        raise
    if not rest:
        return first, test
    names = f.scope.assigned(node)
    found: list[Condition] = []
    bound: Facts = {}

    def following() -> Value:
        apply(f, test.yes)
        again = written.target if isinstance(written, ast.NamedExpr) else written
        narrow = f.expr(again) if path_of(f, again) in test.yes else right[0]
        value, inner = _chained(f, node, (narrow, again), i + 1)
        found.append(inner)
        bound.update({(n,): v.type for n in names if isinstance(v := f.env.get(n), Value)})
        return value

    if isinstance(test.value, bool):
        if not test.value:
            return first, test
        return following(), combined(test, found, first, bound, names, True)
    value = branches(f, test.value, names, following, lambda: first, f.span(node))
    return value, combined(test, found, value, bound, names, True)


def _link(
    f: Lowering, op: ast.cmpop, left: Side, right: Side, node: ast.Compare
) -> tuple[Value, Condition]:
    """One comparison of a chain."""
    if isinstance(op, (ast.Is, ast.IsNot)):
        test = identity(f, op, left, right, node)
        return as_value(f, node, test), test
    value = compare(f, op, left[0], right[0], node)
    return value, Condition(truth_of(f, value, node))


def compare(
    f: Lowering, op: ast.cmpop, left: Value | Static, right: Value | Static, node: ast.expr
) -> Value:
    span = f.span(node)
    if isinstance(op, (ast.In, ast.NotIn)):
        return _contains(f, op, left, right, span, node)
    name = type(op).__name__
    for wide, other, how in ((right, left, name), (left, right, _MIRROR[name])):
        if isinstance(wide, Static) and constants.is_wide(wide) and isinstance(other, Value):
            instead = constants.comparison(f, how, wide, other, span)
            if instead is not None:
                name, right = instead
                left = other
                break
    a, b = f.materialise(left, span), f.materialise(right, span)
    f.b.span = span
    types = (type(a.type), type(b.type))
    if ty.Object in types and ty.Union not in types:
        return _method_compare(f, name, a, b, span, node)
    with members_of(f, [a, b]):
        return operators.compare(f, name, a, b, span)


def _method_compare(
    f: Lowering, name: str, a: Value, b: Value, span: Span, node: ast.expr
) -> Value:
    from .holes import learn_from
    from .methods import call_method

    learn_from(a.type, b.type)
    word, mirror = DUNDER[name], DUNDER[_MIRROR[name]]
    found = call_method(f, a, f"__{word}__", [b], span, optional=True)
    if found is None:
        found = call_method(f, b, f"__{mirror}__", [a], span, optional=True)
    if found is None and name == "NotEq":
        equal = _method_compare(f, "Eq", a, b, span, node)
        return f.b.emit("not", truth_of(f, equal, node))
    if found is None and name == "Eq":
        return f.b.const(False, ty.BOOL)
    if found is None:
        no_operator(f, name, a, b, span)
    return f.materialise(found, span)


def _contains(
    f: Lowering,
    op: ast.cmpop,
    item: Value | Static,
    container: Value | Static,
    span: Span,
    node: ast.expr,
) -> Value:
    from .methods import call_method

    box = f.materialise(container, span)
    value = f.materialise(item, span)
    if isinstance(box.type, ty.Tuple):
        found = _in_tuple(f, value, box, span, node)
    elif isinstance(box.type, ty.Object):
        result = call_method(f, box, "__contains__", [value], span)
        if result is None:
            no_operator(f, type(op).__name__, value, box, span)
        found = f.materialise(result, span)
    else:
        from ..library import oracles

        array = isinstance(box.type, ty.Array)
        oracle = oracles.array_contains if array else operator.contains
        found = f.call_library(oracle, [box, value], span)
    if isinstance(op, ast.NotIn):
        return f.b.emit("not", truth_of(f, found, node))
    return found


def _in_tuple(f: Lowering, value: Value, box: Value, span: Span, node: ast.expr) -> Value:
    from .assign import tuple_items

    items = tuple_items(f, box)

    def test(i: int) -> Value:
        if i == len(items):
            return f.b.const(False, ty.BOOL)
        same = truth_of(f, compare(f, ast.Eq(), items[i], value, node), node)
        return f.if_(same, lambda: f.b.const(True, ty.BOOL), lambda: test(i + 1), span)

    return test(0)
