"""Generators that go through themselves, and say nothing of what they yield."""

from jitscript import script


def grow(n):
    if n > 0:
        for x in grow(n - 1):
            yield x + 0.5
        yield n


def wrap(n):
    if n == 0:
        yield ()
    else:
        for t in wrap(n - 1):
            yield t
            yield (n,)


def nothing(n):
    if n > 0:
        yield from nothing(n - 1)


def perms(xs):
    if len(xs) <= 1:
        yield xs
        return
    for i in range(len(xs)):
        for rest in perms(xs[:i] + xs[i + 1 :]):
            yield [xs[i]] + rest


def subsets(xs, i=0):
    if i == len(xs):
        yield []
        return
    for s in subsets(xs, i + 1):
        yield s
        yield [xs[i]] + s


def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield f"{a}->{c}"
        yield from hanoi(n - 1, b, a, c)


def even(n):
    yield n
    if n > 0:
        yield from odd(n - 1)


def odd(n):
    if n > 0:
        yield from even(n - 1)


class Tree:
    def __init__(self, v, kids=None):
        self.v = v
        self.kids = kids or []

    def walk(self):
        yield self.v
        for k in self.kids:
            yield from k.walk()

    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k


def queens(n, cols=()):
    if len(cols) == n:
        yield list(cols)
        return
    for c in range(n):
        if all(c != d and abs(c - d) != len(cols) - i for i, d in enumerate(cols)):
            yield from queens(n, (*cols, c))


def flat(xs: list[list[int]], d: int):
    for x in xs:
        yield x[0] + d
    if d < 2:
        yield from flat(xs, d + 1)


@script
def a1(n: int):
    return list(grow(n))


@script
def a3(n: int):
    return list(nothing(n))


@script
def a4(xs: list[int]):
    return list(perms(xs)), sorted(subsets(xs))


@script
def a5(n: int):
    return list(hanoi(n, "A", "B", "C"))


@script
def a6(n: int):
    return list(even(n))


@script
def a7(n: int):
    t = Tree(1, [Tree(2), Tree(3, [Tree(n)])])
    return list(t.walk()), list(t), sum(t), 3 in t


@script
def a9(n: int):
    return list(flat([[n], [n + 1]], 0))


@script
def a10(n: int):
    def down(k):
        if k > 0:
            yield k
            yield from down(k - 1)
        if k > n:
            yield -1

    g = down(n)
    return next(g), list(g), [*down(2)]


CASES = {
    "a1": [(0,), (3,)],
    "a3": [(2,)],
    "a4": [([1, 2, 3],), ([],)],
    "a5": [(3,)],
    "a6": [(4,)],
    "a7": [(9,)],
    "a9": [(5,)],
    "a10": [(3,)],
}
