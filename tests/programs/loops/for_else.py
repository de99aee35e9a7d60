"""for with else: runs unless the loop was left by break."""

from jitscript import script


@script
def is_prime(n: int) -> bool:
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        return n > 1
    return False


@script
def inner_else(n: int) -> int:
    count = 0
    for i in range(2, n):
        for j in range(2, i):
            if i % j == 0:
                break
        else:
            count += 1
    return count


@script
def continue_in_else(n: int) -> int:
    total = 0
    for i in range(n):
        for j in range(i):
            if j == 2:
                break
        else:
            continue
        total += i
    return total


CASES = {
    "is_prime": [(0,), (1,), (2,), (9,), (13,)],
    "inner_else": [(2,), (20,)],
    "continue_in_else": [(0,), (5,), (6,)],
}
