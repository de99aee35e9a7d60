"""typing.NewType is the type that it names, at the border and within."""

from typing import NewType

from jitscript import script

Metres = NewType("Metres", float)
Index = NewType("Index", int)


@script
def moved(start: Metres, steps: Index) -> Metres:
    here: Metres = start
    for _ in range(steps):
        here = further(here)
    return here


def further(x: Metres) -> Metres:
    return x + 1.5


CASES = {"moved": [(1.0, 3), (0.5, 0)]}
