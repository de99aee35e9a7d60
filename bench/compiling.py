"""Cold compiles: from the decorator to the first result, in a fresh process, nothing cached."""

from __future__ import annotations

from bench import timing


def measure(names: tuple[str, ...], rounds: int) -> dict[str, dict[str, float]]:
    """Median seconds per kernel and compiler."""
    tick = timing.Progress("cold compiles", 2 * rounds * len(names))
    return {name: measure_kernel(name, rounds, tick) for name in names}


def measure_kernel(name: str, rounds: int, tick: timing.Progress) -> dict[str, float]:
    def run(way: str) -> float:
        with timing.cache_folder() as env:
            return timing.child_json(["compile", way, name], env)

    ways = ("jitscript", "numba")
    return timing.interleaved({way: (lambda way=way: run(way)) for way in ways}, rounds, tick)
