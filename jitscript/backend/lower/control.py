"""Control flow: nested regions become basic blocks, carried values become phi nodes."""

from __future__ import annotations

import math

from ...ir.core import Op, Region, Value
from ...ir.types import INT
from ..layout import layout
from ..marks import rolled, unrolled
from ..writer import LIKELY, UNLIKELY, symbol
from .function import FunctionLowering, Join, Loop

MOST_UNROLLED = 64  # rounds of a loop of which nothing else is left


def _cold(region: Region) -> bool:
    """Whether control rarely comes here: the region fails, or leaves for an outlined function."""
    if region.ops[-1].info.cold:
        return True
    return any(op.attrs.get("outlined") for op in region.ops)


def lower_if(f: FunctionLowering, op: Op) -> None:
    then, other = op.regions
    labels = f.label("then"), f.label("else")
    weights = UNLIKELY if _cold(then) else LIKELY if _cold(other) else ""
    f.branch(f.one(op.operands[0]), *labels, weights)
    end = Join(f.label("end"))
    f.yields.append(end)
    before = f.owned
    for label, region in zip(labels, op.regions):
        f.start(label)
        f.owned = before
        f.region(region)
    f.yields.pop()
    f.join(end, op.results)


def lower_yield(f: FunctionLowering, op: Op) -> None:
    f.arrive(f.yields[-1], op.operands)


def lower_loop(f: FunctionLowering, op: Op) -> None:
    (region,) = op.regions
    head, leave = Join(f.label("loop")), Join(f.label("left"))
    f.arrive(head, op.operands)
    f.start(head.label)
    types = [v.type for v in region.args]
    line, names = f.phis(types)
    f.values.update(zip(region.args, names))
    f.take(region.args)
    f.loops[op] = Loop(head, leave)
    outer, f.hot = f.hot, True
    f.region(region)
    f.hot = outer
    f.fill(line, types, names, head.edges)
    f.join(leave, op.results)


def lower_for(f: FunctionLowering, op: Op) -> None:
    """The head tests, the latch steps.

    With a step of 1 or -1 the induction variable cannot leave 64 bits and is compared with the
    end. Any other step counts the iterations, whose number is computed first, where the target
    divides fast.
    """
    (region,) = op.regions
    start, stop, step = (f.one(v) for v in op.bounds)
    carried = op.carried_args
    unit = step in ("1", "-1")
    if not unit and not f.target.rounds:
        _lower_strided(f, op, region, carried)
        return
    count = "" if unit else _iterations(f, start, stop, step)
    head, latch, leave = (Join(f.label(hint)) for hint in ("for", "next", "done"))
    f.arrive(head, op.carried)
    entry = head.edges[0][0]
    f.start(head.label)
    types = [INT, *(v.type for v in carried)] if unit else [INT, INT, *(v.type for v in carried)]
    line, names = f.phis(types)
    steady = names[1:] if unit else names[2:]
    iv = names[0][0]
    f.values[region.args[0]] = [iv]
    f.values.update(zip(carried, steady))
    body = f.label("body")
    if unit:
        more = f.new(f"icmp {'slt' if step == '1' else 'sgt'} i64 {iv}, {stop}")
    else:
        more = f.new(f"icmp ne i64 {names[1][0]}, 0")
    leave.edges.append((head.label, [leaf for group in steady for leaf in group]))
    leave.owned = f.owned
    f.branch(more, body, leave.label)
    f.start(body)
    f.take(carried)
    f.loops[op] = Loop(latch, leave)
    outer, f.hot = f.hot, True
    f.region(region)
    f.hot = outer
    edges = [(entry, [start, *([] if unit else [count]), *head.edges[0][1]])]
    if latch.edges:
        edges.append(_step(f, latch, carried, iv, step, "" if unit else names[1][0], head.label))
        if f.target.private and _rounds(op) <= MOST_UNROLLED and _looks_into_own(op):
            f.lines[-1] += unrolled(f.w)
    f.fill(line, types, names, edges)
    f.join(leave, op.results)


def _rounds(op: Op) -> float:
    """How many rounds a loop has, where that is known."""
    ends = [v.op.attrs["value"] for v in op.bounds if v.op is not None and v.op.opcode == "const"]
    return len(range(*ends)) if len(ends) == 3 else math.inf


def _looks_into_own(op: Op) -> bool:
    """Whether rounds come to elements of arrays that are the thread's own: without the loop, these
    are registers."""
    return any(
        v.op is not None and v.op.opcode == "device.local" for o in op.walk() for v in o.operands
    )


def _step(
    f: FunctionLowering, latch: Join, carried: list[Value], iv: str, step: str, left: str, head: str
) -> tuple[str, list[str]]:
    """The latch: its edge to the head."""
    leaves = _arrived(f, latch, carried)
    after = [f.new(f"add{'' if left else ' nsw'} i64 {iv}, {step}")]
    if left:
        after.append(f.new(f"add i64 {left}, -1"))
    f.jump(head)
    return latch.label, [*after, *leaves]


