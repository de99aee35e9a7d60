"""`np.random.Generator`: held as Python's own object, whose methods the front end calls (see
`frontend/numpy_calls.py`)."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .intrinsics import Buffer, op, pyobj, u8
from .registry import builtin

IS_GENERATOR = "jitscript.runtime.python_calls:is_generator"


@builtin(np.random.Generator)
class Generator:
    _held: Buffer[u8]

    @staticmethod
    def __from_python__(source: pyobj) -> Generator:
        if not op.python_call(source, callee=IS_GENERATOR, result=bool):
            op.py_unbox(source, result=bool)  # one of them does not fit, which is what is said then
            op.py_unbox(source, result=None)
        return op.object_new(op.py_hold(source), result=Generator)

    def __to_python__(self) -> pyobj:
        return op.py_held(self._held)

    def __same_python__(self, object: pyobj) -> bool:
        return op.py_same(op.py_held(self._held), object)
