"""Containers whose names say that they are constants, and which the file changes all the same; of
every class."""

from collections import Counter, OrderedDict, defaultdict, deque
from typing import ClassVar, Final

from jitscript import script

HISTORY: list[int] = []
CACHE: dict[int, int] = {}
SEEN: Final[set[str]] = set()
COUNTS: Counter[str] = Counter()
RECENT: OrderedDict[str, int] = OrderedDict()
GROUPS: defaultdict[int, int] = defaultdict(int)
LAST: deque[str] = deque(maxlen=2)
SETTINGS = {"depth": 3}
FIXED = {"a": 1, "b": 2}


class Registry:
    NAMES: ClassVar[dict[str, int]] = {}


@script
def remember(x: int) -> tuple[int, list[int]]:
    HISTORY.append(x)
    return len(HISTORY), HISTORY[-2:]


@script
def fib(n: int) -> int:
    if n not in CACHE:
        CACHE[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return CACHE[n]


@script
def seen(s: str) -> tuple[bool, int]:
    if s in SEEN:
        return True, len(SEEN)
    SEEN.add(s)
    return False, len(SEEN)


@script
def count(words: list[str]) -> list[tuple[str, int]]:
    for w in words:
        COUNTS[w] += 1
    return COUNTS.most_common(2)


@script
def counted_down(words: list[str]) -> list[tuple[str, int]]:
    for w in words:
        COUNTS[w] -= 1
        if not COUNTS[w]:
            del COUNTS[w]
    return list(COUNTS.items())


@script
def touched(word: str) -> list[str]:
    RECENT[word] = RECENT.get(word, 0) + 1
    RECENT.move_to_end(word, last=False)
    if len(RECENT) > 2:
        RECENT.popitem()
    GROUPS[len(word)] += 1
    LAST.append(word)
    return [*RECENT, *map(str, GROUPS.values()), *LAST]


@script
def setting(name: str, value: int) -> tuple[int, int]:
    before = SETTINGS[name]
    SETTINGS[name] = value
    return before, FIXED["a"]


@script
def registered(name: str) -> dict[str, int]:
    Registry.NAMES[name] = len(Registry.NAMES)
    return dict(Registry.NAMES)


CASES = {
    "remember": [(1,), (2,), (3,)],
    "fib": [(20,), (30,)],
    "seen": [("a",), ("a",), ("b",)],
    "count": [(["a", "b", "a"],), (["b", "b"],), ([],)],
    "counted_down": [(["a", "b"],), (["a", "a"],), (["b"],)],
    "touched": [("a",), ("bb",), ("a",), ("ccc",), ("bb",)],
    "setting": [("depth", 5), ("depth", 7), ("none", 1)],
    "registered": [("x",), ("y",)],
}
