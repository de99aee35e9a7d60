"""Cold compiles: from the decorator to the first result, in a fresh process, nothing cached."""

from __future__ import annotations

import statistics

from bench import timing


def measure(names: tuple[str, ...], rounds: int) -> dict[str, dict[str, float]]:
    """Median seconds per kernel and compiler, and of the compiler's import before it."""
    for way in ("jitscript", "numba"):
        compile_once(way, names[0])  # bytecode is written, files are in the page cache
    tick = timing.Progress("cold compiles", 2 * rounds * len(names))
    return {name: measure_kernel(name, rounds, tick) for name in names}


def measure_kernel(name: str, rounds: int, tick: timing.Progress) -> dict[str, float]:
    imports: dict[str, list[float]] = {"jitscript": [], "numba": []}

    def run(way: str) -> float:
        seconds = compile_once(way, name)
        imports[way].append(seconds["import"])
        return seconds["compile"]

    seconds = timing.interleaved({way: (lambda way=way: run(way)) for way in imports}, rounds, tick)
    for way, values in imports.items():
        seconds[f"import {way}"] = statistics.median(values)
    return seconds


def compile_once(way: str, name: str) -> dict[str, float]:
    with timing.cache_folder() as env:
        return timing.child_json(["compile", way, name], env)
