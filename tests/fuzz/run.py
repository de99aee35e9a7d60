"""Differential fuzzing: random programs, compiled, against CPython.

    python tests/fuzz/run.py --seed 0 --count 2000      find differences, reduce and save them
    python tests/fuzz/run.py --show 17                  print the program of a seed

Programs run in child processes, so that a crash is a finding too. What is found is reduced and
saved in `failures/`, which the test suite replays.
"""

from __future__ import annotations

import argparse
import linecache
import os
import subprocess
import sys
import types
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "programs"), str(HERE.parent.parent)]

import checked
import generator
import harness

FAILURES = HERE / "failures"
BATCH = 25


def difference(text: str, name: str) -> str:
    """In what the compiled program differs from CPython, over all its cases; '' if in nothing."""
    plain = checked.load(text, name)
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    scripted = types.ModuleType(name)
    try:
        exec(compile(text, name, "exec", dont_inherit=True), vars(scripted))
        for case in harness.cases_of(plain, Path(name)):
            expected = harness.call(getattr(plain, case.function), case.arguments)
            got = harness.call(getattr(scripted, case.function), case.arguments)
            try:
                found = harness.compare(case, expected, got, None, 0)
            except Exception as error:
                found = f"{type(error).__name__}: {error}"
            if found:
                return f"case {case.number}: {found}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        linecache.cache.pop(name, None)
    return ""


def kind(found: str) -> str:
    """What must stay the same while a failure is reduced."""
    if "CompileError" in found:
        return found.split("\n")[0]
    return found.partition(":")[0].split(" ")[0] + " " + found.partition(": ")[2][:12]


def batch(first: int, last: int) -> int:
    """Run the seeds in this process; the lines printed say where it is and what it found."""
    for seed in range(first, last):
        print(f"seed {seed}", flush=True)
        found = difference(generator.program(seed), f"<fuzz {seed}>")
        if found:
            print(f"found {seed} {found!r}", flush=True)
    return 0


def child(first: int, last: int) -> tuple[list[tuple[int, str]], int]:
    """Findings of a batch in a process of its own, and the seed to go on with."""
    command = [sys.executable, "-X", "faulthandler", __file__, "--batch", str(first), str(last)]
    environment = {**os.environ, "JITSCRIPT_CACHE": "0"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600)
    findings = []
    seed = first
    for line in done.stdout.splitlines():
        word, _, rest = line.partition(" ")
        if word == "seed":
            seed = int(rest)
        elif word == "found":
            number, _, text = rest.partition(" ")
            findings.append((int(number), text.strip("'\"")))
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no output"]
        findings.append((seed, f"crash: exit status {done.returncode}, {lines[0]}"))
        return findings, seed + 1
    return findings, last


def search(first: int, count: int) -> int:
    import reducer

    seed, end, total = first, first + count, 0
    seen: set[str] = set()
    while seed < end:
        findings, seed = child(seed, min(seed + BATCH, end))
        for number, text in findings:
            total += 1
            print(f"seed {number}: {text[:300]}")
            if text.startswith(("crash", "CompileError")) or kind(text) in seen:
                continue
            seen.add(kind(text))
            reduced = reducer.reduce(generator.program(number), f"<fuzz {number}>")
            FAILURES.mkdir(exist_ok=True)
            file = FAILURES / f"seed_{number}.py"
            file.write_text(reduced)
            print(f"  reduced to {len(reduced.splitlines())} lines in {file}")
        print(f"{seed - first} of {count} programs, {total} differences", flush=True)
    return 1 if total else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--count", type=int, default=500, help="how many programs")
    parser.add_argument("--show", type=int, help="print the program of a seed")
    parser.add_argument("--batch", type=int, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.show is not None:
        print(generator.program(options.show))
        return 0
    if options.batch:
        return batch(*options.batch)
    return search(options.seed, options.count)


if __name__ == "__main__":
    sys.exit(main())
