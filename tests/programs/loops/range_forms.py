"""range with one, two and three arguments, negative steps, empty ranges."""

from jitscript import script


@script
def one(n: int) -> int:
    total = 0
    for i in range(n):
        total = total * 3 + i
    return total


@script
def two(a: int, b: int) -> int:
    total = 0
    for i in range(a, b):
        total = total * 3 + i
    return total


@script
def three(a: int, b: int, c: int) -> tuple[int, int]:
    total = 0
    count = 0
    for i in range(a, b, c):
        total += i
        count += 1
    return total, count


@script
def down(n: int) -> int:
    total = 0
    for i in range(n - 1, -1, -1):
        total = total * 2 + i
    return total


@script
def length(a: int, b: int, c: int) -> int:
    return len(range(a, b, c))


STEPS = [
    (0, 10, 3),
    (10, 0, -3),
    (0, 10, -1),
    (10, 0, 1),
    (5, 5, 1),
    (0, 1, 100),
    (-5, 5, 2),
    (0, 5, 0),
    (2**62, 2**63 - 1, 2**61),
    (-(2**62), -(2**63), -(2**61)),
]
CASES = {
    "one": [(0,), (-3,), (10,)],
    "two": [(3, 8), (8, 3), (-4, 4)],
    "three": [s for s in STEPS if abs(s[0]) < 2**62],
    "down": [(0,), (6,)],
    "length": STEPS,
}
