"""The cache as a user meets it: what is edited is compiled again, what fails does not matter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from programs_apart import HANGS, ROOT, output, run, run_command

OTHER = """\
import numpy as np

LIMIT = 10


def helper(x: int) -> int:
    return x + 1


def deeper(x: int) -> int:
    return helper(x) * 2
"""
SUBJECT = """\
import enum
import numpy as np
import jitscript as js
import other
from other import deeper
from jitscript import Array1, f32, f64, i64, script

FACTOR = 3
TABLE = np.array([1.0, 2.0, 3.0])
PAIR = (1, (2.5, "text"))
Number = int


class Level(enum.IntEnum):
    LOW = 21


def local(x: int) -> int:
    return x - 1


def make(n: int):
    @script
    def inner(x: int) -> int:
        return x + n

    return inner


captured = make(5)


@script
def subject(x: int, by: int = 2, *, more: float = 0.25) -> float:
    y: float = x
    z: Number = x
    total = y / 2 + z + FACTOR * by + more + PAIR[0] + PAIR[1][0]
    total += Level.LOW
    total += TABLE[1] + local(x) + deeper(x) + other.LIMIT + other.helper(x)
    return total


@script
def message(x: int) -> str:
    return f"{x} of {other.LIMIT}"
"""
MAIN = "import subject as s; print(s.subject(7), s.captured(1), s.message(2))"
COUNTED = (
    "from jitscript import scripted\nmade = []\noriginal = scripted.JitProvider._compile\n"
    "def counted(self, *given):\n    made.append(self._function.__name__)\n"
    "    return original(self, *given)\nscripted.JitProvider._compile = counted\n"
    f"{MAIN}\nprint(','.join(made))\n"
)
EDITS = [
    ("subject", "y / 2", "y / 4"),
    ("subject", "y: float = x", "y: f32 = f32(x + 0.1)"),
    ("subject", "FACTOR = 3", "FACTOR = 4"),
    ("subject", "FACTOR = 3", "FACTOR = 3.5"),
    ("subject", "Number = int", "Number = complex"),
    ("subject", "[1.0, 2.0, 3.0]", "[1.0, 2.5, 3.0]"),
    ("subject", "[1.0, 2.0, 3.0]", "[1, 7, 3]"),
    ("subject", "(2.5,", "(2.75,"),
    ("subject", "LOW = 21", "LOW = 22"),
    ("subject", "return x - 1", "return x - 2"),
    ("subject", "by: int = 2", "by: int = 3"),
    ("subject", "more: float = 0.25", "more: float = 0.5"),
    ("subject", "make(5)", "make(6)"),
    ("subject", "import deeper", "import helper as deeper"),
    ("other", "return x + 1", "return x + 2"),
    ("other", "helper(x) * 2", "helper(x) * 3"),
    ("other", "LIMIT = 10", "LIMIT = 11"),
]


def python(folder: Path, text: str, **environment: str) -> list[str]:
    environment.setdefault("JITSCRIPT_CACHE", str(folder / "cache"))
    return output(run_command([sys.executable, "-B", "-c", text], folder, **environment))


def write(folder: Path, subject: str = SUBJECT, other: str = OTHER) -> None:
    (folder / "subject.py").write_text(subject)
    (folder / "other.py").write_text(other)


def edited(module: str, old: str, new: str) -> tuple[str, str]:
    texts = {"subject": SUBJECT, "other": OTHER}
    assert texts[module].count(old) == 1
    texts[module] = texts[module].replace(old, new)
    return texts["subject"], texts["other"]


ALL_EDITS = """
import importlib, importlib.util, json, os, sys
from pathlib import Path

def fresh(subject, other):
    for name, text in (("subject", subject), ("other", other)):
        Path(name + ".py").write_text(text)
        sys.modules.pop(name, None)
    importlib.invalidate_caches()
    import subject as s
    try:
        return [repr(s.subject(7)), repr(s.captured(1)), s.message(2)]
    finally:
        del sys.modules["subject"], sys.modules["other"]

for case in json.loads(Path("cases.json").read_text()):
    found = []
    for folder in ("cache", "empty"):
        os.environ["JITSCRIPT_CACHE"] = str(Path(folder).absolute())
        try:
            found.append(fresh(*case))
        except Exception as error:
            found.append([type(error).__name__, str(error).partition("-->")[0]])
    for entry in Path("empty").rglob("*"):
        if entry.is_file():
            entry.unlink()
    print(json.dumps(found))
