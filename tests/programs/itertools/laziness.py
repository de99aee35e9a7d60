"""When itertools ask for an element, call a function, and end: what is printed tells."""
# ruff: noqa: C416

from collections.abc import Iterator
from itertools import (
    accumulate,
    chain,
    combinations,
    compress,
    count,
    dropwhile,
    filterfalse,
    islice,
    pairwise,
    product,
    takewhile,
)

from jitscript import script


def told(name: str, n: int) -> Iterator[int]:
    print(name, "begins")
    try:
        for i in range(n):
            print(name, i)
            yield i
        print(name, "is at its end")
    finally:
        print(name, "is left")


def odd(x: int) -> bool:
    print("asked of", x)
    return x % 2 == 1


def failing(x: int) -> bool:
    if x == 2:
        raise ValueError(f"no {x}")
    return x < 5


@script
def sliced(start: int, stop: int, step: int) -> list[int]:
    made = []
    for x in islice(told("a", 9), start, stop, step):
        print("got", x)
        made.append(x)
    return made


@script
def chained(until: int) -> int:
    for x in chain(told("a", 2), told("b", 3), range(100, 102)):
        print("got", x)
        if x == until:
            return x
    else:
        print("else")
    return -1


@script
def taken() -> int:
    total = 0
    for x in takewhile(odd, islice(count(1, 2), 3)):
        total += x
    for x in dropwhile(odd, told("c", 4)):
        total += 10 * x
    for x in filterfalse(odd, told("d", 3)):
        total += 100 * x
    return total


@script
def summed(n: int) -> list[int]:
    made = []
    for x in accumulate(told("s", n), lambda a, b: a * 2 + b, initial=1):
        print("sum", x)
        made.append(x)
        if x > 8:
            break
    return made


@script
def selected() -> list[int]:
    return [x for x in compress(told("x", 5), [1, 0, 1])]


@script
def in_pairs(n: int) -> int:
    total = 0
    for a, b in pairwise(told("p", n)):
        print(a, b)
        total += a * b
    return total


@script
def pools_first() -> int:
    total = 0
    for a, b in product(told("a", 2), told("b", 2)):
        print("pair", a, b)
        total += a * b
    for a, b in combinations(told("c", 3), 2):
        print("two", a, b)
        total += a * b
    return total


@script
def failed(n: int) -> int:
    total = 0
    try:
        for x in takewhile(failing, told("f", n)):
            total += x
    except ValueError as error:
        print(error)
        total += 1000
    return total


@script
def mutated(xs: list[int]) -> list[int]:
    made = []
    for x in chain(xs, xs):
        made.append(x)
        if len(xs) < 5:
            xs.append(x + 10)
    return made


@script
def early(n: int) -> int:
    for i in count():
        for a, b in product(range(n), repeat=2):
            if a * b == i:
                continue
            if a + b > i:
                break
        else:
            return i
    return -1


CASES = {
    "sliced": [
        (0, 3, 1),
        (1, 6, 2),
        (5, 3, 1),
        (0, 0, 1),
        (2, 20, 4),
        (0, 5, 3),
        (1, 2, 0),
        (-1, 2, 1),
    ],
    "chained": [(1,), (2,), (101,), (7,)],
    "taken": [()],
    "summed": [(0,), (2,), (9,)],
    "selected": [()],
    "in_pairs": [(0,), (1,), (4,)],
    "pools_first": [()],
    "failed": [(2,), (9,)],
    "mutated": [([1, 2],), ([],)],
    "early": [(2,), (3,)],
}
