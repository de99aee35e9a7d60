"""Errors of every origin are caught: checks, operators, library code, calls, conversions."""

import math

import numpy as np
from jitscript import Array1, Array2, f64, i64, script


@script
def indices(a: Array1[f64], i: int, n: int) -> float:
    s = 0.0
    for j in range(n):
        try:
            s += a[i + j]
        except IndexError:
            s += 1000.0
    return s


@script
def hoisted(a: Array1[f64], b: Array1[f64], n: int) -> float:
    s = 0.0
    try:
        for j in range(n):
            b[j] = a[j] * 2.0
            s += a[j]
    except IndexError:
        return -s
    return s


@script
def hoisted_in_two_loops(a: Array2[f64], n: int, m: int) -> float:
    s = 0.0
    for i in range(n):
        try:
            for j in range(m):
                s += a[i, j]
                a[i, j] = s
        except IndexError:
            s += 0.5
    return s


@script
def in_a_comprehension(xs: list[int], d: int) -> int:
    try:
        return len([100 // (x - d) for x in xs if 10 // x > 0])
    except ZeroDivisionError:
        return -1


@script
def library(text: str, xs: list[int], k: int) -> int:
    n = 0
    try:
        n += int(text)
    except ValueError:
        n += 1
    try:
        n += xs.index(k) * 10
    except ValueError:
        n += 10000
    try:
        xs.remove(k)
    except ValueError:
        n += 100000
    try:
        n += xs.pop(k)
    except IndexError:
        n += 1000000
    try:
        n += ord(text)
    except TypeError:
        n += 10000000
    return n


@script
def math_errors(x: float) -> float:
    try:
        return math.sqrt(x)
    except ValueError:
        pass
    try:
        return math.exp(-x * 1000)
    except OverflowError:
        return -2.0


@script
def conversions(x: float) -> int:
    try:
        return int(x)
    except (OverflowError, ValueError):
        return -1


@script
def arrays(n: int, m: int) -> int:
    try:
        a = np.zeros(n) + np.ones(m)
        return len(a)
    except ValueError:
        return -1


@script
def divides(a: int, b: int) -> int:
    return a // b


@script
def calls_deep(a: int, b: int, depth: int) -> int:
    if depth == 0:
        return divides(a, b)
    return calls_deep(a, b, depth - 1) + 1


@script
def caught_below(a: int, b: int, depth: int) -> int:
    try:
        return calls_deep(a, b, depth)
    except ZeroDivisionError:
        return -depth


@script
def endless(n: int) -> int:
    return endless(n + 1) + 1


@script
def recursion() -> int:
    try:
        return endless(0)
    except RecursionError:
        return 7


@script
def assertions(x: int) -> int:
    try:
        assert x > 0, f"{x} is not positive"
    except AssertionError:
        return 0
    return x


@script
def iterate_and_change(xs: list[int]) -> int:
    n = 0
    for x in xs:
        try:
            n += 10 // x
            xs.append(0) if len(xs) < 6 else None
        except ZeroDivisionError:
            n += 100
            xs.pop()
    return n


@script
def unpacking(xs: list[int]) -> int:
    try:
        a, b, *c = xs
        return a + b + len(c)
    except ValueError:
        return -1


@script
def stores(a: Array1[i64], i: int, v: int) -> int:
    try:
        a[i] = v
        a[i + 1] = v // i
    except IndexError:
        return 1
    except ZeroDivisionError:
        return 2
    return 0


@script
def chained_stores(xs: list[int], i: int) -> int:
    try:
        xs[0], xs[i] = 5, 6
    except IndexError:
        return -1
    return xs[0]


@script
def strings(s: str, i: int) -> str:
    try:
        return s[i]
    except IndexError:
        return "?"


CASES = {
    "indices": [
        (np.arange(4.0), 0, 4),
        (np.arange(4.0), 0, 7),
        (np.arange(4.0), -6, 12),
        (np.zeros(0), 0, 2),
    ],
    "hoisted": [
        (np.arange(5.0), np.zeros(5), 5),
        (np.arange(5.0), np.zeros(3), 5),
        (np.arange(5.0), np.zeros(9), 9),
        (np.zeros(0), np.zeros(0), 0),
    ],
    "hoisted_in_two_loops": [
        (np.ones((3, 4)), 3, 4),
        (np.ones((3, 4)), 3, 6),
        (np.ones((3, 4)), 5, 2),
    ],
    "in_a_comprehension": [([1, 2, 3], 9), ([1, 2, 3], 2), ([1, 0, 3], 9), ([], 0)],
    "library": [("12", [1, 2, 3], 2), ("x", [1, 2, 3], 0), ("", [], 0), ("7", [5, 5], 5)],
    "math_errors": [(4.0,), (-1.0,), (-0.5,), (math.nan,), (0.0,)],
    "conversions": [(1.5,), (math.inf,), (math.nan,), (-(2.0**62),)],
    "arrays": [(3, 3), (3, 1), (3, 2), (-1, 2)],
    "caught_below": [(5, 1, 3), (5, 0, 0), (5, 0, 3), (5, 0, 40)],
    "recursion": [()],
    "assertions": [(1,), (0,), (-4,)],
    "iterate_and_change": [([1, 2],), ([0, 1],), ([0],), ([],), ([3, 0, 0, 1],)],
    "unpacking": [([1, 2, 3],), ([1, 2],), ([1],), ([],)],
    "stores": [
        (np.zeros(3, int), 0, 5),
        (np.zeros(3, int), 1, 5),
        (np.zeros(3, int), 2, 5),
        (np.zeros(3, int), 3, 5),
    ],
    "chained_stores": [([1, 2], 1), ([1, 2], 2), ([], 0)],
    "strings": [("abc", 0), ("abc", 3), ("abc", -4), ("", 0), ("é", 0)],
}
