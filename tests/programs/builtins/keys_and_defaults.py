"""`sorted`, `list.sort`, `min` and `max` with `key`, `reverse` and `default`."""

import math

from jitscript import script


@script
def sorted_by(xs: list[int], k: int) -> list[list[int]]:
    return [
        sorted(xs, key=lambda x: x % k),
        sorted(xs, key=lambda x: -x, reverse=True),
        sorted(xs, key=lambda x: x % k, reverse=True),
        sorted(xs, key=abs),
        sorted(xs, key=None, reverse=True),
        sorted((x * 2 for x in xs), key=lambda x: x % k),
    ]


@script
def by_float(xs: list[float]) -> list[float]:
    return sorted(xs, key=lambda x: x * x) + sorted(xs, key=math.fabs, reverse=True)


@script
def by_itself(xs: list[float]) -> list[float]:
    return sorted(xs, key=lambda x: x)


@script
def by_text(xs: list[str]) -> list[list[str]]:
    return [sorted(xs, key=str.lower), sorted(xs, key=len), sorted(xs, key=lambda s: (len(s), s))]


@script
def by_tuple(xs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return sorted(xs, key=lambda t: (t[1], -t[0]))


@script
def in_place(xs: list[int], k: int) -> int:
    xs.sort(key=lambda x: x % k)
    return len(xs)


@script
def in_place_backwards(xs: list[int], k: int) -> None:
    xs.sort(reverse=True, key=lambda x: x // k)


@script
def key_raises(xs: list[int]) -> None:
    xs.sort(key=lambda x: 10 // x)


@script
def key_looks(xs: list[int]) -> list[int]:
    seen = []

    def key(x):
        seen.append(len(xs))
        return -x

    xs.sort(key=key)
    return seen


@script
def key_changes(xs: list[int]) -> None:
    def key(x):
        xs.append(x)
        return x

    xs.sort(key=key)


@script
def order_of_keys(xs: list[int]) -> None:
    def key(x):
        print(x)
        return x

    sorted(xs, key=key, reverse=True)
    print(min(xs, key=key), max(xs, key=key))


@script
def extremes(xs: list[int], k: int) -> tuple[int, int, int, int]:
    return (
        min(xs, key=lambda x: x % k),
        max(xs, key=lambda x: x % k),
        max((x + 1 for x in xs), key=lambda x: -x),
        min(xs, key=None),
    )


@script
def of_arguments(a: int, b: int, c: int) -> tuple[int, int, str]:
    return max(a, b, key=abs), min(a, b, c, key=lambda x: x * x), max("ab", "c", key=len)


@script
def defaults(xs: list[int]):
    return max(xs, default=-1), min(xs, default=None), max((x for x in xs), default=0.5)


@script
def key_and_default(xs: list[int]) -> int:
    return min(xs, key=lambda x: -x, default=7)


@script
def of_dict(xs: list[int]) -> tuple[int, list[int]]:
    counts: dict[int, int] = {}
    for x in xs:
        counts[x] = counts.get(x, 0) + 1
    return max(counts, key=lambda k: (counts[k], k)), sorted(counts, key=lambda k: -counts[k])


@script
def of_enumerate(xs: list[int]) -> tuple[int, int]:
    return max(enumerate(xs), key=lambda p: p[1])


NAN = float("nan")
CASES = {
    "sorted_by": [([5, -3, 8, 1, 4], 3), ([], 2), ([2, 1], 0), (list(range(100, 0, -3)), 7)],
    "by_float": [([1.5, -2.0, 0.5, -0.5],), ([],)],
    "by_itself": [([3.0, NAN, 1.0, 2.0, NAN, 0.0],), ([1.0, 2.0, NAN],)],
    "by_text": [(["b", "A", "cc", "", "B"],)],
    "by_tuple": [([(1, "b"), (2, "a"), (3, "b")],)],
    "in_place": [([5, 3, 8], 3), ([], 1), ([1, 2], 0)],
    "in_place_backwards": [([5, 3, 8, 4], 2)],
    "key_raises": [([5, 3, 20],), ([5, 0, 1],)],
    "key_looks": [([3, 1, 2],)],
    "key_changes": [([3, 1, 2],), ([],)],
    "order_of_keys": [([3, 1, 2],)],
    "extremes": [([5, 3, 8], 3), ([], 1), ([1], 0)],
    "of_arguments": [(-3, 2, 1), (3, -3, 0)],
    "defaults": [([],), ([3, 5],)],
    "key_and_default": [([],), ([3, 5],)],
    "of_dict": [([1, 2, 2, 3, 3],), ([],)],
    "of_enumerate": [([3, 9, 9],), ([],)],
}
