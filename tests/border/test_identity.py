"""What is compiled is the function: texts of every kind are told from those of other functions."""

# ruff: noqa: E501

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import linecache
import os
import signal
import subprocess
import sys
from operator import methodcaller
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import CompileError, frontend

ROOT = Path(__file__).parents[2]
HEAD = "import math, enum\nimport numpy as np\nfrom jitscript import Array1, f32, f64, script\n"

# Functions `f` of one int, by what is odd about their text.
ODD = {
    "closure": "def make(k):\n    def f(x: int) -> int:\n        return x * k\n    return f\nf = make(3)\n",
    "two closures, one bound late": "def make():\n    def f(x: int) -> int:\n        return g(x) + 1\n"
    "    def g(x: int) -> int:\n        return x * 2\n    return f\nf = make()\n",
    "private names": "class K:\n    @staticmethod\n    def f(x: int) -> int:\n        __y = x + 1\n"
    "        return __y\nf = K.f\n",
    "private names of a class with underscores": "class __K:\n    class _I:\n        @staticmethod\n"
    "        def f(__x: int) -> int:\n            return __x + 2\nf = globals()['__K']._I.f\n",
    "in a method": "class K:\n    def m(self, k):\n        def f(x: int) -> int:\n            __y = k\n"
    "            return x + __y\n        return f\nf = K().m(4)\n",
    "in an if": "if True:\n    if True:\n\n        def f(x: int) -> int:\n            return x + 1\n",
    "tabs": "if True:\n\tdef f(x: int) -> int:\n\t\treturn x + 1\n",
    "postponed annotations": "def f(x: int, y: 'int' = 2) -> int:\n    z: int = x\n    return z + y\n",
    "decorators over lines": "def same(*given):\n    return lambda f: f\n\n\n@same(\n    1,\n    2,\n)\n@same()\n"
    "def f(\n    x: int,\n) -> int:\n    return x\n",
    "text at the margin": 'def f(x: int) -> int:\n    """Text\nat the margin.\n"""\n    return x + 1\n',
    "brackets at the margin": "def f(x: int) -> int:\n    y = (x +\n1\n)\n    return y\n",
    "a comment at the margin": "def f(x: int) -> int:\n    y = x\n# here\n    return y\n",
    "text at the margin behind all code": 'def f(x: int) -> int:\n    return x\n    """\nat the margin\n"""\n',
    "one line": "def f(x: int) -> int: return x + 7\n",
    "a module's functions": "def f(x: int) -> float:\n    return math.sqrt(x) + float(np.float64(x))\n",
    "a name that is imported and no module": "from math import pi\nimport math as m\n\n\n"
    "def f(x: int) -> float:\n    return m.floor(pi) + math.sqrt(x)\n",
    "a member of a class": "class E(enum.Enum):\n    A = 3\n\n\ndef f(x: int) -> int:\n    return E.A.value + x\n",
    "constants that are equal": "def f(x: int) -> float:\n    return (1.0 if x else 1) + (-0.0)\n",
    "sets and ranges": "def f(x: int) -> bool:\n    return x in (1, 2, 7) or 'a' in 'abc'\n",
    "comprehensions": "def f(x: int) -> int:\n    return sum([i * x for i in range(3)])\n",
    "assertions": "def f(x: int) -> int:\n    assert x > 0, 'positive'\n    return x\n",
    "other defaults": "def f(x: int, y: int = 1) -> int:\n    return x + y\nf.__defaults__ = (5,)\n",
    "an f-string": "def f(x: int) -> str:\n    return f'{x!r} of {x + 1}{{}}'\n",
    "a lambda in a default": "def f(x: int) -> int:\n    return x\n",
}


