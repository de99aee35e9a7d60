"""Containers that a program changes, whatever their names say, from call to call."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any, Final

import pytest

import jitscript as js

HISTORY: list[int] = []
CACHE: dict[int, int] = {}
SEEN: Final[set[str]] = set()
COUNTS: Counter[str] = Counter()
RECENT: OrderedDict[str, int] = OrderedDict()
GROUPS: defaultdict[int, int] = defaultdict(int)
LAST: deque[str] = deque(maxlen=2)
ALL: tuple[Any, ...] = (HISTORY, CACHE, SEEN, COUNTS, RECENT, GROUPS, LAST)


def remember(x: int) -> tuple[int, list[int]]:
    HISTORY.append(x)
    return len(HISTORY), HISTORY[-2:]


def fib(n: int) -> int:
    if n not in CACHE:
        CACHE[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return CACHE[n]


def seen(s: str) -> bool:
    if s in SEEN:
        return True
    SEEN.add(s)
    return False


def count(words: list[str]) -> list[tuple[str, int]]:
    for w in words:
        COUNTS[w] += 1
    return COUNTS.most_common(2)


def counted_down(words: list[str]) -> list[tuple[str, int]]:
    for w in words:
        COUNTS[w] -= 1
        if not COUNTS[w]:
            del COUNTS[w]
    return list(COUNTS.items())


def touched(word: str) -> list[str]:
    RECENT[word] = RECENT.get(word, 0) + 1
    RECENT.move_to_end(word, last=False)
    if len(RECENT) > 2:
        RECENT.popitem()
    GROUPS[len(word)] += 1
    LAST.append(word)
    return [*RECENT, *map(str, GROUPS.values()), *LAST]


@pytest.mark.parametrize(
    ("functions", "calls"),
    [
        ((remember,), [1, 2, 3]),
        ((fib,), [20, 30, 10]),
        ((seen,), ["a", "a", "b", "a"]),
        ((count, counted_down), [["a", "b", "a"], ["b", "b"], [], ["b"]]),
        ((touched,), ["a", "bb", "a", "ccc", "bb"]),
    ],
)
def test_calls_see_what_those_before_left(functions: Any, calls: list[Any]) -> None:
    outcomes = []
    for how in (lambda fn: fn, js.script):
        for container in ALL:
            container.clear()
        made = [how(fn) for fn in functions]
        outcomes.append([(fn(c), repr(ALL)) for c in calls for fn in made])
    assert outcomes[0] == outcomes[1]
