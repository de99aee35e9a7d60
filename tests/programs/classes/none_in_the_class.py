"""Attributes of classes that are None: what instances have until they are set."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


class Slotted:
    __slots__ = ("x",)
    unused: int | None = None
    nothing = None

    def __init__(self, x: int) -> None:
        self.x = x


class Cached:
    found: int | None = None
    text = None
    hidden: Cached | None = None

    def __init__(self, x: int) -> None:
        self.x = x

    def get(self) -> int:
        if self.found is None:
            self.found = self.x * self.x
        return self.found

    def name(self) -> str:
        if self.text is None:
            self.text = f"<{self.x}>"
        return self.text


class Counted:
    value = 0

    def __init__(self, x: int) -> None:
        if x > 5:
            self.value = x
        self.twice = self.value * 2


class Sometimes:
    value = None

    def __init__(self, x: int) -> None:
        self.x = x
        if x > 5:
            self.value = x

    def reset(self) -> None:
        self.value = None


class Inherits(Cached):
    found = None

    def __init__(self, x: int) -> None:
        if x < 0:
            self.found = -1
        before = self.found
        super().__init__(x if before is None else before)


@dataclass
class Record:
    x: int
    note: str | None = None
    KIND = None


class OwnError(ValueError):
    code: int | None = None

    def __init__(self, text: str) -> None:
        super().__init__(text)


@script
def slotted(x: int):
    s = Slotted(x)
    return s.unused, s.nothing, hasattr(s, "nothing"), s.x


@script
def cached(x: int):
    c = Cached(x)
    before = c.found, c.text, c.hidden is None
    c.hidden = Cached(x + 1)
    return before, c.get(), c.found, c.name(), c.text, c.hidden.found, c.hidden.get()


@script
def sometimes(x: int):
    s = Sometimes(x)
    first = s.value
    s.reset()
    return first, s.value


@script
def counted(x: int):
    c = Counted(x)
    return c.value, c.twice


@script
def inherits(x: int):
    i = Inherits(x)
    return i.x, i.found, i.get()


@script
def recorded(x: int):
    r = Record(x)
    return r.note, r.KIND, Record.KIND, hasattr(r, "KIND"), r.x


@script
def caught(text: str):
    try:
        raise OwnError(text)
    except OwnError as e:
        return e.code, str(e)


CASES = {
    "slotted": [(1,)],
    "cached": [(3,), (0,)],
    "sometimes": [(1,), (9,)],
    "counted": [(1,), (9,)],
    "inherits": [(4,), (-4,)],
    "recorded": [(2,)],
    "caught": [("a",)],
}
