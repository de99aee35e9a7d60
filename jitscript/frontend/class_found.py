"""Layouts that were found while others are still being looked for (see class_layout.py).

Classes that name each other are probed inside one another: `A.__init__` calls a method of B, whose
`__init__` makes a C that keeps an A. What is found of C there holds as long as what it was found
with does, so each remembers which unfinished classes it has looked at, and is forgotten when one of
these turns out to be otherwise. Without that every order of the classes would be gone through.

A search in vain (a field stays open, as one that is only ever None does) is kept in the same way:
the next search for the class goes on from it, and looks only at functions that use the class and
have not been looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..ir import types as ty

Fields = tuple[tuple[str, ty.Type], ...]


BARE = "<bare>"  # no field: that instances are made without `__init__`


def deleted(name: str) -> str:
    """No field: that one of this name is deleted."""
    return f"del {name}"


def late_anyway(t: Any, names: Iterable[str], wider: dict[Any, Any]) -> set[str]:
    """The fields of a class that may not be set, whatever `__init__` does."""
    return {n for n in names if (t, BARE) in wider or (t, deleted(n)) in wider}


class Wider(Exception):
    """A field whose type a value has told is given one of another type, and keeps both as they are
    (or a function returns what is more than it says): lower all again."""

    def __init__(self, t: Any, name: str, type: ty.Type):
        super().__init__(name)
        self.field, self.type = (t, name), type


class Vain:
    """What a search found that did not find all."""

    def __init__(
        self, types: dict[str, ty.Type | None], late: set[str], fields: Fields, tried: set[Any]
    ):
        self.types, self.late, self.fields = types, late, fields
        self.tried = tried  # uses
        self.needs: set[ty.Object] = set()


class Found:
    """Shared by a unit and the units of its probes."""

    def __init__(self) -> None:
        self._fields: dict[ty.Object, Fields] = {}
        self._needs: dict[ty.Object, set[ty.Object]] = {}  # of those found: unfinished classes
        self._vain: dict[ty.Object, Vain] = {}
        self._searches: list[set[ty.Object]] = []  # what each search under way has looked at

    def of(self, t: ty.Object) -> Fields | None:
        if t in self._fields and self._searches:
            self._searches[-1] |= self._needs[t]
        return self._fields.get(t)

    def depends(self, t: ty.Object) -> None:
        """The innermost search looks at a class that is not finished."""
        if self._searches:
            self._searches[-1].add(t)

    def begins(self) -> None:
        self._searches.append(set())

    def before(self, t: ty.Object) -> Vain | None:
        """The search in vain that a search for a class goes on from."""
        found = self._vain.get(t)
        if found is not None:
            self._searches[-1] |= found.needs
        return found

    def ends(self, t: ty.Object, fields: Fields | None, vain: Vain | None = None) -> None:
        """A search is over; without fields it found nothing that would hold elsewhere, or it was
        in vain."""
        needs = self._searches.pop() - {t}
        if self._searches:
            self._searches[-1] |= needs
        if vain is not None:
            vain.needs = needs
            self._vain[t] = vain
            self.depends(t)
            return
        self._vain.pop(t, None)
        if fields is None:
            self.changed(t)
            return
        self._fields[t], self._needs[t] = fields, needs
        for others in self._needs.values():
            if t in others:
                others.remove(t)
                others |= needs

    def changed(self, t: ty.Object) -> None:
        """An unfinished class is not what it was taken for."""
        for other in [o for o, needs in self._needs.items() if t in needs]:
            del self._fields[other], self._needs[other]
        for other in [o for o, vain in self._vain.items() if t in vain.needs]:
            del self._vain[other]


__all__ = ["BARE", "Fields", "Found", "Vain", "Wider", "deleted", "late_anyway"]
