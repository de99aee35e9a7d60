"""Texts beside CPython: `python -m bench.strings`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from jitscript import script

LINE = "the quick brown fox jumps over the lazy dog, again and again; "
TEXT = LINE * 3_000
WORDS = TEXT.split()
NUMBERS = " ".join(str(i * 0.37) for i in range(40_000))
ROWS = "\n".join(f"{i},{i * 7 % 1000},name{i % 97},{i * 0.25}" for i in range(20_000))
CODE = "x = (alpha + 42) * beta_2 - 17 / (gamma + 3)\n" * 2_000


@script
def characters(text: str) -> int:
    n = 0
    for c in text:
        if c == "o" or c == ",":
            n += 1
    return n


@script
def split(text: str) -> int:
    return len(text.split(" "))


@script
def replace(text: str) -> int:
    return len(text.replace("fox", "wolf").replace(",", ""))


@script
def join(text: str) -> int:
    words = text.split(" ")
    n = 0
    for _ in range(10):
        n += len(",".join(words))
    return n


@script
def add(text: str) -> int:
    s = ""
    for c in text:
        s += c
        s += "-"
    return len(s)


@script
def floats(text: str) -> float:
    s = 0.0
    for p in text.split():
        s += float(p)
    return s


@script
def word_count(text: str) -> int:
    counts: dict[str, int] = {}
    for w in text.split():
        counts[w] = counts.get(w, 0) + 1
    return max(counts.values()) + len(counts)


@script
def tokenizer(text: str) -> int:
    tokens: list[str] = []
    i, n = 0, len(text)
    while i < n:
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isalpha():
            start = i
            while i < n and (text[i].isalnum() or text[i] == "_"):
                i += 1
            tokens.append(text[start:i])
        elif c.isdigit():
            start = i
            while i < n and text[i].isdigit():
                i += 1
            tokens.append(text[start:i])
        else:
            tokens.append(c)
            i += 1
    return len(tokens)


@script
def csv(text: str) -> float:
    total = 0.0
    names: dict[str, int] = {}
    for line in text.split("\n"):
        fields = line.split(",")
        total += int(fields[0]) + int(fields[1]) * float(fields[3])
        names[fields[2]] = names.get(fields[2], 0) + 1
    return total + len(names)


@script
def f_strings(text: str) -> int:
    n = 0
    for i in range(50_000):
        n += len(f"{text[:3]}: {i} of {i * 2}, {i * 0.5:.2f}")
    return n


@script
def counting(words: list[str]) -> int:
    counts: dict[str, int] = {}
    for _ in range(10):
        for w in words:
            counts[w] = counts.get(w, 0) + 1
    return len(counts)


@script
def sort(words: list[str]) -> str:
    return sorted(words)[len(words) // 2]


@script
def borrowed(words: list[str]) -> int:
    return len(words)


Row = tuple[Any, Any]
TEN: list[Row] = [
    (characters, TEXT),
    (tokenizer, CODE),
    (f_strings, TEXT),
    (floats, NUMBERS),
    (replace, TEXT),
    (join, TEXT),
    (word_count, TEXT),
    (split, TEXT),
    (csv, ROWS),
    (add, TEXT),
]
MORE: list[Row] = [
    (counting, WORDS),
    (sort, [w + str(i * 7919 % 10_007) for i, w in enumerate(WORDS)]),
    (borrowed, [f"item {i}" for i in range(200_000)]),
]


def seconds(function: Callable[[Any], Any], given: Any, rounds: int) -> float:
    found = []
    for _ in range(rounds):
        start = time.process_time()
        function(given)
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    print(f"{'':14}{'ms':>8}{'CPython ms':>12}{'CPython ×':>12}")
    product = 1.0
    for function, given in TEN + MORE:
        if function(given) != function.python(given):
            raise SystemExit(f"{function.__name__} is wrong")
        ours, slow = seconds(function, given, 7), seconds(function.python, given, 5)
        if (function, given) in TEN:
            product *= slow / ours
        print(
            f"{function.__name__:14}{1e3 * ours:8.2f}{1e3 * slow:12.2f}{slow / ours:12.2f}",
            flush=True,
        )
    print(f"geometric mean of the first ten: {product ** (1 / len(TEN)):.2f}")


if __name__ == "__main__":
    main()
