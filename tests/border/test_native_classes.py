"""`@script` above a class: native instances that Python holds."""

from __future__ import annotations

import copy
import ctypes
import dataclasses
import gc
import inspect
import pickle
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

import native_classes
import numpy as np
import pytest
from native_classes import (
    Account,
    Color,
    Grid,
    Item,
    Lock,
    Order,
    Shop,
    by_name,
    churn,
    either,
    fails,
    filled,
    grow,
    made,
    opened,
    restock,
    richest,
    swapped,
    total,
)

import jitscript as js
from jitscript import script
from jitscript.runtime import abi
from jitscript.runtime.watchdog import STATE_ADDRESS


def test_an_instance_is_native_and_one() -> None:
    ann, bob = Account("Ann", 10.0), Account("Bob")
    assert ann.pay(3.0, bob) is bob and (ann.balance, bob.balance) == (7.0, 3.0)
    assert bob.log == ["+3.0"] and bob.log is bob.log and type(bob.log) is js.List[str]
    assert (bob.count, len(bob), list(bob)) == (1, 1, ["+3.0"])
    bob.balance = 200.0
    assert bob.rich and not ann.rich and ann.next is None
    ann.next = bob
    assert ann.next is bob and ann.next.next is None
    twin = ann.twin()
    assert type(twin) is Account and twin == ann and twin is not ann and hash(twin) == hash(ann)
    assert isinstance(twin, Account) and repr(twin) == "Account('Ann', 7.0)"
    assert Account.empty("x").owner == "x" and Account.of("y").balance == 1.0
    assert (ann + bob).owner == "AnnBob" and Account.RATE == ann.RATE == 0.5
    with pytest.raises(ValueError, match="negative balance"):
        Account("z", -1.0)
    with pytest.raises(ValueError, match=r"Ann has 7\.0"):
        ann.pay(8.0, bob)
    for wrong in (Account, lambda: setattr(ann, "balance", "x"), lambda: setattr(ann, "log", [])):
        with pytest.raises(TypeError):
            wrong()
    for gone in (lambda: ann.nothing, lambda: setattr(ann, "nothing", 1), lambda: Account.nothing):
        with pytest.raises(AttributeError):
            gone()


def test_the_class_says_what_it_is() -> None:
    assert (Account.__name__, Account.__module__) == ("Account", "native_classes")
    assert repr(Account) == "<class 'native_classes.Account'>" and str(type(Lock())) == repr(Lock)
    assert Account.__doc__ == "Money of somebody."
    assert str(inspect.signature(Account)) == "(owner: 'str', balance: 'float' = 0.0)"
    assert Account.__annotations__["owner"] == "str" and js.Object[Account] is Account
    assert js.List[Account]([Account("a")])[0].owner == "a"  # type: ignore[type-var]
    for change in (
        lambda: setattr(Account, "pay", None),
        lambda: delattr(Account, "pay"),
        lambda: delattr(Account, "RATE"),
    ):
        with pytest.raises(TypeError, match="the scripted class Account cannot be changed: "):
            change()
    assert callable(Account.pay) and Account.RATE == 0.5
    with pytest.raises(TypeError, match=r"nothing can assign to Account\.RATE"):
        Account.RATE = 1.0
    assert script(Account) is Account


def test_parts_of_arguments_and_results() -> None:
    ann, bob = Account("Ann", 10.0), Account("Bob", 1.0)
    assert total([ann, bob, ann]) == 21.0 and (ann.count, bob.count) == (2, 1)
    assert richest([ann, bob]) is ann and richest([]) is None
    several = made(2)
    assert type(several) is list and several[0] is several[2] and type(several[1]) is Account
    assert by_name([ann, bob]) == {"Ann": ann, "Bob": bob} and by_name([ann])["Ann"] is ann
    assert swapped((ann, 1), bob) == (bob, ann) and swapped((ann, 1), None)[0] is None
    accounts = [ann]
    grow(accounts, 2)
    assert accounts[0] is ann and [a.owner for a in accounts] == ["Ann", "g0", "g1"]
    assert ann.next is accounts[-1] and ann.balance == 11.0
    with pytest.raises(IndexError):
        fails([ann, bob], 5)
    assert ann.balance == -1.0
    assert [either(x) for x in (ann, Item("i"), 3)] == ["account Ann", "item i", "int"]
    item = Item("q")
    assert opened(item) is item and item.price == 2.0
    for wrong in ([ann, 3], [ann, item], [None], ["Ann"]):
        with pytest.raises(TypeError, match=r"at accounts\[\d\], must be Account"):
            total(wrong)
    assert total([ann]) == -1.0  # nobody uses it any more


