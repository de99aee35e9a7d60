"""`docs/library.md` is what the registry says."""

from __future__ import annotations

import sys
from pathlib import Path

from jitscript.library.reference import library_page

RUN = "run `python3.13 -m jitscript.library.reference`"


def test_page_is_current() -> None:
    page = (Path(__file__).parent.parent / "docs" / "library.md").read_text()
    if sys.version_info < (3, 13):  # then the page has forms of later Pythons, too
        lines = iter(page.splitlines())
        assert all(line in lines for line in library_page().splitlines()), RUN
        assert "math.fma(" in page, RUN
    else:
        assert page == library_page(), RUN
