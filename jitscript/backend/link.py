"""Links a relocatable object to a shared library, with whatever linker the machine has.

Two are looked for: the C compiler driver `cc` (or what CC names), and the `zig cc` of the Python
package ziglang, which also links for other systems than this one.

On Linux no library is named: a reference to `pow` of this machine's libm would ask for its version
(GLIBC_2.29) wherever the file is loaded. Without one, whatever libm the process has serves: an
older glibc's or musl's. Python brings libm along; a C program links with -lm.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Targets as archives name them → the triple that zig takes.
_ZIG_TRIPLES = {
    "x86_64-linux": "x86_64-linux-gnu",
    "aarch64-linux": "aarch64-linux-gnu",
    "x86_64-darwin": "x86_64-macos",
    "aarch64-darwin": "aarch64-macos",
    "x86_64-win32": "x86_64-windows-gnu",
}


class LinkError(RuntimeError):
    """No linker was found, or it failed."""


def link(code: bytes, target: str, host: str) -> bytes:
    """The shared library made from the object file `code`, which is for `target`; `host` is the
    name of this machine's target. Raises LinkError."""
    command = _command(target, host)
    with tempfile.TemporaryDirectory(prefix="jitscript-") as folder:
        source, output = Path(folder, "code.o"), Path(folder, "code.so")
        source.write_bytes(code)
        arguments = [*command, "-shared", "-s", str(source), "-o", str(output)]
        if target.endswith("linux"):
            arguments.append("-nostdlib")
        elif not target.endswith("win32"):
            arguments.append("-lm")
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        if done.returncode:
            raise LinkError(f"the linker failed: {shlex.join(command)}\n{done.stderr.strip()}")
        return output.read_bytes()


def _command(target: str, host: str) -> list[str]:
    chosen = shlex.split(os.environ.get("CC", "")) or ["cc"]
    if target == host and shutil.which(chosen[0]):
        # Sections apart cost a page each in the file; these modules are small.
        narrow = ["-Wl,-z,noseparate-code"] if sys.platform == "linux" else []
        return [*chosen, *narrow]
    if _has_zig():
        return [sys.executable, "-m", "ziglang", "cc", "-target", _ZIG_TRIPLES.get(target, target)]
    wanted = "" if target == host else f" for {target}"
    raise LinkError(
        f"saving needs a linker{wanted}, and neither was found: a C compiler ({chosen[0]!r} on "
        "PATH, or named by CC), or the package ziglang (pip install ziglang)"
    )


def _has_zig() -> bool:
    from importlib.util import find_spec

    return find_spec("ziglang") is not None
