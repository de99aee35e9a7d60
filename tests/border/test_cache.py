"""The cache: what changes a key, damaged entries, folders that cannot be written."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from jitscript import Array1, driver, f32, f64, frontend, i64, script
from jitscript.api import is_disabled
from jitscript.identity import keys
from jitscript.runtime import cache
from jitscript.runtime.callable import CONTIGUOUS

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JITSCRIPT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "_writable", True)
    monkeypatch.setattr(cache, "_warned", False)
    monkeypatch.setattr(cache, "_swept", False)
    monkeypatch.setattr(cache, "_trusted", {})
    return tmp_path / "cache"


SOURCE = """\
import math
import numpy as np

FACTOR = 3
MORE = 7
WEIGHTS = np.arange(4.0)
Vector = list[int]


def helper(x: int, by: int = 2, more: int = MORE) -> float:
    return x + FACTOR * by + more


def make(n: int):
    def inner(x: int) -> int:
        return x + n
    return inner


captured = make(5)


def f(x: int, v: "Vector") -> float:
    y: Vector
    # nothing but a comment
    return helper(x) + math.sqrt(WEIGHTS[x]) + captured(x) + [k for k in (1, 2.5)][0]
"""


def imported(path: Path, source: str) -> ModuleType:
    path.write_text(source)
    spec = importlib.util.spec_from_file_location("subject", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    exec(compile(source, str(path), "exec"), module.__dict__)
    return module


def state(function: Any) -> bytes:
    """The hash of all that the compiler looks at, which another process finds without it."""
    looks = frontend.lower_function(function).looks
    found = looks.state()
    assert found is not None and looks.holds()
    return found


def key(path: Path, source: str) -> bytes:
    return state(imported(path, source).f)


CHANGES = [
    ("FACTOR = 3", "FACTOR = 4"),
    ("FACTOR = 3", "FACTOR = 3.0"),
    ("arange(4.0)", "arange(4)"),
    ("arange(4.0)", "array([0.0, 1, 2, 4])"),
    ("Vector = list[int]", "Vector = list[float]"),
    ("by: int = 2", "by: float = 2"),
    ("FACTOR * by", "FACTOR - by"),
    ("by: int = 2", "by: int = 1"),
    ("MORE = 7", "MORE = 8"),  # a default whose text is the same
    ("make(5)", "make(6)"),
    ("y: Vector", "y: int"),
    ("2.5", "2.0"),
    ("def f(x: int, v", "def f(x: int, w"),
    ('v: "Vector"', 'v: "list[complex]"'),
    ("import math\n", "import math\n\n"),  # tracebacks name lines
]


@pytest.mark.parametrize("old, new", CHANGES)
def test_what_changes_the_key(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "subject.py"
    first = key(path, SOURCE)
    assert key(path, SOURCE) == first
    assert old in SOURCE and key(path, SOURCE.replace(old, new, 1)) != first


def test_what_does_not_change_the_key(tmp_path: Path) -> None:
    path = tmp_path / "subject.py"
    assert key(path, SOURCE) == key(path, SOURCE + "\n\nOTHER = object()\n")


def test_modules_that_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a function uses of another module counts, for every function that uses it."""
    states = []
    for value in (1, 2):
        other = ModuleType("other_module_of_a_user")
        other.first, other.second = 1, value  # type: ignore[attr-defined]
        source = (
            "def g(x: int) -> int:\n    return other.first\n\n\n"
            "def f(x: int) -> int:\n    return g(x) + other.first + h(x)\n\n\n"
            "def h(x: int) -> int:\n    return other.second\n"
        )
        module = imported(tmp_path / "subject.py", source)
        module.other = other  # type: ignore[attr-defined]
        states.append(state(module.f))
    assert states[0] != states[1]


def test_keys_last(tmp_path: Path) -> None:
    """The same key in another process, whatever the hash seed."""
    (tmp_path / "subject.py").write_text(SOURCE)
    program = "import subject; from jitscript import frontend\n"
    program += "print(frontend.lower_function(subject.f).looks.state())"
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


