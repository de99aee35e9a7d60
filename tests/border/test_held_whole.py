"""Containers of containers that Python holds: `js.List[js.List[int]]`."""

from __future__ import annotations

import collections.abc
import copy
import gc
import operator
import pickle
import random
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from in_threads import in_threads

import jitscript as js
from jitscript import script

Row = js.List[int]
Rows = js.List[js.List[int]]
Groups = js.Dict[str, js.List[int]]


@script
def put(rows: list[list[int]], row: list[int], k: int) -> None:
    row.append(k)
    rows.append(row)
    rows[0].append(-k)


@script
def last_of(rows: js.List[js.List[int]]) -> js.List[int]:
    return rows[-1]


@script
def wrapped(row: js.List[int]) -> js.List[js.List[int]]:
    return [row, row]


@script
def grouped(words: list[str], found: js.Dict[str, js.List[int]]) -> None:
    for i, word in enumerate(words):
        if word not in found:
            found[word] = []
        found[word].append(i)


@script
def churn(rows: list[list[int]], n: int) -> int:
    s = 0
    for i in range(n):
        row = rows[i % len(rows)]
        s = (s * 31 + row[0]) & 0xFFFF
        row[0] = s
    return s


@script
def churn_row(row: list[int], n: int) -> int:
    s = 0
    for i in range(n):
        s = (s * 31 + row[i % len(row)]) & 0xFFFF
        row[0] = s
    return s


def test_a_part_is_one_object() -> None:
    rows = Rows([[1, 2], [3]])
    first = rows[0]
    assert type(first) is Row and rows[0] is first and rows[1] is not first
    first.append(7)
    assert rows == [[1, 2, 7], [3]] and rows[0][2] == 7
    mine = Row([5])
    assert put(rows, mine, 9) is None
    assert rows[2] is mine and mine == [5, 9] and first == [1, 2, 7, -9]
    assert last_of(rows) is mine
    both = wrapped(mine)
    assert both[0] is both[1] is mine is rows[-1]
    rows[1] = first
    assert rows[1] is first and rows[:2][1] is first and rows.copy()[0] is first
    assert [row is first for row in rows] == [True, True, False]


def test_a_part_outlives_the_whole_and_its_object() -> None:
    rows = Rows([[1], [2]])
    second = rows[1]
    del rows
    gc.collect()
    second.append(3)
    assert second == [2, 3]
    rows = Rows([[1], [2]])
    seen = weakref.ref(rows[0])
    gc.collect()
    assert seen() is None  # nobody holds it by itself
    rows[0].append(4)
    assert rows == [[1, 4], [2]]
    for _ in range(1000):  # another list may lie where one was
        found = Rows([[7]])
        assert found[0] == [7] and found[0] is not second


def test_dicts_of_lists() -> None:
    found = Groups(a=[0])
    kept = found["a"]
    grouped(["a", "b", "a"], found)
    assert found == {"a": [0, 0, 2], "b": [1]} and found["a"] is kept == [0, 0, 2]
    assert dict(found)["a"] is kept and found.todict() == found
    assert found.get("a") is kept and found.get("c") is None and found.get("c", 5) == 5
    assert next(iter(found.values())) is kept and next(iter(found.items()))[1] is kept
    assert found.setdefault("a", Row()) is kept and found.setdefault("d", kept) is kept
    assert found.popitem() == ("d", kept) and found.pop("b") == [1] and found.pop("b", 3) == 3
    assert found | {"x": kept} == {"a": kept, "x": kept} and {"x": kept} | found == found | {
        "x": kept
    }
    found |= Groups(y=[8])
    found.update(z=kept)
    assert repr(found) == "{'a': [0, 0, 2], 'y': [8], 'z': [0, 0, 2]}" and found["z"] is kept
    with pytest.raises(KeyError, match="popitem"):
        Groups().popitem()


def test_a_list_of_python_s_gets_the_object_itself() -> None:
    rows, row = [[1]], Row([5])
    put(rows, row, 3)
    assert rows[1] is row and rows == [[1, -3], [5, 3]] and type(rows[0]) is list


def test_the_types_of_arguments_may_be_chosen_by_them() -> None:
    @script
    def end(values) -> js.List[int]:  # type: ignore[no-untyped-def]
        return values[-1]

    rows = Rows([[1], [2]])
    assert end(rows) is rows[1]


