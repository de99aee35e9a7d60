"""Names for type checkers that another module has for type checkers, too."""

from __future__ import annotations

import importlib
import sys

import pytest

import jitscript

SHAPES = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from hidden_points import Point
    Segment = tuple[Point, Point]
"""
POINTS = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    Point = tuple[int, {0}]
    Endless = tuple[Endless, int]
"""
USER = """
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from hidden_shapes import Segment
    from hidden_points import Endless

def last(x: Segment):
    return x[1][1]

def first(x: Endless):
    return x[1]
"""


@pytest.mark.parametrize(("part", "value"), [("int", 4), ("str", "four")])
def test_names_go_through_modules(tmp_path, monkeypatch, part, value):
    monkeypatch.syspath_prepend(str(tmp_path))
    for name, text in (("shapes", SHAPES), ("points", POINTS.format(part)), ("user", USER)):
        (tmp_path / f"hidden_{name}.py").write_text(text)
        monkeypatch.delitem(sys.modules, f"hidden_{name}", raising=False)
    importlib.invalidate_caches()
    user = importlib.import_module("hidden_user")
    last = jitscript.script(user.last)
    assert last(((1, value), (3, value))) == value
    with pytest.raises(TypeError):
        last(((1, 2.5), (3, 2.5)))
    with pytest.raises(jitscript.CompileError, match="'Endless' is not defined"):
        jitscript.script(user.first)((1, 2))
