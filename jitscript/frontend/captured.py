"""Whether a program leaves the containers and instances that it captured as they are.

Compiled code has copies of them. So that nobody can tell, a program must not change them, hand them
to Python, or ask which object one is: what it does with them is followed through all it calls
(`ir/analysis/heap.py`), and an error of the compiler where it is more than reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..diagnostics import NO_SPAN, Diagnostic
from ..ir import types as ty
from ..ir.analysis.heap import Found, Heap
from ..ir.core import Function
from . import live_tables, user_classes
from .changing import Changing
from .constant_tables import copying
from .instances import Instance, Unit

_WHAT = {
    "changes": "this may change it",
    "keeps": "this hands it to Python, which may change it",
    "returns": "a result or an argument leads to it when this function is left",
    "compares": "this asks which object one is, of which compiled code has a copy",
}


def check(unit: Unit, entries: Iterable[Instance]) -> list[Diagnostic]:
    """The errors of a program that is lowered as a whole. Raises Changing."""
    heap = Heap(
        _functions(unit),
        lambda t: [name for name, _ in unit.module.classes[t].fields],  # type: ignore[index]
        lambda name: name in unit.by_name and not unit.by_name[name].signature.library,
        _tells,
    )
    names = [e.name for e in entries]
    found = [x for x in heap.run(names) if not live_tables.allowed(unit, x)]
    taken = unit.taken_for_constant
    changed = [taken.get(x.name, ()) for x in found if x.harm.what == "changes"]
    if any(changed):
        raise Changing(frozenset().union(*changed))
    now = {live.name for live in unit.live.values()}
    return [_told(x, x.name in now) for x in found] or live_tables.check(unit, entries)


def _functions(unit: Unit) -> dict[str, Function]:
    """All functions by name; those that are only declared are lowered to look at them."""
    module = unit.module
    functions, found = module.functions, dict(module.functions)
    module.functions = dict(functions)
    work, lowered = [name for name in module.declared if name not in found], []
    while work:
        instance = unit.by_name[work.pop()]
        if instance.name in found:
            continue
        if instance.function is None:
            unit.lower(instance)
            lowered.append(instance)
        assert instance.function is not None
        found[instance.name] = instance.function
        calls = (op for op in instance.function.walk() if op.opcode == "call")
        work += [op.attrs["callee"] for op in calls if op.attrs["callee"] in unit.by_name]
    module.functions = functions
    for instance in lowered:  # as if nothing had been done
        instance.function = None
    return found


def _tells(t: ty.Type) -> bool:
    """Whether two equal values of a type can be told from each other: instances of classes that
    leave `==` as it is."""
    if isinstance(t, ty.Union):
        return any(map(_tells, t.members))
    cls: Any = user_classes.class_of(t) if isinstance(t, ty.Object) else None
    return cls is not None and cls.__eq__ is object.__eq__


def _told(found: Found, live: bool) -> Diagnostic:
    what = "is a copy in compiled code" if live else "is a constant"
    title = f"the captured {found.kind} `{found.name}` {what}, and {_WHAT[found.harm.what]}"
    hint = copying(found.name, found.kind, False) + ", or pass it as an argument"
    return Diagnostic(title, found.harm.span or NO_SPAN, hint=hint)
