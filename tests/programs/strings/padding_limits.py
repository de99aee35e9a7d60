"""Padding to sizes at both ends of the integers, and with fills that are no single character."""

from jitscript import script


@script
def zeros(text: str, size: int) -> str:
    return text.zfill(size)


@script
def left(text: str, size: int, fill: str) -> str:
    return text.ljust(size, fill)


@script
def right(text: str, size: int, fill: str) -> str:
    return text.rjust(size, fill)


@script
def blanks(text: str, size: int) -> tuple[str, str]:
    return text.ljust(size), text.rjust(size)


SIZES = (-(2**63), -(2**63) + 1, -1, 0, 1, 3, 5)
CASES = {
    "zeros": [(text, size) for text in ("", "ab", "-7", "日本") for size in SIZES],
    "left": [("ab", size, fill) for fill in ("*", "é", "", "xy") for size in SIZES],
    "right": [("日本", size, fill) for fill in ("*", "日", "", "xy") for size in SIZES],
    "blanks": [("ab", size) for size in SIZES],
}
