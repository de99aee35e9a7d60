"""Assignment expressions in conditions, loops and sums."""

from jitscript import script


@script
def halve(n: int) -> int:
    count = 0
    while (n := n // 2) > 0:
        count += 1
    return count


@script
def reuse(a: int) -> int:
    return (b := a * a) + b * 2


@script
def condition(a: int, b: int) -> int:
    if (d := a - b) > 0 and (e := d * 2) > 10:
        return e
    return d


CASES = {
    "halve": [(0,), (1,), (1000,)],
    "reuse": [(0,), (5,), (-3,)],
    "condition": [(1, 2), (5, 1), (20, 1)],
}
