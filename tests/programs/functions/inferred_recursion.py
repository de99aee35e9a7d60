"""Functions that call themselves, without an annotation of the result."""

from jitscript import script


def optional(n: int):
    if n == 0:
        return None
    x = optional(n - 1)
    if x is None:
        return 1
    return x + 1


def even(n: int):
    if n == 0:
        return True
    return odd(n - 1)


def odd(n: int):
    if n == 0:
        return False
    return even(n - 1)


def first(n: int):
    return 0 if n <= 0 else second(n - 1) + 1


def second(n: int):
    return 10 if n <= 0 else third(n - 1) + 1


def third(n: int):
    return 100.5 if n <= 0 else first(n - 1) + second(n - 2)


def hops(n: int):
    if n > 0:
        hops(n - 1)


def gcd(a: int, b: int):
    return a if b == 0 else gcd(b, a % b)


def collatz(n: int):
    if n == 1:
        return [1]
    rest = collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    rest.append(n)
    return rest


@script
def use_optional(n: int) -> int:
    r = optional(n)
    return -1 if r is None else r


@script
def use_even(n: int) -> tuple[bool, bool]:
    return even(n), odd(n)


@script
def use_three(n: int) -> tuple[float, float, float]:
    return first(n), second(n), third(n)


@script
def use_hops(n: int) -> int:
    hops(n)
    return n


@script
def use_gcd(a: int, b: int) -> int:
    return gcd(a, b)


@script
def use_collatz(n: int) -> list[int]:
    return collatz(n)


@script
def itself(n: int):
    return 1 if n == 0 else n * itself(n - 1)


CASES = {
    "use_optional": [(0,), (1,), (7,)],
    "use_even": [(0,), (3,), (4,)],
    "use_three": [(0,), (1,), (2,), (7,)],
    "use_hops": [(0,), (3,)],
    "use_gcd": [(12, 18), (0, 5), (7, 0)],
    "use_collatz": [(1,), (6,)],
    "itself": [(0,), (10,)],
}
OVERFLOWS = {"itself": [(30,)]}
