"""Operands of different types: the value keeps the type it has in Python."""

from jitscript import script


@script
def int_or_float(a: int, b: float):
    return a or b


@script
def int_and_float(a: int, b: float):
    return a and b


@script
def default(a: int | None) -> int:
    return a or 10


@script
def flag_or_number(a: bool, b: int):
    return a or b


CASES = {
    "int_or_float": [(0, 1.5), (3, 1.5), (0, 0.0)],
    "int_and_float": [(0, 1.5), (3, 1.5)],
    "default": [(None,), (0,), (3,)],
    "flag_or_number": [(True, 3), (False, 3), (False, 0)],
}
