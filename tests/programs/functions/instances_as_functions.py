"""Instances with a `__call__` where a `Callable` is asked for: kept with functions, passed on."""

from __future__ import annotations

from collections.abc import Callable

from jitscript import script

Listener = Callable[[int], None]


class Total:
    def __init__(self) -> None:
        self.value = 0

    def __call__(self, n: int) -> None:
        if n < 0:
            raise ValueError(f"{n} is negative")
        self.value += n


class Scale:
    def __init__(self, k: float) -> None:
        self.k = k

    def __call__(self, x: float) -> float:
        return self.k * x


class Bus:
    def __init__(self) -> None:
        self.listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        self.listeners.append(listener)

    def send(self, n: int) -> None:
        for listener in self.listeners:
            listener(n)


def twice(f: Callable[[float], float], x: float) -> float:
    return f(f(x))


def by_name(x: float, *, f: Callable[[float], float] | None = None) -> float:
    return x if f is None else f(x)


@script
def sent(ns: list[int]) -> tuple[int, int]:
    bus, total, count = Bus(), Total(), 0

    def counted(n: int) -> None:
        nonlocal count
        count += 1

    bus.subscribe(total)
    bus.subscribe(counted)
    bus.subscribe(total)
    for n in ns:
        bus.send(n)
    return total.value, count


@script
def scaled(k: float, x: float) -> tuple[float, float, float]:
    s = Scale(k)
    first = twice(s, x)
    s.k = 2.0
    return first, twice(s, x), by_name(x, f=s)


@script
def mapped(xs: list[float]) -> list[float]:
    return list(map(Scale(3.0), xs)) + sorted(xs, key=Scale(-1.0))


CASES = {
    "sent": [([1, 2, 3],), ([],), ([1, -1],)],
    "scaled": [(0.5, 3.0)],
    "mapped": [([1.0, 3.0, 2.0],)],
}
