"""`python -m bench`: measure everything, print the tables, keep the figures.

A run of some parts, some kernels or small sizes is printed and not kept.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from bench import (
    arrays,
    calls,
    compiling,
    language,
    npbench,
    objects,
    report,
    speed,
    starting,
    timing,
)
from bench.kernels import NAMES

PARTS = ("kernels", "compiling", "calls", "starting", "objects", "language")
ALONE = ("arrays", "npbench")  # only where they are asked for


def main() -> int:
    options = parser().parse_args()
    names = tuple(options.kernel or NAMES)
    rounds = options.rounds
    machine = timing.machine()
    print(report.heading(machine) + "\n")
    results: dict[str, Any] = {}
    measures = {
        "kernels": lambda: speed.measure(names, rounds, options.small),
        "compiling": lambda: compiling.measure(names, rounds),
        "calls": lambda: calls.measure(rounds),
        "starting": lambda: {
            "imports": starting.imports(3 * rounds),
            "first results": starting.first_results(3 * rounds),
            "loading": starting.loading(rounds),
        },
        "objects": lambda: objects.measure(rounds),
        "language": lambda: language.measure(rounds),
        "arrays": lambda: arrays.figures(rounds=rounds),
        "npbench": lambda: npbench.figures(rounds=rounds),
    }
    # The function calls of this process compile without reading or filling a user's cache.
    with timing.cache_folder() as env:
        os.environ.update({k: v for k, v in env.items() if k.endswith(("_CACHE", "_CACHE_DIR"))})
        for part in options.only or PARTS:
            results[part] = measures[part]()
            print(report.tables({part: results[part]})[0].text() + "\n", flush=True)
    if not (options.only or options.kernel or options.small):
        path = report.write(results, machine, rounds)
        print(f"written: {path.relative_to(Path.cwd())} and .json")
    return 0


def parser() -> argparse.ArgumentParser:
    it = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    it.add_argument(
        "--only", action="append", choices=(*PARTS, *ALONE), help="measure only this part"
    )
    it.add_argument("--kernel", action="append", choices=NAMES, help="only this kernel")
    it.add_argument("--rounds", type=int, default=7, help="interleaved runs, of which the median")
    it.add_argument("--small", action="store_true", help="small sizes: does it run at all?")
    return it


if __name__ == "__main__":
    sys.exit(main())
