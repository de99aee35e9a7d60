from dataclasses import dataclass

from jitscript import script


@dataclass
class Player:
    name: str
    score: int


class Bare:
    def __init__(self, n: int) -> None:
        self.n = n


NESTED = {"a": [1], "b": [2, 3]}
PLAYERS = [Player("a", 1)]
BARE = [Bare(1)]


def longer(xs: list[int]) -> int:
    xs.append(1)
    return len(xs)


@script
def g(a: int, seen: list[list[int]], bare: Bare) -> list[int]:
    row = NESTED["a"]
    row[0] = a
    longer(NESTED["b"])
    seen.append(NESTED["a"])
    best = max(PLAYERS, key=lambda p: p.score)
    best.score += 1
    same = NESTED["a"] is NESTED["b"]
    found = bare in BARE
    kept = [p for p in PLAYERS if p.score > a]
    for rows in NESTED.values():
        rows.sort()
    return row


def call():
    g(1, [], Bare(2))
