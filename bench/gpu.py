"""Kernels on a GPU: every result and every planted error checked first, then measured.

    python bench/gpu.py --build kernels.jsm     where the compiler is: compile, save
    python bench/gpu.py kernels.jsm             on the machine with a GPU: check, measure
    JITSCRIPT_CUDA=cpu python bench/gpu.py kernels.jsm --small      the checks, without a GPU

The second needs Python, NumPy, `jitscript-runtime` and NVIDIA's driver; no compiler, no network.
What to carry: the files of `--build` and this repository. It takes under four minutes. Rates are
compared with the device's own copy, in the same run. Where nvcc is found, the twins in CUDA C
(`gpu_twins.cu`) are checked and measured beside the kernels: `--build` puts them into a file beside
the first, and where the driver is older than that nvcc, the second makes them anew. With `--numba
PYTHON`, an interpreter that has numba-cuda, the same text is measured there too; what a launch
costs, beside CuPy, cuda.core and a loop in C, where they are (`gpu_launches.py`).
"""

from __future__ import annotations

import argparse
import ctypes
import json
import shutil
import statistics
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

import gpu_launches as launches

from jitscript.runtime import load
from jitscript.runtime.gpu import machine, making, streams


class Problem:
    """One kernel: its launch, its arguments, what they are afterwards, the bytes that it moves."""

    def __init__(
        self,
        name: str,
        grid: Any,
        block: Any,
        args: tuple[Any, ...],
        expected: tuple[int, Any],
        moved: int,
        tolerance: float = 0.0,
        flops: int = 0,
    ):
        self.name, self.grid, self.block, self.args = name, grid, block, args
        self.sizes = grid, block
        self.at, self.want = expected
        self.moved, self.tolerance, self.flops = moved, tolerance, flops


