"""Operators compiled for pairs of scalar types, against CPython and NumPy.

Every operator meets every type on both sides; which other type it meets there is a fixed choice.
"""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import Any

import harness
import numpy as np
import pytest
from outcomes import near, outcome, refused
from samples import values

pytestmark = pytest.mark.usefixtures("optimised")

NAMES = {"bool": bool, "int": int, "float": float, "complex": complex}
NAMES |= {f"np.{n}": getattr(np, n) for n in ("bool_", "float16", "float32", "float64")}
NAMES |= {f"np.{k}{n}": getattr(np, f"{k}{n}") for k in ("int", "uint") for n in (8, 16, 32, 64)}
NAMES |= {"np.complex64": np.complex64, "np.complex128": np.complex128}
BINARY = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"]
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
PARTNERS = 2


def is_defined(op: str, left: str, right: str) -> bool:
    """Whether CPython or NumPy have the operator for these types."""
    if op in COMPARISONS[:4] and "complex" in left + right and left != right:
        return False
    a, b = NAMES[left](1), NAMES[right](1)
    try:
        eval(f"a {op} b", {"a": a, "b": b})
    except TypeError:
        return False
    return True


def chosen() -> list[tuple[str, str, str]]:
    pick = random.Random(7)
    found = set()
    for op in BINARY + COMPARISONS:
        for name in NAMES:
            for other in [name, *pick.sample(list(NAMES), PARTNERS - 1)]:
                found |= {(op, name, other), (op, other, name)}
    return sorted(case for case in found if is_defined(*case))


CASES = chosen()


@pytest.fixture(scope="module")
def functions(optimised: bool, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One scripted function for each case, in a module of its own."""
    lines = ["import numpy as np", "from jitscript import script", ""]
    for i, (op, left, right) in enumerate(CASES):
        lines += ["@script", f"def f{i}(a: {left}, b: {right}):", f"    return a {op} b", ""]
    path = Path(tmp_path_factory.mktemp("operators")) / "scripted_operators.py"
    path.write_text("\n".join(lines))
    spec = importlib.util.spec_from_file_location("scripted_operators", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def some(name: str, second: bool) -> list[Any]:
    """A dozen values; small ones for shifts and powers."""
    found = values(NAMES[name])
    return found if len(found) < 13 else random.Random(5).sample(found, 12)


@pytest.mark.parametrize("op", BINARY + COMPARISONS)
def test_operator(op, functions, optimised):
    """In the fast part, each type with itself and half of the other pairs."""
    wrong = []
    for i, (name, left, right) in enumerate(CASES):
        taken = optimised or left == right or harness.is_chosen(f"{left} {op} {right}", 2)
        if name == op and taken:
            wrong += compare(getattr(functions, f"f{i}"), op, left, right)
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:20])


def compare(fn: Any, op: str, left: str, right: str) -> list[str]:
    plain = eval(f"lambda a, b: a {op} b")
    wrong = []
    for a in some(left, False):
        for b in some(right, True):
            if op in ("**", "<<") and isinstance(b, int) and b > 70:
                continue
            want = outcome(plain, (a, b), {})
            got = outcome(fn, (a, b), {})
            big = want[0] is int and not -(2**63) <= want[1] < 2**63
            native = big or issubclass(want[0], Exception) or op == "**"
            # NumPy's own power of two floats is another one in SIMD than of two scalars
            same = near(got, want) if op == "**" else got == want
            if not same and not (native and refused(got)):
                wrong.append(f"{left}({a!r}) {op} {right}({b!r}): {got}, expected {want}")
    return wrong
