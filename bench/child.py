"""What a fresh process measures for `compiling` and `starting`; prints one JSON value.

python -m bench.child compile {jitscript,numba} KERNEL
python -m bench.child load FILE.jsm
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any


def compile_seconds(way: str, name: str) -> dict[str, float]:
    """Decoration plus first call; reading the module and making its inputs are not counted.

    The compiler is imported before the clock starts, as far as its own `import` goes.
    """
    import numpy as np  # noqa: F401

    start = time.perf_counter()
    importlib.import_module(way)
    imported = time.perf_counter() - start

    from bench import twins

    decorate = {"jitscript": uncached, "numba": twins.numba_script}[way]
    spent = 0.0

    def script(function: Any) -> Any:
        nonlocal spent
        start = time.perf_counter()
        decorated = decorate(function)
        spent += time.perf_counter() - start
        return decorated

    kernel = twins.load(name, script)
    args = kernel.inputs(kernel.small)
    start = time.perf_counter()
    kernel.function(*args)
    return {"import": imported, "compile": spent + time.perf_counter() - start}


def uncached(function: Any) -> Any:
    from jitscript.api import script

    return script(function, cache=False)


def load_seconds(file: str) -> dict[str, object]:
    """One `runtime.load`, the module's functions callable, and whether LLVM came along."""
    import numpy  # noqa: F401

    start = time.perf_counter()
    from jitscript import runtime

    imported = time.perf_counter() - start
    start = time.perf_counter()
    runtime.load(file)
    seconds = time.perf_counter() - start
    llvm = any(name.partition(".")[0] == "llvmlite" for name in sys.modules)
    return {
        "seconds": seconds,
        "import": imported,
        "llvm": llvm,
        "bytes": Path(file).stat().st_size,
    }


def main(arguments: list[str]) -> None:
    what, *rest = arguments
    print(json.dumps({"compile": compile_seconds, "load": load_seconds}[what](*rest)))


if __name__ == "__main__":
    main(sys.argv[1:])
