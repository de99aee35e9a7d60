"""Runs programs in processes of their own, where a crash or a hang may be looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HANGS = 300  # seconds after which a program will not end, however busy the machine is
HEAD = """\
import os, signal, sys, threading, time, traceback
import numpy as np
import jitscript as js
from jitscript import Array1, Array2, f64, i8, u8, script
"""


def run(
    folder: Path,
    text: str,
    *args: str,
    head: str = HEAD,
    python: tuple[str, ...] = (sys.executable,),
    timeout: float = HANGS,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Write a program to `folder` and run it; its end is not checked."""
    program = folder / "program.py"
    program.write_text(head + text)
    return run_command([*python, str(program), *args], folder, timeout, **environment)


def run_command(
    command: list[str], folder: Path, timeout: float = HANGS, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`, where jitscript can be imported."""
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=timeout,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def output(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines of a program that ended as it should."""
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
    return done.stdout.splitlines()
