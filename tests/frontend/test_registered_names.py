"""The library code for a Python object is found by names in its text, whatever else was asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jitscript.library import registry

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
import numpy as np
from jitscript import script

@script
def of_array(a: np.ndarray[tuple[int], np.dtype[np.int16]]):
    return np.{name}(a)

@script
def of_list(xs: list[int]):
    return np.{name}(xs)

values = [1, 0, 3]
for f, given in ((of_list, values), (of_array, np.array(values, np.int16))):
    found, wanted = f(given), f.python(given)
    assert found.dtype == wanted.dtype and found.tolist() == wanted.tolist(), (found, wanted)
print("done")
"""


@pytest.mark.parametrize("name", ["float64", "float32", "float16", "uint8", "complex64", "bool_"])
def test_a_type_of_numpy_is_called_first_of_all(name: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM.format(name=name))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(tmp_path / "c")}
    done = subprocess.run(
        [sys.executable, "program.py"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("done", 0), done.stderr


def test_names_that_the_text_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "@constructor(np.bool_, *FLOATS)\ndef of_type(to, a): ...\n"

    def sources() -> list[tuple[str, str]]:
        return [("some.module", text)]

    found: Any = registry
    monkeypatch.setattr(found, "_sources", sources)
    with pytest.raises(ValueError, match=r"some\.module: \*FLOATS registers names"):
        found._found()
