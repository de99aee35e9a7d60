"""The examples in the pages for readers of the code run, and print what they say they print.

The README and the guide are run by `test_examples.py`.

The fenced `python` blocks of a file are executed one after another in one module. A comment
`# → text` behind an expression or a `print` is what it must give. Blocks marked
`python no-run` are shown only.
"""

from __future__ import annotations

import contextlib
import io
import linecache
import re
import types
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = [f for f in sorted((ROOT / "docs").glob("*.md")) if f.name != "guide.md"]
BLOCK = re.compile(r"^```python([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(file: Path) -> list[tuple[int, str]]:
    """(line number, source) of each block that runs."""
    text = file.read_text()
    found = []
    for match in BLOCK.finditer(text):
        if "no-run" not in match.group(1):
            found.append((text.count("\n", 0, match.start(2)), match.group(2)))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_examples(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    module = types.ModuleType(file.stem)
    name = f"<{file.name}>"
    for line, source in blocks(file):
        padded = "\n" * line + source
        linecache.cache[name] = (len(padded), None, padded.splitlines(keepends=True), name)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(padded, name, "exec", dont_inherit=True), vars(module))
        for expected in re.findall(r"print\(.*\) +# → (.*)$", source, re.MULTILINE):
            assert expected.strip() in printed.getvalue(), f"line {line}: {printed.getvalue()}"
