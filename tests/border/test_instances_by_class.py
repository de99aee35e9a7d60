"""Classes at the border are told apart: those of one name, in functions, in files, in the cache;
and what decorators and methods add to them."""

from __future__ import annotations

import functools
import subprocess
import sys

import pytest

from jitscript import load, save, script


def test_classes_of_one_name_are_two() -> None:
    def make(k: int):
        class Local:
            def __init__(self, n: int):
                self.n = n

            def scaled(self) -> int:
                return self.n * k

        @script
        def use(x: Local) -> int:
            return Local.scaled(x)

        return Local, use

    (one, use_one), (two, use_two) = make(2), make(3)
    assert use_one(one(5)) == 10 and use_two(two(5)) == 15
    with pytest.raises(TypeError):
        use_one(two(5))


def test_a_module_file_of_a_class_in_a_function(tmp_path) -> None:
    """No other process finds it by its name: a stand-in, here too."""

    class Local:
        def __init__(self, n: int):
            self.n = n

    @script(cache=False)
    def next_one(x: Local) -> Local:
        return Local(x.n + 1)

    save(tmp_path / "x.jsm", next_one)
    loaded = load(tmp_path / "x.jsm")
    assert loaded.Local is not Local
    assert repr(loaded.next_one(loaded.Local(3))) == "Local(n=4)"
    with pytest.raises(TypeError, match="argument 'x' must be Local"):
        loaded.next_one(3)
    assert next_one(Local(1)).n == 2


PROGRAM = """
import sys
from jitscript import script

class Point:
    def __init__(self, x: int):
        self.x = x
    def twice(self) -> int:
        return self.x * {factor}

@script
def use(p: Point) -> int:
    p.x += 1
    return p.twice()

p = Point(4)
print(use(p), p.x, "llvmlite" in sys.modules, "jitscript.frontend" in sys.modules)
"""


def test_the_cache_knows_the_class(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("JITSCRIPT_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "program.py"

    def run(factor: int) -> str:
        file.write_text(PROGRAM.format(factor=factor))
        command = [sys.executable, str(file)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert run(2).startswith("10 5")
    assert run(2) == "10 5 False False\n"
    assert run(3).startswith("15 5")
    assert run(2) == "10 5 False False\n"


@functools.total_ordering
class Major:
    def __init__(self, n: int):
        self.n = n

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Major) and self.n == other.n

    def __lt__(self, other: Major) -> bool:
        return self.n < other.n


@functools.total_ordering
class Minor:
    def __init__(self, n: int):
        self.n = n

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Minor) and self.n == other.n

    def __lt__(self, other: Minor) -> bool:
        return self.n < other.n


@script(cache=False)
def majors(a: int, b: int) -> list[bool]:
    x, y = Major(a), Major(b)
    return [x <= y, x > y, x >= y]


@script(cache=False)
def minors(a: int, b: int) -> list[bool]:
    x, y = Minor(a), Minor(b)
    return [x <= y, x > y, x >= y]


def test_classes_share_what_total_ordering_adds():
    for a, b in ((1, 2), (2, 2), (3, 2)):
        assert majors(a, b) == majors.python(a, b)
        assert minors(a, b) == minors.python(a, b)


class Entry:
    def __init__(self, key: str, value: int):
        self.key, self.value = key, value
        self.next = None


class Buckets:
    def __init__(self, size: int = 4):
        self.size = size
        self.chains = [None] * size
        self.rows = [[0] * size for _ in range(2)]
        self.marks = [None, None]

    def put(self, key: str, value: int) -> None:
        new = Entry(key, value)
        new.next = self.chains[len(key) % self.size]
        self.chains[len(key) % self.size] = new
        self.rows[0][0] = value / 2


@script
def put_twice(b: Buckets) -> int:
    b.put("k", 7)
    b.put("a", 8)
    b.marks[1] = "x"
    chain = b.chains[1]
    return chain.value if chain.next is not None else -1


def test_containers_that_methods_fill():
    b = Buckets()
    b.put("l", 3)
    b.marks[0] = "w"
    assert put_twice(b) == 8
    assert [e and (e.key, e.next and e.next.key) for e in b.chains] == [
        None,
        ("a", "k"),
        None,
        None,
    ]
    assert b.chains[1].next.next.key == "l" and b.rows == [[4.0, 0, 0, 0], [0] * 4]
    assert type(b.rows[0][0]) is float and b.marks == ["w", "x"]
    b.marks[0] = 3
    with pytest.raises(TypeError, match="marks"):
        put_twice(b)
