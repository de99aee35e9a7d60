"""Where programs live: packages, zip files, the prompt, text without a file, other processes."""

from __future__ import annotations

import os
import pty
import shutil
import sys
import time
import zipfile
from pathlib import Path

import pytest
from programs_apart import HEAD, ROOT, output, run, run_command

PACKAGE = {
    "__init__.py": "from .core import Shape, f\n",
    "core.py": '''\
from __future__ import annotations

import numpy as np

import jitscript as js
from jitscript import Array1, f64

from .util import BIAS, scale

TABLE = np.arange(3.0)


@js.script
def f(a: Array1[f64], i: int) -> float:
    """What f does."""
    total = scale(
        a[i]
    )
    return total + BIAS + TABLE[i]


class Shape:
    @staticmethod
    @js.script
    def area(x: float, y: float = 2.0) -> float:
        return x * y
''',
    "util.py": """\
from jitscript import f64

BIAS = 0.5


def scale(x: f64) -> float:
    if x > 100.0:
        raise ValueError(f"too large: {x}")
    return checked(x) * 2


def checked(x: f64) -> f64:
    assert x >= 0.0, "negative"
    return x
""",
}
SHOW = """
import traceback
import numpy as np

def show(f):
    print(f(np.array([1.0, 2.0]), 1))
    for kind in range(2):
        for values in ([1.0, 300.0], [1.0], [1.0, -1.0]):
            try:
                f(np.array(values), 1)
            except Exception as error:
                frames = traceback.extract_tb(error.__traceback__)[1:]
                print(type(error).__name__, *(f"{x.name}:{x.lineno}:{x.line}" for x in frames))
"""
SHOWN = [
    "5.5",
    'ValueError f:16:total = scale( scale:8:raise ValueError(f"too large: {x}")',
    "IndexError f:17:a[i]",
    "AssertionError f:16:total = scale( scale:9:return checked(x) * 2 "
    'checked:13:assert x >= 0.0, "negative"',
]
EXPECTED = [*SHOWN, *SHOWN[1:]]


def write_package(folder: Path) -> None:
    (folder / "pkg").mkdir()
    for name, text in PACKAGE.items():
        (folder / "pkg" / name).write_text(text)


def zipped(folder: Path) -> None:
    with zipfile.ZipFile(folder / "pkg.zip", "w") as file:
        for name, text in PACKAGE.items():
            file.writestr(f"pkg/{name}", text)


def test_package(tmp_path: Path) -> None:
    write_package(tmp_path)
    text = (
        SHOW + "import pkg\nshow(pkg.f)\narea = pkg.Shape.area\nprint(area(3.0), area(2.0, 4.0))\n"
    )
    for _ in range(2):  # the second time from the cache
        done = run(tmp_path, text, head="", JITSCRIPT_CACHE=str(tmp_path / "cache"))
        assert output(done) == [*EXPECTED, "6.0 8.0"]


def test_zip_import(tmp_path: Path) -> None:
    zipped(tmp_path)
    text = SHOW + "import sys\nsys.path.insert(0, 'pkg.zip')\nimport pkg\nshow(pkg.f)\n"
    for _ in range(2):
        done = run(tmp_path, text, head="", JITSCRIPT_CACHE=str(tmp_path / "cache"))
        assert output(done) == EXPECTED


def test_module_file_without_its_sources(tmp_path: Path) -> None:
    """The file shows the source lines, not the machine that saved it."""
    write_package(tmp_path)
    saved = run(tmp_path, "import pkg, jitscript\njitscript.save('m.jsm', pkg.f)\n", head="")
    assert output(saved) == []
    shutil.rmtree(tmp_path / "pkg")
    text = SHOW + "from jitscript.runtime import load\nshow(load('m.jsm').f)\n"
    assert output(run(tmp_path, text, head="")) == EXPECTED
    data = (tmp_path / "m.jsm").read_bytes()
    assert str(ROOT).encode() not in data
    with zipfile.ZipFile(tmp_path / "m.jsm") as file:
        texts = [file.read(name) for name in file.namelist()]
    assert not any(str(ROOT / "jitscript").encode() in text for text in texts)


