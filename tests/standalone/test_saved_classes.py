"""Module files whose functions take, give and raise the user's classes: with the module of these
beside the runtime, without it, and with one that has changed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import jitscript as js
from jitscript.runtime.container import pack

PACKAGE = Path(js.__file__).parent
PYTHONS = [
    sys.executable,
    *(str(p) for p in sorted(Path.home().glob(".pyenv/versions/3.1[0-9].*/bin/python3"))),
]

SHOP = """
from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import Enum, Flag, IntEnum, auto
from typing import NamedTuple


class Color(Enum):
    RED = "r"
    GREEN = (1, 2.5)
    LEAF = (1, 2.5)


class Level(IntEnum):
    LOW = 1
    HIGH = 5


class Access(Flag):
    READ = auto()
    WRITE = auto()


class Word(str, Enum):
    A = "a"
    B = "b"


class Pixel(NamedTuple):
    x: int
    y: float = 0.5
    color: Color = Color.RED


@dataclass(order=True)
class Item:
    name: str
    price: float = 1.0
    tags: list[str] = field(default_factory=list)


@dataclass(order=True)
class Special(Item):
    extra: int = 0


@dataclass(frozen=True)
class Key:
    a: int
    b: Color = Color.GREEN


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    def __init__(self, side: float):
        self.side = side

    def area(self) -> float:
        return self.side * self.side


class Node:
    def __init__(self, value: int, next: Node | None = None):
        self.value = value
        self.next = next


class ShopError(ValueError):
    pass


class Sold(ShopError):
    def __init__(self, item: str, left: int):
        super().__init__(f"only {left} of {item}")
        self.left = left
"""

FUNCTIONS = """
from __future__ import annotations

import sys

import jitscript as js
from jitscript import script
from shop import *


@script
def paint(
    p: Pixel, level: Level = Level.LOW, at: Pixel = Pixel(3, 1.5, Color.LEAF)
) -> tuple[Pixel, Color, Level]:
    return p._replace(x=p.x + at.x), at.color, Level.HIGH if level == Level.LOW else Level.LOW


@script
def grant(a: Access, w: Word) -> tuple[Access, Word]:
    return a | Access.WRITE, Word.B if w == Word.A else Word.A


@script
def add(item: Item, tag: str) -> Special:
    item.tags.append(tag)
    item.price *= 2
    return Special(item.name, item.price, item.tags, 7)


@script
def counted(keys: dict[Key, int], key: Key) -> list[Key]:
    keys[key] = keys.get(key, 0) + 1
    return list(keys)


@script
def area(s: Square) -> float:
    if s.side < 0:
        raise Sold("squares", 3)
    return s.area()


@script
def doubled(s: Square) -> Square:
    return Square(s.side * 2)


@script
def chain(n: int) -> Node | None:
    top: Node | None = None
    for i in range(n):
        top = Node(i, top)
    return top


@script
def total(node: Node | None) -> int:
    s = 0
    while node is not None:
        s += node.value
        node.value += 1
        node = node.next
    return s


js.save(sys.argv[1], paint, grant, add, counted, area, doubled, chain, total)
"""

PROGRAM = """
from jitscript.runtime import load
m = load("shop.jsm")
print(m.paint(m.Pixel(1)), m.paint(m.Pixel(1), level=m.Level.HIGH), m.Color.LEAF is m.Color.GREEN)
print(m.grant(m.Access.READ, m.Word.A), m.Word.A == "a")
item = m.Item("tea")
got = m.add(item, "hot")
print(got, item, got.tags is item.tags, isinstance(got, m.Item), m.Item("a") < m.Item("b"))
keys = {m.Key(1): 2}
print(m.counted(keys, m.Key(1)), m.counted(keys, m.Key(2, m.Color.RED)), list(keys.values()))
print(m.area(m.Square(3.0)), m.doubled(m.Square(side=2.0)).side)
try:
    m.area(m.Square(-1.0))
except m.ShopError as error:
    print(type(error) is m.Sold, type(error).__module__, isinstance(error, ValueError), end=" ")
    print(error)
node = m.chain(5)
print(m.total(node), m.total(node), node.next.next.value, type(node) is m.Node, m.total(None))
for bad in (node, 3.0, None):
    try:
        m.area(bad)
    except TypeError as error:
        print(error)
