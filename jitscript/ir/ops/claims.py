"""Claims: what an analysis says and a pass relies on, kept in the IR to be checked.

`KINDS` says what each kind of claim means: a text over the operands, and a test of their values as
the interpreter holds them. Claims are there only while they are recorded (see `ir/claims.py`).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..optable import count, fail, row
from ..types import Array, Scalar, Type
from .conditions import in_64_bits


class Kind(NamedTuple):
    """`text` is a format string over the operands; `holds(op, *values)` whether it is so."""

    operands: int
    text: str
    holds: Callable[..., bool]


def _compares(fn: Callable[..., Any]) -> Callable[..., bool]:
    return lambda op, a, b: bool(fn(int(a), int(b))) == op.attrs["answer"]


def _apart(op: Any, a: Any, b: Any) -> bool:
    import numpy as np

    return not np.may_share_memory(a.data, b.data)


def _same(op: Any, a: Any, b: Any) -> bool:
    return repr(a) == repr(b)


KINDS: dict[str, Kind] = {
    "add": Kind(2, "{} + {} fits in 64 bits", in_64_bits(operator.add)),
    "sub": Kind(2, "{} - {} fits in 64 bits", in_64_bits(operator.sub)),
    "mul": Kind(2, "{} * {} fits in 64 bits", in_64_bits(operator.mul)),
    "neg": Kind(1, "-({}) fits in 64 bits", in_64_bits(operator.neg)),
    "index": Kind(2, "the index {} lies in 0 … {} - 1", lambda op, i, n: 0 <= i < n),
    "end": Kind(2, "the index {} counts from the end of {}", lambda op, i, n: -n <= i < 0),
    "nonneg": Kind(1, "{} is not negative", lambda op, i: i >= 0),
    "lt": Kind(2, "what {} < {} gives is known", _compares(operator.lt)),
    "le": Kind(2, "what {} <= {} gives is known", _compares(operator.le)),
    "gt": Kind(2, "what {} > {} gives is known", _compares(operator.gt)),
    "ge": Kind(2, "what {} >= {} gives is known", _compares(operator.ge)),
    "eq": Kind(2, "what {} == {} gives is known", _compares(operator.eq)),
    "ne": Kind(2, "what {} != {} gives is known", _compares(operator.ne)),
    "apart": Kind(2, "two arrays share no memory", _apart),
    "same": Kind(2, "memory still holds {1}, not {0}", _same),
}


def _claim(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    kind = KINDS.get(attrs["kind"])
    if kind is None:
        fail(f"there is no claim {attrs['kind']!r}")
    assert kind is not None
    count(types, kind.operands)
    for t in types:
        if attrs["kind"] == "apart" and not isinstance(t, Array):
            fail(f"is about arrays, got {t!r}")
        if attrs["kind"] != "apart" and not isinstance(t, Scalar):
            fail(f"is about numbers, got {t!r}")
    return ()


row(
    "claim",
    "T… ->",
    _claim,
    "The pass `by` relies on what `kind` says of the operands; of a comparison, that it gives "
    "`answer`. There only while claims are recorded: what is false is a fault of the compiler.",
    'claim @index(by="ranges", %i, %n) where %i: int, %n: int',
    symbol="kind",
    options=("answer", "by"),
    raises=("SystemError",),
)