def test_builtins_have_no_frames(tmp_path: Path) -> None:
    """As in CPython: the last line is the user's, whatever library code was behind it."""
    text = (
        "import math\n@script(cache=False)\ndef pop(x: list[int]) -> int:\n    return x.pop(7)\n"
        "@script(cache=False)\ndef root(x: float) -> float:\n    return math.sqrt(x)\n"
        "@script(cache=False)\ndef ordered(x: list[int]) -> int:\n"
        "    return sorted(x)[len(x) // 0]\n"
        "for f, x in ((pop, [1]), (root, -1.0), (ordered, [2, 1])):\n    try:\n        f(x)\n"
        "    except Exception as error:\n"
        "        print([x.name for x in traceback.extract_tb(error.__traceback__)])\n"
    )
    names = ("pop", "root", "ordered")
    assert output(run(tmp_path, text)) == [str(["<module>", name]) for name in names]


def test_notebook_cells(tmp_path: Path) -> None:
    """Cells are text that linecache knows; a cell may define a function again."""
    text = """
import linecache

def cell(number, source):
    name = f"<ipython-input-{number}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    exec(compile(source, name, "exec"), globals())

cell(1, "def helper(x: int) -> int:\\n    return 12 // x\\n")
cell(2, "@script\\ndef f(x: int) -> int:\\n    y: int = x\\n    return helper(y)\\n")
print(f(3))
try:
    f(0)
except ZeroDivisionError as error:
    print([x.line for x in traceback.extract_tb(error.__traceback__)][1:])
cell(3, "def helper(x: int) -> int:\\n    return 24 // x\\n")
print(f(3))
cell(4, "@script\\ndef f(x: int) -> float:\\n    y: float = x\\n    return helper(x) + y / 2\\n")
print(f(3))
"""
    done = run(tmp_path, text, JITSCRIPT_CACHE=str(tmp_path / "cache"))
    assert output(done) == ["4", "['return helper(y)', 'return 12 // x']", "8", "9.5"]


def test_text_without_a_file(tmp_path: Path) -> None:
    code = "import jitscript as js\n@js.script\ndef f(x: int) -> int:\n    return x\n"
    for text in (code, f"exec({code!r})"):
        done = run_command([sys.executable, "-c", text], tmp_path)
        assert done.returncode == 1
        assert "the source of `f` is not available (<string>)" in done.stderr
        assert "hint: put the function into a file" in done.stderr


