from dataclasses import dataclass

from jitscript import script


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


@script
def f(n: int) -> int:
    p = Point(n)
    p.x = 3
    q = Point(n, 2, 3)
    r = Point(y=1)
    s = Point(2.5)
    return p.x < q
