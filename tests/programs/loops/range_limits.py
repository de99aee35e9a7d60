"""A range that ends at the largest int must not wrap around."""

from jitscript import script

HIGH = 2**63 - 1


@script
def near_top(start: int, stop: int, step: int) -> int:
    last = 0
    for i in range(start, stop, step):
        last = i
    return last


CASES = {
    "near_top": [
        (HIGH - 5, HIGH, 1),
        (HIGH - 5, HIGH, 3),
        (HIGH - 5, HIGH, 100),
        (0, HIGH, 2**62),
        (-HIGH - 1, -HIGH + 4, 2),
        (-HIGH + 5, -HIGH - 1, -3),
        (-HIGH + 5, -HIGH - 1, -(2**62)),
        (-HIGH - 1, HIGH, HIGH),
        (HIGH, -HIGH - 1, -HIGH - 1),
    ]
}
