"""Iterators of `itertools` annotated as type checkers have them, though not one is generic."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from jitscript import script


@dataclass
class Numbers:
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1), repr=False)
    made: list[int] = field(default_factory=list)

    def next(self) -> int:
        self.made.append(next(self.ids))
        return self.made[-1]


@script
def numbered(n: int) -> list[int]:
    numbers = Numbers()
    return [numbers.next() for _ in range(n)] + numbers.made


CASES = {"numbered": [(0,), (3,)]}
