"""The algebra of canonicalisation: what one op is equal to, given what defines its operands.

`fold(op, b)` returns a value to use instead of the op's only result, or None. Every rule is exact:
for floats only what IEEE allows for all operands, signed zeros and nans included. New ops, if any,
are made by the builder `b`, which stands before the op.

Not handled: sums and products are not reordered; nothing looks through memory.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import claims
from ..analysis.poison import maybe_poison
from ..core import Builder, Op, Value
from ..types import (
    BOOL,
    BY_NAME,
    INT,
    NUMPY_TWIN,
    PYTHON_TWIN,
    Scalar,
    Type,
    Union,
)
from .fold_constants import constant, evaluate

Rule = Callable[[Op, Builder], "Value | None"]
RULES: dict[str, Rule] = {}


def rule(*names: str) -> Callable[[Rule], Rule]:
    def add(fn: Rule) -> Rule:
        RULES.update(dict.fromkeys(names, fn))
        return fn

    return add


def fold(op: Op, b: Builder) -> Value | None:
    for value in op.operands:
        if not isinstance(value.owner, Op) or value.owner.info.name != "const":
            break
    else:
        found = evaluate(op, b) if op.operands else None
        if found is not None:
            return found
    own = RULES.get(op.info.name)
    return own(op, b) if own is not None else None


def is_integer(t: Type) -> bool:
    return isinstance(t, Scalar) and t.kind in ("int", "uint")


def defined_by(value: Value, *names: str) -> Op | None:
    op = value.op
    return op if op is not None and op.info.name in names else None


# --- numbers ------------------------------------------------------------------------------------


def _is_zero(value: Any, negative: bool) -> bool:
    """Whether a float constant is the zero of that sign."""
    return isinstance(value, float) and value == 0 and (math.copysign(1, value) < 0) == negative


@rule("add", "checked_add")
def _add(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    for v, other in ((x, y), (y, x)):
        c = constant(v)
        if c is None:
            continue
        if is_integer(v.type):
            if c == 0:
                return other
        elif _is_zero(c, negative=True):
            return other
    return None


@rule("sub", "checked_sub")
def _sub(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    c = constant(y)
    if is_integer(x.type):
        if c == 0:
            return x
        return b.const(0, x.type) if x is y else _remainder(x, y, b)
    return x if _is_zero(c, negative=False) else None


def _remainder(x: Value, y: Value, b: Builder) -> Value | None:
    """x - x / d * d is the remainder."""
    product = y.op
    if product is None or product.info.base != "mul":
        return None
    for quotient, d in (product.operands, product.operands[::-1]):
        division = defined_by(quotient, "tdiv")
        if division is not None and division.operands == (x, d):
            return b.emit("trem", x, d)
    return None


@rule("mul", "checked_mul")
def _mul(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    for v, other in ((x, y), (y, x)):
        c = constant(v)
        if c is None or isinstance(c, complex):
            continue
        if c == 1 and v.type.kind != "complex":  # type: ignore[attr-defined]
            return other
        if c == 0 and is_integer(v.type):
            return v
    return None


@rule("div", "tdiv")
def _div(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    c = constant(y)
    return x if c == 1 and not isinstance(c, complex) and x.type.kind != "complex" else None  # type: ignore[attr-defined]


@rule("and")
def _and(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    if x is y:
        return x
    for v, other in ((x, y), (y, x)):
        c = constant(v)
        if c is not None and not c:
            return v
        if c is True or (c is not None and is_integer(v.type) and c in (-1, _ones(v.type))):
            return other
    return None


@rule("or")
def _or(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    if x is y:
        return x
    for v, other in ((x, y), (y, x)):
        c = constant(v)
        if c is not None and not c:
            return other
        if c is True:
            return v
    return None


def _ones(t: Type) -> int:
    assert isinstance(t, Scalar)
    return (1 << t.bits) - 1 if t.kind == "uint" else -1


@rule("xor", "shl", "shr")
def _shift(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    c = constant(y)
    return x if c is not None and not c else None


@rule("not")
def _not(op: Op, b: Builder) -> Value | None:
    inner = op.operands[0].op
    if inner is None:
        return None
    if inner.opcode == "not":
        return inner.operands[0]
    if inner.info.comparison and inner.operands[0].type.kind != "float":  # type: ignore[attr-defined]
        if inner.operands[0].type.kind == "complex":  # type: ignore[attr-defined]
            return None
        return b.emit(inner.info.inverse, *inner.operands)
    return None


@rule("neg", "bitcast")
def _twice(op: Op, b: Builder) -> Value | None:
    inner = defined_by(op.operands[0], op.opcode)
    if inner is None or inner.operands[0].type is not op.result.type:
        return None
    return inner.operands[0]


@rule("lt", "le", "gt", "ge", "eq", "ne")
def _compare(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    kind = x.type.kind  # type: ignore[attr-defined]
    if x is y and kind not in ("float", "complex"):
        return b.const(op.info.order[1], BOOL)
    if kind == "bool" and x.type is BOOL and op.info.commutative:
        for v, other in ((x, y), (y, x)):
            c = constant(v)
            if c is not None:
                same = bool(c) == op.info.order[1]
                return other if same else b.emit("not", other)
    return _shifts_back(x, y, op, b) or _shifts_back(y, x, op, b)


def _shifts_back(x: Value, y: Value, op: Op, b: Builder) -> Value | None:
    """c << n >> n == c, where c is a constant, asks whether n is small enough."""
    back, c = defined_by(x, "shr"), constant(y)
    if back is None or c is None or x.type is not INT or not op.info.commutative:
        return None
    n = back.operands[1]
    shift = defined_by(back.operands[0], "shl")
    if shift is None or shift.operands[1] is not n or constant(shift.operands[0]) != c:
        return None
    most = x.type.bits - 1 - (c if c >= 0 else ~c).bit_length()
    return b.emit("le" if op.info.order[1] else "gt", n, b.const(most, INT))


@rule("select")
def _select(op: Op, b: Builder) -> Value | None:
    c, x, y = op.operands
    if x is y:
        return x
    known = constant(c)
    if known is not None:
        return x if known else y
    if x.type is BOOL:
        then, other = constant(x), constant(y)
        if then is True and other is False:
            return c
        if then is False and other is True:
            return b.emit("not", c)
        # What is not chosen may be poison; an `or` or `and` would depend on it.
        if then is True and not maybe_poison(y):
            return b.emit("or", c, y)
        if other is False and not maybe_poison(x):
            return b.emit("and", c, x)
    return None


@rule("freeze")
def _freeze(op: Op, b: Builder) -> Value | None:
    (x,) = op.operands
    return None if maybe_poison(x) else x


def _is_twin(x: Type, y: Type) -> bool:
    return NUMPY_TWIN.get(x) is y or PYTHON_TWIN.get(x) is y  # type: ignore[call-overload]


@rule("cast")
def _cast(op: Op, b: Builder) -> Value | None:
    (x,) = op.operands
    to = op.result.type
    if x.type is to:
        return x
    root = defined_by(x, "sqrt") if repr(x.type) in ("float", "f64") else None
    if root is not None and to is BY_NAME["f32"]:
        # A double has more than twice the digits: rounded once more, the root is that of the float.
        wide = defined_by(root.operands[0], "cast")
        return b.emit("sqrt", *wide.operands) if wide and wide.operands[0].type is to else None
    inner = defined_by(x, "cast")
    if inner is None:
        return None
    source = inner.operands[0]
    if _is_twin(source.type, x.type) or (source.type is BOOL and to is BOOL):
        return source if source.type is to else b.emit("cast", source, to=to)
    return None


@rule("real", "imag")
def _part(op: Op, b: Builder) -> Value | None:
    made = defined_by(op.operands[0], "complex")
    return made.operands[op.opcode == "imag"] if made is not None else None


# --- values made of values ----------------------------------------------------------------------


@rule("tuple.get")
def _tuple_get(op: Op, b: Builder) -> Value | None:
    made = defined_by(op.operands[0], "tuple.make")
    return made.operands[op.attrs["index"]] if made is not None else None


def _members(t: Type) -> set[Type]:
    return set(t.members) if isinstance(t, Union) else {t}


@rule("union.make")
def _union_make(op: Op, b: Builder) -> Value | None:
    (x,) = op.operands
    if x.type is op.result.type:
        return x
    made = defined_by(x, "union.make")
    if made is not None:
        return b.emit("union.make", made.operands[0], to=op.result.type)
    return None


@rule("union.is")
def _union_is(op: Op, b: Builder) -> Value | None:
    (x,) = op.operands
    asked = _members(op.attrs["member"])
    made = defined_by(x, "union.make")
    possible = _members(made.operands[0].type if made is not None else x.type)
    if possible <= asked:
        return b.const(True, BOOL)
    if not possible & asked:
        return b.const(False, BOOL)
    if made is not None and isinstance(made.operands[0].type, Union):
        found = tuple(m for m in made.operands[0].type.members if m in asked)
        member = found[0] if len(found) == 1 else Union(found)
        return b.emit("union.is", made.operands[0], member=member)
    return None


@rule("union.get")
def _union_get(op: Op, b: Builder) -> Value | None:
    (x,) = op.operands
    wanted = op.result.type
    if x.type is wanted:
        return x
    made = defined_by(x, "union.make")
    if made is None:
        return None
    inner = made.operands[0]
    if inner.type is wanted:
        return inner
    if _members(wanted) <= _members(inner.type):
        return b.emit("union.get", inner, member=wanted)
    if _members(inner.type) <= _members(wanted):
        return b.emit("union.make", inner, to=wanted)
    return None


# --- memory -------------------------------------------------------------------------------------


@rule("array.dim")
def _dim(op: Op, b: Builder) -> Value | None:
    made = op.operands[0].op
    axis = op.attrs["axis"]
    if made is None:
        return None
    if made.dims:
        return made.dims[axis]
    if made.opcode == "assume_contiguous":
        return b.emit("array.dim", made.operands[0], axis=axis)
    return None


@rule("array.stride")
def _stride(op: Op, b: Builder) -> Value | None:
    array = op.operands[0]
    made = array.op
    axis = op.attrs["axis"]
    rank = array.type.ndim  # type: ignore[attr-defined]
    if made is None:
        return None
    if made.strides:
        return made.strides[axis]
    if made.info.contiguous and axis == rank - 1:
        return b.const(max(array.type.dtype.bits // 8, 1), INT)  # type: ignore[attr-defined]
    return None


def _base(value: Value) -> Value:
    """The array of which `value` is a view."""
    while value.op is not None and value.op.info.view:
        value = value.op.operands[0]
    return value


@rule("array.overlap")
def _overlap(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    if x is y:
        return b.const(False, BOOL)
    x, y = _base(x), _base(y)
    if x is y:
        return None
    for fresh, other in ((x, y), (y, x)):
        # Memory made in this function is not that of a parameter, nor of another allocation.
        if _made(fresh, "fresh") and (
            _made(other, "fresh") or _made(other, "frozen") or _is_param(other)
        ):
            claims.rely(b, "apart", *op.operands, by="canonicalize")
            return b.const(False, BOOL)
    return None


def _made(value: Value, trait: str) -> bool:
    return value.op is not None and getattr(value.op.info, trait)


def _is_param(value: Value) -> bool:
    return value.op is None and not isinstance(value.owner.parent, Op)


@rule("buffer.len")
def _len(op: Op, b: Builder) -> Value | None:
    made = op.operands[0].op
    if made is not None and made.opcode == "buffer.new":
        return made.operands[0]
    if made is not None and made.opcode == "buffer.const":
        return b.const(len(made.attrs["data"]), INT)
    return None


@rule("same_object")
def _same_object(op: Op, b: Builder) -> Value | None:
    x, y = op.operands
    return b.const(True, BOOL) if x is y else None
