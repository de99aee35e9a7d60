"""`docs/library.md` is what the registry says."""

from __future__ import annotations

import math
import re
from pathlib import Path

from jitscript.library.reference import library_page


def test_page_is_current() -> None:
    page = (Path(__file__).parent.parent / "docs" / "library.md").read_text()
    for name in re.findall(r"^math\.(\w+)", page, re.MULTILINE):
        if not hasattr(math, name):  # of a later Python than this one
            page = re.sub(rf"^math\.{name}\(.*\n", "", page, flags=re.MULTILINE)
    assert page == library_page(), "run `python -m jitscript.library.reference`"
