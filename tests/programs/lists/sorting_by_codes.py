"""Sorting by keys of several fields: what 64 bits tell of them, and what they do not."""

from __future__ import annotations

from enum import IntEnum

from jitscript import script


def drawn(n: int, below: int) -> list[int]:
    seed, found = 12345, []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        found.append((seed >> 8) % below)
    return found


@script
def ints_and_floats(n: int) -> list[int]:
    keys: list[int | float] = []
    for i, x in enumerate(drawn(n, 1009)):
        if i % 2:
            keys.append(x)
        else:
            keys.append(x - 0.5)
    places = list(range(n))
    places.sort(key=lambda i: keys[i])
    return places


@script
def bools_and_ints(n: int) -> list[int]:
    keys: list[bool | int] = []
    for i, x in enumerate(drawn(n, 5)):
        if i % 2:
            keys.append(x - 2)
        else:
            keys.append(x % 2 == 0)
    places = list(range(n))
    places.sort(key=lambda i: keys[i], reverse=True)
    return places


@script
def int_and_text(n: int, ages: int, names: int, prefix: str) -> list[tuple[int, str]]:
    a, b = drawn(n, ages), drawn(n + 7, names)
    rows = [(a[i] - ages // 2, prefix + str(b[i + 7])) for i in range(n)]
    return sorted(rows)


@script
def text_and_int(n: int, prefix: str) -> list[int]:
    a, b = drawn(n, 30), drawn(n + 3, 30)
    rows = [(prefix + str(a[i]), -b[i + 3]) for i in range(n)]
    return sorted(range(n), key=lambda i: rows[i], reverse=True)


@script
def floats_and_ints(n: int) -> list[tuple[float, int, bool]]:
    a, b = drawn(n, 7), drawn(n + 3, 1000)
    signs = [-1.0, -0.0, 0.0, 1.5, 1e300, -1e-300, 3.0]
    return sorted([(signs[x], b[i] - 500, b[i] % 2 == 1) for i, x in enumerate(a)])


@script
def wide(n: int) -> list[tuple[int, int, int]]:
    a, b = drawn(n, 3), drawn(n + 5, 1000)
    ends = [-9223372036854775808, 0, 9223372036854775807]
    return sorted([(ends[a[i]], ends[b[i] % 3], b[i + 5]) for i in range(n)])


@script
def nested(n: int) -> list[tuple[tuple[int, str], tuple[tuple[bool, int], float]]]:
    a = drawn(2 * n, 4)
    return sorted(
        [((a[i], "xyz"[: a[i + 1]]), ((a[i + n] > 1, a[i]), a[i + n - 1] / 4)) for i in range(n)]
    )


@script
def zeros_in_texts(n: int) -> list[tuple[str, int]]:
    texts = ["a", "a\0", "a\0\0", "", "\0", "abcdefgh", "abcdefg", "abcdefgh\0", "abcdefghi", "é"]
    return sorted([(texts[x], -i % 3) for i, x in enumerate(drawn(n, len(texts)))])


@script
def of_any_length(n: int) -> list[tuple[int, ...]]:
    a = drawn(4 * n, 3)
    rows: list[tuple[int, ...]] = []
    for i in range(n):
        rows.append(tuple(a[4 * i : 4 * i + a[i] + 1]))
    rows.sort()
    return rows


@script
def parts_of_any_length(n: int) -> list[int]:
    a = drawn(4 * n, 2)
    rows: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for i in range(n):
        k = 1 + a[i]
        rows.append((tuple(a[4 * i : 4 * i + k]), tuple(a[4 * i + k : 4 * i + 3])))
    return sorted(range(n), key=lambda i: rows[i])


@script
def of_lists(n: int) -> list[list[int]]:
    a = drawn(2 * n, 5)
    return sorted([[a[i], a[i + n]][: 1 + a[i] % 2] for i in range(n)])


@script
def with_lists(n: int) -> list[tuple[int, list[int]]]:
    a = drawn(2 * n, 5)
    return sorted([(a[i], [a[i + n], i % 3]) for i in range(n)])


class Level(IntEnum):
    LOW = 1
    MIDDLE = 5
    HIGH = 9


@script
def of_levels(n: int) -> list[int]:
    levels = [Level.HIGH, Level.LOW, Level.MIDDLE]
    rows = [(levels[x], i % 7) for i, x in enumerate(drawn(n, 3))]
    return sorted(range(n), key=lambda i: rows[i])


@script
def stable(n: int) -> list[tuple[int, int]]:
    rows = [(x, i) for i, x in enumerate(drawn(n, 6))]
    rows.sort(key=lambda r: (r[0] % 3, r[0] > 2))
    rows.sort(key=lambda r: (r[0] > 1, "ab"[r[0] % 2]), reverse=True)
    return rows


SIZES = [(0,), (1,), (2,), (11,), (13,), (230,)]
CASES = {
    "ints_and_floats": [*SIZES, (2010,)],
    "bools_and_ints": SIZES,
    "int_and_text": [
        *[(n, 90, 1000, "p") for n in (0, 1, 13, 300)],
        *[(n, 3, 20, "the same for all ") for n in (20, 230)],
        *[(n, 1_000_000_000, 1_000_000_000, "") for n in (20, 230)],
    ],
    "text_and_int": [(n, p) for n in (2, 13, 230) for p in ("", "é", "12345678", "long pre")],
    "floats_and_ints": SIZES,
    "wide": SIZES,
    "nested": SIZES,
    "zeros_in_texts": SIZES,
    "of_any_length": SIZES,
    "parts_of_any_length": SIZES,
    "of_lists": SIZES,
    "with_lists": SIZES,
    "of_levels": SIZES,
    "stable": SIZES,
}
