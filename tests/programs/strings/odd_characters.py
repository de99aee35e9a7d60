"""Text beyond ASCII and Latin-1, and surrogates, through everything that takes text."""

from __future__ import annotations

from jitscript import script

CAPTURED = "a\ud800b"


@script
def letters(s: str) -> tuple[str, str, bool, bool, bool]:
    return s.upper(), s.lower(), s.isdigit(), s.isalpha(), s.isspace()


@script
def quoted(s: str) -> tuple[str, str, str]:
    return repr(s), f"<{s}|{s!r}>", str([s, "é"]) + repr((s, 1))


@script
def stripped(s: str) -> tuple[str, str, str, list[str]]:
    return s.strip(), s.lstrip(), s.rstrip(), s.split()


@script
def taken_apart(s: str) -> tuple[int, list[str], list[int], str]:
    return len(s), [c for c in s], [ord(c) for c in s], s[::-1]


@script
def searched(s: str, t: str) -> tuple[bool, int, int, int, list[str], str]:
    return t in s, s.find(t), s.rfind(t), s.count(t), s.split(t, 1), s.replace(t, "<>")


@script
def compared(s: str, t: str) -> tuple[bool, bool, bool, str, str]:
    return s < t, s <= t, s == t, s + t, t.join([s, s])


@script
def raised(s: str) -> None:
    raise ValueError(f"{s}: {s!r}")


@script
def missing(x: list[str], s: str) -> int:
    return x.index(s)


@script
def printed(s: str) -> None:
    print(s, [s], sep="·")


@script
def captured() -> tuple[str, int, list[str]]:
    return CAPTURED, len(CAPTURED), ["x", "\udfff", CAPTURED[1]]


@script
def characters(n: int) -> tuple[str, int]:
    return chr(n), ord(chr(n))


_TEXTS = [
    "",
    "é ß",
    "日本\u3000語",
    "İﬁǆ",
    "٣٤",
    "²",
    "a\u0301\u0378\u200b\xad",
    "\x1c\x85\xa0\u2028x\u205f",
    "\U0001f600'\U000e0001",
    "\U00020000\U0001d7cf",
]
_SURROGATES = ["\ud800", "x\udfff\ud800y", "\ud83d\ude00", "日\udc80"]
_ALL = [(text,) for text in _TEXTS + _SURROGATES]

CASES = {
    "letters": _ALL,
    "quoted": _ALL,
    "stripped": _ALL,
    "taken_apart": _ALL,
    "searched": [
        (s, t) for s in ("日a日é", "\ud800日\ud800", "é") for t in ("日", "\ud800", "é", "a")
    ],
    "compared": [(s, t) for s in _TEXTS[:3] + _SURROGATES for t in ("\uffff", "\ud800", "日")],
    "raised": _ALL,
    "missing": [(["日"], "日"), (["日"], "\ud800'"), ([], "é")],
    "printed": [(text,) for text in _TEXTS],
    "captured": [()],
    "characters": [
        (n,) for n in (0, 127, 128, 0x7FF, 0x800, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFF, 0x10000)
    ]
    + [(n,) for n in (0x10FFFF, 0x110000, 2**31 - 1, 2**31, 2**62, -1, -(2**31) - 1, -(2**63))],
}
