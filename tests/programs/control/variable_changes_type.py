"""A name may hold another type later; where paths meet the result is one of both."""

from jitscript import script


@script
def straight(a: int) -> float:
    x = a
    x = x * 0.5
    return x


@script
def joined(c: bool, a: int):
    x = a
    if c:
        x = 0.5
    return x


@script
def in_loop(n: int):
    x = 0
    for i in range(n):
        x = x + 0.5
    return x


@script
def to_tuple(a: int) -> tuple[int, int]:
    x = a
    x = (x, x + 1)
    return x


CASES = {
    "straight": [(3,)],
    "joined": [(True, 3), (False, 3)],
    "in_loop": [(0,), (3,)],
    "to_tuple": [(3,)],
}