def test_the_prompt(tmp_path: Path) -> None:
    pytest.importorskip("readline")
    typed = [
        "import jitscript as js",
        "def h(x: int) -> int:",
        "    return x * 2",
        "",
        "@js.script",
        "def f(x: int) -> int:",
        "    y: int = x",
        "    return h(y) + 1",
        "",
        "print('got', f(20))",
        "exit()",
    ]
    child, terminal = pty.fork()
    if not child:
        os.chdir(tmp_path)
        os.environ.update(TERM="dumb", PYTHONPATH=str(ROOT), HOME=str(tmp_path))
        os.execv(sys.executable, [sys.executable, "-q"])
    shown = b""
    for line in typed:
        wanted = shown.count(b">>> ") + shown.count(b"... ") + 1
        end = time.monotonic() + 200
        while shown.count(b">>> ") + shown.count(b"... ") < wanted and time.monotonic() < end:
            shown += os.read(terminal, 4096)
        os.write(terminal, line.encode() + b"\n")
    try:
        while part := os.read(terminal, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.waitpid(child, 0)
    assert b"got 41" in shown, shown.decode()


def test_a_function_is_itself(tmp_path: Path) -> None:
    write_package(tmp_path)
    text = (
        "import copy, functools, inspect, pickle, typing, weakref\nimport pkg\n"
        "f, area = pkg.f, pkg.Shape.area\n"
        "assert pickle.loads(pickle.dumps(f)) is f and copy.copy(f) is f\n"
        "assert copy.deepcopy([f])[0] is f and weakref.ref(f)() is f\n"
        "assert pickle.loads(pickle.dumps(area)) is area\n"
        "assert f.__name__ == f.__qualname__ == 'f' and f.__module__ == 'pkg.core'\n"
        "assert area.__qualname__ == 'Shape.area' and f.__doc__ == 'What f does.'\n"
        "assert f.__wrapped__ is f.python and inspect.unwrap(f) is f.python\n"
        "assert inspect.signature(f) == inspect.signature(f.python)\n"
        "assert typing.get_type_hints(area) == typing.get_type_hints(area.python)\n"
        "assert callable(f) and hash(f) == hash(f) and f == f and {f: 1}[f] == 1\n"
        "assert inspect.getsource(f).startswith('@js.script')\n"
        "assert functools.partial(area, 3.0)(y=1.0) == 3.0\n"
        "assert functools.wraps(area)(lambda *a: area(*a))(2.0) == 4.0\n"
        "assert list(map(area, [1.0, 2.0])) == [2.0, 4.0]\n"
        "jitscript = __import__('jitscript')\n"
        "jitscript.save('m.jsm', f, area)\nm = jitscript.load('m.jsm')\n"
        "print(inspect.signature(m.area), m.f.__doc__)\n"
        "try:\n    pickle.dumps(m.f) and m.f\nexcept Exception as error:\n"
        "    print(type(error).__name__)\n"
    )
    assert output(run(tmp_path, text, head="")) == [
        "(x: float, y: float = 2.0) -> float What f does.",
        "PicklingError",
    ]


METHODS = {
    "class A:\n    @script\n    @staticmethod\n    def m(x: int) -> int:\n        return x\n": (
        "below @staticmethod"
    ),
    "script(len)\n": "takes a Python function",
    "@script\nasync def f(x: int) -> int:\n    return x\n": "async function",
    "script(3)\n": "takes a Python function, got an object of type int",
}


def test_what_cannot_be_decorated(tmp_path: Path) -> None:
    for text, words in METHODS.items():
        done = run(tmp_path, text, head=HEAD)
        assert done.returncode == 1, text
        assert words in done.stderr, (text, done.stderr)


def test_a_decorated_class(tmp_path: Path) -> None:
    """It is one of native instances, under its name; the class itself where scripting is off."""
    text = (
        "class A:\n    def __init__(self) -> None:\n        self.n = 3\n"
        "    def up(self) -> int:\n        self.n += 1\n        return self.n\n"
        "for B in (script(A), script(cache=False)(A)):\n"
        "    print(B is A, B.__name__, B().up())\n"
    )
    assert output(run(tmp_path, text, head=HEAD)) == ["False A 4"] * 2
    off = run(tmp_path, text, head=HEAD, JITSCRIPT_DISABLE="1")
    assert output(off) == ["True A 4"] * 2


def test_print_and_standard_output(tmp_path: Path) -> None:
    """print goes where Python's goes: replaced, closed or missing streams included."""
    text = (
        "import io, contextlib\n@script(cache=False)\ndef say(n: int) -> None:\n"
        "    for i in range(n):\n        print(i, 'é')\n"
        "out = io.StringIO()\n"
        "with contextlib.redirect_stdout(out):\n    say(2)\n"
        "assert out.getvalue() == '0 é\\n1 é\\n', out.getvalue()\n"
        "saved, sys.stdout = sys.stdout, None\nsay(3)\nsys.stdout = saved\nsay(1)\n"
        "out.close()\nsys.stdout = out\n"
        "try:\n    say(1)\nexcept ValueError as error:\n    found = str(error)\n"
        "sys.stdout = saved\nprint(found)\n"
    )
    lines = output(run(tmp_path, text, PYTHONIOENCODING="utf-8"))
    assert lines == ["0 é", "I/O operation on closed file"]
