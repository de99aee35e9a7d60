"""Runs NumPy's own tests, from the wheel that is installed, with scripted functions in the place of
NumPy's: `python tests/numpy_suite [module …]`. Writes what came of them to docs/numpy-tests.md.

Every module runs twice, as it is and with the stand-ins; a test that fails only with them is named.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "numpy-tests.md"
NUMPY = Path(str(importlib.util.find_spec("numpy").origin)).parent  # type: ignore[union-attr]
MODULES = ("lib/tests/test_twodim_base.py",)  # of others nothing is known yet
HEAD = """# NumPy's own tests

Made by `python tests/numpy_suite` with NumPy {version}; do not edit. The tests of NumPy's wheel
call compiled functions in the place of NumPy's: ufuncs and methods aside, each function that
compiled code has of its own. A call whose arguments have no annotation (lists of arrays,
subclasses, objects, texts) or that the compiler refuses goes to NumPy as before. A test counts as
passed if it passes so; those that fail without the stand-ins are left out.

| module | tests | pass | calls | compiled | refused by the compiler | without annotation |
|---|---|---|---|---|---|---|
"""


def run(module: str, stand_ins: bool) -> tuple[dict[str, str], Counter[str]]:
    """The outcomes of the tests of a module by name, and the counts of calls."""
    with tempfile.NamedTemporaryFile(suffix=".json") as counts:
        plugin = ("-p", "stand_ins") if stand_ins else ()
        options = ("-q", "-rA", "--tb=no", "-p", "no:cacheprovider", "--override-ini", "addopts=")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *plugin, str(NUMPY / module)],
            env={**os.environ, "PYTHONPATH": str(HERE), "NUMPY_SUITE_COUNTS": counts.name},
            cwd=tempfile.gettempdir(),
            capture_output=True,
            text=True,
        )
        rows = re.findall(r"^(PASSED|FAILED|ERROR) \S*?::(.*?)(?: - .*)?$", done.stdout, re.M)
        text = Path(counts.name).read_text()
    total: Counter[str] = Counter()
    for each in json.loads(text or "{}").values():
        total.update(each)
    return {name: outcome for outcome, name in rows}, total


def main() -> None:
    import numpy

    lines, failed = [], []
    for module in sys.argv[1:] or MODULES:
        plain, _ = run(module, False)
        found, calls = run(module, True)
        known = [name for name, outcome in plain.items() if outcome == "PASSED"]
        passed = [name for name in known if found.get(name) == "PASSED"]
        failed += [f"`{module}`: `{n}`" for n in known if n not in passed]
        total = sum(calls.values())
        row = (module, len(known), len(passed), total)
        row = (*row, calls["scripted"], calls["refused"], calls["unfit"])
        lines.append("| " + " | ".join(map(str, row)) + " |")
        print(lines[-1], flush=True)
    rest = "\n## Tests that differ\n\n" + "\n".join(f"- {n}" for n in failed) if failed else ""
    PAGE.write_text(HEAD.format(version=numpy.__version__) + "\n".join(lines) + "\n" + rest)
    print(*failed, sep="\n")


if __name__ == "__main__":
    main()
