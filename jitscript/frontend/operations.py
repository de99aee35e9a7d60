"""Operators in expressions: arithmetic, comparison, `and`, `or`, `not`, `in`.

Numbers, tuples and arrays go to the rules in `operators/`, instances to their methods.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import constants, operators
from .conditions import Condition, apply, as_value, condition, truth_of, without
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
    if isinstance(left, Static) and isinstance(right, Static) and name == "BitOr":
        return Static(left.obj | right.obj)
    span = f.span(node)
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
    return _chain(f, node, node.values, isinstance(node.op, ast.And))


def _chain(f: Lowering, node: ast.BoolOp, values: list[ast.expr], all_: bool) -> Value | Static:
    if len(values) == 1:
        return f.expr(values[0])
    try:
        first, test = _tested(f, values[0])
    except (Failed, Poisoned):
        look_for_errors(f, values[0], values[1:])
        raise
    known = test.yes if all_ else test.no
    if isinstance(test.value, bool):
        if test.value is not all_:
            return first
        apply(f, known)
        return _chain(f, node, values[1:], all_)
    names = frozenset().union(*(f.scope.assigned(v) for v in values[1:]))

    def rest() -> Value:
        apply(f, known)
        return f.materialise(_chain(f, node, values[1:], all_), f.span(node))

    def shortcut() -> Value:
        return _shortcut(f, first, all_)

    arms = (rest, shortcut) if all_ else (shortcut, rest)
    return branches(f, test.value, names, *arms, f.span(node))


def _tested(f: Lowering, node: ast.expr) -> tuple[Value, Condition]:
    """An operand of `and` or `or`, and its truth."""
    if _is_condition(node):
        test = condition(f, node)
        return as_value(f, node, test), test
    value = f.value(node)
    return value, _operand_test(f, node, value)


def _is_condition(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    return isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Is, ast.IsNot))


def _operand_test(f: Lowering, node: ast.expr, v: Value) -> Condition:
    if v.type is ty.NONE:
        return Condition(False)
    value = v if v.type is ty.BOOL else truth_of(f, v, node)
    name = node.id if isinstance(node, ast.Name) else None
    rest = without(v.type, ty.NONE) if isinstance(v.type, ty.Union) else None
    return Condition(value, {name: rest} if name and rest is not None else None)


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
    try:
        left = f.expr(node.left)
    except (Failed, Poisoned):
        look_for_errors(f, node.left, node.comparators)
        raise
    return _chained(f, node, left, 0)


def operands(f: Lowering, node: ast.Compare) -> tuple[Value | Static, Value | Static]:
    """The two sides of a comparison."""
    parts = Parts(f)
    left, right = parts.expr(node.left), parts.expr(node.comparators[0])
    parts.check()
    return left, right


def _chained(f: Lowering, node: ast.Compare, left: Value | Static, i: int) -> Value:
    """`a < b < c`: each operand is evaluated once, and not at all after a false comparison."""
    rest = node.comparators[i + 1 :]
    try:
        right = f.expr(node.comparators[i])
        first = compare(f, node.ops[i], left, right, node)
    except (Failed, Poisoned):
        look_for_errors(f, node.comparators[i], rest)
        raise
    if not rest:
        return first
    names = frozenset().union(*map(f.scope.assigned, rest))
    test = truth_of(f, first, node)
    return branches(
        f, test, names, lambda: _chained(f, node, right, i + 1), lambda: first, f.span(node)
    )


def compare(
    f: Lowering, op: ast.cmpop, left: Value | Static, right: Value | Static, node: ast.expr
) -> Value:
    span = f.span(node)
    if isinstance(op, (ast.In, ast.NotIn)):
        return _contains(f, op, left, right, span, node)
    if isinstance(op, (ast.Is, ast.IsNot)):
        f.fail("`is` inside a chain of comparisons is not supported", span, hint="use `and`")
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
        import operator

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
