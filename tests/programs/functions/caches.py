"""Functions that remember what they gave: `functools.cache` and `lru_cache`."""

import functools
from functools import cache, lru_cache

from jitscript import script

PRICES = [1, 5, 10, 25, 50]


@lru_cache(maxsize=None)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@cache
def loud(n):
    print("called", n)
    return n * 2


@lru_cache(maxsize=2)
def latest(a: int, b: str) -> str:
    print("latest", a, b)
    return b * a


@functools.lru_cache
def bare(x: float) -> float:
    print("bare", x)
    return x / 2


@lru_cache(maxsize=0)
def never(n: int) -> int:
    print("never", n)
    return n


@cache
def failing(n: int) -> int:
    print("failing", n)
    if n > 2:
        raise ValueError(f"no {n}")
    return n


@cache
def ways(amount: int, kinds: int) -> int:
    if amount == 0:
        return 1
    if amount < 0 or kinds == 0:
        return 0
    return ways(amount, kinds - 1) + ways(amount - PRICES[kinds - 1], kinds)


@cache
def divisors(n: int) -> list[int]:
    print("divisors", n)
    return [d for d in range(1, n + 1) if n % d == 0]


@cache
def even(n: int) -> bool:
    return True if n == 0 else odd(n - 1)


@cache
def odd(n: int) -> bool:
    return False if n == 0 else even(n - 1)


@cache
def maybe(n: int, default: int | None = None) -> int | None:
    print("maybe", n, default)
    return default if n < 0 else n


@cache
def number(x: int | float) -> str:
    print("number", x)
    return repr(x)


@script
def fibs(n: int) -> tuple[int, int]:
    return fib(n), fib(n)


@script
def louds(n: int) -> int:
    return loud(n) + loud(n) + loud(n + 1)


@script
def latests(k: int):
    found = [latest(i % k, "ab") for i in range(7)]
    info = latest.cache_info()
    latest.cache_clear()
    return found, tuple(info), info.hits, info.maxsize, latest.cache_info().currsize


@script
def bares(x: float) -> tuple[float, float]:
    return bare(x), bare(-x)


@script
def nevers(n: int) -> int:
    return never(n) + never(n) + never.cache_info().currsize


@script
def fails(n: int) -> tuple[int, int]:
    total = errors = 0
    for _ in range(2):
        try:
            total += failing(n)
        except ValueError as e:
            print(e)
            errors += 1
    return total, errors


@script
def change(amount: int) -> int:
    return ways(amount, len(PRICES))


@script
def shared(n: int) -> list[int]:
    first = divisors(n)
    second = divisors(n)
    first.append(-n)
    return second


@script
def evens(n: int) -> tuple[bool, bool]:
    return even(n), odd(n)


@script
def maybes(n: int):
    return maybe(n), maybe(n, 7), maybe(n), maybe(n, 7)


@script
def numbers(a: int, b: float) -> list[str]:
    return [number(a), number(b), number(a), number(b)]


@script
def unwrapped(n: int) -> int:
    return loud.__wrapped__(n) + loud.__wrapped__(n)


@script
def paths(rows: int, columns: int):
    @lru_cache(None)
    def count(i, j):
        if i == 0 or j == 0:
            return 1
        return count(i - 1, j) + count(i, j - 1)

    return count(rows, columns), count.cache_info()


@script
def longest(s: str) -> int:
    @cache
    def best(i: int, before=None):
        if i >= len(s):
            return 0
        found = best(i + 1, before)
        if before is None or s[i] > before:
            found = max(found, 1 + best(i + 1, s[i]))
        return found

    return best(0)


@script
def edits(a: str, b: str) -> int:
    @functools.cache
    def distance(i: int, j: int) -> int:
        if i == len(a) or j == len(b):
            return len(a) - i + len(b) - j
        if a[i] == b[j]:
            return distance(i + 1, j + 1)
        return 1 + min(distance(i + 1, j), distance(i, j + 1), distance(i + 1, j + 1))

    return distance(0, 0)


@script
def made_anew(n: int) -> list[int]:
    found = []
    for k in range(n):

        @cache
        def times(x: int) -> int:
            print("times", x)
            return x * k

        found.append(times(3) + times(3) + times.cache_info().hits)
    return found


@script
def bounded(n: int) -> tuple[list[int], int, int]:
    seen = []

    @lru_cache(maxsize=3)
    def noted(x: int) -> int:
        seen.append(x)
        return x * x

    for i in range(n):
        noted(i % 5)
        noted(i % 2)
    info = noted.cache_info()
    noted.cache_clear()
    noted(1)
    return seen, info.hits, noted.cache_info().misses


@script
def keys(n: int) -> tuple[int, int, int]:
    calls = 0

    @cache
    def of_tuple(p: tuple[int, str], flag: bool) -> int:
        nonlocal calls
        calls += 1
        return len(p[1]) + p[0] + flag

    total = 0
    for i in range(n):
        total += of_tuple((i % 3, "x" * (i % 2)), i % 5 == 0)
    return total, calls, of_tuple.cache_info().currsize


@script
def passed(xs: list[int]) -> tuple[list[int], int]:
    @cache
    def slow(x: int) -> int:
        return -x

    return sorted(xs, key=slow), slow.cache_info().hits


@script
def never_called(n: int) -> int:
    @cache
    def unused(x):
        return x

    return n + unused.cache_info().currsize


CASES = {
    "fibs": [(0,), (1,), (60,), (90,), (30,)],
    "louds": [(3,), (4,), (-1,)],
    "latests": [(2,), (3,), (1,)],
    "bares": [(1.5,), (0.0,), (1.5,), (float("inf"),)],
    "nevers": [(1,), (1,)],
    "fails": [(1,), (5,), (1,)],
    "change": [(0,), (11,), (100,), (300,)],
    "shared": [(6,), (1,), (0,)],
    "evens": [(0,), (7,), (40,)],
    "maybes": [(1,), (-1,), (1,)],
    "numbers": [(1, 1.0), (2, 2.5), (0, -0.0)],
    "unwrapped": [(11,)],
    "paths": [(0, 0), (3, 3), (10, 12)],
    "longest": [("",), ("a",), ("hello world",), ("zyx",)],
    "edits": [("", ""), ("kitten", "sitting"), ("abc", "")],
    "made_anew": [(0,), (3,)],
    "bounded": [(0,), (1,), (40,)],
    "keys": [(0,), (40,)],
    "passed": [([],), ([3, 1, 2, 3, 1],)],
    "never_called": [(1,)],
}
OVERFLOWS = {"fibs": [(95,)]}
