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


class Keeper:
    """Names what the protocol names, of another instance."""

    def __init__(self, kept: Named) -> None:
        self.kept = kept

    def shown(self) -> str:
        return f"{self.kept.name} {self.kept.size()}"


class Renamer:
    def rename(self, other: OfInstance) -> None:
        other.name = "other"

    def size(self) -> int:
        return 1


class Later:
    def size(self) -> int:
        return 1

    def call(self, name: str) -> str:
        kept = self.name = name
        return kept


@script
def of_another(n: int) -> list[bool]:
    keeper, renamer, later = Keeper(OfInstance("a")), Renamer(), Later()
    later.call("x")
    renamer.rename(OfInstance("b"))
    found = [isinstance(keeper, Named), isinstance(renamer, Named), isinstance(later, Named)]
    return found + [isinstance(keeper, Sized), isinstance(renamer, Sized)]


@script
def kept(n: int) -> list[str]:
    all_: list[Named] = [OfInstance("ab"), OfClass()]
    return [Keeper(x).shown() for x in all_]


CASES = {
    "of_another": [(0,)],
    "kept": [(0,)],
    "asked": [(0,)],
    "narrowed": [(0,), (2,)],
    "builtin": [(1, "a")],
    "passed": [("x",), ("",)],
}
