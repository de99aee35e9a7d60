"""The type rules of operators against NumPy and CPython themselves, for every pair of types."""

from __future__ import annotations

import itertools
import operator
import warnings

import numpy as np
import pytest

from jitscript.frontend.operators import comparison, promote, scalar
from jitscript.ir import types as T
from jitscript.library.intrinsics import ir_type

SAMPLES = {
    T.BOOL: True,
    T.INT: 3,
    T.FLOAT: 3.0,
    T.COMPLEX: 3 + 0j,
    **{t: scalar.numpy_class(t)(1 if t is T.B1 else 3) for t in T.NUMPY_SCALARS},
}
OPERATORS = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mult": operator.mul,
    "Div": operator.truediv,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
    "Pow": operator.pow,
    "LShift": operator.lshift,
    "RShift": operator.rshift,
    "BitAnd": operator.and_,
    "BitOr": operator.or_,
    "BitXor": operator.xor,
}
PAIRS = list(itertools.product(SAMPLES, SAMPLES))


def expected(fn, a, b):
    """The type of the result, or None where Python or NumPy has none."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return ir_type(type(fn(a, b)))
        except TypeError:
            return None


@pytest.mark.parametrize("op", OPERATORS)
def test_result_types(op):
    wrong = []
    for a, b in PAIRS:
        try:
            got = scalar.plan(op, a, b).result
        except scalar.Unsupported:
            got = None
        want = expected(OPERATORS[op], SAMPLES[a], SAMPLES[b])
        if got is not want:
            wrong.append(f"{a} {op} {b}: {got}, expected {want}")
    assert not wrong, "\n".join(wrong)


def test_promote_is_numpys():
    for a, b in itertools.product(T.NUMPY_SCALARS, T.NUMPY_SCALARS):
        want = np.promote_types(scalar.numpy_class(a), scalar.numpy_class(b)).type
        assert promote.promote(a, b) is ir_type(want), (a, b)


def test_can_store_is_numpys_same_kind_rule():
    for a, b in itertools.product(T.NUMPY_SCALARS, T.NUMPY_SCALARS):
        want = np.can_cast(scalar.numpy_class(a), scalar.numpy_class(b), "same_kind")
        assert promote.can_store(a, b) is want, (a, b)


@pytest.mark.parametrize("op", comparison.ORACLES)
def test_comparison_types(op):
    for a, b in PAIRS:
        want = expected(comparison.ORACLES[op], SAMPLES[a], SAMPLES[b])
        if want is not None:
            assert comparison.result_type(op, a, b) is want, (a, b)
