from jitscript import script


class Point:
    def __init__(self, x: int):
        self.x = x


def call():
    @script
    def f(x: int) -> bool:
        return Point(x).__ne__(Point(x))

    f(1)
