"""`IntEnum`, `IntFlag` and `StrEnum` with texts of their own, formatted and in arithmetic."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from jitscript import script


class Rank(IntEnum):
    TEN = 10
    KING = 13
    ACE = 14

    def __str__(self) -> str:
        return str(self.value) if self.value <= 10 else self.name[0]


class Suit(str, Enum):
    CLUBS = "c"
    HEARTS = "h"


@dataclass(frozen=True)
class Card:
    rank: Rank
    suit: Suit

    def __str__(self) -> str:
        return f"{self.rank}{self.suit.value}"


@script
def formatted(codes: list[int]) -> list[str]:
    ranks = [Rank(c) for c in codes]
    texts = [f"{r} {r!s} {r!r} {r:>4} {r:d} {r:x}" for r in ranks]
    return texts + [str(r) + "{} {:<4}|".format(r, r) + format(r) for r in ranks]


@script
def by_percent(code: int) -> str:
    r = Rank(code)
    return "%s %r %d %i %x %o %.1f %g %c|%*d" % (r, r, r, r, r, r, r, r, r, r, 1)


@script
def letters(name: str) -> str:
    return "%c" % Suit(name)


@script
def cards(codes: list[int]) -> list[str]:
    return [str(Card(Rank(c), s)) for c in codes for s in Suit]


CASES = {
    "formatted": [([14, 10],), ([],)],
    "by_percent": [(14,), (10,)],
    "letters": [("h",)],
    "cards": [([14, 10],)],
}
