from jitscript import script


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y


@script
def f(n: int) -> int:
    points: list[Point] = []
    return points[n].x
