"""Random programs, compiled, against CPython; and random IR, against itself before each pass.

    python -m tests.fuzz --seconds 60            swarm programs, then IR, in parallel
    python -m tests.fuzz --kind ir --count 20000 so many IR functions
    python -m tests.fuzz --total 50000           go on where the last run of this commit stopped
    python -m tests.fuzz --show 17               print the program of a seed

Programs run in child processes, so that one that crashes or hangs is found by its number. What is
found is reduced and saved in `failures/`, which the test suite replays. The totals of a commit add
up in a file; they are printed with the features that were covered.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

import worker
from batch import ORACLE
from outcome import pattern

FAILURES = HERE / "failures"
ROOT = HERE.parent.parent
STATE = HERE / ".state.json"
CHUNK = {"swarm": 256, "ordinary": 64, "typed": 128, "ir": 2000}
PATIENCE = 40.0  # seconds of processor time for one program


class Run:
    """What several processes try together."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.lock = threading.Lock()
        self.state = _State(options)
        self.kind = options.kind
        self.tally: dict[str, Any] = self.state.of(self.kind)
        self.left = options.count
        if options.total:
            self.left = max(0, options.total - self.tally["tried"])
        self.end = time.monotonic() + options.seconds if options.seconds else float("inf")
        self.tried = 0
        self.findings: list[tuple[int, str]] = []

    def chunk(self) -> tuple[int, int] | None:
        """The next seeds to try."""
        with self.lock:
            if time.monotonic() > self.end or (self.left is not None and self.left <= 0):
                return None
            count = CHUNK[self.kind]
            if self.left is not None:
                count = min(count, self.left)
                self.left -= count
            first = self.tally["next"]
            self.tally["next"] += -(-count // worker.BATCH[self.kind]) * worker.BATCH[self.kind]
            return first, count

    def work(self) -> None:
        while (chunk := self.chunk()) is not None:
            first, end = chunk[0], sum(chunk)
            skipped: list[int] = []
            while first < end:
                first, named = self.process(first, end - first, skipped)
                if named:
                    if named[0] in skipped:
                        raise RuntimeError(named[1])
                    skipped.append(named[0])
                    if named[1]:
                        self.report(*named)
                elif time.monotonic() > self.end:
                    break

    def process(
        self, first: int, count: int, skipped: list[int]
    ) -> tuple[int, tuple[int, str] | None]:
        """Run a worker: where the next one begins, and the program that ended this one."""
        with tempfile.NamedTemporaryFile() as place:
            place.write(bytes(worker.PLACE.size))
            place.flush()
            words = [self.kind, first, count, place.name, *skipped]
            child = subprocess.Popen(
                [sys.executable, "-X", "faulthandler", str(HERE / "worker.py"), *map(str, words)],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                env=self.environment(),
            )  # fmt: skip
            watched = _Watch(child, Path(place.name))
            assert child.stdout is not None and child.stderr is not None
            for line in child.stdout:
                result = json.loads(line)
                first = result.pop("first") + worker.BATCH[self.kind]
                self.add(result)
                if time.monotonic() > self.end:
                    child.kill()
                    child.wait()
                    return first, None
            told = child.stderr.read()
            status = child.wait()
            watched.stop()
            _, seed, case = worker.PLACE.unpack(Path(place.name).read_bytes())
            if not status:
                return first, None
            if case != 0xFFFF and case & ORACLE:
                return first, (seed, "")  # CPython takes too long
            why = "hangs" if watched.hung else f"exit status {status}"
            where = "while compiling" if case == 0xFFFF else f"in case {case}"
            return first, (seed, f"crash {where}: {why}: {told.strip()[-1500:]}")

    def environment(self) -> dict[str, str]:
        changed = {"JITSCRIPT_CACHE": "0", "PYTHONHASHSEED": "0"}
        if self.options.claims:
            changed["JITSCRIPT_CHECK"] = "claims"
        return {**os.environ, **changed}

    def add(self, result: dict[str, Any]) -> None:
        with self.lock:
            for name in ("tried", "calls", "errors", "dropped"):
                self.tally[name] += result.get(name, 0)
            for name in ("features", "refused"):
                into = self.tally[name]
                for key, n in result.get(name, {}).items():
                    into[key] = into.get(key, 0) + n
            self.tried += result["tried"]
            self.state.save()
        told: set[int] = set()
        for seed, text in result["found"]:
            if seed not in told and not any(words in text for words in self.options.ignore):
                told.add(seed)
                self.report(seed, text)

    def report(self, seed: int, text: str) -> None:
        with self.lock:
            self.tally["found"].append([seed, text[:300]])
            self.findings.append((seed, text))
            self.state.save()
        print(f"{self.kind} {seed}: {text[:600]}", flush=True)


class _Watch(threading.Thread):
    """Ends a child that spends too much time on one program."""

    def __init__(self, child: subprocess.Popen[str], place: Path):
        super().__init__(daemon=True)
        self.child, self.place, self.hung = child, place, False
        self._done = threading.Event()
        self.start()

    def run(self) -> None:
        begun, since = -1, 0.0
        while not self._done.wait(1.0) and self.child.poll() is None:
            now = _processor_time(self.child.pid)
            try:
                at = worker.PLACE.unpack(self.place.read_bytes())[0]
            except (OSError, ValueError):
                return
            if at != begun:
                begun, since = at, now
            elif now - since > PATIENCE:
                self.hung = True
                self.child.kill()

    def stop(self) -> None:
        self._done.set()


def _processor_time(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return time.monotonic()


class _State:
    """The totals of each commit, kept in a file."""

    def __init__(self, options: argparse.Namespace):
        self.file = Path(options.state)
        self.all: dict[str, Any] = {}
        if self.file.exists():
            self.all = json.loads(self.file.read_text())
        here = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
        )
        self.commit = here.stdout.strip() or "unknown"
        self.mode = " claims" if options.claims else ""

    def of(self, kind: str) -> dict[str, Any]:
        rows = self.all.setdefault(self.commit, {})
        fresh = {
            "next": 0, "tried": 0, "calls": 0, "errors": 0, "dropped": 0, "features": {},
            "refused": {}, "found": [], "seconds": 0.0,
        }  # fmt: skip
        return rows.setdefault(kind + self.mode, fresh)

    def save(self) -> None:
        partial = self.file.with_suffix(".new")
        partial.write_text(json.dumps(self.all))
        partial.replace(self.file)


def reduce(kind: str, found: list[tuple[int, str]], most: int) -> None:
    """Save the smallest program found for each kind of failure."""
    seen: set[str] = set()
    for seed, text in found:
        if pattern(text) in seen or len(seen) >= most:
            continue
        seen.add(pattern(text))
        words = [str(HERE / "reducer.py"), kind, str(seed), "crash" if text[:5] == "crash" else ""]
        if kind == "ir":
            words = [str(HERE.parent / "generated" / "ir_reducer.py"), str(seed)]
        with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            print(f"  {kind} {seed}: {child.stdout.read().strip()}", flush=True)


def summary(state: _State) -> None:
    for name, t in state.all[state.commit].items():
        rate = t["tried"] / t["seconds"] if t["seconds"] else 0.0
        print(f"{name}: {t['tried']} tried, {t['calls']} calls", end="")
        if name != "ir":
            print(f" ({t['errors']} raise, {t['dropped']} given up)", end="")
            print(f", {sum(t['refused'].values())} refused by the compiler", end="")
        print(f", {len(t['found'])} differences, {rate:.0f} a second")
        for words, n in Counter(t["refused"]).most_common(5):
            print(f"    refused {n}: {words}")
        rows = sorted(t["features"].items())
        print(f"  {len(rows)} features: {', '.join(f'{k} {n}' for k, n in rows)}")
    print(f"at commit {state.commit}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="random programs")
    parser.add_argument("--kind", choices=tuple(CHUNK), default="swarm")
    parser.add_argument("--seconds", type=float, help="for how long")
    parser.add_argument("--count", type=int, help="how many programs")
    parser.add_argument("--total", type=int, help="how many of this commit, former runs included")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--claims", action="store_true", help="compile the analyses' claims, too")
    parser.add_argument("--state", default=str(STATE), help="the file of totals")
    parser.add_argument("--ignore", action="append", default=[], help="differences with this text")
    parser.add_argument("--first", type=int, help="the seed to begin with")
    parser.add_argument("--reduce", type=int, default=4, help="how many failures to reduce")
    parser.add_argument("--show", type=int, help="print the program of a seed")
    parser.add_argument("--summary", action="store_true", help="print the totals and end")
    options = parser.parse_args()
    if options.show is not None:
        print(worker.source(options.kind, options.show)[0])
        return 0
    if options.seconds is None and options.count is None and options.total is None:
        options.seconds = 60.0
    run = Run(options)
    if options.first is not None:
        run.tally["next"] = options.first
    if options.summary:
        summary(run.state)
        return 0
    began = time.monotonic()
    threads = [threading.Thread(target=run.work) for _ in range(options.jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run.tally["seconds"] += time.monotonic() - began
    run.state.save()
    reduce(run.kind, run.findings, options.reduce)
    summary(run.state)
    return 1 if run.findings else 0


if __name__ == "__main__":
    sys.exit(main())
