"""Conditions: what is known at compile time, and what a branch may take for granted.

`x is None`, `isinstance(x, int)` and plain truth narrow a local whose type is a union. What
holds where the condition is true or false are its *facts*: name → narrower type. A condition that
the types decide is a Python bool, and only the branch it takes is compiled.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Sequence
from typing import Any

from ..ir import types as ty
from ..ir.core import Value
from .emitter import Static
from .lowering import Failed, Lowering, Poisoned
from .merge import branches
from .operators import truth

Facts = dict[str, ty.Type]


class Condition:
    """A bool value, or a bool; and the facts where it is true (`yes`) and false (`no`)."""

    __slots__ = ("no", "value", "yes")

    def __init__(self, value: Value | bool, yes: Facts | None = None, no: Facts | None = None):
        self.value, self.yes, self.no = value, yes or {}, no or {}


def condition(f: Lowering, node: ast.expr) -> Condition:
    if isinstance(node, ast.Constant):
        return Condition(bool(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = condition(f, node.operand)
        if isinstance(inner.value, bool):
            return Condition(not inner.value, inner.no, inner.yes)
        return Condition(f.at(node).emit("not", inner.value), inner.no, inner.yes)
    if isinstance(node, ast.BoolOp):
        return _sequence(f, node, node.values, isinstance(node.op, ast.And))
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _compare(f, node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        callee = f.expr(node.func)
        if isinstance(callee, Static) and callee.obj is isinstance and len(node.args) == 2:
            return is_instance(f, node)
        if isinstance(callee, Static) and callee.obj is bool and len(node.args) == 1:
            return condition(f, node.args[0])
    return _truth(f, node)


def as_value(f: Lowering, node: ast.expr, found: Condition) -> Value:
    if isinstance(found.value, bool):
        return f.at(node).const(found.value, ty.BOOL)
    return found.value


def apply(f: Lowering, facts: Facts) -> None:
    """Narrow the locals that the facts name."""
    for name, t in facts.items():
        held = f.env.get(name)
        if not isinstance(held, Value) or not isinstance(held.type, ty.Union):
            continue
        if held.type is not t and _members(t) <= set(held.type.members):
            narrow = f.b.emit("union.get", held, member=t)
            narrow.name = name
            f.env[name] = narrow


def _members(t: ty.Type) -> set[ty.Type]:
    return set(t.members) if isinstance(t, ty.Union) else {t}


def without(t: ty.Type, *gone: ty.Type) -> ty.Type | None:
    """A union without some members; None when nothing is left."""
    left = [m for m in _members(t) if m not in gone]
    return ty.union_of(*left) if left else None


def _sequence(f: Lowering, node: ast.BoolOp, values: Sequence[ast.expr], all_: bool) -> Condition:
    """`and` or `or` of conditions."""
    try:
        first = condition(f, values[0])
    except (Failed, Poisoned):
        from .parts import look_for_errors

        look_for_errors(f, values[0], list(values[1:]))
        raise
    if len(values) == 1:
        return first
    known = first.yes if all_ else first.no
    if isinstance(first.value, bool):
        if first.value is not all_:
            return first
        apply(f, known)
        return _sequence(f, node, values[1:], all_)
    rest: list[Condition] = []
    names = frozenset().union(*(f.scope.assigned(v) for v in values[1:]))
    bound: Facts = {}

    def evaluate() -> Value:
        apply(f, known)
        rest.append(_sequence(f, node, values[1:], all_))
        for name in names:
            held = f.env.get(name)
            if isinstance(held, Value):
                bound[name] = held.type
        return as_value(f, node, rest[0])

    def shortcut() -> Value:
        return f.b.const(not all_, ty.BOOL)

    arms = (evaluate, shortcut) if all_ else (shortcut, evaluate)
    value = branches(f, first.value, names, *arms, f.span(node))
    inner = (rest[0].yes if all_ else rest[0].no) if rest else {}
    facts = {**known, **bound, **inner}
    return Condition(value, facts, None) if all_ else Condition(value, None, facts)


def _compare(f: Lowering, node: ast.Compare) -> Condition:
    from .operations import compare, operands

    op = node.ops[0]
    if isinstance(op, (ast.Is, ast.IsNot)):
        found = _is(f, node)
        if isinstance(op, ast.Is):
            return found
        if isinstance(found.value, bool):
            return Condition(not found.value, found.no, found.yes)
        return Condition(f.at(node).emit("not", found.value), found.no, found.yes)
    left, right = operands(f, node)
    if isinstance(left, Static) and isinstance(right, Static):
        known = _static_compare(op, left.obj, right.obj)
        if known is not None:
            return Condition(known)
    fold = _FOLDED.get(type(op))
    if fold is not None and _is_constant(left) and _is_constant(right):
        return Condition(fold(left.op.attrs["value"], right.op.attrs["value"]))  # type: ignore
    result = compare(f, op, left, right, node)
    return Condition(truth(f, result, f.span(node)))


_FOLDED: dict[type, Any] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _is_constant(held: Value | Static) -> bool:
    """Whether a value is a builtin real number known now, such as the length of a tuple."""
    if not isinstance(held, Value) or held.op is None or held.op.opcode != "const":
        return False
    return held.type in (ty.INT, ty.FLOAT, ty.BOOL)


def _static_compare(op: ast.cmpop, a: Any, b: Any) -> bool | None:
    """`==`, `!=`, `in` of two compile-time objects."""
    if isinstance(op, ast.Eq):
        return bool(a == b)
    if isinstance(op, ast.NotEq):
        return bool(a != b)
    if isinstance(op, (ast.In, ast.NotIn)):
        return (a in b) is isinstance(op, ast.In)
    return None


def _is(f: Lowering, node: ast.Compare) -> Condition:
    from .operations import operands

    left, right = operands(f, node)
    span = f.span(node)
    if isinstance(left, Static) and isinstance(right, Static):
        return Condition(left.obj is right.obj)
    sides = [(left, node.left), (right, node.comparators[0])]
    for (a, a_node), (b, _) in (sides, sides[::-1]):
        if isinstance(b, Value) and b.type is ty.NONE:
            return _is_none(f, a, a_node, node)
    a, b = f.materialise(left, span), f.materialise(right, span)
    if a.type is b.type and a.type is ty.BOOL:
        return Condition(f.at(node).emit("eq", a, b))
    if a.type is b.type and isinstance(a.type, (ty.Object, ty.Array, ty.Buffer)):
        return Condition(f.at(node).emit("same_object", a, b))
    if ty.is_reference(a.type) and ty.is_reference(b.type):
        return Condition(False)
    f.fail(
        "`is` compares identity, which numbers and tuples do not have",
        span,
        hint="use == instead",
    )


def _is_none(f: Lowering, held: Value | Static, held_node: ast.expr, node: ast.expr) -> Condition:
    if isinstance(held, Static):
        return Condition(held.obj is None)
    if held.type is ty.NONE:
        return Condition(True)
    if not isinstance(held.type, ty.Union) or ty.NONE not in held.type.members:
        return Condition(False)
    test = f.at(node).emit("union.is", held, member=ty.NONE)
    name = local_name(held_node)
    if name is None:
        return Condition(test)
    rest = without(held.type, ty.NONE)
    return Condition(test, {name: ty.NONE}, {name: rest} if rest is not None else None)


def local_name(node: ast.expr) -> str | None:
    """The local that an expression reads, or binds by a walrus."""
    if isinstance(node, ast.NamedExpr):
        node = node.target
    return node.id if isinstance(node, ast.Name) else None


def _truth(f: Lowering, node: ast.expr) -> Condition:
    held = f.expr(node)
    if isinstance(held, Static):
        return Condition(bool(held.obj))
    if held.type is ty.NONE:
        return Condition(False)
    name = local_name(node)
    value = truth_of(f, held, node)
    if name is None or not isinstance(held.type, ty.Union):
        return Condition(value)
    rest = without(held.type, ty.NONE)
    return Condition(value, {name: rest} if rest is not None else None)


def truth_of(f: Lowering, v: Value, node: ast.expr) -> Value:
    """The truth of any value, as a bool."""
    span = f.span(node)
    f.b.span = span
    if isinstance(v.type, ty.Tuple):
        return f.b.const(bool(v.type.items), ty.BOOL)
    if isinstance(v.type, ty.Object):
        from .methods import call_method

        for name in ("__bool__", "__len__"):
            found = call_method(f, v, name, [], span)
            if found is not None:
                return truth(f, f.materialise(found, span), span)
        return f.b.const(True, ty.BOOL)
    if isinstance(v.type, ty.Union):
        return _union_truth(f, v, v.type, node)
    return truth(f, v, span)


def _union_truth(f: Lowering, v: Value, t: ty.Union, node: ast.expr) -> Value:
    """Numbers by the rules; other members by hand, so that instances reach `__bool__`."""
    if all(isinstance(m, ty.Scalar) for m in t.members):
        return truth(f, v, f.span(node))
    first = ty.NONE if ty.NONE in t.members else t.members[0]
    rest = without(t, first)
    assert rest is not None
    return f.if_(
        f.b.emit("union.is", v, member=first),
        lambda: truth_of(f, f.b.emit("union.get", v, member=first), node),
        lambda: truth_of(f, f.b.emit("union.get", v, member=rest), node),
        f.span(node),
    )


def is_instance(f: Lowering, node: ast.Call) -> Condition:
    """Decided by the type; a test of the tag for unions."""
    from .parts import Parts

    parts = Parts(f)
    held, wanted = parts.expr(node.args[0]), parts.expr(node.args[1])
    parts.check()
    if not isinstance(wanted, Static):
        f.fail("isinstance needs a type known at compile time", f.span(node.args[1]))
    classes = wanted.obj if isinstance(wanted.obj, tuple) else (wanted.obj,)
    if isinstance(held, Static) and all(isinstance(c, type) for c in classes):
        return Condition(isinstance(held.obj, classes))
    value = f.materialise(held, f.span(node.args[0]))
    members = sorted(_members(value.type), key=repr)
    yes = [m for m in members if _is_instance(m, classes)]
    no = [m for m in members if m not in yes]
    if not yes or not no:
        return Condition(bool(yes))
    test = f.at(node).emit("union.is", value, member=ty.union_of(*yes))
    name = local_name(node.args[0])
    if name is None:
        return Condition(test)
    return Condition(test, {name: ty.union_of(*yes)}, {name: ty.union_of(*no)})


def _is_instance(t: ty.Type, classes: Sequence[Any]) -> bool:
    from .attributes import python_class

    cls = python_class(t)
    return any(isinstance(c, type) and cls is not None and issubclass(cls, c) for c in classes)
