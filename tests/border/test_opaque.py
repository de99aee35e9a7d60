"""Objects of Python's that the language lacks: what compiled code never gets wrong with them."""

from __future__ import annotations

import io
import json
import logging
import pickle
import queue
import re
import subprocess
import sys
import sysconfig
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import jitscript as js
from jitscript import CompileError, save, script

kept: queue.Queue[object] = queue.Queue()
logged = io.StringIO()
log = logging.Logger("opaque")
log.addHandler(logging.StreamHandler(logged))
log.handlers[0].setFormatter(logging.Formatter("%(filename)s %(lineno)d %(funcName)s %(message)s"))
pattern = re.compile("a+")


class Item:
    def __init__(self, size: int) -> None:
        self.size = size


@script
def keeps(n: int) -> int:
    values = [n]
    kept.put(values)
    values.append(n)
    return len(values)


@script
def gives_away(n: int) -> int:
    kept.put([n, 2])
    return n


@script
def looks(n: int) -> str:
    values = [n]
    values.append(2)
    return json.dumps(values)


def test_a_container_that_python_keeps_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="Python keeps a list of compiled code"):
        keeps(3)
    kept.get()
    assert gives_away(3) == 3
    assert kept.get() == [3, 2]
    assert looks(1) == "[1, 2]"


@script
def popped(n: int) -> int:
    values = [n, n]
    logging.Logger("x").handlers.append(values)
    return n


@script
def defined(text: str) -> int:
    values = {"n": 1}
    sysconfig.parse_config_h(io.StringIO(text), values)
    return len(values)


def test_a_container_that_python_changes_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="Python keeps a list"):
        popped(3)
    with pytest.raises(RuntimeError, match="Python has changed a dict"):
        defined("#define AB 3\n")


@script
def first_size() -> int:
    return int(kept.queue[0].size)


def test_an_instance_that_compiled_code_may_have_too_is_an_error() -> None:
    with pytest.raises(IndexError):
        first_size()
    kept.put(Item(3))
    with pytest.raises(RuntimeError, match="came to a Item through Python"):
        first_size()
    kept.get()
    kept.put(test_threads_and_counts)
    with pytest.raises(RuntimeError, match="came to a function through Python"):
        first_size()
    kept.get()


@script
def taken() -> int:
    own: list[str] = log.handlers
    own.append("d")
    return len(own)


def test_a_container_that_others_hold_does_not_come_in() -> None:
    with pytest.raises(RuntimeError, match="that others hold, too"):
        taken()
    assert len(log.handlers) == 1


def warn_here(n: int) -> int:
    warnings.warn("here", stacklevel=1)
    warnings.warn("there", stacklevel=2)
    log.error("said %d", n)
    return n


def test_a_warning_and_a_log_find_the_line() -> None:
    compiled = script(warn_here)
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        plain, here = warn_here(1), compiled(1)
        assert plain == here
    places = [(w.filename, w.lineno) for w in found]
    assert places[0] == places[2]
    assert places[1] == places[3]
    first, second = logged.getvalue().splitlines()[-2:]
    assert first == second
    assert " warn_here said 1" in first


@script
def loaded(text: str) -> float:
    found: float = json.loads(text)
    return found


def test_a_traceback_shows_each_frame_once() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        loaded("{")
    names = [f.name for f in traceback.extract_tb(caught.tb)]
    assert names[1:] == ["loaded", "loads", "decode", "raw_decode"]
    with pytest.raises(TypeError, match="must be float, not int"):
        loaded("1")
    assert loaded("1.5") == 1.5


@js.python
def parsed(text: str) -> float:
    return json.loads(text)


@script
def marked(text: str) -> float:
    return parsed(text)


def test_a_traceback_shows_what_a_marked_function_called() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        marked("{")
    names = [f.name for f in traceback.extract_tb(caught.tb)]
    assert names[1:] == ["marked", "parsed", "loads", "decode", "raw_decode"]


@script
def count(text: str) -> int:
    m = pattern.match(text)
    return -1 if m is None else int(m.end())


def test_a_global_is_read_when_it_is_asked() -> None:
    global pattern
    before = pattern
    assert count("aab") == 2
    pattern = re.compile("b+")
    try:
        assert count("aab") == -1
        assert count("bbb") == 3
    finally:
        pattern = before


def test_threads_and_counts() -> None:
    m = pattern.match("aa")
    assert m is not None
    count("a")
    start = sys.getrefcount(pattern)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(count, ["aab"] * 400)) == {2}
    assert sys.getrefcount(pattern) == start


@script
def same(m: re.Match[str], other: re.Match[str] | None) -> tuple[re.Match[str], bool, bool]:
    return m, m is other, other is None


def test_what_is_given_back_is_the_object() -> None:
    m, n = re.match("a", "a"), re.match("a", "a")
    assert m is not None
    found, one, none = same(m, m)
    assert found is m
    assert (one, none) == (True, False)
    assert same(m, n)[1:] == (False, False)
    assert same(m, None)[1:] == (False, True)


def test_the_exception_that_is_handled_is_not_asked_for() -> None:
    def asks(n: int) -> int:
        try:
            return 1 // n
        except ZeroDivisionError:
            log.exception("no")
            return 0

    with pytest.raises(CompileError, match="the exception that is being handled"):
        script(asks)


def test_a_saved_file_says_that_it_needs_python(tmp_path: object) -> None:
    with pytest.warns(RuntimeWarning, match=r"it calls json\.dumps$"):
        save(f"{tmp_path}/m.jsm", count=looks)
    code = "import sys, jitscript; print(jitscript.load(sys.argv[1]).count(5))"
    run = [sys.executable, "-c", code, f"{tmp_path}/m.jsm"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "[5, 2]\n"


def put_later(text: str) -> str:
    found, values = json.loads(text), [1]
    found["k"] = values
    values.append(2)
    return json.dumps(found)


def put_with_key(text: str) -> str:
    found = json.loads(text)
    found[0:1] = [3]
    return json.dumps(found)


def is_among(item: Item, text: str) -> bool:
    return item in json.loads(text)


def by_item(item: Item, text: str) -> bool:
    return json.loads(text)[item] is None


@pytest.mark.parametrize(
    "function, args",
    [
        (put_later, ["{}"]),
        (put_with_key, ["[1]"]),
        (is_among, [Item(1), "[1]"]),
        (by_item, [Item(1), "[1]"]),
    ],
)
def test_what_both_would_have_is_not_given(function: Any, args: list[Any]) -> None:
    with pytest.raises(CompileError, match="which would have a copy"):
        script(function)(*args)


@script
def added(text: str) -> str:
    found, more = json.loads(text), [4]
    found += [9]
    found += more
    more.append(5)
    return json.dumps(found)


def test_a_list_is_added() -> None:
    assert added("[1]") == "[1, 9, 4]"


@js.script
def kept_within(rows: list[list[int]]) -> int:
    box = json.loads("[]")
    box.extend(rows)
    return len(rows)


@js.script
def shared_within(data: bytes) -> dict[str, list[int]]:
    return pickle.loads(data)


def test_containers_within_those_that_are_passed() -> None:
    with pytest.raises(RuntimeError, match="Python keeps a list of compiled code"):
        kept_within([[1], [2]])
    row = [1, 2]
    assert shared_within(pickle.dumps({"a": row, "b": [3]})) == {"a": [1, 2], "b": [3]}
    with pytest.raises(RuntimeError, match="that others hold, too"):
        shared_within(pickle.dumps({"a": row, "b": row}))
