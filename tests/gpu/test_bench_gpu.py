"""The measurement for machines with a GPU, its checks at small sizes on the CPU grid."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_built_then_run(tmp_path: Path) -> None:
    file, figures = tmp_path / "kernels.jsm", tmp_path / "figures.json"
    env = {**os.environ, "JITSCRIPT_CUDA": "cpu"}
    for arguments in (["--build"], ["--small", "--keep", str(figures)]):
        command = [sys.executable, str(ROOT / "bench" / "gpu.py"), str(file), *arguments]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("as NumPy has it") == 24
    assert done.stdout.count("told of the first thread in order") == 4
    assert '"launches"' in figures.read_text()
