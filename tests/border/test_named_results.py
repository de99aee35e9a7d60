"""Results of NumPy's that have names arrive in Python as what they are, from a module file, too."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array2, f64, script


@script
def parts(x: Array2[f64]) -> Any:
    return np.linalg.eigh(x)


@script
def any_parts(x: Array2[f64]) -> Any:
    return np.linalg.eig(x)


@pytest.mark.filterwarnings("ignore:the module file needs Python")
def test_named_results(tmp_path: Path) -> None:
    file = tmp_path / "parts.jsm"
    js.save(str(file), parts, any_parts)
    loaded = js.load(str(file))
    turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
    for made, plain, x in (
        (parts, parts.python, turn @ turn),
        (any_parts, any_parts.python, turn),
        (any_parts, any_parts.python, np.eye(2)),
    ):
        wanted = plain(x)
        for got in (made(x), getattr(loaded, plain.__name__)(x)):
            assert type(got) is type(wanted) and got._fields == wanted._fields
            for a, b in zip(got, wanted):
                assert a.dtype == b.dtype and np.array_equal(a, b)
