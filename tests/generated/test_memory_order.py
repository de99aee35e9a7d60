"""Arrays of any layout: what operations make of them lies in memory as NumPy's results do.

Axes in any order, steps of any sign, gaps, sizes of 1, and elements that repeat along an axis.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from jitscript import Array2, Array3, f32, f64, script


@script
def of_pairs(a: Array2[f64], b: Array2[f64]):
    made = a + b, a.T * 2 - b.T, (a + b) * a, np.where(a > b, a, b), np.isclose(a, b)
    kept = np.copy(a), a.astype(f32), a.copy(), np.zeros_like(b), a.copy() + b
    return made, kept, a.ravel("K"), (a + b).ravel("A"), np.cumsum(a, 0), (a * b).sum(0)


@script
def of_solids(a: Array3[f64], b: Array3[f64]):
    sums = a.sum(0), a.max(1, keepdims=True), np.mean(a + b, axis=2), np.argmin(a, axis=1)
    return a * b + a, sums, np.sort(a, axis=1), a.transpose(1, 2, 0) - 1.0, a.flatten("K")


@st.composite
def pairs(draw: Callable[..., Any], rank: int) -> tuple[np.ndarray, np.ndarray]:
    shape = draw(st.tuples(*[st.sampled_from([1, 2, 3, 5, 9])] * rank))
    return draw(laid(shape)), draw(laid(shape))


@st.composite
def laid(draw: Callable[..., Any], shape: tuple[int, ...]) -> np.ndarray:
    order = draw(st.permutations(range(len(shape))))
    steps = [draw(st.sampled_from([1, 1, 1, 2, -1])) for _ in shape]
    sizes = [n * abs(s) + draw(st.sampled_from([0, 0, 1])) for n, s in zip(shape, steps)]
    values = np.random.default_rng(draw(st.integers(0, 99))).integers(-99, 99, sizes) / 8
    whole = np.empty([sizes[k] for k in order]).transpose(np.argsort(order))
    whole[...] = values
    part = whole[tuple(slice(None, None, s) for s in steps)][tuple(map(slice, shape))]
    if draw(st.integers(0, 5)) == 0:
        axis = draw(st.integers(0, len(shape) - 1))
        part = np.broadcast_to(np.take(part, [0], axis), shape)
    return part


def flat(value: Any) -> list[np.ndarray]:
    return [x for part in value for x in flat(part)] if isinstance(value, tuple) else [value]


@pytest.mark.parametrize(("function", "rank"), [(of_pairs, 2), (of_solids, 3)])
def test_results_lie_as_numpys(function: Any, rank: int) -> None:
    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(pairs(rank))
    def check(arrays: tuple[np.ndarray, np.ndarray]) -> None:
        for a, b in zip(flat(function.python(*arrays)), flat(function(*arrays)), strict=True):
            assert (a.dtype, a.shape) == (b.dtype, b.shape)
            assert (a == b).all()
            lie = [(s, t) for s, t, n in zip(a.strides, b.strides, a.shape) if n > 1]
            assert all(s == t for s, t in lie), (a.strides, b.strides)

    check()