def test_deeper_and_of_dicts() -> None:
    Cube = js.List[js.List[js.List[float]]]
    cube = Cube([[[1.0], [2.0]], []])
    assert repr(Cube) == "jitscript.List[List[List[float]]]"
    cube[0][1].append(3.0)
    cube[1].append(cube[0][1])
    assert cube == [[[1.0], [2.0, 3.0]], [[2.0, 3.0]]] and cube[1][0] is cube[0][1]
    tables = js.List[js.Dict[str, int]]([{"a": 1}])
    tables[0]["b"] = 2
    tables.append(js.Dict[str, int](c=3))
    assert tables == [{"a": 1, "b": 2}, {"c": 3}]
    sets = js.Dict[int, js.Set[int]]({1: {2}})
    sets[1].add(3)
    assert sets == {1: {2, 3}}
    with pytest.raises(TypeError):
        tables.sort()
    with pytest.raises(TypeError):
        tables < tables[1:]  # noqa: B015
    assert not tables < tables and sorted(tables, key=len, reverse=True)[0] is tables[0]
    tables.sort(key=len)
    with pytest.raises(TypeError):
        js.List[complex]([1j, 2j]).sort()
    assert tables == [{"c": 3}, {"a": 1, "b": 2}]


def test_python_s_own_are_copied_and_never_taken_for_parts() -> None:
    row = [1]
    rows = Rows([row, row, (2, 3)])
    assert rows[0] is rows[1] and rows == [[1], [1], [2, 3]]
    row.append(5)
    assert rows[0] == [1]
    held = Row([4])
    mixed = Rows([held, row, row, held])
    assert mixed[0] is mixed[3] is held and mixed[1] is mixed[2] and mixed[1] == row
    deep = js.List[js.List[js.List[int]]]([[held], [row, row], [[9], held]])
    assert deep[0][0] is deep[2][1] is held and deep[1][0] is deep[1][1]
    hint = r"must be js.List\[int\], not list \(hint: js.List\[int\]\(value\)\)"
    for wrong in (
        lambda: rows.append([1]),
        lambda: rows.insert(0, [1]),
        lambda: rows.extend([[1]]),
        lambda: rows.__setitem__(0, [1]),
        lambda: rows.__add__([[1]]),
        lambda: rows.__radd__([[1]]),
        lambda: rows.__setitem__(slice(0, 1), [[1]]),
        lambda: Groups().update(a=[1]),
        lambda: Groups().setdefault("a", [1]),
    ):
        with pytest.raises(TypeError, match=hint.replace("value", r"(value|default)")):
            wrong()
    with pytest.raises(TypeError, match=r"must be int, not str"):
        Rows([[1], ["a"]])
    with pytest.raises(TypeError, match="not iterable"):
        Rows([1])
    assert rows == [[1], [1], [2, 3]]
    assert [1] in rows and [9] not in rows and rows.count([1]) == 2 and rows.index([2, 3]) == 2
    rows.remove([1])
    assert rows == [[1], [2, 3]]


def test_classes() -> None:
    assert Rows is js.List[Row] and issubclass(Rows, js.List) and issubclass(Groups, js.Dict)
    assert isinstance(Rows(), collections.abc.MutableSequence)
    assert repr(Groups) == "jitscript.Dict[str, List[int]]"
    for wrong in (lambda: js.Set[Row], lambda: js.Dict[Row, int], lambda: js.List[tuple[Row, int]]):
        with pytest.raises(TypeError, match=r"a List\[int\] can be no key"):
            wrong()
    with pytest.raises(TypeError, match=r"hint: js.List\[Dict\[str, int\]\]"):
        js.List[list[dict[str, int]]]


def test_copies() -> None:
    rows = Rows([[1], [2]])
    rows.append(rows[0])
    assert copy.copy(rows)[0] is rows[0]
    for other in (copy.deepcopy(rows), pickle.loads(pickle.dumps(rows))):
        assert type(other) is Rows and other == rows and other[0] is not rows[0]
        assert other[0] is other[2]
    held = [rows, rows[1]]
    for found, row in (copy.deepcopy(held), pickle.loads(pickle.dumps(held))):
        assert found[1] is row
    groups = Groups(a=[1])
    groups["b"] = groups["a"]
    for again in (copy.deepcopy(groups), pickle.loads(pickle.dumps(groups))):
        assert again == groups and again["a"] is again["b"] is not groups["a"]


