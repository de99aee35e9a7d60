"""What compiled code gives objects of Python's, exceptions too: as undecorated, or an error."""

from __future__ import annotations

import io
import json
import logging
import queue
import re
import runpy
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jitscript import python, script

kept: queue.Queue[Any] = queue.Queue()
managers: queue.Queue[Any] = queue.Queue()
logged = io.StringIO()
log = logging.Logger("opaque errors")
log.addHandler(logging.StreamHandler(logged))


class Changes(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        assert isinstance(record.args, tuple)
        error = record.args[0]
        assert isinstance(error, Exception)
        error.args = ("changed", 5)


changing = logging.Logger("changing")
changing.addHandler(Changes())


class Carrying(ValueError):
    def __init__(self, values: list[int]) -> None:
        super().__init__("carrying")
        self.values = values


class Appends(io.StringIO):
    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        error.values.append(99)


class Keeps(io.StringIO):
    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        kept.put(error.values)


class Looks(io.StringIO):
    def __exit__(self, kind: Any, error: Any, traceback: Any) -> bool:
        kept.put(str(error.values))
        return True


def said(text: str, n: int) -> str:
    try:
        return str(json.loads(text)) + str(1 // n)
    except ValueError as error:
        log.error("bad: %s", error)
        return "bad " + str(error)
    except ZeroDivisionError as error:
        log.error("bad: %r", error)
        raise KeyError("n") from error


def told(text: str, n: int) -> int:
    try:
        return len(json.loads(text)) // n
    except Exception as error:
        log.error("no", exc_info=error)
        return 0


def changed(n: int) -> str:
    try:
        return str(1 // n)
    except ZeroDivisionError as error:
        before = str(error)
        changing.warning("%s %s", error, 1)
        return before + str(error) + str(error.args)


def raised(n: int) -> str:
    try:
        return str(1 // n)
    except ZeroDivisionError as error:
        changing.warning("%s %s", error, 1)
        raise


def kept_twice(n: int) -> bool:
    try:
        return 1 // n == 0
    except ZeroDivisionError as error:
        kept.put(error)
        kept.put(error)
        first = kept.get()
        second = kept.get()
        return first is second


def put(n: int) -> str:
    found = json.loads("{}")
    try:
        return str(1 // n)
    except ZeroDivisionError as error:
        found["e"] = error
        return str(found)


def parts(text: str) -> str:
    a, b = json.loads(text)
    return f"{a} {b}"


def parts_and_rest(text: str) -> str:
    (a, b), *c = json.loads(text)
    c.append(1)
    return f"{a} {b} {c}"


def of_iterator(text: str) -> str:
    a, b = re.finditer("a", text)
    return f"{a.span()} {b.span()}"


def spread(text: str) -> str:
    found = json.loads(text)
    values = [0, *found]
    values.append(1)
    return f"{values} {(*found, 2)} {json.dumps(found)}"


def first_or_all(text: str) -> str:
    found = json.loads(text)
    first = found and found[0]
    return f"{found or [1]!s} {first}"


CASES: list[tuple[Callable[..., Any], list[Any]]] = [
    *((said, [text, n]) for text, n in (("{", 1), ("1", 0), ("1", 1))),
    *((told, [text, n]) for text, n in (("{", 1), ("[]", 0), ("[1]", 1))),
    *((f, [0]) for f in (changed, raised, kept_twice, put)),
    *((parts, [text]) for text in ('{"a": 1, "b": 2}', "[1, 2]", "[1]", '"abc"', "5", "null")),
    *((parts_and_rest, [text]) for text in ('[{"a": 1, "b": 2}, 3]', "[[1, 2]]", "[5]", "5")),
    *((of_iterator, [text]) for text in ("aba", "a", "aaa")),
    *((spread, [text]) for text in ("[1, [2]]", '"ab"', "7")),
    *((first_or_all, [text]) for text in ("[]", "[3]", '""', '"q"', "null")),
]


def outcome(function: Callable[..., Any], args: list[Any]) -> list[Any]:
    """What a call gives, or raises, and what it has logged, without the marks below the lines."""
    logged.seek(0)
    logged.truncate()
    try:
        found: Any = function(*args)
    except Exception as error:
        found = [type(e) for e in (error, error.__cause__, error.__context__)], error.args
        cause = error.__cause__
        found += ([f.name for f in traceback.extract_tb(cause and cause.__traceback__)],)
    return [type(found), found, [x for x in logged.getvalue().splitlines() if "^" not in x]]


@pytest.mark.parametrize("function, args", CASES)
def test_as_undecorated(function: Callable[..., Any], args: list[Any]) -> None:
    assert outcome(script(function), args) == outcome(function, args)


@script
def within(n: int) -> int:
    with managers.get():
        raise Carrying([n])
    return 5


@pytest.mark.parametrize(
    "manager, words", [(Appends, "has changed a list"), (Keeps, "keeps a list")]
)
def test_what_an_exception_holds_is_not_changed_or_kept(manager: type, words: str) -> None:
    managers.put(manager())
    with pytest.raises(RuntimeError, match=words):
        within(3)
    managers.put(Looks())
    assert within(3) == 5
    while kept.qsize():
        found = kept.get()
    assert found == "[3]"


@script
def says_any(n: int) -> int:
    try:
        raise Carrying([n])
    except ValueError as error:
        log.error("%s", error)
        return 0


def test_an_instance_of_compiled_code_is_not_given() -> None:
    with pytest.raises(RuntimeError, match="a Carrying cannot be given to Python"):
        says_any(3)


@script
def wide(text: str) -> int:
    found: int = json.loads(text)
    return found


def test_an_int_that_is_too_wide_is_told() -> None:
    assert wide("5") == 5
    with pytest.raises(OverflowError, match="does not fit in 64 bits"):
        wide("99999999999999999999")


class Cell:
    def __init__(self, n: int) -> None:
        self.n = n


cell = Cell(1)


@python
def raise_cell() -> None:
    cell.n += 1


@script
def both_change(c: Cell) -> int:
    c.n = 50
    raise_cell()
    return c.n


def test_an_instance_that_both_change_is_told() -> None:
    with pytest.raises(RuntimeError, match="an instance was changed during the call"):
        both_change(cell)
    assert cell.n == 2


PROGRAM = """
import logging
from jitscript import script

log = logging.Logger("run")


@script
def size(n: int) -> int:
    log.info("%d", n)
    return n


found = size(3)
"""


def test_a_file_that_is_run_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "ran.py"
    file.write_text(PROGRAM)
    assert runpy.run_path(str(file))["found"] == 3
