"""Texts longer than a block of bytes that is looked at as one, and what is at each place of it."""

from __future__ import annotations

from jitscript import script


@script
def places(n: int, mark: str) -> list[tuple[int, int, int, bool, list[str]]]:
    out: list[tuple[int, int, int, bool, list[str]]] = []
    for i in range(n):
        text = "." * i + mark + "-" * (n - i)
        found = text.find(mark, i // 2), text.rfind(mark), text.count(mark)
        out.append((*found, mark in text[:i], text.split(mark)))
    return out


@script
def every(text: str, part: str, new: str) -> tuple[int, list[str], list[str], str, str, str]:
    parts = text.split(part)
    few = text.split(part, 2)
    return (
        text.count(part),
        parts,
        few,
        new.join(parts),
        text.replace(part, new),
        text.replace(part, new, 3),
    )


@script
def within(text: str, part: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start in range(-3, len(text) + 3):
        stop = start + 35
        out.append((text.find(part, start, stop), text.count(part, start, stop)))
    return out


@script
def lengths(text: str) -> list[tuple[int, str, str]]:
    out: list[tuple[int, str, str]] = []
    for part in text.split("|"):
        doubled = part * 2 + part
        out.append((len(doubled), doubled[len(part) :], doubled.strip("é a")))
    for line in text.splitlines(True):
        before, middle, behind = line.partition("|")
        last = line.rpartition("é")
        out.append((len(before) + len(behind), middle, last[0] + last[2]))
        out.append((len(last[0]), line.upper(), line[::-1]))
    for word in text.rsplit("|", 2):
        out.append((len(word), word[-1:], word.replace("", "_")))
    return out


@script
def sizes(n: int) -> list[int]:
    """Each length from nothing on, kept, and changed later."""
    kept: list[str] = []
    s = ""
    for i in range(n):
        kept.append(s + "x")
        s = s + chr(97 + i % 26)
    total: list[int] = []
    for i in range(n):
        t = kept[i]
        t += "y"
        t += kept[i]
        kept[i] = t
        total.append(len(t) + len(kept[i // 2]) + (t < kept[0]) + hash(t == t))
    return total


@script
def narrow(wide: str, plain: dict[str, int]) -> tuple[list[int], dict[str, int], bool]:
    """Parts of a text with wide characters are the plain texts they are equal to."""
    found: list[int] = []
    for part in wide.split("😀"):
        found.append(plain.get(part, -1))
        plain[part] = plain.get(part, 0) + 1
        for c in part:
            plain[c] = plain.get(c, 10) + 1
    tail = wide[2:5]
    return found, plain, tail == "ab😀"[:2] + "c" or tail in plain


LONG = "alpha,beta,,gamma delta," * 9 + "é,日本,😀,end" + "," * 40
CASES = {
    "places": [(70, ","), (70, "é"), (40, "ab"), (40, "日本"), (0, "x")],
    "every": [
        (LONG, ",", ""),
        (LONG, ",", "é"),
        (LONG, "a", "日"),
        (LONG, ",,", ";"),
        (LONG, "é", ""),
        (LONG, "zz", "!"),
        ("", ",", "x"),
        (",", ",", "x"),
        ("aaaa" * 20, "aa", "b"),
    ],
    "within": [(LONG[:120], ","), (LONG[-90:], ","), ("é" * 50 + ",x" * 10, "x"), ("", "x")],
    "lengths": [("aé|b日本|\nc|😀é|\r\nlast a",), ("",), ("|",)],
    "sizes": [(0,), (150,)],
    "narrow": [("ab😀ab😀c😀", {"ab": 5, "c": 7, "a": 1}), ("", {})],
}