STEPS: list[Callable[[Any, Any, random.Random], Any]] = [
    lambda x, r, k: x.append(r),
    lambda x, r, k: x.insert(k.randrange(-9, 9), r),
    lambda x, r, k: x.__setitem__(k.randrange(-9, 9), r),
    lambda x, r, k: x.__setitem__(slice(k.randrange(9), k.randrange(9)), [r, r]),
    lambda x, r, k: x.__setitem__(slice(None, None, 2), x[:3]),
    lambda x, r, k: x.__delitem__(k.randrange(-9, 9)),
    lambda x, r, k: x.__delitem__(slice(k.randrange(9), k.randrange(9), k.choice([1, 2, -1]))),
    lambda x, r, k: x.pop(),
    lambda x, r, k: x.pop(k.randrange(-9, 9)),
    lambda x, r, k: x.remove(r),
    lambda x, r, k: x.index(r),
    lambda x, r, k: (x.count(r), r in x),
    lambda x, r, k: x.reverse(),
    lambda x, r, k: x.sort(),
    lambda x, r, k: x.sort(key=len, reverse=True),
    lambda x, r, k: x.extend(x[: k.randrange(4)]),
    lambda x, r, k: x.extend(iter([r])),
    lambda x, r, k: x.__iadd__([r]),
    lambda x, r, k: operator.add(x, [r])[-1],
    lambda x, r, k: operator.add([r], x)[0],
    lambda x, r, k: x[k.randrange(-9, 9)].append(k.randrange(5)),
    lambda x, r, k: x[k.randrange(-9, 9)].clear(),
    lambda x, r, k: r.append(k.randrange(5)),
    lambda x, r, k: x[k.randrange(9) :: k.choice([1, -1, 2])],
    lambda x, r, k: x.__imul__(k.randrange(3)) if len(x) < 9 else x.clear(),
    lambda x, r, k: (x < x[1:], x <= x, x == x.copy(), x != x[:1]),
    lambda x, r, k: [row.append(1) for row in x if len(row) < 2],
    lambda x, r, k: [len(row) for row in reversed(x)],
]


def names(x: Any, known: list[Any]) -> Any:
    """What a result is, its lists by who they are."""
    for i, one in enumerate(known):
        if x is one:
            return f"row {i}"
    if isinstance(x, (list, js.List)):
        return [names(v, known) for v in x]
    return x if not isinstance(x, tuple) else tuple(names(v, known) for v in x)


@pytest.mark.parametrize("seed", range(40))
def test_it_does_what_lists_of_lists_do(seed: int) -> None:
    lists: list[list[Any]] = [[[1], [2, 3], []], [Row([1]), Row([2, 3]), Row()]]
    wholes: list[Any] = [lists[0][:], Rows(lists[1])]
    pick = random.Random(seed)
    for number in range(60):
        step, which, state = pick.choice(STEPS), pick.randrange(3), pick.randrange(1 << 30)
        found = []
        for whole, known in zip(wholes, lists):
            try:
                shown = names(step(whole, known[which], random.Random(state)), known)
            except Exception as error:
                shown = type(error)
            if shown is whole:
                shown = "self"
            found.append((names(shown, known), names(whole, known), repr(whole), repr(known)))
        assert found[0] == found[1], f"seed {seed}, step {number}: {STEPS.index(step)}"


OF_DICTS: list[Callable[[Any, Any, random.Random], Any]] = [
    lambda x, r, k: x.__setitem__(k.choice("abcd"), r),
    lambda x, r, k: x[k.choice("abcd")],
    lambda x, r, k: x.get(k.choice("abcd")),
    lambda x, r, k: x.get(k.choice("abcd"), r),
    lambda x, r, k: x.pop(k.choice("abcd")),
    lambda x, r, k: x.pop(k.choice("abcd"), None),
    lambda x, r, k: x.popitem(),
    lambda x, r, k: x.setdefault(k.choice("abcd"), r),
    lambda x, r, k: x.update({k.choice("abcd"): r}),
    lambda x, r, k: x.update(x.copy(), q=r),
    lambda x, r, k: x.__delitem__(k.choice("abcd")),
    lambda x, r, k: list(x.values()),
    lambda x, r, k: [(n, v) for n, v in x.items()],
    lambda x, r, k: (list(x), list(reversed(x)), len(x), "a" in x),
    lambda x, r, k: (x | {"z": r})["z"],
    lambda x, r, k: ({"z": r} | x)["z"],
    lambda x, r, k: x[k.choice("abcd")].append(k.randrange(5)),
    lambda x, r, k: [x.__setitem__("b", r) for _ in x.items()],
    lambda x, r, k: [x.pop(n) for n in x],
    lambda x, r, k: r in x.values(),
    lambda x, r, k: (x == x.copy(), x != {"a": r}, x == {"a": r}),
]


