from jitscript import script


class Point:
    def __init__(self, x: int):
        if x > 0:
            self.x = x


@script
def f(n: int) -> Point:
    return Point(n)


def call():
    f(1)
