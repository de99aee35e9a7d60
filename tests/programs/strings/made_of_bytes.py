"""`str(data, encoding)` and `complex(text)`."""

from __future__ import annotations

from jitscript import script


@script
def decoded(data: bytes) -> tuple[str, str]:
    return str(data, "latin-1"), str(data, encoding="ascii", errors="replace")


@script
def strictly(data: bytes) -> str:
    return str(data, "utf-8")


@script
def a_complex(text: str) -> complex:
    return complex(text)


CASES = {
    "decoded": [(b"abc",), (b"\xc3\xa9",), (b"",)],
    "strictly": [(b"abc",), (b"\xc3\xa9",), (b"\xff",)],
    "a_complex": [("1+2j",), (" -0j ",), ("(1e5)",), ("nan+infj",), ("",), ("1 + 2j",)],
}