SIGNATURE: dict[str, Any] = {"name": "f", "params": [{"name": "x", "default": (1, 2.5, None, 1j)}]}
KEY = "ab" * 20


def test_put_and_get(folder: Path) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, b"code", SIGNATURE)
    assert cache.get(KEY) == (b"code", SIGNATURE)
    (entry,) = cache.entries()
    assert entry.size == os.path.getsize(entry.path) and entry.path.startswith(str(folder))
    assert not [p for p in folder.rglob("*") if p.is_file() and p.name != KEY]
    cache.clear()
    assert cache.entries() == [] and cache.get(KEY) is None


def test_what_llvm_is_not_to_optimise_has_keys_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    @script
    def total(xs: list[float]) -> float:
        return sum(x * x for x in xs)

    efforts, found = [], set()
    for check in ("", "unoptimised", "claims,unoptimised"):
        monkeypatch.setenv("JITSCRIPT_CHECK", check)
        made: Any = driver.compile_function(total.python, CONTIGUOUS)
        efforts.append(made.emitted.effort)
        found.add(keys.key("total"))
    assert efforts == [2, 0, 0] and len(found) == 3
    assert total([1.0, 2.0]) == 5.0


def test_damaged_entries_are_misses() -> None:
    cache.put(KEY, b"code" * 10, SIGNATURE)
    (entry,) = cache.entries()
    data = Path(entry.path).read_bytes()
    for at in range(len(data)):
        damaged = bytearray(data)
        damaged[at] ^= 0x10
        Path(entry.path).write_bytes(damaged)
        assert cache.get(KEY) is None
        Path(entry.path).write_bytes(data[:at])
        assert cache.get(KEY) is None
    cache.put(KEY, b"code", SIGNATURE)
    assert cache.get(KEY) == (b"code", SIGNATURE)


def test_entry_under_another_key(folder: Path) -> None:
    """A whole entry that lies under another's name (a backup put back in a hurry) is a miss."""
    other = "cd" * 20
    cache.put(KEY, b"code", SIGNATURE)
    cache.put(other, b"other", SIGNATURE)
    (folder / "ab" / KEY).write_bytes((folder / "cd" / other).read_bytes())
    assert cache.get(KEY) is None and cache.get(other) == (b"other", SIGNATURE)
    short = KEY[:-1]
    (folder / "ab" / short).write_bytes((folder / "cd" / other).read_bytes())
    assert cache.get(short) is None


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no mode")
@pytest.mark.parametrize("umask", [0, 0o022, 0o777])
def test_folders_are_the_owners_alone(
    umask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "made" / "as" / "well"
    monkeypatch.setenv("JITSCRIPT_CACHE", str(top))
    before = os.umask(umask)
    try:
        cache.put(KEY, b"code", SIGNATURE)
    finally:
        os.umask(before)
    assert cache.get(KEY) == (b"code", SIGNATURE)
    made = [tmp_path / "made", *(tmp_path / "made").rglob("*")]
    modes = {path.stat().st_mode & 0o777 for path in made if path.is_dir()}
    assert modes == {0o700} and len(made) == 5
    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no mode")
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702, 0o1777])
def test_folder_that_others_can_write(folder: Path, mode: int) -> None:
    cache.put(KEY, b"code", SIGNATURE)
    folder.chmod(mode)
    cache._trusted.clear()  # as in another process
    with pytest.warns(RuntimeWarning, match="others can write to its folder") as warned:
        assert cache.get(KEY) is None
        cache.put("cd" * 20, b"code", SIGNATURE)
        assert cache.entries() == []
    assert len(warned) == 1
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [KEY]


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode")
def test_entry_that_others_can_write(folder: Path) -> None:
    cache.put(KEY, b"code", SIGNATURE)
    (folder / "ab" / KEY).chmod(0o666)
    assert cache.get(KEY) is None
    cache.put(KEY, b"code", SIGNATURE)
    assert cache.get(KEY) == (b"code", SIGNATURE)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_entries_and_folders_of_another_user(folder: Path) -> None:
    cache.put(KEY, b"code", SIGNATURE)
    os.chown(folder / "ab" / KEY, 12345, 12345)
    assert cache.get(KEY) is None
    os.chown(folder, 12345, 12345)
    cache._trusted.clear()
    with pytest.warns(RuntimeWarning, match="others can write to its folder"):
        cache.put("cd" * 20, b"code", SIGNATURE)


