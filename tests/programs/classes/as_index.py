"""`__index__` of a user's class, where Python takes it."""

from __future__ import annotations

from jitscript import script


class Place:
    def __init__(self, n: int, log: list[int]):
        self.n = n
        self.log = log

    def __index__(self) -> int:
        self.log.append(self.n)
        return self.n


@script
def used(n: int) -> tuple[list[int], list[int], list[int], list[str], list[int]]:
    log: list[int] = []
    i, one = Place(n, log), Place(1, log)
    xs = [1, 2, 3, 4]
    got = [xs[i], (5, 6, 7)[one], xs.pop(one), b"abc"[i]]
    xs[one] = 9
    xs.insert(one, 8)
    texts = [
        bin(i),
        hex(i),
        oct(i),
        chr(Place(65, log)),
        "abcd"[i],
        "abcd"[i:],
        "ab".center(Place(6, log), "-"),
    ]
    del xs[i:]
    return got, xs, list(range(i)) + list(range(one, Place(4, log))), texts, log


@script
def outside(n: int) -> int:
    return [1, 2][Place(n, [])]


CASES = {"used": [(1,), (2,)], "outside": [(1,), (2,), (-2,), (-3,)]}
