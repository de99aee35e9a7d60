"""range() with None for an end: no end is left out by it, as in CPython."""

from jitscript import script


@script
def none(n: int) -> list[int]:
    return list(range(n, None))
