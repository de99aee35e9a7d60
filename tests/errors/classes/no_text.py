from jitscript import script


class Point:
    def __init__(self, x: int):
        self.x = x


@script
def f(n: int) -> str:
    return f"{Point(n)}"
