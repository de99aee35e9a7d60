"""Kernels in module files: what the file holds, and what launches from it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import types
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript
from jitscript import Array1, cuda, f32, script
from jitscript.backend.cpu import machine as cpu
from jitscript.backend.cuda import tools
from jitscript.runtime.gpu import machine
from jitscript.runtime.gpu.driver import Driver

sys.path.insert(0, str(Path(__file__).parent))

import kernels
from fake_driver import FakeCuda
from runtime_alone import WITHOUT_COMPILER


@script
def one_more(x: int) -> int:
    return x + 1


def saved() -> bytes:
    out = io.BytesIO()
    jitscript.save(out, one_more, kernels.saxpy, matrix=kernels.matmul)
    return out.getvalue()


def test_twice_the_same_bytes() -> None:
    assert saved() == saved()


def test_the_same_when_compiled_again() -> None:
    provider: Any = kernels.parts.strides._provider
    made = [provider._compile_kernel("ptx", "sm_80", "contiguous").code for _ in range(2)]
    assert made[0] == made[1]


def test_while_another_thread_makes_code_for_the_cpu() -> None:
    """Switches of LLVM's code generator are the whole process's, and not the same for a CPU."""
    provider: Any = kernels.parts.strides._provider
    made = [provider._compile_kernel("ptx", "sm_80", "contiguous").code]
    busy, end = threading.Event(), threading.Event()

    def emit() -> None:
        functions = [f"define i64 @f{i}(i64 %x) {{ ret i64 %x }}" for i in range(500)]
        module = cpu.parse("\n".join([cpu.header(cpu.NATIVE), *functions]))
        while not end.is_set():
            cpu.emit(module, cpu.NATIVE, 2)
            busy.set()

    thread = threading.Thread(target=emit)
    thread.start()
    try:
        assert busy.wait(60)
        made += [provider._compile_kernel("ptx", "sm_80", "contiguous").code for _ in range(3)]
    finally:
        end.set()
        thread.join()
    assert made.count(made[0]) == len(made)


def test_what_is_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(saved())) as file:
        names = file.namelist()
        ptx = file.read("cuda/matrix.contiguous.ptx")
        manifest = json.loads(file.read("manifest.json"))
    assert {"cuda/saxpy.strided.ptx", "cuda/saxpy.ir"} <= {*names}
    assert b".target sm_80" in ptx and b".visible .entry jsk_matmul(" in ptx
    assert [k["name"] for k in manifest["kernels"]] == ["saxpy", "matrix"]
    assert manifest["kernels"][0]["variants"]["contiguous"]["writes"] == [2]


def test_on_the_grid_from_its_ir() -> None:
    loaded = jitscript.load(saved())
    assert loaded.__all__ == ["one_more", "saxpy", "matrix"] and loaded.one_more(2) == 3
    x, y = cuda.to_device(np.arange(9, dtype="f4")), cuda.zeros(18, np.float32)
    loaded.saxpy[1, 9](3.0, x, y[::2])
    assert y.copy_to_host()[::2].tolist() == [3.0 * i for i in range(9)]
    assert loaded.saxpy.ptx == kernels.saxpy.ptx
    with pytest.raises(AttributeError, match="no Python function"):
        _ = loaded.saxpy.python
    with pytest.raises(TypeError, match="was loaded from a"):
        jitscript.save(io.BytesIO(), loaded.saxpy)


def test_with_a_driver() -> None:
    """The PTX of the file is what the driver gets."""
    loaded = jitscript.load(saved())
    at_80 = cuda.kernel(kernels.saxpy.python)

    class Fake(FakeCuda):
        def cuModuleLoadDataEx(self, out: object, image: bytes, *options: object) -> int | None:
            assert image.decode() == loaded.saxpy.ptx
            image = at_80._provider.compiled("ptx", "sm_90", "contiguous")[0]
            return super().cuModuleLoadDataEx(out, image, *options)

    before = list(machine._current)
    machine._current[:] = [Driver(Fake([at_80]).find)]
    try:
        x, y = cuda.to_device(np.arange(9, dtype="f4")), cuda.zeros(9, np.float32)
        loaded.saxpy[1, 9](3.0, x, y)
        loaded.saxpy[1, 9](3.0, x, y)
        assert y.copy_to_host().tolist() == [6.0 * i for i in range(9)]
    finally:
        machine._current[:] = before


ALONE = f"""
{WITHOUT_COMPILER}
from jitscript import runtime
from jitscript.runtime.gpu import errors, making
m = runtime.load(sys.argv[1])
print(m.saxpy, m.saxpy.ptx.count(".entry"))
try:
    making.zeros(3)
