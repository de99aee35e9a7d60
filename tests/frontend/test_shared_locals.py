"""A local that has to be shared is so in every later reading of the same text."""

import ast

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
