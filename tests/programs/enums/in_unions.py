"""Members of an IntEnum, flags, named tuples and instances with operators beside plain values."""

from __future__ import annotations

from enum import Enum, IntEnum, IntFlag
from typing import NamedTuple

from jitscript import script


class Rank(IntEnum):
    A = 1
    B = 2


class Word(str, Enum):
    X = "x"


class Bits(IntFlag):
    P = 1
    Q = 2


class Vector(NamedTuple):
    x: int
    y: int

    def __add__(self, other: tuple[int, int]) -> Vector:  # type: ignore[override]
        return Vector(self.x + other[0], self.y + other[1])

    def __neg__(self) -> Vector:
        return Vector(-self.x, -self.y)


class Number:
    def __init__(self, n: int) -> None:
        self.n = n

    def __neg__(self) -> Number:
        return Number(-self.n)

    def __add__(self, other: Number | int) -> Number:
        return Number(self.n + (other if isinstance(other, int) else other.n))

    def __sub__(self, other: Number | int) -> Number:
        return self + (-other)


@script
def arithmetic(n: int) -> list[str]:
    xs = [Rank.A, n, Rank.B, True]
    signs = [f"{-x} {+x} {~x} {abs(x)} {x < 2} {x == 1}" for x in xs]
    return signs + [f"{x + 1} {1 + x} {x * x} {x >> 1} {x / 2} {x % 2}" for x in xs]


@script
def totals(k: int) -> int:
    x = Rank.B if k else 7
    x += 1
    x *= Rank.B
    return x + sum([Rank.A, 2, Rank.B]) + max(Rank.A, k) + min(Rank.B, k) + abs(x)


@script
def texts(k: int) -> str:
    x = Word.X if k else "why"
    x += "?"
    return x + "!" + (x * 2)


@script
def flags(k: int) -> tuple[int, int]:
    x = Bits.P if k else 4
    return int(x | 2), int(x & Bits.P)


@script
def vectors(k: int) -> tuple[int, int, int]:
    x = Vector(1, 2) if k else (5, 6)
    y = x + (3, 4)
    z = Vector(1, 2) if k else 3
    w = -z
    return y[0], len(y), w.x if isinstance(w, Vector) else w


@script
def numbers(k: int) -> int:
    return (Number(3) - (Number(k) if k else 5)).n


@script
def or_none(k: int) -> int:
    x = Rank.A if k else None
    return -x


CASES = {
    "arithmetic": [(5,), (-1,)],
    "totals": [(0,), (1,)],
    "texts": [(0,), (1,)],
    "flags": [(0,), (1,)],
    "vectors": [(0,), (1,)],
    "numbers": [(0,), (1,)],
    "or_none": [(0,), (1,)],
}
