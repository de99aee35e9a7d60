"""Recording of claims: facts that passes rely on, checked wherever they are used.

    %j = check_index %i, %n, 0 : int            ; ranges shows that 0 <= %i < %n

becomes, while claims are recorded,

    claim @index(%i, %n, by="ranges")           ; and %i is used instead of %j

The interpreter and compiled code then test every claim on every value. A claim has operands of its
own, which later passes know nothing about: they cannot prove it away as they proved the check away.
Without recording nothing is added, and no use.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .core import Builder, Value

_recording = False


def on() -> bool:
    """Whether claims are recorded now."""
    return _recording


@contextmanager
def recorded(wanted: bool = True) -> Iterator[None]:
    """Record claims, or not, meanwhile. For the whole process: only one compilation runs at a
    time."""
    global _recording
    before, _recording = _recording, wanted
    try:
        yield
    finally:
        _recording = before


def rely(b: Builder, kind: str, *operands: Value, by: str, **attrs: Any) -> None:
    """Note where `b` stands that the pass `by` relies on a claim (see `ops/claims.py`)."""
    if _recording:
        b.op("claim", *operands, kind=kind, by=by, **attrs)
