"""for over lists, with enumerate, zip, reversed, and growing while iterated."""

from jitscript import script


@script
def total(a: list[float]) -> float:
    s = 0.0
    for x in a:
        s += x
    return s


@script
def numbered(a: list[int]) -> int:
    s = 0
    for i, x in enumerate(a):
        s += i * x
    return s


@script
def zipped(a: list[int], b: list[float]) -> float:
    s = 0.0
    for x, y in zip(a, b):
        s += x * y
    return s


@script
def backwards(a: list[int]) -> list[int]:
    out = [0]
    for x in reversed(a):
        out.append(x)
    return out


@script
def growing(a: list[int]) -> None:
    for x in a:
        if len(a) < 10:
            a.append(x + 1)


@script
def shrinking(a: list[int]) -> int:
    n = 0
    for x in a:
        a.pop()
        n += x
    return n


@script
def functions(a: list[int]) -> tuple[int, int, int]:
    return sum(a), min(a), max(a)


CASES = {
    "total": [([],), ([0.1, 0.2, 0.3],)],
    "numbered": [([5, 6, 7],)],
    "zipped": [([1, 2, 3], [0.5, 1.5])],
    "backwards": [([1, 2],), ([],)],
    "growing": [([1, 2],), ([],)],
    "shrinking": [([1, 2, 3, 4],)],
    "functions": [([3, 1, 2],), ([],)],
}
