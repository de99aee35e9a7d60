"""Which places in memory a call may let go of: those whose reference it may overwrite.

    field.set @next(%a, %b)        the field `next` of instances of the class of %a
    buffer.store %items, %i, %b    elements of buffers of that type
    call @f(…)                     what f and all that it calls overwrite

What is read from a place stays alive until that place is overwritten, or what it is part of dies:
so a reference that was read need not be counted across a call that overwrites other places only.
Objects of one class, and buffers of one type, are not told apart.

Not handled: functions that are only declared, and what Python does, may overwrite any place.
"""

from __future__ import annotations

from ..core import Module, Op
from ..types import Buffer, Cell, Object, Type
from .callgraph import CallGraph

Slot = tuple[Type, str]
Slots = frozenset[Slot]
ELEMENTS = "[]"
NONE: Slots = frozenset()
_KINDS: dict[type[Type], str] = {Object: "field", Buffer: "buffer", Cell: "cell"}


def slot_of(op: Op) -> Slot | None:
    """The place that an op reads or overwrites; None: one that is not known."""
    if not op.operands or op.info.python:
        return None
    holder = op.operands[0].type
    kind = _KINDS.get(type(holder))
    if kind is None:
        return None
    effects = op.effects
    if (effects.writes - {"count"} if effects.drops else effects.reads) != {kind}:
        return None
    name = op.attrs["name"] if op.info.symbol == "name" else ELEMENTS
    return None if name == ELEMENTS and kind == "field" else (holder, name)


def overwritten(op: Op, calls: dict[str, Slots | None]) -> Slots | None:
    """The places that an op may overwrite; None: any. `calls`: those that functions overwrite."""
    effects = op.effects
    if not effects.drops or effects.writes == {"count"}:
        return NONE
    if op.opcode == "call":
        return calls.get(op.attrs["callee"])
    slot = slot_of(op)
    return None if slot is None else frozenset((slot,))


def of_calls(module: Module) -> dict[str, Slots | None]:
    """By the name of a function of the module, the places that a call of it may overwrite."""
    found: dict[str, Slots | None] = {}
    graph = CallGraph(module)
    if not graph.calls:
        return found
    for component in graph.components:
        inside = set(component)
        whole: set[Slot] = set()
        any_place = False
        for name in component:
            for op in module.functions[name].walk():
                if op.opcode == "call" and op.attrs["callee"] in inside:
                    continue
                slots = overwritten(op, found)
                if slots is None:
                    any_place = True
                    break
                whole |= slots
        found.update(dict.fromkeys(component, None if any_place else frozenset(whole)))
    return found
