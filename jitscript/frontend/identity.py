"""`is`: which values are one object.

    None, True, False, NumPy's bools    one object each
    lists                               the same instance
    text, arrays                        the same value, where that can be told when the code runs
    other numbers, tuples               only a value under two names; everything else is refused

Compiled values have no identity of their own where Python's objects do. What is certain is
answered, a value under another name too; what nobody can know is an error of the compiler, or where
only the run tells, a ValueError.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence
from typing import NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Function, Region, Value
from . import captured_instances, opaque, user_classes
from .caught import Caught, of_exceptions
from .conditions import Condition, Side, path_of, without
from .emitter import Static
from .lowering import Lowering, raise_if
from .operators.unions import each, members
from .patterns import OPAQUE, describe, is_any_length, is_callable, is_exception, is_opaque
from .sentinel_values import sentinel_of
from .services import service


@service
def same_object(f: Lowering, left: Side, right: Side, node: ast.expr) -> Condition:
    """Whether two operands are one object."""
    a, b = left[0], right[0]
    for (held, source), (other, _) in ((left, right), (right, left)):
        none = isinstance(other, Value) and other.type is ty.NONE
        if none and isinstance(held, Value) and is_opaque(held.type):
            return _none_or_opaque(f, held, source, node)
    if (asked := opaque.same(f, a, b, f.span(node))) is not None:
        return Condition(asked)
    if isinstance(a, Static) and isinstance(b, Static):
        if not (isinstance(a.obj, Caught) and isinstance(b.obj, Caught)):
            return Condition(_static(f, a.obj, b.obj, node))
        if a.obj.value is b.obj.value:
            return Condition(True)
    for (held, source), (other, _) in ((left, right), (right, left)):
        if isinstance(other, Value) and other.type is ty.NONE:
            return _none(f, held, source, node)
    for (held, source), (other, _) in ((left, right), (right, left)):
        if isinstance(other, Static) and isinstance(held, Value):
            alone = sentinel_of(f, other.obj)
            if alone is not None:
                f.materialise(other, f.span(node))
                return _alone(f, held, source, alone, node)
    x, y = (f.materialise(held, f.span(source)) for held, source in (left, right))
    if any(is_exception(m) for v in (x, y) for m in members(v.type)):
        return Condition(of_exceptions(f, "same_exception", x, y, f.span(node)))
    if _named_twice(x, y):
        return Condition(True)
    return _values(f, x, y, f.span(node))


def _none_or_opaque(f: Lowering, held: Value, source: ast.expr, node: ast.expr) -> Condition:
    """Whether what may be an object of Python's is None."""
    span, path = f.span(node), path_of(f, source)
    test = each(f, held, span, lambda x: opaque.is_none(f, x, span))
    rest = without(held.type, ty.NONE)
    if path is None or rest is None or rest is held.type:
        return Condition(test)
    return Condition(test, {path: ty.union_of(ty.NONE, OPAQUE)}, {path: rest})


def _static(f: Lowering, a: object, b: object, node: ast.expr) -> bool:
    """Equal constants may be one object in Python, or not."""
    if a is not b and type(a) is type(b) and type(a) in (int, str, bytes, tuple) and a == b:
        _refuse(f, f"equal constants of type {type(a).__name__}", f.span(node))
    return a is b


def _none(f: Lowering, held: Value | Static, source: ast.expr, node: ast.expr) -> Condition:
    if isinstance(held, Static):
        return Condition(held.obj is None)
    if held.type is ty.NONE:
        return Condition(True)
    return _alone(f, held, source, ty.NONE, node)


def _alone(
    f: Lowering, held: Value, source: ast.expr, member: ty.Type, node: ast.expr
) -> Condition:
    """Whether a value is the only one that a type has."""
    if held.type is member:
        return Condition(True)
    if not isinstance(held.type, ty.Union) or member not in held.type.members:
        return Condition(False)
    test = f.at(node).emit("union.is", held, member=member)
    path = path_of(f, source)
    if path is None:
        return Condition(test)
    rest = without(held.type, member)
    return Condition(test, {path: member}, {path: rest} if rest is not None else None)


def _named_twice(a: Value, b: Value) -> bool:
    """Whether two operands are one value, bound to two names. Of NumPy's numbers, operations that
    change nothing make a new object."""
    x, y = _base(a), _base(b)
    return x is y and not any(isinstance(m, ty.Scalar) and not m.python for m in members(x.type))


def _base(v: Value) -> Value:
    """A value before it was narrowed or widened."""
    while v.op is not None and v.op.opcode in ("union.get", "union.make"):
        v = v.op.operands[0]
    return v


def _values(f: Lowering, a: Value, b: Value, span: Span) -> Condition:
    """Every pair of members: those that cannot be one object first."""
    pairs = [(x, y) for x in members(a.type) for y in members(b.type)]
    known = {pair: _of_types(*pair, a.type, b.type) for pair in pairs}
    for (x, y), found in known.items():
        if f.signature.library and is_any_length(x) and is_any_length(y):
            known[x, y] = None if x is y else False
        elif found is None and not _comparable(x, y):
            _refuse(f, _kind(x, y), span)
    if all(found is False for found in known.values()):
        return Condition(False)

    def decide(left: Sequence[ty.Type], right: Sequence[ty.Type]) -> Value:
        if len(left) > 1:
            return _branch(f, a, left, span, lambda m: decide(m, right))
        if len(right) > 1:
            return _branch(f, b, right, span, lambda m: decide(left, m))
        return _pair(f, _as(f, a, left[0]), _as(f, b, right[0]), known[left[0], right[0]], span)

    f.b.span = span
    return Condition(decide(members(a.type), members(b.type)))


