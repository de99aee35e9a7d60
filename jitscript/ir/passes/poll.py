"""Poll placement: where a waiting signal (Ctrl-C) interrupts native code.

`loop`s, `for`s that hold other loops or calls of functions that loop, and recursive functions
poll each time round. A `for` without any of these is cut into chunks, so that its body stays
free for vectorisation:

Before:
    %r = for ^L(%start, %stop, %one, %a) : f64 { (%i: int, %x: f64): … continue ^L(%y) }
After:
    %r = loop ^C(%start, %a) : f64 { (%from: int, %x0: f64):
      %more = …                        ; more than 65536 rounds are left
      %to = select %more, %next, %stop
      %x1 = for ^L(%from, %to, %one, %x0) : f64 { (%i: int, %x: f64): … continue ^L(%y) }
      if %more { poll continue ^C(%to, %x1) } else { break ^C(%x1) }
      unreachable
    }

Such a `for` inside another loop is short as a rule. It is cut only where it is not, out of line:
LLVM moves what an entry into a plain loop costs (tests whether arrays overlap, the number of
vector rounds) out of the loop around, and cannot for a loop of chunks.

    %long = …                          ; more than 65536 rounds from %start to %stop
    %r = if %long : f64 {
      %r1 = call @f.long.1(%start, %stop, %a) : f64
      yield %r1
    } else {
      %r2 = for ^L(%start, %stop, %one, %a) : f64 { … }
      yield %r2
    }

A chunk has 65536 rounds where a round is short, and fewer in proportion where it is not. Where a
round does what may last (allocate, copy, free memory of any size, call what does), or a chunk would
have a few rounds only, every round polls. So it does where chunks would only be more to compile: in
code that rarely runs, and in a program of very many loops where no memory is touched. Functions
without loops that are long for what they call poll first.

Loops that are known to be over soon stay as they are. A poll in a `try` raises there, as any op
does. Not handled: a single op that lasts (the copy
of a gigabyte) is not interrupted. The conversions of containers poll in chunks whatever they do, as
each look costs a call of Python there; what they convert counts its instances besides.

Also sets the attributes `loops`
(the function may run for long: the border releases the GIL), `recursive` (it, or something
that it calls, recurses: it has to know where the stack ends) and `gil` (it, or something that it
calls, may only run while the GIL is held: the border keeps it).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...diagnostics import Span
from ..analysis.callgraph import CallGraph
from ..analysis.worth import many_loops
from ..core import Builder, Function, Module, Op, Region, Value, clone_op
from ..types import INT, U64
from .fold_constants import constant
from .outline import closed, outline
from .rewrite import exits


class Poll(NamedTuple):
    chunk_bits: int = 16  # the logarithm of a chunk's rounds, where they are short
    light: int = 64  # the weight of a round up to which it is short: about so many simple ops
    few_bits: int = 4  # where a chunk would have no more rounds, each polls
    small: int = 20_000  # the weight of what is over before anyone notices
    long: int = 1 << 22  # the weight of what is not
    # Ops of an inner loop that is there twice; beside more of them an entry costs nothing.
    twice: int = 40
    costly: int = 16  # the weight of an op that is not simple

    def __call__(self, module: Module) -> None:
        _poll(module, self)


def _poll(module: Module, limits: Poll) -> None:
    graph = CallGraph(module)
    slow = graph.recursive | {f.name for f in module.declared.values() if f.attrs.get("loops")}
    deep = {f.name for f in module.declared.values() if f.attrs.get("recursive")}
    holding = _holding(module, graph)
    module.hurried = many_loops(module.functions.values())
    costs = {name: Cost(1, lasts=True) for name in module.declared}
    for function in graph.order:
        placer = _Placer(module, function, slow, costs, limits)
        cost = placer.region(function.body)
        if function.name in graph.recursive:
            _poll_first(function.body, function.span)
        elif not cost.long and cost.weight > limits.long:
            _poll_first(function.body, function.span)
            cost.long = True
        if function.name in graph.recursive or deep.intersection(_callees(function)):
            deep.add(function.name)
            function.attrs["recursive"] = True
        if cost.long:
            slow.add(function.name)
        costs[function.name] = cost
        if function.name in holding:
            function.attrs["gil"] = True
        function.attrs["loops"] = cost.long or function.name in slow


def _holding(module: Module, graph: CallGraph) -> set[str]:
    """The functions during which the GIL has to be held."""
    found = {f.name for f in module.declared.values() if f.attrs.get("gil")}
    calls: dict[str, set[str]] = {}
    for function in graph.order:
        callees = calls[function.name] = set()
        for op in function.walk():
            if op.attrs.get("gil"):
                found.add(function.name)
            if op.info.name == "call":
                callees.add(op.attrs["callee"])
    growing = True
    while growing:
        before = len(found)
        found.update(name for name, callees in calls.items() if not found.isdisjoint(callees))
        growing = len(found) > before
    return found


def _callees(function: Function) -> Iterator[str]:
    return (op.attrs["callee"] for op in function.walk() if op.opcode == "call")


class Cost:
    """What code costs. `long`: it may run for long, and polls. Where it does not poll, `lasts`:
    there are ops whose time is not known; `weight`: it costs as much as so many simple ops."""

    __slots__ = ("lasts", "long", "weight")

    def __init__(self, weight: int = 0, lasts: bool = False, long: bool = False):
        self.weight, self.lasts, self.long = weight, lasts, long

    def add(self, other: Cost, times: int = 1) -> None:
        self.weight += other.weight * times
        self.lasts |= other.lasts
        self.long |= other.long


class _Placer:
    def __init__(
        self,
        module: Module,
        function: Function,
        slow: set[str],
        costs: dict[str, Cost],
        limits: Poll,
    ):
        self.module, self.function, self.limits = module, function, limits
        self.cold = function.attrs.get("cold")
        # Signals are looked for at a price: see the module's docstring.
        self.converts = "border" in function.attrs
        self.slow = slow  # functions that loop
        self.costs = costs  # of functions
        self.continued: set[Op] = set()

    def region(self, region: Region, inside: bool = False) -> Cost:
        """Place polls in `region`; what it costs. `inside`: it stands in a loop."""
        total = Cost()
        old, region.ops = region.ops, []
        for op in old:
            if op.opcode == "continue":
                assert op.target is not None
                self.continued.add(op.target)
            loop, counted = op.info.loop, op.info.counted
            cost = self._own(op)
            for inner in op.regions:
                cost.add(self.region(inner, inside or loop))
            if loop and not counted and op in self.continued:
                _poll_first(op.regions[0], op.span)
                cost = Cost(long=True)
            elif counted:
                op, cost = self._counted(region, op, cost, inside)
            total.add(cost)
            region.append(op)
        return total

    def _own(self, op: Op) -> Cost:
        """What an op costs, its regions aside."""
        if op.opcode == "call":
            callee = op.attrs["callee"]
            known = self.costs.get(callee, Cost())
            return Cost(known.weight + self.limits.costly, known.lasts, callee in self.slow)
        info, effects = op.info, op.effects
        lasts = info.lasting
        if lasts is None:
            lasts = info.sized or effects.drops or "python" in effects.writes | effects.allocates
        if info.free:
            return Cost(0)
        weight = self.limits.costly if info.costly or effects.allocates else 1
        return Cost(weight, lasts and not self.converts)

    def _counted(self, region: Region, loop: Op, cost: Cost, inside: bool) -> tuple[Op, Cost]:
        """What stands for a `for` whose rounds cost so much, and what it costs in all."""
        rounds, limits = _rounds(loop), self.limits
        quick = not (cost.lasts or cost.long)
        if rounds is not None and quick and rounds * cost.weight <= limits.small:
            return loop, Cost(rounds * cost.weight)
        bits = limits.chunk_bits - max(cost.weight // limits.light, 1).bit_length() + 1
        if cost.lasts or cost.long or bits <= limits.few_bits or self._whole(loop):
            _poll_first(loop.regions[0], loop.span)
        elif rounds is None or rounds > 1 << bits:
            loop = self._cut(region, loop, bits, inside)
        return loop, Cost(long=True)

    def _whole(self, loop: Op) -> bool:
        """Whether a loop is not worth the code of chunks: it rarely runs, or touches no memory and
        is one of very many."""
        return bool(self.cold) or (self.module.hurried and not any(map(_touches, loop.walk())))

    def _cut(self, region: Region, loop: Op, bits: int, inside: bool) -> Op:
        """What stands for a `for` that holds nothing long."""
        if inside and _is_there_twice(loop, self.limits.twice):
            return self._unless_long(region, loop, bits)
        return _chunks(region, loop, bits)

    def _unless_long(self, region: Region, loop: Op, bits: int) -> Op:
        """Put `loop` behind a test for more rounds than a chunk has, which go into a function."""
        before = Builder(region, None, loop.span)
        start, stop, step = loop.bounds
        long = _more(before, start, stop, step, *_chunk_length(before, step, bits))
        branches = [Region(), Region()]
        either = Op("if", [long], [v.type for v in loop.results], None, branches, loop.span)
        for old, new in zip(loop.results, either.results):
            new.name = old.name
            old.replace_with(new)
        name = self.module.new_name(f"{self.function.name}.long")
        b = Builder(branches[0], None, loop.span)
        made, results = outline(self.module, clone_op(loop, {}, {}), name, b)
        b.op("yield", *results)
        _Placer(self.module, made, self.slow, self.costs, self.limits).region(made.body)
        made.attrs["loops"] = True
        self.slow.add(name)
        branches[1].append(loop)
        Builder(branches[1], None, loop.span).op("yield", *loop.results)
        return either


def _touches(op: Op) -> bool:
    effects = op.effects
    return bool(effects.reads or effects.writes or effects.allocates)


def _is_there_twice(loop: Op, limit: int) -> bool:
    return closed(loop) and sum(1 for _ in loop.regions[0].walk()) <= limit


def _poll_first(region: Region, span: Span) -> None:
    poll = Op("poll", (), (), span=span)
    poll.parent = region
    region.ops.insert(0, poll)


def _rounds(loop: Op) -> int | None:
    """How often a `for` goes round at most, where that is known."""
    start, stop, step = (constant(v) for v in loop.bounds)
    either = loop.bounds[1].op
    if stop is None and either is not None and either.opcode == "select" and step:
        ends = [constant(v) for v in either.operands[1:]]
        stop = None if None in ends else max(ends) if step > 0 else min(ends)
    if start is None or stop is None or not step:
        return None
    return max(0, -((start - stop) // step))  # `len` of a range knows 63 bits only


def _chunks(region: Region, loop: Op, bits: int) -> Op:
    """Put a loop over chunks around `loop`, which stays the same op, with other bounds. What
    does not change from chunk to chunk is computed before, in `region`."""
    start, stop, step = loop.bounds
    carried = loop.carried
    before = Builder(region, None, loop.span)
    forwards, span = _chunk_length(before, step, bits)
    body = Region([INT, *(v.type for v in carried)])
    begin = body.args[0]
    outer = Op("loop", [start, *carried], [v.type for v in carried], None, [body], loop.span)
    for old, new in zip(loop.results, outer.results):
        new.name = old.name
        old.replace_with(new)
    b = Builder(body, None, loop.span)
    more = _more(b, begin, stop, step, forwards, span)
    # Where it is used, the sum is between begin and stop.
    ahead = b.emit("cast", b.emit("add", b.emit("cast", begin, to=U64), span[1]), to=INT)
    limit = b.emit("select", more, ahead, stop)
    body.append(loop)
    loop.set_operands([begin, limit, step, *body.args[1:]])
    for leave in list(exits(loop.regions[0])):
        if leave.opcode == "break" and leave.target is loop:
            leave.target = outer
    again, done = Region(), Region()
    branch = Builder(again, None, loop.span)
    branch.op("poll")
    branch.op("continue", limit, *loop.results, target=outer)
    Builder(done, None, loop.span).op("break", *loop.results, target=outer)
    b.op("if", more, types=[], regions=[again, done])
    b.op("unreachable")
    return outer


def _chunk_length(b: Builder, step: Value, bits: int) -> tuple[Value | bool, tuple[Value, Value]]:
    """Whether the loop counts up, and the distance of a chunk: its size, and with its sign."""
    known = constant(step)
    limit = 1 << 47
    if known is not None and abs(known) < limit:
        size = b.const(abs(known) << bits, U64)
        signed = size if known > 0 else b.const((known << bits) % 2**64, U64)
        return known > 0, (size, signed)
    forwards = b.emit("gt", step, b.const(0, INT))
    raw = b.emit("cast", step, to=U64)
    size = b.emit("select", forwards, raw, b.emit("neg", raw))
    shift = b.const(bits, U64)
    wide = b.emit("lt", size, b.const(limit, U64))
    whole = b.const(2**64 - 1, U64)
    size = b.emit("select", wide, b.emit("shl", size, shift), whole)
    return forwards, (size, b.emit("select", forwards, size, b.emit("neg", size)))


def _more(
    b: Builder,
    begin: Value,
    stop: Value,
    step: Value,
    forwards: Value | bool,
    span: tuple[Value, Value],
) -> Value:
    """Whether more than a chunk is left between `begin` and `stop`."""
    here, there = b.emit("cast", begin, to=U64), b.emit("cast", stop, to=U64)
    size, _ = span

    def counting(up: bool) -> Value:
        some = b.emit("lt" if up else "gt", begin, stop)
        left = b.emit("sub", there, here) if up else b.emit("sub", here, there)
        return b.emit("and", some, b.emit("gt", left, size))

    if isinstance(forwards, bool):
        return counting(forwards)
    up, down = counting(True), counting(False)
    return b.emit("select", forwards, up, down)
