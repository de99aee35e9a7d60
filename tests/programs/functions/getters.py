"""The functions of `operator` and `functools` as keys, as values and called."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from functools import partial, reduce, total_ordering
from operator import attrgetter, itemgetter, methodcaller

from jitscript import script


class Item:
    def __init__(self, name: str, price: float, tags: list[str]):
        self.name = name
        self.price = price
        self.tags = tags
        self.inner = (price, name)

    def cost(self, count: int, *, discount: float = 0.0) -> float:
        return self.price * count - discount


class Shelf:
    def __init__(self, item: Item):
        self.item = item


def items(n: int) -> list[Item]:
    return [Item("abc"[i % 3] * (i % 2 + 1), float(i * 7 % 5), ["t"] * i) for i in range(n)]


@script
def by_item(pairs: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    return sorted(pairs, key=itemgetter(1)), sorted(pairs, key=itemgetter(1, 0), reverse=True)


@script
def by_attribute(n: int) -> tuple[list[str], list[float], list[tuple[float, str]], float]:
    found = items(n)
    found.sort(key=attrgetter("price"))
    first = list(map(attrgetter("name"), found))
    found.sort(key=attrgetter("name", "price"))
    shelves = [Shelf(x) for x in found]
    best = max(shelves, key=attrgetter("item.price"))
    return first, [x.price for x in found], [attrgetter("inner")(x) for x in found], best.item.price


@script
def by_method(n: int) -> tuple[list[float], list[str], list[str]]:
    cost = methodcaller("cost", n, discount=0.5)
    names = [x.name for x in items(n)]
    upper = list(map(methodcaller("upper"), names))
    split = methodcaller("replace", "a", "<a>")
    return [cost(x) for x in items(n)], upper, [split(name) for name in names]


@script
def items_of(row: dict[str, int], keys: tuple[str, str], xs: list[int], i: int) -> tuple[int, int]:
    get = itemgetter(*keys)
    a, b = get(row)
    return a * b, itemgetter(i)(xs) + itemgetter(-1)(xs)


@script
def slices(text: str, xs: list[int]) -> tuple[str, list[int]]:
    return operator.getitem(text, 1), [itemgetter(k)(xs) for k in range(len(xs))]


@script
def called(a: int, b: int) -> list[int]:
    found = [operator.add(a, b), operator.sub(a, b), operator.mul(a, b), operator.neg(a)]
    found += [operator.floordiv(a, b), operator.mod(a, b), operator.xor(a, b), operator.invert(a)]
    found += [operator.lshift(a, 2), operator.rshift(a, 1), operator.and_(a, b), operator.pos(b)]
    tests = [operator.lt(a, b), operator.ge(a, b), operator.not_(a), operator.truth(b)]
    return found + [int(t) for t in tests] + operator.concat([a], [b])


@script
def mapped(xs: list[int], ys: list[int]) -> tuple[list[int], list[int], list[bool], list[float]]:
    return (
        list(map(operator.neg, xs)),
        list(map(operator.mul, xs, ys)),
        list(map(operator.le, xs, ys)),
        [operator.truediv(x, 2) for x in sorted(xs, key=operator.neg)],
    )


OPERATIONS = {"+": operator.add, "-": operator.sub, "//": operator.floordiv, "%": operator.mod}


@script
def calculated(text: str) -> int:
    stack: list[int] = []
    for token in text.split():
        if token in OPERATIONS:
            b, a = stack.pop(), stack.pop()
            stack.append(OPERATIONS[token](a, b))
        else:
            stack.append(int(token))
    return stack.pop()


@script
def reduced(xs: list[int]) -> tuple[int, int, float, str]:
    a = reduce(operator.add, xs, 100)
    b = reduce(lambda x, y: x * 3 + y, xs)
    c = reduce(lambda t, x: t / 2 + x, xs, 1.0)
    return a, b, c, reduce(lambda s, x: f"({s},{x})", xs, "")


def told(n: int) -> Iterator[int]:
    for i in range(n):
        print("asked", i)
        yield i


@script
def in_turn(n: int) -> int:
    def step(a: int, b: int) -> int:
        print("step", a, b)
        if b == 3:
            raise ValueError(f"{a} and {b}")
        return a * 10 + b

    return reduce(step, told(n)) + reduce(step, [x for x in range(n) if x != 1], 7)


@script
def largest_of(rows: list[list[int]]) -> tuple[int, list[int]]:
    return reduce(max, [reduce(max, row) for row in rows]), reduce(operator.add, rows, [0])


@total_ordering
class Version:
    def __init__(self, major: int, minor: int):
        self.major = major
        self.minor = minor

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Version):
            return NotImplemented
        return (self.major, self.minor) == (other.major, other.minor)

    def __lt__(self, other: Version) -> bool:
        return (self.major, self.minor) < (other.major, other.minor)


@total_ordering
class Weight:
    def __init__(self, grams: float):
        self.grams = grams

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Weight) and self.grams == other.grams

    def __ge__(self, other: Weight) -> bool:
        return self.grams >= other.grams


@script
def ordered(a: int, b: int) -> list[bool]:
    x, y = Version(1, a), Version(1, b)
    v, w = Weight(a / 2), Weight(b / 2)
    first = [x < y, x <= y, x > y, x >= y, x == y, x != y, max(x, y) is x]
    return first + [v < w, v <= w, v > w, v >= w, v == w, v != w]


@script
def with_partial(xs: list[int]) -> list[int]:
    add_ten = partial(operator.add, 10)
    return [add_ten(x) for x in xs] + list(map(partial(operator.sub, 1), xs))


SECOND = itemgetter(1)
SHOUT = methodcaller("upper")
PARTS = methodcaller("split", sep=",")
NAME = attrgetter("name")
THREE_MORE = partial(operator.add, 3)
BOUND = partial(max, 2, key=operator.neg)


@script
def made_outside(pairs: list[tuple[int, str]], text: str) -> list[str]:
    found = [SECOND(p) for p in sorted(pairs, key=SECOND)] + PARTS(text) + [SHOUT(text)]
    return found + [NAME(x) for x in items(2)] + [str(THREE_MORE(len(text))), str(BOUND(len(text)))]


@script
def folded(xs: list[int], x: float):
    def show(a: int, b: int) -> int:
        print(a, b)
        return a + b

    def item(v: int) -> int:
        print("item", v)
        return v * 2

    value = reduce(lambda acc, a: acc * x + a, reversed(xs), 0)
    product = reduce(operator.mul, (v + 1 for v in xs if v), 1)
    largest = reduce(lambda m, p: max(m, p[1]), enumerate(xs), -5)
    return value, product, largest, reduce(show, (item(v) for v in xs), 0)


CASES = {
    "folded": [([1, 2, 3], 2.5), ([], 1.0), ([0], 0.0)],
    "made_outside": [([(1, "y"), (2, "x")], "a,b"), ([], "")],
    "by_item": [([(3, "b"), (1, "c"), (2, "a"), (0, "b")],), ([],)],
    "by_attribute": [(6,), (1,)],
    "by_method": [(5,), (0,)],
    "items_of": [({"x": 2, "y": 5}, ("y", "x"), [1, 2, 3], 1), ({"x": 1}, ("x", "z"), [1], 0)],
    "slices": [("abc", [4, 5]), ("a", [])],
    "called": [(7, 2), (-7, 3), (1, 0)],
    "mapped": [([1, -2, 3], [4, 5, 6]), ([], [])],
    "calculated": [("1 2 + 5 %",), ("7 2 // 9 -",), ("1 0 //",)],
    "reduced": [([1, 2, 3],), ([5],), ([],)],
    "in_turn": [(3,), (4,), (0,)],
    "largest_of": [([[1, 5], [3]],), ([[1], []],), ([],)],
    "ordered": [(1, 2), (2, 2), (3, 2)],
    "with_partial": [([1, 2],)],
}
