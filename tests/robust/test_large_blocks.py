"""Large blocks that the process keeps: nobody's elements change, the memory is bounded, and what is
kept goes before memory runs out."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from programs_apart import output, run

from jitscript import Array1, f64, i64, script
from jitscript.backend.cpu import large, pages
from jitscript.runtime import native

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not native.runs_elf_x86_64(), reason="kept on Linux alone"
)
LEAST = pages.LARGE // 8  # elements


@script
def numbered(n: int, start: int) -> Array1[i64]:
    return np.arange(n) * 3 + start


@script
def twice(x: Array1[f64]) -> Array1[f64]:
    return x + x


def test_a_block_is_taken_again() -> None:
    x = np.ones(3 * LEAST)
    first = twice(x)
    at = first.ctypes.data
    del first
    again = twice(x)
    assert again.ctypes.data == at
    other = twice(x)
    assert other.ctypes.data != at
    assert (again == 2.0).all() and (other == 2.0).all()


def _hold_and_drop(seed: int, wrong: list[object]) -> None:
    choose = np.random.default_rng(seed)
    held: list[tuple[int, int, np.ndarray]] = []
    for i in range(60):
        n = int(choose.integers(LEAST // 2, 4 * LEAST))
        held.append((n, i, numbered(n, i)))
        if len(held) > 3:
            n, start, values = held.pop(int(choose.integers(0, 4)))
            ends = values[[0, n // 2, n - 1]].tolist()
            if len(values) != n or ends != [start + 3 * k for k in (0, n // 2, n - 1)]:
                wrong.append((n, start, ends))
            if i % 8 == 0 and not np.array_equal(values, np.arange(n) * 3 + start):
                wrong.append((n, start))


def test_threads_that_hold_and_drop() -> None:
    wrong: list[object] = []
    _hold_and_drop(0, wrong)
    threads = [threading.Thread(target=_hold_and_drop, args=(k, wrong)) for k in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def _mapped() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * 4096


def test_what_is_kept_is_bounded() -> None:
    numbered(LEAST, 1)
    before = _mapped()
    for n in range(LEAST, large.LARGEST // 8 + LEAST, 3 * LEAST // 2):
        numbered(n, 1)
    assert _mapped() - before <= large.KEPT + (32 << 20)


LIMITED = """
import resource

@script
def filled(n: int) -> Array1[f64]:
    return np.full(n, 2.0) + np.arange(n)

def mapped():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * 4096

MB = 1 << 17
filled(10)
before = mapped()
held = [filled(60 * MB) for _ in range(4)]
del held
assert mapped() > before + 200 * 8 * MB
resource.setrlimit(resource.RLIMIT_AS, (before + 420 * 8 * MB, -1))
print(filled(100 * MB)[-1])
try:
    filled(2000 * MB)
except MemoryError as error:
    print(type(error).__name__)
print(filled(100 * MB)[-1])
"""


OTHERS = (
    LIMITED[: LIMITED.index("MB = ")]
    + """
@script
def cleared(n: int) -> float:
    return float(np.zeros(n)[n - 1])

@script
def grown(n: int) -> int:
    xs = [0.5]
    for i in range(n):
        xs.append(0.5 * i)
    return len(xs)

MB = 1 << 17
for call, n in ((cleared, 280 * MB), (grown, 160 * MB)):
    call(10)
    filled(10)
    before = mapped()
    resource.setrlimit(resource.RLIMIT_AS, (before + 380 * 8 * MB, -1))
    call(n)
    held = [filled(60 * MB) for _ in range(4)]
    del held
    assert mapped() > before + 200 * 8 * MB
    print(call(n))
    try:
        print(call(400 * MB))
    except MemoryError as error:
        print(type(error).__name__)
    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
"""
)


def test_they_go_where_cleared_or_longer_blocks_need_them(tmp_path: Path) -> None:
    wanted = ["0.0", "MemoryError", str((160 << 17) + 1), "MemoryError"]
    assert output(run(tmp_path, OTHERS)) == wanted


def test_kept_blocks_go_before_memory_runs_out(tmp_path: Path) -> None:
    done = run(tmp_path, LIMITED)
    last = float((100 << 17) + 1)
    assert output(done) == [str(last), "MemoryError", str(last)]
