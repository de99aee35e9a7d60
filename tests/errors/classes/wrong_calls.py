from jitscript import script


class Point:
    def __init__(self, x: int, y: int):
        self.x = x
        self.y = y

    def move(self, dx: int) -> None:
        self.x += dx


@script
def f(n: int) -> int:
    p = Point(n)
    q = Point(n, 2, 3)
    r = Point(n, y=2.5)
    p = Point(1, 2)
    p.move()
    p.move(1.5)
    p()
    return p + 1
