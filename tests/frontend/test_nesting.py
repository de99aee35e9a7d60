"""Functions whose syntax is nested deeply: compiled, or refused with a located error."""

from __future__ import annotations

import linecache
import sys
from typing import Any

import pytest

import jitscript as js
from jitscript import driver

DEEP = 250  # more than the default recursion limit leaves room for
CHAIN = "".join(f"    elif n == {i}:\n        return {i * 2}\n" for i in range(DEEP))
BODIES = {
    "sum": f"    return {' + '.join(['n'] * DEEP)}\n",
    "signs": f"    return {'-' * DEEP}n\n",
    "choice": f"    if n == -1:\n        return 0\n{CHAIN}    return -1\n",
    "and": f"    return {' and '.join(['n'] * DEEP)}\n",
    "order": f"    return {' <= '.join(['n'] * DEEP)}\n",
}


def script(body: str, name: str) -> Any:
    source = f"def f(n: int):\n{body}"
    file = f"<{name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace: dict[str, Any] = {}
    exec(compile(source, file, "exec"), namespace)
    return js.script(cache=False)(namespace["f"])


@pytest.mark.parametrize("name", BODIES)
def test_deep_functions_compile(name: str) -> None:
    limit = sys.getrecursionlimit()
    f = script(BODIES[name], name)
    for n in (0, 3, 40, 1000):
        assert f(n) == f.python(n)
    assert sys.getrecursionlimit() == limit


def test_too_deep_is_a_located_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "DEEPEST", 0)
    with pytest.raises(js.CompileError) as caught:
        script(f"    return {' + '.join(['n'] * 900)}\n", "too deep")
    (error,) = caught.value.diagnostics
    assert error.title == "`f` is nested too deeply to be compiled"
    assert str(error.span) == "<too deep>:1:1"


def test_long_text_of_many_values() -> None:
    """CPython compiles long f-strings with `join`, which the source does not name."""
    f = script(f"    return f'{'{n},' * 30}'\n", "long text")
    assert f(7) == "7," * 30
