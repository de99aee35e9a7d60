"""Recursive functions that do not say what they give: the other results tell."""

from jitscript import script


@script
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


@script
def fac(n: int):
    return 1 if n <= 1 else n * fac(n - 1)


@script
def halves(n):
    if n < 1:
        return 0
    return halves(n / 2) + n / 2


def is_even(n):
    if n == 0:
        return True
    return is_odd(n - 1)


def is_odd(n):
    if n == 0:
        return False
    return is_even(n - 1)


@script
def parity(n: int):
    return is_even(n), is_odd(n)


def passes_on(n):
    return ends(n - 1)


def ends(n):
    if n <= 0:
        return "end"
    return passes_on(n)


@script
def through(n: int):
    return passes_on(n), ends(n)


@script
def quicksort(xs):
    if len(xs) <= 1:
        return xs
    pivot = xs[len(xs) // 2]
    left = [x for x in xs if x < pivot]
    middle = [x for x in xs if x == pivot]
    right = [x for x in xs if x > pivot]
    return quicksort(left) + middle + quicksort(right)


@script
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


@script
def search(values, wanted, low=0, high=None):
    if high is None:
        return search(values, wanted, low, len(values))
    if low >= high:
        return None
    middle = (low + high) // 2
    if values[middle] == wanted:
        return middle
    if values[middle] < wanted:
        return search(values, wanted, middle + 1, high)
    return search(values, wanted, low, middle)


@script
def count_down(n):
    if n > 0:
        count_down(n - 1)


@script
def collatz(n, steps):
    if n == 1:
        return steps
    if n % 2 == 0:
        return collatz(n // 2, steps + 1)
    return collatz(3 * n + 1, steps + 1)


@script
def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


CASES = {
    "fib": [(10,), (1.5,), (7.0,), (True,)],
    "fac": [(0,), (5,), (20,)],
    "halves": [(8,), (9.5,), (0,)],
    "parity": [(0,), (7,), (100,)],
    "through": [(0,), (3,)],
    "quicksort": [([3, 1, 2],), ([2.5, -0.0, 0.0],), (["b", "a", "é"],), ([(2, 1), (1, 2)],)],
    "ackermann": [(2, 3), (0, 0)],
    "search": [([1, 3, 5, 7], 5), ([1, 3], 2), (["a", "b"], "b"), ([1.5], 1.5), ((1, 1), 1)],
    "count_down": [(3,), (-1,)],
    "collatz": [(27, 0)],
    "gcd": [(48, 18), (7, 0), (2.5, 1.0)],
}
OVERFLOWS = {"fac": [(21,)]}
