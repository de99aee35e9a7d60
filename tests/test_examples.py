"""The examples and the Python blocks of the pages run, and print what their `# → …` say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(
    path for path in (ROOT / "examples").glob("*.py") if not path.name.startswith("_")
)
EXAMPLES.append(ROOT / "examples" / "gpu" / "heat.py")
if shutil.which("cc"):
    EXAMPLES.append(ROOT / "examples" / "c_host" / "build.py")
SAID = {
    "errors": [
        "error: `found` is str on one path and list[str] on another",
        "hint: use a variable of its own for each type, or convert to one type",
        "IndexError: index 7 is out of bounds for axis 0 with size 3",
        "OverflowError: integer result does not fit in 64 bits",
        "TypeError: ",
    ]
}
PAGES = (ROOT / "README.md", ROOT / "docs" / "guide.md")


@pytest.mark.usefixtures("optimised")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example(path: Path) -> None:
    expected = arrows(path.read_text()) + SAID.get(path.stem, [])
    assert expected, "the example says nothing about what it prints"
    check(run(path), expected)


def test_a_picture_of_heat(tmp_path: Path) -> None:
    """A PNG of 512 by 256 pixels, white above, black below."""
    import struct
    import zlib

    file = tmp_path / "heat.png"
    run(ROOT / "examples" / "gpu" / "heat.py", str(file))
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR"
    assert struct.unpack(">II", data[16:24]) == (512, 256)
    at = data.index(b"IDAT")
    rows = zlib.decompress(data[at + 4 : at + 4 + struct.unpack(">I", data[at - 4 : at])[0]])
    assert rows[1:4] == b"\xff\xff\xff" and not any(rows[-512 * 3 :])


@pytest.mark.usefixtures("optimised")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path, tmp_path: Path) -> None:
    """A page's blocks, in order, are one program."""
    program = tmp_path / f"{page.stem}.py"
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(), re.DOTALL | re.MULTILINE)
    program.write_text("\n".join(blocks))
    check(run(program), arrows(program.read_text()))


def arrows(text: str) -> list[str]:
    return re.findall(r"# → (.*)", text)


def check(printed: str, expected: list[str]) -> None:
    """Every text is printed, in this order."""
    for text in expected:
        before, found, printed = printed.partition(text)
        assert found, f"{text!r} is not printed (or not in this order) after:\n{before}"


def run(path: Path, *args: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(path), *args], env=env, cwd=path.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
