"""A local that no path has set is an UnboundLocalError in Python's words."""

from jitscript import script


@script
def branch(c: bool) -> int:
    if c:
        x = 1
    return x


@script
def loop_variable(n: int) -> int:
    for i in range(n):
        pass
    return i


@script
def set_in_loop(n: int) -> int:
    for i in range(n):
        if i == 3:
            found = i * 10
    return found


@script
def declared(c: bool) -> float:
    y: float
    if c:
        y = 2.5
    return y


@script
def augmented(c: bool) -> int:
    if c:
        x = 1
    x += 1
    return x


CASES = {
    "branch": [(True,), (False,)],
    "loop_variable": [(3,), (0,)],
    "set_in_loop": [(5,), (2,)],
    "declared": [(True,), (False,)],
    "augmented": [(True,), (False,)],
}
