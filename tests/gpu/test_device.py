"""What only a device can show: JITSCRIPT_TEST_CUDA=gpu pytest tests/gpu."""

from __future__ import annotations

import gc
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript
from jitscript import Array1, cuda, f32, f64, i32, i64, u8
from jitscript.runtime.gpu import given

sys.path.insert(0, str(Path(__file__).parent))

import kernels
from runtime_alone import WITHOUT_COMPILER

pytestmark = pytest.mark.device
ROOT = Path(__file__).parents[2]
BIG = 1 << 24


@cuda.kernel
def fails(x: Array1[i64], what: int, first: int) -> None:
    i = cuda.grid(1)
    if i >= first:
        if what == 0:
            x[0] = i // (i - i)
        elif what == 1:
            x[i + len(x)] = 0
        elif what == 2:
            x[0] = 2**62 * (i + 2)
        elif what == 3:
            raise ValueError(f"thread {i}")
        else:
            assert i < 0, "none"
    else:
        x[i] = i


@pytest.mark.parametrize(
    ("what", "kind"),
    [*enumerate([ZeroDivisionError, IndexError, OverflowError, ValueError, AssertionError])],
)
def test_of_millions_the_first_is_told(what: int, kind: Any) -> None:
    x = cuda.zeros(BIG, np.int64)
    for first in (0, 1, 31, 32, 255, 256, 70_001, BIG // 2 + 7, BIG - 1):
        for threads in (256, 1024):
            fails[BIG // threads, threads](x, what, first)
            with pytest.raises(kind) as caught:
                cuda.synchronize()
            at = caught.value.block[0], caught.value.thread[0]  # type: ignore[attr-defined]
            assert at == divmod(first, threads)
    fails[BIG // 256, 256](x, what, BIG)
    assert (x.copy_to_host() == np.arange(BIG)).all()


@cuda.kernel
def marks(x: Array1[u8], step: int) -> None:
    for i in range(cuda.grid(1) * step, len(x), cuda.gridsize(1) * step):
        x[i] = u8(i % 251)


def test_more_elements_than_32_bits_count() -> None:
    n = 5 * 2**30 + 3
    x = cuda.zeros(n, np.uint8)
    marks[1056, 256](x, 1)
    for start in (0, 2**31 - 5, 2**31, 2**32 - 5, 2**32, n - 10):
        found = x[start : start + 10].copy_to_host()
        assert found.tolist() == [i % 251 for i in range(start, start + 10)]


@cuda.kernel
def counts(total: Array1[i64], bins: Array1[i32], sums: Array1[f64]) -> None:
    i = cuda.grid(1)
    cuda.atomic.add(total, 0, 1)
    cuda.atomic.add(bins, i % len(bins), 1)
    cuda.atomic.add(sums, 0, 0.5)
    cuda.atomic.max(total, 1, i)


def test_atomics_that_all_threads_want() -> None:
    total, bins, sums = cuda.zeros(2, np.int64), cuda.zeros(7, np.int32), cuda.zeros(1)
    n = 1 << 20
    counts[n // 256, 256](total, bins, sums)
    assert total.copy_to_host().tolist() == [n, n - 1]
    assert bins.copy_to_host().tolist() == [len(range(k, n, 7)) for k in range(7)]
    assert sums.copy_to_host()[0] == n / 2


@cuda.kernel
def reverses(x: Array1[f64]) -> None:
    s = cuda.shared.array(0, f64)
    t, n = cuda.threadIdx.x, cuda.blockDim.x
    for k in range(20):
        s[k * n + t] = x[(cuda.blockIdx.x * 20 + k) * n + t]
    cuda.syncthreads()
    for k in range(20):
        x[(cuda.blockIdx.x * 20 + k) * n + t] = s[(19 - k) * n + n - 1 - t]


def test_shared_memory_beyond_what_needs_no_asking() -> None:
    x = np.random.default_rng(1).random(40 * 1024)
    d = cuda.to_device(x)
    reverses[2, 1024, None, 20 * 1024 * 8](d)
    assert d.copy_to_host().tolist() == x.reshape(2, -1)[:, ::-1].ravel().tolist()


def test_memory_that_is_not_there() -> None:
    with pytest.raises(MemoryError):
        cuda.empty(1 << 42, np.uint8)
    d = cuda.zeros(3)
    assert d.copy_to_host().tolist() == [0.0] * 3


@cuda.kernel
def spin(x: Array1[i64], cycles: int) -> None:
    start = cuda.clock64()
    while cuda.clock64() - start < cycles:
        x[0] += 1


def test_streams_and_events() -> None:
    one, two = cuda.stream(), cuda.stream()
    a, b = cuda.zeros(1, np.int64), cuda.zeros(1, np.int64)
    spin[1, 1](a, 1000)
    cuda.synchronize()
    start, middle, end = cuda.event(), cuda.event(), cuda.event()
    start.record(one)
    spin[1, 1, one](a, 50_000_000)
    middle.record(one)
    spin[1, 1, two](b, 50_000_000)
    end.record(two)
    end.synchronize()
    middle.synchronize()
    alone, both = start.elapsed_time(middle), start.elapsed_time(end)
    assert 10 < alone < 200 and both < 1.5 * alone  # they ran side by side


def test_copies_that_nobody_waits_for() -> None:
    n = 1 << 22
    stream = cuda.stream()
    host, back = cuda.pinned_array(n, np.float32), cuda.pinned_array(n, np.float32)
    host[:] = np.arange(n)
    x, y = cuda.empty(n, np.float32), cuda.ones(n, np.float32)
    for _ in range(3):
        x.copy_from_host(host, stream)
        kernels.saxpy[n // 256, 256, stream](2.0, x, y)
        y.copy_to_host(back, stream)
    stream.synchronize()
    one, two = np.float32(1), np.float32(2)
    wanted = np.full(n, one)
    for _ in range(3):
        wanted = two * np.arange(n, dtype="f4") + wanted
    assert (back == wanted).all()


# --- other libraries ------------------------------------------------------------------------------


def test_with_torch() -> None:
    torch = pytest.importorskip("torch")
    x = torch.arange(1000, dtype=torch.float32, device="cuda")
    y = torch.ones(1000, dtype=torch.float32, device="cuda")
    with torch.cuda.stream(torch.cuda.Stream()):
        y.mul_(2)
        kernels.saxpy[4, 256](2.0, x, y)
        y.add_(1)
        torch.cuda.synchronize()
    assert y.cpu().tolist() == [2.0 * i + 3 for i in range(1000)]
    kernels.saxpy[4, 256, torch.cuda.current_stream()](1.0, x[::2], y[::2])
    assert y.cpu().tolist() == [2.0 * i + 3 + (0 if i % 2 else i) for i in range(1000)]
    mine = cuda.to_device(np.arange(6.0).reshape(2, 3))
    theirs = torch.from_dlpack(mine)
    theirs[1, 2] = -1.0
    torch.cuda.synchronize()
    assert mine.copy_to_host()[1, 2] == -1.0
    assert torch.as_tensor(mine, device="cuda").tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, -1.0]]
    back = cuda.from_dlpack(torch.arange(4, device="cuda"))
    assert back.copy_to_host().tolist() == [0, 1, 2, 3]
    with pytest.raises(TypeError, match="must be"):
        kernels.saxpy[4, 256](2.0, x.cpu(), y)
    with pytest.raises((TypeError, RuntimeError)):
        kernels.saxpy[4, 256](2.0, x.double(), y)
    fails[4, 256](torch.zeros(8, dtype=torch.int64, device="cuda"), 3, 5)
    with pytest.raises(ValueError, match="thread 5"):
        cuda.synchronize()
    assert (x + 1).sum().item() == 1000 * 999 / 2 + 1000  # the context lives


def test_a_tensor_goes_while_an_error_is_on_its_way() -> None:
    torch = pytest.importorskip("torch")

    def fails() -> None:
        tensor = torch.from_dlpack(cuda.to_device([1.0, 2.0]))
        raise KeyError(tensor.sum().item())

    for _ in range(3):
        with pytest.raises(KeyError, match=r"3\.0"):
            fails()
    gc.collect()
    assert not given.all


def test_with_cupy() -> None:
    cupy = pytest.importorskip("cupy")
    x, y = cupy.arange(1000, dtype="f4"), cupy.ones(1000, "f4")
    kernels.saxpy[4, 256](2.0, x, y)
    assert (y == 2 * x + 1).all()
    with cupy.cuda.Stream() as theirs:
        y *= 2
        kernels.saxpy[4, 256, theirs](1.0, x, y)
        y += 1
    theirs.synchronize()
    assert (y == 5 * x + 3).all()
    mine = cuda.to_device(np.arange(12.0).reshape(3, 4))
    assert cupy.asarray(mine).sum() == 66 and cupy.from_dlpack(mine.T).shape == (4, 3)
    taken = cuda.as_cuda_array(cupy.arange(5))
    assert taken.copy_to_host().tolist() == [0, 1, 2, 3, 4]


def test_with_jax() -> None:
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    jax = pytest.importorskip("jax")
    x = jax.numpy.arange(8, dtype="float32")
    if x.devices().pop().platform != "gpu":
        pytest.skip("jax has no GPU here")
    y = cuda.zeros(8, np.float32)
    kernels.saxpy[1, 32](3.0, cuda.from_dlpack(x), y)
    assert y.copy_to_host().tolist() == [3.0 * i for i in range(8)]
    assert jax.numpy.from_dlpack(y).tolist() == [3.0 * i for i in range(8)]


# --- module files ---------------------------------------------------------------------------------

ALONE = f"""
{WITHOUT_COMPILER}
import numpy as np
from jitscript import runtime
from jitscript.runtime.gpu import making
m = runtime.load(sys.argv[1])
x, y = making.to_device(np.arange(9, dtype="f4")), making.zeros(9, np.float32)
m.saxpy[1, 32](2.0, x, y)
print(y.copy_to_host().tolist())
try:
    m.fails[8, 32](making.zeros(64, np.int64), 2, 40)
    making.synchronize()
except OverflowError as e:
    print(e.block, e.thread)
"""


@pytest.mark.parametrize("cubins", [[], ["sm_80", "sm_90"]])
def test_saved_and_loaded_where_no_compiler_is(cubins: list[str], tmp_path: Path) -> None:
    from jitscript.backend.cuda import tools

    if cubins and tools.find("ptxas") is None:
        pytest.skip("no ptxas is here")
    made = [cuda.kernel(k.python, cubins=cubins) for k in (kernels.saxpy, fails)]
    jitscript.save(tmp_path / "k.jsm", *made)
    command = [sys.executable, "-c", ALONE, str(tmp_path / "k.jsm")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    wanted = f"{[2.0 * i for i in range(9)]}\n(1, 0, 0) (8, 0, 0)\n"
    assert done.stdout == wanted, done.stderr


def test_loaded_here() -> None:
    out = io.BytesIO()
    jitscript.save(out, kernels.saxpy)
    loaded = jitscript.load(out.getvalue())
    x, y = cuda.to_device(np.arange(9, dtype="f4")), cuda.zeros(18, np.float32)
    loaded.saxpy[1, 9](3.0, x, y[::2])
    assert y.copy_to_host()[::2].tolist() == [3.0 * i for i in range(9)]


# --- what ends badly ------------------------------------------------------------------------------


def run(text: str, tmp_path: Path, **how: Any) -> subprocess.Popen[str]:
    file = tmp_path / "program.py"
    file.write_text("import os, sys, time\nimport numpy as np\nfrom jitscript import *\n" + text)
    environment = {**os.environ, "PYTHONPATH": str(ROOT) + ":" + os.environ.get("PYTHONPATH", "")}
    pipe = subprocess.PIPE
    command = [sys.executable, "-u", str(file)]
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment, **how)


SPINS = """
from jitscript import cuda, Array1, i64
@cuda.kernel
def spin(x: Array1[i64], cycles: int) -> None:
    start = cuda.clock64()
    while cuda.clock64() - start < cycles:
        x[0] += 1
x = cuda.zeros(1, np.int64)
spin[1, 1](x, 1000)
cuda.synchronize()
spin[1, 1](x, 10_000_000_000)
print("spins")
try:
    cuda.synchronize()
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_ends_the_wait(tmp_path: Path) -> None:
    process = run(SPINS, tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == "spins\n"
    time.sleep(0.5)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "interrupted\n"
    assert time.monotonic() - start < 1
    process.communicate(timeout=60)


FORKS = """
from jitscript import cuda
x = cuda.zeros(4)
child = os.fork()
if not child:
    try:
        cuda.zeros(3)
    except cuda.CudaUnavailable as error:
        os._exit(7 if "spawn" in str(error) else 8)
    os._exit(9)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), x.copy_to_host().tolist())
"""


def test_a_child_is_told(tmp_path: Path) -> None:
    out, error = run(FORKS, tmp_path).communicate(timeout=60)
    assert out == "7 [0.0, 0.0, 0.0, 0.0]\n", error


ASTRAY = """
from jitscript import cuda, Array1, i64
@cuda.kernel(check=False)
def astray(x: Array1[i64], by: int) -> None:
    x[by] = 1
x = cuda.zeros(1, np.int64)
astray[1, 1](x, 2**40)
try:
    cuda.synchronize()
except cuda.CudaError as error:
    print(type(error).__name__, error)
"""


def test_what_nobody_checks_is_told_by_the_driver(tmp_path: Path) -> None:
    out, error = run(ASTRAY, tmp_path).communicate(timeout=60)
    assert out.startswith("CudaError ") and "illegal" in out.lower(), (out, error)


def test_the_heat_example(tmp_path: Path) -> None:
    made = []
    for where in ("gpu", "cpu"):
        file = tmp_path / f"{where}.png"
        env = {**os.environ, "JITSCRIPT_CUDA": where, "PYTHONPATH": str(ROOT)}
        env["PYTHONPATH"] += ":" + os.environ.get("PYTHONPATH", "")
        command = [sys.executable, str(ROOT / "examples/gpu/heat.py"), str(file)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert not done.returncode, done.stderr
        made.append((file.read_bytes(), done.stdout))
    assert made[0][0] == made[1][0]


def test_threads_of_the_host() -> None:
    from concurrent.futures import ThreadPoolExecutor

    x = np.arange(4096, dtype="f4")

    def one(k: int) -> bool:
        stream = cuda.stream() if k % 2 else None
        d, y = cuda.to_device(x), cuda.ones(4096, np.float32)
        for _ in range(50):
            kernels.saxpy[16, 256, stream](np.float32(k), d, y)
        return bool((y.copy_to_host() == 1 + 50 * k * x).all())

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(one, range(32)))


def test_half_of_the_registers_is_enough_for_a_larger_block() -> None:
    wide = cuda.kernel(kernels.saxpy.python, max_threads=1024)
    x, y = cuda.ones(5000, np.float32), cuda.zeros(5000, np.float32)
    wide[5, 1024](f32(2.0), x, y)
    assert (y.copy_to_host() == 2.0).all()
    wide.for_size(5000)(f32(2.0), x, y)
    assert (y.copy_to_host() == 4.0).all()
