"""A `with` around a `yield`, in generators that are left early: `__exit__` is given GeneratorExit."""

from contextlib import ExitStack, contextmanager
from collections.abc import Iterator

from jitscript import script


class Told:
    def __init__(self, log: list[str], eats: bool = False) -> None:
        self.log = log
        self.eats = eats

    def __enter__(self) -> str:
        return "x"

    def __exit__(self, kind, value, tb) -> bool:
        self.log.append(f"{value!r} {kind.__name__ if kind is not None else '-'} {tb is None}")
        return self.eats


class Asks:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __enter__(self) -> str:
        return "x"

    def __exit__(self, kind, value, tb) -> None:
        self.log.append("left" if kind is None else "failed")


@contextmanager
def cleaned(log: list[str]) -> Iterator[int]:
    log.append("enter")
    try:
        yield 3
    finally:
        log.append("cleaned")


def both(log: list[str], n: int, eats: bool) -> Iterator[int]:
    with Asks(log), Told(log, eats):
        for i in range(n):
            if i == 3:
                raise KeyError(i)
            if i == 5:
                return
            yield i
    log.append("end")


def stacked(log: list[str], n: int) -> Iterator[int]:
    with ExitStack() as s, cleaned(log):
        s.enter_context(Told(log))
        for i in range(n):
            yield i


@script
def loops(n: int, what: int) -> list[str]:
    log: list[str] = []
    try:
        for i in both(log, n, False):
            for j in stacked(log, 4):
                if j == what:
                    break
                if j == 2:
                    continue
            if i == what:
                break
            if i == 1 and what == 9:
                raise ValueError("consumer")
            if what == 8:
                return log
    except (ValueError, KeyError) as e:
        log.append(repr(e))
    else:
        log.append("else")
    return log


@script
def ended(n: int) -> list[str]:
    log: list[str] = []
    for i in both(log, n, True):
        log.append(str(i))
    return log


@script
def asked(n: int) -> list[str]:
    log: list[str] = []
    log.append(str(any(i == n for i in both(log, 3, False))))
    log.append(str(next(both(log, 2, False))))
    return log


def with_finally(log: list[str], n: int) -> Iterator[int]:
    try:
        for i in range(n):
            yield i
    finally:
        log.append("finally")


@script
def builtins_that_leave(n: int) -> list[str]:
    log: list[str] = []
    log.append(str(all(i != n for i in with_finally(log, 3))))
    log.append(str(any(i == n and j == n for i in with_finally(log, 3) for j in both(log, 3, False))))
    log.append(str(any(with_finally(log, n))))
    log.append(str(next(i * 2 for i in with_finally(log, 3) if i >= n)))
    log.append(str(next((i for i in with_finally(log, 3) if i > n), -1)))
    for k in range(3):
        if any(k == i for i in with_finally(log, 2)):
            continue
        log.append(f"no {k}")
    return log


@script
def unpacked(n: int) -> list[str]:
    log: list[str] = []
    try:
        a, b = (i + 1 for i in with_finally(log, n))
        log.append(str(a + b))
    except ValueError as e:
        log.append(str(e))
    return log


@script
def bound_on_the_way(n: int) -> list[str]:
    log: list[str] = []
    m, k = -1, 0
    if any((m := i) >= n for i in with_finally(log, 4)):
        log.append(f"found {m}")
    while not all((k := k + 1) < 5 + i for i in with_finally(log, 2)) and k < 20:
        log.append(str(k))
    return log + [str(m), str(k)]


@script
def in_a_try(n: int) -> list[str]:
    log: list[str] = []
    try:
        with Told(log):
            if any(10 // (n - i) == 5 for i in with_finally(log, 3)):
                return log
    except ZeroDivisionError:
        log.append("zero")
    finally:
        log.append("own")
    return log


CASES = {
    "builtins_that_leave": [(0,), (1,), (2,)],
    "unpacked": [(1,), (2,)],
    "bound_on_the_way": [(0,), (2,), (9,)],
    "in_a_try": [(3,), (4,), (9,)],
    "loops": [(n, what) for n in (0, 2, 5) for what in (0, 1, 2, 7, 8, 9)],
    "ended": [(3,), (5,)],
    "asked": [(1,), (7,)],
}
