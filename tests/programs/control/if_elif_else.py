"""Chains of branches with assignments that meet afterwards."""

from jitscript import script


@script
def grade(points: int) -> int:
    if points >= 90:
        result = 1
    elif points >= 75:
        result = 2
    elif points >= 50:
        result = 3
    else:
        result = 5
    return result


@script
def nested(a: int, b: int) -> int:
    x = 0
    if a > 0:
        if b > 0:
            x = 1
        else:
            x = 2
        x += 10
    elif b > 0:
        x = 3
    return x


@script
def only_pass(a: int) -> int:
    if a:
        pass
    else:
        a = 7
    return a


CASES = {
    "grade": [(95,), (80,), (60,), (10,), (90,), (75,), (50,)],
    "nested": [(1, 1), (1, -1), (-1, 1), (-1, -1)],
    "only_pass": [(0,), (3,)],
}
