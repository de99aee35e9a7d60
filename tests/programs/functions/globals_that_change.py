"""Lists, dicts and sets of a module, and of classes, that functions change: read and changed."""

from collections import defaultdict, deque
from typing import ClassVar

from jitscript import script

settings = {"depth": 3, "width": 10}
history: list[str] = []
seen: set[str] = set()
memo: dict[int, int] = {}
routes = {"a": ["b", "c"], "b": [], "c": ["a"]}
pairs = [(1, 0.5), (2, 1.5)]
groups: defaultdict[str, list[int]] = defaultdict(list, {"a": [1, 2]})
last: "deque[int]" = deque(maxlen=3)
best: dict[tuple[int, int], float] = {}
also = settings


def fibonacci(n: int) -> int:
    if n not in memo:
        memo[n] = n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
    return memo[n]


@script
def remembered(n: int) -> tuple[int, int, list[int]]:
    memo.clear()
    return fibonacci(n), len(memo), list(memo)


@script
def forgotten(n: int) -> tuple[int, int]:
    memo.clear()
    for i in range(n):
        memo[i] = -i
    removed = memo.pop(0, 7)
    return removed, len(memo)


@script
def noted(word: str) -> tuple[int, list[str], list[str]]:
    if word == "a":
        seen.clear()
        history.clear()
    if word in seen:
        raise ValueError(f"{word} again, after {len(history)}")
    seen.add(word)
    history.append(word)
    if word == "fails":
        seen.remove(word)
        del history[-1]
        raise KeyError(word)
    seen.discard("b")
    return len(history), history[:], sorted(seen)


@script
def configured(name: str, value: int) -> tuple[int, int, list[tuple[str, int]]]:
    settings.clear()
    settings.update({"depth": 3, "width": 10})
    before = settings.get(name, -1)
    settings[name] = value
    if value < 0:
        del settings[name]
    return before, also.get(name, -2), sorted(settings.items())


@script
def counted(n: int) -> int:
    history.append(str(n))
    return 0 if n == 0 else 1 + counted(n - 1)


@script
def emptied() -> int:
    history[:] = ["a", "b"]
    n = len(history)
    history.clear()
    seen.clear()
    return n


@script
def reached(start: str) -> list[str]:
    found = [start]
    for place in found:
        for other in routes[place]:
            if other not in found:
                found.append(other)
    return found


@script
def summed() -> float:
    return sum(n * x for n, x in pairs)


@script
def kept(word: str, n: int) -> tuple[int, int, list[int]]:
    last.clear()
    for i in range(n):
        last.append(i)
    return len(groups), sum(len(v) for v in groups.values()), list(last)


@script
def shortest(a: int, b: int) -> float:
    best.clear()
    best[1, 2] = 0.25
    key = (min(a, b), max(a, b))
    best[key] = min(best.get(key, 1e9), abs(a - b) / 2)
    return sum(best.values())


class Lexer:
    keywords = {"if", "else"}
    made: ClassVar[list[int]] = []

    def __init__(self, n: int):
        self.n = n
        Lexer.made.append(n)

    def kind(self, word: str) -> str:
        return "keyword" if word in self.keywords else "name"


class Wider(Lexer):
    keywords = {"if", "else", "match"}


@script
def kinds(words: list[str]) -> list[str]:
    found: list[str] = []
    Lexer.made.clear()
    lexers: list[Lexer | Wider] = [Lexer(1), Wider(2)]
    for lexer in lexers:
        found += [lexer.kind(word) for word in words]
    found.append(str(len(Lexer.made)))
    return found


def nested(n: int) -> list[int]:
    last.clear()

    def add(x: int) -> None:
        last.append(x)

    for i in range(n):
        add(i)
    return [x for x in last]


@script
def through_nested(n: int) -> list[int]:
    return nested(n)


@script
def only_where_asked(n: int) -> int:
    if n > 0:
        history.clear()
        return len(history)
    return -1


CASES = {
    "remembered": [(10,), (10,), (30,), (5,)],
    "forgotten": [(0,), (4,)],
    "noted": [("a",), ("fails",)],
    "configured": [("depth", 5), ("depth", 6), ("new", 1), ("new", -1), ("width", -1)],
    "counted": [(0,), (3,)],
    "emptied": [()],
    "reached": [("a",), ("b",), ("z",)],
    "summed": [()],
    "kept": [("x", 1), ("y", 2), ("x", 3), ("z", 4)],
    "shortest": [(1, 4), (4, 1), (2, 9)],
    "kinds": [(["if", "match", "x"],), ([],)],
    "through_nested": [(2,), (5,)],
    "only_where_asked": [(0,), (1,)],
}