def test_instances_of_python_have_native_ones() -> None:
    pen = Item("pen", 2.0)
    shop = Shop("s", [pen])
    new = restock(shop, 5.0)
    assert shop.stock[0] is pen and shop.stock[1] is new and type(shop.stock) is list
    assert pen.price == new.price == 5.0


def test_classes_that_name_each_other() -> None:
    order, pen = Order(1), Item("pen", 2.0)
    line = order.add(pen, 3)
    assert line is order.lines[0] and line.order is order and line.item is pen
    assert order.total() == 6.0
    pen.price = 1.0
    assert order.total() == 3.0 and type(line).__name__ == "Line"


def test_dataclasses() -> None:
    a, b = Item("a"), Item("b", tags=["t"])
    assert a < b and sorted([b, a])[0] is a and a == Item("a") and repr(a).startswith("Item(name=")
    assert a.cheaper(0.5).price == 0.5 and a.cheaper(0.5).tags is a.tags


def test_dataclasses_in_python() -> None:
    a = Item("a", tags=["x"])
    assert dataclasses.asdict(Item("a")) == {"name": "a", "price": 1.0, "tags": []}
    assert [f.name for f in dataclasses.fields(Item)] == ["name", "price", "tags"]
    assert a.tags == ["x"] and a.tags is not Item("a").tags
    with pytest.raises(TypeError, match="@dataclass go below @script"):

        @dataclasses.dataclass
        @script
        class Late:
            x: int


def test_protocols_of_python() -> None:
    lock = Lock()
    assert not lock and lock(3) == 6 and lock(3, y=4) == 12
    with lock as same:
        assert same is lock and lock.depth == 1 and lock
    assert lock.depth == 0
    with pytest.raises(ZeroDivisionError), lock:
        1 / 0  # noqa: B018
    lock.depth = 3
    assert list(lock) == [2, 1, 0] and lock.depth == 0


def test_copies_and_references() -> None:
    order = Order(1)
    order.add(Item("pen"), 2)
    for other in (copy.deepcopy(order), pickle.loads(pickle.dumps(order))):
        assert type(other) is Order and other.lines[0].order is other is not order
        assert other.lines[0].item == order.lines[0].item
    assert copy.copy(order).lines is order.lines
    several = pickle.loads(pickle.dumps([order, order, Account]))
    assert type(several[0]) is Order and several[2] is Account
    shop = pickle.loads(pickle.dumps(Shop("s", [Item("pen")])))
    assert type(shop.stock[0]) is Item
    order.lines.clear()
    seen = weakref.ref(order)
    assert seen() is order
    del order
    gc.collect()
    assert seen() is None


T = TypeVar("T")


class Base:
    def __init__(self, x: int) -> None:
        self.x = x


@script
class Derived(Base):
    def __init__(self, x: int, y: int) -> None:
        super().__init__(x)
        self.y = y

    def sum(self) -> int:
        return self.x + self.y


def test_bases() -> None:
    d = Derived(1, 2)
    assert d.sum() == 3 and d.x == 1 and isinstance(d, Derived)
    with pytest.raises(TypeError, match="no class can derive from Account, whose instances are"):

        class Savings(Account):
            pass


def test_what_cannot_be_held() -> None:
    def generic() -> Any:
        @script
        class Box(Generic[T]):
            x: T

    def unknown() -> Any:
        @script
        class Box:
            def __init__(self, x):  # type: ignore[no-untyped-def]
                self.x = x

    def function() -> Any:
        @script
        class Box:
            def __init__(self, f: Callable[[int], int]) -> None:
                self.f = f

    def later() -> Any:
        @script
        class Box:
            x: Nowhere  # type: ignore[name-defined]  # noqa: F821

        return Box()

    for define, why in (
        (generic, "the class is generic"),
        (unknown, "annotate its field x in the class"),
        (function, "its field f is a collections.abc.Callable"),
        (later, "an annotation cannot be read: name 'Nowhere' is not defined"),
    ):
        with pytest.raises(TypeError, match=f"Python cannot hold a native Box: {why}"):
            define()


