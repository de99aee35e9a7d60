"""Shifts: any count is allowed, a negative one is a ValueError."""

from jitscript import script


@script
def left(a: int, n: int) -> int:
    return a << n


@script
def right(a: int, n: int) -> int:
    return a >> n


@script
def constants(n: int) -> tuple[int, int, int, int]:
    return 1 << n, -1 << n, 5 << n, -6 << n


CASES = {
    "constants": [(n,) for n in (-1, 0, 1, 59, 60)],
    "left": [(1, 0), (1, 62), (-1, 63), (5, 3), (-5, 3), (0, 1000), (0, 64), (1, -1), (0, -1)],
    "right": [
        (1, 0),
        (-1, 1),
        (-1, 200),
        (1, 200),
        (2**63 - 1, 62),
        (-(2**63), 63),
        (7, 1),
        (-7, 1),
        (5, -3),
        (5, 64),
        (-5, 64),
    ],
}
OVERFLOWS = {
    "constants": [(61,), (62,), (63,), (64,), (1000,)],
    "left": [(1, 63), (1, 64), (-1, 64), (3, 62), (2, 10**6)],
}
