"""find, rfind, index, rindex, count, startswith and endswith within bounds, also None and negative
ones; tuples of prefixes; removeprefix and removesuffix."""

from jitscript import script


@script
def within(
    text: str, part: str, start: int | None, stop: int | None
) -> tuple[int, int, int, bool, bool]:
    return (
        text.find(part, start, stop),
        text.rfind(part, start, stop),
        text.count(part, start, stop),
        text.startswith(part, start, stop),
        text.endswith(part, start, stop),
    )


@script
def from_place(text: str, part: str, start: int) -> tuple[int, int, int, bool, bool]:
    return (
        text.find(part, start),
        text.rfind(part, start),
        text.count(part, start),
        text.startswith(part, start),
        text.endswith(part, start),
    )


@script
def places(text: str, part: str, start: int, stop: int) -> tuple[int, int]:
    return text.index(part, start, stop), text.rindex(part, start, stop)


@script
def rightmost(text: str, part: str) -> int:
    return text.rindex(part)


@script
def one_of(text: str, a: str, b: str) -> tuple[bool, bool, bool, bool]:
    return (
        text.startswith((a, b)),
        text.endswith((a, b)),
        text.startswith((a, b), 1),
        text.endswith((b,), 0, -1),
    )


@script
def none_of(text: str) -> bool:
    return text.startswith(())


@script
def without(text: str, part: str) -> tuple[str, str]:
    return text.removeprefix(part), text.removesuffix(part)


TEXTS = ["", "a", "banana", "日本語日本", "aé日😀a", "\x00a\x00", "aaaa"]
PARTS = ["", "a", "an", "日本", "é日", "😀", "\x00", "ana", "aa", "longer than the text"]
BOUNDS = [None, 0, 1, 2, 3, 5, 6, 7, 100, -1, -2, -3, -100, 2**63 - 1, -(2**63)]
CASES = {
    "within": [
        (t, p, a, b)
        for i, t in enumerate(TEXTS)
        for j, p in enumerate(PARTS)
        for k, a in enumerate(BOUNDS)
        for m, b in enumerate(BOUNDS)
        if (i + j + k + m) % 7 == 0
    ],
    "from_place": [(t, p, a) for t in TEXTS for p in PARTS[:6] for a in BOUNDS[1::3]],
    "places": [
        ("banana", "an", 0, 6),
        ("banana", "an", 2, 4),
        ("banana", "an", 2, 3),
        ("日本日本", "本", -2, 99),
    ],
    "rightmost": [("banana", "an"), ("banana", "x")],
    "one_of": [(t, p, q) for t in TEXTS for p in PARTS[:4] for q in PARTS[2:5]],
    "none_of": [("",), ("a",)],
    "without": [(t, p) for t in TEXTS for p in PARTS],
}
