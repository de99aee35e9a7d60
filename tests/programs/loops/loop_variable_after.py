"""The loop variable keeps its last value; changing it inside does not change the range."""

from jitscript import script


@script
def after(n: int) -> int:
    i = -7
    for i in range(n):
        pass
    return i


@script
def changed_inside(n: int) -> int:
    total = 0
    for i in range(n):
        i = i * 2
        total += i
    return total + i


@script
def bound_changes(n: int) -> int:
    count = 0
    for _ in range(n):
        n += 1
        count += 1
    return n * 100 + count


@script
def after_break(n: int) -> int:
    for i in range(n):
        if i * i > 20:
            break
    return i


CASES = {
    "after": [(0,), (5,)],
    "changed_inside": [(1,), (5,)],
    "bound_changes": [(0,), (4,)],
    "after_break": [(3,), (100,)],
}
