"""What type checkers make of a user's file: annotations are NumPy's own, calls keep their types."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import numpy as np

from jitscript import Array1, Array2, List, f64, script

@script
def dot(a: Array1[f64], b: Array1[f64]) -> float:
    s = 0.0
    for i in range(len(a)):
        s += a[i] * b[i]
    return s

@script(cache=False)
def norms(a: Array2[f64], scale: int = 3) -> Array1[f64]:
    out = np.zeros(a.shape[0])
    for i in range(a.shape[0]):
        out[i] = dot(a[i], a[i]) * scale
    return out

@script
def longer(values: list[int], more: List[int]) -> List[int]:
    values.append(more[0])
    return more

held = List[int]([1, 2])
reveal_type(longer(held, held)[0])
reveal_type(dot(np.ones(3), np.ones(3)))
reveal_type(norms.ir)
dot(1, np.ones(3))
"""


def test_mypy_understands_scripted_functions(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    file = tmp_path / "user.py"
    file.write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(file)],
        capture_output=True,
        text=True,
        cwd=root,
        env={"MYPYPATH": str(root), "PATH": ""},
    )
    said = [line.partition(": ")[2] for line in done.stdout.splitlines() if "user.py" in line]
    assert [line for line in said if line.startswith("note: Revealed")] == [
        'note: Revealed type is "int"',
        'note: Revealed type is "float"',
        'note: Revealed type is "str"',
    ]
    errors = [line for line in said if line.startswith("error")]
    assert len(errors) == 1, done.stdout
    assert 'has incompatible type "int"; expected "ndarray[tuple[int]' in errors[0]
