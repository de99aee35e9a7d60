"""Lists of tuples, floats and mixed literals."""

from jitscript import script


@script
def points(n: int) -> list[tuple[float, int]]:
    out = [(0.5, 0)]
    for i in range(n):
        out.append((i * 0.25, i))
    return out


@script
def unpacked(a: list[tuple[int, int]]) -> int:
    s = 0
    for x, y in a:
        s += x * y
    return s


@script
def ints_and_floats(a: int) -> list[float]:
    return [a * 1.0, 2.5]


@script
def from_range(n: int) -> list[int]:
    return list(range(n))


@script
def star(a: int, b: int) -> list[int]:
    t = (a, b)
    return [0, *t, 9]


CASES = {
    "points": [(0,), (3,)],
    "unpacked": [([(1, 2), (3, 4)],), ([],)],
    "ints_and_floats": [(2,)],
    "from_range": [(0,), (4,)],
    "star": [(1, 2)],
}