@pytest.mark.parametrize("seed", range(30))
def test_it_does_what_dicts_of_lists_do(seed: int) -> None:
    lists: list[list[Any]] = [[[1], [2, 3], []], [Row([1]), Row([2, 3]), Row()]]
    wholes: list[Any] = [dict(zip("abc", lists[0])), Groups(zip("abc", lists[1]))]
    pick = random.Random(seed)
    for number in range(60):
        step, which, state = pick.choice(OF_DICTS), pick.randrange(3), pick.randrange(1 << 30)
        found = []
        for whole, known in zip(wholes, lists):
            try:
                shown = names(step(whole, known[which], random.Random(state)), known)
            except Exception as error:
                shown = type(error)
            content = {key: names(whole[key], known) for key in whole}
            found.append((shown, content, list(whole), repr(whole), repr(known)))
        assert found[0] == found[1], f"seed {seed}, step {number}: {OF_DICTS.index(step)}"


def in_use(work: Callable[[], Any], uses: list[Callable[[], Any]]) -> list[str]:
    """What is told when these are tried while that runs."""
    told = []

    def handler(*_: object) -> None:
        for use in uses:
            try:
                use()
                told.append("")
            except RuntimeError as error:
                told.append(str(error))
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            work()
    finally:
        signal.signal(signal.SIGALRM, before)
    return told


def test_nobody_else_uses_a_part_meanwhile() -> None:
    rows, other, free = Rows([[1], [2]]), Rows([[3]]), Row([4])
    row = rows[0]
    uses = [lambda: row.append(1), lambda: len(rows), lambda: other[0], lambda: free.append(1)]
    for use in (*uses, lambda: churn(rows, 1), lambda: churn_row(row, 1)):
        use()  # compiled
    used = "a List is in use by a call of compiled code that has not ended"
    # All that Python holds may be a part of the list.
    assert in_use(lambda: churn(rows, 1 << 62), uses) == [used] * 4
    # A list of numbers has no parts, but may be one.
    assert in_use(lambda: churn_row(row, 1 << 62), uses) == [used, used, used, ""]
    for use in uses:
        use()
    assert len(row) == 3 and len(free) == 4


def test_threads() -> None:
    rows = Rows([[1], [2]])

    def work() -> None:
        for _ in range(200):
            churn(rows, 20)
            row = rows[0]
            row.append(1)
            rows.append(row)
            rows.pop()

    assert not in_threads(work) and len(rows) == 2 and len(rows[0]) == 801


def test_a_dict_that_a_call_changed_as_a_part_is_known_to_be_changed() -> None:
    @script
    def more(all: js.List[js.Dict[int, int]], k: int) -> None:
        all[0][k] = k

    all = js.List[js.Dict[int, int]]([{1: 1, 2: 2}])
    part = all[0]
    with pytest.raises(RuntimeError, match="changed size during iteration"):
        for key in part:
            more(all, key + 10)
    sets = js.List[js.Set[int]]([{1, 2}])

    @script
    def most(all: js.List[js.Set[int]], k: int) -> None:
        all[0].add(k)

    one = sets[0]
    with pytest.raises(RuntimeError, match="changed size during iteration"):
        for key in one:
            most(sets, key + 10)


def test_module_files(tmp_path: Path) -> None:
    file = tmp_path / "whole.jsm"
    js.save(file, wrapped, last_of, put, Rows, Row)
    loaded = js.load(file)
    row = Row([1])
    rows = loaded.wrapped(row)
    assert type(rows) is Rows and rows[0] is row is loaded.last_of(rows)
    code = f"""
import sys
sys.modules["jitscript.api"] = sys.modules["jitscript.held"] = None
from jitscript import runtime, List
loaded = runtime.load({str(file)!r})
row = List[int]([1])
rows = loaded.wrapped(row)
rows.append(List[int]([2]))
loaded.put(rows, row, 5)
print(rows, rows[0] is row, loaded.last_of(rows) is row, rows.tolist()[2], rows == [[1], [2]])
print(List[List[int]]([[7], row])[1] is row)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout == "[[1, 5, -5], [1, 5, -5], [2], [1, 5, -5]] True True [2] False\nTrue\n"
