"""Functions of modules whose first parameter is called self or cls."""

from __future__ import annotations

from jitscript import script


class P:
    def __init__(self, x: int) -> None:
        self.x = x


def moved(self, k: int) -> int:
    return self.x + k


@script
def twice(self):
    return self * 2


def made(cls, n):
    return cls(n)


@script
def use(n: int) -> int:
    return moved(P(n), 2) + twice(n) + len(twice("ab")) + made(P, n).x


CASES = {
    "use": [(1,)],
    "twice": [(3,), ("a",)],
}
