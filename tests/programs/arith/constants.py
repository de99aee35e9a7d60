"""Constants of every form, folded or not."""

from jitscript import script

WIDTH = 12
SCALE = 0.25
PAIR = (3, 4.5)
UNIT = 1j
ENABLED = True


@script
def numbers() -> int:
    return 0x1F + 0b101 + 0o17 + 1_000


@script
def floats() -> float:
    return 1e3 + 1.5e-3 + 0.1 + 0.2 + 1_0.5


@script
def globals_(a: int) -> float:
    return a * WIDTH + SCALE * PAIR[0] - PAIR[1]


@script
def flag(a: int) -> int:
    if ENABLED:
        return a
    return -a


@script
def imaginary(a: float) -> complex:
    return a * UNIT


@script
def folded() -> tuple[int, int, float, bool, int]:
    return 7 // -2, -7 % 3, 7 / 2, 1 < 2 < 3, 2**10


CASES = {
    "numbers": [()],
    "floats": [()],
    "globals_": [(2,)],
    "flag": [(3,)],
    "imaginary": [(2.0,)],
    "folded": [()],
}
