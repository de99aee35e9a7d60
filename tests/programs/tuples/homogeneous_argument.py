"""Tuple parameters of several lengths and of booleans, complex numbers and None."""

from jitscript import script


@script
def flags(t: tuple[bool, bool]) -> int:
    return t[0] + 2 * t[1]


@script
def numbers(t: tuple[complex, float, int]) -> complex:
    return t[0] * t[1] + t[2]


@script
def optional(t: tuple[int | None, int]) -> int:
    a, b = t
    if a is None:
        return b
    return a


CASES = {
    "flags": [((True, False),), ((True, True),)],
    "numbers": [((1j, 2.0, 3),)],
    "optional": [((None, 4),), ((3, 4),)],
}
