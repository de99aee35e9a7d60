"""Each transfer rule of the intervals is right: for all intervals of the operands, and all values
in them, the result lies in the interval that the rule gives. By trying all, at four bits; widths
reach the rules as parameters only."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import pytest
import small
from small import NARROW, PYTHON, SIGNED, UNSIGNED, WIDE

from jitscript.ir.analysis.interval_rules import (
    LARGEST_BUFFER,
    RULES,
    counted,
    induction,
    transfer,
)
from jitscript.ir.core import Op
from jitscript.ir.ops import eval_arith
from jitscript.ir.types import BOOL, INT, NUMPY_SCALARS, U8, Array, Buffer, Scalar, Type

BOTH = (SIGNED, UNSIGNED)
ALL = (*BOTH, PYTHON)
CHECKED = ("add", "sub", "mul")
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")
BITS = ("and", "or", "xor")

# name → the forms it is proved for: types of operands and result
FORMS: dict[str, list[tuple[list[Type], Type]]] = {
    **{name: [([t, t], t) for t in ALL] for name in (*CHECKED, "tdiv", "trem", "shl", "shr")},
    **{f"checked_{name}": [([PYTHON, PYTHON], PYTHON)] for name in CHECKED},
    **{name: [([t, t], BOOL) for t in ALL] for name in COMPARISONS},
    **{name: [([t, t], t) for t in (*ALL, BOOL)] for name in BITS},
    **{name: [([t], t) for t in BOTH] for name in ("clz", "ctz", "popcount")},
    "neg": [([t], t) for t in ALL],
    "checked_neg": [([PYTHON], PYTHON)],
    "not": [([t], t) for t in (*BOTH, BOOL)],
    "select": [([BOOL, t, t], t) for t in (*ALL, BOOL)],
    "cast": [
        ([a], b)
        for a in (SIGNED, UNSIGNED, NARROW, WIDE, BOOL)
        for b in (SIGNED, UNSIGNED, NARROW, WIDE, BOOL)
        if a is not b
    ],
    "check_index": [([PYTHON, PYTHON], PYTHON)],
}
# Below; an index of a kernel is what hardware keeps to.
ELSEWHERE = ("array.dim", "buffer.len", "device.index")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval_arith, "numpy_class", small.numpy_class)


def test_every_rule_is_proved() -> None:
    assert RULES.keys() == FORMS.keys() | set(ELSEWHERE)


def checked_index(op: Op, i: int, n: int) -> int | None:
    """The row has no evaluation; its meaning is one line."""
    found = i + n if i < 0 else i
    return found if 0 <= found < n else None


@pytest.mark.parametrize("name", FORMS)
def test_rule(name: str) -> None:
    for operands, result in FORMS[name]:
        op = small.op_of(name, operands, result)
        run: Callable[..., int | None] = checked_index if name == "check_index" else small.run
        table = {
            args: run(op, *args) if name == "check_index" or small.in_range(op, *args) else None
            for args in itertools.product(*map(small.values, operands))
        }
        assert any(value is not None for value in table.values())
        for known, low, high in boxes(operands, table):
            found = transfer(op, list(known))
            assert found[0] <= low and high <= found[1], (op, known, (low, high), found)


def boxes(
    operands: Sequence[Type], table: dict[tuple[int, ...], int | None]
) -> Iterator[tuple[tuple[tuple[int, int], ...], int, int]]:
    """For each choice of intervals in which there is a result, its least and its largest."""
    *first, last = operands
    for known in itertools.product(*map(small.intervals, first)):
        lows: dict[int, int] = {}
        highs: dict[int, int] = {}
        for y in small.values(last):
            spans = [range(low, high + 1) for low, high in known]
            found = [r for x in itertools.product(*spans) if (r := table[(*x, y)]) is not None]
            if found:
                lows[y], highs[y] = min(found), max(found)
        for low, high in small.intervals(last):
            here = [y for y in range(low, high + 1) if y in lows]
            if here:
                yield (
                    (*known, (low, high)),
                    min(lows[y] for y in here),
                    max(highs[y] for y in here),
                )


def test_empty_intervals_do_no_harm() -> None:
    """Where control does not come the ends of an interval may be exchanged."""
    for name, forms in FORMS.items():
        for operands, result in forms:
            for t in operands:
                assert isinstance(t, Scalar)
            op = small.op_of(name, operands, result)
            ends = [sorted(small.values(t))[:: max(len(small.values(t)) // 3, 1)] for t in operands]
            for known in itertools.product(*(itertools.product(e, e) for e in ends)):
                transfer(op, list(known))


def test_bits_of_other_widths() -> None:
    """Counts of bits are at most the width, also where that is not four."""
    for t in (SIGNED, WIDE, NARROW):
        for name in ("clz", "ctz", "popcount"):
            op = small.op_of(name, [t], t)
            assert all((small.run(op, x) or 0) <= t.bits for x in small.values(t))


def test_a_dimension_is_bounded_by_what_numpy_makes() -> None:
    """The bytes of an array, empty dimensions aside, have at most 63 bits; NumPy refuses more."""
    import numpy as np

    for t in NUMPY_SCALARS:
        size = max(t.bits // 8, 1)
        op = small.op_of("array.dim", [Array(t, 1)], INT, axis=0)
        most = (2**63 - 1) // size
        assert transfer(op, [(0, 0)]) == (0, most)
        one = np.zeros(1, np.dtype("?") if t.kind == "bool" else f"{t.kind[0]}{size}")
        assert np.broadcast_to(one, (most,)).shape == (most,)
        if most < 2**63 - 1:
            with pytest.raises(ValueError, match="too big"):
                np.broadcast_to(one, (most + 1,))
            with pytest.raises(ValueError, match="too big"):
                np.broadcast_to(one, (most + 1, 0))


def test_the_length_of_a_buffer() -> None:
    """The back end refuses more bytes, or, of elements that take none, more elements."""
    from jitscript.backend.lower.memory import LARGEST

    assert LARGEST <= LARGEST_BUFFER
    op = small.op_of("buffer.len", [Buffer(U8)], INT)
    assert transfer(op, [(0, 0)]) == (0, LARGEST_BUFFER)


# --- counted loops ------------------------------------------------------------------------------

TINY = range(-3, 4)
SPANS = [(low, high) for low in TINY for high in TINY if low <= high]


def test_induction() -> None:
    rounds = {
        (a, b, s): (min(range(a, b, s)), max(range(a, b, s)), len(range(a, b, s)))
        for a in TINY
        for b in TINY
        for s in TINY
        if s and len(range(a, b, s))
    }
    steps = [(low, high) for low, high in SPANS if (low, high) != (0, 0)]
    for start, stop, step in itertools.product(SPANS, SPANS, steps):
        low, high = induction(start, stop, step)
        most = counted((0, 0), (-1, 1), start, stop, step)
        for a in range(start[0], start[1] + 1):
            for b in (stop[0], stop[1]):  # more rounds at one of the ends
                for s in range(step[0], step[1] + 1):
                    if (a, b, s) in rounds:
                        least, largest, count = rounds[a, b, s]
                        assert low <= least and largest <= high, (start, stop, step)
                        assert most is None or most[1] >= count - 1, (start, stop, step)


def test_what_is_carried() -> None:
    """After r rounds the value has changed r times by what one round may add."""
    for first in SPANS[::5]:
        for change in [(a, b) for a, b in SPANS if a <= 0 <= b]:
            for stop in range(6):
                found = counted(first, change, (0, 0), (stop, stop), (1, 1))
                assert found is not None
                reached = set(range(first[0], first[1] + 1))
                for _ in range(stop):
                    assert found[0] <= min(reached) and max(reached) <= found[1]
                    reached = {x + d for x in reached for d in range(change[0], change[1] + 1)}
