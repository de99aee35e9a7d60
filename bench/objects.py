"""Programs of objects beside CPython, and beside themselves compiled by mypyc where that is there.

    python -m bench.objects             all of them
    python -m bench.objects --no-mypyc  without the minute that mypyc takes

The programs are those of `tests/programs/everyday`, which the suite compares with CPython.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.timing import geometric_mean
from tests.programs import harness

PROGRAMS: dict[str, tuple[str, str, tuple[Any, ...]]] = {
    "sort with key": ("classics", "sort_by_key", (20_000,)),
    "Dijkstra, heapq": ("classics", "dijkstra", (10_000,)),
    "n-queens": ("classics", "queens", (8,)),
    "Richards": ("richards", "run", (2,)),
    "DeltaBlue": ("deltablue", "delta_blue", (300,)),
    "binary trees": ("classics", "binary_trees", (10,)),
    "Havlak": ("havlak", "main", (10, 10)),
    "fannkuch": ("classics", "fannkuch", (8,)),
    "spectral norm": ("classics", "spectral_norm", (60,)),
    "LRU cache": ("classics", "lru_cache", (100_000,)),
    "Sudoku": ("classics", "sudoku", (1,)),
}


def measure(rounds: int, mypyc: bool = True) -> dict[str, dict[str, float]]:
    """The least seconds of each program, by who runs it."""
    names = sorted({file for file, _, _ in PROGRAMS.values()})
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        modules = {
            file: {
                "CPython": harness.load_plain(harness.HERE / "everyday" / f"{file}.py"),
                "jitscript": harness.load_scripted(harness.HERE / "everyday" / f"{file}.py"),
                "mypyc": compiled(file, Path(folder)) if mypyc else None,
            }
            for file in names
        }
        for name, (file, function, args) in PROGRAMS.items():
            ways = {k: getattr(m, function) for k, m in modules[file].items() if m is not None}
            results = {way: run(*args) for way, run in ways.items()}
            if any(r != results["CPython"] for r in results.values()):
                raise SystemExit(f"{name} is wrong: {results}")
            found[name] = {way: seconds(run, args, rounds) for way, run in ways.items()}
    return found


def compiled(file: str, folder: Path) -> ModuleType | None:
    """The module as mypyc compiles it; None where it, a C compiler or Python's headers miss."""
    if importlib.util.find_spec("mypyc") is None or shutil.which("cc") is None:
        return None
    lines = (harness.HERE / "everyday" / f"{file}.py").read_text().splitlines()
    left_out = ("@script", "@js.script", "from jitscript", "import jitscript", "CASES")
    name = f"{file}_by_mypyc"
    (folder / f"{name}.py").write_text(
        "\n".join(x for x in _without_cases(lines) if not x.startswith(left_out)) + "\n"
    )
    command = [sys.executable, "-m", "mypyc", f"{name}.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    built = list(folder.glob(f"{name}.*.so")) + list(folder.glob(f"{name}.*.pyd"))
    if done.returncode or not built:
        print(f"mypyc does not compile {file}: {(done.stdout + done.stderr)[-300:]}")
        return None
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))


def _without_cases(lines: list[str]) -> list[str]:
    start = next((i for i, line in enumerate(lines) if line.startswith("CASES")), len(lines))
    return lines[:start]


def seconds(function: Callable[..., Any], args: tuple[Any, ...], rounds: int) -> float:
    found = []
    for _ in range(rounds):
        with contextlib.redirect_stdout(io.StringIO()):
            start = time.process_time()
            function(*args)
            found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    found = measure(5, "--no-mypyc" not in sys.argv)
    print(f"{'':18}{'ms':>8}{'CPython ms':>12}{'mypyc ms':>10}{'CPython ×':>11}{'mypyc ×':>9}")
    for name, ways in found.items():
        ours, slow, other = ways["jitscript"], ways["CPython"], ways.get("mypyc")
        by, ratio = ("–", "–") if other is None else (f"{1e3 * other:.2f}", f"{other / ours:.2f}")
        print(f"{name:18}{1e3 * ours:8.2f}{1e3 * slow:12.2f}{by:>10}{slow / ours:11.2f}{ratio:>9}")
    print(f"geometric mean, CPython ×: {mean(found, 'CPython'):.2f}", end="")
    if all("mypyc" in ways for ways in found.values()):
        print(f", mypyc ×: {mean(found, 'mypyc'):.2f}", end="")
    print()


def mean(found: dict[str, dict[str, float]], way: str) -> float:
    ratios = [w[way] / w["jitscript"] for w in found.values() if way in w]
    return geometric_mean(ratios)


if __name__ == "__main__":
    main()
