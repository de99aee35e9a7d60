"""Generators that are kept: asked by `next`, gone through in parts, passed on, recursive."""

from collections.abc import Iterable, Iterator

from jitscript import script


def upto(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1


def two(xs: list[str], k: int):
    for i in range(k, 10, 3):
        for x in xs:
            if i % 2 == 0:
                yield x * i, i
            else:
                yield x, -i
        k += 1
    yield "end", k


def swapping(n: int):
    a, b = 0, 1
    words = ["a"]
    other = ["b", "c"]
    for _ in range(n):
        yield a, len(words)
        a, b = b, a + b
        words, other = other, words
        words.append("x")


def primes() -> Iterator[int]:
    found: list[int] = []
    n = 2
    while True:
        for p in found:
            if n % p == 0:
                break
        else:
            found.append(n)
            yield n
        n += 1


def tried(xs: list[int]) -> Iterator[int]:
    bad = 0
    for x in xs:
        try:
            if x > 50:
                yield -1
                continue
            y = 100 // x
            yield y
        except ZeroDivisionError:
            bad += 1
            if bad == 2:
                return
        else:
            yield y + 1
    yield bad


def failing(n: int) -> Iterator[int]:
    yield 1
    if n > 0:
        raise ValueError(f"no {n}")
    yield 2


def stopping(it: Iterator[int]) -> Iterator[int]:
    while True:
        yield next(it)


def down(n: int, step: int) -> Iterator[int]:
    for i in range(n, -n, step):
        if i == 1:
            continue
        for j in range(2):
            yield i * 10 + j


def mixed(n: int):
    for x in (1, "a", 2.5):
        yield n
        if n == 3:
            break
        n += 1
    else:
        yield 99


def merge(a: list[int], b: list[int]) -> Iterator[int]:
    x, y = iter_of(a), iter_of(b)
    u, v = next(x, 10**9), next(y, 10**9)
    while u < 10**9 or v < 10**9:
        if u <= v:
            yield u
            u = next(x, 10**9)
        else:
            yield v
            v = next(y, 10**9)


def iter_of(xs: list[int]) -> Iterator[int]:
    yield from xs


def permutations(xs: list[int]) -> Iterator[list[int]]:
    if len(xs) <= 1:
        yield xs[:]
        return
    for i in range(len(xs)):
        for rest in permutations(xs[:i] + xs[i + 1 :]):
            yield [xs[i], *rest]


def hanoi(n: int, a: str, b: str, c: str) -> Iterator[str]:
    if n > 0:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


def even(n: int) -> Iterator[int]:
    yield n
    if n > 0:
        yield from odd(n - 1)


def odd(n: int) -> Iterator[int]:
    yield -n
    if n > 0:
        yield from even(n - 1)


class Tree:
    def __init__(self, v: int, left: "Tree | None" = None, right: "Tree | None" = None):
        self.v = v
        self.left = left
        self.right = right

    def __iter__(self) -> Iterator[int]:
        if self.left is not None:
            yield from self.left
        yield self.v
        if self.right is not None:
            for x in self.right:
                yield x


def build(lo: int, hi: int) -> Tree | None:
    if lo >= hi:
        return None
    m = (lo + hi) // 2
    return Tree(m, build(lo, m), build(m + 1, hi))


def total(it: Iterable[int], most: int) -> int:
    s = 0
    for x in it:
        if s + x > most:
            break
        s += x
    return s


def chosen(n: int) -> Iterator[int]:
    return upto(n + 1)


@script
def parts(n: int) -> list[int]:
    g = upto(n)
    out = [next(g), next(g, -1)]
    for x in g:
        out.append(x)
        if x == 4:
            break
    out.append(next(g, -1))
    out += list(g)
    out.append(next(g, -2))
    h = two(["a", "bc"], n)
    for s, i in h:
        out.append(len(s) + i)
    return out


@script
def swapped(n: int) -> list[tuple[int, int]]:
    g = swapping(n)
    return [x for x in g] + [next(g, (-1, -1))]


@script
def first_primes(n: int) -> list[int]:
    g = primes()
    return [next(g) for _ in range(n)]


@script
def with_handlers(xs: list[int]) -> list[int]:
    g = tried(xs)
    out = []
    for x in g:
        out.append(x)
    out.append(next(g, -100))
    return out


@script
def fails(n: int) -> list[int]:
    g = failing(n)
    out = [next(g)]
    try:
        out.append(next(g))
    except ValueError as e:
        out.append(len(str(e)))
    out.append(next(g, -5))
    return out


@script
def fails_out(n: int) -> int:
    g = failing(n)
    return next(g) + next(g)


@script
def stops(n: int) -> int:
    s = 0
    g = stopping(upto(n))
    for x in g:
        s += x
    return s


@script
def downwards(n: int, step: int) -> list[int]:
    g = down(n, step)
    return list(g)


@script
def unrolled(n: int) -> list[int]:
    g = mixed(n)
    return list(g)


@script
def merged(a: list[int], b: list[int]) -> list[int]:
    return list(merge(a, b))


@script
def permuted(n: int) -> list[list[int]]:
    return list(permutations(list(range(n))))


@script
def towers(n: int) -> tuple[int, str]:
    moves = list(hanoi(n, "a", "b", "c"))
    return len(moves), " ".join(moves)


@script
def alternating(n: int) -> list[int]:
    return [x for x in even(n)]


@script
def in_order(n: int) -> tuple[list[int], int, int]:
    t = build(0, n)
    if t is None:
        return [], 0, 0
    return [x * 2 for x in t], sum(t), total(t, 100)


@script
def passed(n: int, most: int) -> tuple[int, int]:
    g = upto(n)
    a = total(g, most)
    b = total(g, most * 10)
    return a, b + total(chosen(n), most)


@script
def zipped(n: int) -> list[tuple[int, int]]:
    out = []
    for a, b in zip(range(3), primes()):
        out.append((a, b))
    for a, b in zip(upto(n), primes()):
        out.append((a, b))
    g = upto(n)
    for a, b in zip(g, g):
        out.append((a, b))
    return out


@script
def rebound(n: int) -> int:
    g = upto(n)
    s = 0
    for i in range(3):
        s = s * 10 + next(g, 7)
        if i == 1:
            g = upto(n + 1)
    return s


@script
def in_lists(n: int) -> list[int]:
    gs = [upto(n), upto(n + 1)]
    gs.append(upto(1))
    return [next(g, -1) for g in gs] + [next(g, -1) for g in gs]


@script
def captured(n: int) -> list[int]:
    k = n * 2

    def multiples(m: int):
        for i in range(m):
            yield i * k

    g = multiples(3)
    next(g)
    return [next(g), k, *list(g)]


CASES = {
    "parts": [(0,), (1,), (2,), (7,)],
    "swapped": [(0,), (1,), (6,)],
    "first_primes": [(0,), (10,)],
    "with_handlers": [([],), ([1, 2, 60],), ([0, 5, 70, 3],), ([4, 0, 3, 0, 2],)],
    "fails": [(0,), (3,)],
    "fails_out": [(0,), (3,)],
    "stops": [(0,), (3,)],
    "downwards": [(0, 1), (3, -1), (3, -2), (-3, 2), (3, 1)],
    "unrolled": [(0,), (3,), (2,)],
    "merged": [([], []), ([1, 4, 6], [2, 3, 9]), ([1], [])],
    "permuted": [(0,), (1,), (4,)],
    "towers": [(0,), (1,), (4,)],
    "alternating": [(0,), (5,)],
    "in_order": [(0,), (1,), (12,)],
    "passed": [(5, 3), (0, 0)],
    "zipped": [(0,), (3,)],
    "rebound": [(0,), (4,)],
    "in_lists": [(0,), (2,)],
    "captured": [(0,), (3,)],
}
