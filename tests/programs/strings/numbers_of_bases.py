"""int of a text in a base, int and float of odd texts, and str of floats that are short."""

from jitscript import script


@script
def of_base(text: str, base: int) -> int:
    return int(text, base)


@script
def named_base(text: str) -> int:
    return int(text, base=16) + int(text, 36)


@script
def whole(text: str) -> int:
    return int(text)


@script
def real(text: str) -> float:
    return float(text)


@script
def shown(x: float) -> str:
    return str(x)


FLOATS = [
    "inf",
    "nan",
    "-inf",
    "Infinity",
    "",
    ".",
    "1.",
    ".5",
    "-.5e1",
    "1e",
    "1e5",
    "1E+5",
    "1e-5",
    "0x10",
    "1__0",
    "1_0.0",
    "  1 \n",
    "1 2",
    "9007199254740993",
    "9007199254740992.0",
    "123456789012345678",
    "1234567890123456789",
    "0." + "0" * 23 + "1",
    "1e22",
    "1e23",
    "0" * 30 + "1",
    "-0",
    "-0.0",
    "\0",
    "1\0",
    "१२.५",
    "+1.5",
    "+-1",
    "1e400",
    "1e-400",
    "3.14",
    "1e+",
    "e5",
    "-",
    "1.5e-22",
    "1.5e-23",
    "179769313486231580793e289",
]
CASES = {
    "of_base": [
        (t, b)
        for b in (2, 8, 10, 16, 36, 0, 1, 37, -1)
        for t in (
            "101",
            "-77",
            "+ff",
            "0x1F",
            "0b11",
            "0o17",
            " 12_000 ",
            "z9",
            "",
            "_1",
            "٣",
            "9" * 11,
            "1" * 12,
            "-0",
            "@",
            "[",
            "`",
            "{",
            "1 1",
        )
    ]
    + [
        ("1" * 62, 2),
        ("-" + "1" * 63, 2),
        ("7" * 20, 8),
        ("f" * 15, 16),
        ("7" + "f" * 15, 16),
        ("zzzzzzzzzzzz", 36),
    ],
    "named_base": [("ff",), ("zz",)],
    "whole": [(t,) for t in FLOATS + ["-9223372036854775808", "9223372036854775807"]],
    "real": [(t,) for t in FLOATS],
    "shown": [
        (x,)
        for x in (
            0.0,
            -0.0,
            0.1,
            -2.5,
            1e16,
            1e15,
            999999.9999995,
            0.001,
            0.00099,
            0.0001,
            1e9,
            999999999.9,
            123456789.123456,
            100.0,
            0.1 + 0.2,
            1 / 3,
            2.675,
            -12345.678,
            1e22,
            123456.7890123,
            5.0,
            1e8,
        )
    ],
}
OVERFLOWS = {"of_base": [("f" * 16, 16), ("1" * 64, 2)], "whole": [("9223372036854775808",)]}
