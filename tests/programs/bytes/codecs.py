"""Between text, ints and bytes: encode, decode, to_bytes, from_bytes, fromhex, with all errors."""

from jitscript import script


@script
def encoded(s: str, encoding: str, errors: str):
    return (
        s.encode(encoding, errors),
        s.encode(errors=errors),
        bytes(s, encoding, errors),
        bytearray(s, encoding, errors),
    )


@script
def decoded(b: bytes, encoding: str, errors: str):
    return b.decode(encoding, errors), bytearray(b).decode(encoding, errors)


@script
def round_trip(s: str) -> bool:
    return s.encode().decode() == s and bytes(s, "utf-8").decode("utf8") == s


@script
def caught(b: bytes) -> str:
    try:
        return b.decode()
    except UnicodeDecodeError as e:
        return f"{e} {e!r}"


@script
def number_to(x: int, n: int, order: str, signed: bool) -> bytes:
    return x.to_bytes(n, order, signed=signed)


@script
def number_from(b: bytes, order: str, signed: bool):
    a = bytearray(b)
    whole = int.from_bytes(b, order, signed=signed)
    return whole, int.from_bytes(a, order, signed=signed), int.from_bytes(list(b), order)


@script
def from_hex(s: str):
    return bytes.fromhex(s), bytearray.fromhex(s)


BROKEN = [
    *(b"abc", b"", b"a\xc3\xa9", b"\xff\xfea", b"a\xc3", b"\xe2\x82", b"\xe2\x82x\xf0\x9f\x98\x80"),
    *(b"\xf0\x9f\x98x", b"\xed\xa0\x80", b"\xe0\x80\x80", b"\xf4\x90\x80\x80", b"\x80\xbf\xc0\xc1"),
    *(b"\xf1\x80\x80", b"\xf5\x80", b"ab\xe1\x80", b"\xef\xbf\xbf"),
]
CODECS = [(e, r) for e in ("utf-8", "ascii", "LATIN_1") for r in ("strict", "ignore", "replace")]
WORDS = [b"", b"\x00", b"\xff", b"\x80\x01", b"\x7f" + b"\xff" * 6, bytes(range(1, 8))]
CASES = {
    "encoded": [
        (s, e, r) for e, r in CODECS for s in ("abc", "", "aé€x\U0001f600", "z\udc80\udc81z\ud800")
    ],
    "decoded": [(b, e, r) for e, r in CODECS for b in BROKEN],
    "round_trip": [("aé€\U0001f600" * 20,), ("",), ("\udc80",)],
    "caught": [(b,) for b in BROKEN],
    "number_to": [
        (x, n, order, signed)
        for x in (0, 1, -1, 127, 128, 255, 256, -128, -129, 2**63 - 1, -(2**63))
        for n in (-1, 0, 1, 2, 7, 8, 9)
        for order in ("big", "little")
        for signed in (True, False)
    ]
    + [(1, 1, "x", True)],
    "number_from": [(b, o, s) for b in WORDS for o in ("big", "little") for s in (True, False)]
    + [(b"a", "huge", True), (b"\x00" * 12 + b"\x05", "big", True)],
    "from_hex": [
        (s,)
        for s in (
            "",
            "00ff 1A",
            "abc",
            "a",
            "zz",
            "a b",
            "12 3",
            "ééaa",
            "1é",
            "2\xa0",
            "zé",
            "0 0",
        )
    ],
}
OVERFLOWS = {
    "number_from": [
        (b"\x7f" + b"\xff" * 7, "little", False),
        (b"\x80" + bytes(7), "big", False),
        (b"\x01" + bytes(8), "big", True),
        (bytes(8) + b"\x01", "little", False),
    ]
}
