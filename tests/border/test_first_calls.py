"""What a user sees of a first call that raises: the own call, then the error; no frame of ours."""

from __future__ import annotations

import gc
import importlib
import sys
import traceback
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jitscript as js
from jitscript.runtime.raising import quiet, thrower

HERE = __file__


def functions() -> dict[str, Any]:
    """New functions, none of which was called yet. One calls what is only defined afterwards."""
    globals().pop("defined_late", None)

    @js.script(cache=False)
    def late(x: int) -> int:
        return defined_late(x)  # type: ignore[name-defined,no-any-return]  # noqa: F821

    @js.script(cache=False)
    def refused(x):  # type: ignore[no-untyped-def]
        return x.foo

    @js.script(cache=False)
    def raises(x, scale=2):  # type: ignore[no-untyped-def]
        if x > 3:
            raise ValueError(f"too large: {x * scale}")
        return x + scale

    @js.script(cache=False)
    def handles(x):  # type: ignore[no-untyped-def]
        try:
            raise KeyError(x)
        except KeyError:
            raise ValueError(x)  # noqa: B904

    globals()["defined_late"] = length
    return {f.__name__: f for f in (late, refused, raises, handles)}


def length(x: str) -> int:
    return len(x)


CALLS: dict[str, tuple[str, Callable[[Any], Any], type[BaseException], str, list[str]]] = {
    "late": ("late", lambda f: f(1), js.CompileError, "has type int, expected str", []),
    "refused": ("refused", lambda f: f(1), js.CompileError, "no attribute `foo`", []),
    "raises": ("raises", lambda f: f(9), ValueError, "too large: 18", ["raises"]),
    "keyword": ("raises", lambda f: f(9, scale=1), ValueError, "too large: 9", ["raises"]),
    "missing": ("raises", lambda f: f(), TypeError, "missing 1 required positional", []),
    "unknown": ("raises", lambda f: f(1, other=2), TypeError, "unexpected keyword", []),
    "object": ("raises", lambda f: f(object()), TypeError, "is of type object", []),
    "empty": ("refused", lambda f: f([]), TypeError, "is empty", []),
    "handles": ("handles", lambda f: f(1), ValueError, "1", ["handles"]),
}


@pytest.mark.parametrize("case", CALLS)
def test_frames(case: str) -> None:
    name, call, kind, message, inner = CALLS[case]
    function = functions()[name]
    for _ in range(3):  # a call that was refused is tried again
        with pytest.raises(kind) as caught:
            call(function)
        assert message in str(caught.value)
        frames = traceback.extract_tb(caught.value.__traceback__)
        assert [(f.filename, f.name) for f in frames] == [
            (HERE, "test_frames"),
            (HERE, "<lambda>"),
            *((HERE, name) for name in inner),
        ]


def test_context() -> None:
    """What was being handled, inside and outside, is where Python has it."""
    outer = LookupError("outside")
    try:
        raise outer
    except LookupError:
        with pytest.raises(ValueError) as caught:
            functions()["handles"](5)
    assert isinstance(caught.value.__context__, KeyError)
    assert caught.value.__context__.__context__ is outer
    try:
        raise outer
    except LookupError:
        with pytest.raises(js.CompileError) as refused:
            functions()["late"](5)
    shown = "".join(traceback.format_exception(refused.value))
    assert "frontend" not in shown and "driver" not in shown


def test_a_call_that_works_gives_its_result() -> None:
    raises = functions()["raises"]
    assert (raises(1), raises(2, scale=5), raises(1.5)) == (3, 7, 3.5)


class Kept(Exception):
    pass


def test_thrown_errors_are_counted_right() -> None:
    """Nothing of the error is freed too early, nothing stays."""

    def throws(*args: Any, **keywords: Any) -> Any:
        raise Kept(args, keywords)

    before = sys.getrefcount(Kept)
    seen = []
    for i in range(100):
        for call in (quiet(throws), thrower(Kept((i,), {"k": i}))):
            try:
                call(i, k=i)
            except Kept as error:
                assert error.args[0] == (i,) and error.args[1] == {"k": i}
                seen.append(weakref.ref(error))
            else:
                raise AssertionError("nothing was raised")
    del call
    gc.collect()
    assert all(ref() is None for ref in seen)
    assert sys.getrefcount(Kept) <= before + 1


def test_whatever_is_raised_goes_through() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        quiet(interrupted)()
    assert quiet(lambda: None)() is None
    assert quiet(lambda *a, cls, **k: (a, cls, k))(1, cls=2, self=3) == ((1,), 2, {"self": 3})


LATER = """
from __future__ import annotations
from dataclasses import dataclass
import jitscript as js


@dataclass
class Holder:
    held: Later


@js.script(cache=False)
def held(h: Holder) -> int:
    return h.held.x


@js.script(cache=False)
def made(x: int) -> Holder:
    return Holder(Later(x))
"""


def test_a_class_whose_fields_name_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "later_fields.py").write_text(LATER)
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("later_fields")
    with pytest.raises(js.CompileError, match="`held` of Holder: name 'Later' is not defined"):
        module.made(3)
    exec("@dataclass\nclass Later:\n    x: int\n", vars(module))
    assert module.held(module.made(3)) == 3
