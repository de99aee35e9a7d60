"""CPython's meaning of a program, except that an int beyond 64 bits is the OverflowError that
compiled code must raise at that very place. So a program that overflows has one right outcome."""

from __future__ import annotations

import ast
import operator
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "programs"))

import harness


def fits(value: Any) -> Any:
    if type(value) is int and not -(2**63) <= value < 2**63:
        raise OverflowError(harness.OVERFLOW)
    return value


IN_PLACE: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.iadd, "Sub": operator.isub, "Mult": operator.imul, "Div": operator.itruediv,
    "FloorDiv": operator.ifloordiv, "Mod": operator.imod, "Pow": operator.ipow,
    "LShift": operator.ilshift, "RShift": operator.irshift, "BitAnd": operator.iand,
    "BitOr": operator.ior, "BitXor": operator.ixor,
}  # fmt: skip


def augmented(which: str, old: Any, value: Any) -> Any:
    """`old op= value`, which changes a list or an array in place."""
    return fits(IN_PLACE[which](old, value))


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
        old = ast.Name(node.target.id, ast.Load())
        which = ast.Constant(type(node.op).__name__)
        call = ast.Call(ast.Name("__augmented", ast.Load()), [which, old, node.value], [])
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
    vars(module).update(__fits=fits, __augmented=augmented)
    return module
