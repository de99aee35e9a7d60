"""divmod and pow with two and three arguments."""

from jitscript import script


@script
def div_ints(a: int, b: int) -> tuple[int, int]:
    return divmod(a, b)


@script
def div_floats(a: float, b: float) -> tuple[float, float]:
    return divmod(a, b)


@script
def div_mixed(a: int, b: float) -> tuple[float, float]:
    return divmod(a, b)


@script
def modular(a: int, n: int, m: int) -> int:
    return pow(a, n, m)


@script
def power(a: float) -> float:
    return pow(a, 3)


CASES = {
    "div_ints": [(17, 5), (-17, 5), (17, -5), (-17, -5), (1, 0)],
    "div_floats": [(7.5, 2.0), (-7.5, 2.0), (1.0, 0.0), (-0.0, 3.0)],
    "div_mixed": [(7, 2.5), (-7, 2.5), (7, 0.0)],
    "modular": [
        (3, 100, 1000007),
        (2, 62, 2**62 + 57),
        (10**18, 10**18, 10**18 + 9),
        (7, 0, 1),
        (7, -1, 5),
        (3, 5, -7),
        (0, 0, 5),
        (2, 3, 0),
    ],
    "power": [(1.5,), (-2.0,), (1e200,)],
}
