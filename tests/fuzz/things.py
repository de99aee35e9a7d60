"""The class that swarm programs and their plain twins share."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Thing:
    n: int = 0
    items: list[int] = field(default_factory=list)

    def update(self, given) -> int:
        for x in given:
            self.n ^= x
            self.items.append(x)
        return self.n

    def extend(self, *given: int) -> int:
        self.items += given
        return len(given)

    def doubled(self):
        for x in self.items:
            yield x * 2
