"""split, rsplit, splitlines, partition, rpartition, strip with characters, join of all kinds, replace
with a count, expandtabs."""

from jitscript import script


@script
def splits(text: str, sep: str, most: int) -> tuple[list[str], list[str], list[str]]:
    return text.split(sep, most), text.rsplit(sep, most), text.rsplit(sep)


@script
def words(text: str, most: int) -> tuple[list[str], list[str], list[str]]:
    return text.split(None, most), text.rsplit(None, most), text.rsplit(maxsplit=most)


@script
def lines(text: str) -> tuple[list[str], list[str]]:
    return text.splitlines(), text.splitlines(keepends=True)


@script
def thirds(text: str, sep: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    return text.partition(sep), text.rpartition(sep)


@script
def stripped(text: str, chars: str | None) -> tuple[str, str, str]:
    return text.strip(chars), text.lstrip(chars), text.rstrip(chars)


@script
def replaced(text: str, old: str, new: str, count: int) -> tuple[str, str]:
    return text.replace(old, new, count), text.replace(old, new)


@script
def tabs(text: str, size: int) -> tuple[str, str]:
    return text.expandtabs(size), text.expandtabs()


@script
def joins(sep: str, words: list[str], table: dict[str, int], pair: tuple[str, str]) -> list[str]:
    found = [
        sep.join(words),
        sep.join(table),
        sep.join(pair),
        sep.join("añb"),
        sep.join(reversed(words)),
    ]
    found.append(sep.join(w.upper() for w in words))
    found.append(sep.join([str(n) for n in range(3)]))
    found.append(sep.join(sorted(set(words))))
    found.append(sep.join(map(str, [1.5, 2.5])))
    return found


TEXTS = [
    "",
    "a",
    " a  b\tc ",
    "a,b,,c,",
    ",,",
    "日,本",
    "\u2003é\u00a0ü \x1f",
    "aXXbXXXc",
    "  ",
    "x" * 40 + "," + "y" * 30,
]
CASES = {
    "splits": [
        (t, s, n) for t in TEXTS for s in (",", "X", "XX", "日", "ab") for n in (-1, 0, 1, 2, 5)
    ]
    + [("a", "", 1), ("a", "", -1)],
    "words": [(t, n) for t in [*TEXTS, "one two  three four"] for n in (-1, 0, 1, 2, 9)],
    "lines": [
        (t,)
        for t in [
            "",
            "\n",
            "a",
            "a\n",
            "a\nb",
            "a\r\nb\rc\n\r",
            "\r\n\r\n",
            "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i",
            "é\n日\n",
            "\n\n",
            "\r",
        ]
    ],
    "thirds": [(t, s) for t in TEXTS for s in (",", "X", "XX", " ", "zz", "日")] + [("a", "")],
    "stripped": [
        (t, c)
        for t in [*TEXTS, "xxyaxxyx", "ééaé", "日a本日"]
        for c in (None, "", "x", "xy", "é", "日本", " ", "aé")
    ],
    "replaced": [
        (t, a, b, n)
        for t in ("banana", "", "日本日", "aaa")
        for a, b in (("a", ""), ("an", "日"), ("", "-"), ("日", "xx"), ("aa", "a"))
        for n in (-1, 0, 1, 2, 99)
    ],
    "tabs": [
        (t, n)
        for t in ("", "\t", "a\tb", "abc\t\td\n\te\r\tf", "日\t本", "12345678\t9")
        for n in (8, 4, 1, 0, -1)
    ],
    "joins": [
        (s, w, {"k": 1, "l": 2}, ("p", "q"))
        for s in ("", ", ", "日")
        for w in (["a", "é", "b"], [], ["x"])
    ],
}
