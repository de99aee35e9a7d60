"""Exceptions that hold what can change are the caller's own objects within: identity, what was
changed in them, `args`, causes, what Python and compiled code see of one and the same exception."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import carried_errors as program
import numpy as np
import pytest

import jitscript as js
from jitscript import script

SCRIPTED: dict[str, Any] = {}


def both(name: str, told: Callable[[Any], Any]) -> tuple[Any, Any]:
    plain = getattr(program, name)
    if name not in SCRIPTED:
        SCRIPTED[name] = script(plain)
    return told(plain), told(SCRIPTED[name])


def of_error(e: BaseException | None, o: program.Order) -> Any:
    if e is None:
        return None
    names = [n for n in vars(e) if n != "order"]
    inner = (repr(e), str(e), type(e).__name__, e.args, sorted(vars(e)))
    return (
        *inner,
        [getattr(e, n) for n in names],
        getattr(e, "order", None) is o,
        of_error(e.__cause__, o),
        of_error(e.__context__, o),
    )


@pytest.mark.parametrize("n", range(6))
@pytest.mark.parametrize("name", ["leaves", "wrapped", "again", "kept", "opened"])
def test_the_object_is_the_callers(name: str, n: int) -> None:
    def told(f: Any) -> Any:
        found = []
        for _ in range(2):  # the second call finds the code
            o = program.Order(n)
            try:
                found.append((f(o, n), o.tags))
            except Exception as e:
                assert not hasattr(e, "order") or e.order is o
                found.append((of_error(e, o), o.tags))
        return found

    plain, scripted = both(name, told)
    assert plain == scripted


@pytest.mark.parametrize("n", range(6))
def test_an_exception_that_python_has_seen_is_one_object(n: int) -> None:
    def told(f: Any) -> Any:
        o = program.Order(n)
        try:
            errors, first, same = f(o, n)
        except program.Rejected as e:
            return of_error(e, o), o.tags
        return (
            [of_error(e, o)[:-1] for e in errors],  # `raise` in a handler: a context differs
            [a is b for a in errors for b in errors],
            [e is first for e in errors],
            same is o,
            first is not None and first.order is o,
        )

    plain, scripted = both("shown", told)
    assert plain == scripted


@pytest.mark.parametrize("n", range(6))
def test_managers_are_given_it(n: int) -> None:
    def told(f: Any) -> Any:
        o = program.Order(n)
        try:
            k, text = f(o, n)
        except Exception as e:
            return of_error(e, o), o.tags
        return k.log, of_error(k.last, o), text, o.tags

    plain, scripted = both("managed", told)
    assert plain == scripted


def test_containers_are_the_callers() -> None:
    def missing(f: Any) -> Any:
        table = {"a": 1}
        with pytest.raises(program.Missing) as found:
            f(table, "b")
        e = found.value
        return e.table is table, table, str(e), repr(e), e.key, e.args

    def listed(f: Any) -> Any:
        xs = [1, 2, 3]
        with pytest.raises(program.NotSet) as found:
            f(xs, 2)
        e = found.value
        return e.xs is xs, e.args[1] is xs, xs, str(e), e.a

    for name, told in (("missing", missing), ("listed", listed)):
        plain, scripted = both(name, told)
        assert plain == scripted and plain[0] is True


def test_arrays_share_their_memory() -> None:
    def told(f: Any) -> Any:
        x = np.array([1.0, -2.0, 3.0])
        mended = f(x, True)
        y = np.array([1.0, -2.0, 3.0])
        with pytest.raises(program.Bad) as found:
            f(y, False)
        found.value.x[0] = 7.0
        return mended, x.tolist(), y.tolist(), found.value.i, str(found.value)

    plain, scripted = both("arrays", told)
    assert plain == scripted


def test_what_python_raised_is_no_instance() -> None:
    f = script(program.from_python)
    assert f(0) == "1"
    with pytest.raises(RuntimeError, match="Rejected came from Python"):
        f(3)
    with pytest.raises(program.Rejected) as found:
        script(program.through)(3)
    assert found.value.order.id == 3


def test_in_threads() -> None:
    f = script(program.shown)
    wrong: list[Any] = []

    def work(n: int) -> None:
        for _ in range(30):
            o = program.Order(n)
            errors, first, _ = f(o, 4)
            whys = ("no!????", "3 late!", "1 late!")
            good = first is not None and first.order is o and errors[0] is first
            found = [getattr(e, "why", "") for e in errors[::2] if hasattr(e, "why")]
            if not good or found != list(whys) or any(" native" in vars(e) for e in errors):
                wrong.append((good, found))

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong


def test_in_module_files(tmp_path: Any) -> None:
    file = tmp_path / "errors.jsm"
    js.save(file, script(program.leaves), script(program.shown))
    code = f"""
import sys; sys.path.insert(0, {str(Path(program.__file__).parent)!r})
import jitscript as js, carried_errors as program
loaded = js.load({str(file)!r})
o = program.Order(1)
try:
    loaded.leaves(o, 1)
except program.Late as e:
    print(e.order is o, e.days, e, o.tags)
errors, first, same = loaded.shown(o, 4)
print(errors[0] is first, first.why, same is o, [type(e).__name__ for e in errors])
"""
    names = ("Rejected", "Late", "Plain", "Late")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        "True 3 LATE 3 order 1: 3 late ['seen']",
        f"True no!???? True {[n for n in names for _ in range(2)]}",
    ], done.stderr
