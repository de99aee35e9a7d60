"""Programs that use the class of `library/`, each against CPython; then a module file with them."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jitscript.library

jitscript.library.__path__.append(str(Path(__file__).parent / "library"))

import jitscript as js  # noqa: E402


def displays(n: int) -> list[set[int]]:
    a = {n, 2, n}
    b = {*a, *[7, 8], *(1, 2)}
    return [a, b, {x * x % 7 for x in range(n) if x % 2}, a]


def empty(words: list[str]) -> set[str]:
    seen = set()
    for word in words:
        seen.add(word)
    return seen


def for_the_caller(a: set[int], b: set[int], x: int) -> tuple[set[int], bool]:
    a.add(x)
    b.remove(x + 1)
    return b, len(a) > 3 and x in a and x + 9 not in b


def walked(s: set[int]) -> tuple[int, list[tuple[int, int]], int, list[int]]:
    total = 0
    for x in s:
        if x == 3:
            continue
        total += x
    else:
        total *= 10
    pairs = [(i, y) for i, y in enumerate(sorted(s))]
    first, second = sorted(s)[:2]
    return total, pairs, first - second, sorted(s | {100})


def changed(s: set[int]) -> None:
    for x in s:
        s.add(x + 100)


def text(s: set[tuple[int, str]]) -> str:
    return f"{len(s)}: {s}" if s else f"none: {s!r}"


def nested(table: list[set[int]], equal: set[int]) -> int:
    table[0].add(5)
    table.append({1})
    return sum([1 for s in table if s == equal])


CASES: list[tuple[Callable[..., Any], list[tuple[Any, ...]]]] = [
    (displays, [(5,), (0,)]),
    (empty, [(["b", "a", "b"],), ([],)]),
    (for_the_caller, [({1, 2, 3}, {5, 9}, 4), ({1}, {2}, 4)]),
    (walked, [({5, 3, 1},), ({1, 2**40},), ({1},)]),
    (changed, [({1, 2},), (set(),)]),
    (text, [({(1, "a")},), (set(),)]),
    (nested, [([{1}, {1, 5}], {1, 5}), ([], {1})]),
]


def outcome(function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    given = copy.deepcopy(args)
    try:
        found = function(*given)
    except Exception as e:
        return type(e), str(e), given
    return found, given


def main(module_file: str) -> None:
    scripted = [js.script(cache=False)(function) for function, _ in CASES]
    for (plain, cases), function in zip(CASES, scripted):
        for args in cases:
            expected, found = outcome(plain, args), outcome(function, args)
            assert expected == found, (plain.__name__, args, expected, found)
    same = {4, 8}
    kept = js.script(cache=False)(for_the_caller)(same, same, 7)[0]
    assert kept is same and same == {4, 7}, same
    js.save(module_file, *scripted)


if __name__ == "__main__":
    main(sys.argv[1])
