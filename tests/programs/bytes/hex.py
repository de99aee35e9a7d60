"""`hex` of bytes and bytearrays, with marks between groups of bytes."""

from __future__ import annotations

from jitscript import script


@script
def grouped(b: bytes, sep: str, n: int) -> tuple[str, str, str]:
    return b.hex(sep, n), bytearray(b).hex(sep, bytes_per_sep=n), b.hex(sep)


@script
def marked(b: bytes, sep: bytes, n: int) -> tuple[str, str]:
    return b.hex(sep=sep), b.hex(sep, -n)


@script
def plain(b: bytes) -> tuple[str, str]:
    return b.hex(), bytearray(b).hex()


BYTES = [b"", b"a", b"ab", b"abc", b"\x00\xff\x80\x7f", bytes(range(40))]
CASES = {
    "grouped": [
        *((b, ":", n) for b in BYTES for n in (-41, -40, -39, -3, -2, -1, 0, 1, 2, 3, 39, 40, 41)),
        *(
            (b, ":", n)
            for b in BYTES
            for n in (2**31 - 1, -(2**31), 2**31, -(2**31) - 1, 2**63 - 1)
        ),
        *((b"abc", sep, 2) for sep in ("", "::", "\x00", "\x7f", "\x80", "é", "€", "😀", "éé")),
        (b"", "é", 0),
    ],
    "marked": [(b, sep, n) for b in BYTES for sep in (b"-", b"", b"\xff", b"ab") for n in (1, 2)],
    "plain": [(b,) for b in BYTES],
}
