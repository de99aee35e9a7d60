"""Runs NumPy's own tests, from the wheel that is installed, with every expression in them that may
be compiled run twice: `python tests/numpy_suite [module …]`. Each module's line in
docs/numpy-tests.md is written anew; those of the others stay.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rewriting import rewritten

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "numpy-tests.md"
NUMPY = Path(str(importlib.util.find_spec("numpy").origin)).parent  # type: ignore[union-attr]
LIB = "twodim_base function_base shape_base arraysetops index_tricks nanfunctions arraypad"
LIB += " stride_tricks polynomial histograms ufunclike type_check packbits regression array_utils"
CORE = "numeric multiarray umath ufunc indexing shape_base item_selection einsum scalarmath"
CORE += " regression function_base mem_overlap umath_complex"
RANDOM = "random generator_mt19937 regression generator_mt19937_regressions randomstate_regression"
MODULES = [
    *(f"lib/tests/test_{name}.py" for name in LIB.split()),
    *(f"_core/tests/test_{name}.py" for name in CORE.split()),
    "linalg/tests/test_linalg.py",
    "linalg/tests/test_regression.py",
    "fft/tests/test_pocketfft.py",
    "fft/tests/test_helper.py",
    *(f"random/tests/test_{name}.py" for name in RANDOM.split()),
]
MEMORY = 12 << 30
LINES = 2500  # of tests that one process runs
HEAD = """# NumPy's own tests

Made by `python tests/numpy_suite`, a line whenever a module is run; do not edit. In the tests of
NumPy's wheel every expression of arrays that can be written as a function of them, and every store,
runs twice: compiled, on copies, and in NumPy. Results (bits, dtype, shape, memory that is shared,
order in memory), exceptions with their messages and what is left in the arguments are compared. A
test that takes more than a minute is left there. `NUMPY_SUITE_SHARE` of the expressions are
compiled, as the second column says. An expression counts each time that a test comes to it. What
differs is told where the command runs, and is to be mended, or stands in the table of differences
in [language.md](language.md); the order of equal elements, and numbers where NumPy has arrays of
rank 0, do not count.

| module | share | met | compiled, and the same | differ | refused or left out | cannot be written |
|---|---|---|---|---|---|---|
"""
RUN = ["-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "-p", "twice", "-W", "ignore"]
RUN += ["-m", "not slow", "--timeout=60"]


def parts(module: str) -> list[list[str]]:
    """The names at the top of a module's tests, in lists that are run one after the other: each
    process keeps what it has compiled, and a long module's would not end in time."""
    found: list[list[str]] = [[]]
    size = 0
    for node in ast.parse((NUMPY / module).read_text()).body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name.lower()[:4] == "test":
            length = (node.end_lineno or 0) - node.lineno
            if found[-1] and size + length > LINES:
                found.append([])
                size = 0
            found[-1].append(node.name)
            size += length
    return found


def run_in_parts(module: str, *options: str) -> dict[str, Any]:
    whole: dict[str, Any] = {"counts": Counter(), "differences": {}, "refusals": [], "out": ""}
    for names in parts(module):
        found = run(module, *options, names=names)
        whole["counts"].update(found["counts"])
        whole["differences"].update(found["differences"])
        whole["refusals"] += found.get("refusals", [])
        whole["out"] += found["out"]
        whole["last"] = found["last"]
        print(f"  {names[0]} … {names[-1]}: {found['last']}", flush=True)
    return whole


def run(module: str, *options: str, names: Sequence[str] = ()) -> dict[str, Any]:
    """What came of a module, or of what has these names in it: counts, differences, refusals."""
    skip: list[str] = []
    gone: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=os.environ.get("NUMPY_SUITE_TMP")) as folder:
        file = Path(folder) / f"test_{module.replace('/', '_').removesuffix('.py')}.py"
        package = "numpy." + module.rsplit("/", 1)[0].replace("/", ".")
        file.write_text(rewritten(NUMPY / module, package))
        counts = Path(folder) / "counts"
        while True:
            counts.write_text("")
            done = subprocess.run(
                [sys.executable, *RUN, *options, *([f"{file}::{n}" for n in names] or [str(file)])],
                env={
                    **os.environ,
                    "PYTHONPATH": str(HERE),
                    "NUMPY_SUITE_COUNTS": str(counts),
                    "NUMPY_SUITE_SKIP": json.dumps(skip),
                },
                cwd=folder,
                capture_output=True,
                text=True,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
            )
            if counts.read_text() or len(skip) > 20:
                break
            last = Path(f"{counts}.now")
            if not last.exists():
                raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
            skip.append(last.read_text())
            gone[skip[-1]] = f"ends the process ({done.returncode}): {done.stderr[:600]}"
            print("  gone:", skip[-1], gone[skip[-1]][:300], flush=True)
        found: dict[str, Any] = json.loads(
            counts.read_text() or '{"counts": {}, "differences": {}}'
        )
    found["differences"].update(gone)
    found["last"] = done.stdout.strip().split("\n")[-1]
    found["out"] = done.stdout
    return found


def row(module: str, share: float, counts: dict[str, int]) -> str:
    met, done, differ, unfit = (counts.get(k, 0) for k in ("met", "compiled", "differ", "unfit"))
    figures = (met, done - differ, differ, met - done - unfit, unfit)
    return f"| {module} | {share:.0%} | " + " | ".join(f"{n:,}" for n in figures) + " |\n"


def write(line: str) -> None:
    """Put the line of a module into the page, in the place of the one that is there."""
    rows = {text.split(" | ")[0]: text + "\n" for text in PAGE.read_text().splitlines()}
    known = {name: text for name, text in rows.items() if name.endswith(".py")}
    known[line.split(" | ")[0]] = line
    places = {f"| {module}": i for i, module in enumerate(MODULES)}
    ordered = sorted(known, key=lambda name: places.get(name, len(places)))
    PAGE.write_text(HEAD + "".join(known[name] for name in ordered))


def main() -> None:
    options = [a for a in sys.argv[1:] if not a.endswith(".py")]
    share = float(os.environ.get("NUMPY_SUITE_SHARE", "1"))
    for module in [a for a in sys.argv[1:] if a.endswith(".py")] or MODULES:
        found = run_in_parts(module, *options)
        print(module, found["last"], found["counts"], flush=True)
        if os.environ.get("NUMPY_SUITE_OUT"):
            print(found["out"][-5000:])
        for text, why in found["differences"].items():
            print(f"- {text}\n    {why}", flush=True)
        for text, n in found.get("refusals", [])[:40]:
            print(f"  refused {n}: {text}")
        if not options:
            write(row(module, share, found["counts"]))


if __name__ == "__main__":
    main()