except errors.CudaUnavailable as e:
    print(type(e).__name__)
"""


def test_the_runtime_alone(tmp_path: Path) -> None:
    file = tmp_path / "k.jsm"
    jitscript.save(file, kernels.saxpy)
    command = [sys.executable, "-c", ALONE, str(file)]
    env = {"JITSCRIPT_CUDA": "cpu", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert done.stdout == "<kernel saxpy> 1\nCudaUnavailable\n", done.stderr


def test_a_damaged_description(tmp_path: Path) -> None:
    from jitscript.runtime.container import ArchiveError, pack
    from jitscript.runtime.fingerprint import digest

    with zipfile.ZipFile(io.BytesIO(saved())) as file:
        files = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    for damage in (
        lambda k: k.pop("ir"),
        lambda k: k["variants"].pop("strided"),
        lambda k: k["variants"]["strided"].update(sites=3),
        lambda k: k.update(name="__class__"),
        lambda k: k["params"][0].update(type="array<"),
    ):
        broken = json.loads(json.dumps(manifest))
        damage(broken["kernels"][0])
        broken["files"] = {n: digest(c).hex() for n, c in files.items()}
        data = pack({"manifest.json": json.dumps(broken).encode(), **files})
        with pytest.raises(ArchiveError, match="malformed"):
            jitscript.load(data)


def doubled(x: Array1[f32]) -> None:
    i = cuda.grid(1)
    if i < len(x):
        x[i] *= f32(2.0)


def test_machine_code_for_some_devices(ptxas: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "find", lambda name: ptxas)
    kernel = cuda.kernel(doubled, cubins=["sm_90", "sm_80", "sm_90"])
    files = []
    for _ in range(2):
        out = io.BytesIO()
        jitscript.save(out, kernel)
        files.append(out.getvalue())
        tools.assemble.cache_clear()
    assert files[0] == files[1]
    with zipfile.ZipFile(io.BytesIO(files[0])) as file:
        names = [name for name in file.namelist() if name.endswith(".cubin")]
        made = {
            arch: file.read(f"cuda/doubled.contiguous.{arch}.cubin") for arch in ("sm_80", "sm_90")
        }
    assert len(names) == 4 and all(code.startswith(b"\x7fELF") for code in made.values())
    provider = jitscript.load(files[0]).doubled._provider

    def given(arch: str) -> bytes:
        device = types.SimpleNamespace(kind="ptx", arch=arch)
        return bytes(provider.code(device, "contiguous")[0])

    assert given("sm_80") == given("sm_86") == made["sm_80"] != made["sm_90"] == given("sm_90")
    assert given("sm_75") == given("sm_100") == kernel.ptx.encode()


def test_machine_code_is_for_what_there_is() -> None:
    with pytest.raises(ValueError, match="no machine code for sm_75, which is older"):
        cuda.kernel(doubled, cubins=["sm_75"])
    with pytest.raises(ValueError, match="'sm_91' is no architecture"):
        cuda.kernel(doubled, cubins=["sm_91"])
    with pytest.raises(TypeError, match="a sequence of names"):
        cuda.kernel(doubled, cubins="sm_90")
