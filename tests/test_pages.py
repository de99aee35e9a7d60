"""The pages in `docs` run: their Python blocks, in order, as one program; and they print what the
page shows.

A block of output follows the block that printed it. In it a line `...` stands for any lines, and
`...` within a line for any text. A block that ends in an exception shows the exception, or the
whole traceback where it begins with that word. `pytest tests/test_pages.py --update` writes the
outputs that differ anew; they are then to be read as a reader would.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest

from jitscript import CompileError

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("architecture.md", "language.md")
BLOCK = re.compile(r"^```(\w+)?(?: +(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
OUTPUT = {"text", "ir", "llvm", "c", "asm"}
MARKERS = re.compile(r"^ +[~^]+ *\n", re.MULTILINE)  # tracebacks have them since Python 3.11


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(DOCS.parent))
    file = DOCS / page
    text = file.read_text()
    blocks = list(BLOCK.finditer(text))
    scope: dict[str, Any] = {"__name__": "example"}
    differing = []
    for i, block in enumerate(blocks):
        if block[1] != "python":
            continue
        after = blocks[i + 1] if i + 1 < len(blocks) and blocks[i + 1][1] in OUTPUT else None
        folder = tmp_path if block[2] else tmp_path / str(i)
        printed = run(block[3], folder / (block[2] or "example.py"), scope, after and after[3])
        if not printed:
            continue
        printed = printed.replace(f"{folder}/", "").replace(f"{tmp_path}/", "")
        line = text.count("\n", 0, block.start()) + 1
        assert after, f"{page}:{line}: the page does not show what this block prints:\n{printed}"
        if not matches(after[3], printed):
            differing.append((after, line, printed))
    if update:
        for after, _, printed in reversed(differing):
            text = f"{text[: after.start(3)]}{printed.rstrip()}\n{text[after.end(3) :]}"
        file.write_text(text)
    for after, line, printed in [] if update else differing:
        assert after[3] == printed, f"{page}:{line} prints something else"


def run(source: str, path: Path, scope: dict[str, Any], expected: str | None) -> str:
    """What the block prints, and the exception that ends it."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(source)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(source, str(path), "exec", dont_inherit=True), scope)
        except CompileError as error:
            printed.write(str(error).lstrip("\n"))
        except Exception as error:
            if expected and expected.startswith("Traceback"):
                own = traceback.extract_tb(sys.exc_info()[2])[1:]
                printed.write("Traceback (most recent call last):\n")
                printed.writelines(traceback.format_list(own))
            printed.writelines(traceback.format_exception_only(error))
    return printed.getvalue()


def matches(expected: str, printed: str) -> bool:
    lines = MARKERS.sub("", expected).rstrip().split("\n")
    parts = []
    for line in lines:
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*?".join(map(re.escape, line.rstrip().split("..."))) + r" *\n")
    return re.fullmatch("".join(parts), MARKERS.sub("", printed).rstrip() + "\n") is not None
