"""Exceptions and text of values that are of one of several types."""

from jitscript import script


@script
def carried(x: int | str) -> None:
    raise ValueError(x)


@script
def beside(x: int | float, y: str | bool) -> None:
    raise KeyError(x, y, "z")


@script
def formatted(x: int | str | None) -> None:
    raise ValueError(f"{x} and {x!r}, {x!s}")


@script
def text(x: int | str | None, y: float | None) -> str:
    return f"{x}/{x!r}/" + str(x) + repr(y)


@script
def printed(x: int | str | None) -> None:
    print(x, [x], sep="; ")


@script
def after_a_loop(n: int) -> None:
    s = 0.0
    for i in range(n):
        s = i
    raise RuntimeError(s)


@script
def asserted(x: int | str, y: bool) -> int:
    assert y, x
    assert x != 3, (x, "three")
    return 1


@script
def texts(y: bool) -> int:
    assert y, ("two", "texts")
    return 1


@script
def position(x: int | float) -> int:
    return [1, 2.5, x].index(2.5) + [1, 2.5].index(x)


NUMBERS_AND_TEXT = [(5,), ("five",)]
CASES = {
    "carried": NUMBERS_AND_TEXT,
    "beside": [(1, "a"), (1.5, True)],
    "formatted": [*NUMBERS_AND_TEXT, (None,)],
    "text": [(5, 1.5), ("five", None), (None, 2.0)],
    "printed": [*NUMBERS_AND_TEXT, (None,)],
    "after_a_loop": [(0,), (3,)],
    "asserted": [(1, True), (1, False), ("a", False), (3, True)],
    "texts": [(True,), (False,)],
    "position": [(1,), (2.5,), (7,)],
}
