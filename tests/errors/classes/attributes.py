from jitscript import script


class Point:
    def __init__(self, x: int, y: int):
        self.x = x
        self.y = y

    @property
    def size(self) -> int:
        return self.x + self.y


@script
def f(n: int) -> int:
    p = Point(n, 2)
    p.z = 3
    p.size = 4
    p.x = 1.5
    return p.hight + p.y
