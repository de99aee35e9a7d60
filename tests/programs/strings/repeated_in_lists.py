"""Lists of texts of which many are equal: of every length, ASCII and not, long and short."""

from __future__ import annotations

from collections import Counter

from jitscript import script


@script
def together(words: list[str]) -> str:
    return "|".join(words)


@script
def counted(words: list[str]) -> list[tuple[str, int]]:
    return Counter(words).most_common()


@script
def lengths(words: list[str]) -> list[int]:
    return [len(w) for w in words]


@script
def grown(words: list[str], k: int) -> list[str]:
    """One item is made longer in place; its equals stay as they are."""
    words[k] += "!"
    words[k] += "?"
    return words


@script
def places(words: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, w in enumerate(words):
        if w not in found:
            found[w] = []
        found[w].append(i)
    return found


@script
def kept(words: list[str]) -> list[str]:
    words.sort()
    words.append(words[0] + words[-1])
    del words[1::3]
    return words[::2]


def of_length(n: int, letter: str) -> str:
    return (letter * n)[: n - 1] + "z" if n else ""


def equal(words: list[str]) -> list[str]:
    """Other objects with the same characters."""
    return [("-" + w)[1:] for w in words]


def lists() -> list[list[str]]:
    short = [of_length(n, c) for n in range(40) for c in "abx"]
    # alike in length, first and last bytes
    alike = [f"12345678{i % 50:04d}12345678" for i in range(300)]
    odd = [of_length(n, c) for n in range(20) for c in "aéλ☃🙂\x00\x7f"]
    lone = ["a\ud800b", "c"] * 20
    return [
        [],
        ["a"],
        equal(short),
        equal(short) * 5,
        equal(alike) * 2,
        equal(odd) * 4,
        equal(odd + short) + equal(short + odd),
        lone,
        ["same"] * 1000,
        equal(["same", "sam", "game"] * 400),
        [str(i) for i in range(3000)],
        [str(i) for i in range(400)] + ["x"] * 400 + [str(i) for i in range(400)],
        [str(i % 777) for i in range(40_000)],
    ]


LISTS = lists()
ENDS = [(words, k) for words in LISTS[1:9] for k in (0, len(words) // 2, len(words) - 1)]
CASES = {
    "together": [(words,) for words in LISTS],
    "counted": [(words,) for words in LISTS],
    "lengths": [(words,) for words in LISTS],
    "grown": ENDS,
    "places": [(words,) for words in LISTS],
    "kept": [(words,) for words in LISTS[1:]],
}
