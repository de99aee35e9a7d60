"""Parameters and results that are one of several number types."""

import numpy as np
from jitscript import f64, script


@script
def number(x: int | float) -> float:
    return x * 2.0


@script
def result(c: bool) -> int | float:
    return 3 if c else 0.5


@script
def keeps(x: int | float):
    return x + x


@script
def by_type(x: int | float) -> int:
    if isinstance(x, int):
        return x // 2
    return int(x)


@script
def three(n: int) -> int | float | None:
    if n == 0:
        return None
    if n == 1:
        return 1
    return 2.5


CASES = {
    "number": [(3,), (2.5,)],
    "result": [(True,), (False,)],
    "keeps": [(3,), (2.5,)],
    "by_type": [(7,), (2.5,)],
    "three": [(0,), (1,), (2,)],
}
