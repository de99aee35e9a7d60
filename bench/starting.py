"""Fresh processes: the import, the first result from a warm cache, the loading of a file."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import timing

PROGRAMS = {"scalar": "111", "arrays": "994.5"}


def imports(rounds: int) -> dict[str, float]:
    """Seconds of `import jitscript` and `import numba` beyond a bare interpreter."""
    tick = timing.Progress("imports", 3 * rounds)
    statements = {"bare": "pass", "jitscript": "import jitscript", "numba": "import numba"}
    env = timing.environment()
    runs = {
        name: (lambda code=code: timing.process_seconds([sys.executable, "-c", code], env))
        for name, code in statements.items()
    }
    for run in runs.values():
        run()  # bytecode is written, files are in the page cache
    seconds = timing.interleaved(runs, rounds, tick)
    bare = seconds.pop("bare")
    # what is less than the noise of the two is none
    return {name: max(value - bare, 0.0) for name, value in seconds.items()}


def first_results(rounds: int) -> dict[str, dict[str, float]]:
    """Seconds of a whole process that prints one result, its compiled code in the cache."""
    tick = timing.Progress("starts from the cache", 3 * rounds * len(PROGRAMS))
    return {name: first_result(name, rounds, tick) for name in PROGRAMS}


def first_result(name: str, rounds: int, tick: timing.Progress) -> dict[str, float]:
    folder = Path(__file__).parent / "programs"
    commands = {
        way: [sys.executable, str(folder / f"{name}_{way}.py")] for way in ("jitscript", "numba")
    }
    with timing.cache_folder() as env:
        runs = {
            way: (lambda command=command: timing.process_seconds(command, env, PROGRAMS[name]))
            for way, command in commands.items()
        }
        bare = [sys.executable, "-c", "import numpy" if name == "arrays" else "pass"]
        runs["bare"] = lambda: timing.process_seconds(bare, env)
        for run in runs.values():
            run()  # fills the caches
        return timing.interleaved(runs, rounds, tick)


def loading(rounds: int) -> dict[str, Any]:
    """`runtime.load` of the demo's file in fresh processes, and the size of both files."""
    from examples.digits import model
    from jitscript import save

    tick = timing.Progress("loading a module file", rounds)
    with tempfile.TemporaryDirectory(prefix="jitscript-bench-") as folder:
        file = Path(folder) / "digits.jsm"
        save(str(file), *model.FUNCTIONS)
        loads: list[dict[str, Any]] = []

        def run() -> float:
            loads.append(timing.child_json(["load", str(file)], timing.environment()))
            return loads[-1]["seconds"]

        seconds = timing.interleaved({"load": run}, rounds, tick)["load"]
        return {
            "seconds": seconds,
            "llvm": any(load["llvm"] for load in loads),
            "file bytes": loads[0]["bytes"],
            "wheel bytes": wheel_bytes(Path(folder)),
        }


def wheel_bytes(folder: Path) -> int:
    """Build the runtime's wheel from the checkout, and weigh it."""
    source = timing.ROOT / "packaging" / "runtime"
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("jitscript_runtime-*.whl")
    return wheel.stat().st_size
