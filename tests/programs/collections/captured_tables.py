"""Captured lists, dicts and sets whose names say that they are constants."""

from enum import Enum
from typing import Final

from jitscript import script


class Kind(Enum):
    A = "a"
    B = "b"


PRICES = {"apple": 3, "pear": 5, "": 0}
MOVES = [(0, 1), (1, 0), (0, -1), (-1, 0)]
PRIMES = [2, 3, 5, 7]
VOWELS = {"a", "e", "i", "o", "u"}
NEXT = {Kind.A: Kind.B, Kind.B: Kind.A}
NAMES = ["x", "yy", "zzz"]
WEIGHTS: Final = {1: 0.5, 2: -0.0, 3: float("inf")}
weights: Final[dict[int, float]] = {1: 2.0}


class Rules:
    LIMITS = {"low": 1, "high": 9}


@script
def reads(word: str, n: int) -> None:
    print(PRICES["apple"], PRICES.get(word, -1), word in PRICES, len(PRICES), PRICES, bool(PRICES))
    for name, price in PRICES.items():
        print(name, price, end=";")
    print(sorted(PRICES), list(PRICES.values()), max(PRICES, key=lambda k: PRICES[k]), {**PRICES})
    print(Rules.LIMITS["high"], Rules.LIMITS.get(word), NEXT[Kind.A], Kind.B in NEXT, weights[1])
    print(", ".join(NAMES), PRIMES[n % 4], PRIMES[-1], PRIMES[1:], sum(PRIMES), [*PRIMES, n])
    print(n in PRIMES, n not in PRIMES, PRIMES.index(5), PRIMES.count(n), list(reversed(PRIMES)))
    print([c for c in word if c in VOWELS], VOWELS.isdisjoint({word}), len(VOWELS), WEIGHTS[2])
    print(isinstance(PRICES, dict), isinstance(PRIMES, (dict, tuple)), f"{PRIMES}", str(NAMES))


@script
def in_loops(n: int) -> int:
    total = 0
    for i in range(n):
        for dx, dy in MOVES:
            total += dx * i + dy + PRIMES[i % len(PRIMES)]
        if i % 2:
            total += PRICES["pear"] if i in PRIMES else 1
    return total


@script
def copied(n: int) -> None:
    mine = list(PRIMES)
    mine.append(n)
    prices = dict(PRICES)
    prices["new"] = n
    other = PRICES.copy()
    other.clear()
    words = set(VOWELS)
    words.add("y")
    print(mine, prices, other, len(words), PRIMES, PRICES, "y" in VOWELS)


@script
def made(n: int) -> None:
    print(dict(a=1, b=n), dict({"a": 1}, a=n, c=3), dict(zip(NAMES, PRIMES)), dict())
    match {"a": n, "b": 2}:
        case {"a": 1, **rest}:
            print("one", rest)
        case {"a": x, "b": y, **rest}:
            print(x, y, rest)


@script
def missing(key: str) -> int:
    return PRICES[key]


@script
def too_far(i: int) -> int:
    return PRIMES[i]


CASES = {
    "reads": [("pear", 5), ("", -1)],
    "in_loops": [(0,), (9,)],
    "copied": [(4,)],
    "made": [(1,), (2,)],
    "missing": [("pear",), ("nothing",)],
    "too_far": [(3,), (-4,), (4,), (-5,)],
}
