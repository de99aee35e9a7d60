"""Starred names in tuple assignment take the middle."""

from jitscript import script


@script
def first_last(t: tuple[int, int, int, int]) -> tuple[int, int]:
    first, *_, last = t
    return first, last


@script
def length(t: tuple[int, int, int]) -> int:
    a, b, c, *rest = t
    return a + b + c + len(rest)


@script
def middle(t: tuple[int, int, int, int]) -> int:
    a, *m, d = t
    return m[0] * 10 + m[1]


@script
def spread(t: tuple[int, float]) -> tuple[int, int, float, int]:
    return (0, *t, 9)


CASES = {
    "first_last": [((1, 2, 3, 4),)],
    "length": [((1, 2, 3),)],
    "middle": [((1, 2, 3, 4),)],
    "spread": [((1, 2.5),)],
}
