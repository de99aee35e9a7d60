"""`reversed` of instances: by `__reversed__`, or by `__len__` and `__getitem__`."""

from __future__ import annotations

from collections.abc import Iterator

from jitscript import script


class Squares:
    def __init__(self, n: int) -> None:
        self.n = n

    def __len__(self) -> int:
        return self.n

    def __getitem__(self, i: int) -> int:
        if i == 5:
            raise IndexError("five")
        if i == 7:
            raise KeyError(i)
        return i * i


class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> Iterator[int]:
        for i in range(self.n):
            yield i

    def __reversed__(self) -> Iterator[int]:
        for i in range(self.n):
            yield self.n - i


class Holder:
    def __init__(self, xs: list[str]) -> None:
        self.xs = xs

    def __reversed__(self):
        return reversed(self.xs)


@script
def by_position(n: int):
    squares = Squares(n)
    found = [x for x in reversed(squares)]
    kept = reversed(squares)
    squares.n += 1
    return found, list(reversed(squares)), next(kept, -1), list(kept)


@script
def by_method(n: int):
    total = 0
    for x in reversed(Countdown(n)):
        total = 10 * total + x
    kept = reversed(Countdown(n))
    return total, next(kept, None), list(kept), sorted(Countdown(n), reverse=True)


@script
def of_a_field(xs: list[str]):
    out = []
    for i, x in enumerate(reversed(Holder(xs))):
        out.append(f"{i}{x}")
    return out, ",".join(reversed(Holder(xs)))


CASES = {
    "by_position": [(n,) for n in (0, 1, 4, 6, 8)],
    "by_method": [(n,) for n in (0, 1, 4)],
    "of_a_field": [(["a", "b"],), ([],)],
}
