"""A local that has to be shared is so in every later reading of the same text."""

import ast
import importlib.util

import jitscript as js
from jitscript.frontend.scope import Scope

TEXT = """
def kept_of_rebound_{n}(values, last):
    order = values[:]
    if last:
        order = order[::-1]
    {inner}
    return (values[i] for i in order)
"""


def read(n: int, inner: str) -> Scope:
    tree = ast.parse(TEXT.format(n=n, inner=inner)).body[0]
    assert isinstance(tree, ast.FunctionDef)
    return Scope(tree)


def test_with_and_without_nested_functions():
    for n, inner in enumerate(("pass", "f = lambda: order")):
        first = read(n, inner)
        assert "order" not in first.shared
        first.share("order")
        assert "order" in read(n, inner).shared
        assert "last" not in read(n, inner).shared


KEPT = """
def kept_in_a_loop(xs: list[int]) -> list[int]:
    out: list[int] = []
    kept = []
    for k in range(3):
        g = (x * k for x in xs)
        kept.append(g)
        out.append(next(g))
    for g in kept:
        out.extend(g)
    return out
"""


def test_every_reading_is_compiled_alike(tmp_path):
    for i in range(3):
        file = tmp_path / f"reading_{i}.py"
        file.write_text(KEPT)
        spec = importlib.util.spec_from_file_location(file.stem, file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        assert js.script(module.kept_in_a_loop)([1, 2]) == [0, 1, 2, 4, 4, 4]
