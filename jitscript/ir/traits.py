"""What rows are made of besides type rules: conditions, and names of operands.

Condition("0 <= b < width", shifts, holds)     when an op's result means something
views("bounds:3 *carried")                     {"bounds": slice(0, 3), "carried": slice(3, None)}
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

EMPTY = slice(0, 0)


class Condition:
    """What an op relies on. `words` says it; `needed(op)` whether there is anything to rely on (of
    two operands added, only `int` must fit); `holds(op, *values)` whether values of the operands
    fulfil it, as the interpreter holds them. `holds` is None where only memory could tell."""

    __slots__ = ("holds", "needed", "words")

    def __init__(
        self,
        words: str,
        holds: Callable[..., bool] | None = None,
        needed: Callable[[Any], bool] = lambda op: True,
    ):
        self.words, self.holds, self.needed = words, holds, needed

    def fails(self, op: Any, *values: Any) -> bool:
        """Whether these values of the operands certainly break the condition."""
        return self.holds is not None and self.needed(op) and not self.holds(op, *values)

    def __repr__(self) -> str:
        return f"<Condition {self.words}>"


def views(names: str) -> dict[str, slice]:
    """Where the operands of each name stand: one, `name:n` several, or (at most once) `*name` any
    number of them."""
    found: dict[str, slice] = {}
    parts = names.split()
    sizes = [int(size or 1) for _, _, size in (part.partition(":") for part in parts)]
    at = 0
    for i, (part, size) in enumerate(zip(parts, sizes)):
        name = part.partition(":")[0]
        rest = -sum(sizes[i + 1 :])
        if name.startswith("*"):
            found[name[1:]] = slice(at, rest or None)
            at = rest
        else:
            found[name] = slice(at, at + size or None)
            at += size
    return found
