"""Loops that carry several values of different types."""

from jitscript import script


@script
def fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


@script
def running(n: int) -> tuple[float, int, bool]:
    x, k, seen = 1.0, 0, False
    for i in range(n):
        x = x * 0.5 + i
        if x > 3.0:
            k += 1
            seen = True
    return x, k, seen


@script
def state_machine(n: int) -> int:
    state = 0
    count = 0
    for i in range(n):
        if state == 0:
            state = 1 if i % 3 == 0 else 0
        elif state == 1:
            state = 2
            count += i
        else:
            state = 0
    return count * 10 + state


CASES = {
    "fibonacci": [(0,), (1,), (10,), (91,)],
    "running": [(0,), (10,)],
    "state_machine": [(0,), (20,)],
}
OVERFLOWS = {"fibonacci": [(92,), (200,)]}