def blocks(n: int, size: int) -> int:
    return max(-(-n // size), 1)


def softmax_of(x: Any) -> Any:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, dtype="f8", keepdims=True).astype("f4")


def accelerations(p: Any, soft: Any) -> Any:
    """In doubles, a few bodies at a time."""
    found = np.zeros((len(p), 3))
    at, mass = p[:, :3].astype("f8"), p[:, 3].astype("f8")
    for first in range(0, len(p), 64):
        d = at[None, :, :] - at[first : first + 64, None, :]
        r = (d * d).sum(axis=2) + soft
        found[first : first + 64] = (d * (mass / (r * np.sqrt(r)))[:, :, None]).sum(axis=1)
    return found.astype("f4")


def options_of(s: Any, k: Any, t: Any, r: float, v: float) -> Any:
    """Prices of calls and puts, in doubles."""
    s, k, t = (x.astype("f8") for x in (s, k, t))

    def normal(x: Any) -> Any:
        q = 1 / (1 + 0.2316419 * abs(x))
        p = q * (1.781477937 + q * (-1.821255978 + q * 1.330274429))
        p = q * (0.31938153 + q * (-0.356563782 + p))
        p = 0.39894228 * np.exp(-0.5 * x * x) * p
        return np.where(x > 0, 1 - p, p)

    d1 = (np.log(s / k) + (r + 0.5 * v * v) * t) / (v * np.sqrt(t))
    n1, n2, later = normal(d1), normal(d1 - v * np.sqrt(t)), k * np.exp(-r * t)
    return (later * (1 - n2) - s * (1 - n1)).astype("f4")


def sums_of(x: Any) -> Any:
    return x.reshape(-1, 256).cumsum(axis=1, dtype="f8").astype("f4").ravel()


def problems(small: bool) -> list[Problem]:
    n, large = (1 << 12, 1 << 12) if small else (1 << 26, 1 << 27)
    side = 64 if small else 8192
    m = 48 if small else 2048
    r = np.random.default_rng(1)
    u, v = r.random(large, np.float32), r.random(large, np.float32)
    x, y = u[:n], v[:n]
    a = r.random((64, 69) if small else (16384, 16384), np.float32)
    p, q = r.random((m, m), np.float32), r.random((m, m), np.float32)
    bytes_ = r.integers(0, 256, n).astype(np.uint8)
    two, one = np.float32(2.0), np.float32(1.0)
    left, right = np.concatenate([x[:1], x[:-1]]), np.concatenate([x[1:], x[-1:]])
    quarter, half = np.float32(0.25), np.float32(0.5)
    zeros, many = np.zeros, 8 if small else 1056
    some = blocks(large, 16 * 256)  # sixteen elements for each thread
    rows = r.random((2 * side, side // 2), np.float32)
    bodies = r.random((512 if small else 16384, 4), np.float32)
    soft, rate, swing = np.float32(0.01), np.float32(0.02), np.float32(0.3)
    few = x[: n // 4]
    strike, years = y[: n // 4] + half, few + quarter
    return [
        Problem("saxpy", blocks(large, 256), 256, (two, u, v), (2, two * u + v), 12 * large),
        Problem("steps", some, 256, (two, u, v), (2, two * u + v), 12 * large),
        Problem(
            *("chain", some, 256, (one, u, v)),
            (2, np.sqrt(u * u + one) / (v + one) - u),
            12 * large,
        ),
        Problem(
            *("transpose", (blocks(a.shape[1], 64), blocks(a.shape[0], 64)), (64, 8)),
            (a, zeros(a.shape[::-1], "f4")),
            (1, a.T),
            8 * a.size,
        ),
        Problem(
            *("softmax", len(rows), 256),
            (rows, zeros(rows.shape, "f4")),
            (1, softmax_of(rows)),
            8 * rows.size,
            1e-4,
        ),
        Problem(
            *("total", many, 256, (u, zeros(1, "f4"))),
            (1, np.array([u.sum(dtype="f8")], "f4")),
            4 * large,
            1e-4,
        ),
        Problem(
            *("stencil", blocks(n, 256), 256, (x, zeros(n, "f4"))),
            (1, quarter * left + half * x + quarter * right),
            8 * n,
        ),
        Problem(
            *("matmul", (blocks(m, 16),) * 2, (16, 16), (p, q, zeros((m, m), "f4"))),
            (2, p @ q),
            0,
            1e-4,
            2 * m**3,
        ),
        Problem(
            *("n_body", blocks(len(bodies), 256), 256),
            (bodies, zeros((len(bodies), 3), "f4"), soft),
            (1, accelerations(bodies, soft)),
            0,
            2e-3,
            20 * len(bodies) ** 2,
        ),
        Problem(
            *("black_scholes", blocks(len(few), 256), 256),
            (few + half, strike, years, zeros(len(few), "f4"), zeros(len(few), "f4"), rate, swing),
            (4, options_of(few + half, strike, years, 0.02, 0.3)),
            20 * len(few),
            1e-3,
        ),
        Problem(
            *("histogram", many, 256, (bytes_, zeros(256, "i4"))),
            (1, np.bincount(bytes_, minlength=256).astype("i4")),
            n,
        ),
        Problem(
            *("scan", blocks(n, 256), 256, (x, zeros(n, "f4"), zeros(blocks(n, 256), "f4"))),
            (1, sums_of(x)),
            8 * n,
            1e-4,
        ),
    ]


# --- the same in CUDA C ---------------------------------------------------------------------------


def twins_file(path: str) -> Path:
    return Path(path).with_suffix(".twins.ptx")


class Twins:
    """Kernels that nvcc made. They take what ours take, then the dimensions."""

    def __init__(self, path: str):
        file, self.device = twins_file(path), machine.current()
        self.text = b""
        if self.device.kind != "ptx":
            return
        if file.is_file():
            self.text = file.read_bytes()
        try:
            self.device.load(self.text, {"entry": "saxpy", "arch": "sm_80"})
        except Exception as error:
            print(f"  (made the twins anew: {error})")
            make_twins(file)
            self.text = file.read_bytes() if file.is_file() else b""

    def run(self, problem: Problem, given: list[Any]) -> Callable[[], object] | None:
        """A launch; None where there is none."""
        if not self.text:
            return None
        code = self.device.load(self.text, {"entry": problem.name, "arch": "sm_80"})
        packed = self.device.prepare(bytearray_of(arguments(problem, given)))
        sizes = [(*s, 1, 1)[:3] if isinstance(s, tuple) else (s, 1, 1) for s in problem.sizes]
        return lambda: self.device.start(code, *sizes, 0, 0, packed)


def bytearray_of(packed: bytes) -> Any:
    return ctypes.create_string_buffer(packed, len(packed))


def arguments(problem: Problem, given: list[Any]) -> bytes:
    """As C lays them out."""
    first, last = next(a for a in given if hasattr(a, "address")), given[problem.at]
    dims = {
        "transpose": first.shape,
        "softmax": first.shape[1:],
        "matmul": (*first.shape, last.shape[-1]),
    }.get(problem.name, first.shape[:1])
    letters = "".join("P" if hasattr(a, "address") else "f" for a in given)
    values = [a.address if hasattr(a, "address") else float(a) for a in given]
    return struct.pack(f"@{letters}{'q' * len(dims)}", *values, *dims)


# --- checks ---------------------------------------------------------------------------------------


def check_results(kernels: Any, all_: list[Problem], twins: Twins) -> None:
    for problem in all_:
        for name in (problem.name, problem.name + "_unchecked", problem.name + " (nvcc)"):
            given = [making.to_device(v) if isinstance(v, np.ndarray) else v for v in problem.args]
            if name.endswith(")"):
                run = twins.run(problem, given)
                if run is None:
                    continue
                run()
            else:
                getattr(kernels, name)[problem.grid, problem.block](*given)
            check_result(name, problem, given[problem.at].copy_to_host())


def check_result(name: str, problem: Problem, found: Any) -> None:
    if problem.tolerance:
        most = float(np.abs(problem.want).max())  # where terms cancel, the sum is off by its parts'
        good = np.allclose(found, problem.want, rtol=problem.tolerance, atol=1e-5 * max(most, 1.0))
    else:
        good = found.tobytes() == np.ascontiguousarray(problem.want).tobytes()
    print(f"  {name:24} {'as NumPy has it' if good else 'WRONG'}")
    if not good:
        raise SystemExit(f"{name} is wrong: {found} is not {problem.want}")


def check_errors(kernels: Any, small: bool) -> None:
    n = 1 << (12 if small else 24)
    x = making.zeros(n, np.int64)
    kinds = (ZeroDivisionError, IndexError, OverflowError, ValueError)
    for what, kind in enumerate(kinds):
        for at in (0, 777, n - 1):
            kernels.fails[blocks(n, 256), 256](x, what, at)
            try:
                making.synchronize()
            except kind as error:
                place = error.block[0], error.thread[0]  # type: ignore[attr-defined]
                if place != divmod(at, 256):
                    raise SystemExit(f"{kind.__name__} told of {place}, not of {at}") from None
            else:
                raise SystemExit(f"no {kind.__name__} came")
        print(f"  {kind.__name__:24} told of the first thread in order, three times")
    making.synchronize()


# --- measures -------------------------------------------------------------------------------------


def rounds_of(small: bool) -> int:
    return 3 if small else 15


TOGETHER = 8  # runs between two events: the device does not wait for the host


def timed(
    run: Callable[[], object],
    rounds: int,
    event: Callable[[], Any] = streams.Event,
    wait: Callable[[], object] = making.synchronize,
) -> float:
    """The median time of a run on the device, in seconds. `event` and `wait` are the library's
    whose kernels run."""
    start, end, found = event(), event(), []
    for _ in range(3):
        run()
    wait()
    for _ in range(rounds):
        start.record()
        for _ in range(TOGETHER):
            run()
        end.record()
        end.synchronize()
        found.append(start.elapsed_time(end) / 1e3 / TOGETHER)
    return max(statistics.median(found), 1e-9)


def copy_rate(small: bool, rounds: int) -> float:
    """Bytes a second that the device copies, read and written counted."""
    a = making.zeros(1 << (14 if small else 30), np.uint8)
    b = making.empty_like(a)
    device = machine.current()
    run = lambda: device.copy(b.address, a.address, a.nbytes, 0)  # noqa: E731
    return 2 * a.nbytes / timed(run, rounds)


def by_numba(python: str, small: bool) -> dict[str, float | None]:
    """Seconds of numba-cuda's kernels, in the interpreter that has it."""
    command = [python, str(Path(__file__).with_name("gpu_numba.py")), *["--small"] * small]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(done.stderr[-2000:])
    found: dict[str, float | None] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(
    kernels: Any, all_: list[Problem], small: bool, twins: Twins, numba: dict[str, float | None]
) -> dict[str, Any]:
    rounds = rounds_of(small)
    copied = copy_rate(small, rounds)
    print(f"\ncopy of device memory: {copied / 1e9:.0f} GB/s\n")
    print(
        f"{'kernel':12} {'ms':>9} {'GB/s':>8} {'of copy':>8} {'GFLOP/s':>9} {'unchecked':>10} "
        f"{'nvcc':>7} {'numba':>7}"
    )
    table: dict[str, Any] = {"copy": copied}
    for p in all_:
        given = [making.to_device(v) if isinstance(v, np.ndarray) else v for v in p.args]
        launch = getattr(kernels, p.name)[p.grid, p.block]
        bare = getattr(kernels, p.name + "_unchecked")[p.grid, p.block]
        took = timed(lambda launch=launch, given=given: launch(*given), rounds)
        without = timed(lambda bare=bare, given=given: bare(*given), rounds)
        rate, flops = p.moved / took, p.flops / took
        table[p.name] = {"seconds": took, "unchecked": without, "rate": rate, "flops": flops}
        run, beside = twins.run(p, given), ""
        if run is not None:
            table[p.name]["nvcc"] = timed(run, rounds)
            beside = f" {took / table[p.name]['nvcc']:6.3f}x"
        other = numba.get(p.name)
        if other is not None:
            table[p.name]["numba"] = other
            beside += f" {took / other:6.3f}x"
        print(
            f"{p.name:12} {took * 1e3:9.3f} {rate / 1e9:8.0f} {rate / copied:8.3f} "
            f"{flops / 1e9:9.0f} {without / took:9.3f}x{beside}"
        )
    table["launches"] = launches.compare(kernels.nothing)
    return table


def build(path: str) -> None:
    from bench.gpu_kernels import kernels
    from jitscript import save

    save(path, **kernels())
    print(f"wrote {path}: {Path(path).stat().st_size:,} bytes")
    make_twins(twins_file(path))


def make_twins(made: Path) -> None:
    nvcc = shutil.which("nvcc")
    if nvcc is None:
        print("no nvcc is here: there will be no twins")
        return
    flags = ["-O3", "-fmad=false", "-arch=compute_80", "-ptx", "-o", str(made)]
    subprocess.run([nvcc, *flags, str(Path(__file__).with_name("gpu_twins.cu"))], check=True)
    print(f"wrote {made}: {made.stat().st_size:,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", help="the module file with the kernels")
    parser.add_argument("--build", action="store_true", help="write it, where the compiler is")
    parser.add_argument("--small", action="store_true", help="small sizes: the checks matter")
    parser.add_argument("--only", nargs="+", metavar="KERNEL", help="leave out the others")
    parser.add_argument("--numba", metavar="PYTHON", help="an interpreter that has numba-cuda")
    parser.add_argument("--keep", metavar="JSON", help="write the figures to this file")
    options = parser.parse_args()
    if options.build:
        build(options.file)
        return
    if machine.make_grid is None:
        with suppress(ImportError):
            import jitscript.cuda  # noqa: F401  the CPU grid, where the compiler is
    device = machine.current()
    print(f"on {device.name or 'a device'} ({device.arch})\n")
    kernels, all_ = load(options.file), problems(options.small)
    if options.only:
        all_ = [problem for problem in all_ if problem.name in options.only]
    twins = Twins(options.file)
    check_results(kernels, all_, twins)
    check_errors(kernels, options.small)
    numba = by_numba(options.numba, options.small) if options.numba else {}
    table = measure(kernels, all_, options.small, twins, numba)
    if options.keep:
        found = {"device": device.name, "arch": device.arch, "figures": table}
        Path(options.keep).write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
