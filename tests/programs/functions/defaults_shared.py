"""Containers as defaults that all calls share, and change: memos, what was seen, counters."""

from __future__ import annotations

from jitscript import script


@script
def fib(n: int, memo: dict[int, int] = {}) -> int:  # noqa: B006
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]


@script
def passed(n: int, memo: dict[int, int] = {0: 0, 1: 1}) -> int:  # noqa: B006
    if n not in memo:
        memo[n] = passed(n - 1, memo) + passed(n - 2, memo)
    return memo[n]


@script
def paths(down: int, right: int, *, memo: dict[tuple[int, int], int] = {}) -> int:  # noqa: B006
    key = (down, right)
    if key in memo:
        return memo[key]
    if not down or not right:
        return 1
    memo[key] = paths(down - 1, right) + paths(down, right - 1)
    return memo[key]


def seen(word: str, known: set[str] = set()) -> bool:  # noqa: B006
    if not word:
        known.clear()
    if word in known:
        return True
    known.add(word)
    return False


def log(line: str, lines: list[str] = []) -> list[str]:  # noqa: B006
    if not line:
        lines.clear()
    lines.append(line)
    return list(lines)


def count(step: int, total: list[int] = [0]) -> int:  # noqa: B006
    total[0] = step if step < 0 else total[0] + step
    return total[0]


class Scale:
    def __init__(self, by: int) -> None:
        self.by = by

    def add(self, x: int, to: list[int] = []) -> list[int]:  # noqa: B006
        if x == 0:
            to.clear()
        to.append(x * self.by)
        return list(to)


def failing(n: int, found: list[int] = []) -> int:  # noqa: B006
    if n == 3:
        found.clear()
    found.append(n)
    if n == 0:
        raise ValueError(f"after {len(found)}")
    return failing(n - 1) if n != 100 else len(found)


@script
def first_ones(words: list[str]) -> list[str]:
    seen("")
    return [w for w in words if not seen(w)] + [w for w in words if not seen(w, {"a"})]


@script
def lines(n: int) -> list[list[str]]:
    log("")
    return [log("a" * n), log("b"), log("c", ["own"]), log("d")]


@script
def counted(n: int) -> list[int]:
    count(-1)
    return [count(n), count(n), count(n, [10]), count(1)]


@script
def scaled(n: int) -> list[list[int]]:
    a, b = Scale(n), Scale(n + 1)
    return [a.add(0), a.add(1), b.add(2), b.add(3, [7]), a.add(1)]


@script
def left(n: int) -> str:
    try:
        return str(failing(n))
    except ValueError as e:
        return f"{e}, {failing(100)}"


@script
def all_of_them(n: int) -> tuple[int, int, int]:
    return fib(n), fib(4, {3: 7, 2: 1}), paths(n, 3)


CASES = {
    "fib": [(30,), (10,), (60,)],
    "passed": [(30,), (10,), (5, {0: 1, 1: 1}), (60,), {"*": (3,), "memo": {1: 4, 2: 5}}],
    "paths": [(3, 4), (6, 6), (0, 2)],
    "first_ones": [(["a", "b", "a", "c"],), (["a"],)],
    "lines": [(2,), (3,)],
    "counted": [(2,), (5,)],
    "scaled": [(2,), (3,)],
    "left": [(3,), (100,)],
    "all_of_them": [(12,), (20,)],
}
