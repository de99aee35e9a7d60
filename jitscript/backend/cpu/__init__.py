"""The CPU back end: an IR module → an object file of machine code.

    llvm.py      what is called of LLVM's library
    machine.py   LLVM's target machine, optimisation, emission
    border.py    entries from Python and C around the exported functions
    linker.py    loading an object through LLVM, where the runtime cannot do it itself

`compile` is the face. The text that LLVM gets, before and after optimisation, and the assembly
are made again when asked for, so that a compilation pays for none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...ir.core import Module
from ..lower import lower_module
from ..writer import Writer
from . import llvm, machine


class CompiledObject:
    """What a compilation gives: `object` (bytes), and its text at every stage."""

    __slots__ = ("effort", "level", "object", "source")

    def __init__(self, object: bytes, source: str, level: str, effort: int):
        self.object = object
        self.source = source  # LLVM IR as it was lowered
        self.level = level
        self.effort = effort

    @property
    def llvm(self) -> str:
        """LLVM IR after optimisation."""
        return str(_optimised(self.source, self.level, self.effort))

    @property
    def asm(self) -> str:
        """The assembly."""
        module = _optimised(self.source, self.level, self.effort)
        return machine.assembly(module, self.level, self.effort)


def _optimised(text: str, level: str, effort: int) -> llvm.Module:
    module = machine.parse(text)
    machine.optimise(module, level, effort)
    return module


prepare = llvm.prepare  # for whoever knows that something will be compiled soon


def lower(
    module: Module,
    exports: Sequence[dict[str, Any]],
    level: str = machine.NATIVE,
    c_entries: bool = True,
) -> str:
    """The LLVM IR of `module`, with entries for the functions that `exports` describes."""
    from . import border, half

    w = Writer(module)
    w.exported = frozenset(signature["symbol"] for signature in exports)
    lower_module(w, module)
    for signature in exports:
        function = module.functions[signature.get("symbol") or signature["name"]]
        border.emit(w, function, signature, c_entries)
    text = w.finish(machine.header(level))
    return text + half.TEXT if level in half.WITHOUT and "half" in text else text


def compile(
    module: Module,
    exports: Sequence[dict[str, Any]],
    *,
    level: str = machine.NATIVE,
    effort: int = 2,
    c_entries: bool = True,
) -> CompiledObject:
    """Machine code for `module`, whose ops are all core ops.

    `exports` are the signatures of the functions to give entries to ("symbol" is the name in the
    module); `level` names the CPU to compile for; `effort` is LLVM's optimisation level.
    Code that only Python calls needs no entries from C (`c_entries`).
    """
    text = lower(module, exports, level, c_entries)
    code = machine.emit(_optimised(text, level, effort), level, effort)
    return CompiledObject(code, text, level, effort)
