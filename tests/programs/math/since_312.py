"""math: what CPython has from 3.12 on."""

import math
import sys

from jitscript import script

CASES = {}

if sys.version_info >= (3, 12):

    @script
    def dot(p: list[float], q: list[float]) -> float:
        return float(math.sumprod(p, q))

    @script
    def whole_dot(p: list[int], q: list[int]) -> int:
        return math.sumprod(p, q)

    @script
    def mixed(x: float, n: int) -> float:
        return math.sumprod((x, 0.1, x), (n, 3, 7)) + math.sumprod((n, 1), (x, x))

    @script
    def steps(x: float, y: float, n: int) -> float:
        return math.nextafter(x, y, steps=n)

    CASES = {
        "dot": [
            ([], []),
            ([1.0], []),
            ([0.1] * 10, [0.1] * 10),
            ([1e308, 1e308], [10.0, -10.0]),
            ([1e16, 1.0, -1e16], [1.0, 1.0, 1.0]),
            ([math.inf, 1.0], [1.0, math.nan]),
            ([math.inf, -math.inf, 2.0], [1.0, 1.0, 3.0]),
            ([1e-200, 3.0], [1e-200, 7.0]),
            ([1e200, 1e200, 5.0], [1e107, -1e107, 0.1]),
        ],
        "whole_dot": [([], []), ([1, 2, 3], [4, 5, 6]), ([1], [1, 2])],
        "mixed": [(0.1, 3), (-1e300, 2**60)],
        "steps": [
            (x, y, n)
            for x in (0.0, -0.0, 1.0, -1.0, 5e-324, math.inf, -math.inf, math.nan)
            for y in (0.0, 2.0, -2.0, math.inf, -math.inf, math.nan)
            for n in (0, 1, 3, 2**62, 2**63 - 1, -1)
        ],
    }
    OVERFLOWS = {"whole_dot": [([2**40, 1], [2**40, 1]), ([2**62, 2**62], [1, 1])]}
