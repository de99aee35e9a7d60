"""Containers named in capitals that are too large to stand in the code: each call takes them."""

from __future__ import annotations

from jitscript import script

DIGITS, LETTERS = "123456789", "ABCDEFGHI"


def cross(a: str, b: str) -> list[str]:
    return [x + y for x in a for y in b]


SQUARES = cross(LETTERS, DIGITS)
UNITS = [cross(LETTERS, c) for c in DIGITS] + [cross(r, DIGITS) for r in LETTERS]
UNITS_OF = {s: [u for u in UNITS if s in u] for s in SQUARES}
PEERS = {s: set(sum(UNITS_OF[s], [])) - {s} for s in SQUARES}
PRIMES = [n for n in range(2, 12000) if all(n % d for d in range(2, int(n**0.5) + 1))]
NAMES = {f"n{i}": i for i in range(2000)}
WORDS = {f"w{i}" for i in range(3000)}


class Lookup:
    TABLE = [[i * j for i in range(40)] for j in range(40)]

    def at(self, i: int, j: int) -> int:
        return self.TABLE[i][j]


@script
def peers(square: str) -> list[str]:
    return sorted(PEERS[square])


@script
def units(square: str) -> tuple[int, list[str]]:
    return len(UNITS_OF[square]), [x for u in UNITS_OF[square] for x in u if x != square]


def reach(square: str, steps: int, seen: set[str]) -> set[str]:
    if steps:
        for other in PEERS[square]:
            if other not in seen:
                reach(other, steps - 1, seen | {square})
    return seen


@script
def reached(square: str) -> int:
    return len(reach(square, 2, {square}))


@script
def looked_up(n: int) -> tuple[int, int, bool, bool, int]:
    at = Lookup().at(n % 40, 3)
    return PRIMES[n], NAMES[f"n{n}"], f"w{n}" in WORDS, f"w{n + 2000}" in WORDS, at


CASES = {
    "peers": [("A1",), ("E5",), ("Z9",)],
    "units": [("A1",), ("I9",)],
    "reached": [("C3",)],
    "looked_up": [(0,), (1200,), (1999,)],
}