def module(path: Path, text: str) -> ModuleType:
    """A module of that text, imported as Python imports a file."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    # Bytecode would be that of a text of the same size, written in the same second.
    Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
    made = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = made
    try:
        spec.loader.exec_module(made)
    finally:
        del sys.modules[path.stem]
    return made


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("future", ["", "from __future__ import annotations\n"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_odd_texts(kind: str, future: str, ends: str, tmp_path: Path) -> None:
    text = (future + HEAD + ODD[kind]).replace("\n", ends)
    f = module(tmp_path / "odd.py", text).f
    compiled = js.script(cache=False)(f)
    assert repr(compiled(7)) == repr(f(7))
    assert type(compiled(7)) is type(f(7))


@pytest.mark.parametrize("coding", ["latin-1", "utf-8", "utf-8-sig"])
def test_encodings(coding: str, tmp_path: Path) -> None:
    comment = f"# -*- coding: {coding} -*-\n" if coding != "utf-8-sig" else ""
    text = comment + "def f(x: int) -> str:\n    return 'é' + str(x)\n"
    f: Any = module(tmp_path / "encoded.py", text.encode(coding)).f  # type: ignore[arg-type]
    assert js.script(cache=False)(f)(7) == f(7) == "é7"


@pytest.mark.parametrize("level", ["", "-O", "-OO"])
def test_optimised_python(level: str, tmp_path: Path) -> None:
    (tmp_path / "checked.py").write_text(
        "from jitscript import script\n\n\n@script\ndef f(x: int) -> int:\n"
        '    """Text."""\n    assert x > 0\n    return x\n\n\n'
        "try:\n    print(f(-1))\nexcept AssertionError:\n    print('asserted')\n"
    )
    command = [sys.executable, *([level] if level else []), str(tmp_path / "checked.py")]
    for folder in ("0", str(tmp_path / "c"), str(tmp_path / "c")):
        environment = {**os.environ, "JITSCRIPT_CACHE": folder, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment, check=True, cwd=tmp_path
        )
        assert done.stdout == ("-1\n" if level else "asserted\n")


@pytest.mark.parametrize("optimize", [0, 1, 2])
def test_code_of_another_level(optimize: int) -> None:
    """Code and text say what runs, whatever the level of this process is."""
    text = 'def f(x: int) -> int:\n    """Text."""\n    assert x > 0\n    return x\n'
    scope: dict[str, Any] = {"__name__": "elsewhere"}
    name = f"<level {optimize}>"
    exec(compile(text, name, "exec", optimize=optimize), scope)
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    compiled = js.script(cache=False)(scope["f"])
    if optimize:
        assert compiled(-1) == scope["f"](-1) == -1
    else:
        with pytest.raises(AssertionError):
            compiled(-1)


TEXT = """\
def f(x: int) -> int:
    def_ = x * 2
    return def_ + sum([i * 3 for i in range(x)])


def g(a: "Array1[f64]") -> float:
    total = 0.0
    for v in a:
        total += v * 2.0
    return total
