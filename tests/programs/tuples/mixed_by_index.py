"""Tuples whose elements differ in type, by an index that is computed."""

from jitscript import script

LEVELS = (("or",), ("and",), ("=", "!=", "<"), ("+", "-"))
MIXED = (1, "a", 2.5, None)


def among(word: str, *names: str) -> bool:
    return word in names


@script
def spread(i: int, word: str) -> tuple[bool, int, list[str]]:
    local = (("or",), ("and",), ("=", "!=", "<"), ("+", "-"))
    return among(word, *local[i]), len(LEVELS[i]), [s for s in LEVELS[i]]


@script
def captured(i: int) -> str:
    return repr(MIXED[i])


@script
def local(i: int, x: float) -> int | str | float | None:
    values = (1, "a", x, None)
    return values[i]


@script
def twice(i: int, j: int) -> str:
    rows = ((1, "a"), (2, "b", 3.0), ())
    return str(rows[i][j])


@script
def lists(i: int) -> str:
    rows = ([1, 2], [1.5], "text")
    return f"{rows[i]} {len(rows[i])}"


CASES = {
    "spread": [(0, "or"), (2, "<"), (2, "?"), (9, "a"), (-1, "-"), (-9, "-")],
    "captured": [(i,) for i in range(-5, 5)],
    "local": [(i, 2.5) for i in range(-5, 5)],
    "twice": [(0, 1), (1, 2), (2, 0), (0, 2), (1, -1)],
    "lists": [(0,), (1,), (2,), (3,)],
}
