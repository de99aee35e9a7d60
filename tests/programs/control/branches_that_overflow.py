"""Branches in loops whose sums may leave 64 bits: taken, not taken, and overflowing in either."""

from jitscript import script


@script
def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps


@script
def up_or_down(start: int, by: int, values: list[int]) -> tuple[int, int]:
    total = start
    taken = 0
    for x in values:
        if x > 0:
            total += by
            taken += 1
        else:
            total -= by * x
    return total, taken


@script
def nested(values: list[int], limit: int) -> int:
    total = 0
    for x in values:
        if x > limit:
            if x % 3 == 0:
                total += x * x
            else:
                total -= x
        else:
            total = total * 2 + x
    return total


@script
def flags(values: list[int]) -> tuple[float, bool, int]:
    last, odd, count = 0.0, False, 0
    for x in values:
        if x & 1:
            last, odd, count = 1.5, True, count + x
        else:
            last, odd, count = last * 2.0, x > 5, count - x
    return last, odd, count


BIG = 2**62

CASES = {
    "collatz": [(1,), (27,), (2**62,), (837799,)],
    "up_or_down": [(0, 5, [1, -1, 2, 0]), (2**63 - 1, BIG, [0, 0]), (-(2**63), -3, [0, 0])],
    "nested": [([1, 2, 3, 9, 10], 2), ([BIG], 2**62), ([], 0), ([-5, 3, 4], -10)],
    "flags": [([1, 2, 3, 8],), ([],), ([2**63 - 1, 4],)],
}
OVERFLOWS = {
    "collatz": [(3074457345618258603,), (9223372036854775807,)],
    "up_or_down": [(2**63 - 1, 1, [0, 1]), (2**63 - 2, 1, [1, 1]), (0, BIG, [-2])],
    "nested": [([3 * 2**60], 0), ([BIG, BIG, BIG, BIG], 2**62)],
    "flags": [([2**63 - 1, 1],)],
}
