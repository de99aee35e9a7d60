"""What functions do, their calls included.

A summary is the union of the effects of a function's ops. Calls of functions of the module count
with their own summaries (recursive ones are repeated until nothing changes), declared ones with
the attribute `effects` of the declaration. Whatever goes round in a loop or recurses may never
end, and polls: it exits.

Not handled: writes to memory that the function itself has made count as any others.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..core import Function, Module, Op
from ..effects import EXITS, PURE, WORLD, Effects, writes
from .callgraph import CallGraph

LOCAL = writes("cell").writes  # nobody outside of a function sees its cells


def total(ops: Iterable[Op]) -> Effects:
    """The effects of `ops` together; those nested in them are to be among them."""
    found: dict[int, Effects] = {}
    loops = False
    for op in ops:
        info = op.info
        effects = info.effects if info.effects_of is None else info.effects_of(op)
        if not effects.pure:
            found[id(effects)] = effects
        loops |= info.loop
    whole = EXITS if loops else PURE
    for effects in found.values():
        whole |= effects
    return whole


def summaries_of(module: Module, graph: CallGraph) -> dict[str, Effects]:
    """For every function of the module, defined or declared, what a call of it does. The calls of
    functions are marked with it on the way (their attribute `effects`)."""
    found = {name: declared_effects(f) for name, f in module.declared.items()}
    for component in graph.components:
        known = EXITS if component[0] in graph.recursive else PURE
        while True:
            for name in component:
                _mark(graph.sites.get(name, ()), known)
            parts = [total(module.functions[name].walk()) for name in component]
            whole = known
            for part in parts:
                whole |= _outside(part)
            if whole == known or component[0] not in graph.recursive:
                break
            known = whole
        found.update(dict.fromkeys(component, whole))
        for name in component:
            _mark(graph.sites.get(name, ()), whole)
    for name in module.declared:
        _mark(graph.sites.get(name, ()), found[name])
    return found


def declared_effects(function: Function) -> Effects:
    text = function.attrs.get("effects")
    return WORLD if text is None else Effects.parse(text)


def _outside(effects: Effects) -> Effects:
    if not LOCAL & (effects.reads | effects.writes | effects.allocates):
        return effects
    return Effects(
        effects.reads - LOCAL,
        effects.writes - LOCAL,
        effects.allocates - LOCAL,
        effects.exits,
        effects.drops,
    )


def _mark(calls: Iterable[Op], effects: Effects) -> None:
    text = str(effects)
    for call in calls:
        call.attrs["effects"] = text
