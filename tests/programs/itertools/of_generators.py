"""`itertools` of generator expressions and of what has no positions."""

import itertools

from jitscript import script


@script
def zl(d: dict[int, int], xs: list[int]):
    return list(itertools.zip_longest(d, xs)), list(itertools.zip_longest(xs, set(xs), fillvalue=0))


@script
def zl3(d: dict[int, int], xs: list[int]):
    return list(itertools.zip_longest(d, xs, d.values(), fillvalue=-1))


@script
def itert(xs: list[int]):
    a = list(itertools.chain((x + 1 for x in xs), map(abs, xs)))
    b = list(itertools.islice((x * x for x in itertools.count()), 4))
    c = list(itertools.accumulate(x for x in xs))
    d = list(itertools.chain.from_iterable([x] * x for x in xs))
    e = [(k, list(g)) for k, g in itertools.groupby(x // 2 for x in xs)]
    f = list(itertools.product((x for x in xs), repeat=2))
    g = list(itertools.combinations((x for x in xs), 2))
    h = list(itertools.pairwise(x for x in xs))
    return a, b, c, d, e, f, g, h


@script
def itert2(xs: list[int]):
    return (
        list(itertools.zip_longest((x for x in xs), "ab", fillvalue=None)),
        list(itertools.starmap(pow, ((x, 2) for x in xs))),
        list(itertools.filterfalse(lambda x: x > 1, (x for x in xs))),
        list(itertools.compress((x for x in xs), [1, 0, 1])),
        list(itertools.dropwhile(lambda x: x < 2, map(abs, xs))),
    )


CASES = {
    "zl": [({1: 5, 0: 7}, [1, 2, 3]), ({}, [])],
    "zl3": [({1: 5, 0: 7}, [1, 2, 3])],
    "itert": [([1, 2, 3],), ([],)],
    "itert2": [([1, 2, 3],), ([],)],
}
