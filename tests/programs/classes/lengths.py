"""Instances that tell a length which is not how many elements they give, or no length at all."""

from __future__ import annotations

import math

from jitscript import script


class Squares:
    """As many as it was asked for: its length is how many were made."""

    def __init__(self, most: int):
        self.most = most
        self.made: list[int] = []

    def __len__(self) -> int:
        return len(self.made)

    def __getitem__(self, i: int) -> int:
        if not 0 <= i < self.most:
            raise IndexError
        n = len(self.made)
        while n <= i:
            self.made.append(n * n)
            n += 1
        return self.made[i]


class Real:
    def __len__(self):
        return 4.5


class Counted:
    def __init__(self, n: int):
        self.n = n

    def __len__(self) -> int:
        return self.n


class Whether:
    def __init__(self, n: int):
        self.n = n

    def __len__(self):
        return self.n > 0


class Twice:
    def __bool__(self):
        return 2


@script
def through(n: int) -> tuple[int, int, list[int], list[int], int]:
    s = 0
    for x in Squares(n):
        s += x
    return s, sum(Squares(n)), list(Squares(n)), sorted(Squares(n)), sum(Squares(n), 10)


@script
def most(n: int) -> tuple[int, int, int]:
    return max(Squares(n)), min(Squares(n)), math.prod(Squares(n))


@script
def unpacked(n: int) -> tuple[int, int, list[int]]:
    a, b, *rest = Squares(n)
    return a, b, rest


@script
def two(n: int) -> tuple[int, int]:
    a, b = Squares(n)
    return a, b


@script
def real() -> int:
    return len(Real())


@script
def truth_of_real() -> bool:
    return bool(Real())


@script
def counted(n: int) -> tuple[int, bool]:
    c = Counted(n)
    return len(c), bool(c)


@script
def tested(n: int) -> int:
    return 1 if Counted(n) else 2


@script
def whether(n: int) -> tuple[int, bool]:
    w = Whether(n)
    return len(w), not w


@script
def twice() -> int:
    return 1 if Twice() else 2


class Holding:
    def __init__(self, n: int):
        self.n = n
        if n > 3:
            return self.grow()
        return print("small")

    def grow(self) -> None:
        self.n += 1

    def __contains__(self, x: int) -> int:
        return self.n - x


class Untold:
    def __str__(self) -> None:
        return None


@script
def held(n: int) -> tuple[bool, bool, int]:
    h = Holding(n)
    return 3 in h, 3 not in h, h.n


@script
def untold(n: int) -> str:
    return str(Untold()) if n else f"{Untold()}"


CASES = {
    "held": [(2,), (3,), (5,)],
    "untold": [(0,), (1,)],
    "through": [(0,), (1,), (5,)],
    "most": [(0,), (1,), (5,)],
    "unpacked": [(1,), (2,), (4,)],
    "two": [(1,), (2,), (3,)],
    "real": [()],
    "truth_of_real": [()],
    "counted": [(0,), (3,), (-1,)],
    "tested": [(0,), (3,), (-1,)],
    "whether": [(0,), (3,)],
    "twice": [()],
}
