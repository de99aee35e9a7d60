"""Literals, append, pop, indexing and len."""

from jitscript import script


@script
def literal(a: int) -> list[int]:
    return [a, a + 1, a * 2]


@script
def squares(n: int) -> list[int]:
    out: list[int] = []
    for i in range(n):
        out.append(i * i)
    return out


@script
def get(a: list[int], i: int) -> int:
    return a[i]


@script
def put(a: list[float], i: int, x: float) -> None:
    a[i] = x


@script
def length(a: list[int]) -> int:
    return len(a)


@script
def pop_all(a: list[int]) -> int:
    total = 0
    while a:
        total = total * 10 + a.pop()
    return total


@script
def pop_at(a: list[int], i: int) -> int:
    return a.pop(i)


PLACES = (0, 2, -1, -3, 3, -4)
CASES = {
    "literal": [(3,)],
    "squares": [(0,), (1,), (20,)],
    "get": [([7, 8, 9], i) for i in PLACES] + [([], 0)],
    "put": [([1.0, 2.0, 3.0], i, -1.0) for i in PLACES],
    "length": [([],), ([1, 2],)],
    "pop_all": [([],), ([1, 2, 3],)],
    "pop_at": [([7, 8, 9], i) for i in PLACES] + [([], 0), ([], -1)],
}
