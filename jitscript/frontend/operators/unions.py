"""Operators where an operand may be one of several types.

Most unions come from a loop such as `s = 0.0` … `s += a[i]`: Python's float meets NumPy's. Both
members have the same bits and, for `+ - * < …`, the same machine op, so that op is emitted once
and only the tag of the result depends on the tags of the operands:

    %x = (s as f64)          # a select that disappears: both members share their place
    %r = add %x, %y : f64
    %t = select %s_is_float, (float %r), (f64 %r) : f64 | float

Where the members differ (checked against wrapping ints, division) there is one branch for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...diagnostics import Span
from ...ir import types as T
from ...ir.core import Value
from ...ir.types import Scalar, Type, Union
from ...ir.types import members as members
from ..emitter import Emitter
from . import promote
from .scalar import Plan, Unsupported, cast, plan

Leaf = Callable[[Value, Value], Value]


def once(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value | None:
    """The operation as one machine op with a tag, or None where the members differ."""
    plans = _plans(op, a.type, b.type)
    if not plans:
        return None
    first = next(iter(plans.values()))
    results = {p.result for p in plans.values()}
    if len(results) > 1 and any(p.result.python != _both(pair) for pair, p in plans.items()):
        return None
    shapes = [(p.opcode, p.operand, p.result) for p in plans.values()]
    alike = {(name, promote.machine(t), promote.machine(r)) for name, t, r in shapes}
    if len(alike) > 1 or not first.opcode or not _one_shape(a.type) or not _one_shape(b.type):
        return None
    t = promote.machine(first.operand)
    x, y = (cast(e, strip(e, v, span), t, span) for v in (a, b))
    raw = e.b.op(first.opcode, x, y, span=span).result
    if len(results) == 1:
        return cast(e, raw, results.pop(), span)
    return tag_twin(e, raw, all_python(e, [a, b], span), span)


def comparable_at_once(op: str, a: Type, b: Type) -> bool:
    """Whether every pair of members compares with one op on one representation."""
    if not (_one_shape(a) and _one_shape(b)) or bits_of(a) is not bits_of(b):
        return False
    return op in ("Eq", "NotEq") or bits_of(a).kind not in ("bool", "complex")


def compare_once(e: Emitter, opcode: str, a: Value, b: Value, span: Span) -> Value:
    """Compare the bits; the result is a bool where both are builtins, else NumPy's."""
    raw = e.b.op(opcode, strip(e, a, span), strip(e, b, span), span=span).result
    pairs = [(x, y) for x in members(a.type) for y in members(b.type)]
    results = {T.BOOL if _both(pair) else T.B1 for pair in pairs}
    if len(results) == 1:
        return cast(e, raw, results.pop(), span)
    bits = cast(e, raw, T.B1, span)
    return tag_twin(e, bits, all_python(e, [a, b], span), span)


def _both(pair: tuple[Type, Type]) -> bool:
    """Whether both are builtin types."""
    return all(isinstance(t, Scalar) and t.python for t in pair)


def _plans(op: str, a: Type, b: Type) -> dict[tuple[Type, Type], Plan]:
    """The plan for each pair of members; none at all if a pair has no cheap one."""
    found: dict[tuple[Type, Type], Plan] = {}
    for x in members(a):
        for y in members(b):
            if not isinstance(x, Scalar) or not isinstance(y, Scalar):
                return {}
            try:
                found[x, y] = plan(op, x, y)
            except Unsupported:
                return {}
    return found


def _one_shape(t: Type) -> bool:
    """Whether all members have one representation: a scalar, or a pair of twins."""
    return all(isinstance(m, Scalar) for m in members(t)) and (
        len({promote.machine(m) for m in members(t) if isinstance(m, Scalar)}) == 1
    )


def twins(t: Type) -> bool:
    """Whether `t` is a union of a builtin type and its NumPy twin."""
    return isinstance(t, Union) and len(t.members) == 2 and _one_shape(t)


def bits_of(t: Type) -> Scalar:
    """The NumPy type of a scalar's bits, or of a union of twins."""
    first = members(t)[0]
    assert isinstance(first, Scalar)
    return promote.machine(first)


def strip(e: Emitter, v: Value, span: Span) -> Value:
    """A scalar or union of twins as the NumPy type of its bits."""
    if isinstance(v.type, Scalar):
        return cast(e, v, promote.machine(v.type), span)
    assert isinstance(v.type, Union)
    bits = bits_of(v.type)
    plain = T.PYTHON_TWIN[bits]
    inner = e.b.op("union.get", v, span=span, member=plain).result
    other = e.b.op("union.get", v, span=span, member=bits).result
    is_python = e.b.op("union.is", v, span=span, member=plain).result
    return e.b.op("select", is_python, cast(e, inner, bits, span), other, span=span).result


def all_python(e: Emitter, values: Sequence[Value], span: Span) -> Value:
    """A bool: whether every value that may be a builtin or its twin is the builtin."""
    found: Value | None = None
    for v in values:
        if not isinstance(v.type, Union):
            continue
        plain = next(m for m in v.type.members if isinstance(m, Scalar) and m.python)
        test = e.b.op("union.is", v, span=span, member=plain).result
        found = test if found is None else e.b.op("and", found, test, span=span).result
    assert found is not None
    return found


def tag_twin(e: Emitter, bits: Value, is_python: Value, span: Span) -> Value:
    """A NumPy scalar as `twin | itself`, the builtin twin where the bool says so."""
    assert isinstance(bits.type, Scalar)
    plain = T.PYTHON_TWIN[bits.type]
    both = T.union_of(plain, bits.type)
    as_python = e.b.op("union.make", cast(e, bits, plain, span), span=span, to=both).result
    as_numpy = e.b.op("union.make", bits, span=span, to=both).result
    return e.b.op("select", is_python, as_python, as_numpy, span=span).result


def settled(e: Emitter, v: Value, others: Sequence[Value], span: Span) -> Value:
    """A union of twins as NumPy's scalar, for an operation of NumPy's that gives that type beside
    `others`, whichever of the two it is; any other value as it is."""
    if not twins(v.type):
        return v
    bits = bits_of(v.type)
    if bits.kind == "bool":
        return v
    plain = T.PYTHON_TWIN[bits]
    beside = [t.dtype if isinstance(t, T.Array) else t for t in (x.type for x in others)]
    for t in beside:
        if not isinstance(t, Scalar):
            return v
        if not t.python and promote.common(plain, t) is not promote.common(bits, t):
            return v
    return strip(e, v, span)


def each(e: Emitter, v: Value, span: Span, leaf: Callable[[Value], Value]) -> Value:
    """Branch on the tag: `leaf` on the value as each member."""
    if not isinstance(v.type, Union):
        return leaf(v)
    return _branch(e, v, list(v.type.members), span, leaf)


def _branch(
    e: Emitter, v: Value, left: list[Type], span: Span, leaf: Callable[[Value], Value]
) -> Value:
    member = left[0]

    def here() -> Value:
        return leaf(e.b.op("union.get", v, span=span, member=member).result)

    if len(left) == 1:
        return here()
    test = e.b.op("union.is", v, span=span, member=member).result
    return e.if_(test, here, lambda: _branch(e, v, left[1:], span, leaf), span)


def pairs(e: Emitter, a: Value, b: Value, span: Span, leaf: Leaf) -> Value:
    """Branch on the tags of both: `leaf` on every pair of members."""
    return each(e, a, span, lambda x: each(e, b, span, lambda y: leaf(x, y)))
