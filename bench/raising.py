"""Exceptions beside the same loop by hand, and CPython: `python -m bench.raising`."""

from __future__ import annotations

from typing import Any

from jitscript import script

SIZE = 300_000


class Odd(Exception):
    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.n = n


def halved(n: int) -> int:
    if n % 2:
        raise ValueError("odd")
    return n // 2


def halved_or_odd(n: int) -> int:
    if n % 2:
        raise Odd(n)
    return n // 2


def halved_or_minus_one(n: int) -> int:
    return -1 if n % 2 else n // 2


@script
def caught(size: int) -> int:
    total = 0
    for i in range(size):
        try:
            total += halved(i)
        except ValueError:
            total += 1
    return total


@script
def caught_with_field(size: int) -> int:
    total = 0
    for i in range(size):
        try:
            total += halved_or_odd(i)
        except Odd as e:
            total += e.n
    return total


@script
def by_hand(size: int) -> int:
    total = 0
    for i in range(size):
        half = halved_or_minus_one(i)
        if half < 0:
            total += 1
        else:
            total += half
    return total


ROWS: list[tuple[str, Any, Any, Any]] = [
    ("raise and catch", caught, by_hand, SIZE),
    ("raise and catch with a field", caught_with_field, None, SIZE),
]


def main() -> None:
    from bench import language

    print(language.text(language.measure(5, ("raising",))))


if __name__ == "__main__":
    main()
