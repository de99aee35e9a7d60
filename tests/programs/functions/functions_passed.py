"""Lambdas, functions passed to functions, `functools.partial`."""

import math
import operator
from collections.abc import Callable
from functools import partial
from typing import Optional

from jitscript import script


def apply(fn: Callable[[int], int], x: int) -> int:
    return fn(x)


def twice(fn: Callable[[float], float], x: float) -> float:
    return fn(fn(x))


def square(x: int) -> int:
    return x * x


def with_default(x: int, key: Optional[Callable[[int], int]] = None) -> int:
    if key is None:
        return x
    return key(x)


def total(fn: Callable[[int], float], n: int) -> float:
    s = 0.0
    for i in range(n):
        s += fn(i)
    return s


def integral(f: Callable[[float], float], a: float, b: float, n: int) -> float:
    h = (b - a) / n
    return h * sum([f(a + (i + 0.5) * h) for i in range(n)])


def bisect(f: Callable[[float], float], a: float, b: float) -> float:
    for _ in range(60):
        m = (a + b) / 2
        if f(a) * f(m) <= 0.0:
            b = m
        else:
            a = m
    return a


def first_where(xs: list[int], test: Callable[[int], bool]) -> int:
    for i, x in enumerate(xs):
        if test(x):
            return i
    return -1


def insertion_sort(xs: list[int], less: Callable[[int, int], bool]) -> None:
    for i in range(1, len(xs)):
        j = i
        while j > 0 and less(xs[j], xs[j - 1]):
            xs[j], xs[j - 1] = xs[j - 1], xs[j]
            j -= 1


def handed_on(fn: Callable[[int], int], depth: int) -> int:
    if depth == 0:
        return fn(1)
    return handed_on(fn, depth - 1) + fn(depth)


def growing(fn: Callable[[int], int], n: int) -> int:
    def mine(x: int) -> int:
        return fn(x) + n

    return mine(n) * 10 + apply(mine, 2)


@script
def lambdas(n: int) -> int:
    sq = lambda x: x * x
    add = lambda a, b=n: a + b
    none = lambda: 7
    return sq(n) + sq(2) + add(1) + add(1, 2) + none() + (lambda x, *, y: x - y)(5, y=n)


@script
def captured_in_a_loop(n: int) -> int:
    k = n * 2
    t = 0
    for i in range(n):
        t += apply(lambda x: x + k + i, i)
    return t + apply(square, n) + apply(partial(max, 3), n)


@script
def functions_of_the_module(x: float) -> float:
    return twice(math.sqrt, x) + twice(abs, -x) + twice(lambda v: v / 2, x)


@script
def optional(n: int) -> int:
    return with_default(n) + with_default(n, square) * 10 + with_default(n, key=lambda x: -x)


@script
def sums(n: int) -> float:
    half = 0.5

    def term(i: int) -> float:
        return i * half

    return total(term, n) + total(lambda i: 1.0 / (i + 1), n) + total(float, n)


@script
def numeric(n: int) -> tuple[float, float]:
    return integral(lambda x: x * x, 0.0, 3.0, n), bisect(lambda x: x * x - 2.0, 0.0, 2.0)


@script
def searches(xs: list[int], k: int) -> tuple[int, int]:
    return first_where(xs, lambda x: x > k), first_where(xs, lambda x: x % k == 0)


@script
def sorts(xs: list[int], k: int) -> list[int]:
    insertion_sort(xs, lambda a, b: (a % k, a) < (b % k, b))
    return xs


@script
def recursion(n: int) -> int:
    return handed_on(lambda x: x * n, n)


@script
def layers(n: int) -> int:
    k = 3
    return growing(lambda x: x * k, n)


@script
def nested_takes(n: int) -> int:
    def run(f, x):
        return f(x)

    def inc(x):
        return x + n

    return run(inc, 1) + run(lambda x: x * 2, n) + run(square, n) + run(abs, -n)


@script
def partials(n: int) -> int:
    def f(a, b, c=1, *, d=0):
        return a * 1000 + b * 100 + c * 10 + d

    p = partial(f, n)
    q = partial(p, 2, d=5)
    r = partial(f, b=3)
    return p(4) + q() + q(7, d=1) + r(2) + partial(square, n)()


@script
def of_operator(xs: list[int]) -> int:
    def fold(f, start):
        acc = start
        for x in xs:
            acc = f(acc, x)
        return acc

    return fold(operator.add, 0) * 10 + fold(max, -100) + fold(lambda a, b: a ^ b, 0)


@script
def methods(n: int) -> list[int]:
    xs = [n]

    def each(f):
        for i in range(n):
            f(i)

    each(xs.append)
    push = xs.append
    push(-1)
    return xs


@script
def immediately(n: int) -> int:
    return (lambda a: (lambda b: a * 10 + b)(n + 1))(n)


@script
def raised_inside(xs: list[float], n: int) -> float:
    return total(lambda i: xs[i] / (i - 2), n)


@script
def choice(n: int) -> int:
    if n > 2:
        f = lambda x: x + 1
        r = f(n)
    else:
        f = lambda x: x * 2
        r = f(n)
    return r


@script
def walrus_and_comprehension(n: int) -> list[int]:
    f = lambda x: (y := x + 1) * y
    return [f(i) for i in range(n)] + [(lambda j: j * i)(2) for i in range(n)]


CASES = {
    "lambdas": [(0,), (4,)],
    "captured_in_a_loop": [(0,), (7,)],
    "functions_of_the_module": [(16.0,), (2.5,)],
    "optional": [(3,)],
    "sums": [(0,), (5,)],
    "numeric": [(10,)],
    "searches": [([1, 5, 9], 4), ([], 2), ([1], 0), ([3, 6], 3)],
    "sorts": [([5, 3, 8, 1], 3), ([], 2), ([2, 1], 0)],
    "recursion": [(0,), (4,)],
    "layers": [(5,)],
    "nested_takes": [(5,)],
    "partials": [(1,)],
    "of_operator": [([1, 2, 3],), ([],)],
    "methods": [(0,), (3,)],
    "immediately": [(3,)],
    "raised_inside": [([1.0, 2.0, 3.0], 2), ([1.0, 2.0, 3.0], 3), ([1.0], 2)],
    "choice": [(1,), (3,)],
    "walrus_and_comprehension": [(3,)],
}
