"""Inlining: a call becomes the body of the function that it calls.

Before:
    func @sign(%x: int) -> int { … if %neg { return %minus } else { yield } return %one }
    %r = call @sign(%a) : int
After:
    %r = loop ^B() : int { … if %neg { break ^B(%minus) } else { yield } break ^B(%one) }

A function with a single exit needs no `loop` around it. Spans of the inlined ops remember the call
site, so that a traceback shows the frame of the function that is no longer there. Functions marked
`inline`, small ones, and those with one call site are inlined, callees first; recursive ones never.
Where a caller has many loops already, others stay `apart`, for LLVM too.
Functions that nobody calls any more are dropped.

Not handled: calls through values; a callee in a cycle, even once; what a caller's constants would
leave of a large callee.
"""

from __future__ import annotations

from typing import NamedTuple

from ...diagnostics import Span
from ..analysis.callgraph import CallGraph
from ..core import Function, Module, Op, Region, clone_region
from .rewrite import exits, forget, regions, replace


class Inline(NamedTuple):
    small: int = 60  # ops; below this a call costs about as much as the body
    once: int = 400  # ops; for the only call site of a function
    copies: int = 1000  # ops; more are not made of one function, unless it is tiny
    tiny: int = 20  # ops
    caller: int = 4000  # ops; callers do not grow beyond
    loops: int = (
        16  # in a function, before no other with loops is put into it: LLVM would take long
    )
    arrays: bool = False  # only those marked `inline` that hold structured ops, or are in regions

    def __call__(self, module: Module) -> None:
        _inline(module, self)


def _inline(module: Module, limits: Inline) -> None:
    graph = CallGraph(module)
    sizes: dict[str, int] = {}
    for function in graph.order:
        if graph.callees[function.name]:
            _Inliner(module, graph, sizes, function, limits).region(function.body)
        sizes[function.name] = size(function)
    exported = [f.name for f in module.functions.values() if f.attrs.get("export")]
    if not exported:
        return
    # The border calls the conversions of the classes in the entries' signatures.
    exported += [f.name for f in module.functions.values() if f.attrs.get("border")]
    used = CallGraph(module).reachable(exported)
    for name in [name for name in module.functions if name not in used]:
        del module.functions[name]


def size(function: Function) -> int:
    """The number of ops that count."""
    return sum(not op.info.free for op in function.walk())


class _Inliner:
    """The calls of one function, whose callees have been done before."""

    def __init__(
        self,
        module: Module,
        graph: CallGraph,
        sizes: dict[str, int],
        caller: Function,
        limits: Inline,
    ):
        self.functions = module.functions
        self.graph, self.sizes, self.caller = graph, sizes, caller
        self.limits, self.room = limits, limits.caller
        self.loops = 0  # put into the caller
        self.whole: dict[str, bool] = {}
        self.inside = 0  # how many structured ops are around what is looked at

    def wanted(self, call: Op) -> Function | None:
        callee = self.functions.get(call.attrs["callee"])
        if callee is None or callee.name in self.graph.recursive or callee.attrs.get("cold"):
            return None
        if self.limits.arrays:
            if not callee.attrs.get("inline"):
                return None
            # (callees of those in regions, too, before they get there)
            found = self.inside or self.caller.attrs.get("inline") or self.structured(callee)
            return callee if found else None
        if callee.attrs.get("inline"):
            return callee
        size = self.sizes[callee.name]
        calls = self.graph.calls.get(callee.name, 0)
        if size > self.limits.tiny and calls > 1 and size * calls > self.limits.copies:
            return None
        once = calls == 1 and not callee.attrs.get("export")
        if size > self.room or size > (self.limits.once if once else self.limits.small):
            return None
        loops = self.loops + sum(op.info.loop for op in callee.walk())
        if loops > max(self.loops, self.limits.loops):
            callee.attrs["apart"] = True
            return None
        self.room, self.loops = self.room - size, loops
        return callee

    def structured(self, function: Function) -> bool:
        """Whether a function computes with whole arrays."""
        if function.name not in self.whole:
            self.whole[function.name] = any(op.info.elementwise for op in function.walk())
        return self.whole[function.name]

    def region(self, region: Region) -> None:
        old, region.ops = region.ops, []
        for i, op in enumerate(old):
            self.inside += op.info.elementwise
            for inner in op.regions:
                self.region(inner)
            self.inside -= op.info.elementwise
            callee = self.wanted(op) if op.opcode == "call" else None
            if callee is None:
                region.ops.append(op)
                continue
            if not _splice(region, op, callee):
                for dead in old[i:]:
                    forget(dead)
                return
            forget(op)


def _splice(region: Region, call: Op, callee: Function) -> bool:
    """Append a copy of the callee's body to `region` and replace the call's result. False if the
    callee never returns: what follows the call is dead then."""
    site = call.span
    spans: dict[Span, Span] = {}

    def respan(span: Span) -> Span:
        found = spans.get(span)
        if found is None:
            found = spans[span] = span.called_from(site) if site.line else span
        return found

    values = dict(zip(callee.params, call.operands))
    block = Op("loop", (), [v.type for v in call.results], span=site)
    copy = clone_region(callee.body, values, {}, respan)
    copy.args.clear()
    for old, new in zip(callee.params, call.operands):
        param = values[old]
        param.replace_with(new)
    last = copy.ops[-1]
    returns = [op for op in exits(copy) if op.opcode == "return"]
    if not returns or returns == [last]:
        if returns:
            copy.ops.pop()
            replace(call, last.operands)
            last.set_operands(())
        for op in copy.ops:
            region.append(op)
        return bool(returns)
    for inner in regions(copy):
        end = inner.ops[-1]
        if end.opcode == "return":
            inner.ops.pop()
            inner.append(Op("break", end.operands, (), span=end.span, target=block))
            end.set_operands(())
    copy.parent = block
    block.regions.append(copy)
    region.append(block)
    replace(call, block.results)
    return True
