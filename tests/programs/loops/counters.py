"""Counters in `while` loops, that begin at a constant or at an argument, and what else they add."""

from jitscript import script


@script
def collatz(n: int, start: int) -> tuple[int, int]:
    steps, ups = 0, start
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
            ups += 1
        steps += 1
    return steps, ups


@script
def bits(v: int) -> int:
    c = 0
    while v:
        v &= v - 1
        c += 1
    return c


@script
def digits(n: int) -> tuple[int, int]:
    count, total = 0, 0
    while n > 0:
        total += n % 10
        n //= 10
        count -= 3
    return count, total


@script
def doubled(n: int, times: int) -> int:
    while times > 0:
        n = 2 * n + 1 if times % 2 else n + n
        times -= 1
    return n


CASES = {
    "collatz": [(1, 0), (27, 5), (97, -3), (2**61, 2**63 - 1), (7, 2**63 - 6)],
    "bits": [(0,), (1,), (2**62 + 2**40 + 5,), (2**63 - 1,)],
    "digits": [(0,), (9075,), (2**63 - 1,), (-5,)],
    "doubled": [(1, 10), (1, 62), (2**62 - 1, 1), (-(2**62), 1), (-1, 20), (0, 62)],
}
OVERFLOWS = {
    "collatz": [(3074457345618258603, 0), (7, 2**63 - 5)],
    "doubled": [(1, 63), (2**62, 1), (2**62, 2), (-(2**62) - 1, 1)],
}
