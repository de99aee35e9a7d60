"""`docs/numpy.md` is what the registry and the rules say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jitscript.frontend.numpy_page import KINDS, functions, kind_of, page, refused

RUN = "run `python -m jitscript.frontend.numpy_page`"


def test_page_is_current() -> None:
    text = (Path(__file__).parent.parent / "docs" / "numpy.md").read_text()
    if f"with NumPy {np.__version__};" not in text:
        pytest.skip("the page was made with another NumPy")
    assert text == page(), RUN


def test_what_is_there() -> None:
    assert refused(np.argmax) == []
    assert refused(np.sum) == ["where"]
    assert refused(np.busday_count) is None


def test_what_is_there_at_all() -> None:
    kinds = [kind_of(obj)[0] for obj in functions().values()]
    assert len(kinds) - kinds.count("not") >= 300
    limited = [kinds.count(kind) for kind in KINDS if "some arguments" in kind]
    assert sum(limited) < 0.15 * len(kinds)
    assert kind_of(np.kaiser) == ("through NumPy", [])
