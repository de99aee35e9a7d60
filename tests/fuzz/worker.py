"""One process that tries programs: batches of them, named by their seeds.

    python tests/fuzz/worker.py KIND FIRST COUNT PLACE [SKIPPED…]

`PLACE` is a file of three numbers: how often something was begun, the seed and the case. A process
that dies or hangs has so named its program. What was found is one line of JSON for each batch.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import random
import struct
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TESTS = HERE.parent
sys.path[:0] = [str(HERE), str(TESTS / "programs"), str(TESTS / "generated"), str(TESTS.parent)]

BATCH = {"swarm": 16, "ordinary": 8, "typed": 32, "ir": 200}
PLACE = struct.Struct("<QqQ")
Note = Callable[[int, int], None]


def settings(kind: str, first: int) -> tuple[int, int | None]:
    """LLVM's optimisation level of a batch, and that of our passes (None: the usual one)."""
    rng = random.Random(f"settings {kind} {first}")
    effort = rng.choice((0, 0, 0, 1, 2))
    return effort, 0 if rng.random() < 0.1 else None


def source(kind: str, seed: int) -> tuple[str, set[str]]:
    """A program's text and its features."""
    if kind == "typed":
        import generator

        return generator.program(seed), {"typed"}
    if kind == "ordinary":
        import ordinary

        return ordinary.program(seed)
    import swarm

    return swarm.program(seed)


def sources(kind: str, seeds: list[int], note: Note) -> dict[str, Any]:
    """Tries a batch of source programs."""
    import batch

    effort, level = settings(kind, seeds[0])
    programs, features = [], Counter({f"llvm {effort}": len(seeds), f"passes {level}": len(seeds)})
    for seed in seeds:
        note(seed, -1)
        text, used = source(kind, seed)
        programs.append(batch.Program(seed, text))
        features.update(used)
    batch.run(programs, effort, level, note)
    return {
        "tried": sum(not p.refusal for p in programs),
        "calls": sum(p.calls for p in programs),
        "errors": sum(p.errors for p in programs),
        "dropped": sum(p.dropped for p in programs),
        "refused": Counter(p.refusal for p in programs if p.refusal),
        "found": [(p.number, text) for p in programs for text in p.found],
        "features": features,
    }


def functions(seeds: list[int], note: Note) -> dict[str, Any]:
    """Tries a batch of IR functions."""
    import ir_swarm

    found, features, calls = [], Counter[str](), 0
    for seed in seeds:
        note(seed, -1)
        tried = ir_swarm.check(seed)
        calls += tried.calls
        features.update(tried.features)
        found += [(seed, text) for text in tried.found]
    return {"tried": len(seeds), "calls": calls, "found": found, "features": features}


def main() -> None:
    kind, first, count, place = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    skipped = {int(n) for n in sys.argv[5:]}
    gc.disable()  # the process ends soon
    with open(place, "r+b") as file:
        at = mmap.mmap(file.fileno(), PLACE.size)
    begun = 0

    def note(seed: int, case: int) -> None:
        nonlocal begun
        begun += 1
        PLACE.pack_into(at, 0, begun, seed, case & 0xFFFF)

    size = BATCH[kind]
    for start in range(first, first + count, size):
        seeds = [n for n in range(start, min(start + size, first + count)) if n not in skipped]
        if not seeds:
            continue
        result = functions(seeds, note) if kind == "ir" else sources(kind, seeds, note)
        print(json.dumps({"first": start, **result}), flush=True)
        if gc.get_count()[0] > 3_000_000:
            break  # the rest in another process, with fresh memory
    os._exit(0)


if __name__ == "__main__":
    main()
