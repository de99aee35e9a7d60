"""Compiled Python functions in a C program: save, unpack, compile the C program, run it.

A module file is a ZIP; the C header and the native code lie in it side by side.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import scores

import jitscript as js

HERE = Path(__file__).parent


def build(folder: Path) -> Path:
    """The C program, linked with the module's own code."""
    module = folder / "scores.jsm"
    js.save(module, scores.mean, scores.score, scores.halves)
    with zipfile.ZipFile(module) as archive:
        library = min(name for name in archive.namelist() if name.endswith(".so"))
        (folder / "module.h").write_bytes(archive.read("module.h"))
        (folder / "libscores.so").write_bytes(archive.read(library))
    program = folder / "scores"
    command = ["cc", "-O2", f"-I{folder}", str(HERE / "main.c"), f"-L{folder}", "-lscores"]
    subprocess.run([*command, f"-Wl,-rpath,{folder}", "-lm", "-o", str(program)], check=True)
    return program


if shutil.which("cc") is None:
    sys.exit("this example needs a C compiler called cc")

with tempfile.TemporaryDirectory() as folder:
    done = subprocess.run([build(Path(folder))], stdout=subprocess.PIPE, text=True, check=True)
print(done.stdout, end="")

# → mean: 3
# → score of the last: 3
# → error: {"e":"IndexError"
# → halves: 0.5 1 1.5 3
