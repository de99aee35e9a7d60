from jitscript import script


class Point:
    x: int


@script
def f(p: Point) -> int:
    return p.x
