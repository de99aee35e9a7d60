"""Generators that are unpacked: as many elements are asked for as show how many there are; and
names of a generator expression that mean something else around it."""

from jitscript import script


@script
def pair(s: str) -> int:
    x, y = map(int, s.split())
    return x * y


@script
def parts(s: str) -> tuple[str, str]:
    p, _, q = (c.strip() for c in s.partition(","))
    return p, q


@script
def rest(s: str) -> tuple[int, list[int]]:
    x, *xs = (int(c) for c in s.split())
    return x, xs


@script
def ranges(s: str) -> int:
    total = 0
    for x, y in (map(int, p.split("-")) for p in s.split(",")):
        total += x * y
    return total


@script
def asked(n: int) -> tuple[int, int]:
    def numbers():
        yield n
        yield n + 1
        yield 1 // (n - 5)
        yield 1 // (n - 6)

    a, b = numbers()
    return a, b


@script
def three(n: int) -> int:
    def numbers():
        yield n
        yield 1 // (n - 5)
        yield n

    a, b, c = numbers()
    return a + b * c


@script
def filtered(xs: list[float], least: float) -> float:
    a, b = (x for x in xs if x > least)
    return a - b


@script
def zipped(xs: list[int], ys: list[str]) -> tuple[tuple[int, str], tuple[int, str]]:
    a, b = zip(xs, ys)
    return b, a


@script
def numbered(xs: list[str]) -> list[int]:
    found = [0, 0]
    (found[0], a), (found[1], b) = enumerate(xs, 3)
    return found + [len(a), len(b)]


@script
def endless(n: int) -> tuple[int, int]:
    def count():
        while True:
            yield n

    a, b = count()
    return a, b


@script
def raising(n: int) -> list[int]:
    def count():
        k = 0
        while True:
            if k == n:
                raise ValueError("no more")
            yield k
            k += 1

    try:
        return [k for k in count()]
    except ValueError:
        pass
    try:
        return [sum(k for k in count())]
    except ValueError:
        return [
            max(k for k in count()) if n < 0 else -1,
            any(k > 2 for k in count()) if n > 4 else 0,
        ]


@script
def generic(xs, ys):
    a, b = (x + x for x in xs)
    c, d = (y for y in ys)
    return a, b, c, d


@script
def stripped(s: str) -> list[str]:
    return [n for n in (n.strip() for n in s.splitlines()) if n]


@script
def looped(xs: list[int]) -> tuple[list[int], int]:
    n = 7
    found = []
    for n in (n * 2 for n in xs if n % 2):
        found.append(n)
    return found, n


@script
def nested(xs: list[int], n: int) -> list[int]:
    return [n for n in (n + k for k in (n * n for n in xs))]


@script
def same_name(xs: list[list[int]]) -> int:
    return sum(x for x in (sum(x for x in x) for x in xs))


@script
def kept(xs: list[int]) -> list[int]:
    x = 100
    y = [x for x in (x for x in (x + 1 for x in xs) if x > 2)]
    return [x, *y]


@script
def added(xs: list[int]) -> int:
    x = 1
    for y in (x * 2 for x in xs):
        x += y
    return x


@script
def open_types(xs):
    return {x: [x for x in range(3)] for x in (x + x for x in xs)}


CASES = {
    "pair": [("3 4",), ("3",), ("3 4 5",), ("3 4 5 x",), ("3 x",), ("",), ("3 4 x",)],
    "parts": [(" a , b",), ("a",), (" é,,",)],
    "rest": [("1 2 3",), ("1",), ("",), ("1 2 z",)],
    "ranges": [("1-2,3-4",), ("1-2,3",), ("1-2-3",), ("",)],
    "asked": [(1,), (5,), (6,)],
    "three": [(1,), (5,), (6,)],
    "filtered": [([1.0, 2.0, 3.0], 1.5), ([1.0, 2.0], 1.5), ([1.0, 2.0, 3.0], 0.0), ([], 0.0)],
    "zipped": [([1, 2], ["a", "b"]), ([1, 2, 3], ["a", "b"]), ([1], ["a", "b"])],
    "numbered": [(["a", "bc"],), (["a"],), (["a", "b", "c"],)],
    "endless": [(1,)],
    "raising": [(0,), (3,), (6,)],
    "generic": [([1, 2], ["a", "b"]), ([1.5, 2], [0, 0]), (["x", "y"], [None, 1])],
    "stripped": [(" a\n\n b ",), ("",)],
    "looped": [([1, 2, 3],), ([],), ([2],)],
    "nested": [([1, 2, 3], 5), ([], 5)],
    "same_name": [([[1], [2, 3], []],)],
    "kept": [([1, 2, 3],), ([],)],
    "added": [([1, 2, 3],), ([],)],
    "open_types": [([1, 2],), (["a", "b"],), ([1.5],)],
}
