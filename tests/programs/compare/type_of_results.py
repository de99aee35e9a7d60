"""`type(…) is T` of what a call or an index gives; what special methods give of a wrong type."""

import math
import operator
from collections import deque

from jitscript import script


def half(n: int):
    if n % 2:
        return n
    return n / 2


def shown(n: int):
    print("shown", n)
    return n if n else None


@script
def types(n: int):
    prod = math.prod
    return (
        type(prod([1, 2.0])) == float,
        type(half(n)) == float,
        type(half(n)) is int,
        type([1, 2.0][n % 2]) != float,
        type(half(n)) is not int,
        type(sum([1, 2.0])) is float,
        type(half(n)) in (int, float),
        type(half(n)) not in (int, str),
        float == type(half(n)),
        type(shown(n)) is int and type(shown(n)) is not type(None),
    )


@script
def branches(n: int) -> str:
    if type(half(n)) == float:
        return "float"
    if type(half(n)) is int and type(shown(n)) is int:
        return "int"
    return "?"


class Wrong:
    def __init__(self, n: int):
        self.n = n

    def __repr__(self):
        return self.n

    def __str__(self):
        return b"x"


@script
def non_strings(k: int):
    w = Wrong(k)
    if k == 0:
        return repr(w)
    if k == 1:
        return f"{w}"
    if k == 2:
        return str(w)
    return f"{w!r}"


@script
def words(k: int):
    if k == 0:
        return operator.concat(13, 29)
    if k == 1:
        deque("abc").remove("z")
    if k == 2:
        return int.from_bytes([k, 256], "little")
    return int.from_bytes([k, 1], "little") + len(operator.concat([1], [2]))


CASES = {
    "types": [(0,), (1,), (2,), (3,)],
    "branches": [(0,), (1,), (2,)],
    "non_strings": [(k,) for k in range(4)],
    "words": [(k,) for k in range(4)],
}
