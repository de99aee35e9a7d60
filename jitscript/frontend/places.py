"""Places in the open region, where ops are put later: what is captured is made at the region's
entry when it is first met, so a place is counted from behind that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.core import Op, Region, Value
from .lowering import Lowering


def at_entry(f: Lowering, obj: Any, make: Callable[[], Value]) -> Value:
    """The value of a captured object, made once in the function, at its entry; of what is
    inlined, where it is used."""
    if f.inside is not None:
        return make()
    top: Region = f.regions[0] if f.regions else f.b.region
    key = id(top), id(obj)
    if key not in f.at_start:
        with f.apart() as made:
            f.at_start[key] = top, make()
        start = _start(f, top)  # what comes later may hold what came before
        for op in made.ops:
            op.parent = top
        top.ops[start:start] = made.ops
        if made.ops:
            f.last_at_start[id(top)] = made.ops[-1]
    found: Value = f.at_start[key][1]
    return found


def place(f: Lowering) -> int:
    """The place where the next op of the open region goes."""
    return len(f.b.region.ops) - _start(f, f.b.region)


def ops_from(f: Lowering, there: int) -> list[Op]:
    """The ops of the open region from a place on."""
    return f.b.region.ops[there + _start(f, f.b.region) :]


def cut(f: Lowering, there: int) -> list[Op]:
    """The same, which are taken out."""
    later = ops_from(f, there)
    del f.b.region.ops[there + _start(f, f.b.region) :]
    return later


def _start(f: Lowering, region: Region) -> int:
    """How many ops of a region stand at its entry."""
    last = f.last_at_start.get(id(region))
    return 0 if last is None else region.ops.index(last) + 1
