"""A tuple of one type may be indexed by a value known only at run time."""

from jitscript import script


@script
def pick(t: tuple[int, int, int], i: int) -> int:
    return t[i]


@script
def table(i: int) -> float:
    return (0.5, 1.5, 2.5, 3.5)[i]


CASES = {
    "pick": [((7, 8, 9), i) for i in (0, 2, -1, -3, 3, -4)],
    "table": [(0,), (3,), (-1,), (4,)],
}
