"""itertools that go through others, from accumulate to zip_longest."""
# ruff: noqa: B007, C416

import operator
from itertools import (
    accumulate,
    chain,
    compress,
    count,
    cycle,
    dropwhile,
    filterfalse,
    islice,
    pairwise,
    repeat,
    starmap,
    takewhile,
    zip_longest,
)

from jitscript import script


@script
def acc(xs: list[int]) -> list[int]:
    return list(accumulate(xs))


@script
def acc2(xs: list[int]) -> list[int]:
    return (
        [x for x in accumulate(xs, operator.mul)]
        + list(accumulate(xs, max, initial=3))
        + list(accumulate(xs, lambda a, b: a - b))
    )


@script
def ch(xs: list[int], ys: list[int]) -> int:
    s = 0
    for x in chain(xs, ys, range(3)):
        if x == 5:
            break
        s += x
    else:
        s += 1000
    return s


@script
def chf(xs: list[list[int]]) -> list[int]:
    return list(chain.from_iterable(xs)) + sorted(chain.from_iterable(xs))


@script
def comp(xs: list[int], ys: list[bool]) -> list[int]:
    return list(compress(xs, ys))


@script
def drop(xs: list[int]) -> list[int]:
    return (
        list(dropwhile(lambda x: x < 3, xs))
        + list(takewhile(lambda x: x < 3, xs))
        + list(filterfalse(lambda x: x % 2, xs))
        + list(filterfalse(None, xs))
    )


@script
def isl(xs: list[int]) -> list[list[int]]:
    return [
        list(islice(xs, 2)),
        list(islice(xs, 1, None)),
        list(islice(xs, 1, 5, 2)),
        list(islice(xs, None)),
        list(islice(xs, 0, None, 3)),
        list(islice(count(), 5, 3)),
        list(islice(count(10), 5, 30, 7)),
    ]


@script
def islbad(n: int) -> list[int]:
    return list(islice(range(9), n))


@script
def pw(xs: list[int]) -> list[tuple[int, int]]:
    return list(pairwise(xs)) + [(a, b) for a, b in pairwise(chain(xs, xs))]


@script
def star(xs: list[tuple[int, int]]) -> list[int]:
    return list(starmap(pow, xs)) + [y for y in starmap(lambda a, b: a * 10 + b, xs)]


@script
def zl(xs: list[int], ys: list[str]) -> list[tuple[int | None, str | None]]:
    return list(zip_longest(xs, ys))


@script
def zl2(xs: list[int], ys: list[int]) -> list[tuple[int, int]]:
    return list(zip_longest(xs, ys, fillvalue=0))


@script
def cyc(xs: list[str], n: int) -> list[str]:
    return [c for c, _ in zip(cycle(xs), range(n))] + list(islice(cycle("ab"), 5))


@script
def rep(n: int) -> list[float]:
    return (
        list(repeat(2.5, n))
        + list(islice(repeat(1.0), 2))
        + [x * y for x, y in zip(repeat(2.0), [1.0, 2.0])]
    )


@script
def cnt() -> list[float]:
    out = []
    for x in count(0.5, 0.25):
        if x > 2:
            break
        out.append(x)
    for i, c in zip(count(1), "abc"):
        out.append(float(i))
    return out


@script
def zipped(xs: list[int]) -> list[int]:
    made = [x * sign for x, sign in zip(xs, cycle([1, -1]))]
    return made + [i * x for x, i in zip(xs, count(3))]


CASES = {
    "zipped": [([5, 6, 7],), ([],)],
    "acc": [([1, 2, 3],), ([],)],
    "acc2": [([1, 2, 3, 4],)],
    "ch": [
        (
            [1, 2],
            [3, 4],
        ),
        (
            [1, 5],
            [3],
        ),
    ],
    "chf": [([[1, 2], [], [3]],)],
    "comp": [
        (
            [1, 2, 3, 4],
            [True, False, True],
        )
    ],
    "drop": [([1, 2, 3, 1, 0, 4],)],
    "isl": [([1, 2, 3, 4, 5, 6, 7],)],
    "islbad": [(-1,), (3,)],
    "pw": [([1, 2, 3],), ([],)],
    "star": [([(2, 3), (4, 1)],)],
    "zl": [
        (
            [1, 2, 3],
            ["a"],
        )
    ],
    "zl2": [
        (
            [1],
            [2, 3],
        )
    ],
    "cyc": [
        (
            ["x", "y"],
            5,
        ),
        (
            ["x"],
            0,
        ),
    ],
    "rep": [(2,)],
    "cnt": [()],
}
