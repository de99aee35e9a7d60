"""Calls of NumPy in the interpreter: each row's give what they give in CPython, type for type."""

from __future__ import annotations

import linecache
from typing import Any

import numpy as np
import pytest

from jitscript import script
from jitscript.frontend.numpy_rows import GENERATOR, METHODS, ROWS

pytestmark = pytest.mark.usefixtures("optimised")

HEAD = """\
from jitscript import *
import numpy as np

def {name}(x: Array1[f64], y: Array1[f64], i: Array1[i64], b: Array1[b1], z: Array1[c128],
           m: Array2[f64], s: Array2[f64], k: int, q: float{rng}):
    return {call}
"""
CALLS = [
    *(
        (f"{module.replace('numpy', 'np')}.{name}({call})")
        for module, rows in ROWS.items()
        for name, calls in rows.items()
        for call in calls
    ),
    *(
        f"({call.partition(', ')[0]}).{name}({call.partition(', ')[2]})"
        for name, calls in METHODS.items()
        for call in calls
    ),
    *(f"rng.{name}({call})" for name, calls in GENERATOR.items() for call in calls),
]


def arguments() -> tuple[Any, ...]:
    x, y = np.array([0.25, 1.0, 2.5, 3.0]), np.array([1.5, -1.0, 0.5, 4.0])
    m = np.array([[2.0, 1.0, 0.5], [0.0, 3.0, 1.0], [1.0, 0.0, 4.0]])
    b = np.array([True, False, True, True])
    i = np.array([5, 3, 8, 3])
    return x, y, i, b, x + 1j * y, m, m @ m.T, 7, 2.5


def outcome(fn: Any) -> Any:
    given = arguments()
    if "rng" in fn.__annotations__:
        given = (*given, np.random.default_rng(4))
    np.random.seed(6)
    with np.errstate(all="ignore"):
        try:
            return fn(*given), given
        except Exception as e:
            return (type(e), str(e)), given


def compiled(call: str, number: int) -> tuple[Any, Any]:
    text = HEAD.format(
        name="f", call=call, rng=", rng: np.random.Generator" * call.startswith("rng.")
    )
    file = f"<row {number}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    space: dict[str, Any] = {}
    exec(compile(text, file, "exec"), space)
    return space["f"], script(cache=False)(space["f"])


def same(a: Any, b: Any, units: int = 0) -> None:
    """Alike; floats but for some units in the last place."""
    if isinstance(a, (tuple, list)):
        assert isinstance(b, (tuple, list)) and len(a) == len(b)
        for left, right in zip(a, b):
            same(left, right, units)
        return
    assert type(a) is type(b), (a, b)
    if isinstance(a, np.random.Generator):
        assert a.random() == b.random()  # they are where they were left
        return
    if units and isinstance(a, np.ndarray) and a.dtype.kind == "f":
        assert a.dtype == b.dtype
        np.testing.assert_array_max_ulp(a, b, units)
    elif isinstance(a, np.ndarray):
        assert a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes(), (a, b)
    elif isinstance(a, np.generic):
        assert a.tobytes() == b.tobytes(), (a, b)
    else:
        assert a == b or (a != a and b != b)


@pytest.mark.few(12)
@pytest.mark.parametrize("number", range(len(CALLS)), ids=[c.replace(" ", "") for c in CALLS])
def test_row(number: int) -> None:
    plain, scripted = compiled(CALLS[number], number)
    units = 4 if "np.angle(" in CALLS[number] else 0  # by way of arctan2
    for a, b in zip(outcome(plain), outcome(scripted)):
        same(a, b, units)
