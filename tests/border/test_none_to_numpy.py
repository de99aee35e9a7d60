"""None where an array was expected: NumPy's functions are not given it."""

from typing import Any

import numpy as np
import pytest

from jitscript import Array1, f64, script


@script
def total(a: Array1[f64] | None) -> f64:
    return np.sum(a)


@script
def product(a: Array1[f64], b: Array1[f64] | None) -> f64:
    return np.dot(a, b)


@script
def stored(a: Array1[f64], b: Array1[f64] | None) -> None:
    a[:] = b


@script
def element(a: Array1[f64], k: int | None) -> Any:
    return a[k]


def test_none_to_numpy() -> None:
    a = np.array([1.0, 2.0])
    assert (total(a), product(a, a), element(a, 1)) == (3.0, 5.0, 2.0)
    for call, words in (
        (lambda: total(None), "argument 1 of np.sum is None"),
        (lambda: product(a, None), "argument 2 of np.dot is None"),
        (lambda: stored(a, None), "None cannot be stored in an array"),
        (lambda: element(a, None), "makes no new axis of it"),
    ):
        with pytest.raises(TypeError, match=words):
            call()
    assert a.tolist() == [1.0, 2.0]
