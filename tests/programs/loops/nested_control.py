"""break and continue leave the innermost loop only."""

from jitscript import script


@script
def grid(n: int, m: int) -> int:
    total = 0
    for i in range(n):
        for j in range(m):
            if j > i:
                break
            if (i + j) % 2:
                continue
            total += i * j
        if total > 100:
            break
    return total


@script
def mixed(n: int) -> int:
    count = 0
    while n > 0:
        for k in range(n):
            if k == 3:
                n -= 1
                break
            count += 1
        else:
            count += 100
        n -= 1
    return count


CASES = {"grid": [(0, 0), (5, 5), (30, 10)], "mixed": [(0,), (3,), (10,)]}
