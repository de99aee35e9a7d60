"""Accesses of 16 bytes: where they are made, for whom, and that nobody can tell."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript
from jitscript import Array1, cuda, f32, f64, i16, i32, u8
from jitscript.backend.cuda import tools
from jitscript.runtime import archive
from jitscript.runtime.gpu import machine
from jitscript.runtime.gpu.driver import Driver

sys.path.insert(0, str(Path(__file__).parent))

from compiled_driver import CompiledCuda
from fake_driver import FakeCuda


@cuda.kernel
def stepping(a: f32, x: Array1[f32], y: Array1[f32]) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        y[i] = a * x[i] + y[i]


@cuda.kernel
def bytes_to_floats(x: Array1[u8], table: Array1[f64], y: Array1[f64]) -> None:
    top = table[0]
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        y[i] = top - float(x[i])


@cuda.kernel
def neighbours(x: Array1[i16], y: Array1[i16]) -> None:
    last = len(x) - 1
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        y[i] = x[max(i - 1, 0)] + x[min(i + 1, last)]


@cuda.kernel
def four_each(x: Array1[i32], y: Array1[i32]) -> None:
    i = 4 * cuda.grid(1)
    if i + 3 < len(x):
        for k in range(4):
            y[i + k] = x[i + k] ^ i32(k)


@cuda.kernel(check=False)
def unchecked(x: Array1[f32], y: Array1[f32]) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        y[i] = x[i] * f32(3.0)


@cuda.kernel
def one_each(x: Array1[f32], y: Array1[f32]) -> None:
    i = cuda.grid(1)
    if i < len(x):
        y[i] = x[i]


WIDE = (stepping, bytes_to_floats, neighbours, four_each, unchecked)
ACCESS = re.compile(r"(ld|st)\.global\S*\.v(\d)\.b(\d+)")


def accesses(kernel: Any, variant: str = "contiguous") -> set[tuple[str, int]]:
    """(ld or st, bytes) of what is loaded and stored several elements at once."""
    ptx = kernel._provider.compiled("ptx", "sm_80", variant)[0].decode()
    return {(what, int(n) * int(bits) // 8) for what, n, bits in ACCESS.findall(ptx)}


def test_where_they_are() -> None:
    for kernel in (stepping, four_each, unchecked):
        assert accesses(kernel) == {("ld", 16), ("st", 16)}, kernel
    assert ("st", 16) in accesses(bytes_to_floats) and ("st", 16) in accesses(neighbours)
    for kernel in WIDE:
        assert not accesses(kernel, "unaligned") and not accesses(kernel, "strided")
    assert not accesses(one_each)


def test_in_machine_code() -> None:
    if tools.find("ptxas") is None or tools.find("nvdisasm") is None:
        pytest.skip("no ptxas or no nvdisasm is here")
    code = stepping.sass
    assert "LDG.E.128.CONSTANT" in code and "LDG.E.128 " in code and "STG.E.128 " in code


SHAPES = ((1, 1), (1, 32), (2, 3), (3, 64), (4, 256))


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 31, 32, 33, 255, 1001, 4096])
def test_every_element_once(n: int) -> None:
    r = np.random.default_rng(n)
    x, y = r.random(n, np.float32), r.random(n, np.float32)
    b, s = r.integers(0, 256, n).astype("u1"), r.integers(-(2**15), 2**15, n).astype("i2")
    padded = np.concatenate([s[:1], s, s[-1:]])
    for shape in SHAPES:
        d = cuda.to_device(y)
        stepping[shape](np.float32(0.3), cuda.to_device(x), d)
        assert d.copy_to_host().tolist() == (np.float32(0.3) * x + y).tolist()
        d = cuda.zeros(n)
        bytes_to_floats[shape](cuda.to_device(b), cuda.to_device(np.array([2.5])), d)
        assert d.copy_to_host().tolist() == (2.5 - b).tolist()
        d = cuda.zeros(n, np.int16)
        neighbours[shape](cuda.to_device(s), d)
        assert d.copy_to_host().tolist() == (padded[:-2] + padded[2:]).tolist()
        d = cuda.zeros(n, np.float32)
        unchecked[shape](cuda.to_device(x), d)
        assert d.copy_to_host().tolist() == (x * np.float32(3)).tolist()


def test_an_array_that_is_too_short() -> None:
    """The slow form of the loop tells who fails as it always did."""
    x, y = cuda.zeros(100, np.float32), cuda.zeros(90, np.float32)
    stepping[2, 16](1.0, x, y)
    with pytest.raises(IndexError, match="index 96 is out of bounds for axis 0 with size 90") as e:
        cuda.synchronize()
    assert e.value.block == e.value.thread == (0, 0, 0)


@pytest.fixture
def device() -> Iterator[CompiledCuda]:
    made = CompiledCuda([stepping, one_each])
    before = list(machine._current)
    machine._current[:] = [Driver(made.find)]
    yield made
    machine._current[:] = before


def test_who_gets_them_by_machine_code(device: CompiledCuda) -> None:
    x, y = cuda.zeros(64, np.float32), cuda.zeros(64, np.float32)
    assert not x.address % 16
    handle = device.value("handles")

    def launched(kernel: Any, *arrays: Any) -> int:
        kernel[1, 16](*(1.0,) * (kernel is stepping), *arrays)
        return int(handle.value)

    for _ in range(2):  # first by Python, then by machine code
        wide = launched(stepping, x, y)
        assert launched(stepping, x[4:], y[8:24]) == wide
        near = launched(stepping, x[1:], y[1:])
        assert launched(stepping, x, y[2:]) == near == launched(stepping, x[3:], y)
        other = launched(stepping, x[::2], y)
        assert launched(stepping, x, x) == other
        assert len({wide, near, other}) == 3
        assert launched(one_each, x, y) == launched(one_each, x[1:], y[3:])


def test_who_gets_them_without_machine_code(monkeypatch: pytest.MonkeyPatch) -> None:
    from jitscript.runtime.gpu import entry

    monkeypatch.setattr(entry, "address", lambda: 0)
    made = FakeCuda([stepping])
    before = list(machine._current)
    machine._current[:] = [Driver(made.find)]
    try:
        x, y = cuda.to_device(np.arange(9, dtype="f4")), cuda.zeros(9, np.float32)
        launch = stepping[1, 2]
        for _ in range(3):
            launch(1.0, x, y)
            launch(1.0, x[1:], y[1:])
        launched = {variant for _, variant in stepping._loaded}
        assert y.copy_to_host().tolist() == [0.0] + [6.0 * i for i in range(1, 9)]
        assert {"contiguous", "unaligned"} <= launched
    finally:
        machine._current[:] = before


def test_in_module_files() -> None:
    out = io.BytesIO()
    jitscript.save(out, stepping, one_each)
    with zipfile.ZipFile(out) as file:
        manifest = json.loads(file.read("manifest.json"))
        assert "cuda/stepping.unaligned.ptx" in file.namelist()
        assert "cuda/one_each.unaligned.ptx" not in file.namelist()
    assert manifest["format"] == 3 == archive.FORMAT
    loaded = jitscript.load(out.getvalue()).stepping
    x = np.arange(33, dtype="f4")
    for part in (slice(None), slice(1, None), slice(None, None, 2)):
        d, y = cuda.to_device(x), cuda.to_device(x)
        loaded[2, 4](2.0, d[part], y[part])
        expected = x.copy()
        expected[part] *= 3
        assert y.copy_to_host().tolist() == expected.tolist()
    out = io.BytesIO()
    jitscript.save(out, one_each)
    with zipfile.ZipFile(out) as file:  # which older runtimes read, too
        assert json.loads(file.read("manifest.json"))["format"] == 1


def test_assembles(ptxas: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "find", lambda name: ptxas)
    for kernel in WIDE:
        for arch in ("sm_80", "sm_90", "sm_100", "sm_120"):
            for variant in ("contiguous", "unaligned"):
                code = kernel._provider.compiled("ptx", arch, variant)[0]
                assert tools.assemble(code, arch)[1].spill_stores == 0
