"""`/` of two ints is the correctly rounded quotient, also where the ints are not doubles."""

from jitscript import script


@script
def div(a: int, b: int) -> float:
    return a / b


CASES = {
    "div": [
        (1, 2),
        (1, 3),
        (-1, 3),
        (7, -2),
        (0, 5),
        (0, -5),
        (1, 0),
        (0, 0),
        (-3, 0),
        (2**53 + 1, 1),
        (2**62 + 1, 3),
        (2**63 - 1, 2**63 - 1),
        (-(2**63), 7),
        (2**63 - 1, 10),
        (9007199254740993, 3),
        (1, 2**63 - 1),
        (-(2**63), -(2**63)),
        (6, 3),
        (4611686018427387905, 4611686018427387904),
        (9223372036854775807, 9007199254740993),
    ]
}
