"""The words of Python's arithmetic errors inside larger expressions."""

import math

from jitscript import script


@script
def in_expression(a: int, b: int) -> float:
    return (a + 1) // b + a % b + a / b


@script
def in_call(x: float) -> float:
    return abs(math.sqrt(x)) + math.log(x)


@script
def discarded(a: int, b: int) -> int:
    a // b
    return 1


@script
def short_circuit(a: int, b: int) -> bool:
    return b == 0 or a // b > 0


@script
def conversion(x: float) -> int:
    return int(x) + 1


CASES = {
    "in_expression": [(1, 2), (1, 0)],
    "in_call": [(1.0,), (-1.0,), (0.0,)],
    "discarded": [(1, 2), (1, 0)],
    "short_circuit": [(1, 0), (5, 2)],
    "conversion": [(2.5,), (float("nan"),), (float("inf"),), (-float("inf"),)],
}
