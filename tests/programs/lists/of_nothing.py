"""Lists made of what has no elements, and of what has some, side by side."""

from __future__ import annotations

from jitscript import script


@script
def alike() -> tuple[bool, bool, bool, bool]:
    return list(()) == [], [] == list(()), list(()) == [1], list("") == list(())


@script
def made() -> list[int]:
    return list(())


@script
def compared(n: int) -> tuple[bool, bool, int]:
    some = [i for i in range(n)]
    return list(()) == some, some != list(()), len(list(()))


@script
def joined(n: int) -> list[int]:
    return list(()) + list(range(n)) + list(())


@script
def shown() -> str:
    return f"{list(())} {sorted(())} {set(())} {list([])}"


CASES = {
    "alike": [()],
    "made": [()],
    "compared": [(0,), (1,)],
    "joined": [(0,), (3,)],
    "shown": [()],
}
