"""Which arrays certainly lie in C order: no axis has shorter steps than one after it.

    marked(module)    writes `order="C"` on ops whose result lies so because all their operands do

An array lies in C order if all that it may come from does: the operands of a map, the array that a
view is of where its axes are in the same order, what is joined after an `if` or carried round a
loop, what calls give and are given. Axes of size 1 and empty arrays lie in any order.

The question is asked of whole modules, before structured ops are expanded. An array of rank 0 or 1
has one order only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..core import Function, Module, Op, Region, Value
from ..types import Array, Tuple, Type, Union
from .callgraph import CallGraph
from .layouts import sources


def mark(module: Module) -> None:
    """Note on the structured ops of a module which of them work in C order throughout."""
    asked: dict[Op, list[Value]] = {}
    for function in module.functions.values():
        for op in function.walk():
            if op.info.laid and op.attrs.get("order") != "C":
                asked[op] = [v for v in op.operands if holds(v.type)]
    if not asked:
        return
    known = _Known(module)
    known.ask(v for values in asked.values() for v in values)
    for op, values in asked.items():
        if not any(v in known.turned for v in values):
            op.attrs = {**op.attrs, "order": "C"}


def holds(t: Type) -> bool:
    """Whether a value of the type has arrays in it of which an order can be asked."""
    if isinstance(t, Array):
        return t.ndim > 1
    if isinstance(t, (Tuple, Union)):
        return any(map(holds, t.items if isinstance(t, Tuple) else t.members))
    return False


class _Known:
    """`turned`: the values that may lie in another order, of those that were asked for."""

    def __init__(self, module: Module):
        self.module = module
        graph = CallGraph(module)
        self.sites = graph.sites
        exported = {f.name for f in module.functions.values() if f.attrs.get("export")}
        self.outside = exported | {
            f.name for f in module.functions.values() if f.attrs.get("border") or not exported
        }
        self.returns: dict[str, list[Value]] = {}
        self.turned: set[Value] = set()

    def ask(self, values: Iterable[Value]) -> None:
        used: dict[Value, list[Value]] = {}
        waiting = list(dict.fromkeys(values))
        seen, bad = set(waiting), []
        for v in waiting:
            found = self.made_of(v)
            if found is None:
                bad.append(v)
                continue
            for part in found:
                used.setdefault(part, []).append(v)
                if part not in seen:
                    seen.add(part)
                    waiting.append(part)
        self.turned.update(bad)
        for v in bad:
            for user in used.get(v, ()):
                if user not in self.turned:
                    self.turned.add(user)
                    bad.append(user)

    def made_of(self, v: Value) -> Sequence[Value] | None:
        """Values that lie in C order only if `v` does not; None where it may lie in any order."""
        op = v.op
        if op is None or op.info.control:
            return self.joined(v)
        info = op.info
        if info.contiguous or op.attrs.get("order") == "C":
            return ()
        if info.view and not info.laid:
            return _viewed(op)
        if info.laid or (info.effects_of is None and info.effects.pure):  # a part of a tuple …
            return [x for x in op.operands if holds(x.type)] or None
        if info.name == "call":
            return self.given_by(op.attrs["callee"])
        return None

    def joined(self, v: Value) -> Sequence[Value] | None:
        owner = v.owner
        if isinstance(owner, Region) and isinstance(owner.parent, Function):
            return self.passed(owner.parent, v)
        return list(sources(v)) or None

    def passed(self, function: Function, param: Value) -> Sequence[Value] | None:
        """What a parameter may be."""
        if function.attrs.get("contiguous"):
            return ()
        if function.name in self.outside or function.name not in self.sites:
            return None
        i = function.params.index(param)
        return [call.operands[i] for call in self.sites[function.name]]

    def given_by(self, name: str) -> Sequence[Value] | None:
        function = self.module.functions.get(name)
        if function is None:
            return None
        if name not in self.returns:
            self.returns[name] = [op.operands[0] for op in function.walk() if op.opcode == "return"]
        return self.returns[name]


def _viewed(op: Op) -> Sequence[Value] | None:
    """A view has the order of its array where its steps are multiples of the steps of axes in the
    order of the array's."""
    base, t = op.operands[0], op.results[0].type
    assert isinstance(t, Array) and isinstance(base.type, Array)
    needs = [base] if holds(base.type) else []
    if op.attrs.get("ordered"):
        return needs
    layout = op.operands[op.info.layout]
    dims, steps = layout[: t.ndim], layout[t.ndim :]
    last = -1
    for size, step in zip(dims, steps):
        if _constant(size) == 1:
            continue
        axis = _axis_of(base, step)
        if axis is None or axis <= last:
            return None
        last = axis
    return needs


def _axis_of(base: Value, step: Value) -> int | None:
    """Of which axis of an array a step is a multiple."""
    op = step.op
    if op is None:
        return None
    if op.opcode == "array.stride" and op.operands[0] is base:
        axis: int = op.attrs["axis"]
        return axis
    if op.opcode != "mul":
        return None
    first, second = (_axis_of(base, v) for v in op.operands)
    return second if first is None else first


def _constant(v: Value) -> object:
    return v.op.attrs["value"] if v.op is not None and v.op.opcode == "const" else None
