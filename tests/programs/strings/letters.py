"""What characters are, and their cases, over all of Unicode; padding; casefold, title, swapcase."""

from jitscript import script


@script
def kinds(t: str) -> tuple[bool, bool, bool, bool, bool, bool, bool]:
    return (
        t.isalpha(),
        t.isdigit(),
        t.isdecimal(),
        t.isnumeric(),
        t.isalnum(),
        t.isspace(),
        t.isascii(),
    )


@script
def cases(t: str) -> tuple[bool, bool, bool, bool, bool]:
    return t.isupper(), t.islower(), t.istitle(), t.isidentifier(), t.isprintable()


@script
def changed(t: str) -> tuple[str, str, str, str, str, str]:
    return t.upper(), t.lower(), t.casefold(), t.swapcase(), t.title(), t.capitalize()


@script
def every_character(start: int, stop: int) -> tuple[int, list[str]]:
    """A number that depends on each answer, and the characters that grow."""
    found, grown = 0, [""]
    for code in range(start, stop):
        c = chr(code)
        bits = (
            c.isalpha() * 1
            + c.isdigit() * 2
            + c.isdecimal() * 4
            + c.isnumeric() * 8
            + c.isalnum() * 16
        )
        bits += c.isspace() * 32 + c.isupper() * 64 + c.islower() * 128 + c.istitle() * 256
        bits += c.isidentifier() * 512 + c.isprintable() * 1024
        found = (found * 31 + bits) % 1000000007
        for other in (c.upper(), c.lower(), c.casefold(), c.swapcase(), c.title(), c.capitalize()):
            if len(other) != 1:
                grown.append(other)
            else:
                found = (found * 37 + ord(other)) % 1000000007
    return found, grown


@script
def padding(t: str, n: int, fill: str) -> tuple[str, str, str, str, str]:
    return t.center(n, fill), t.ljust(n, fill), t.rjust(n, fill), t.center(n), t.zfill(n)


TEXTS = [
    "",
    "a",
    "A",
    "Hello World",
    "hello world",
    "HELLO",
    "123",
    "1a",
    "a1",
    " \t",
    "They're bill's",
    "x_1",
    "_",
    "1x",
    "a b",
    "\n",
    "ß",
    "ﬁn",
    "ǅ",
    "Éa",
    "日本",
    "²",
    "½",
    "٣",
    "İi",
    "ΌΣΟΣ",
    "\ud800",
    "😀",
    "\xa0",
    "\x7f",
    "aB cD-eF",
    "ŉ",
    "ΐ",
    "class",
]
CASES = {
    "kinds": [(t,) for t in TEXTS],
    "cases": [(t,) for t in TEXTS],
    "changed": [(t,) for t in TEXTS],
    "every_character": [
        (0, 700),
        (0x1C0, 0x250),
        (0xFB00, 0xFB20),
        (0xD7F0, 0xD810),
        (0x1F80, 0x2000),
        (0x2150, 0x2190),
    ],
    "padding": [
        (t, n, f)
        for t in ("", "a", "ab", "日本é", "-5", "+7", "--1")
        for n in (-1, 0, 1, 2, 3, 4, 5, 8)
        for f in ("*", "日")
    ]
    + [("a", 5, ""), ("a", 0, "xy")],
}
