"""`contextlib.contextmanager` over a generator function."""

from contextlib import contextmanager, suppress
from typing import Iterator

from jitscript import script


@contextmanager
def scoped(log: list[int], k: int) -> Iterator[int]:
    log.append(k)
    try:
        yield k * 2
    finally:
        log.append(-k)


@contextmanager
def swallow(log: list[int]):
    try:
        yield
    except ValueError:
        log.append(-5)


@contextmanager
def plain(log: list[int]):
    log.append(1)
    yield len(log)
    log.append(2)


@contextmanager
def both(log: list[int], k: int):
    with scoped(log, k) as a, scoped(log, k + 1) as b:
        yield a + b


@contextmanager
def wrong(n: int):
    if n == 1:
        yield 1
    if n == 2:
        yield 2
        yield 3


@contextmanager
def changed():
    try:
        yield 3
    except KeyError:
        raise IndexError("another") from None


class Stack:
    def __init__(self) -> None:
        self.items: list[int] = []

    @contextmanager
    def pushed(self, x: int):
        self.items.append(x)
        try:
            yield len(self.items)
        finally:
            self.items.pop()


@script
def ways(n: int) -> list[int]:
    log: list[int] = []
    for i in range(n):
        with scoped(log, i) as k:
            if i == 2:
                continue
            if i == 5:
                break
            log.append(k)
    with swallow(log):
        if n > 3:
            raise ValueError("a")
        log.append(1000)
    log.append(5)
    return log


@script
def two(log: list[int], n: int) -> int:
    x = 0
    with scoped(log, 3) as k, swallow(log):
        x = 5
        if n == 0:
            return k
        x = 10 // (n - 1)
        if n == 3:
            raise ValueError("b")
    return x


@script
def without_try(log: list[int], n: int) -> int:
    with plain(log) as k:
        if n == 1:
            return k
        if n == 2:
            raise KeyError("k")
        log.append(9)
    return -1


@script
def inside(log: list[int], n: int) -> int:
    with both(log, 3) as k:
        log.append(k)
        if n:
            return 10 // (n - 1)
    return k


@script
def wrongly(n: int) -> int:
    with wrong(n) as k:
        pass
    return k


@script
def another(n: int) -> int:
    with suppress(IndexError), changed() as k:
        if n:
            raise KeyError("a")
        return k
    return 0


@script
def methods(n: int) -> list[int]:
    stack, out = Stack(), []
    with stack.pushed(4) as a:
        with stack.pushed(n) as b:
            out += [a, b, *stack.items]
        out += stack.items
    out.append(len(stack.items))
    return out


CASES = {
    "ways": [(0,), (1,), (3,), (8,)],
    "two": [([], n) for n in range(5)],
    "without_try": [([], n) for n in range(3)],
    "inside": [([], n) for n in range(3)],
    "wrongly": [(0,), (1,), (2,)],
    "another": [(0,), (1,)],
    "methods": [(7,)],
}
