"""The interpreter's test of what a function says that it does not write (its attribute `writes`).

What can be reached from the other parameters, and not from those that may be written through, must
be the same after the call.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .core import Function
from .interp_values import ArrayValue, BufferValue, ObjectValue, Undefined
from .ops.structure import UnionValue
from .types import is_reference

Holder = ArrayValue | BufferValue | ObjectValue


class Unwritten:
    """Taken when a call begins; `check` when it ends."""

    def __init__(self, function: Function, args: Sequence[Any]):
        self.name = function.name
        self.before: list[tuple[Holder, Any]] = []
        written = function.attrs.get("writes")
        params = function.params
        if written is None or not any(is_reference(p.type) for p in params):
            return
        theirs = _reached(a for i, a in enumerate(args) if i in written)
        for key, held in _reached(a for i, a in enumerate(args) if i not in written).items():
            if key not in theirs and not _meets(held, theirs.values()):
                self.before.append((held, _content(held)))

    def check(self) -> None:
        for held, content in self.before:
            if _content(held) != content:
                raise Undefined(f"@{self.name} writes what its attribute `writes` leaves out")


def _reached(values: Iterable[Any]) -> dict[int, Holder]:
    """Arrays, buffers and instances by identity."""
    found: dict[int, Holder] = {}
    work = list(values)
    while work:
        value = work.pop()
        if isinstance(value, tuple):
            work += value
        elif isinstance(value, UnionValue):
            work.append(value.value)
        elif isinstance(value, ObjectValue) and value.info.type.name == "str":
            continue  # what it remembers of itself, nobody sees
        elif isinstance(value, Holder) and id(value) not in found:
            found[id(value)] = value
            if not isinstance(value, ArrayValue):
                work += value.held()
    return found


def _meets(held: Holder, others: Iterable[Holder]) -> bool:
    import numpy as np

    # As plain arrays, since one that leads outside its memory lets nothing but its layout be asked.
    return isinstance(held, ArrayValue) and any(
        np.may_share_memory(held.data.view(np.ndarray), other.data.view(np.ndarray))
        for other in others
        if isinstance(other, ArrayValue)
    )


def _content(held: Holder) -> Any:
    """What a store would change, references as identities."""
    if isinstance(held, ArrayValue):
        return held.data.tobytes()
    if isinstance(held, BufferValue):
        return [_shown(item) for item in held.items]
    return {name: _shown(value) for name, value in held.fields.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_shown, value))
    if isinstance(value, UnionValue):
        return repr(value.type), _shown(value.value)
    return id(value) if isinstance(value, Holder) else repr(value)