"""
EDITS = [
    ("* 2", "* 5"),
    ("* 3", "* 7"),
    ("+ sum", "- sum"),
    ("range(x)", "range(5)"),
    ("2\n", "2.\n"),
]


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_other_text_is_refused(old: str, new: str, tmp_path: Path) -> None:
    f = module(tmp_path / "edited.py", HEAD + TEXT).f
    expected = f(4)
    (tmp_path / "edited.py").write_text(HEAD + TEXT.replace(old, new, 1))
    with pytest.raises(CompileError, match="does not match the function that was imported"):
        js.script(cache=False)(f)
    (tmp_path / "edited.py").write_text(HEAD + TEXT)
    assert js.script(cache=False)(f)(4) == expected


def test_what_was_read_stays_the_function(tmp_path: Path) -> None:
    """A variant and a module file that are made after an edit are of the same text."""
    g = module(tmp_path / "late.py", HEAD + TEXT).g
    compiled = js.script(cache=False)(g)
    a = np.ones(6)
    for text in (TEXT.replace("2.0", "5.0"), "\n\n" + TEXT, ""):
        (tmp_path / "late.py").write_text(HEAD + text)
        assert compiled(a) == 12.0 and compiled(a[::2]) == 6.0
        js.save(tmp_path / "late.jsm", compiled)
        assert js.load(tmp_path / "late.jsm").g(a) == 12.0
        assert "total += v * 2.0" in compiled.ir


def test_a_module_that_is_loaded_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    path = tmp_path / "again_and_again.py"
    stamp = 1_600_000_000
    for n in range(6):  # of one size and one time
        path.write_text(
            f"from jitscript import script\n@script\ndef f(x: int) -> int:\n    return x + {n}\n"
        )
        os.utime(path, (stamp, stamp))
        if n:
            for cached in (tmp_path / "__pycache__").glob("*"):
                cached.unlink()
            found = importlib.reload(sys.modules["again_and_again"])
        else:
            found = importlib.import_module("again_and_again")
        linecache.getlines(str(path))
        assert found.f(10) == 10 + n
    del sys.modules["again_and_again"]


def state(text: str, path: Path) -> Any:
    return frontend.lower_function(module(path, HEAD + text).f).looks.state()


F = "def f(x: int) -> float:\n    return {}\n"
VALUES = [
    ("V = 1\n" + F.format("x + V"), "V = 1", "V = 2"),
    ("V = 0.0\n" + F.format("x + V"), "V = 0.0", "V = -0.0"),
    ("V = np.float32(1)\n" + F.format("x + V"), "np.float32(1)", "np.float64(1)"),
    ("V = np.array([1.0, 2.0])\n" + F.format("V[0]"), "2.0", "3.0"),
    ("V = np.array([1.0, 2.0])\n" + F.format("V[0]"), "2.0]", "2.0], np.float32"),
    ("class E(enum.Enum):\n    A = 1\n" + F.format("E.A.value"), "A = 1", "A = 2"),
    (
        "class E(enum.Enum):\n    A = 1\n    def __init__(self, n: int) -> None:\n"
        "        self.w = n + 1\n" + F.format("E(x).w"),
        "n + 1",
        "n + 2",
    ),
    (
        "class E(enum.Enum):\n    A = 1\n    B = 2\n    def __bool__(self) -> bool:\n"
        "        return True\n" + F.format("E(x).value"),
        "B = 2",
        "B = 3",
    ),
    (
        "V = 'v'\nclass E(enum.Enum):\n    A = 1\n    def __str__(self) -> str:\n"
        "        return V\n    def __lt__(self, other: 'E') -> bool:\n        return True\n"
        + F.format("len(str(E(x)))"),
        "'v'",
        "'w'",
    ),
    *(
        (
            f"class E({base}):\n    A = 1\n    B = 2\nV = {value}\n" + F.format(use),
            "E.A",
            "E.B",
        )
        for base in ("enum.Enum", "enum.IntEnum", "enum.Flag")
        for value, use in (
            ("E.A", "V.value"),
            ("(1, E.A)", "V[1].value"),
            ("E.A", "1.0 if V is E.B else 2.0"),
            ("(E.A, 1)", "1.0 if V[0] == E.B else 2.0"),
        )
    ),
    ("V = (1, (2, 3))\n" + F.format("V[1][1]"), "3))", "4))"),
    ("def g(x: int, y: int = 1) -> int:\n    return x + y\n" + F.format("g(x)"), "= 1", "= 2"),
    ("def g(x: int) -> int:\n    return x + 1\n" + F.format("g(x)"), "x + 1", "x + 2"),
    (
        "N = int\ndef f(x: int) -> float:\n    y: N = x\n    return y\n",
        "N = int",
        "N = float",
    ),
]


@pytest.mark.parametrize(("text", "old", "new"), VALUES)
def test_what_is_looked_at_is_known_by_value(text: str, old: str, new: str, tmp_path: Path) -> None:
    first = state(text, tmp_path / "first.py")
    assert first is not None and first == state(text, tmp_path / "first.py")
    assert first != state(text.replace(old, new, 1), tmp_path / "first.py")


def test_what_is_not_known_by_value_has_no_state(tmp_path: Path) -> None:
    text = "class T(str):\n    pass\nV = T('a')\ndef f(x: int) -> str:\n    return f'{V}{x}'\n"
    assert state(text, tmp_path / "unknown.py") is None


def test_a_signal_is_not_lost_while_a_text_is_forgotten() -> None:
    """Handlers run wherever Python's own code begins: none does when a function's code dies."""
    from jitscript.identity import texts

    made: dict[str, Any] = {}
    exec("def f(): pass", made)
    code = [made["f"].__code__]
    number = id(code[0])
    texts.note(code[0], texts.Text(0, b"def f(): pass", b""))
    made.clear()
    before = len(texts._texts)
    ignored: list[Any] = []
    hook, sys.unraisablehook = sys.unraisablehook, ignored.append
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    at_once = [ctypes.pythonapi.PyErr_SetInterrupt, code.clear]
    try:
        with pytest.raises(KeyboardInterrupt):
            list(map(methodcaller("__call__"), at_once))  # nothing of Python's between the two
            for _ in range(2):
                pass
    finally:
        signal.signal(signal.SIGINT, handler)
        sys.unraisablehook = hook
    assert not ignored and number not in texts._texts and len(texts._texts) < before
