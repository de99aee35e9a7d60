"""A guard that binds the name of the subject: later cases are about what was matched."""

from __future__ import annotations

from jitscript import script


@script
def by_the_guard(x: list[int]) -> tuple[int, int]:
    match x:
        case [0]:
            y = 0
        case [1, 0] if x := x[:0]:
            y = 1
        case [1, 0]:
            y = 2
        case _:
            y = 3
    return y, len(x)


@script
def counted(n: int) -> tuple[int, int]:
    match n:
        case 3 if (n := n + 1) > 4:
            y = 0
        case 4:
            y = 1
        case 3 if (n := n + 1) > 4:
            y = 2
        case _:
            y = 3
    return y, n


@script
def by_a_call(n: int) -> tuple[int, int]:
    def grown() -> bool:
        nonlocal n
        n += 1
        return n > 4

    match n:
        case 3 if grown():
            y = 0
        case 4:
            y = 1
        case 3 if grown():
            y = 2
        case _:
            y = 3
    return y, n


@script
def nested(p: tuple[int, int]) -> tuple[int, int, int]:
    a = 0
    match p:
        case (a, b) if (p := (a + 1, b)) and a > 5:
            y = 0
        case (a, b) if a > 3:
            y = 1
        case (a, 0):
            y = 2
        case _:
            y = 3
    return y, a, p[0]


CASES = {
    "by_the_guard": [([0],), ([1, 0],), ([],), ([2],)],
    "counted": [(2,), (3,), (4,), (5,)],
    "by_a_call": [(2,), (3,), (4,), (5,)],
    "nested": [((7, 1),), ((4, 1),), ((1, 0),), ((1, 1),)],
}
