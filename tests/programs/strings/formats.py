"""The format language: fill, align, sign, #, 0, width, groups, precision and every type, of ints,
floats, bools and texts; specifications that are wrong for a value."""

import math

from jitscript import script


@script
def of_int(n: int, spec: str) -> str:
    return format(n, spec)


@script
def of_float(x: float, spec: str) -> str:
    return format(x, spec)


@script
def of_bool(b: bool, spec: str) -> str:
    return format(b, spec)


@script
def of_text(text: str, spec: str) -> str:
    return f"{text:{spec}}"


@script
def of_complex(z: complex, spec: str) -> str:
    return f"{z:{spec}}"


@script
def of_others(
    xs: list[int], pair: tuple[int, str], table: dict[str, int], seen: set[int], spec: str
) -> str:
    text = f"{xs}{pair}{None}" + format(pair) + format(None, "") + f"{table:{''}} {seen}"
    return text + f"{xs:{spec}}"


@script
def of_tuple(pair: tuple[int, str], spec: str) -> str:
    return f"{pair:{spec}}"


@script
def of_dict(table: dict[str, int], spec: str) -> str:
    return f"{table:{spec}}"


@script
def of_none(spec: str) -> str:
    return f"{None:{spec}}"


@script
def of_union(x: int | float | str, spec: str) -> str:
    return f"<{x:{spec}}>"


@script
def table(names: list[str], values: list[float], width: int) -> str:
    lines = [f"{'name':<{width}}|{'value':>10}"]
    lines.append("-" * (width + 11))
    for i, name in enumerate(names):
        lines.append(f"{name:<{width}}|{values[i]:>10,.2f} {i:03d} {values[i]:+.1e} {i:#06x}")
    return "\n".join(lines)


@script
def nested(x: float, w: int, p: int, sign: str) -> str:
    return f"{x:{sign}{w}.{p}f}|{x!r:>{w + 5}}|{x!s:*^{w}}|{w!a:>{p}}|{x = :.{p}f}|{w=}|{sign=!s}"


@script
def bases(n: int) -> tuple[str, str, str, str]:
    return bin(n), oct(n), hex(n), f"{n:b} {n:o} {n:x} {n:X} {n:#b} {n:_x}"


@script
def in_message(x: float, p: int) -> float:
    if x < 0:
        raise ValueError(f"{x:.{p}f} is below {0.0:8.{p}f}")
    return x


@script
def caught(n: int, spec: str) -> str:
    try:
        return f"{n:{spec}}"
    except ValueError as error:
        return "no: " + str(error)


@script
def ascii_of(text: str, words: list[str]) -> str:
    return ascii(text) + ascii(words) + f"{text!a}"


WHOLE = [
    "",
    "d",
    "5",
    "<5",
    ">5",
    "^6",
    "05",
    "+",
    " ",
    "-d",
    "=+8",
    "*^+9",
    "é>4",
    "😀^7d",
    ",",
    "_",
    "010,",
    "012_d",
    "x",
    "X",
    "#x",
    "#X",
    "#010x",
    "o",
    "#o",
    "b",
    "#b",
    "_b",
    "#_x",
    "014_x",
    "c",
    "5c",
    "e",
    ".2f",
    "10.3f",
    "g",
    "%",
    ".1%",
    ",.2f",
    "G",
    "n",
    "{>5",
    "0>5",
    "0<5",
    "0^5",
    "00005",
]
WRONG = [
    "q",
    "5q",
    "s",
    ".3",
    ".3d",
    ",x",
    ",_",
    "_,d",
    "5.",
    "+c",
    "#c",
    ",c",
    "z",
    "99999999999999999999",
    "=",
    "é",
    "<<<",
    "\0",
]
REAL = [
    "",
    "f",
    ".0f",
    ".1f",
    ".2f",
    ".3f",
    ".15f",
    ".16f",
    ".20f",
    "#.0f",
    "F",
    "e",
    ".0e",
    "E",
    ".3E",
    "g",
    ".3g",
    "#g",
    "G",
    "n",
    "%",
    ".0%",
    ".3%",
    "10",
    "<10",
    "^12.2f",
    "=+12.1f",
    "012.3f",
    "+012,.1f",
    ",",
    ",.2f",
    "_.1f",
    "*>15",
    "é<10.1f",
    "0=15",
    "#",
    "+",
    " ",
    " .2f",
    "010",
    "-5.1f",
    ".5",
    "20.10",
    ".30",
    "z.1f",
]
NUMBERS = [
    0.0,
    -0.0,
    1.0,
    -1.5,
    2.5,
    0.125,
    1 / 3,
    2.675,
    999.995,
    1e15,
    1e16,
    1234567.891,
    -1e-7,
    5e-324,
    1.7976931348623157e308,
    9007199254740993.0,
    math.inf,
    -math.inf,
    math.nan,
]
CASES = {
    "of_int": [
        (n, s)
        for s in WHOLE
        for n in (0, 7, -42, 1234567, -(2**63), 2**63 - 1)
        if s[-1:] != "c" or 0 <= n < 99
    ]
    + [(n, s) for s in WRONG for n in (65, -1)]
    + [(n, "c") for n in (-1, 0x110000, 0xD800, 128)],
    "of_float": [(x, s) for s in REAL for x in NUMBERS]
    + [(1.5, s) for s in [*WRONG, "x", "d", "c", "b"]],
    "of_bool": [(b, s) for s in ["", "d", "5", "<6", "x", ".1f", "s", "q"] for b in (True, False)],
    "of_text": [
        (t, s)
        for s in [
            "",
            "s",
            "5",
            ">5",
            "^5",
            "<5",
            "*^9",
            "é>8",
            "05",
            ".2",
            "6.2",
            ".0",
            "=5",
            "d",
            ",",
            "+",
            "#",
            "q",
            "😀<4s",
            "0",
            "z",
            ".",
            "\ud800>3",
        ]
        for t in ("", "abc", "日本é", "😀")
    ],
    "of_complex": [
        (z, s) for s in ["f", ".2f", "10", "+.1e", "g", "=20", "09", "d"] for z in (0j, 1.5 - 2j)
    ],
    "of_others": [([1], (2, "b"), {"a": 1}, {3}, ""), ([], (0, ""), {}, set(), "5")],
    "of_tuple": [((2, "b"), ""), ((2, "b"), "5")],
    "of_dict": [({"a": 1}, ""), ({}, ">5")],
    "of_none": [("",), (">5",)],
    "of_union": [(x, s) for s in ("5", ">4", ".1f", "x", "s") for x in (7, 2.5, "ab")],
    "table": [(["a", "日本", "long name"], [1.5, -1234567.891, 0.0], 10), ([], [], 3)],
    "nested": [(3.14159, 10, 2, "+"), (-2.5, 0, 0, ""), (1e300, 5, 1, " "), (1.5, 3, -1, "")],
    "bases": [(n,) for n in (0, 1, -1, 255, 2**63 - 1, -(2**63))],
    "in_message": [(1.5, 1), (-1.23456, 3), (-1.0, 0), (-1.0, -1)],
    "caught": [(5, "3"), (5, "q"), (5, "s")],
    "ascii_of": [("aé日😀\n'", ["é", "x"]), ("", [])],
}
