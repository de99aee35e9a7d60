"""Numbers that are written in bytes."""

from jitscript import script


@script
def whole(b: bytes) -> int:
    return int(b)


@script
def of_base(b: bytes, base: int) -> int:
    return int(b, base)


@script
def decimal(b: bytes) -> float:
    return float(b)


@script
def of_array(b: bytearray) -> int:
    return int(b) + int(b, 16) + int(b, base=8)


@script
def decimal_of_array(b: bytearray) -> float:
    return float(b)


@script
def of_lines(data: bytes) -> tuple[list[int], list[float]]:
    return [*map(int, data.split())], [float(x) for x in data.splitlines() if x]


TEXTS = [
    *(b"12", b" 1_2\n", b"x", b"", b"-5", b"+7", b"1\x1c", b"1\x00", b"\xff", b" inf ", b"nan"),
    *(b"ff", b"0xff", b"1e5", b"-.5", b"1_0.5", b"\xc2\xb2", b"1 2", b"\x0b3\x0c", b"9" * 18),
    *(b"'" * 199, b"abc" * 100, b"\x80" * 201, b"1" * 5000, b"x" + b"1" * 5000),
]
CASES = {
    "whole": [(t,) for t in TEXTS],
    "of_base": [(t, b) for t in [*TEXTS[:19], *TEXTS[20:21]] for b in (0, 2, 16, 36)]
    + [(t, b) for t in (b"1", b"x") for b in (-1, 1, 37)],
    "decimal": [(t,) for t in TEXTS],
    "of_array": [(bytearray(t),) for t in (b"12", b"1f", b"", b"\xff")],
    "decimal_of_array": [(bytearray(t),) for t in (b"1.25", b"1f", b"", b"\xff")],
    "of_lines": [(b"1\n 22 \r\n",), (b"",), (b"1 2",)],
}
OVERFLOWS = {"whole": [(b"1" * 30,)], "of_base": [(b"f" * 16, 16)]}
