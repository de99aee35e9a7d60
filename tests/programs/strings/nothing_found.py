"""Where the empty text is found, and where nothing is: at the ends, beyond them, between them."""

from jitscript import script


@script
def found(text: str, part: str, start: int, end: int) -> tuple[int, int, int, bool, bool]:
    return (
        text.find(part, start, end),
        text.rfind(part, start, end),
        text.count(part, start, end),
        text.startswith(part, start, end),
        text.endswith(part, start, end),
    )


@script
def found_from(text: str, part: str, start: int) -> tuple[int, int, int]:
    return text.find(part, start), text.rfind(part, start), text.count(part, start)


@script
def index(text: str, part: str, start: int) -> int:
    return text.index(part, start)


TEXTS = ["", "abc", "aaa", "é日😀"]
PLACES = [0, 1, 2, 3, 4, 9, -1, -3, -4, 2**63 - 1, -(2**63)]

CASES = {
    "found": [
        (text, part, i, j)
        for text in TEXTS
        for part in ("", "a", text[-1:])
        for i, j in [(0, 0), (1, 1), (3, 3), (4, 4), (3, 2), (2, 9), (4, 9), (-1, 9), (9, -1)]
    ],
    "found_from": [(text, part, i) for text in TEXTS for part in ("", "a") for i in PLACES],
    "index": [("abc", "", i) for i in PLACES],
}
