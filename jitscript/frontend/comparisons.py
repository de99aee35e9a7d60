"""Comparisons: of two operands, chains of them, `in`; and what one tells as a condition."""

from __future__ import annotations

import ast
import operator
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import class_operators, constants, given_none, opaque, operators
from .array_displays import array_of, is_display, sequence
from .caught import of_exceptions
from .composite import BoundMethod
from .conditions import (
    Condition,
    Facts,
    Side,
    apply,
    as_value,
    combined,
    condition,
    negated,
    path_of,
    rule,
    truth_of,
)
from .constant_tables import Table
from .dunders import DUNDER, MIRROR, OPERATION, members_of, no_operator
from .emitter import Static
from .holes import learn_from
from .lowering import Failed, Lowering, Poisoned, raise_if
from .membership import contains
from .methods import call_method
from .narrowing import without
from .operators import truth
from .parts import Parts, look_for_errors
from .patterns import describe, is_any_length, is_callable, is_exception
from .services import expression, service
from .type_tests import TYPE_TESTS, is_of_type, of_classes, tested_by_type
from .user_classes import class_of


@expression(ast.Compare)
def lower_compare(f: Lowering, node: ast.Compare) -> Value | Static:
    if len(node.ops) == 1:
        op = node.ops[0]
        if isinstance(op, (ast.Is, ast.IsNot)):
            return as_value(f, node, condition(f, node))
        if isinstance(op, TYPE_TESTS) and tested_by_type(f, node.left) is not None:
            return as_value(f, node, condition(f, node))
        left, right = _operands(f, node)
        caught = of_classes(f, op, left, right, node)
        if caught is not None:
            return as_value(f, node, caught)
        if isinstance(left, Static) and isinstance(right, Static):
            known = _static_compare(op, left.obj, right.obj)
            if known is not None:
                return f.at(node).const(known, ty.BOOL)
        return compare(f, op, left, right, node)
    return _chain(f, node)[0]


def _operands(f: Lowering, node: ast.Compare) -> tuple[Value | Static, Value | Static]:
    """The two sides of a comparison."""
    parts = Parts(f)
    left, written = parts.expr(node.left), node.comparators[0]
    beside = isinstance(left, Value) and _is_numpy(left.type)
    if beside and is_display(written) and not isinstance(node.ops[0], (ast.In, ast.NotIn)):
        right = parts.run(written, sequence, f, written)
    else:
        right = parts.expr(written)
    parts.check()
    return left, right


def _chain(f: Lowering, node: ast.Compare) -> tuple[Value, Condition]:
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
    value = f.branches(test.value, names, following, lambda: first, f.span(node))
    return value, combined(test, found, value, bound, names, True)


def _link(
    f: Lowering, op: ast.cmpop, left: Side, right: Side, node: ast.Compare
) -> tuple[Value, Condition]:
    """One comparison of a chain."""
    if isinstance(op, (ast.Is, ast.IsNot)):
        test = _identity(f, op, left, right, node)
        return as_value(f, node, test), test
    value = compare(f, op, left[0], right[0], node)
    return value, Condition(truth_of(f, value, node))


