"""Ranges of constants that lie further apart than 63 bits can count."""

from jitscript import script


@script
def left(n: int) -> int:
    last = 0
    for i in range(-9223372036854775808, 9223372036854775807):
        last = i
        if i >= n:
            break
    return last


@script
def backwards(n: int) -> int:
    rounds = 0
    for i in range(9223372036854775807, -9223372036854775808, -1):
        rounds += 1
        if rounds > n:
            return i
    return 0


@script
def never() -> int:
    rounds = 0
    for i in range(9223372036854775807, -9223372036854775808, 1):
        rounds += 1
    return rounds


@script
def stepping() -> int:
    rounds = 0
    for i in range(-9223372036854775807, 9223372036854775807, 4611686018427387904):
        for j in range(9223372036854775807, -9223372036854775807, -4611686018427387904):
            rounds += 1
    return rounds


CASES = {
    "left": [(-9223372036854775808,), (-9223372036854775800,)],
    "backwards": [(0,), (5,)],
    "never": [()],
    "stepping": [()],
}
