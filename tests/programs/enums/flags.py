"""Flags, and enumerations whose members are also numbers or text."""

import enum
from enum import Flag, IntEnum, IntFlag, auto

from jitscript import script


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Access(IntFlag):
    READ = 4
    WRITE = 2
    RUN = 1


class Level(IntEnum):
    LOW = -1
    MID = 0
    HIGH = 10

    def above(self, other: "Level") -> bool:
        return self > other


class Mode(str, enum.Enum):
    FAST = "fast"
    SLOW = "slow"


@script
def flags(n: int) -> None:
    p = Perm(0)
    if n & 1:
        p |= Perm.R
    if n & 2:
        p = p | Perm.W
    if n & 4:
        p ^= Perm.X
    print(p == Perm.RW, p.value, bool(p), Perm.R in p, Perm.RW in p, ~p == Perm(0), not p)
    print(p & Perm.RW == p, (p | Perm.X).value, (~p).value, p is (Perm.R | Perm.W), p != Perm.X)
    print({p: n}[p], p in (Perm.R, Perm.RW))


@script
def texts(n: int) -> None:
    print(Perm.RW, repr(Perm.R), Perm.W.name, f"{Perm.X}", Perm.R | Perm.X, Perm(0))


@script
def int_flags(n: int) -> None:
    a = Access.READ | Access.RUN
    print(
        a == 5, a + n, int(a), bool(a & Access.WRITE), (a & n).value, a.value | n, Access.READ in a
    )
    print(sum([Access.READ, Access.WRITE]), max(Access.READ, Access.WRITE).value, a > n)


@script
def numbers(n: int) -> None:
    for level in Level:
        print(level, repr(level), level + n, level < n, n - level, -level, level == n, bool(level))
        print(level.name, level.value, f"{level}|", [7, 8, 9][level % 3], float(level))
    print(Level(10), Level.HIGH.above(Level.LOW), sorted(list(Level)), max(Level), sum(list(Level)))
    print(Level.HIGH * 2, Level.HIGH / 4, Level.LOW // 2, 2**Level.HIGH, abs(Level.LOW))
    print({Level.HIGH: 1}[Level.HIGH], {10: "ten"}.get(Level.HIGH, "?"), Level.MID == False)
    print(list(range(Level.HIGH))[Level.LOW], "ab" * max(0, Level.MID), divmod(Level.HIGH, 3))


@script
def words(n: int) -> None:
    for mode in Mode:
        print(
            mode.value, mode == "fast", mode.upper(), len(mode), mode + "!", repr(mode), mode.name
        )
    print(Mode("slow") is Mode.SLOW, "as" in Mode.FAST, Mode.FAST < Mode.SLOW, Mode.FAST[0])


@script
def wrong(n: int) -> int:
    if n > 100:
        return Level(n)
    return [1, 2][Level.HIGH]


CASES = {
    "flags": [(i,) for i in range(8)],
    "texts": [(0,)],
    "int_flags": [(0,), (3,)],
    "numbers": [(0,), (10,)],
    "words": [(0,)],
    "wrong": [(0,), (101,)],
}
OVERFLOWS = {"int_flags": [(2**63 - 3,)]}
