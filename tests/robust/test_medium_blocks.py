"""Blocks of tables and buffers that the process keeps: nobody's elements change, whichever thread
frees them, and few are kept."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from programs_apart import output, run

from jitscript import script
from jitscript.backend.cpu import medium, pages
from jitscript.runtime import native

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not native.runs_elf_x86_64(), reason="kept on Linux alone"
)


@script
def mixed(n: int, seed: int, rounds: int) -> int:
    """Lists, dicts and sets of all sizes, some of which live on: how much they hold."""
    total = 0
    x = seed
    held: list[list[int]] = []
    for r in range(rounds):
        x = (x * 1103515245 + 12345) % 2147483648
        size = x % n
        items = [i * 3 + r for i in range(size)]
        places = {i * 3: i for i in range(size // 4)}
        some = set(items[::2])
        rest = some - {r, r + 3}
        for i in range(size):
            if items[i] != i * 3 + r:
                return -1
        for k in places:
            if places[k] * 3 != k:
                return -2
        for k in rest:
            if (k - r) % 6 != 0:
                return -3
        total += len(places) + len(rest) + sum(items)
        held.append(items)
        if len(held) > 4:
            first = held.pop(x % 5)
            if len(first) > 0 and first[-1] - first[0] != 3 * (len(first) - 1):
                return -4
    return total


def test_threads_that_hold_and_drop() -> None:
    most = pages.LARGE // 8
    expected = {(n, seed): mixed.python(n, seed, 10) for n in (9000, most) for seed in (1, 2)}
    wrong: list[object] = []

    def go(n: int, seed: int) -> None:
        for _ in range(4):
            found = mixed(n, seed, 10)
            if found != expected[n, seed]:
                wrong.append((n, seed, found))

    threads = [threading.Thread(target=go, args=given) for given in [*expected] * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


KEPT = """
@script
def held(n: int, times: int) -> int:
    rows = [[i] * n for i in range(times)]
    return len(rows)

def mapped():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

held(100, 10)
before = mapped()
for n in (3000, 30_000, 300_000):
    held(n, (100 << 20) // (8 * n))
    print((mapped() - before) >> 20)
"""


def test_few_are_kept(tmp_path: Path) -> None:
    found = [int(line) for line in output(run(tmp_path, KEPT))]
    assert len(found) == 3 and max(found) <= (medium.KEPT >> 20) + 40
