"""A new container is one new file of library code: `library/containers_small_set.py` here.

Displays, comprehensions, loops, operators, messages, the border and module files then work; no
other part of the compiler knows the class. It runs in processes of its own, since it stands for a
builtin type.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LOAD = """
import sys
sys.modules["llvmlite"] = sys.modules["jitscript.frontend"] = None
from jitscript.runtime import load
m = load(sys.argv[1])
given = {1, 2}
assert m.empty(["x", "y", "x"]) == {"x", "y"}
assert m.for_the_caller(given, given, 1) == ({1}, False) and given == {1}
assert m.text({(2, "b")}) == "1: {(2, 'b')}"
try:
    m.for_the_caller({1}, {2.5}, 1)
except TypeError as e:
    assert str(e) == (
        "for_the_caller() argument 'b', at b (element 2.5), must be int, not float"
    ), e
else:
    raise AssertionError
"""


def _run(*arguments: str) -> None:
    path = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    done = subprocess.run([sys.executable, *arguments], env=path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("optimised")
def test_one_file_is_a_container(tmp_path: Path) -> None:
    module_file = str(tmp_path / "sets.jsm")
    _run(str(HERE / "programs.py"), module_file)
    _run("-c", LOAD, module_file)
