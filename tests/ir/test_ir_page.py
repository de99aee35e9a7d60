"""The blocks of `docs/ir.md` marked `ir` are valid, and are as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jitscript import ir

PAGE = (Path(__file__).parents[2] / "docs" / "ir.md").read_text()
BLOCKS = re.findall(r"```ir\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", BLOCKS, ids=lambda text: text.split("(")[0].split("@")[-1])
def test_block_is_printed_so(text: str) -> None:
    module = ir.parse(text)
    ir.check(module)
    lines = [line for line in str(module).splitlines() if line]
    assert lines == [line for line in text.splitlines() if line]
