"""Lists, dicts and tables made of other elements than the annotation around them asks for."""

from jitscript import script


@script
def optional(n: int) -> list[int | None]:
    x: list[int | None] = [None] * n
    y = x[:]
    if n:
        y[0] = n
    return y


@script
def given_back(n: int) -> list[str | None]:
    return [None] * n


@script
def floats(n: int) -> list[float]:
    x: list[float] = [0] * n
    for i in range(n):
        x[i] += i / 2
    return x


@script
def table(n: int) -> list[list[float]]:
    t = [[0] * n for _ in range(n)]
    t[-1][0] = 0.5
    return t


@script
def by_name(n: int) -> dict[str, float | None]:
    d = {"a": None}
    d["b"] = n / 2
    return d


@script
def passed(n: int) -> float:
    x = [1, 2]
    return total(x) + total([0] * n)


def total(x: list[float]) -> float:
    x.append(0.5)
    return sum(x)


class Ring:
    def __init__(self, n: int):
        self.data: list[float | None] = [None] * n
        self.rows: list[list[str | None]] = [[None] * n, [None, "a"]]

    def put(self, x: float) -> None:
        self.data[0] = x
        self.rows[0][-1] = "z"


@script
def fields(n: int) -> tuple[list[float | None], list[list[str | None]]]:
    ring = Ring(n)
    ring.put(2.5)
    return ring.data, ring.rows


CASES = {
    "optional": [(3,), (0,)],
    "given_back": [(2,), (0,)],
    "floats": [(3,), (0,)],
    "table": [(2,)],
    "by_name": [(3,)],
    "passed": [(2,)],
    "fields": [(2,), (0,)],
}
