"""What a guard keeps within its conditions (a shift's count, a sum's size) is not done without it."""

from jitscript import script


@script
def left(v: int) -> int:
    for k in range(-1, 2):
        if k > 0:
            v = v - (1 << k)
        v = v ^ k
    return v


@script
def right(v: int, w: int) -> int:
    for k in range(-2, 3):
        if k >= 0:
            v = v + (v >> k)
        w = v ^ w
    return v ^ w


@script
def both_arms(v: int) -> int:
    for k in range(-4, 5):
        if k >= 0:
            v = v + (3 << k)
        else:
            v = v - (7 >> -k)
    return v


@script
def fits(v: int, n: int) -> int:
    for _ in range(n):
        for k in range(60, 68):
            if k < 62:
                v = v + (1 << k)
            v = v >> 1
    return v


@script
def condition(n: int, k: int) -> int:
    found = 0
    for i in range(n):
        if k >= 0 and (1 << k) > i:
            found += 1
        if k < 0 or (i >> k) > 0:
            found += 100
    return found


@script
def while_shifting(v: int, k: int) -> int:
    total = 0
    while k < 3:
        if 0 <= k:
            total += v << k
        k += 1
    return total


CASES = {
    "left": [(9,), (-1,), (0,)],
    "right": [(9, 3), (-9, 3)],
    "both_arms": [(0,), (100,)],
    "fits": [(3, 1), (3, 4), (0, 0)],
    "condition": [(5, -1), (5, 1), (5, 62), (0, 70)],
    "while_shifting": [(5, -2), (-5, 0)],
}
OVERFLOWS = {"while_shifting": [(2**62, 0)], "both_arms": [(2**63 - 20,)]}
