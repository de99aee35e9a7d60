"""`zip` of tuples has a length that is known: it is spread over parameters."""

from __future__ import annotations

from typing import NamedTuple

from jitscript import script


class Pixel(NamedTuple):
    r: int
    g: int
    b: int

    def __add__(self, o: Pixel) -> Pixel:
        return Pixel(*(min(255, a + b) for a, b in zip(self, o)))



@script
def added(r: int, g: int) -> tuple[str, str]:
    p = Pixel(r, g, 250)
    q = p + Pixel(1, 2, 10)
    return f"{q}", f"{Pixel(*(x + i for i, x in enumerate(p)))}"


@script
def looped(t: tuple[int, int, int]) -> int:
    total = 0
    for a, b in zip(t, (1, 2, 3)):
        total = total * 10 + a * b
    return total


@script
def unpacked(t: tuple[float, float]) -> tuple[float, float]:
    x, y = (a - b for a, b in zip(t, (0.5, 1.5)))
    return tuple(a * b for a, b in zip((x, y), t))


CASES = {
    "added": [(1, 2), (250, 255)],
    "looped": [((4, 5, 6),)],
    "unpacked": [((1.0, 2.0),)],
}
