"""NVIDIA's own tools, where a package or a toolkit has them: `ptxas` makes machine code of PTX and
tells what it needs, `nvdisasm` shows it as text. Nothing depends on them: a device's driver does
what the first does.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from ...runtime.gpu.errors import CudaError

PACKAGES = {"ptxas": "nvidia-cuda-nvcc", "nvdisasm": "nvidia-cuda-nvdisasm"}
_SECONDS = 300


class Resources(NamedTuple):
    """What a thread of a kernel takes: registers, bytes of its stack, of them bytes that registers
    are spilled to and read from; and the bytes of static shared memory of a block. `math`: whose
    mathematical functions are inside, "libdevice" or "own"; "" where there are none."""

    registers: int
    shared: int
    stack: int
    spill_stores: int
    spill_loads: int
    math: str = ""


@functools.cache
def find(name: str) -> str | None:
    """The path of a tool, or None."""
    spec = find_spec("nvidia")
    for root in map(Path, (spec.submodule_search_locations or ()) if spec else ()):
        for file in sorted(root.glob(f"*/bin/{name}"), reverse=True):
            return str(file)
    for variable in ("CUDA_HOME", "CUDA_PATH"):
        file = Path(os.environ.get(variable) or "/usr/local/cuda", "bin", name)
        if file.is_file():
            return str(file)
    return shutil.which(name)


def _tool(name: str, what: str) -> str:
    found = find(name)
    if found is None:
        raise CudaError(
            f"{what} takes NVIDIA's {name}, which was not found (hint: pip install "
            f"{PACKAGES[name]}, or have CUDA_HOME name a CUDA toolkit)"
        )
    return found


def _run(*command: str) -> tuple[str, str]:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise CudaError(f"{Path(command[0]).name} refuses: {(done.stderr or done.stdout).strip()}")
    return done.stdout, done.stderr


@functools.lru_cache(16)
def assemble(ptx: bytes, arch: str) -> tuple[bytes, Resources]:
    """Machine code for devices of an architecture, and what it needs. Raises CudaError."""
    ptxas = _tool("ptxas", "a kernel's machine code")
    with tempfile.TemporaryDirectory() as folder:
        source, code = Path(folder, "kernel.ptx"), Path(folder, "kernel.cubin")
        source.write_bytes(ptx)
        out, told = _run(ptxas, "-arch", arch, "-v", str(source), "-o", str(code))
        return code.read_bytes(), _resources(out + told)


def _resources(text: str) -> Resources:
    def number(pattern: str) -> int:
        return max(map(int, re.findall(pattern, text)), default=0)

    return Resources(
        number(r"Used (\d+) registers"),
        number(r"(\d+) bytes smem"),
        number(r"(\d+) bytes stack frame"),
        number(r"(\d+) bytes spill stores"),
        number(r"(\d+) bytes spill loads"),
    )


def disassemble(cubin: bytes) -> str:
    """Machine code as text. Raises CudaError."""
    nvdisasm = _tool("nvdisasm", "a kernel's SASS")
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder, "kernel.cubin")
        code.write_bytes(cubin)
        return _run(nvdisasm, str(code))[0]
