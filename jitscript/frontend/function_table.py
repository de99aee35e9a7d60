"""Which functions a unit makes values of, by the type of the values (see function_values.py)."""

from __future__ import annotations

from typing import Any

from ..ir import types as ty
from ..ir.core import ClassInfo
from .composite import key_of, types_in
from .emitter import Static


class Target:
    """A function that is made a value of a type: its number, and what is known of it."""

    __slots__ = ("number", "shape")

    def __init__(self, number: int, shape: Static):
        self.number, self.shape = number, shape

    def held(self) -> ty.Type:
        """The type of what it has captured."""
        types = types_in(self.shape)
        return ty.Tuple(tuple(types)) if types else ty.NONE


class FunctionTable:
    """The targets of each type, in the order of their numbers. `count` grows with each of them;
    `known` are the functions that make values and call them."""

    def __init__(self) -> None:
        self._targets: dict[ty.Object, dict[Any, Target]] = {}
        self.known: dict[Any, Any] = {}
        self.count = 0

    def of(self, t: ty.Object) -> list[Target]:
        return list(self._targets.get(t, {}).values())

    def target(self, t: ty.Object, shape: Static) -> Target:
        """The target that a function is, noted if it is new."""
        known = self._targets.setdefault(t, {})
        key = key_of(shape)
        found = known.get(key)
        if found is None:
            found = known[key] = Target(len(known), shape)
            self.count += 1
        return found

    def held(self, t: ty.Object) -> ty.Type:
        """The type of what the values of a type have captured: one of all."""
        types = [target.held() for target in self.of(t)]
        return ty.union_of(*types) if types else ty.NONE

    def layout(self, t: ty.Object) -> ClassInfo:
        return ClassInfo(t, [("which", ty.INT), ("held", self.held(t))])