import sys
print("shop" in sys.modules, type(node).__module__, type(node).__qualname__)
"""

COMMON = """\
(Pixel(x=4, y=0.5, color=<Color.RED: 'r'>), <Color.GREEN: (1, 2.5)>, <Level.HIGH: 5>) \
(Pixel(x=4, y=0.5, color=<Color.RED: 'r'>), <Color.GREEN: (1, 2.5)>, <Level.LOW: 1>) True
(<Access.WRITE|READ: 3>, <Word.B: 'b'>) True
Special(name='tea', price=2.0, tags=['hot'], extra=7) \
Item(name='tea', price=2.0, tags=['hot']) True True True
[Key(a=1, b=<Color.GREEN: (1, 2.5)>)] \
[Key(a=1, b=<Color.GREEN: (1, 2.5)>), Key(a=2, b=<Color.RED: 'r'>)] [3, 1]
9.0 4.0
True shop True {}
10 15 4 True 0
area() argument 's' must be Square, not Node
area() argument 's' must be Square, not float
area() argument 's' must be Square, not None
{} shop Node
"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the runtime alone and a module file, and one beside it with the classes."""
    import shutil

    top = tmp_path_factory.mktemp("classes")
    (top / "alone" / "jitscript").mkdir(parents=True)
    shutil.copy(PACKAGE / "__init__.py", top / "alone" / "jitscript")
    hidden = shutil.ignore_patterns("__p*")
    shutil.copytree(PACKAGE / "runtime", top / "alone/jitscript/runtime", ignore=hidden)
    (top / "with").mkdir()
    (top / "with" / "shop.py").write_text(SHOP)
    (top / "with" / "saver.py").write_text(FUNCTIONS)
    file = str(top / "alone" / "shop.jsm")
    subprocess.run([sys.executable, "saver.py", file], cwd=top / "with", check=True)
    return top


def run(saved: Path, program: str, *paths: str, python: str = sys.executable) -> str:
    head = f"import sys; sys.path[:0] = {[str(saved / p) for p in (*paths, 'alone')]!r}\n"
    command = [python, "-I", "-c", head + program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=saved / "alone", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("python", PYTHONS)
def test_stand_ins(saved: Path, python: str) -> None:
    expected = COMMON.format("('squares', 3)", False).splitlines()
    printed = run(saved, PROGRAM, python=python).replace("READ|WRITE", "WRITE|READ")
    assert printed.splitlines() == expected


@pytest.mark.parametrize("python", PYTHONS)
def test_the_classes_themselves(saved: Path, python: str) -> None:
    expected = COMMON.format("only 3 of squares", True).splitlines()
    printed = run(saved, PROGRAM, "with", python=python).replace("READ|WRITE", "WRITE|READ")
    assert printed.splitlines() == expected


def test_what_stand_ins_can_do(saved: Path) -> None:
    program = """
from jitscript.runtime import load
m, again = load("shop.jsm"), load("shop.jsm")
s = m.doubled(m.Square(2.0))
print(s, again.area(s), m.Square is again.Square, isinstance(s, m.Shape))
for call in (
    lambda: s.area(),
    lambda: m.Square(),
    lambda: m.Square(1.0, 2.0),
    lambda: m.Square(a=2),
    lambda: m.Node(1, None, value=2),
):
    try:
        call()
    except (AttributeError, TypeError) as error:
        print(error)
import copy, dataclasses, inspect
print(dataclasses.asdict(m.Item("x", tags=["y"])), copy.copy(s).side, len({m.Key(1), m.Key(1)}))
print(inspect.signature(m.paint))
print(m.__all__, sorted(n for n in vars(m) if n[0].isupper()))
"""
    assert run(saved, program).splitlines() == [
        "Square(side=4.0) 16.0 True True",
        "'Square' object has no attribute 'area' (it is of a stand-in with fields only: shop.Square"
        " could not be imported when the module file was loaded)",
        "Square() missing required argument: 'side'",
        "Square() takes its fields (side), not 2 values",
        "Square() takes its fields (side), not 'a'",
        "Node() got multiple values for argument 'value'",
        "{'name': 'x', 'price': 1.0, 'tags': ['y']} 4.0 1",
        "(p: Pixel, level: Level = <Level.LOW: 1>, at: Pixel = Pixel(x=3, y=1.5, color="
        "<Color.GREEN: (1, 2.5)>)) -> tuple[Pixel, Color, Level]",
        "['paint', 'grant', 'add', 'counted', 'area', 'doubled', 'chain', 'total'] ['Access',"
        " 'Color', 'Item', 'Key', 'Level', 'Node', 'Pixel', 'Shape', 'ShopError', 'Sold',"
        " 'Special', 'Square', 'Word']",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('RED = "r"', 'RED = "s"', "class shop.Color is not .*: the value of RED was another"),
        ("HIGH = 5", "HIGH = 5; TOP = 6", "class shop.Level is not .*: its members were LOW, HIGH"),
        ("    y: float = 0.5\n", "", "class shop.Pixel is not .*: its fields were x, y, color"),
        ("    extra: int = 0\n", "    more: int = 0\n", "fields were name, price, tags, extra"),
        ("@dataclass(frozen=True)\n", "", "class shop.Key is not .*: it was a dataclass"),
        ("class Node:", "class Node(tuple):", "class shop.Node is not .*: its instances had"),
    ],
)
def test_classes_that_have_changed(
    saved: Path, tmp_path: Path, old: str, new: str, words: str
) -> None:
    assert SHOP.count(old) == 1
    (tmp_path / "shop.py").write_text(SHOP.replace(old, new))
    program = """
from jitscript.runtime import load
try:
    load("shop.jsm")
except Exception as error:
    print(type(error).__name__, error)
"""
    printed = run(saved, program, str(tmp_path))
    assert printed.startswith("ArchiveError the class "), printed
    assert re.search(words, printed), printed


