"""`with`: managers of the user's own, `suppress` and `nullcontext`, on every way out."""

import contextlib
from contextlib import nullcontext, suppress

from jitscript import script


class Logged:
    def __init__(self, log: list[int], number: int):
        self.log = log
        self.number = number

    def __enter__(self) -> int:
        self.log.append(self.number)
        return self.number * 10

    def __exit__(self, kind, error, traceback) -> None:
        self.log.append(-self.number if kind is None else 1000 + self.number)


class Swallows:
    def __init__(self, log: list[int], swallow: bool):
        self.log = log
        self.swallow = swallow

    def __enter__(self) -> None:
        self.log.append(7)

    def __exit__(self, kind, error, traceback) -> bool:
        self.log.append(8)
        return self.swallow


class Fails:
    def __init__(self, when: int):
        self.when = when

    def __enter__(self) -> int:
        return 10 // (self.when - 1)

    def __exit__(self, kind, error, traceback) -> None:
        10 // (self.when - 2)


@script
def one(x: int, log: list[int]) -> int:
    with Logged(log, 1) as y:
        log.append(100 // x)
        return y
    return -1


@script
def two(x: int, log: list[int]) -> int:
    with Logged(log, 1) as a, Logged(log, 2) as b:
        if x == 5:
            return a + b
        log.append(100 // x)
    return len(log)


@script
def leaves_loops(xs: list[int], log: list[int]) -> int:
    n = 0
    for i, x in enumerate(xs):
        with Logged(log, i):
            if x == 1:
                continue
            if x == 2:
                break
            n += 12 // x
    return n


@script
def swallowed(x: int, swallow: bool, log: list[int]) -> int:
    y = 1
    with Swallows(log, swallow):
        y = 2
        y = 100 // x
    return y


@script
def swallowed_return(x: int, swallow: bool, log: list[int]) -> int:
    with Swallows(log, swallow):
        return 100 // x
    return -5


@script
def fails(when: int) -> int:
    n = 0
    try:
        with Fails(when) as k:
            n = k
            n += 10 // (when - 3)
    except ZeroDivisionError:
        return -n
    return n


@script
def suppressed(x: int, xs: list[int]) -> int:
    n = 0
    with suppress(ZeroDivisionError, IndexError):
        n = 1
        n = 100 // x
        n = xs[n]
    with contextlib.suppress(LookupError) as nothing:
        n += xs[x] * 1000
    return n if nothing is None else -1


@script
def not_suppressed(x: int) -> int:
    with suppress(KeyError):
        return 10 // x
    return 5


@script
def suppressed_in_a_loop(xs: list[int]) -> int:
    n = 0
    for x in xs:
        with suppress(ArithmeticError):
            if x == 9:
                break
            n += 12 // x
            continue
        n += 1000
    return n


@script
def null(x: int) -> int:
    with nullcontext(x + 1) as y, nullcontext():
        x = 10 // y
    return x + y


class Named:
    def __init__(self, name: str):
        self.name = name

    def __enter__(self):
        print("in", self.name)
        return self

    def __exit__(self, *args):
        print("out", self.name)


class Quiet(Named):
    def __exit__(self, kind, *_):
        print("quiet", kind is None)
        return True


@script
def any_number_of_arguments(k: int) -> int:
    with Named("a") as a, Quiet("b"):
        if k == 1:
            raise ValueError(a.name)
        if k == 2:
            return 5
    with Named("c"):
        if k == 3:
            raise KeyError(k)
    return 6


CASES = {
    "any_number_of_arguments": [(k,) for k in range(4)],
    "one": [(0, []), (5, [])],
    "two": [(0, []), (5, []), (3, [])],
    "leaves_loops": [([3, 1, 4], []), ([3, 2, 4], []), ([3, 0], []), ([], [])],
    "swallowed": [(0, True, []), (0, False, []), (3, True, []), (3, False, [])],
    "swallowed_return": [(0, True, []), (0, False, []), (3, True, [])],
    "fails": [(1,), (2,), (3,), (4,)],
    "suppressed": [(0, [1]), (100, [5, 6]), (1, [1, 2]), (50, [3, 4, 5])],
    "not_suppressed": [(0,), (1,)],
    "suppressed_in_a_loop": [([1, 0, 2],), ([1, 9, 2],), ([0],), ([],)],
    "null": [(0,), (-1,), (4,)],
}
