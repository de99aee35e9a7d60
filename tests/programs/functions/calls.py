"""Scripted and plain annotated functions call each other."""

from jitscript import script


def plain_square(x: float) -> float:
    return x * x


@script
def scripted_half(x: float) -> float:
    return x / 2


@script
def both(x: float) -> float:
    return plain_square(x) + scripted_half(x)


def uses_plain(x: float) -> float:
    return plain_square(x) - 1


@script
def two_levels(x: float) -> float:
    return uses_plain(uses_plain(x))


@script
def nothing(x: float) -> None:
    plain_square(x)


@script
def in_condition(x: float) -> int:
    while plain_square(x) > 2.0:
        x = scripted_half(x)
    return int(x * 100)


CASES = {
    "both": [(3.0,), (-0.5,)],
    "two_levels": [(3.0,)],
    "nothing": [(3.0,)],
    "in_condition": [(100.0,), (0.0,)],
}
