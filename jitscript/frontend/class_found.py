"""Layouts that were found while others are still being looked for (see class_layout.py).

Classes that name each other are probed inside one another: `A.__init__` calls a method of B, whose
`__init__` makes a C that keeps an A. What is found of C there holds as long as what it was found
with does, so each remembers which unfinished classes it has looked at, and is forgotten when one of
these turns out to be otherwise. Without that every order of the classes would be gone through.
"""

from __future__ import annotations

from ..ir import types as ty

Fields = tuple[tuple[str, ty.Type], ...]


class Found:
    """Shared by a unit and the units of its probes."""

    def __init__(self) -> None:
        self._fields: dict[ty.Object, Fields] = {}
        self._needs: dict[ty.Object, set[ty.Object]] = {}  # of those found: unfinished classes
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

    def ends(self, t: ty.Object, fields: Fields | None) -> None:
        """A search is over; without fields it found nothing that would hold elsewhere."""
        needs = self._searches.pop() - {t}
        if self._searches:
            self._searches[-1] |= needs
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


__all__ = ["Fields", "Found"]