def test_a_class_that_is_not_there_yet(saved: Path, tmp_path: Path) -> None:
    """A module that loads the file above its classes would get stand-ins of its own classes."""
    text = "from jitscript.runtime import load\nm = load('shop.jsm')\n" + SHOP.replace(
        "from __future__ import annotations", ""
    )
    (tmp_path / "shop.py").write_text(text)
    program = """
try:
    import shop
except Exception as error:
    print(type(error).__name__, error)
"""
    assert run(saved, program, str(tmp_path)).startswith(
        "ArchiveError the module shop is being imported and has no class "
    )


def test_an_error_of_the_module_is_told(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("raise KeyError('broken')")
    program = """
from jitscript.runtime import load
try:
    load("shop.jsm")
except KeyError as error:
    print(error)
"""
    assert run(saved, program, str(tmp_path)) == "'broken'\n"


def test_compiled_again_from_the_ir(saved: Path, tmp_path: Path) -> None:
    """A file without code for this machine: the table of objects is made anew, too."""
    with zipfile.ZipFile(saved / "alone" / "shop.jsm") as file:
        entries = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(entries["manifest.json"])
    for native in manifest["native"]:
        native["target"] = "s390x-linux"
    entries["manifest.json"] = json.dumps(manifest).encode()
    (tmp_path / "shop.jsm").write_bytes(pack(entries))
    program = PROGRAM.replace("from jitscript.runtime", "from jitscript")
    head = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n"
    done = subprocess.run(
        [sys.executable, "-c", head + program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    expected = COMMON.format("('squares', 3)", False).splitlines()
    assert done.stdout.replace("READ|WRITE", "WRITE|READ").splitlines() == expected


def test_malformed_descriptions(saved: Path) -> None:
    from jitscript.runtime import ArchiveError, archive

    with zipfile.ZipFile(saved / "alone" / "shop.jsm") as file:
        entries = {name: file.read(name) for name in file.namelist()}
    good = json.loads(entries["manifest.json"])
    name = next(n for n in good["classes"] if n.endswith("Square"))
    color = next(n for n in good["classes"] if n.endswith("Color"))
    changes: list[tuple[str, str, Any]] = [
        (name, "kind", "other"),
        (name, "place", "shop"),
        (name, "place", "shop:a-b"),
        (name, "place", 3),
        (name, "fields", ["__class__"]),
        (name, "fields", [1]),
        (name, "bases", ["missing"]),
        (name, "dataclass", {"init": [["a b", {}, None]]}),
        (color, "base", "EnumMeta"),
        (color, "codes", {"RED": "x"}),
        (color, "codes", {"BLUE": 1}),
        (color, "members", [["__x__", 1]]),
    ]
    for key, part, value in changes:
        manifest = json.loads(entries["manifest.json"])
        manifest["classes"][key][part] = value
        with pytest.raises(ArchiveError, match="malformed"):
            archive.parse(pack({**entries, "manifest.json": json.dumps(manifest).encode()}))
    manifest = json.loads(entries["manifest.json"])
    manifest["classes"][name]["bases"] = [name]
    with pytest.raises(ArchiveError, match="malformed"):
        archive.load(pack({**entries, "manifest.json": json.dumps(manifest).encode()}))