def _arrived(f: FunctionLowering, latch: Join, carried: list[Value]) -> list[str]:
    """Open the latch; what came there."""
    f.start(latch.label)
    if len(latch.edges) == 1:
        return latch.edges[0][1]
    types = [v.type for v in carried]
    line, names = f.phis(types)
    f.fill(line, types, names, latch.edges)
    return [leaf for group in names for leaf in group]


def _lower_strided(f: FunctionLowering, op: Op, region: Region, carried: list[Value]) -> None:
    """The latch tests whether a step is less than what is left of the way, which cannot leave 64
    bits and takes no division."""
    start, stop, step = (f.one(v) for v in op.bounds)
    first, last, size = _upwards(f, start, stop, step)
    some = f.new(f"icmp slt i64 {first}, {last}")
    way = f.new(f"sub i64 {last}, {first}")
    enter, head, latch, leave = (Join(f.label(hint)) for hint in ("enter", "for", "next", "done"))
    f.arrive(enter, op.carried)
    given = enter.edges[0][1]
    f.start(enter.label)
    f.branch(some, head.label, leave.label)
    leave.edges.append((enter.label, given))
    leave.owned = f.owned
    f.start(head.label)
    types = [INT, INT, *(v.type for v in carried)]
    line, names = f.phis(types)
    iv, left = names[0][0], names[1][0]
    f.values.update(zip(region.args, [[iv], *names[2:]]))
    f.take(carried)
    f.loops[op] = Loop(latch, leave)
    outer, f.hot = f.hot, True
    f.region(region)
    f.hot = outer
    edges = [(enter.label, [start, way, *given])]
    if latch.edges:
        leaves = _arrived(f, latch, carried)
        more = f.new(f"icmp ugt i64 {left}, {size}")
        after = [f.new(f"add i64 {iv}, {step}"), f.new(f"sub i64 {left}, {size}")]
        f.branch(more, head.label, leave.label, rolled(f.w))
        edges.append((latch.label, [*after, *leaves]))
        leave.edges.append((latch.label, leaves))
    f.fill(line, types, names, edges)
    f.join(leave, op.results)


def _upwards(f: FunctionLowering, start: str, stop: str, step: str) -> tuple[str, str, str]:
    """The ends of a range in the order of their size, and the size of a step."""
    if not step.startswith("%"):
        n = int(step)
        return (start, stop, step) if n > 0 else (stop, start, str(-n))
    up = f.new(f"icmp sgt i64 {step}, 0")
    back = f.new(f"sub i64 0, {step}")
    size = f.new(f"select i1 {up}, i64 {step}, i64 {back}")
    first = f.new(f"select i1 {up}, i64 {start}, i64 {stop}")
    return first, f.new(f"select i1 {up}, i64 {stop}, i64 {start}"), size


def _iterations(f: FunctionLowering, start: str, stop: str, step: str) -> str:
    """How many values range(start, stop, step) has, as an unsigned number."""

    first, last, size = _upwards(f, start, stop, step)
    some = f.new(f"icmp slt i64 {first}, {last}")
    gap = f.new(f"sub i64 {last}, {first}")
    short = f.new(f"add i64 {gap}, -1")
    whole = f.new(f"udiv i64 {short}, {size}")
    count = f.new(f"add i64 {whole}, 1")
    return f.new(f"select i1 {some}, i64 {count}, i64 0")


def lower_continue(f: FunctionLowering, op: Op) -> None:
    assert op.target is not None
    f.arrive(f.loops[op.target].again, op.operands)


def lower_break(f: FunctionLowering, op: Op) -> None:
    assert op.target is not None
    f.arrive(f.loops[op.target].leave, op.operands)


def lower_return(f: FunctionLowering, op: Op) -> None:
    t = f.function.result
    (value,) = op.operands
    start = f"{{i32 0, {layout(t).reg} poison}}" if layout(t).leaves else "zeroinitializer"
    whole = f.insert(f.result, start, t, f.values[value], (1,))
    f.emit(f"ret {f.result} {whole}")
    f.block = None


def lower_unreachable(f: FunctionLowering, op: Op) -> None:
    f.emit("unreachable")
    f.block = None


def lower_call(f: FunctionLowering, op: Op) -> None:
    callee = f.w.module.callee(op.attrs["callee"])
    t = callee.result
    result = f"{{i32, {layout(t).reg}}}"
    args = ["ptr %ctx", *(f.pack(v.type, f.values[v]) for v in op.operands)]
    pair = f.new(f"call {result} {symbol(callee.name)}({', '.join(args)})")
    status = f.new(f"extractvalue {result} {pair}, 0")
    silent = op.attrs.get("outlined") or not op.span.frames()
    f.check_status(status, op.span, bool(silent))
    f.values[op.result] = f.extract(result, pair, t, (1,))


EMIT = {
    "if": lower_if,
    "yield": lower_yield,
    "loop": lower_loop,
    "for": lower_for,
    "continue": lower_continue,
    "break": lower_break,
    "return": lower_return,
    "unreachable": lower_unreachable,
    "call": lower_call,
}
