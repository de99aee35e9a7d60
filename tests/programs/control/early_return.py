"""Returns from inside loops and branches."""

from jitscript import script


@script
def first_divisor(n: int) -> int:
    for d in range(2, n):
        if n % d == 0:
            return d
    return n


@script
def nested_search(n: int, target: int) -> tuple[int, int]:
    for i in range(n):
        for j in range(n):
            if i * j == target:
                return i, j
    return -1, -1


@script
def nothing(a: int) -> None:
    if a > 0:
        return
    a = 5


@script
def forever(a: int) -> int:
    while True:
        a += 7
        if a % 5 == 0:
            return a


CASES = {
    "first_divisor": [(15,), (7,), (49,), (1,)],
    "nested_search": [(5, 12), (5, 100), (5, 0)],
    "nothing": [(1,), (-1,)],
    "forever": [(1,), (5,)],
}