def test_fields_that_init_shows() -> None:
    @script
    class Forest:
        def __init__(self, n: int, fill: float = 0.5) -> None:
            self.parent = list(range(n))
            self.size = [1] * n
            self.rows = [[fill, 0.0] for _ in range(n)]
            self.grid = [[False] * n for _ in range(n)]
            self.parts = len(self.parent)
            self.name = str(n)
            self.limit = float(n)

        def find(self, x: int) -> int:
            while self.parent[x] != x:
                self.parent[x] = self.parent[self.parent[x]]
                x = self.parent[x]
            return x

        def union(self, a: int, b: int) -> bool:
            a, b = self.find(a), self.find(b)
            if a == b:
                return False
            self.parent[b] = a
            self.size[a] += self.size[b]
            self.parts -= 1
            return True

    forest = Forest(4)
    assert [forest.union(0, 1), forest.union(1, 0), forest.union(3, 0)] == [True, False, True]
    assert (list(forest.parent), list(forest.size)) == ([3, 0, 2, 3], [2, 1, 1, 3])
    assert (forest.parts, forest.name, forest.limit) == (2, "4", 4.0)
    assert list(map(list, forest.rows)) == [[0.5, 0.0]] * 4
    assert list(map(list, forest.grid)) == [[False] * 4] * 4


def test_fields_that_init_does_not_show() -> None:
    def range(n: int) -> list[str]:
        return ["x"] * n

    def shadowed() -> Any:
        @script
        class Forest:
            def __init__(self, n: int) -> None:
                self.parent = list(range(n))

    def of_two_kinds() -> Any:
        @script
        class Forest:
            def __init__(self, n: int) -> None:
                self.parent = [0, 0.5] * n

    def of_an_argument() -> Any:
        @script
        class Forest:
            def __init__(self, n: int) -> None:
                list = str
                self.parent = list(n)

    for define in (shadowed, of_two_kinds, of_an_argument):
        with pytest.raises(TypeError, match="annotate its field parent in the class"):
            define()


def test_nobody_else_uses_one_meanwhile() -> None:
    lock, free, told = Lock(), Lock(), []

    def handler(*_: object) -> None:
        for use in (lambda: lock.depth, lambda: churn([free, lock], 1), lambda: free.depth):
            try:
                told.append(str(use()))
            except RuntimeError as error:
                told.append(str(error))
        raise KeyboardInterrupt

    _ = lock.depth, churn([free, lock], 1)  # compiled
    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            churn([lock, lock], 1 << 62)
    finally:
        signal.signal(signal.SIGALRM, before)
    used = "a Lock is in use by a call of compiled code that has not ended"
    assert told == [used, used, "0"] and churn([free, lock], 3) == 3 and lock.depth == 2


@script
def _many(numbers: js.List[int], accounts: list[Account], last: Account | None) -> int:
    for account in accounts:
        account.count += len(numbers)
    return 0 if last is None else last.count


@script
def _again(accounts: list[Account], one: Account, other: Account, i: int) -> Account:
    one.count += 1
    return accounts[i] if i >= 0 else other


def _in_use() -> tuple[int, int]:
    return tuple(  # type: ignore[return-value]
        ctypes.c_int64.from_address(STATE_ADDRESS + at).value
        for at in (abi.STATE_HELD, abi.STATE_HELD_WHOLE)
    )


def test_all_that_a_call_used_is_free_after_it() -> None:
    numbers, ann, bob = js.List[int]([1, 2]), Account("ann"), Account("bob")
    for n in (1, 2):
        assert _many(numbers, [ann, bob, ann], None) == 0 and ann.count == 4 * n
        assert _in_use() == (0, 0)
    assert _many(numbers, [bob], ann) == 8 and _many(numbers, [ann], ann) == 10
    assert _in_use() == (0, 0) and len(numbers) == 2
    for i, wanted in ((0, ann), (1, bob), (-1, ann)):
        assert _again([ann, bob], ann, ann, i) is wanted and _in_use() == (0, 0)
        assert _again([bob, ann, ann], bob, ann, i) is (bob, ann, ann)[i] and _in_use() == (0, 0)
    for wrong in ([ann, 3], [ann], None):
        with pytest.raises((TypeError, IndexError)):
            _again(wrong, ann, ann, 1)  # type: ignore[arg-type]
        assert _in_use() == (0, 0)
    assert total([ann, bob]) == 0.0 and ann.twin() == ann


def test_threads_wait_for_each_other() -> None:
    lock, seen = Lock(), []

    def other() -> None:
        for _ in range(300):
            seen.append(lock.depth)

    thread = threading.Thread(target=other)
    thread.start()
    for _ in range(30):
        churn([lock], 100_001)
    thread.join()
    assert len(seen) == 300 and set(seen) <= {0}  # 100,000 & 3: never the middle of a call


