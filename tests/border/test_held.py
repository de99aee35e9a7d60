"""Native lists that Python holds: `js.List[int]`."""

from __future__ import annotations

import collections.abc
import copy
import gc
import pickle
import signal
import subprocess
import sys
import threading
import traceback
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jitscript as js
from jitscript import script


@script
def total(values: list[int]) -> int:
    found = 0
    for x in values:
        found += x
    return found


@script
def grow(values: list[int], more: int) -> None:
    for i in range(more):
        values.append(i)
    if more > 5:
        raise ValueError("too many")


@script
def same(values: list[int]) -> list[int]:
    return values


@script
def first_of(a: list[int], b: list[int]) -> js.List[int]:
    return a if len(a) > len(b) else b


@script
def numbers(n: int) -> js.List[int]:
    return [i * i for i in range(n)]


@script
def held_only(values: js.List[int]) -> int:
    return len(values)


@script
def both(a: list[int], b: list[int]) -> bool:
    a.append(1)
    return a is b and len(a) == len(b)


@script
def optional(values: list[int] | None = None) -> int:
    if values is None:
        return -1
    values.append(3)
    return len(values)


@script
def swirl(values: list[int], n: int) -> int:
    s = 0
    for i in range(n):
        s = (s * 31 + values[i % len(values)]) & 0xFFFF
        values[i % len(values)] = s
    return s


def test_a_call_works_on_the_list_itself() -> None:
    values = js.List[int]([1, 2, 3])
    assert total(values) == 6
    assert same(values) is values
    assert grow(values, 2) is None
    assert values == [1, 2, 3, 0, 1]
    with pytest.raises(ValueError, match="too many"):  # as far as it came
        grow(values, 6)
    assert values == [1, 2, 3, 0, 1, 0, 1, 2, 3, 4, 5]
    assert both(values, values) and not both(values, js.List[int]([1]))
    assert optional(values) == len(values) and optional() == -1 and optional([1]) == 2


def test_results() -> None:
    made = numbers(4)
    assert type(made) is js.List[int] and made == [0, 1, 4, 9]
    plain = [1, 2, 3]
    assert first_of(plain, made) is made
    assert first_of(plain, js.List[int]()) is plain
    assert type(same([1])) is list
    assert held_only(made) == 4
    with pytest.raises(TypeError) as error:
        held_only([1])
    told = (
        "held_only() argument 'values' must be js.List[int], not list (hint: js.List[int](values))"
    )
    assert str(error.value) == told
    with pytest.raises(TypeError) as error:
        total(js.List[float]([1.0]))
    assert str(error.value) == "total() argument 'values' must be list[int], not List[float]"


def test_in_compiled_code_it_is_a_list() -> None:
    @script
    def made(n: int) -> list[int]:
        found = js.List[int]()
        for i in range(n):
            found.append(i)
        more: js.List[int] = found
        return more

    assert made(3) == [0, 1, 2] and type(made(3)) is list


def test_types_are_chosen_by_it() -> None:
    @script
    def last(values):  # type: ignore[no-untyped-def]
        values.append(values[0])
        return values

    values = js.List[str](["a", "b"])
    assert last(values) is values and values == ["a", "b", "a"]


