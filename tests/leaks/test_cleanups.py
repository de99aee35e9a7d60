"""Many values owned at once: wherever an allocation fails everything is given back, and the code
for it is in proportion to the function."""

from __future__ import annotations

from typing import Any

import counting
import pytest

from jitscript.runtime.callable import CONTIGUOUS

# How values come and go: statements for n of them, and the result.
SHAPES = {
    "first in, first out": ("t# = s + '#'", " + "),
    "joined": ("t# = s + '#'", None),
    "constants": ("t# = 'a text that is too long for one word #'", " + "),
}


@pytest.fixture(scope="module")
def memory() -> counting.Memory:
    return counting.Memory()


def made(tmp_path: Any, shape: str, n: int) -> Any:
    line, between = SHAPES[shape]
    names = [f"t{i}" for i in range(n)]
    result = between.join(names) if between else f"','.join([{', '.join(names)}])"
    lines = [line.replace("#", str(i)) for i in range(n)]
    head = "from jitscript import script\n\n@script(cache=False)\ndef f(s: str) -> str:\n    "
    text = head + "\n    ".join([*lines, f"return {result}\n"])
    file = tmp_path / f"shape_{n}.py"
    file.write_text(text)
    space: dict[str, Any] = {"__name__": f"shape_{n}"}
    exec(compile(text, str(file), "exec"), space)
    return space["f"]


@pytest.mark.parametrize("shape", SHAPES)
def test_code_is_in_proportion(shape: str, tmp_path: Any) -> None:
    """Of error exits too: 4 times as many values take about 4 times as many lines."""
    sizes = []
    for n in (20, 80):
        function = made(tmp_path, shape, n)
        sizes.append(function._provider._compile(CONTIGUOUS).emitted.source.count("\ncleanup"))
    assert sizes[0] >= 19 and sizes[1] <= 6 * sizes[0], sizes


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_lost(shape: str, tmp_path: Any, memory: counting.Memory) -> None:
    function, failed = made(tmp_path, shape, 12), 0
    with counting.counted(memory):
        expected = function.python("abc")
        assert function("abc") == expected
        before = memory.live
        for i in range(1, 60):
            memory.fail(i)
            try:
                assert function("abc") == expected
            except MemoryError:
                failed += 1
            finally:
                memory.fail(0)
            assert memory.live == before
    assert failed > 10
