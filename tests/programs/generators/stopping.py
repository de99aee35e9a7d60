"""StopIteration inside a generator is a RuntimeError, one of the loop over it is not."""

from collections.abc import Iterator

from jitscript import script


def upto(n: int) -> Iterator[int]:
    for i in range(n):
        yield i


def forever(it: Iterator[int]) -> Iterator[int]:
    while True:
        yield next(it)


def pairwise(it: Iterator[int]) -> Iterator[tuple[int, int]]:
    try:
        last = next(it)
    except StopIteration:
        return
    for x in it:
        yield last, x
        last = x


def raising(n: int) -> Iterator[int]:
    yield n
    if n > 1:
        raise StopIteration


@script
def inlined(n: int) -> int:
    s = 0
    for x in forever(upto(n)):
        s += x
    return s


@script
def early(n: int, most: int) -> int:
    s = 0
    for x in forever(upto(n)):
        s += x
        if x == most:
            break
    return s


@script
def consumer(n: int) -> int:
    s = 0
    it = upto(2)
    for x in forever(upto(n)):
        s += next(it) + x
    return s


@script
def caught(n: int) -> int:
    s = 0
    try:
        for x in raising(n):
            s += x
    except RuntimeError as e:
        s += 100 * len(str(e))
    return s


@script
def paired(n: int) -> list[tuple[int, int]]:
    return list(pairwise(upto(n)))


CASES = {
    "inlined": [(0,), (3,)],
    "early": [(0, 1), (3, 1), (3, 9)],
    "consumer": [(0,), (1,), (5,)],
    "caught": [(1,), (2,)],
    "paired": [(0,), (1,), (4,)],
}
