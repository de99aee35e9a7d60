"""One mistake a file, beside the exact message that the user reads.

A file is executed as a user would import it; where it defines `call`, that is called then. What
it raises must render as the text beside it. `pytest tests/errors --update` writes the texts anew;
they are then to be read and judged as a user would.
"""

from __future__ import annotations

import linecache
import re
import sys
import types
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# Where in the library it failed is told, but a line more there is no other message.
LIBRARY_PLACE = re.compile(r"(<jitscript>/library/\w+\.py):\d+:\d+")
FILES = sorted(f for f in HERE.glob("*/*.py") if not f.name.startswith("_"))


def message(file: Path) -> str:
    """What the file's mistake makes a user see, with paths relative to its folder."""
    source = file.read_text()
    name = file.name
    module = types.ModuleType(file.stem)
    module.__file__ = name
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    try:
        exec(compile(source, name, "exec", dont_inherit=True), vars(module))
        if "call" in vars(module):
            module.call()
    except Exception as error:
        text = LIBRARY_PLACE.sub(r"\1:LINE", str(error).strip("\n"))
        return f"{type(error).__name__}: {text}" if "\n" not in text else f"{type(error).__name__}\n{text}"
    finally:
        linecache.cache.pop(name, None)
    return ""


def reworded(text: str) -> str:
    """An expected text in the words of the running CPython, where they became others."""
    if sys.version_info < (3, 11):
        return re.sub(
            r"cannot access local variable ('\w+') where it is not associated with a value",
            r"local variable \1 referenced before assignment",
            text,
        )
    return text


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(HERE).with_suffix("").as_posix())
def test_message(file: Path, update: bool) -> None:
    expected = file.with_suffix(".txt")
    text = message(file)
    assert text, "the mistake was not noticed"
    if update:
        expected.write_text(text + "\n")
    assert reworded(expected.read_text()) == text + "\n"


def test_there_are_enough_cases() -> None:
    assert len(FILES) >= 100