def test_module_files(tmp_path: Path) -> None:
    (tmp_path / "native_shapes.py").write_text(
        "from jitscript import script\n\n"
        "@script\nclass Disc:\n"
        "    def __init__(self, r: float) -> None:\n        self.r = r\n"
        "    def area(self) -> float:\n        return 3.0 * self.r * self.r\n\n"
        "@script\ndef grown(discs: list[Disc], by: float) -> list[Disc]:\n"
        "    for d in discs:\n        d.r += by\n    discs.append(Disc(0.5))\n    return discs\n"
    )
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import jitscript as js, native_shapes as shapes
file = {str(tmp_path / "native.jsm")!r}
js.save(file, shapes.grown)
loaded = js.load(file)
d = shapes.Disc(2.0)
discs = [d]
print(loaded.grown(discs, 1.0) is discs, d.r, d.area(), type(discs[1]) is shapes.Disc, discs[1].r)
"""
    for _ in range(2):  # the second from the cache
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert done.stdout == "True 3.0 27.0 True 0.5\n", done.stderr


def test_disabled() -> None:
    path = str(Path(native_classes.__file__).parent)
    code = f"import sys; sys.path.insert(0, {path!r}); import native_classes as n; import os\n"
    code += "a = n.Account('Ann', 2.0); a.extra = 1; print(type(n.Account), n.total([a]))"
    env = {**__import__("os").environ, "JITSCRIPT_DISABLE": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.stdout == "<class 'type'> 2.0\n", done.stderr


def test_arrays_are_fields() -> None:
    a = np.ones(3)
    g = Grid(Color.GREEN, a)
    g.add(2.0)
    assert a.tolist() == [3.0] * 3 == g.data.tolist() and g.more.tolist() == [[2.0, 2.0], [0, 0]]
    assert (g.maybe is None and g.data.base is None) or np.shares_memory(g.data, a)
    b = np.arange(10.0)[::2]  # not contiguous, and gone soon
    g.put(b)
    del b
    gc.collect()
    junk = [np.full(5, 7.0) for _ in range(100)]
    assert g.data.tolist() == [0.0, 2.0, 4.0, 6.0, 8.0] and len(junk) == 100
    g.data[0] = 99.0
    g.add(1.0)
    assert g.data.tolist() == [100.0, 3.0, 5.0, 7.0, 9.0]
    fresh = g.fresh(4)
    fresh[1] = 50.0
    assert g.data.tolist() == [0.0, 50.0, 2.0, 3.0] and np.shares_memory(g.data, fresh)
    assert filled([g], a) == 9.0 and g.maybe is not None
    assert np.shares_memory(g.data, a) and np.shares_memory(g.maybe, a)
    for wrong in ([1.0], np.ones((2, 2)), np.ones(2, dtype=np.float32), None):
        with pytest.raises(TypeError, match=r"Grid\.data\(\) argument 'value' must be Array1"):
            g.data = wrong
    fixed = np.ones(3)
    fixed.flags.writeable = False
    g.data = fixed
    with pytest.raises(ValueError, match="read-only"):
        g.add(1.0)
    assert fixed.tolist() == [1.0] * 3 and not g.data.flags.writeable


def test_arrays_are_kept_as_long_as_the_instance() -> None:
    a = np.ones(3)
    before = sys.getrefcount(a)
    g = Grid(Color.RED, a)
    for _ in range(50):
        g.data = a
        g.data = np.ones(3)
        g.put(a)
        filled([g], a)
    for other in (copy.deepcopy(g), pickle.loads(pickle.dumps(g))):
        assert other.data.tolist() == [1.0] * 3 and not np.shares_memory(other.data, a)
        assert other.color is Color.RED and type(other) is Grid
    assert np.shares_memory(copy.copy(g).data, a)
    assert sys.getrefcount(a) > before
    del g, other
    gc.collect()
    assert sys.getrefcount(a) == before


def test_enumerations_are_fields() -> None:
    g = Grid(Color.GREEN, np.ones(1))
    assert g.color is Color.GREEN and g.other is None
    g.color, g.other = Color.RED, Color.GREEN
    assert g.color is Color.RED and g.other is Color.GREEN
    with pytest.raises(TypeError, match="must be Color, not str"):
        g.color = "r"


def test_a_scripted_class_is_called_by_its_name() -> None:
    for wrong, words in ((3, "not int"), (None, "not None")):
        with pytest.raises(TypeError, match=rf"^List\[Grid\]: a part must be Grid, {words}$"):
            js.List[Grid]([wrong])
    with pytest.raises(TypeError, match=r"argument 'self' must be Grid, not int"):
        Grid.add(1, 2.0)


def test_what_new_alone_gives_is_refused_by_name() -> None:
    empty = Grid.__new__(Grid)
    for use in (lambda: empty.color, lambda: empty.add(1.0)):
        with pytest.raises(TypeError, match=r"argument 'self' is a Grid that was never made"):
            use()
