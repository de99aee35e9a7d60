"""Generator expressions, `map`, `filter`, `zip` and the like, consumed by builtins."""

import math

import numpy as np

from jitscript import Array1, f64, script


@script
def sums(xs: list[int], k: int) -> tuple[int, int, int, int]:
    return (
        sum(x * x for x in xs if x > k),
        sum(i * j for i in range(k) for j in range(i) if (i + j) % 2),
        sum(x > k for x in xs),
        sum(1 for _ in xs),
    )


@script
def sum_of_floats(xs: list[float]):
    return sum(x * 2 for x in xs)


@script
def sum_to_float(xs: list[float]) -> float:
    return sum(x / 4 for x in xs if x != 0.0)


@script
def sum_from(xs: list[int], start: int) -> int:
    return sum((x + 1 for x in xs), start)


@script
def sum_of_array(a: Array1[f64]):
    return sum(x * x for x in a)


@script
def sum_mixed(xs: list[int]):
    return sum(x if x % 2 else x / 2 for x in xs)


@script
def dot(a: Array1[f64], b: Array1[f64]) -> float:
    return sum(float(x) * float(y) for x, y in zip(a, b))


@script
def any_all(xs: list[int], k: int) -> list[bool]:
    return [
        any(x > k for x in xs),
        all(x > k for x in xs),
        any(x for x in xs),
        all(x for x in xs if x != k),
        any(x == y for x in xs for y in range(k)),
        all(any(y == x for y in range(k)) for x in xs),
        any(True for _ in xs),
        all(False for _ in xs),
        any(x / (x - k) > 1 for x in xs),
    ]


@script
def witness(xs: list[int]) -> int:
    if any((y := x) > 3 for x in xs):
        return y
    if len(xs) > 0:
        return -y
    return 0


@script
def extremes(xs: list[int], ys: list[float]) -> tuple[int, int, float, float]:
    return (
        max(x * x for x in xs),
        min(-x for x in xs if x),
        max(y for y in ys),
        min(abs(y) for y in ys),
    )


@script
def extremes_default(xs: list[int]) -> tuple[int, int]:
    return max((x for x in xs), default=-1), min((x for x in xs if x > 2), default=7)


@script
def max_of_tuples(xs: list[int]) -> tuple[int, int]:
    return max((x % 5, x) for x in xs)


@script
def max_of_text(xs: list[str]) -> str:
    return max(x.lower() for x in xs)


@script
def joined(xs: list[str], n: int) -> tuple[str, str]:
    return ", ".join(x.upper() for x in xs if x), "".join(str(i) for i in range(n))


@script
def containers(xs: list[int]) -> tuple[list[int], list[int], set[int], dict[int, int]]:
    return (
        sorted(x % 7 for x in xs),
        list(x + 1 for x in xs),
        set(x % 3 for x in xs),
        dict((x, x * x) for x in xs),
    )


@script
def tuples(t: tuple[int, float, int]) -> tuple[int, float, int]:
    return tuple(x + x for x in t)


@script
def maps(xs: list[int], k: int) -> list[int]:
    def scaled(x):
        return x * k

    found = list(map(scaled, xs)) + list(map(lambda x: -x, xs)) + list(map(abs, xs))
    found += list(map(max, xs, reversed(xs)))
    found.append(sum(map(scaled, xs)))
    return found


@script
def filters(xs: list[int], k: int) -> list[int]:
    return list(filter(lambda x: x > k, xs)) + list(filter(None, xs)) + sorted(filter(bool, xs))


@script
def nested(xs: list[int]) -> list[int]:
    return list(map(lambda x: x + 1, filter(lambda x: x % 2, map(abs, xs))))


@script
def zipped(xs: list[int], ys: list[int]) -> tuple[dict[int, int], list[tuple[int, int]], int]:
    return dict(zip(xs, ys)), list(enumerate(xs, 1)), max(map(lambda a, b: a + b, xs, ys))


@script
def pairs(xs: list[int]) -> list[tuple[int, int]]:
    return sorted(zip(xs, reversed(xs)))


@script
def of_mathematics(xs: list[float]) -> tuple[float, float]:
    return math.fsum(x / 3 for x in xs), math.prod(x + 1 for x in xs)


@script
def same_name(n: int) -> int:
    x = 10
    total = sum(x for x in range(n))
    return total * 100 + x


