"""Programs that are compiled in two halves: what calls go from one to the other, errors too."""

from __future__ import annotations

import os
import traceback
from typing import Any

import numpy as np
import pytest

from jitscript import Array1, Array2, f64, script
from jitscript.backend.cpu import halves


@pytest.fixture(autouse=True)
def in_both_ways() -> None:
    """Only with LLVM's optimisations are there halves."""


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_processors", lambda: 2)


def dot(a: Array1[f64], b: Array1[f64]) -> float:
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def product(a: Array2[f64], b: Array2[f64], out: Array2[f64]) -> int:
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            out[i, j] = 0.0
        for k in range(a.shape[1]):
            x = a[i, k]
            for j in range(b.shape[1]):
                out[i, j] += x * b[k, j]
    return len(out)


def softmax(p: Array2[f64]) -> Array2[f64]:
    e = np.exp(p - p.max(axis=1, keepdims=True))
    found: Array2[f64] = e / e.sum(axis=1, keepdims=True)
    return found


def smaller(a: Array1[f64], b: Array1[f64]) -> float:
    return min(a[0], b[0])


def emitted(function: Any) -> Any:
    return function._provider._compile("contiguous").emitted


def test_entries_are_made_beside_the_function() -> None:
    f = script(dot, cache=False)
    a, b = np.arange(5.0), np.ones(5)
    assert f(a, b) == f(a=a, b=b) == dot(a, b)
    first, second = emitted(f).sources
    assert emitted(f).first and "define ptr @js_py_dot" in second and "define {i32" in first
    assert "@f.dot.slow" in first and "@f.dot.slow" not in second
    assert "js_py_dot:" in f.asm and "f.dot:" in f.asm and "@js_py_dot" in f.llvm
    with pytest.raises(IndexError, match="index 4 is out of bounds") as raised:
        f(a, b[:4])
    at = traceback.extract_tb(raised.value.__traceback__)[-1]
    assert (at.name, at.line) == ("dot", "total += a[i] * b[i]")


def test_what_is_out_of_line_is_made_beside_the_rest() -> None:
    f = script(product, cache=False)
    rng = np.random.default_rng(0)
    for shape in ((3, 4, 5), (1, 1, 70_000)):  # which takes the long loop
        a, b = rng.random(shape[:2]), rng.random(shape[1:])
        out, expected = np.zeros(shape[::2]), np.zeros(shape[::2])
        assert f(a, b, out) == product(a[:, :], b, expected) == len(a)
        assert out.tobytes() == expected.tobytes()
    first, second = emitted(f).sources
    assert "define internal {i32, i64} @f.product(" in second and "@f.product(" not in first
    with pytest.raises(IndexError, match="out of bounds"):
        f(a, b, out[:, :-1])


def test_vector_code_of_the_library_s_functions_is_found_in_both() -> None:
    f = script(softmax, cache=False)
    p = np.random.default_rng(1).random((3, 7))
    np.testing.assert_allclose(f(p), softmax(p), rtol=1e-14)
    p[1, 2] = np.inf
    with np.errstate(invalid="ignore"):
        np.testing.assert_allclose(f(p), softmax(p), rtol=1e-14)
    assert len(emitted(f).sources) == 2


def test_what_is_inlined_or_short_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    f = script(smaller, cache=False)
    assert f(np.ones(1), np.zeros(1)) == 0
    assert len(emitted(f).sources) == 1 and not emitted(f).first
    monkeypatch.setattr(halves, "_processors", lambda: 1)
    f = script(dot, cache=False)
    assert f(np.ones(2), np.ones(2)) == 2
    assert len(emitted(f).sources) == 1


def test_the_second_variant_and_the_cache_have_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("JITSCRIPT_CACHE", str(tmp_path))
    for _ in range(2):
        f = script(dot)
        a = np.arange(8.0)
        assert f(a[::2], a[::-2]) == dot(a[::2], a[::-2]) and f(a, a) == dot(a, a)
    assert sum(len(files) for *_, files in os.walk(tmp_path)) >= 3
