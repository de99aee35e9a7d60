"""math: functions that CPython has from 3.11 on."""

import math
import sys

from jitscript import script

VALUES = [
    (x,)
    for x in (
        0.0,
        -0.0,
        1.0,
        0.5,
        2.0,
        1e-300,
        1e300,
        709.0,
        1024.0,
        -1.0,
        -1080.5,
        math.inf,
        -math.inf,
        math.nan,
    )
]

if sys.version_info >= (3, 11):

    @script
    def cbrt(x: float) -> float:
        return math.cbrt(x)

    @script
    def exp2(x: float) -> float:
        return math.exp2(x)

    CASES = {"cbrt": VALUES, "exp2": VALUES}
