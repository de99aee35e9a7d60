"""Kernels and their twins in CUDA C, side by side: instructions and registers, without a GPU.

    python bench/gpu_static.py [--arch sm_80] [--checks] [KERNEL …]

Needs NVIDIA's tools: nvcc, ptxas, cuobjdump and nvdisasm, from a toolkit on the PATH or from the
packages `nvidia-cuda-nvcc`, `nvidia-nvvm`, `nvidia-cuda-crt`, `nvidia-cuda-runtime`,
`nvidia-cuda-cuobjdump` and `nvidia-cuda-nvdisasm`. The twins are compiled with -O3 and, as kernels
are, without contraction; kernels without their checks, unless `--checks` is given.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import gpu_kernels
from jitscript import cuda

TWINS = Path(__file__).with_name("gpu_twins.cu")


def tool(name: str) -> str:
    """The path of a tool, whose folder is put on the PATH: they call each other."""
    spec = find_spec("nvidia")
    found = shutil.which(name)
    for root in map(Path, (spec.submodule_search_locations or ()) if spec else ()):
        for file in root.glob(f"*/bin/{name}"):
            found = str(file)
    if found is None:
        raise SystemExit(f"no {name} is here")
    os.environ["PATH"] = f"{Path(found).parent}{os.pathsep}{os.environ['PATH']}"
    return found


def facts(cubin: Path) -> dict[str, tuple[int, int]]:
    """(instructions, registers) of each function. What fills the end up is not counted."""

    def dump(option: str) -> str:
        command = [tool("cuobjdump"), option, str(cubin)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    found: dict[str, int] = {}
    name = ""
    for line in dump("-sass").splitlines():
        start = re.match(r"\s*Function : (\S+)", line)
        if start:
            name = start[1]
            found[name] = 0
        op = re.match(r"\s+/\*[0-9a-f]{4,}\*/\s+(.*?);", line)
        if op and not op[1].startswith("NOP"):
            found[name] += 1
    registers = dict(re.findall(r"Function (\S+?):\s*\n\s*REG:(\d+)", dump("-res-usage")))
    return {name: (count, int(registers[name])) for name, count in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", help="kernels, instead of all")
    parser.add_argument("--arch", default="sm_80")
    parser.add_argument("--checks", action="store_true", help="kernels with their checks")
    options = parser.parse_args()
    tool("nvdisasm")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "twins.cubin")
        flags = ["-O3", "-fmad=false", f"-arch={options.arch}", "-cubin", "-o", str(made)]
        subprocess.run([tool("nvcc"), *flags, str(TWINS)], check=True)
        twins = facts(made)
        print(f"{options.arch:15} {'instructions':>12} {'twin':>6} {'':>5} {'registers':>10} twin")
        for function in gpu_kernels.MEASURED:
            name = function.__name__
            if options.names and name not in options.names:
                continue
            most = gpu_kernels.most(name)
            kernel = cuda.kernel(
                function, check=options.checks, arch=options.arch, max_threads=most
            )
            source, cubin = Path(folder, f"{name}.ptx"), Path(folder, f"{name}.cubin")
            source.write_text(kernel.ptx)
            command = [tool("ptxas"), "-arch", options.arch, str(source), "-o", str(cubin)]
            subprocess.run(command, check=True)
            count, registers = facts(cubin)[f"jsk_{name}"]
            theirs, other = twins[name]
            print(
                f"{name:15} {count:12} {theirs:6} {count / theirs:5.2f} {registers:10} {other:4}"
                f" {registers / other:5.2f}"
            )


if __name__ == "__main__":
    main()
