"""f-strings of ints, floats, bools and strings."""

from jitscript import script


@script
def number(n: int) -> str:
    return f"n = {n}"


@script
def real(x: float) -> str:
    return f"{x}"


@script
def several(name: str, n: int, x: float, b: bool) -> str:
    return f"{name}: {n} of {x} is {b}{{}}"


@script
def conversions(s: str, n: int) -> str:
    return f"{s!s} {n!r}"


@script
def nested(a: str, b: str) -> str:
    return f"{a + b} {f'<{a}>'} {len(a)}"


@script
def text(n: int, x: float, b: bool) -> str:
    return str(n) + " " + str(x) + " " + str(b)


FLOATS = [
    0.0,
    -0.0,
    1.0,
    0.1,
    1 / 3,
    1e16,
    1e15,
    123456.789,
    1e-4,
    1e-5,
    5e-324,
    1.7976931348623157e308,
    float("inf"),
    -float("inf"),
    float("nan"),
    1e22,
    2.5e-7,
]
CASES = {
    "number": [(n,) for n in (0, 7, -7, 10, -100, 2**63 - 1, -(2**63))],
    "real": [(x,) for x in FLOATS],
    "several": [("a", 1, 2.5, True), ("日", -1, -0.0, False)],
    "conversions": [("é", 5)],
    "nested": [("a", "b"), ("", "")],
    "text": [(1, 2.5, True)],
}
