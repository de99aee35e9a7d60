"""Each kernel has one answer in CPython, compiled, in C and NumPy; the report is readable."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench import report, speed, twins
from bench.kernels import NAMES
from bench.readme import summary
from bench.speed import Speed

PAIR = {"jitscript": 0.05, "numba": 0.1, "bare": 0.01, "python": 0.02}
RESULTS: dict[str, Any] = {
    "kernels": [Speed("dot", 10, {"jitscript": 0.06, "numba": 0.05, "c": 0.05})],
    "compiling": {"dot": {**PAIR, "import jitscript": 0.001, "import numba": 0.3}},
    "objects": {"Richards": {"jitscript": 0.02, "CPython": 0.3, "mypyc": 0.05}},
    "language": {
        "join": {"part": "strings", "jitscript": 0.01, "CPython": 0.012},
        "ints": {"part": "dicts", "jitscript": 0.01, "CPython": 0.05, "Numba": 0.015},
        "raise": {"part": "raising", "jitscript": 0.01, "CPython": 0.1, "by hand": 0.01},
    },
    "calls": {"two ints": PAIR, "three arrays": PAIR},
    "starting": {
        "imports": PAIR,
        "first results": {"scalar": PAIR, "arrays": PAIR},
        "loading": {"seconds": 0.002, "llvm": False, "file bytes": 30_000, "wheel bytes": 90_000},
    },
}


@pytest.mark.parametrize("name", NAMES)
def test_kernel(name: str, tmp_path: Path) -> None:
    plain = twins.load(name, twins.undecorated)
    ways = {"jitscript": twins.load(name).function}
    if hasattr(plain.module, "numpy_twin"):
        ways["numpy"] = plain.module.numpy_twin
    if shutil.which("cc"):
        ways["c"] = twins.c_twin(plain, tmp_path, ("-ffp-contract=off",))
    speed.agree(plain, plain.function, ways, plain.small)


def test_every_kernel_has_its_twins() -> None:
    found = {path.stem for path in twins.KERNELS.glob("*.py")} - {"__init__"}
    assert found == set(NAMES) == {path.stem for path in twins.KERNELS.glob("*.c")}


def test_annotations_are_read() -> None:
    plain = twins.load("mandelbrot", twins.undecorated)
    image = plain.function.__annotations__["image"]
    assert twins.array_type(image) == (2, np.dtype(np.int64))
    assert twins.array_type(float) is None


def test_report_marks_what_is_missed() -> None:
    kernels, *others = report.tables(RESULTS)
    assert "1.20" in kernels.text() and "✗ missed" in kernels.text()
    assert [table.title.split(",")[0] for table in others] == [
        "Cold compile: decoration to first result",
        "One call",
        "Starting",
        "Programs of objects",
        "Text",
    ]
    objects, language = others[-2:]
    assert "✓" in objects.text() and "✗ missed" not in objects.text()
    assert [row[-1] for row in language.rows] == ["✗ missed"] * 2 + ["✓", "✗ missed"]
    assert "| runtime wheel | 90 kB | ≤ 200 kB | ✓ |" in summary(RESULTS).markdown()
