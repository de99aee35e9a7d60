"""The ratio of ints that a float is, and the code of a byte."""

from __future__ import annotations

import math

from jitscript import script


@script
def ratio(x: float) -> tuple[int, int]:
    return x.as_integer_ratio()


@script
def of_int(n: int) -> tuple[int, int]:
    return n.as_integer_ratio()


@script
def code(b: bytes) -> int:
    return ord(b)


@script
def of_array(b: bytes) -> int:
    return ord(bytearray(b))


CASES = {
    "ratio": [
        *(
            (x,)
            for x in (0.0, -0.0, 1.0, -1.0, 0.5, 0.1, -0.1, 2.0, 1e18, 3.5, 7.0, 1 / 3, 2.0**62)
        ),
        *((x,) for x in (2.0**-62, 3 * 2.0**-62, -(2.0**62), 2.0**53 + 2, math.pi, 1e-3)),
        *((x,) for x in (math.inf, -math.inf, math.nan)),
    ],
    "of_int": [(0,), (-7,), (2**63 - 1,), (-(2**63),)],
    "code": [(b"a",), (b"\x00",), (b"\xff",), (b"",), (b"ab",)],
    "of_array": [(b"a",), (b"\xff",), (b"",), (b"abc",)],
}
OVERFLOWS = {"ratio": [(2.0**63,), (2.0**-63,), (1e300,), (5e-324,), (1e-17,)]}