_ORDERS = {"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">="}


def _may_be_none(*values: Value) -> bool:
    """Whether a value may be None, and nothing else is open."""
    rests = [without(v.type, ty.NONE) for v in values]
    return any(r is not v.type for r, v in zip(rests, values)) and not any(
        isinstance(r, ty.Union) for r in rests
    )


def _ordered(f: Lowering, op: ast.cmpop, a: Value, b: Value, node: ast.expr) -> Value:
    """A comparison that library code makes of what may be None, as a key `d.get` gives it: that is
    an error where it happens."""
    span, symbol = f.span(node), _ORDERS[type(op).__name__]
    rests = [without(v.type, ty.NONE) for v in (a, b)]
    is_none = [
        f.b.emit("union.is", v, member=ty.NONE)
        if isinstance(v.type, ty.Union)
        else f.b.const(rest is None, ty.BOOL)
        for v, rest in zip((a, b), rests)
    ]
    names = ["NoneType" if r is None else describe(r).partition("[")[0] for r in rests]
    for left, right in ((True, True), (True, False), (False, True)):
        tests = [
            test if none else f.b.emit("not", test) for test, none in zip(is_none, (left, right))
        ]
        x, y = ("NoneType" if none else name for none, name in zip((left, right), names))
        message = f"'{symbol}' not supported between instances of '{x}' and '{y}'"
        raise_if(f, f.b.emit("and", *tests), "TypeError", message, span)
    if None in rests:
        return f.b.const(False, ty.BOOL)
    plain = [
        f.b.emit("union.get", v, member=r) if isinstance(v.type, ty.Union) else v
        for v, r in zip((a, b), rests)
    ]
    return compare(f, op, plain[0], plain[1], node)


@service
def compare(
    f: Lowering, op: ast.cmpop, left: Value | Static, right: Value | Static, node: ast.expr
) -> Value:
    span = f.span(node)
    if isinstance(op, (ast.In, ast.NotIn)):
        return contains(f, op, left, right, span, node)
    if isinstance(left, Static) and isinstance(right, Static):
        same = _same_methods(f, left.obj, right.obj, span)
        if same is not None and isinstance(op, (ast.Eq, ast.NotEq)):
            return same if isinstance(op, ast.Eq) else f.b.emit("not", same)
    name = type(op).__name__
    for wide, other, how in ((right, left, name), (left, right, MIRROR[name])):
        if isinstance(wide, Static) and constants.is_wide(wide) and isinstance(other, Value):
            instead = constants.comparison(f, how, wide, other, span)
            if instead is not None:
                name, right = instead
                left = other
                break
    if (asked := opaque.operation(f, OPERATION[name], [left, right], span)) is not None:
        return asked
    a, b = f.materialise(left, span), f.materialise(right, span)
    if name in _ORDERS:
        a, b = given_none.operands(f, f"__{DUNDER[name]}__", [a, b], span)
    if _is_numpy(a.type) and _is_sequence(b.type):
        b = array_of(f, b, None, span)
    elif _is_sequence(a.type) and _is_numpy(b.type):
        a = array_of(f, a, None, span)
    f.b.span = span
    types = (type(a.type), type(b.type))
    if name in ("Eq", "NotEq") and _has_exception(a.type, b.type):
        same = of_exceptions(f, "equal_exceptions", a, b, span)
        return same if name == "Eq" else f.b.emit("not", same)
    if is_callable(a.type) or is_callable(b.type):
        return _same_functions(f, name, a, b, span)
    if name in _ORDERS and f.signature.library and _may_be_none(a, b):
        return _ordered(f, op, a, b, node)
    own = class_operators.is_instance(a) or class_operators.is_instance(b)
    objects = ty.Object in types and (ty.Array not in types or name in _ORDERS)
    if (own or objects) and ty.Union not in types:
        return _method_compare(f, name, a, b, span, node)
    with members_of(f, [a, b]):
        return operators.compare(f, name, a, b, span)


def _same_methods(f: Lowering, a: Any, b: Any, span: Span) -> Value | None:
    """Whether two methods are one method of one instance; None where that is not known."""
    if not isinstance(a, BoundMethod) or not isinstance(b, BoundMethod):
        return None
    t = a.value.type
    if not isinstance(t, ty.Object) or t.name == "str":
        return None
    other = b.value.type
    if t is not other and class_of(t) is not None and class_of(other) is not None:
        return None  # one may derive from the other
    if t is not other or a.name != b.name:
        return f.b.const(False, ty.BOOL, span)
    f.b.span = span
    return f.b.emit("same_object", a.value, b.value)


def _is_numpy(t: ty.Type) -> bool:
    return isinstance(t, ty.Array) or (isinstance(t, ty.Scalar) and not t.python)


def _is_sequence(t: ty.Type) -> bool:
    """Whether NumPy makes an array of a value that stands beside one."""
    return isinstance(t, ty.Tuple) or (isinstance(t, ty.Object) and t.name == "list")


def _has_exception(*types: ty.Type) -> bool:
    return any(is_exception(m) for t in types for m in ty.members(t))


def _same_functions(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value:
    learn_from(a.type, b.type)  # a lambda beside functions whose type is known
    if a.type is not b.type:
        f.fail(
            f"{describe(a.type)} and {describe(b.type)} cannot be compared",
            span,
            hint="function values of one type can, with == and `is`",
        )
    if name not in ("Eq", "NotEq"):
        no_operator(f, name, a, b, span)
    same = f.same_function(a, b, span, True)
    return same if name == "Eq" else f.b.emit("not", same)


def _method_compare(
    f: Lowering, name: str, a: Value, b: Value, span: Span, node: ast.expr
) -> Value:
    if class_operators.is_instance(a) or class_operators.is_instance(b):
        return class_operators.compare(f, name, a, b, span, node)
    learn_from(a.type, b.type)
    types = (type(a.type), type(b.type))
    if ty.Tuple in types and (is_any_length(a.type) or is_any_length(b.type)):
        fixed, other = (b, a) if is_any_length(a.type) else (a, b)
        if name in ("Eq", "NotEq"):
            same = f.materialise(call_method(f, other, "_equals", [fixed], span) or a, span)
            return same if name == "Eq" else f.b.emit("not", same)
        a, b = f.comparable_tuples(a, b, span)
    word, mirror = DUNDER[name], DUNDER[MIRROR[name]]
    found = call_method(f, a, f"__{word}__", [b], span, optional=True)
    if found is None:
        found = call_method(f, b, f"__{mirror}__", [a], span, optional=True)
    if found is None and name == "NotEq":
        equal = _method_compare(f, "Eq", a, b, span, node)
        return f.b.emit("not", truth_of(f, equal, node))
    if found is None and name == "Eq":
        alike = a.type is b.type and isinstance(a.type, ty.Object)
        return f.b.emit("same_object", a, b) if alike else f.b.const(False, ty.BOOL)
    if found is None:
        no_operator(f, name, a, b, span)
    return f.materialise(found, span)


# --- as conditions ---------------------------------------------------------------------------


@rule(ast.Compare)
def _condition(f: Lowering, node: ast.Compare) -> Condition:
    if len(node.ops) > 1:
        held, found = _chain(f, node)
        return Condition(truth_of(f, held, node), found.yes, found.no)
    (op,) = node.ops
    tested = tested_by_type(f, node.left) if isinstance(op, TYPE_TESTS) else None
    if tested is not None:
        found = is_of_type(f, tested, node)
        return found if isinstance(op, (ast.Is, ast.Eq, ast.In)) else negated(f, found, node)
    left, right = _operands(f, node)
    caught = of_classes(f, op, left, right, node)
    if caught is not None:
        return caught
    if isinstance(op, (ast.Is, ast.IsNot)):
        return _identity(f, op, (left, node.left), (right, node.comparators[0]), node)
    known = _known(op, left, right)
    if known is not None:
        return Condition(known)
    return Condition(truth(f, compare(f, op, left, right, node), f.span(node)))


def _identity(f: Lowering, op: ast.cmpop, left: Side, right: Side, node: ast.expr) -> Condition:
    """`is` or `is not` of two operands, given with where they are written."""
    found: Condition = f.same_object(left, right, node)
    return found if isinstance(op, ast.Is) else negated(f, found, node)


def _known(op: ast.cmpop, left: Value | Static, right: Value | Static) -> bool | None:
    """A comparison that is decided now."""
    if isinstance(left, Static) and isinstance(right, Static):
        known = _static_compare(op, left.obj, right.obj)
        if known is not None:
            return known
    fold = _FOLDED.get(type(op))
    a, b = _number(left), _number(right)
    if fold is not None and a is not None and b is not None:
        return bool(fold(a, b))
    return None


_FOLDED: dict[type, Any] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _number(held: Value | Static) -> Any:
    """The builtin real number that is known now, such as the length of a tuple, or None."""
    if isinstance(held, Static):
        return held.obj if type(held.obj) in (int, float, bool) else None
    if held.op is None or held.op.opcode != "const":
        return None
    return held.op.attrs["value"] if held.type in (ty.INT, ty.FLOAT, ty.BOOL) else None


def _static_compare(op: ast.cmpop, a: Any, b: Any) -> bool | None:
    """`==`, `!=`, `in` of two compile-time objects."""
    if isinstance(a, BoundMethod) and isinstance(b, BoundMethod) and a is not b:
        return None  # which the instances tell
    if any(isinstance(x, Table) and not x.flat for x in (a, b)):
        return None  # what it holds may have an `__eq__`
    if isinstance(op, ast.Eq):
        return bool(a == b)
    if isinstance(op, ast.NotEq):
        return bool(a != b)
    if isinstance(op, (ast.In, ast.NotIn)):
        try:
            return (a in b) is isinstance(op, ast.In)
        except TypeError:  # as Python raises when the program runs
            return None
    return None
