"""Fusion: what one structured op makes only for another is computed where it is used.

Before:
    %t = map %x, %two : array<f64, 1> { (%a: f64, %b: f64): %c = mul %a, %b : f64 yield %c }
    %r = map %t, %y : array<f64, 1> { (%d: f64, %e: f64): %f = add %d, %e : f64 yield %f }
After:
    %r = map %x, %y, %x, %two, %y, shaped=2 : array<f64, 1> {
      (%a: f64, %b: f64, %e: f64):
      %c = mul %a, %b : f64
      %f = add %c, %e : f64
      yield %f
    }

Errors stay what and where they were: the shapes of `%t`'s operands are checked where `%t` stood
(`array.broadcast`, where there is more than one array), those of `%r`'s where `%r` stands. A map is
moved only where its region has no effects, nothing between writes arrays, and nobody else uses it.

Functions of the library that are marked `inline` and hold structured ops are inlined first, and so
are those that regions call.

Not handled: a map used twice; one that is costly and broadcast, which would be computed for each
row; maps across regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..analysis.callgraph import CallGraph
from ..analysis.effects import summaries_of, total
from ..core import Builder, Module, Op, Region, Value, clone_op
from ..ops.elementwise import elements, leading, shapes
from ..traits import EMPTY
from ..types import Array
from .inline import Inline
from .rewrite import forget, regions

MOST = 200  # ops of one region
CHEAP = 2  # ops that may be computed for each row again


def fuse(module: Module) -> None:
    if not any(op.info.elementwise for f in module.functions.values() for op in f.walk()):
        return
    Inline(arrays=True)(module)
    summaries_of(module, CallGraph(module))
    for function in module.functions.values():
        for region in list(regions(function.body)):
            _Fusion(region).run()


class _Fusion:
    """The maps of one region."""

    def __init__(self, region: Region):
        self.region = region

    def run(self) -> None:
        if sum(op.info.elementwise for op in self.region.ops) < 2:
            return
        for op in list(self.region.ops):
            if op.info.elementwise:
                self.into(op)

    def into(self, op: Op) -> None:
        while True:
            made = next((v.op for v in elements(op) if self.fits(v, op)), None)
            if made is None:
                return
            op = _merged(self.region, made, op)

    def fits(self, v: Value, op: Op) -> bool:
        made = v.op
        if made is None or made.opcode != "map" or made.parent is not self.region:
            return False
        if any(u is not op and u.opcode != "array.dim" for u in v.uses):
            return False
        if any(v is x for x in op.operands[: leading(op)]):
            return False
        if _size(made) + _size(op) > MOST:
            return False
        if len(made.regions[0].ops) > CHEAP + 1 and _stretched(made, op):
            return False
        if not _harmless(made.regions[0]):
            return False
        return not self.written(made, op)

    def written(self, made: Op, op: Op) -> bool:
        """Whether anything between the two writes arrays."""
        ops = self.region.ops
        between = ops[ops.index(made) + 1 : ops.index(op)]
        return "array" in total(_nested(between)).writes


def _size(op: Op) -> int:
    """The ops that count of what computes an element."""
    return sum(not inner.info.free for inner in op.regions[0].ops)


def _harmless(region: Region) -> bool:
    """Whether a region has no effects and ends. A `loop` that is only left is a block."""
    ops = list(region.walk())
    again = {op.target for op in ops if op.opcode == "continue"}
    for op in ops:
        info = op.info
        if not (info.effects if info.effects_of is None else info.effects_of(op)).pure:
            return False
        if info.counted or op in again:
            return False
    return True


def _nested(ops: Iterable[Op]) -> Iterable[Op]:
    for op in ops:
        yield op
        for region in op.regions:
            yield from region.walk()


def _stretched(made: Op, op: Op) -> bool:
    """Whether an element of the map may be used for several of the other op."""
    t = made.results[0].type
    assert isinstance(t, Array)
    ranks = [v.type.ndim for v in shapes(op) if isinstance(v.type, Array)]
    if op.info.through is not EMPTY and isinstance(op.operands[0].type, Array):
        ranks.append(op.operands[0].type.ndim)
    if max(ranks) > t.ndim:
        return True
    return all(_has_one(v) for v in shapes(made) if isinstance(v.type, Array))


def _has_one(v: Value) -> bool:
    """Whether an axis of an array certainly has size 1."""
    if v.op is None:
        return False
    if v.op.attrs.get("keepdims"):
        return True
    half = len(v.op.operands[v.op.info.layout]) // 2
    sizes = v.op.operands[v.op.info.layout][:half]
    return any(
        s.op is not None and s.op.opcode == "const" and s.op.attrs["value"] == 1 for s in sizes
    )


def _merged(region: Region, made: Op, op: Op) -> Op:
    """One op for both, in the place of the second; the first is dropped."""
    (result,) = made.results
    shape = _shape(region, made)
    for user in list(result.uses):
        if user is not op:
            user.set_operands([shape if v is result else v for v in user.operands])
    inner = Region()
    arguments: dict[Value, Value] = {}

    def argument(v: Value) -> Value:
        if v not in arguments:
            t = v.type.dtype if isinstance(v.type, Array) else v.type
            arguments[v] = inner.add_arg(t, v.name)
        return arguments[v]

    first = [argument(v) for v in elements(made)]
    value = _copied(inner, made.regions[0], first)
    second = [value if v is result else argument(v) for v in elements(op)]
    found = _copied(inner, op.regions[0], second)
    end = op.regions[0].ops[-1]
    Builder(inner, span=end.span).op("yield", found, types=[])
    checked = _needed([shape if v is result else v for v in shapes(op)])
    operands = [*op.operands[: leading(op)], *checked, *arguments]
    attrs = {**op.attrs, "shaped": len(checked)}
    types = [v.type for v in op.results]
    merged = Op(op.opcode, operands, types, attrs, [inner, *op.regions[1:]], op.span)
    region.insert_before(op, merged)
    for old, new in zip(op.results, merged.results):
        new.name = old.name
        old.replace_with(new)
    for gone in (op, made):
        region.ops.remove(gone)
        forget(_only(gone, merged))
    return merged


def _only(gone: Op, merged: Op) -> Op:
    """An op without the regions that another has taken over."""
    gone.regions = [r for r in gone.regions if all(r is not kept for kept in merged.regions)]
    return gone


def _shape(region: Region, made: Op) -> Value:
    """An array of the shape that a map has, made where it stands."""
    found = _needed([v for v in shapes(made) if isinstance(v.type, Array)])
    if len(found) == 1:
        return found[0]
    t, first = made.results[0].type, found[0].type
    assert isinstance(t, Array) and isinstance(first, Array)
    builder = Builder(region, made, made.span)
    shape = Array(first.dtype, t.ndim)
    return builder.op("array.broadcast", *shapes(made), types=[shape]).result


def _needed(values: Sequence[Value]) -> list[Value]:
    """Operands whose shapes are to be broadcast: the one to which all others are known to fit, if
    there is one."""
    arrays = list(dict.fromkeys(v for v in values if isinstance(v.type, Array)))
    for v in arrays:
        if all(_covers(v, other) for other in arrays):
            return [v]
    return list(values)


def _covers(shape: Value, v: Value) -> bool:
    """Whether an array has certainly the shape that it and `v` broadcast to."""
    if shape is v:
        return True
    op = shape.op
    return (
        op is not None
        and op.opcode == "array.broadcast"
        and any(_covers(x, v) for x in op.operands)
    )


def _copied(inner: Region, body: Region, values: Sequence[Value]) -> Value:
    """A copy of a region's ops at the end of another; what it yields."""
    known = dict(zip(body.args, values))
    ops: dict[Op, Op] = {}
    for op in body.ops[:-1]:
        inner.append(clone_op(op, known, ops))
    (found,) = body.ops[-1].operands
    return known.get(found, found)
