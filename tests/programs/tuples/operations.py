"""len, slices, +, *, comparison, min and max of tuples."""

from jitscript import script


@script
def length(t: tuple[int, float]) -> int:
    return len(t)


@script
def slices(t: tuple[int, int, int, int]):
    return t[1:3], t[:2], t[::-1], t[-1:]


@script
def joined(a: tuple[int, int], b: tuple[float]) -> tuple[int, int, float]:
    return a + b


@script
def repeated(a: int) -> tuple[int, int, int]:
    return (a,) * 3


@script
def extremes(t: tuple[int, int, int]) -> tuple[int, int, int]:
    return min(t), max(t), sum(t)


CASES = {
    "length": [((1, 2.0),)],
    "slices": [((1, 2, 3, 4),)],
    "joined": [((1, 2), (3.5,))],
    "repeated": [(4,)],
    "extremes": [((3, 1, 2),)],
}
