"""What it takes to compile a kernel to PTX, beside numba-cuda, without a GPU.

    python bench/gpu_compile.py [--numba PYTHON] [--arch sm_80] [KERNEL …]

Milliseconds of the processor from a Python function to PTX, in a process that has compiled others
before, without the cache: the least of five. The kernels are those of `bench/gpu.py`, and
numba-cuda compiles the same text. It may need another interpreter than this one (it wants an
older NumPy): PYTHON names it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ROUNDS = 5
# The parameters of each kernel, in letters: a number, or an array and its rank.
SHAPES = {
    "saxpy": "f f1 f1",
    "steps": "f f1 f1",
    "chain": "f f1 f1",
    "transpose": "f2 f2",
    "softmax": "f2 f2",
    "total": "f1 f1",
    "stencil": "f1 f1",
    "matmul": "f2 f2 f2",
    "n_body": "f2 f2 f",
    "black_scholes": "f1 f1 f1 f1 f1 f f",
    "histogram": "u1 i1",
    "scan": "f1 f1 f1",
}


def least(run: Any) -> float:
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def ours(names: list[str], arch: str) -> dict[str, float]:
    sys.path.insert(0, str(ROOT))
    from bench import gpu_kernels
    from jitscript import cuda

    found = {}
    for name in ["chain", *names]:  # the first warms up
        provider = cuda.kernel(getattr(gpu_kernels, name), cache=False)._provider
        found[name] = least(lambda p=provider: p.compiled("ptx", arch, "contiguous"))
    return found


def numbas() -> dict[str, Any]:
    """The kernels as numba-cuda takes them, by name; its types. In an interpreter that has it."""
    import numba
    import numpy
    from numba import cuda

    text = Path(__file__).with_name("gpu_kernels.py").read_text()
    wide = re.search(r"TILE, WIDE, EACH = \d+, (\d+)", text)
    assert wide is not None
    text = text.replace("WIDE + 1", str(int(wide[1]) + 1))  # a number or a name is all it takes
    for name in ("exp", "log", "sqrt"):
        text = text.replace(f"np.{name}(", f"math.{name}(")
    start, end = text.index("TILE, WIDE"), text.index("MEASURED = (")
    scope: dict[str, Any] = {"cuda": cuda, "np": numpy, "math": __import__("math")}
    scope.update(f32=numba.float32, f64=numba.float64, i32=numba.int32)
    scope["__name__"] = "kernels"
    head = "from __future__ import annotations\n"
    exec(compile(head + text[start:end], "kernels.py", "exec"), scope)
    scope["normal"] = cuda.jit(device=True)(scope["normal"])
    return scope


def theirs(names: list[str], arch: str) -> dict[str, float | None]:
    import numba
    from numba import cuda

    scope = numbas()
    types = {"f": numba.float32, "u": numba.uint8, "i": numba.int32}
    made: dict[str, float | None] = {}
    number = int(arch.removeprefix("sm_"))
    for name in ["chain", *names]:
        parts = SHAPES[name].split()
        given = tuple(types[p[0]] if len(p) == 1 else types[p[0]][_axes(p)] for p in parts)

        def run(function: Any = scope[name], given: Any = given) -> None:
            cuda.compile_ptx(function, given, cc=divmod(number, 10))

        try:
            made[name] = least(run)
        except Exception:  # it does not take the kernel, or wants a driver
            made[name] = None
    return made


def _axes(part: str) -> Any:
    """The index that makes a contiguous array type of numba's: float32[:, ::1]."""
    last = slice(None, None, 1)
    return last if part[1] == "1" else (slice(None), last)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", help="kernels, instead of all")
    parser.add_argument("--arch", default="sm_80")
    parser.add_argument("--numba", metavar="PYTHON", help="an interpreter that has numba-cuda")
    parser.add_argument("--theirs", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    names = options.names or list(SHAPES)
    if options.theirs:
        print(json.dumps(theirs(names, options.arch)))
        return
    mine = ours(names, options.arch)
    other: dict[str, float | None] = {}
    if options.numba:
        command = [options.numba, __file__, "--theirs", "--arch", options.arch, *names]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        other = json.loads(done.stdout.splitlines()[-1])
    print(f"{options.arch:15} {'ms':>8} {'numba-cuda':>11} {'share':>6}")
    for name in names:
        line = f"{name:15} {1e3 * mine[name]:8.1f}"
        took = other.get(name)
        if took is not None:
            line += f" {1e3 * took:11.1f} {mine[name] / took:6.2f}"
        print(line)


if __name__ == "__main__":
    main()
