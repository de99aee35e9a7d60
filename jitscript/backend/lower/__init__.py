"""Core ops → LLVM IR text. One emitter for each core op of the table, by subject.

    function.py   one function: blocks, ownership  cleanups.py   error exits: what they release
    arith.py      numbers                    casts.py     conversions
    control.py    regions, loops, calls      errors.py    raise, checks, poll
    structure.py  tuples and unions          memory.py    instances and buffers
    array.py      NumPy arrays               blocks.py    drop functions and the like
    python.py     Python objects             handlers.py  try, and cells
    claims.py     tests of what passes rely on                  device.py    threads of kernels
    texts.py      what texts are made of     resizing.py  buffers that become longer
    cycles.py     objects that may refer to themselves

Every emitter takes the `FunctionLowering` and the op, and defines the leaves of the op's results
(`backend/layout.py`). What differs between targets is asked of `backend/target.py`.
"""

from __future__ import annotations

import importlib
from typing import Any

from ...ir import claims as recording
from ...ir.core import Module
from ...ir.optable import TABLE
from .. import needs
from ..writer import Writer
from . import (
    arith,
    array,
    casts,
    control,
    errors,
    memory,
    resizing,
    structure,
    texts,
)
from .function import FunctionLowering

# By subject of the row: the files of ops that most programs do without.
_LATER = {"handlers": "handlers", "claims": "claims", "outside": "python", "device": "device"}


class _Emitters(dict[str, Any]):
    def __missing__(self, opcode: str) -> Any:
        if opcode not in TABLE:
            raise KeyError(opcode)
        self.update(importlib.import_module(f"{__name__}.{_LATER[TABLE[opcode].subject]}").EMIT)
        return self.get(opcode)


EMITTERS = _Emitters(
    {
        **arith.EMIT,
        **casts.EMIT,
        **control.EMIT,
        **structure.EMIT,
        **memory.EMIT,
        **resizing.EMIT,
        **texts.EMIT,
        **array.EMIT,
        **errors.EMIT,
    }
)


def lower_module(w: Writer, module: Module) -> None:
    """Write every function of `module`, and the heads of those that other objects define."""
    for function in module.declared.values():
        w.globals.append(f"declare {FunctionLowering(w, function, EMITTERS).head()} nounwind")
    guards: dict[str, Any] = {}
    if recording.on():
        from . import claims

        guards = claims.GUARDS
    for name, function in module.functions.items():
        tests = {**guards, **needs.guards()} if name in w.alone else guards
        FunctionLowering(w, function, EMITTERS, tests).run()
