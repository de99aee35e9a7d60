"""CPython's meaning of a program, except that an int beyond 64 bits is the OverflowError that
compiled code must raise at that very place. So a program that overflows has one right outcome."""

from __future__ import annotations

import ast
import sys
import types
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "programs"))

import harness


def fits(value: Any) -> Any:
    if type(value) is int and not -(2**63) <= value < 2**63:
        raise OverflowError(harness.OVERFLOW)
    return value


class _Checked(ast.NodeTransformer):
    """Wraps everything that can make a large int into a call of `fits`."""

    def _wrap(self, node: ast.expr) -> ast.expr:
        self.generic_visit(node)
        call = ast.Call(ast.Name("__fits", ast.Load()), [node], [])
        return ast.copy_location(call, node)

    visit_BinOp = visit_Call = _wrap

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            return node
        return self._wrap(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name):
            return node
        old = ast.copy_location(ast.Name(node.target.id, ast.Load()), node)
        call = ast.Call(ast.Name("__fits", ast.Load()), [ast.BinOp(old, node.op, node.value)], [])
        return ast.copy_location(ast.Assign([node.target], call), node)


def load(text: str, name: str) -> types.ModuleType:
    """The program as a module whose functions run in CPython, with checked ints."""
    module = harness.module_of(text, name)
    tree = ast.parse(text)
    for function in [n for n in tree.body if isinstance(n, ast.FunctionDef)]:
        function.decorator_list = []
        function.body = [_Checked().visit(s) for s in function.body]
        single = ast.fix_missing_locations(ast.Module([function], []))
        exec(compile(single, name, "exec", dont_inherit=True), vars(module))
    vars(module)["__fits"] = fits
    return module
