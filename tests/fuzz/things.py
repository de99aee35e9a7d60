"""The class that swarm programs and their plain twins share."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 50  # `thing.update(thing.doubled())` would not end


@dataclass
class Thing:
    n: int = 0
    items: list[int] = field(default_factory=list)

    def update(self, given) -> int:
        for x in given:
            self.n ^= x
            self.items.append(x)
            if len(self.items) > MOST:
                break
        return self.n

    def extend(self, *given: int) -> int:
        self.items += given
        return len(given)

    def doubled(self):
        for x in self.items:
            yield x * 2


class Mine(ValueError):
    """An exception with a field."""

    def __init__(self, words: str, n: int) -> None:
        super().__init__(words, n)
        self.n = n
