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
(`array.broadcast`, where there is more than one array), those of `%r`'s where `%r` stands. So does
the order of the result's axes in memory, which is told by the same operands. A map is moved only
where its region has no effects, nothing between writes arrays, and nobody else uses it.

Functions of the library that are marked `inline` and hold structured ops are inlined first, and so
are those that regions call.

Not handled: a map used twice; one that is costly and broadcast, which would be computed for each
row; maps across regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..analysis.callgraph import CallGraph
from ..analysis.effects import summaries_of, total
from ..core import Builder, Function, Module, Op, Region, Value
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
        # What was found out about the regions of ops, so that a long one is gone through once.
        self.sizes: dict[Op, int] = {}
        self.harmless: dict[Op, bool] = {}

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
            self.sizes[op] = self.size(made) + self.size(op)
            self.ends(op)  # `made` does: both will if this one does
            _merge(self.region, made, op)

    def size(self, op: Op) -> int:
        """The ops that count of what computes an element."""
        if op not in self.sizes:
            self.sizes[op] = sum(not inner.info.free for inner in op.regions[0].ops)
        return self.sizes[op]

    def ends(self, op: Op) -> bool:
        """Whether what computes an element is harmless."""
        if op not in self.harmless:
            self.harmless[op] = _harmless(op.regions[0])
        return self.harmless[op]

    def fits(self, v: Value, op: Op) -> bool:
        made = v.op
        if made is None or made.opcode != "map" or made.parent is not self.region:
            return False
        if any(u is not op and u.opcode != "array.dim" for u in v.uses):
            return False
        if any(v is x for x in op.operands[: leading(op)]):
            return False
        if self.size(made) + self.size(op) > MOST:
            return False
        if op.regions[1:] and v.type.ndim > 1 and _turns(made):  # type: ignore[attr-defined]
            return False  # it goes through its operands as they lie
        if len(made.regions[0].ops) > CHEAP + 1 and _stretched(made, op):
            return False
        if not self.ends(made):
            return False
        return not self.written(made, op)

    def written(self, made: Op, op: Op) -> bool:
        """Whether anything between the two writes arrays."""
        ops = self.region.ops
        between = ops[ops.index(made) + 1 : ops.index(op)]
        return "array" in total(_nested(between)).writes


def _turns(made: Op) -> bool:
    """Whether a map may lie in another order than NumPy's K order of what its elements are of."""
    laid = [made, *(v.op for v in shapes(made) if v.op and v.op.opcode == "array.broadcast")]
    orders = {op.attrs.get("order") for op in laid}
    return "C" in orders or (
        "like" in orders
        and not all(_lies_whole(v) for v in elements(made) if isinstance(v.type, Array))
    )


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


def _merge(region: Region, made: Op, op: Op) -> None:
    """Have `op` compute what `made` does, which is dropped. Ops are moved, not copied: of a long
    chain each is touched once."""
    (result,) = made.results
    shape = _shape(region, made)
    for user in list(result.uses):
        if user is not op:
            user.set_operands([shape if v is result else v for v in user.operands])
    inner, own = made.regions[0], op.regions[0]
    arguments: dict[Value, Value] = {}

    def argument(v: Value, known: Value) -> None:
        if arguments.setdefault(v, known) is not known:
            known.replace_with(arguments[v])

    for v, known in zip(elements(made), inner.args):
        argument(v, known)
    end = inner.ops.pop()
    (value,) = end.operands
    forget(end)
    for v, known in zip(elements(op), own.args):
        if v is result:
            known.replace_with(value)
        else:
            argument(v, known)
    inner.args = list(arguments.values())
    for i, (v, known) in enumerate(arguments.items()):
        known.owner, known.index, known.name = inner, i, v.name
    for moved in own.ops:
        inner.append(moved)
    own.ops = []
    checked = [shape if v is result else v for v in shapes(op)]
    if not leading(op):  # else all are named where they do not fit what is written to
        checked = _needed(checked)
    op.set_operands([*op.operands[: leading(op)], *checked, *arguments])
    op.attrs = {**op.attrs, "shaped": len(checked)}
    op.regions[0], inner.parent = inner, op
    made.regions = []
    region.ops.remove(made)
    forget(made)


def _shape(region: Region, made: Op) -> Value:
    """An array of the shape that a map has, made where it stands."""
    found = _needed([v for v in shapes(made) if isinstance(v.type, Array)])
    t, first = made.results[0].type, found[0].type
    assert isinstance(t, Array) and isinstance(first, Array)
    order = made.attrs.get("order") if t.ndim > 1 else None
    if len(found) == 1 and order is None and (t.ndim < 2 or _lies_whole(found[0])):
        return found[0]
    builder = Builder(region, made, made.span)
    shape = Array(first.dtype, t.ndim)
    attrs = {} if order is None else {"order": order}
    return builder.op("array.broadcast", *shapes(made), types=[shape], **attrs).result


def _lies_whole(v: Value) -> bool:
    """Whether an array repeats no elements, so that one made of it lies as it does."""
    if v.op is None:  # a parameter, of a variant for contiguous arrays
        owner = v.owner.parent if isinstance(v.owner, Region) else None
        return isinstance(owner, Function) and bool(owner.attrs.get("contiguous"))
    return v.op.info.laid or v.op.info.fresh or v.op.info.contiguous


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
