"""What is known of the strides of an array without running anything.

    layout_of(v)    (True, (None, 8)): C-contiguous, the last step is 8 bytes
                    (False, (None, 8)): a view whose last step is 8 bytes

A value that comes along several ways (out of an `if`, round a loop) has what all of them have.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..core import Op, Region, Value
from ..types import Array

Layout = tuple[bool, tuple[int | None, ...]]
_FAR = 100  # values that are looked at for one


def layout_of(value: Value) -> Layout:
    """Whether the array is certainly C-contiguous, and those of its strides that are constants."""
    assert isinstance(value.type, Array)
    found: Layout | None = None
    seen, waiting = {value}, [value]
    for v in waiting:
        found_in = list(sources(v))
        if found_in and len(waiting) < _FAR:
            fresh = [s for s in dict.fromkeys(found_in) if s not in seen]
            seen.update(fresh)
            waiting += fresh
        else:
            found = _own(v) if found is None else _both(found, _own(v))
    return found or _nothing(value.type)


def _nothing(t: Array) -> Layout:
    return False, (None,) * t.ndim


def _own(value: Value) -> Layout:
    """What the op says that makes an array."""
    t, op = value.type, value.op
    assert isinstance(t, Array)
    if op is None:
        return _nothing(t)
    if op.info.contiguous:
        last = (max(1, t.dtype.bits // 8),) if t.ndim else ()
        return True, (*(None,) * (t.ndim - 1), *last)
    steps = op.operands[op.info.layout][t.ndim :]
    if not steps:
        return _nothing(t)
    makers = [s.op for s in steps]
    return False, tuple(
        m.attrs["value"] if m is not None and m.opcode == "const" else None for m in makers
    )


def _both(x: Layout, y: Layout) -> Layout:
    return x[0] and y[0], tuple(a if a == b else None for a, b in zip(x[1], y[1]))


def sources(value: Value) -> Iterator[Value]:
    """The values that a joined one may be; none, where it is made by an op."""
    owner = value.owner
    if isinstance(owner, Region):
        loop = owner.parent
        if isinstance(loop, Op) and loop.info.loop and value in loop.carried_args:
            i = loop.carried_args.index(value)
            yield loop.carried[i]
            for op in loop.walk():
                if op.target is loop and op.opcode == "continue":
                    yield op.operands[i]
        return
    if not isinstance(owner, Op):
        return
    i = owner.results.index(value)
    if owner.info.loop:
        if owner.info.counted:
            yield owner.carried_args[i]
        for op in owner.walk():
            if op.target is owner and op.opcode == "break":
                yield op.operands[i]
    elif owner.info.control:
        for region in owner.regions:
            last = region.ops[-1] if region.ops else None
            if last is not None and last.opcode == "yield":
                yield last.operands[i]
