"""An error of the loop's body is not for the `with`s of the generator that is gone through."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from jitscript import script


class Swallow:
    """Ends every error, and counts how often it was left."""

    def __init__(self) -> None:
        self.left = 0

    def __enter__(self) -> Swallow:
        return self

    def __exit__(self, cls: object, error: object, trace: object) -> bool:
        self.left += 1
        return True


def suppressed(n: int) -> Iterator[int]:
    with contextlib.suppress(ValueError, KeyError):
        for i in range(n):
            if i == 3:
                raise KeyError("own")
            yield i


def swallowed(n: int, s: Swallow) -> Iterator[int]:
    with s:
        for i in range(n):
            if i == 3:
                raise KeyError("own")
            yield i


@script
def through_suppress(n: int, at: int) -> int:
    total = 0
    for x in suppressed(n):
        if x == at:
            raise ValueError("of the loop")
        total += x + 1
    return total


@script
def caught_outside(n: int, at: int, log: list[int]) -> int:
    s = Swallow()
    try:
        for x in swallowed(n, s):
            log.append(x)
            if x == at:
                raise ValueError("of the loop")
    except ValueError:
        log.append(-1)
    return s.left


@script
def early(n: int, at: int) -> tuple[int, int]:
    s = Swallow()
    last = -1
    for x in swallowed(n, s):
        last = x
        if x == at:
            break
    return last, s.left


CASES = {
    "through_suppress": [(2, 5), (3, 1), (9, 5), (9, 2), (0, 0)],
    "caught_outside": [(2, 5, []), (3, 1, []), (9, 5, []), (9, 2, []), (0, 0, [])],
    "early": [(2, 5), (3, 1), (9, 5), (9, 2), (0, 0)],
}
