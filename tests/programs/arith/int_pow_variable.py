"""An int to an int power whose sign is known only at run time."""

from jitscript import script


@script
def power(a: int, n: int) -> int:
    assert n >= 0, "negative exponent"
    return a**n


CASES = {
    "power": [
        (2, 0),
        (2, 1),
        (2, 10),
        (2, 62),
        (-2, 63),
        (3, 39),
        (-3, 39),
        (0, 0),
        (0, 5),
        (1, 10**9),
        (-1, 10**9 + 1),
        (10, 18),
        (7, -1),
    ]
}
OVERFLOWS = {"power": [(2, 63), (10, 19), (3, 40), (-2, 64)]}
