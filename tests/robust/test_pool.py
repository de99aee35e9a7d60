"""Small blocks that threads keep: of many at once, of one after the other; no memory grows."""

from __future__ import annotations

import sys
import threading

import pytest

from jitscript import script


@script
def churn(n: int, seed: int) -> tuple[int, str]:
    words: list[str] = []
    counts: dict[str, int] = {}
    last = ""
    for i in range(n):
        word = str(i * seed % 997)
        words.append(word + "-" + word * (i % 5))
        counts[word] = counts.get(word, 0) + 1
        last += word[:1]
        if i % 100 == 99:
            last = ",".join(words)[-300:]
            words = words[50:]
    return len(counts) + len(last), last


def test_many_threads_at_once() -> None:
    """More than there are places in the table."""
    seeds = range(1, 25)
    expected = [churn.python(4000, seed) for seed in seeds]
    churn(1, 1)
    found: list[object] = [None] * len(seeds)
    ready = threading.Barrier(len(seeds))

    def run(i: int, seed: int) -> None:
        ready.wait()
        for _ in range(3):
            found[i] = churn(4000, seed)

    threads = [threading.Thread(target=run, args=each) for each in enumerate(seeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == expected


def test_threads_that_end() -> None:
    """Their places go to others, or to nobody."""
    expected = churn.python(500, 7)
    wrong: list[object] = []

    def run() -> None:
        if churn(500, 7) != expected:
            wrong.append(expected)

    for _ in range(40):
        pair = [threading.Thread(target=run) for _ in range(2)]
        for thread in pair:
            thread.start()
        for thread in pair:
            thread.join()
    assert not wrong


@script
def many(n: int) -> int:
    parts = ("some text, " * n).split(" ")
    parts.sort()
    return len(",".join(parts)) + len(parts)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow() -> None:
    def resident() -> int:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096

    for _ in range(3):
        many(200_000)
    before = resident()
    for _ in range(10):
        many(200_000)
    assert resident() - before < 64 << 20  # one call makes more
