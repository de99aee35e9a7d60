"""`*args` of functions that compiled code calls: of one type, of mixed types, of none."""

from jitscript import script


def count(first: int, *rest, k: int = 2) -> int:
    return first + len(rest) * k


def total(*xs: float) -> float:
    s = 0.0
    for x in xs:
        s += x
    return s


def shown(*parts) -> str:
    return f"{parts}"


def forwarded(*args) -> int:
    return count(*args) + count(1, *args, k=5)


class Box:
    def __init__(self, *values: int):
        self.size = len(values)

    def add(self, *values: int) -> int:
        for v in values:
            self.size += v
        return self.size


@script
def mixed(n: int):
    return count(n), count(n, 1, "a", 2.5), count(n, None, k=7), shown(), shown(n, "x", [n])


@script
def alike(x: float, n: int) -> list[float]:
    return [total(), total(x), total(x, x, x), total(n, x), total(*(x, n))]


@script
def passed_on(n: int) -> int:
    return forwarded(n, n) + forwarded(n)


@script
def methods(n: int) -> list[int]:
    b = Box(n, n, n)
    return [b.size, b.add(), b.add(n, 1)]


CASES = {
    "mixed": [(3,)],
    "alike": [(1.5, 2)],
    "passed_on": [(3,)],
    "methods": [(4,)],
}
