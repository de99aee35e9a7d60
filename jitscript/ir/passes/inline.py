"""Inlining: a call becomes the body of the function that it calls.

Before:
    func @sign(%x: int) -> int { … if %neg { return %minus } else { yield } return %one }
    %r = call @sign(%a) : int
After:
    %r = loop ^B() : int { … if %neg { break ^B(%minus) } else { yield } break ^B(%one) }

A function with a single exit needs no `loop` around it. Spans of the inlined ops remember the call
site, so that a traceback shows the frame of the function that is no longer there. The body itself
moves to the only call of a function, others get a copy. Functions marked
`inline`, small ones, and those with one call site are inlined, callees first; recursive ones never.
What has one call site stays where it is in a caller marked `inline` of which there would be many.
Where a caller has many loops already, others stay `apart`, for LLVM too; so does what is marked.
Functions that nobody calls any more are dropped; what only `rare` ones call is rare, too.

Not handled: calls through values; a callee in a cycle, even once; what a caller's constants would
leave of a large callee.
"""

from __future__ import annotations

from typing import NamedTuple

from ...diagnostics import Span
from ..analysis.callgraph import CallGraph
from ..core import Function, Module, Op, Region, clone_op
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
    exported = [f.name for f in module.functions.values() if f.attrs.get("export")]
    if exported:  # The border calls the conversions of the classes in the entries' signatures.
        exported += [f.name for f in module.functions.values() if f.attrs.get("border")]
    kept = frozenset(exported or module.functions)
    for function in graph.order:
        if graph.callees[function.name]:
            _Inliner(module, graph, sizes, function, kept, limits).region(function.body)
        sizes[function.name] = size(function)
    if not exported:
        return
    graph = CallGraph(module)
    used = graph.reachable(exported)
    for name in [name for name in module.functions if name not in used]:
        del module.functions[name]
    rare = {f.name for f in module.functions.values() if f.attrs.get("rare")}
    if rare:
        _mark_rare(module, graph, rare, kept)


def _mark_rare(module: Module, graph: CallGraph, rare: set[str], kept: frozenset[str]) -> None:
    """Mark what only rare functions call: all that is not reached without them."""
    usual = set(kept) - rare
    work = list(usual)
    while work:
        for name in graph.callees.get(work.pop(), ()):
            if name not in rare and name not in usual:
                usual.add(name)
                work.append(name)
    for name in module.functions.keys() - usual:
        module.functions[name].attrs.update(cold=True, rare=True)


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
        kept: frozenset[str],
        limits: Inline,
    ):
        self.functions, self.kept = module.functions, kept
        self.graph, self.sizes, self.caller = graph, sizes, caller
        self.limits, self.room = limits, limits.caller
        self.loops = 0  # put into the caller
        self.whole: dict[str, bool] = {}
        self.inside = 0  # how many structured ops are around what is looked at

    def wanted(self, call: Op) -> Function | None:
        callee = self.functions.get(call.attrs["callee"])
        if callee is None or callee.name in self.graph.recursive:
            return None
        if callee.attrs.get("cold") or callee.attrs.get("apart"):
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
        once = calls == 1 and not callee.attrs.get("export") and self._is_once(size)
        if size > self.room or size > (self.limits.once if once else self.limits.small):
            return None
        loops = self.loops + sum(op.info.loop for op in callee.walk())
        if loops > max(self.loops, self.limits.loops):
            callee.attrs["apart"] = True
            return None
        self.room, self.loops = self.room - size, loops
        return callee

    def _is_once(self, size: int) -> bool:
        """Whether what stands once in the caller is there once, or often but small: of a caller
        marked `inline` there are copies."""
        copies = self.graph.calls.get(self.caller.name, 0)
        marked = self.caller.attrs.get("inline")
        return not marked or copies <= 1 or size * copies <= self.limits.copies

    def structured(self, function: Function) -> bool:
        """Whether a function computes with whole arrays."""
        if function.name not in self.whole:
            self.whole[function.name] = any(op.info.elementwise for op in function.walk())
        return self.whole[function.name]

    def body(self, call: Op, callee: Function) -> Region:
        """The callee's body for the place of `call`. Nobody else may want it: a function with one
        call is copied to other places only in its caller."""
        site = call.span
        spans: dict[Span, Span] = {}

        def respan(span: Span) -> Span:
            return span.called_from(site, spans) if site.line else span

        body = callee.body
        if self.graph.calls[callee.name] > 1 or callee.name in self.kept:
            values = dict(zip(callee.params, call.operands))
            body = Region()
            ops: dict[Op, Op] = {}
            for op in callee.body.ops:
                body.append(clone_op(op, values, ops, respan))
            return body
        del self.functions[callee.name]
        for op in body.walk():
            op.span = respan(op.span)
        for param, value in zip(callee.params, call.operands):
            param.replace_with(value)
        body.args.clear()
        return body

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
            returns = _splice(region, op, self.body(op, callee))
            if not returns:
                for dead in old[i:]:
                    forget(dead)
                return
            forget(op)


def _splice(region: Region, call: Op, body: Region) -> bool:
    """Append a callee's body to `region` and replace the call's result. False if the callee never
    returns: what follows the call is dead then."""
    last = body.ops[-1]
    returns = [op for op in exits(body) if op.info.name == "return"]
    if not returns or returns == [last]:
        if returns:
            body.ops.pop()
            replace(call, last.operands)
            last.set_operands(())
        for op in body.ops:
            region.append(op)
        return bool(returns)
    block = Op("loop", (), [v.type for v in call.results], span=call.span)
    for inner in regions(body):
        end = inner.ops[-1]
        if end.info.name == "return":
            inner.ops.pop()
            inner.append(Op("break", end.operands, (), span=end.span, target=block))
            end.set_operands(())
    body.parent = block
    block.regions.append(body)
    region.append(block)
    replace(call, block.results)
    return True
