"""Races on shared memory, as the CPU grid sees them: what is one, what is none, how it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import Array1, cuda, f32, i32
from jitscript.runtime.gpu.errors import RaceError

pytestmark = pytest.mark.grid
ALL = 0xFFFFFFFF
LINES = Path(__file__).read_text().splitlines()


def line_of(mark: str) -> str:
    (number,) = [i for i, line in enumerate(LINES, 1) if line.endswith(f"# {mark}")]
    return f"{__file__}:{number}"


@cuda.kernel
def no_barrier(x: Array1[f32]) -> None:
    s = cuda.shared.array(64, f32)
    t = cuda.threadIdx.x
    s[t] = x[t]  # stored
    x[t] = s[63 - t]  # loaded


@cuda.kernel
def one_barrier_of_two(x: Array1[f32]) -> None:
    s = cuda.shared.array(64, f32)
    t = cuda.threadIdx.x
    for k in range(3):
        s[t] = x[t] + f32(k)
        cuda.syncthreads()
        x[t] = s[63 - t]


@cuda.kernel
def both_write(x: Array1[f32]) -> None:
    s = cuda.shared.array(64, f32)
    s[cuda.threadIdx.x // 2] = x[cuda.threadIdx.x] + f32(1.0)
    cuda.syncthreads()
    x[cuda.threadIdx.x] = s[cuda.threadIdx.x]


@cuda.kernel
def read_of_a_counter(x: Array1[f32]) -> None:
    s = cuda.shared.array(1, i32)
    if cuda.threadIdx.x == 0:
        s[0] = 0
    cuda.syncthreads()
    cuda.atomic.add(s, 0, 1)
    if cuda.threadIdx.x == 7:
        x[0] = f32(s[0])


@cuda.kernel
def dynamic(x: Array1[f32]) -> None:
    s = cuda.shared.array(0, f32)
    t = cuda.threadIdx.x
    s[t] = x[t]
    cuda.syncwarp()
    x[t] = s[t ^ 32]


@pytest.mark.parametrize(
    "kernel",
    [no_barrier, one_barrier_of_two, both_write, read_of_a_counter, dynamic],
)
def test_a_race_is_told(kernel: Any) -> None:
    d = cuda.to_device(np.arange(64, dtype=np.float32))
    with pytest.raises(RaceError, match="with no barrier between"):
        kernel[2, 64, None, 256](d)
    cuda.synchronize()


def test_who_and_where() -> None:
    with pytest.raises(RaceError) as caught:
        no_barrier[1, 64](cuda.to_device(np.ones(64, np.float32)))
    assert str(caught.value) == (
        "a race on shared memory: in block (0, 0, 0) of the kernel, thread (31, 0, 0) reads at "
        f"{line_of('loaded')} what thread (32, 0, 0) writes at {line_of('stored')}, with no "
        "barrier between"
    )


@cuda.kernel
def right(x: Array1[f32]) -> None:
    s = cuda.shared.array(64, f32)
    count = cuda.shared.array(1, i32)
    t = cuda.threadIdx.x
    count[0] = 0  # all write the same
    for k in range(3):
        s[t] = x[t] + f32(k)
        s[t] += f32(1.0)
        cuda.syncthreads()
        x[t] = s[63 - t]
        cuda.atomic.add(count, 0, 1)
        cuda.syncthreads()
    s[t] = x[t]
    cuda.syncwarp()
    x[t] = s[t ^ 1]
    total = cuda.shfl_down_sync(ALL, x[t], 1)
    s[t] = total
    cuda.syncthreads()
    x[t] = s[(t + 1) % 64] + f32(count[0])


def test_what_is_no_race() -> None:
    x = np.arange(64, dtype=np.float32)
    d = cuda.to_device(x)
    right[3, 64](d)
    cuda.synchronize()
    d = cuda.to_device(x)
    right[1, 64](d)
    for k in range(3):
        x = (x + np.float32(k) + 1)[::-1]
    x = x[np.arange(64) ^ 1]
    lanes = np.arange(64) % 32
    down = np.where(lanes < 31, np.roll(x, -1), x)
    assert d.copy_to_host().tolist() == (np.roll(down, -1) + np.float32(192)).tolist()
