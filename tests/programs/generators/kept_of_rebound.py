"""Generators that are kept and capture a local that was bound again, in a method of a class that
other classes name."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from jitscript import script


class Column:
    def __init__(self, name: str, values: list[float]) -> None:
        self.name = name
        self.values = values


class Table:
    def __init__(self, columns: Iterable[Column] = ()) -> None:
        self._columns: dict[str, Column] = {}
        for c in columns:
            self._columns[c.name] = c

    def sort(self, by: str, descending: bool = False) -> Table:
        order = np.argsort(np.array(self._columns[by].values), kind="stable")
        if descending:
            order = order[::-1]
        return Table(
            Column(c.name, np.array(c.values)[order].tolist()) for c in self._columns.values()
        )

    def head(self, n: int) -> Table:
        n = min(n, 2)
        return Table(Column(c.name, c.values[:n]) for c in self._columns.values())


@script
def ordered(values: list[float], descending: bool) -> list[list[float]]:
    t = Table([Column("a", values), Column("b", [-v for v in values])])
    t = t.sort("a", descending).head(3)
    return [c.values for c in t._columns.values()]


CASES = {"ordered": [([3.0, 1.0, 2.0], False), ([3.0, 1.0, 2.0, 1.0], True), ([], True)]}