def _branch(
    f: Lowering,
    v: Value,
    left: Sequence[ty.Type],
    span: Span,
    go_on: Callable[[Sequence[ty.Type]], Value],
) -> Value:
    test = f.b.emit("union.is", v, member=left[0])
    return f.if_(test, lambda: go_on(left[:1]), lambda: go_on(left[1:]), span)


def _as(f: Lowering, v: Value, member: ty.Type) -> Value:
    return v if v.type is member else f.b.emit("union.get", v, member=member)


_BOOLS = (ty.BOOL, ty.B1)
_SINGLE = (*_BOOLS, ty.NONE)


def _of_types(x: ty.Type, y: ty.Type, left: ty.Type, right: ty.Type) -> bool | None:
    """What the types of two members tell; None if the values decide. In a union with bool, a
    number is no bool; alone it may have been one, which the border converted."""
    if x is y:
        return True if x is ty.NONE else None
    if isinstance(x, ty.Scalar) and isinstance(y, ty.Scalar):
        certain = x in _BOOLS and y in _BOOLS
        for one, other, union in ((x, y, right), (y, x, left)):
            certain = certain or (one in _BOOLS and one in members(union) and other is not one)
        return False if certain else None
    if isinstance(x, ty.Tuple) and isinstance(y, ty.Tuple) and x.name != y.name:
        return False
    if isinstance(x, ty.Tuple) and isinstance(y, ty.Tuple) and len(x.items) == len(y.items):
        return None
    if is_callable(x) and is_callable(y):
        return None
    if all(is_any_length(t) or (isinstance(t, ty.Tuple) and not t.name) for t in (x, y)):
        return None
    return False


def _comparable(x: ty.Type, y: ty.Type) -> bool:
    return (
        x is y
        and not is_any_length(x)
        and (x in _SINGLE or isinstance(x, (ty.Object, ty.Array, ty.Buffer, ty.Enum)))
    )


def _kind(x: ty.Type, y: ty.Type) -> str:
    if isinstance(x, ty.Tuple) or is_any_length(x):
        return "tuples"
    if is_callable(x):
        return "functions of different types"
    types = dict.fromkeys((describe(x), describe(y)))
    return f"numbers of type {' and '.join(types)}"


def _refuse(f: Lowering, what: str, span: Span) -> NoReturn:
    f.fail(
        f"`is` compares identity, which {what} do not have in compiled code",
        span,
        hint="use == instead",
    )


def _pair(f: Lowering, a: Value, b: Value, known: bool | None, span: Span) -> Value:
    """Two values of one type."""
    f.b.span = span
    if known is not None:
        return f.b.const(known, ty.BOOL)
    if isinstance(a.type, ty.Enum):
        return f.b.emit("eq", f.b.emit("enum.code", a), f.b.emit("enum.code", b))
    if a.type in _BOOLS:
        return f.b.emit("eq", a, b)
    if isinstance(a.type, ty.Object) and a.type.name == "str":
        f.unit.text_identity = True
        return f.call_library(operator.is_, [a, b], span)
    if is_callable(a.type):
        return f.same_function(a, b, span)
    if user_classes.class_of(a.type) is not None:
        captured_instances.compared(f, a.type, span)
    same = f.b.emit("same_object", a, b)
    if not isinstance(a.type, ty.Array):
        return same
    return _arrays(f, a, b, same, span)


# --- arrays -------------------------------------------------------------------------------------


def _arrays(f: Lowering, a: Value, b: Value, same: Value, span: Span) -> Value:
    """A view of the whole of an array is another object, though nothing tells the two apart."""
    x, y = _base(a), _base(b)
    for one, other in ((x, y), (y, x)):
        if _is_made(one) and (_is_given(f, other) or _is_made(other)):
            return f.b.const(False, ty.BOOL)
    given = _is_given(f, x) and _is_given(f, y)
    if not given and (_may_pass(f, x) or _may_pass(f, y) or _has_views(f)):
        message = "`is` cannot tell an array from a view of all of it: compare what they hold"
        raise_if(f, same, "ValueError", message, span)
        return f.b.const(False, ty.BOOL)
    return same


_FLOW = ("if", "loop", "for")
_PASSING = ("call", "extern", "tuple.get", "field.get", "buffer.load", "select", *_FLOW)


def _is_given(f: Lowering, v: Value) -> bool:
    """Whether an array is a constant, or came from Python."""
    if v.op is not None:
        return v.op.opcode == "array.const"
    return _is_parameter(v) and f.instance.caller is None


def _is_parameter(v: Value) -> bool:
    return isinstance(v.owner, Region) and isinstance(v.owner.parent, Function)


def _is_made(v: Value) -> bool:
    """Whether an op has just made the array: a view, or one with memory of its own."""
    return v.op is not None and v.op.opcode not in (*_PASSING, "array.const")


def _may_pass(f: Lowering, v: Value) -> bool:
    """Whether an array came from elsewhere, where it may have been a view."""
    if v.op is None:
        return _is_parameter(v) and not _is_given(f, v)
    return v.op.opcode in _PASSING and v.op.opcode not in _FLOW


def _has_views(f: Lowering) -> bool:
    """Whether the function makes views anywhere."""
    return any(
        isinstance(n, ast.Slice) or (isinstance(n, ast.Attribute) and n.attr == "T")
        for n in ast.walk(f.source.tree)
    )
