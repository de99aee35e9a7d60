"""`float.hex` and `float.fromhex`: every kind of float, and texts that are rounded or refused."""

import math

from jitscript import script


@script
def shown(x: float) -> tuple[str, str, float]:
    return x.hex(), float.hex(x), float.fromhex(x.hex())


@script
def read(text: str) -> float:
    return float.fromhex(text)


TINY, NORMAL, LARGE = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
CASES = {
    "shown": [
        (x,)
        for y in (0.0, 1.0, 0.1, 1.5, math.pi, TINY, NORMAL, NORMAL - TINY, LARGE, math.inf)
        for x in (y, -y)
    ]
    + [(math.nan,)],
    "read": [
        (text,)
        for text in (
            *("0x1.8p+0", "inf", "-nan", "+Infinity", "1.8", "0x1.921fb54442d18p+1", "zz", ""),
            *("0x1p5000", "  0X.8P3\n", "1e5", "0x", "0x.", "0x1.", ".8", "1p", "1p+", "1p-3"),
            *("0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1.00000000000001p-1075", "0x3p-1075"),
            *("0x1.fffffffffffff7p1023", "0x1.fffffffffffff8p1023", "0x1.fffffffffffffp1023"),
            *("0x10000000000000800000001", "0x1000000000000080000000", "0x100000000000018000"),
            *("0x0.00000000000000000000000000001p120", "0x0p99999999999999999999", "1p1 ", "1 p1"),
            *("0x1p99999999999999999999", "0x1p-99999999999999999999", "-0x0p0", "++1", "0x-1"),
            *(
                "1.2.3",
                "0x1.8p+-1",
                "0xg",
                "\u0661",
                "1_0",
                "0x1.000000000000080",
                "1p1024",
                "-0x1p1024",
            ),
            *("0x1.00000000000008p0", "0x1.00000000000018p0", "0x1.000000000000080000000000001p0"),
            "0x000000000000000000000000000001p0",
        )
    ],
}
