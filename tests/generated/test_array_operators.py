"""Operators between arrays, and between arrays and scalars, compiled, against NumPy."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from samples import values

pytestmark = pytest.mark.usefixtures("optimised")

DTYPES = ["bool_", "float16", "float32", "float64", "complex64", "complex128"]
DTYPES += [f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)]
OPERATORS = ["+", "-", "*", "/", "//", "%", "<<", "&", "|", "^", "<", ">=", "==", "!="]
INPLACE = ["+", "*", "/", "//", "|"]


def elements(name: str, n: int) -> Any:
    pick = random.Random(len(name))
    if name.startswith("complex"):  # NumPy multiplies those with fused operations: small ones
        parts = [0.0, -0.5, 1.0, 2.0, -3.0, 0.25]
        return np.array([complex(pick.choice(parts), pick.choice(parts)) for _ in range(n)], name)
    return np.array([pick.choice(values(getattr(np, name))) for _ in range(n)], getattr(np, name))


def is_defined(code: str, names: dict[str, Any]) -> bool:
    if ("<" in code or ">" in code) and any(v.dtype.kind == "c" for v in names.values()):
        return False
    try:
        exec(code, dict(names))
    except TypeError:
        return False
    return True


def pairs() -> list[tuple[str, str]]:
    pick = random.Random(3)
    found = {(name, name) for name in DTYPES}
    for name in DTYPES:
        found.add((name, pick.choice(DTYPES)))
    return sorted(found)


PAIRS = pairs()


def lines_for(i: int, left: str, right: str) -> list[str]:
    """A function of two arrays that returns every result, and one that changes its first."""
    names = {"a": elements(left, 4), "b": elements(right, 4), "x": elements(right, 1)[0]}
    with np.errstate(all="ignore"):
        plain = [op for op in OPERATORS if is_defined(f"a {op} b", names)]
        changing = [op for op in INPLACE if is_defined(f"a {op}= b", names)]
    results = [f"a {op} b" for op in plain] + [f"a {op} x" for op in plain[::3]]
    types = f"a: Array1[np.{left}], b: Array1[np.{right}], x: np.{right}"
    lines = ["@script", f"def f{i}({types}):", f"    return ({', '.join(results)},)", ""]
    lines += ["@script", f"def g{i}({types}):", *(f"    a {op}= b" for op in changing)]
    return [*lines, "    return a, a[:]", ""]


@pytest.fixture(scope="module")
def functions(optimised: bool, tmp_path_factory: pytest.TempPathFactory) -> Any:
    lines = ["import numpy as np", "from jitscript import Array1, script", ""]
    for i, (left, right) in enumerate(PAIRS):
        lines += lines_for(i, left, right)
    path = Path(tmp_path_factory.mktemp("operators")) / "array_operators.py"
    path.write_text("\n".join(lines))
    spec = importlib.util.spec_from_file_location("array_operators", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("i", range(len(PAIRS)), ids=["-".join(p) for p in PAIRS])
def test_arrays(i, functions):
    left, right = PAIRS[i]
    a, b = elements(left, 24), elements(right, 24)
    for name in (f"f{i}", f"g{i}"):
        fn = getattr(functions, name)
        with np.errstate(all="ignore"):
            want = fn.python(a.copy(), b, b[3])
        got = fn(a.copy(), b, b[3])
        for k, (x, y) in enumerate(zip(got, want, strict=True)):
            assert x.dtype == y.dtype, (name, k)
            np.testing.assert_array_equal(x, y, f"{name}, result {k}")
