"""What compiled code needs Python for, in a process that may have none: a C program.

There the table `js_host` is empty. Code that such a program may come to tests for that before each
op that works with Python only, and raises an error that says what it was; no `except` clause but a
bare one takes it for one of its own. The C header says of each function what that may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ..ir.analysis.callgraph import CallGraph
from ..ir.core import Module, Op
from ..ir.optable import TABLE
from ..runtime import abi
from ..runtime.python_calls import shown

if TYPE_CHECKING:
    from .lower.function import FunctionLowering


def need(op: Op) -> str:
    """What this op needs Python for, in words; "" where it does not."""
    if not op.info.python:
        return ""
    if "callee" in op.attrs:
        return shown(op.attrs["callee"])
    name = op.attrs.get("name", "")
    return "" if name in abi.WITHOUT_PYTHON else abi.NEEDS.get(name, op.info.python)


def needs(module: Module, names: Sequence[str]) -> list[str]:
    """What any call of the functions `names` may need Python for."""
    reached = CallGraph(module).reachable(list(names))
    found = {need(op) for name in reached for op in module.functions[name].walk()}
    return sorted(found - {""})


def reachable(module: Module, names: Iterable[str]) -> frozenset[str]:
    """The functions that calls of `names` may come to, if any of the module needs Python."""
    if not any(op.info.python for f in module.functions.values() for op in f.walk()):
        return frozenset()
    return frozenset(CallGraph(module).reachable(list(names)))


def guards() -> dict[str, Callable[[FunctionLowering, Op], None]]:
    """The tests, by opcode, of functions that run without Python, too."""
    return {name: _test for name, info in TABLE.items() if info.python}


def _test(f: FunctionLowering, op: Op) -> None:
    """Raise the error where Python is needed and there is none."""
    words = need(op)
    if not words:
        return
    address, _ = f.w.host("state")
    state = f.new(f"load ptr, ptr {address}, align 8")
    message = f"{words} needs Python, which this process does not have"
    there = f.new(f"icmp ne ptr {state}, null")
    f.check(there, f.w.site(op.span, abi.NO_PYTHON, message.replace("{", "{{")))
