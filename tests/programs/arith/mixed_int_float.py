"""An int meets a float: it is converted exactly or by correct rounding."""

from jitscript import script


@script
def add(a: int, b: float) -> float:
    return a + b


@script
def mul(a: float, b: int) -> float:
    return a * b


@script
def div(a: float, b: int) -> float:
    return a / b


@script
def floordiv(a: int, b: float) -> float:
    return a // b


@script
def mod(a: int, b: float) -> float:
    return a % b


@script
def with_constant(a: float) -> float:
    return 2 * a - 1 + a / 3


CASES = {
    "add": [(1, 0.5), (2**53 + 1, 0.0), (2**63 - 1, 1.0), (-3, -0.0), (0, -0.0)],
    "mul": [(0.5, 3), (1e308, 10), (-0.0, 5), (0.1, -7)],
    "div": [(1.0, 3), (1.0, 0), (0.0, -2)],
    "floordiv": [(7, 2.0), (-7, 2.0), (7, -2.5), (1, 0.0)],
    "mod": [(7, 2.5), (-7, 2.5), (7, -2.5), (1, 0.0)],
    "with_constant": [(0.0,), (1.5,), (-2.25,)],
}
