"""`collections` over the border: what programs compared with CPython do not show."""

from __future__ import annotations

import threading
import weakref
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass, field

import pytest

from jitscript import script
from jitscript.runtime import collected


@dataclass
class Store:
    queue: deque[int] = field(default_factory=deque)
    seen: Counter[str] = field(default_factory=Counter)
    by_name: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    order: OrderedDict[str, int] = field(default_factory=OrderedDict)


@script
def fill(s: Store, other: Store) -> Store:
    s.queue.append(1)
    other.queue.append(2)
    s.seen["a"] += 1
    s.by_name["k"].append(3)
    s.order["b"] = 1
    s.order.move_to_end("a")
    return s


def test_fields_of_instances() -> None:
    shared: deque[int] = deque([0])
    a = Store(queue=shared, order=OrderedDict(a=5))
    b = Store(queue=shared)
    assert fill(a, b) is a
    assert a.queue is shared and b.queue is shared and shared == deque([0, 1, 2])
    assert a.seen == Counter("a") and type(a.seen) is Counter
    assert a.by_name == {"k": [3]} and a.by_name.default_factory is list
    assert list(a.order.items()) == [("b", 1), ("a", 5)]


@script
def touch(d: deque[str]) -> int:
    d.append("new")
    d.popleft()
    return len(d)


@script
def look(d: deque[str], c: Counter[str], o: OrderedDict[str, str]) -> int:
    return len(d) + len(c) + len(o)


def test_objects_that_stay_are_the_same() -> None:
    texts = [f"text {i}" for i in range(200)]
    d = deque(texts)
    touch(d)
    assert all(a is b for a, b in zip(d, texts[1:])) and d[-1] == "new"
    walk = iter(d)
    touch(d)
    with pytest.raises(RuntimeError, match="mutated during iteration"):
        next(walk)


def test_what_is_unchanged_is_not_written() -> None:
    d, c, o = deque(["a"]), Counter("ab"), OrderedDict(a="b")
    walks = [iter(d), iter(c), iter(o)]
    look(d, c, o)
    assert [next(walk) for walk in walks] == ["a", "a", "a"]


def test_a_deque_is_whole_afterwards() -> None:
    d: deque[str] = deque(map(str, range(1000)))
    held = weakref.ref(d)
    for k in range(300):
        touch(d)
        d.extendleft([str(k)] * 3)
        d.pop()
    assert len(d) == 1000 + 2 * 300 and held() is d
    copy = deque(d)
    d.clear()
    d.extend(copy)
    assert d == copy


def test_deques_that_are_not_as_known(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    from jitscript.runtime import abi, watchdog

    flag = ctypes.c_uint64.from_address(watchdog.STATE_ADDRESS + abi.STATE_DEQUES)
    assert flag.value == 1, "this Python's deque is not the one that compiled code knows"
    flag.value = 0
    try:
        d = deque(["a", "b"], 5)
        touch(d)
        assert d == deque(["b", "new"]) and d.maxlen == 5
    finally:
        flag.value = 1


class Deque(deque):
    pass


class Count(Counter):
    pass


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((Deque(["a"]), Counter(), OrderedDict()), r"must be deque\[str\], not Deque"),
        ((deque(), Count(), OrderedDict()), r"must be Counter\[str\], not Count"),
        ((deque(), {}, OrderedDict()), r"must be Counter\[str\], not dict"),
        ((deque(), Counter(), {}), r"must be OrderedDict\[str, str\], not dict"),
        ((deque(), Counter(), OrderedDict(a=1)), r"at o\['a'\], must be str, not int"),
        ((deque(["a", 2]), Counter(), OrderedDict()), r"at d\[1\], must be str, not int"),
    ],
)
def test_others_are_refused(wrong: tuple, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        look(*wrong)


@script
def slow_append(d: deque[int], c: Counter[int], o: OrderedDict[int, int], n: int) -> int:
    total = 0
    for i in range(n):
        total += i % 7
    d.append(total)
    c[1] += 1
    o[1] = 1
    return total


@pytest.mark.parametrize("which", [0, 1, 2])
def test_changed_by_another_thread(which: int) -> None:
    given = deque([1]), Counter([2]), OrderedDict({3: 4})
    started, done = threading.Event(), threading.Event()

    def change() -> None:
        started.wait()
        while not done.is_set():
            given[which].clear() if which else given[0].append(5)
            if not which and len(given[0]) > 100:
                given[0].clear()

    slow_append(deque(), Counter(), OrderedDict(), 1)
    other = threading.Thread(target=change)
    other.start()
    try:
        started.set()
        names = ("deque", "Counter", "OrderedDict")
        with pytest.raises(RuntimeError, match=f"{names[which]} changed during the call"):
            for _ in range(200):
                if which:
                    given[which][9] = 9
                slow_append(*given, 20_000_000)
    finally:
        done.set()
        other.join()


def test_factories_that_are_known() -> None:
    calls = []

    def counting() -> int:
        calls.append(1)
        return 0

    start = 3
    known = [int, list, lambda: 0, lambda: -2.5, lambda: defaultdict(int), deque, lambda: set()]
    assert all(collected.sample(f) is not None for f in known)
    unknown = [counting, lambda: start, lambda: calls.append(1), lambda: [0], Store, dict.fromkeys]
    assert all(collected.sample(f) is None for f in unknown)
    assert not calls and collected.sample(None) == []


@script
def made(text: str, n: int) -> tuple[defaultdict[str, str], defaultdict[str, int]]:
    a: defaultdict[str, str] = defaultdict(lambda: "none")
    b: defaultdict[str, int] = defaultdict(int)
    b[text] += n
    return a, b


def test_factories_of_results() -> None:
    a, b = made("x", 2)
    assert a["q"] == "none" and b.default_factory is int and b == {"x": 2}