def test_clearing_follows_no_links(folder: Path, tmp_path: Path) -> None:
    cache.put(KEY, b"code", SIGNATURE)
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("not an entry")
    (folder / "cd").symlink_to(kept)
    cache.clear()
    assert (kept / "file").exists() and cache.entries() == []


def test_oldest_entries_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(8):
        cache.put(f"{i:040x}", b"x" * 1000, {})
        path = Path(cache.folder() or "") / "00" / f"{i:040x}"
        os.utime(path, (i, i))
    monkeypatch.setattr(cache, "LIMIT", 5000)
    monkeypatch.setattr(cache, "_swept", False)
    cache.put(f"{9:040x}", b"x" * 1000, {})
    left = sorted(int(Path(e.path).name, 16) for e in cache.entries())
    assert 9 in left and 0 not in left and len(left) <= 4


def test_unwritable_folder_warns_once(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    with pytest.warns(RuntimeWarning, match="the cache cannot be written"):
        cache.put(KEY, b"code", {})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cache.put(KEY, b"code", {})
    assert cache.get(KEY) is None and cache.entries() == []


def test_full_disk(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.os, "replace", full)
    with pytest.warns(RuntimeWarning, match="No space left"):
        cache.put(KEY, b"code", {})
    assert not [p for p in folder.rglob("*") if p.is_file()]


@pytest.mark.parametrize("word", ["0", "off", "OFF", "false", "False", "no", "none", " none "])
def test_switched_off(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JITSCRIPT_CACHE", word)
    assert cache.folder() is None
    cache.put(KEY, b"code", {})
    assert cache.get(KEY) is None and cache.entries() == []


@pytest.mark.parametrize("word", ["1", "on", "true", "Yes", ""])
def test_switched_on(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JITSCRIPT_CACHE")
    usual = cache.folder()
    monkeypatch.setenv("JITSCRIPT_CACHE", word)
    assert cache.folder() == usual


@pytest.mark.parametrize("name", ["./off", "offline", "cache 0", "00"])
def test_folders_of_such_names(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JITSCRIPT_CACHE", name)
    assert cache.folder() == os.path.abspath(name)


@pytest.mark.parametrize("word", ["1", "yes", "on", "pdb", "", "0", "off", "false", "No"])
def test_disabling(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JITSCRIPT_DISABLE", word)
    assert is_disabled() is (word in ("1", "yes", "on", "pdb"))


def test_cached_program_needs_no_compiler(tmp_path: Path) -> None:
    """The second run imports neither LLVM nor NumPy nor the front end."""
    program = tmp_path / "program.py"
    program.write_text(
        "import sys\n"
        "import jitscript as js\n"
        "@js.script\n"
        "def f(x: int, y: float = 0.5) -> float:\n"
        "    return x + y\n"
        "print(f(1), f(2, y=1.0))\n"
        "bad = ('llvmlite', 'numpy', 'lark', 'jitscript.frontend', 'jitscript.ir')\n"
        "print([m for m in bad if m in sys.modules])\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(tmp_path / "c")}
    outputs = [
        subprocess.run(
            [sys.executable, str(program)], capture_output=True, text=True, check=True, env=env
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert outputs[0][0] == outputs[1][0] == "1.5 3.0"
    assert outputs[1][1] == "[]"


def test_defaults_of_an_entry_are_the_functions_own() -> None:
    half, seven, three, pair, table = f32(0.5), i64(7), i64(3), (1, f32(2)), np.arange(3.0)

    def f(
        a: f32 = half,
        b: i64 = seven,
        c: int = three,  # type: ignore[assignment]
        *,
        d: tuple[int, f32] = pair,
        e: Array1[f64] = table,
        g: complex = 1j,
        h: str | None = None,
    ) -> tuple[f32, i64, int, tuple[int, f32], Array1[f64], complex, str | None]:
        return a, b, c, d, e, g, h

    want = script(f)()
    warm = script(f)
    assert repr(warm()) == repr(want)
    assert warm()[4] is table
    assert warm(f32(1.5), d=(2, f32(3)))[:4] == (1.5, 7, 3, (2, 3.0))


CLASS = """
import sys
from jitscript import script

@script
class Account:
    name: str
    balance: float

    def __init__(self, name: str, balance: float = 0.0) -> None:
        self.name = name
        self.balance = balance

    def deposit(self, x: float) -> float:
        self.balance += {change}
        return self.balance

    def __repr__(self) -> str:
        return f"{{self.name}} {{self.balance:.2f}}"

a = Account("x", 1.0)
print(a.deposit(2.0), a, "llvmlite" in sys.modules)
"""


def test_methods_of_native_classes_are_cached(tmp_path: Path) -> None:
    """LLVM is not opened by the second run, and is again where a method is another."""
    program = tmp_path / "program.py"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(tmp_path / "c")}
    found = []
    for change in ("x", "x", "x * 2", "x"):
        program.write_text(CLASS.format(change=change))
        command = [sys.executable, str(program)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        found.append(done.stdout.strip())
    once, twice = "3.0 x 3.00", "5.0 x 5.00"
    assert found == [f"{once} True", f"{once} False", f"{twice} True", f"{once} False"]


CALLABLES = """
import sys
from collections.abc import Callable
from typing import TypeVar
from jitscript import script

T = TypeVar("T")

def many(f: Callable[[int], T], n: int) -> list[T]:
    return [f(i) for i in range(n)]

@script
def g(n: int) -> float:
    h: Callable[[int], {kind}] = lambda x: x {change}
    return sum(many(h, n)) + many(lambda x: x + 1, 3)[1]

print(g(4), "llvmlite" in sys.modules)
"""


def test_programs_that_annotate_callables_are_cached(tmp_path: Path) -> None:
    """`collections.abc.Callable[…]` is of a class of its own, which no other type is."""
    program = tmp_path / "program.py"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(tmp_path / "c")}
    found = []
    for kind, change in (("float", "* 0.5"), ("float", "* 0.5"), ("int", "* 2"), ("int", "* 2")):
        program.write_text(CALLABLES.format(kind=kind, change=change))
        command = [sys.executable, str(program)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        found.append(done.stdout.strip())
    assert found == ["5.0 True", "5.0 False", "14.0 True", "14.0 False"]


ASKED = """
import datetime, logging, re, sys
from jitscript import script

log = logging.getLogger(__name__)
NAMES = {names}
WORD = re.compile("{word}")
match = WORD.match
PATTERNS = [WORD]
SHORT = frozenset(["a", "b", "ccc", "dd"])
some = {{"e", "ff", "ggg"}}

@script
def f(text: str) -> str:
    log.info("%s", text)
    n = len(SHORT) + (text in SHORT) + (text not in some) + (text in NAMES)
    m = WORD.match(text)
    year = datetime.date.fromordinal(700000).year
    many = [p.match(text) is not None for p in PATTERNS]
    return f"{{n}} {{m is not None}} {{match(text) is not None}} {{year}} {{many}} {{min(some)}}"

assert f("a") == f.python("a")
print(f("a"), "jitscript.backend.llvm" in sys.modules)
"""


def test_programs_with_objects_of_pythons_and_sets_of_texts_are_cached(tmp_path: Path) -> None:
    """Python is asked for the ones when the program runs, and of the others only the order is
    another in each process. What is in a set counts."""
    program = tmp_path / "program.py"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(tmp_path / "c")}
    found = []
    cases = (("1", "a", "{'x'}"), ("2", "a", "{'x'}"), ("3", "a", "{'x', 'a'}"))
    for seed, word, names in (*cases, ("4", "b", "{'a', 'x'}")):
        program.write_text(ASKED.format(word=word, names=names))
        command = [sys.executable, str(program)]
        env["PYTHONHASHSEED"] = seed
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        found.append(done.stdout.strip())
    true, false = "True True 1917 [True] e", "False False 1917 [False] e"
    assert found == [f"6 {true} True", f"6 {true} False", f"7 {true} True", f"7 {false} False"]
