"""Longest Collatz chain below a bound."""

from jitscript import script


@script
def longest(bound: int) -> tuple[int, int]:
    best, length = 1, 1
    for start in range(1, bound):
        n, steps = start, 1
        while n != 1:
            n = 3 * n + 1 if n & 1 else n >> 1
            steps += 1
        if steps > length:
            best, length = start, steps
    return best, length


CASES = {"longest": [(2,), (10,), (1000,)]}
