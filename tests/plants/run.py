"""Plants faults into a copy of the sources, one at a time, and says which the tests catch.

    python tests/plants/run.py                all: the likely tests first, then the fast part
    python tests/plants/run.py --focused      the likely tests only
    python tests/plants/run.py cache loop     those whose names have one of these words
    python tests/plants/run.py --check        only that every fault still applies
    python tests/plants/run.py --summary      what the runs so far have shown

A fault is caught when a test fails that passes without it. Results are kept in a file, so that a
run goes on where another stopped (`--again` begins anew).
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

import library
import machine
import passes
from plant import DoesNotApply, Plant

PLANTS = [*library.PLANTS, *passes.PLANTS, *machine.PLANTS]
STATE = HERE / ".state.json"
PATIENCE = 1800  # seconds for a run of tests


class Tree:
    """A copy of the project in which faults are planted."""

    def __init__(self, folder: Path):
        self.root = folder
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
        for name in names.decode().split("\0"):
            if name and (ROOT / name).is_file():
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, target)

    def pytest(
        self, *arguments: str, more: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory() as cache:
            environment = {
                **os.environ,
                "PYTHONPATH": str(self.root),
                "JITSCRIPT_CACHE": str(Path(cache) / "cache"),
                "PYTHONDONTWRITEBYTECODE": "1",
                **(more or {}),
            }
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
            command += ["-o", "timeout=1200", *arguments]
            try:
                done = subprocess.run(
                    command, cwd=self.root, env=environment, capture_output=True, text=True,
                    timeout=PATIENCE,
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                return subprocess.CompletedProcess(command, 124, "FAILED (no end)", "")
            if done.returncode in (4, 5):  # of pytest: no such file, no tests
                raise RuntimeError(f"{' '.join(arguments)}: {(done.stderr or done.stdout).strip()}")
            return done


def failing(output: str) -> list[str]:
    """The names of tests that failed."""
    lines = [line for line in output.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return [line.split(" ")[1] for line in lines]


def baseline(tree: Tree, plants: list[Plant]) -> list[str]:
    """Tests that fail without any fault, as arguments that leave them out."""
    found: list[str] = []
    for fault in {p.tests: p for p in plants}.values():
        arguments, more = fault.arguments()
        done = tree.pytest("-n", "0", *arguments, more=more)
        found += failing(done.stdout)
    return [f"--deselect={name}" for name in dict.fromkeys(found)]


def plant(tree: Tree, fault: Plant, without: list[str], focused: bool) -> dict[str, Any]:
    """What the tests say about one fault."""
    began = time.monotonic()
    file = fault.place(tree.root)
    text = file.read_text()
    file.write_text(text.replace(fault.old, fault.new))
    try:
        arguments, more = fault.arguments()
        done = tree.pytest("-n", "0", "-x", "--drawn", *arguments, *without, more=more)
        by = "the likely tests"
        if not done.returncode and not focused:
            done = tree.pytest("-n", "2", "-x", "--drawn", *without)
            by = "the fast part"
    finally:
        file.write_text(text)
    told = failing(done.stdout) or (done.stdout + done.stderr).strip().splitlines()[-1:]
    return {
        "caught": bool(done.returncode),
        "by": by if done.returncode else "",
        "test": told[0][:150] if done.returncode and told else "",
        "seconds": round(time.monotonic() - began, 1),
        "focused": focused,
    }


def work(
    todo: queue.Queue[Plant], without: list[str], focused: bool, results: dict[str, Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tree = Tree(Path(folder))
        while True:
            try:
                fault = todo.get_nowait()
            except queue.Empty:
                return
            found = plant(tree, fault, without, focused)
            results[fault.name] = found
            STATE.write_text(json.dumps(results, indent=1))
            verdict = f"caught  {found['test']}" if found["caught"] else "SURVIVES"
            print(f"{found['seconds']:6.1f} s  {fault.name}: {verdict}", flush=True)


def summary(results: dict[str, Any]) -> int:
    known = [results[p.name] for p in PLANTS if p.name in results]
    caught = sum(r["caught"] for r in known)
    for fault in PLANTS:
        found = results.get(fault.name)
        if found and not found["caught"]:
            which = "the likely tests" if found["focused"] else "the fast part"
            print(f"survives {which}: {fault.name} ({fault.file})")
    share = 100 * caught / len(known) if known else 0.0
    print(f"{caught} of {len(known)} faults caught ({share:.0f} %), of {len(PLANTS)} there are")
    return 0 if known and caught >= 0.95 * len(known) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description="planted faults")
    parser.add_argument("words", nargs="*", help="only faults whose names have one of these words")
    parser.add_argument("--focused", action="store_true", help="run the likely tests only")
    parser.add_argument("--check", action="store_true", help="only see that the faults apply")
    parser.add_argument("--again", action="store_true", help="also those that were planted before")
    parser.add_argument("--summary", action="store_true", help="print the results and end")
    parser.add_argument("--trust", action="store_true", help="that all tests pass without faults")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    try:
        for fault in PLANTS:
            fault.place(ROOT)
    except DoesNotApply as error:
        print(f"does not apply: {error}")
        return 2
    if options.check:
        print(f"{len(PLANTS)} faults apply")
        return 0
    results = json.loads(STATE.read_text()) if STATE.exists() else {}
    if options.summary:
        return summary(results)
    wanted = [
        p for p in PLANTS
        if not options.words or any(w in f"{p.name} {p.file}" for w in options.words)
    ]  # fmt: skip
    if not options.again:
        wanted = [
            p for p in wanted
            if p.name not in results or not (results[p.name]["caught"] or options.focused)
        ]  # fmt: skip
    without: list[str] = []
    if not options.trust:
        with tempfile.TemporaryDirectory() as folder:
            without = baseline(Tree(Path(folder)), wanted)
    print(f"{len(wanted)} faults; failing without any: {without}", flush=True)
    todo: queue.Queue[Plant] = queue.Queue()
    for fault in wanted:
        todo.put(fault)
    threads = [
        threading.Thread(target=work, args=(todo, without, options.focused, results))
        for _ in range(options.jobs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return summary(results)


if __name__ == "__main__":
    sys.exit(main())