"""


def test_what_is_edited_is_compiled_again(tmp_path: Path) -> None:
    """With the entries of all other versions in the cache the results are those of none."""
    import json

    cases = [(SUBJECT, OTHER), *(edited(*edit) for edit in EDITS)]
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    lines = output(run_command([sys.executable, "-B", "-c", ALL_EDITS], tmp_path))
    found = [json.loads(line) for line in lines]
    for (cached, empty), edit in zip(found, [("nothing",), *EDITS]):
        assert cached == empty, edit
    original = found[0][0]
    for (cached, _), edit in zip(found[1:], EDITS):
        assert cached != original, edit


def test_module_with_a_name_of_the_standard_library(tmp_path: Path) -> None:
    """The user's own this.py is none of Python's modules, which are known by their version."""
    main = "from jitscript import script\nfrom this import helper\nimport this\n"
    main += "@script\ndef f(n: int) -> int:\n    return helper(n) * this.other(n)\n"
    (tmp_path / "main.py").write_text(main)
    text = "def helper(n: int) -> int:\n    return n + 1\n\n"
    text += "def other(n: int) -> int:\n    return n + 2\n"
    found = []
    for old, new in (("", ""), ("n + 1", "n + 5"), ("n + 2", "n + 7")):
        (tmp_path / "this.py").write_text(text.replace(old, new))
        found += python(tmp_path, "from main import f; print(f(1))")
    assert found == ["6", "18", "16"]


def test_second_process_compiles_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    first = python(tmp_path, COUNTED)
    assert sorted(first[1].split(",")) == ["inner", "message", "subject"]
    assert python(tmp_path, COUNTED) == [first[0], ""]
    assert python(tmp_path, COUNTED, JITSCRIPT_CACHE="0") == first


def test_disabled(tmp_path: Path) -> None:
    write(tmp_path)
    text = "import subject as s, sys; print(type(s.subject).__name__, s.subject(7))\n"
    text += "print([m for m in sys.modules if m.startswith(('llvmlite', 'jitscript.frontend'))])"
    compiled = python(tmp_path, MAIN)[0].split()[0]
    assert python(tmp_path, text, JITSCRIPT_DISABLE="1") == [f"function {compiled}", "[]"]


def test_damaged_entries(tmp_path: Path) -> None:
    write(tmp_path)
    expected = python(tmp_path, MAIN)
    entries = [p for p in (tmp_path / "cache").rglob("*") if p.is_file()]
    assert len(entries) >= 3
    for i, entry in enumerate(entries):
        data = entry.read_bytes()
        half = len(data) // 2
        flipped = data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :]
        entry.write_bytes([data[:half], b"", flipped, bytes(len(data))][i % 4])
    assert python(tmp_path, MAIN) == expected
    assert python(tmp_path, COUNTED) == [*expected, ""]  # repaired


WARNED = "RuntimeWarning: jitscript: compiled code is not kept"


@pytest.mark.parametrize("place", ["a file", "a file above", "a device", "a dangling link"])
def test_folder_that_cannot_be_written(tmp_path: Path, place: str) -> None:
    write(tmp_path)
    blocked = tmp_path / "blocked"
    if place == "a dangling link":
        blocked.symlink_to("/proc/nothing/here")
    else:
        blocked.write_text("a file")
    folder = {"a device": Path("/dev/null"), "a file above": blocked / "deeper"}.get(place, blocked)
    done = run_command([sys.executable, "-B", "-c", MAIN], tmp_path, JITSCRIPT_CACHE=str(folder))
    assert output(done) == python(tmp_path, MAIN)
    assert done.stderr.count(WARNED) == 1
    warned, line, *_ = done.stderr.splitlines()  # the decorator of what was compiled first
    assert warned.startswith(str(tmp_path / "subject.py:")), done.stderr
    assert line.strip() == "@script"


def test_disk_that_is_full(tmp_path: Path) -> None:
    """Writing stops in the middle of an entry: nothing half is left, the results are right."""
    write(tmp_path)
    limit = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
    )
    done = run_command(
        [sys.executable, "-B", "-c", limit + MAIN], tmp_path, JITSCRIPT_CACHE=str(tmp_path / "full")
    )
    assert output(done) == python(tmp_path, MAIN)
    assert done.stderr.count(WARNED) == 1
    sizes = [p.stat().st_size for p in (tmp_path / "full").rglob("*") if p.is_file()]
    assert all(size < 2000 for size in sizes)
    assert python(tmp_path, MAIN, JITSCRIPT_CACHE=str(tmp_path / "full")) == python(tmp_path, MAIN)


def test_no_home(tmp_path: Path) -> None:
    write(tmp_path)
    expected = python(tmp_path, MAIN)
    for home in ("/nonexistent/home", "", "relative"):
        done = subprocess.run(
            [sys.executable, "-B", "-c", MAIN],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": home},
            check=False,
        )
        assert output(done) == expected, done.stderr
        assert done.stderr.count(WARNED) <= 1


def test_processes_that_write_at_once(tmp_path: Path) -> None:
    write(tmp_path)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "JITSCRIPT_CACHE": str(tmp_path / "cache"),
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-B", "-c", MAIN],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env=environment,
        )
        for _ in range(4)
    ]
    ended = [(*process.communicate(timeout=HANGS), process.returncode) for process in started]
    assert len(set(ended)) == 1 and ended[0][1:] == ("", 0), ended
    assert python(tmp_path, COUNTED)[1] == ""


def test_objects_of_programs_that_do_not_ask_who_a_text_is(tmp_path: Path) -> None:
    """Conversions that two programs share keep no Python objects; a third needs them."""
    text = (
        "@script\ndef one(items: list[str]) -> int:\n    return len(items)\n"
        "@script\ndef two(items: list[str]) -> int:\n    return len(items) + 1\n"
        "@script\ndef which(a: str, items: list[str]) -> list[bool]:\n"
        "    return [a is x for x in items]\n"
        "text = 'some text of its own'\n"
        "print(one([text]), two([text]), which(text, ['another text', text]))\n"
    )
    for _ in range(2):
        done = run(tmp_path, text, JITSCRIPT_CACHE=str(tmp_path / "cache"))
        assert output(done) == ["1 2 [False, True]"]
