"""`@script(math="fast")` as an option: words, copies, the cache, pickles, files, kernels."""

from __future__ import annotations

import functools
import math
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, f64, script

A = Array1[f64]


def exps(x: A) -> A:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = math.exp(x[i])
    return out


X = np.linspace(-3.0, 3.0, 10_001)


def is_fast(f: Any) -> bool:
    f(X)
    return "near=True" in f.ir


def test_other_words() -> None:
    with pytest.raises(ValueError, match="""math is "exact" or "fast", got 'quick'"""):
        script(exps, math="quick")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="got None"):
        script(math=None)  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="is for functions; methods may call one that has it"):

        @script(math="fast")
        class Refused:
            x: int


def test_one_function_both_ways() -> None:
    """In any order, and from the cache, in this process and in others."""
    first, second, third = script(exps, math="fast"), script(exps), script(exps, math="exact")
    again = script(second, math="fast")
    assert [is_fast(f) for f in (first, second, third, again)] == [True, False, False, True]
    assert script(first, math="fast") is first
    assert first.python is not exps and second.python is exps
    assert first.__name__ == "exps" and first.__doc__ == exps.__doc__
    assert np.any(first(X) != second(X))
    np.testing.assert_allclose(first(X), second(X), rtol=1e-15)


PROGRAM = """
import math
import sys
import numpy as np
from jitscript import Array1, f64, script

def exps(x: Array1[f64]) -> Array1[f64]:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = math.exp(x[i])
    return out

x = np.linspace(-3.0, 3.0, 10_001)
found = {}
for way in sys.argv[1:]:
    found[way] = script(exps, math=way)(x).tobytes()
if len(found) > 1:
    assert found["fast"] != found["exact"]
assert found.get("exact", b"") in (b"", exps(x).tobytes())
assert "fast" not in found or found["fast"] != exps(x).tobytes()
print("jitscript.frontend" in sys.modules)
"""


def test_the_cache_tells_them_apart(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    env = {**os.environ, "JITSCRIPT_CACHE": str(tmp_path / "cache")}

    def run(*ways: str) -> str:
        command = [sys.executable, str(tmp_path / "program.py"), *ways]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout

    assert run("fast") == run("exact") == "True\n"
    assert run("fast", "exact") == run("exact", "fast") == run("exact") == "False\n"


@script(math="fast")
def named(x: A) -> A:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = math.exp(x[i])
    return out


def local() -> Any:
    @script(math="fast")
    def inner(x: float) -> float:
        return math.exp(x)

    return inner


def test_pickles() -> None:
    assert pickle.loads(pickle.dumps(named)) is named and is_fast(named)
    cloudpickle = pytest.importorskip("cloudpickle")
    f = cloudpickle.loads(cloudpickle.dumps(local()))
    assert f(0.0) == 1.0 and "near=True" in f.ir


def test_files_keep_it(tmp_path: Path) -> None:
    js.save(tmp_path / "exps.jsm", named)
    loaded = js.load(tmp_path / "exps.jsm")
    np.testing.assert_array_equal(loaded.named(X), named(X))
    for bad in (X * 1000, np.array([1e9])):
        with pytest.raises(OverflowError, match="math range error"):
            loaded.named(bad)


def test_open_functions_and_caches() -> None:
    @script(math="fast")
    def opened(x):  # type: ignore[no-untyped-def]
        return math.exp(x)

    assert opened(1.0) == pytest.approx(math.e)
    assert "near=True" in opened[float].ir

    @script
    def calls(x: float) -> float:
        return opened(x)

    assert calls(0.5) == opened(0.5) and "near=True" in calls.ir

    @script(math="fast")
    @functools.lru_cache
    def kept(x: float) -> float:
        return math.exp(x)

    assert kept(0.0) == kept(0.0) == 1.0 and kept.cache_info().hits == 1
    assert "near=True" in kept.__wrapped__.ir


def test_disabled_it_is_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JITSCRIPT_DISABLE", "1")
    assert script(exps, math="fast") is exps


def test_kernels_have_their_own_option() -> None:
    """A function that a kernel calls has the kernel's mathematics."""
    from jitscript import cuda, frontend

    @script(math="fast", cache=False)
    def power_of_e(x: float) -> float:
        return math.exp(x)

    def kernel(out: A) -> None:
        out[cuda.grid(1)] = power_of_e(2.0)

    lowered = frontend.lower_function(kernel, device=True)
    assert "near=True" not in str(lowered.module)
