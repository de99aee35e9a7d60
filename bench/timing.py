"""Medians of interleaved runs, fresh processes, and the machine they ran on."""

from __future__ import annotations

import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def interleaved(
    runs: Mapping[str, Callable[[], float]],
    rounds: int,
    tick: Callable[[], None] | None = None,
    pick: Callable[[list[float]], float] = statistics.median,
) -> dict[str, float]:
    """The median seconds of each run, or what `pick` takes; every round runs all of them, so drift
    hits all alike.

    Each round begins with another one: nobody always follows the same neighbour.
    """
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    names = list(runs)
    for i in range(rounds):
        first = i % len(names)
        for name in names[first:] + names[:first]:
            seconds[name].append(runs[name]())
            if tick:
                tick()
    return {name: pick(values) for name, values in seconds.items()}


def timed(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def geometric_mean(values: Iterable[float]) -> float:
    logs = [math.log(value) for value in values]
    return math.exp(sum(logs) / len(logs))


def environment(**extra: str) -> dict[str, str]:
    """A child's environment: the checkout importable, switches unset.

    Bytecode is kept, as it is for installed packages.
    """
    switches = ("JITSCRIPT_", "NUMBA_", "PYTHONDONTWRITEBYTECODE")
    env = {k: v for k, v in os.environ.items() if not k.startswith(switches)}
    path = [str(ROOT), *filter(None, [env.get("PYTHONPATH")])]
    return {**env, "PYTHONPATH": os.pathsep.join(path), **extra}


@contextmanager
def cache_folder() -> Iterator[dict[str, str]]:
    """An environment in which both compilers keep their caches in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="jitscript-bench-") as folder:
        yield environment(JITSCRIPT_CACHE=f"{folder}/jitscript", NUMBA_CACHE_DIR=f"{folder}/numba")


def process_seconds(command: list[str], env: dict[str, str], expect: str = "") -> float:
    """The wall time of a fresh process; its output must be what was expected."""
    start = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode or expect not in done.stdout:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return seconds


def child_json(arguments: list[str], env: dict[str, str]) -> Any:
    """What `python -m bench.child …` prints: one JSON value."""
    command = [sys.executable, "-m", "bench.child", *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


class Progress:
    """One line on a terminal that says what is measured at the moment."""

    def __init__(self, title: str, total: int) -> None:
        self.title, self.total, self.done = title, total, 0
        self.live = sys.stderr.isatty()
        if not self.live:
            print(f"measuring: {title}", file=sys.stderr, flush=True)

    def __call__(self) -> None:
        self.done += 1
        if self.live:
            bar = "█" * (24 * self.done // self.total)
            print(f"\r{self.title:<28} {bar:·<24}", end="", file=sys.stderr, flush=True)
            if self.done == self.total:
                print("\r" + " " * 56 + "\r", end="", file=sys.stderr, flush=True)


def machine() -> dict[str, Any]:
    return {
        "cpu": cpu_name(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "cc": compiler_version(),
        **{name: version(name) for name in ("jitscript", "numpy", "numba", "llvmlite")},
    }


def cpu_name() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def compiler_version(cc: str = "cc") -> str:
    try:
        done = subprocess.run([cc, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "none"
    return done.stdout.splitlines()[0]


def version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "source tree"