# What is done to a list of Python's and to a held one; each with a fresh list.
STEPS: list[Callable[[Any], Any]] = [
    lambda x: len(x),
    lambda x: bool(x),
    lambda x: repr(x),
    lambda x: str(x),
    lambda x: x[0],
    lambda x: x[-2],
    lambda x: x[True],
    lambda x: x[7],
    lambda x: x[-8],
    lambda x: x[1 << 70],
    lambda x: x["0"],
    lambda x: x[1.0],
    lambda x: x[1:3],
    lambda x: x[::-2],
    lambda x: x[-100 : 1 << 80],
    lambda x: x[::0],
    lambda x: x["a":],
    lambda x: x.append(x[0]),
    lambda x: x.append(),
    lambda x: x.extend([x[1], x[0]]),
    lambda x: x.extend(iter(x[:2])),
    lambda x: x.extend(x),
    lambda x: x.extend(3),
    lambda x: x.insert(1, x[2]),
    lambda x: x.insert(-100, x[2]),
    lambda x: x.pop(),
    lambda x: x.pop(0),
    lambda x: x.pop(-9),
    lambda x: x.pop("a"),
    lambda x: x.remove(x[2]),
    lambda x: x.remove(()),
    lambda x: x.index(x[2]),
    lambda x: x.index(x[2], 1, -1),
    lambda x: x.index({}),
    lambda x: x.count(x[0]),
    lambda x: x.count(None),
    lambda x: x.clear(),
    lambda x: x.reverse(),
    lambda x: x.sort(),
    lambda x: x.sort(reverse=True),
    lambda x: x.sort(key=repr),
    lambda x: x.sort(key=lambda v: -len(str(v)), reverse=1),
    lambda x: x.sort(key=lambda v: x.append(v)),
    lambda x: x.sort(key=lambda v: 1 // 0),
    lambda x: x.copy(),
    lambda x: x.copy() is x,
    lambda x: x[0] in x,
    lambda x: None in x,
    lambda x: [] in x,
    lambda x: x == x,
    lambda x: x == x.copy(),
    lambda x: x == x[:3],
    lambda x: x != list(x),
    lambda x: list(x) == x,
    lambda x: x == tuple(x),
    lambda x: x < x[1:],
    lambda x: x <= list(x[:-1]),
    lambda x: x > [],
    lambda x: list(x) >= x,
    lambda x: x < 3,
    lambda x: x + x,
    lambda x: x + list(x),
    lambda x: list(x) + x,
    lambda x: (*x,),
    lambda x: x * 2,
    lambda x: 2 * x,
    lambda x: x * -1,
    lambda x: x * True,
    lambda x: x.__setitem__(0, x[1]),
    lambda x: x.__setitem__(9, x[1]),
    lambda x: x.__setitem__(slice(1, 2), list(x)),
    lambda x: x.__setitem__(slice(None), x),
    lambda x: x.__setitem__(slice(0, 4, 2), x[:2]),
    lambda x: x.__setitem__(slice(0, 4, 2), x[:3]),
    lambda x: x.__setitem__(slice(None, None, -1), list(x)),
    lambda x: x.__setitem__(slice(5, 2), x[:1]),
    lambda x: x.__setitem__(slice(0, 2, 1), ()),
    lambda x: x.__delitem__(0),
    lambda x: x.__delitem__(-9),
    lambda x: x.__delitem__(slice(None, None, 2)),
    lambda x: x.__delitem__(slice(3, 1)),
    lambda x: x.__iadd__(x),
    lambda x: x.__iadd__(iter(x[:1])),
    lambda x: x.__imul__(3),
    lambda x: list(x),
    lambda x: list(reversed(x)),
    lambda x: sorted(x, key=str),
    lambda x: [v for v in x if len(x) > 20 or x.append(v) is None],
    lambda x: [(v, x.pop()) for v in x],
    lambda x: [x.clear() for _ in x],
    lambda x: hash(x),
    lambda x: x.nothing,
    lambda x: (lambda a, *b: (a, b))(*x),
    lambda x: copy.copy(x),
    lambda x: copy.deepcopy(x),
    lambda x: pickle.loads(pickle.dumps(x)),
    lambda x: isinstance(x, collections.abc.MutableSequence),
]
CONTENT: list[tuple[Any, list[Any]]] = [
    (int, [3, -1, 2, 3, 1 << 62]),
    (float, [1.5, -0.0, float("inf"), 2.0, 1.5]),
    (bool, [True, False, True, True, False]),
    (str, ["b", "äö", "", "b", "\U0001f600"]),
    (tuple[int, str], [(1, "x"), (0, "y"), (1, "a"), (1, "x"), (-1, "")]),
]


def outcome(step: Callable[[Any], Any], values: Any) -> tuple[str, str, str]:
    try:
        found = step(values)
        shown, kind = repr(found), "list" if isinstance(found, (list, js.List)) else type(found)
    except Exception as error:
        shown, kind = str(error), type(error)
        if kind in (TypeError, AttributeError):  # which name types and functions
            shown = ""
    return shown, str(kind), repr(values)


@pytest.mark.parametrize("element, content", CONTENT, ids=lambda c: str(c)[:20])
def test_it_does_what_lists_do(element: Any, content: list[Any]) -> None:
    for i, step in enumerate(STEPS):
        expected = outcome(step, content.copy())
        assert outcome(step, js.List[element](content)) == expected, f"step {i}"


def test_empty() -> None:
    for i, step in enumerate(STEPS):
        expected = outcome(step, [])
        assert outcome(step, js.List[int]()) == expected, f"step {i}"


def test_elements_have_their_type() -> None:
    values = js.List[float]([1, 2.5, True])
    assert repr(values) == "[1.0, 2.5, 1.0]" and 1 in values
    values.append(3)
    with pytest.raises(TypeError, match=r"append\(\) argument 'value' must be float, not str"):
        values.append("x")
    with pytest.raises(TypeError, match=r"at items\[1\], must be int, not str"):
        js.List[int]([1, "a"])
    with pytest.raises(OverflowError, match="64 bits"):
        js.List[int]([1 << 64])


def test_classes() -> None:
    assert js.List[int] is js.List[int] and js.List[int] is not js.List[float]
    assert issubclass(js.List[int], js.List) and repr(js.List[int]) == "jitscript.List[int]"
    for wrong in (list[int], None, "int", object):
        with pytest.raises(TypeError, match="Python can hold native containers of"):
            js.List[wrong]
    with pytest.raises(TypeError, match=r"hint: List\[int\]"):
        js.List([1])
    with pytest.raises(TypeError, match="no class can derive"):
        type("Own", (js.List[int],), {})
    with pytest.raises(TypeError, match="was never made, by __new__ alone"):
        object.__new__(js.List[int]).append(1)


def test_weak_references() -> None:
    values = numbers(3)
    seen = weakref.ref(values)
    assert seen() is values
    del values
    gc.collect()
    assert seen() is None


def test_nobody_else_uses_it_meanwhile() -> None:
    values = js.List[int]([1, 2, 3])
    told = []

    def handler(*_: object) -> None:
        for use in (lambda: values.append(1), lambda: len(values), lambda: total(values)):
            try:
                use()
            except RuntimeError as error:
                told.append(str(error))
        raise KeyboardInterrupt

    swirl(values, len(values)), values.append(values.pop()), total(values)  # compiled
    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            swirl(values, 1 << 62)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert told == ["a List is in use by a call of compiled code that has not ended"] * 3
    values.append(4)  # and now again
    assert len(values) == 4


def test_threads() -> None:
    values = js.List[int]([0] * 10)

    def work() -> None:
        for _ in range(300):
            swirl(values, 20)
            values.append(1)
            values.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(values) == 10


def test_tracebacks_show_the_caller_only() -> None:
    values = js.List[int]([1])
    for wrong in (lambda: values[3], lambda: values.append("x"), lambda: values["a"]):
        try:
            wrong()
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            assert {f.filename for f in frames if "jitscript/held" in f.filename} == set()


def test_parts_of_types_are_lists() -> None:
    with pytest.raises(js.CompileError, match="whole parameter or result") as error:

        @script
        def wrong(values: list[js.List[int]]) -> int:
            return len(values)

    assert "write list[int] there" in str(error.value)
    with pytest.raises(js.CompileError, match="does not say what it holds"):

        @script
        def bare(values: js.List) -> int:  # type: ignore[type-arg]
            return len(values)


def test_module_files(tmp_path: Path) -> None:
    file = tmp_path / "held.jsm"
    js.save(file, total, numbers, held_only, grow)
    loaded = js.load(file)
    values = loaded.numbers(4)
    assert type(values) is js.List[int]
    loaded.grow(values, 3)
    assert values == [0, 1, 4, 9, 0, 1, 2] and total(values) == 17
    del loaded
    gc.collect()
    values.extend([1] * 100)
    assert loaded_elsewhere(file) == "[0, 1, 4]\n"


def loaded_elsewhere(file: Path) -> str:
    code = f"import jitscript; print(jitscript.load({str(file)!r}).numbers(3))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout


def test_the_runtime_alone_says_what_it_lacks(tmp_path: Path) -> None:
    file = tmp_path / "held.jsm"
    js.save(file, numbers, held_only)
    code = f"""
import sys
sys.modules["jitscript.api"] = sys.modules["jitscript.held"] = None  # as if not installed
from jitscript import runtime
loaded = runtime.load({str(file)!r})
values = loaded.numbers(3)
print(loaded.held_only(values))
values.append(1)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "3\n"
    assert "ImportError: List[int].append needs the compiler" in done.stderr


def test_methods_are_saved(tmp_path: Path) -> None:
    file = tmp_path / "held.jsm"
    js.save(file, numbers, held_only, js.List[int])
    assert js.load(file).__all__ == ["numbers", "held_only"]
    code = f"""
import sys
sys.modules["jitscript.api"] = sys.modules["jitscript.held"] = None
from jitscript import runtime, List
loaded = runtime.load({str(file)!r})
values = loaded.numbers(3)
values.append(9)
values[1:2] = List[int]([7, 8])
print(values, [v for v in values], 7 in values, values == [0, 7, 8, 4, 9], values.pop(0))
print(List[int](range(3)) + [5], values[::-1], loaded.held_only(values))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout == (
        "[7, 8, 4, 9] [0, 7, 8, 4, 9] True True 0\n[0, 1, 2, 5] [9, 4, 8, 7] 4\n"
    )


def test_what_was_pickled_has_methods_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / "pickled"
    file.write_bytes(pickle.dumps(js.List[int]([1, 2])))
    code = f"import pickle; x = pickle.load(open({str(file)!r}, 'rb')); x.append(3); print(x)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[1, 2, 3]\n", done.stderr
