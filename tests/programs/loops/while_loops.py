"""while with break, continue and else."""

from jitscript import script


@script
def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


@script
def skip_odd(n: int) -> int:
    total = 0
    i = 0
    while i < n:
        i += 1
        if i % 2:
            continue
        total += i
    return total


@script
def has_else(n: int, stop: int) -> int:
    i = 0
    while i < n:
        if i == stop:
            result = 100 + i
            break
        i += 1
    else:
        result = -1
    return result


@script
def never(n: int) -> int:
    while False:
        n += 1
    else:
        n -= 1
    return n


CASES = {
    "gcd": [(12, 18), (7, 0), (0, 7), (270, 192)],
    "skip_odd": [(0,), (1,), (10,)],
    "has_else": [(5, 3), (5, 9), (0, 0)],
    "never": [(3,)],
}
