"""Misuse of the language is a CompileError: never a traceback from inside the compiler."""

from __future__ import annotations

import linecache

import numpy as np
import pytest

from jitscript.arrays import Array1, f64
from jitscript.frontend import CompileError, lower_function

WRONG = """
for i in range(3.5): pass
return a[1, 2, 3]
x = a.b.c
x = {1: [1], 2: {2}}[1] + 1
return n.foo()
if a: return 1
return n < "x"
x = None; x += 1
x = ...; return x
return int
return int(a)
x = zip(a, 1)
return np
n.x = 3
np.pi = 3
with a: pass
x: list[int] = [1.5]; return x
a[0] += "x"
return n is 3
return n in 3
return 99999999999999999999
return a[[0.5]]
return a[True]
return a["x"]
return isinstance(n)
return type(n)
for i, j in a: pass
for i in n: pass
return {[i] for i in a}
raise 3
raise ValueError from None if n else None
return sorted(a)(n)
return range("x")
return [*n]
return abs(n, n)
return np.zeros(a)
return len(n)
"""


@pytest.mark.parametrize("body", WRONG.strip().splitlines())
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("check_only", [True, False])
def test_misuse(body: str, check_only: bool) -> None:
    text = f"def f(n: int, a: Array1[f64]):\n    {body}\n"
    name = f"<misuse {body}>"
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    scope = {"np": np, "Array1": Array1, "f64": f64}
    exec(compile(text, name, "exec", dont_inherit=True), scope)
    try:
        with pytest.raises(CompileError) as e:
            lower_function(scope["f"], check_only=check_only)
        assert all(d.span.line == 2 for d in e.value.diagnostics)
        assert str(e.value).count("-->") == len(e.value.diagnostics)
    finally:
        del linecache.cache[name]
