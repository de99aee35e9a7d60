"""Powers of numbers that are written down, which CPython computes when it compiles."""

from jitscript import script

HALF, THREE = 0.5, 3


@script
def folded() -> tuple[float, float, float, float, float]:
    return 2.0**-30, 2**0.5, (-2.0) ** 3, 10.0**-5, HALF**THREE


@script
def small(x: float) -> float:
    return x * 2.0**-1074 + 2.0**1023


@script
def local() -> float:
    base = 3.0
    base = base**2.0
    return base**0.5


@script
def too_large() -> float:
    return 10.0**400


@script
def of_zero() -> float:
    return 0.0**-1


@script
def unary() -> float:
    return -(2.0**-3) + (-2.0) ** 2 - -(2.0**2)


CASES = {
    "folded": [()],
    "small": [(1.0,), (3.0,)],
    "local": [()],
    "too_large": [()],
    "of_zero": [()],
    "unary": [()],
}
