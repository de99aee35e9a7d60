"""Scripted functions where Python functions are expected: introspection, copying, pickling."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
import types
import typing
from pathlib import Path
from typing import Any

import pytest

import jitscript as js
from jitscript import script

ROOT = Path(__file__).parents[2]


@script(cache=False)
def area(width: float, height: float = 2.0, *, scale: int = 1) -> float:
    """The area."""
    return width * height * scale


def made(factor: int) -> Any:
    @script(cache=False)
    def inner(x: int) -> int:
        return x * factor

    return inner


def test_inspect_gives_the_answers_of_the_function() -> None:
    plain = area.python
    assert inspect.getfullargspec(area) == inspect.getfullargspec(plain)
    assert inspect.signature(area) == inspect.signature(plain)
    assert inspect.getfile(area) == inspect.getsourcefile(area) == __file__
    assert inspect.getsource(area) == inspect.getsource(plain)
    assert inspect.getclosurevars(made(3)).nonlocals == {"factor": 3}
    assert inspect.isfunction(area) and inspect.isroutine(area) and not inspect.isclass(area)
    assert not inspect.isgeneratorfunction(area) and not inspect.iscoroutinefunction(area)
    assert typing.get_type_hints(area) == typing.get_type_hints(plain)
    for name in ("__code__", "__globals__", "__closure__", "__defaults__", "__kwdefaults__"):
        assert getattr(area, name) is getattr(plain, name)


def test_it_is_a_scripted_function_as_well() -> None:
    assert type(area) is js.ScriptFunction
    assert isinstance(area, js.ScriptFunction) and isinstance(area, types.FunctionType)


def test_a_function_from_a_file_has_no_code_of_python(tmp_path: Path) -> None:
    js.save(tmp_path / "area.jsm", area)
    loaded = js.load(tmp_path / "area.jsm").area
    assert not isinstance(loaded, types.FunctionType) and not hasattr(loaded, "__code__")
    assert not inspect.isfunction(loaded) and inspect.signature(loaded).parameters.keys() == {
        "width",
        "height",
        "scale",
    }


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_by_name(protocol: int) -> None:
    assert pickle.loads(pickle.dumps(area, protocol)) is area
    inner = made(3)
    with pytest.raises((AttributeError, pickle.PicklingError), match="local"):
        pickle.dumps(inner, protocol)


def test_copies_are_the_function() -> None:
    inner = made(3)
    assert copy.copy(inner) is inner and copy.deepcopy([inner])[0] is inner


SENDER = """
import pickle, sys
import cloudpickle
from jitscript import script

FACTOR = 3


def helper(x: int) -> int:
    return x * FACTOR


@script
def scripted(x: int) -> int:
    return helper(x) + 1


@script
def factorial(n: int) -> int:
    return 1 if n < 2 else n * factorial(n - 1)


def make(k: int):
    @script
    def inner(x: int) -> int:
        return x * k + factorial(3)

    return inner


class K:
    @staticmethod
    @script
    def method(x: int) -> int:
        return x - FACTOR


if __name__ == "__main__":
    for protocol in range(6):
        assert pickle.loads(pickle.dumps(scripted, protocol)) is scripted
    sys.stdout.buffer.write(cloudpickle.dumps([scripted, factorial, make(4), K.method]))
"""
RECEIVER = """
import pickle, sys
functions = pickle.load(sys.stdin.buffer)
print([f(5) for f in functions], {type(f).__name__ for f in functions})
factorial = functions[1]
print([f.__qualname__ for f in functions], factorial.python.__globals__["factorial"] is factorial)
"""


@pytest.mark.parametrize("gone", [False, True])
def test_by_value(gone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker cannot import reaches it, with its text, though the file be gone."""
    pytest.importorskip("cloudpickle")
    monkeypatch.setenv("JITSCRIPT_CACHE", "0")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    program = tmp_path / "sender.py"
    program.write_text(SENDER)
    sent = subprocess.run([sys.executable, str(program)], capture_output=True, check=True).stdout
    if gone:
        program.unlink()
    command = [sys.executable, "-c", RECEIVER]
    done = subprocess.run(command, input=sent, capture_output=True, check=True, cwd=tmp_path)
    assert done.stdout.decode().splitlines() == [
        "[16, 120, 26, 2] {'ScriptFunction'}",
        "['scripted', 'factorial', 'make.<locals>.inner', 'K.method'] True",
    ]