@script
def within(n: int) -> int:
    return sum(sum(i * j for j in range(i)) for i in range(n) if all(i % d for d in range(2, i)))


@script
def captures(n: int) -> int:
    def f(x: int) -> int:
        return sum(x * y for y in range(n))

    return max(f(i) - i for i in range(n + 1))


@script
def prints(n: int) -> int:
    def shown(x: int) -> int:
        print("x", x)
        return x

    if any(shown(i) == 2 for i in range(n)):
        print("two")
    return sum(shown(i) for i in range(n))


@script
def evaluated_once(n: int) -> int:
    def made() -> list[int]:
        print("made")
        return [1, 2, n]

    def start() -> int:
        print("start")
        return 5

    return sum((x for x in made()), start())


@script
def changes(xs: list[int]) -> int:
    return sum(xs.pop() for _ in range(2))


@script
def in_loops(n: int) -> int:
    total = 0
    while n > 0:
        if any(n % k == 0 for k in (3, 5)):
            total += sum(k for k in range(n) if k % 2)
            n -= 2
            continue
        n -= 1
    return total


@script
def loops(xs: list[int], k: int) -> list[int]:
    found = []
    for y in (x * 2 for x in xs if x > k):
        if y == 8:
            continue
        if y > 20:
            break
        found.append(y)
    else:
        found.append(-1)
    for y in map(lambda v: v + k, xs):
        found.append(y)
        k += 1
    for y in filter(lambda v: v % 2, map(abs, xs)):
        found.append(y)
    found += [z + 1 for z in map(abs, xs) if z > 1]
    return found


@script
def loop_with_effects(xs: list[int]) -> int:
    def shown(x: int) -> int:
        print(x)
        return x

    total = 0
    for y in (shown(x) for x in xs):
        if y > 2:
            break
        total += y
    return total


CASES = {
    "loops": [([1, 4, 5, -3], 0), ([11, 12], 3), ([], 0)],
    "loop_with_effects": [([1, 2, 3, 4],), ([],)],
    "sums": [([1, 5, 3], 2), ([], 4), ([-1, 2**30], 0)],
    "sum_of_floats": [([],), ([1.5, 2.0],), ([-0.0],), ([float("nan")],)],
    "sum_to_float": [([],), ([1.0, 0.0, 2.5],)],
    "sum_from": [([], 3), ([1, 2], 10)],
    "sum_of_array": [(np.array([1.0, 2.5]),), (np.array([]),)],
    "sum_mixed": [([],), ([1, 3],), ([1, 4],), ([2, 4],)],
    "dot": [(np.array([1.0, 2.5]), np.array([4.0, 0.5, 1.0]))],
    "any_all": [([], 3), ([1, 5, 3], 2), ([0, 0], 0), ([5, 6], 4), ([1, 2, 2], 3)],
    "witness": [([],), ([1, 2],), ([1, 7, 3],)],
    "extremes": [
        ([1, -5, 3], [1.5, -0.5]),
        ([], [1.0]),
        ([0], [1.0]),
        ([1], [float("nan"), 1.0]),
        ([1], [1.0, float("nan"), 2.0]),
    ],
    "extremes_default": [([],), ([1, 2],), ([5, 3],)],
    "max_of_tuples": [([4, 9, 14],), ([],)],
    "max_of_text": [(["b", "A"],)],
    "joined": [(["ab", "", "c"], 5), ([], 0)],
    "containers": [([5, 1, 9, 5],), ([],)],
    "tuples": [((1, 2.5, 3),)],
    "maps": [([1, -2], 3), ([], 1)],
    "filters": [([1, 0, 5], 1), ([], 0)],
    "nested": [([1, -3, 4],)],
    "zipped": [([1, 2], [3, 4, 5]), ([], [])],
    "pairs": [([3, 1, 2],)],
    "of_mathematics": [([1.0, 2.0],), ([],)],
    "same_name": [(0,), (4,)],
    "within": [(0,), (9,)],
    "captures": [(0,), (5,)],
    "prints": [(0,), (4,)],
    "evaluated_once": [(3,)],
    "changes": [([1, 2, 3],), ([1],)],
    "in_loops": [(0,), (12,)],
}
OVERFLOWS = {"sums": [([2**62, 2**62], 0)]}
