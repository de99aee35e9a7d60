"""The pages in `docs` run: the `python` blocks of a page, in order, are one program, and print what
the page shows. (The README and the guide are run by `test_examples.py`.)

What a line prints stands behind its arrow, `# → …`, or what a block prints stands in the block of
output that follows it. There a line `...` stands for any lines, and `...` within a line for any
text. A block that ends in an exception shows the exception, or the whole traceback where it begins
with that word. A block with a file's name is that file, a module of its own; what it defines is
known to the blocks after it. Blocks marked `no-run` are shown only.

`pytest tests/test_docs.py --update` writes the outputs that differ anew; they are then to be read
as a reader would.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest

from jitscript import CompileError, shared
from jitscript.frontend import unsupported

ROOT = Path(__file__).parent.parent
FILES = [f for f in sorted((ROOT / "docs").glob("*.md")) if f.name != "guide.md"]
BLOCK = re.compile(r"^```(\w+)?(?: +(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
OUTPUT = {"text", "ir", "llvm"}
ARROW = re.compile(r" # → (.*)")
MARKERS = re.compile(r"^ +[~^]+ *\n", re.MULTILINE)  # tracebacks have them since Python 3.11


@pytest.mark.usefixtures("optimised")
@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_page(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    update: bool,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    where = os.environ.get("JITSCRIPT_TEST_CUDA", "cpu")  # kernels run wherever this does
    monkeypatch.setenv("JITSCRIPT_CUDA", where)
    text = file.read_text()
    if "```ir" in text:  # what is compiled for all programs depends on those that came before
        monkeypatch.setenv("JITSCRIPT_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(shared, "_parts", {})
    blocks = list(BLOCK.finditer(text))
    scope: dict[str, Any] = {"__name__": "example"}
    differing = []
    for i, block in enumerate(blocks):
        if block[1] != "python" or block[2] == "no-run":
            continue
        after = blocks[i + 1] if i + 1 < len(blocks) and blocks[i + 1][1] in OUTPUT else None
        folder = tmp_path if block[2] else tmp_path / str(i)
        own = {"__name__": block[2].removesuffix(".py")} if block[2] else scope
        request.addfinalizer(own.clear)  # the program ends, whose latest functions are kept
        printed = run(block[3], folder / (block[2] or "example.py"), own, after and after[3])
        scope.update((k, v) for k, v in own.items() if not k.startswith("__"))
        printed = printed.replace(f"{folder}/", "").replace(f"{tmp_path}/", "")
        where = f"{file.name}:{text.count(chr(10), 0, block.start()) + 1}"
        arrows = ARROW.findall(block[3])
        if arrows:
            assert arrows == printed.splitlines(), where
        elif printed:
            assert after, f"{where}: the page does not show what this block prints:\n{printed}"
            if not matches(after[3], printed):
                differing.append((after, where, printed))
    if update:
        for after, _, printed in reversed(differing):
            text = f"{text[: after.start(3)]}{printed.rstrip()}\n{text[after.end(3) :]}"
        file.write_text(text)
    for after, where, printed in [] if update else differing:
        assert after[3] == printed, f"{where} prints something else"


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


def test_every_unsupported_construct_is_listed() -> None:
    page = (ROOT / "docs" / "language.md").read_text()
    for what, hint in (*unsupported.STATEMENTS.values(), *unsupported.EXPRESSIONS.values()):
        assert f"| {what} | {hint} |\n" in page
