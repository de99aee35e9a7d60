"""Members of enumerations are constants: an IntEnum's are ints."""

import enum

import numpy as np

from jitscript import Array1, f64, script


class Color(enum.IntEnum):
    RED = 1
    GREEN = 5
    BLUE = -2


class Access(enum.IntFlag):
    READ = 4
    WRITE = 2
    ALL = 6


class Shape(enum.Enum):
    CIRCLE = 3
    SQUARE = "square"


DEFAULT = Color.GREEN


@script
def arithmetic(n: int):
    return n + Color.RED, n * Color.BLUE, Color.GREEN / 2, -Color.RED, Color.GREEN**2


@script
def compared(n: int):
    if n == Color.RED:
        return "red"
    if n in (Color.GREEN, Color.BLUE):
        return "green or blue"
    return "less" if n < DEFAULT else "more"


@script
def indexed(x: Array1[f64], y: list[int]):
    return x[Color.RED], y[Color.BLUE], x[Color.RED : Color.GREEN]


@script
def texts(n: int) -> str:
    return f"{Color.RED} {Color.RED!r} {Color.RED!s:>8} {n} " + str(Color.BLUE) + repr(DEFAULT)


@script
def attributes():
    return Color.RED.name, Color.GREEN.value, Shape.CIRCLE.value, Shape.SQUARE.value


@script
def flags(n: int) -> bool:
    return bool(n & Access.READ) and (Access.READ | Access.WRITE) == Access.ALL


@script
def identity(n: int):
    shape = Shape.CIRCLE
    return (
        shape is Shape.CIRCLE,
        shape == Shape.SQUARE,
        isinstance(DEFAULT, Color),
        isinstance(n, Color),
    )


@script
def passed(n: int) -> int:
    color = Color.GREEN
    total = 0
    for i in range(color):
        total += i * n
    return max(total, Color.RED)


CASES = {
    "arithmetic": [(3,), (-4,)],
    "compared": [(1,), (5,), (-2,), (3,), (9,)],
    "indexed": [(np.arange(6.0), [1, 2, 3])],
    "texts": [(3,)],
    "attributes": [()],
    "flags": [(4,), (2,), (0,)],
    "identity": [(1,)],
    "passed": [(2,)],
}
