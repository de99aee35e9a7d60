"""Recursion and mutual recursion, forward references included."""

from jitscript import script


@script
def factorial(n: int) -> int:
    return 1 if n <= 1 else n * factorial(n - 1)


@script
def fibonacci(n: int) -> int:
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


@script
def is_even(n: int) -> bool:
    if n == 0:
        return True
    return is_odd(n - 1)


@script
def is_odd(n: int) -> bool:
    if n == 0:
        return False
    return is_even(n - 1)


@script
def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


@script
def hanoi(n: int, a: int, b: int, c: int) -> int:
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) * 2 + 1


CASES = {
    "factorial": [(0,), (5,), (20,)],
    "fibonacci": [(0,), (1,), (15,)],
    "is_even": [(0,), (7,), (100,)],
    "is_odd": [(7,), (100,)],
    "ackermann": [(2, 3), (0, 0)],
    "hanoi": [(10, 0, 1, 2)],
}
OVERFLOWS = {"factorial": [(21,)]}
