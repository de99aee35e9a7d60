"""Plain, annotated, chained and unpacking assignment."""

from jitscript import script


@script
def annotated(a: int) -> int:
    x: int = a + 1
    y: int
    y = x * 2
    return y


@script
def chained(a: int) -> int:
    x = y = z = a + 1
    x += 1
    return x * 100 + y * 10 + z


@script
def swap(a: int, b: int) -> tuple[int, int]:
    a, b = b, a
    return a, b


@script
def rotate(a: int, b: int, c: int) -> tuple[int, int, int]:
    a, b, c = c, a, b
    return a, b, c


@script
def nested(p: tuple[int, tuple[float, int]]) -> float:
    a, (b, c) = p
    return a + b * c


@script
def brackets(a: int, b: int) -> int:
    [x, y] = a, b
    (z,) = (x,)
    return x * y + z


CASES = {
    "annotated": [(3,)],
    "chained": [(3,)],
    "swap": [(1, 2)],
    "rotate": [(1, 2, 3)],
    "nested": [((1, (2.5, 3)),)],
    "brackets": [(4, 5)],
}
