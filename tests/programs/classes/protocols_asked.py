"""isinstance() of protocols that annotate data: what has all the names, be it that instances do."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from jitscript import script


@runtime_checkable
class Named(Protocol):
    name: str

    def size(self) -> int: ...


@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...


class OfClass:
    name = "class"

    def size(self) -> int:
        return 1


class OfInstance:
    def __init__(self, name: str) -> None:
        self.name = name

    def size(self) -> int:
        return len(self.name)


class Nameless:
    def size(self) -> int:
        return 3


class Empty:
    name: str

    def __init__(self) -> None:
        self.name = ""


@script
def asked(n: int) -> list[bool]:
    things: list[OfClass | OfInstance | Nameless | Empty] = [OfClass(), OfInstance("ab")]
    things += [Nameless(), Empty()]
    named = [isinstance(x, Named) for x in things]
    return named + [isinstance(x, Sized) for x in things] + [isinstance(n, (Named, int))]


@script
def narrowed(n: int) -> list[str]:
    things: list[OfClass | Nameless] = [OfClass(), Nameless()] * n
    return [x.name if isinstance(x, Named) else f"{x.size()}" for x in things]


@script
def builtin(n: int, text: str) -> list[bool]:
    return [isinstance(n, Named), isinstance(text, Sized), isinstance([n], Named)]


@script
def passed(text: str) -> bool:
    thing = OfInstance(text)
    return isinstance(thing, Named) and not isinstance(thing, str)


CASES = {
    "asked": [(0,)],
    "narrowed": [(0,), (2,)],
    "builtin": [(1, "a")],
    "passed": [("x",), ("",)],
}
