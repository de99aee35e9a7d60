"""Which classes Python can hold instances of, and who may use one: threads, handlers, files."""

from __future__ import annotations

import dataclasses
import signal
import subprocess
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
import pytest
from held_classes import P, Point, shift
from in_threads import in_threads

import jitscript as js
from jitscript import script

T = TypeVar("T")


class Box(Generic[T]):
    value: T


@dataclass(slots=True)
class Odd:
    a: int | None = None
    b: int | float = 1
    c: set[str] = field(default_factory=set)
    d: dict[int, list[Odd]] = field(default_factory=dict)
    e: bytes = b"x"
    f: complex = 1j
    g: list[int] | None = None
    _: dataclasses.KW_ONLY
    h: str = "h"


class Private:
    __x: int

    def __init__(self, Class: int, copy: int = 3):
        self.__x = Class + copy

    def get(self) -> int:
        return self.__x


class Count:
    n: int

    def __init__(self, n: int):
        self.n = n

    def __iter__(self) -> Count:
        return self

    def __next__(self) -> int:
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n

    def loops(self, k: int) -> int:
        for i in range(k):
            self.n = (self.n * 31 + i) & 0xFFFF
        return self.n


def test_fields_of_every_kind() -> None:
    Odds = js.Object[Odd]
    s = Odds(h="z")
    assert (s.a, s.b, s.c, s.d, s.e, s.f, s.g, s.h) == (None, 1, set(), {}, b"x", 1j, None, "z")
    assert repr(s) == repr(Odd(h="z"))
    s.a, s.b, s.g = 4, 2.5, js.List[int]([1])
    s.c.add("q")
    s.d[1] = js.List[Odds]([s])
    assert (s.a, s.b, s.g, s.c) == (4, 2.5, [1], {"q"}) and s.d[1][0] is s
    s.a, s.b, s.g = None, 3, None
    assert (s.a, s.b, type(s.b), s.g) == (None, 3, int, None)
    with pytest.raises(TypeError):
        s.b = "x"
    s.d.clear()
    assert js.Object[Private](1).get() == 4 and list(js.Object[Count](3)) == [2, 1, 0]


def test_nobody_else_uses_it_meanwhile() -> None:
    c = js.Object[Count](3)
    told = []

    def handler(*_: object) -> None:
        for use in (lambda: c.n, lambda: setattr(c, "n", 7), lambda: c.loops(1)):
            try:
                use()
            except RuntimeError as error:
                told.append(str(error))
        raise KeyboardInterrupt

    c.loops(c.n)
    c.n = 4
    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            c.loops(1 << 62)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert told == ["a Count is in use by a call of compiled code that has not ended"] * 3
    c.n = 8
    assert c.n == 8


class Base:
    n: int

    def __init__(self) -> None:
        self.n = 1

    def twice(self) -> int:
        return 2 * self.n


class Leaf(Base):
    m: int

    def __init__(self, m: int):
        super().__init__()
        self.m = m

    def more(self) -> int:
        return super().twice() + self.m


class Unknown:
    def __init__(self) -> None:
        self.n = 1


class Arrays:
    a: list[np.ndarray[tuple[int], np.dtype[np.float64]]]


class Cached:
    n: int

    @cached_property
    def m(self) -> int:
        return 1


class Taken:
    _of: int


class Meta(ABC):
    @abstractmethod
    def f(self) -> int: ...


def test_derived_and_refused() -> None:
    leaf = js.Object[Leaf](5)
    assert (leaf.n, leaf.m, leaf.twice(), leaf.more()) == (1, 5, 2, 7) and isinstance(leaf, Base)
    for cls, told in (
        (Base, "other classes derive from it"),
        (Box, "generic"),
        (Unknown, "annotate its field n in the class: n: int"),
        (Arrays, "its field a is a "),
        (Cached, "cached properties"),
        (Taken, "the name _of is taken"),
        (Meta, "abstract"),
        (int, "classes of your own"),
        (3, "classes of your own"),
    ):
        with pytest.raises(TypeError, match=told):
            js.Object[cls]
    with pytest.raises(TypeError, match=r"hint: Object\[Point\]"):
        js.Object()
    with pytest.raises(TypeError, match=r"js.Object\[Point\]"):
        js.List[Point]
    with pytest.raises(TypeError, match=r"can be no key"):
        js.Set[P]
    with pytest.raises(TypeError, match="no class can derive"):
        type("Own", (P,), {})
    with pytest.raises(js.CompileError, match="whole parameter or result"):

        @script
        def wrong(p: tuple[js.Object[Point], int]) -> int:
            return p[1]


def test_two_classes_of_one_name() -> None:
    def made(n: int) -> Any:
        class Local:
            n: int

            def __init__(self) -> None:
                self.n = n

        return Local

    one, two = made(1), made(2)
    a, b = js.Object[one](), js.Object[two]()
    assert type(a) is not type(b) and (a.n, b.n) == (1, 2)
    assert isinstance(a, one) and not isinstance(a, two)


def test_threads() -> None:
    p = P(0.0)

    def work() -> None:
        for _ in range(300):
            shift(p, 1.0)
            p.y = p.x
            p.norm()

    assert not in_threads(work) and p.x == 1200.0 and len(p.tags) == 1200


def test_module_files(tmp_path: Path) -> None:
    (tmp_path / "shapes_held.py").write_text(
        "class Disc:\n    r: float\n    def __init__(self, r: float):\n        self.r = r\n"
        "    def area(self) -> float:\n        return 3.0 * self.r * self.r\n"
    )
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import jitscript as js
from shapes_held import Disc
from functions_held import *
D = js.Object[Disc]
d = D(2.0)
js.save({str(tmp_path / "held.jsm")!r}, grown, fresh)
loaded = js.load({str(tmp_path / "held.jsm")!r})
print(loaded.grown(d, 1.0) is d, d.r, d.area(), type(loaded.fresh()) is D, loaded.fresh().area())
"""
    (tmp_path / "functions_held.py").write_text(
        "import jitscript as js\nfrom shapes_held import Disc\n"
        "@js.script\ndef grown(d: Disc, by: float) -> js.Object[Disc]:\n"
        "    d.r += by\n    return d\n"
        "@js.script\ndef fresh() -> js.Object[Disc]:\n    return Disc(1.0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "True 3.0 27.0 True 3.0\n", done.stderr
    code = f"""
import sys
sys.modules["jitscript.api"] = sys.modules["jitscript.held"] = None  # as if not installed
sys.path.insert(0, {str(tmp_path)!r})
from shapes_held import Disc
from jitscript import runtime
loaded = runtime.load({str(tmp_path / "held.jsm")!r})
d = loaded.fresh()
print(loaded.grown(d, 1.0) is d, isinstance(d, Disc))
d.r
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "True True\n", done.stderr
    assert "ImportError: Object[Disc].r needs the compiler" in done.stderr
