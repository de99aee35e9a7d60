"""The classes of a program of `ordinary.py`: a base and two that derive from it, each with its own
choice of special methods."""

from __future__ import annotations

import random

BASE = """\
class Base:
    kind = "base"

    def __init__(self, n: int) -> None:
        self.n = n
        self.name = "base"
        self.items = [n, 1]

    def step(self, k: int) -> int:
        self.n = (self.n + k) % 50
        return self.n

    def twice(self, k: int) -> int:
        return self.step(k) + self.step(1)

    def label(self) -> str:
        return f"{self.kind}:{self.n}"

    def again(self):
        return self

    @property
    def size(self) -> int:
        return len(self.items) + self.n % 3

    def __len__(self) -> int:
        return len(self.items) % 5

    def __getitem__(self, i: int) -> int:
        return self.items[i]

    def __setitem__(self, i: int, x: int) -> None:
        self.items[i] = x

    def __iter__(self):
        for x in self.items:
            yield x

    def __contains__(self, x: int) -> bool:
        return x == self.n or x in self.items

    def __add__(self, other: Base) -> Base:
        return Base((self.n + other.n) % 20)

    def __lt__(self, other: Base) -> bool:
        return self.n < other.n
"""
# Of each one is drawn, for each class.
MORE = {
    "step": (
        """\
    def step(self, k: int) -> int:
        return super().step(k * 2) + 1
""",
        """\
    def step(self, k: int) -> int:
        if k % 4 == 3:
            raise Mine("step", k)
        self.items.append(k % 10)
        return len(self.items)
""",
        """\
    def step(self, k: int) -> int:
        try:
            return super().step(100 // k)
        except ZeroDivisionError:
            return self.n
        finally:
            self.n += 1
""",
    ),
    "eq": (
        """\
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Base) and self.n % 3 == other.n % 3
""",
        """\
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Base):
            return NotImplemented
        return self.n == other.n
""",
    ),
    "bool": (
        """\
    def __bool__(self) -> bool:
        return self.n % 2 == 0
""",
    ),
    "str": (
        """\
    def __str__(self) -> str:
        return f"<{self.name} {self.n}>"
""",
        """\
    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.n})"
""",
    ),
    "iadd": (
        """\
    def __iadd__(self, k: int):
        self.n += k % 10
        return self
""",
    ),
    "label": (
        """\
    def label(self) -> str:
        return super().label() + "!"
""",
        """\
    def label(self) -> str:
        return self.name * (self.n % 3)
""",
    ),
    "len": (
        """\
    def __len__(self) -> int:
        return super().__len__() + 1
""",
    ),
    "getitem": (
        """\
    def __getitem__(self, i: int) -> int:
        return super().__getitem__(i // 2) + self.n
""",
    ),
    "iter": (
        """\
    def __iter__(self):
        yield self.n
        yield from super().__iter__()
""",
    ),
    "size": (
        """\
    @property
    def size(self) -> int:
        return self.n * 2
""",
    ),
}  # fmt: skip
RIGHT = """\
    def __init__(self, n: int, name: str) -> None:
        super().__init__(n % 30)
        self.name = name
        self.items = [n, 2, 3]
"""


def classes(rng: random.Random) -> str:
    """The text of the three classes."""
    base = [BASE, MORE["iadd"][0], MORE["str"][rng.randrange(2)]]
    base += [rng.choice(MORE[k]) for k in ("eq", "bool") if rng.random() < 0.4]
    left = ['class Left(Base):\n    kind = "left"\n', *_some(rng)]
    parent = rng.choice(("Base", "Left"))
    right = [f"class Right({parent}):\n" + RIGHT, *_some(rng)]
    return "\n\n".join("\n".join(parts) for parts in (base, left, right))


def _some(rng: random.Random) -> list[str]:
    """Methods that a class may override."""
    share = rng.choice((0.2, 0.5))
    return [rng.choice(texts) for name, texts in MORE.items() if rng.random() < share]
