"""Containers of modules and classes, by what the program does with them.

    constants   that a program only reads: each call sees what they hold (`constant_tables.py`)
    live ones   that it may change: taken when a call begins, and put back (`live_tables.py`)

Which of them one is, a program tells while it is lowered: what was a constant is lowered anew as a
live one where it is changed. No container may be part of two of which one is live: each would have
a copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..identity.instances import is_by_statement, state_of
from .lowering import Lowering

_CONTAINERS = (list, tuple, dict, set, frozenset)


class Changing(Exception):
    """The program changes containers of modules that were taken for constants. Lower all again
    where these are taken from Python when a call begins. `containers`: their ids."""

    def __init__(self, containers: frozenset[int]):
        super().__init__(containers)
        self.containers = containers


def containers_in(obj: Any) -> set[int]:
    """The ids of a container that may change, and of those in it and in the instances in it."""
    found: set[int] = set()
    seen: set[int] = set()
    work = [obj]
    while work:
        obj = work.pop()
        if isinstance(obj, _CONTAINERS):
            parts: Iterable[Any] = (*obj, *obj.values()) if isinstance(obj, dict) else obj
            if not isinstance(obj, (tuple, frozenset)):
                found.add(id(obj))
        elif is_by_statement(type(obj)) and not isinstance(obj, type):
            parts = state_of(obj).values()
        else:
            continue
        if id(obj) not in seen:
            seen.add(id(obj))
            work += parts
    return found


def take_for_constant(f: Lowering, obj: Any, name: str) -> bool:
    """Whether a container is a constant: nothing so far says that the program changes it."""
    within = containers_in(obj)
    if within & f.unit.changing or any(within & live.within for live in f.unit.live.values()):
        return False
    f.unit.taken_for_constant.setdefault(name, set()).update(within)
    return True


def take_for_live(f: Lowering, obj: Any, name: str) -> set[int]:
    """The ids of what a live container holds. Raises Changing where some of it was a constant."""
    within = containers_in(obj)
    for ids in f.unit.taken_for_constant.values():
        if within & ids:
            raise Changing(frozenset(ids))
    if within & f.unit.settled_parts:
        _refuse(f, name, "a constant")
    refuse_shared(f, name, within)
    return within


def refuse_shared(f: Lowering, name: str, within: set[int]) -> None:
    """Refuse a container of which a live one has a part."""
    for live in f.unit.live.values():
        if live.within & within:
            _refuse(f, name, f"`{live.name}`")


def _refuse(f: Lowering, name: str, other: str) -> None:
    f.fail(
        f"the captured `{name}` and {other} hold the same object, of which compiled code would have"
        " two copies",
        f.b.span,
        hint="pass both as arguments",
    )
