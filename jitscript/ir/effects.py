"""What an op may do to the world: a set over kinds of memory.

    reads("array") | allocates("buffer") | EXITS
    str(…)                 → "reads(array) allocates(buffer) exits"
    Effects.parse("reads(array) allocates(buffer) exits")

Memory of one kind is never memory of another. `exits`: the op may leave otherwise than by its
end (raise an error), or never end. `drops`: it may give back a reference that is stored in memory,
so that what was read from there without counting may be gone.

An op without effects may be folded, merged, moved and removed. One that only reads gives the same
as long as nothing writes memory of the kinds it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# array, buffer: elements. field: fields of instances. cell: locals kept in memory. count: reference
# counts. output: what was printed. python: objects of Python, and the interpreter's state. random:
# the state of Python's generator of random numbers. shared: what a kernel's own arrays are made of
# (their elements are of the kind array).
KINDS = ("array", "buffer", "field", "cell", "count", "output", "python", "random", "shared")
_NONE: frozenset[str] = frozenset()
_ALL = frozenset(KINDS)
_PART = re.compile(r"(reads|writes|allocates)\(([\w, ]*)\)|(exits|drops)\b|\s+")


class Effects:
    """Immutable. `pure`: nothing at all; `silent`: nothing that anyone could notice afterwards,
    the result aside (reading and allocating are silent)."""

    __slots__ = ("allocates", "drops", "exits", "pure", "reads", "silent", "writes")

    def __init__(
        self,
        reads: Iterable[str] = (),
        writes: Iterable[str] = (),
        allocates: Iterable[str] = (),
        exits: bool = False,
        drops: bool = False,
    ):
        self.reads = frozenset(reads)
        self.writes = frozenset(writes)
        self.allocates = frozenset(allocates)
        self.exits, self.drops = exits, drops
        unknown = (self.reads | self.writes | self.allocates) - _ALL
        if unknown:
            raise ValueError(f"no kind of memory is called {min(unknown)!r}")
        self.silent = not (self.writes or exits or drops)
        self.pure = self.silent and not self.reads and not self.allocates

    def __or__(self, other: Effects) -> Effects:
        if other.pure or other is self:
            return self
        return Effects(
            self.reads | other.reads,
            self.writes | other.writes,
            self.allocates | other.allocates,
            self.exits or other.exits,
            self.drops or other.drops,
        )

    def key(self) -> tuple[object, ...]:
        return self.reads, self.writes, self.allocates, self.exits, self.drops

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Effects) and self.key() == other.key()

    def __hash__(self) -> int:
        return hash(self.key())

    def __str__(self) -> str:
        parts = [
            f"{name}({', '.join(k for k in KINDS if k in kinds)})"
            for name, kinds in (
                ("reads", self.reads),
                ("writes", self.writes),
                ("allocates", self.allocates),
            )
            if kinds
        ]
        parts += [name for name in ("exits", "drops") if getattr(self, name)]
        return " ".join(parts) or "pure"

    __repr__ = __str__

    @staticmethod
    def parse(text: str) -> Effects:
        """What `str` gives, read back. Raises ValueError for other text."""
        found = _parsed.get(text)
        if found is None:
            found = _parsed[text] = _parse(text)
        return found


def _parse(text: str) -> Effects:
    if text == "pure":
        return PURE
    found, at = PURE, 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            raise ValueError(f"no effects: {text!r}")
        at = part.end()
        name, kinds, flag = part.groups()
        if name is not None:
            found |= _BY_NAME[name](*(k.strip() for k in kinds.split(",")))
        elif flag is not None:
            found |= EXITS if flag == "exits" else DROPS
    return found


_parsed: dict[str, Effects] = {}

PURE = Effects()
EXITS = Effects(exits=True)
DROPS = Effects(drops=True)
_OUTSIDE = _ALL - {"cell", "shared"}
WORLD = Effects(_OUTSIDE, _OUTSIDE, _OUTSIDE, exits=True, drops=True)


def reads(*kinds: str) -> Effects:
    return Effects(reads=kinds)


def writes(*kinds: str) -> Effects:
    return Effects(writes=kinds)


def allocates(*kinds: str) -> Effects:
    return Effects(allocates=kinds)


_BY_NAME = {"reads": reads, "writes": writes, "allocates": allocates}
