"""`zip` of nothing; `filter` that keeps what is true."""

import itertools
from collections.abc import Iterable, Iterator

from jitscript import script


@script
def zipped(n: int) -> tuple[int, list[int], int, list[tuple[()]]]:
    count = 0
    for _ in zip():
        count += n
    kept = zip()
    return count, [n for _ in zip()], sum(1 for _ in kept), list(zip())


def squares(numbers: Iterable[int]) -> Iterator[int]:
    for x in numbers:
        yield x * x


@script
def true_ones(xs: list[int]) -> tuple[list[int], list[int], int, int, int | None]:
    kept = filter(None, xs)
    first = next(kept, None)
    found = itertools.takewhile(lambda v: v < 50, filter(None, xs))
    steps = map(lambda v: v + 1, filter(None, squares(xs)))
    return list(kept), list(found), sum(steps), max(filter(None, xs), default=0), first


@script
def true_texts(words: list[str]) -> list[str]:
    kept = filter(None, words)
    return [next(kept), *(w.upper() for w in kept), *itertools.chain(filter(None, words), "ab")]


CASES = {
    "zipped": [(2,)],
    "true_ones": [([0, 1, 0, 7, 60, 2],), ([],), ([0],)],
    "true_texts": [(["", "a", "", "b"],), (["x"],), ([""],)],
}
