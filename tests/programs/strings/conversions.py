"""str, int, float, ord, chr and repr between numbers and strings."""

from jitscript import script


@script
def to_int(text: str) -> int:
    return int(text)


@script
def to_float(text: str) -> float:
    return float(text)


@script
def to_char(n: int) -> str:
    return chr(n)


@script
def to_code(text: str) -> int:
    return ord(text)


@script
def digits(n: int) -> int:
    total = 0
    for c in str(n):
        if c != "-":
            total += int(c)
    return total


CASES = {
    "to_int": [
        ("12",),
        ("-7",),
        (" 42\n",),
        ("+3",),
        ("1_000",),
        ("",),
        ("a",),
        ("1.5",),
        ("9223372036854775807",),
    ],
    "to_float": [("1.5",), ("-2e10",), (" inf ",), ("nan",), ("x",), ("",)],
    "to_char": [(97,), (0x65E5,), (0x1F600,), (-1,), (0x110000,)],
    "to_code": [("a",), ("日",), ("",), ("ab",)],
    "digits": [(0,), (12345,), (-99,)],
}
OVERFLOWS = {"to_int": [("9223372036854775808",)]}
