"""`Final` without a type: the value says it."""

import typing
from typing import Final

from jitscript import script


@script
def locals_(n: int, x: float):
    a: Final = n * 2
    b: typing.Final = x / 2
    c: Final[float] = n * 1.0
    d: Final = [a, 3]
    e: Final = (n, "text")
    return a, b, c, d, e


CASES = {"locals_": [(3, 2.5), (-1, 0.0)]}
