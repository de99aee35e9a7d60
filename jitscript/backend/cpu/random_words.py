"""Python's generator of random numbers in compiled code: where its words are (see
`runtime/randomness.py`), reading and writing them, and what Python is asked.

All but reading and writing is done while the GIL is held.
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..writer import Writer
from .code import CANNOT, Code


def _find_random(c: Code) -> None:
    what = c.host("PyLong_FromLongLong", "0", otherwise="failed")
    # Looked at below, when the number is given back.
    found = c.host(
        "PyObject_CallFunctionObjArgs",
        *(c.data("ask_random"), what, c.data("None"), "null"),
        otherwise=CANNOT,
    )
    c.host("Py_DecRef", what)
    c.unless(c.let(f"icmp ne ptr {found}, null"), "failed")
    c.host("Py_DecRef", found)
    c.line(f"ret i64 {c.load('i64', c.data('state'), abi.STATE_RANDOM)}")
    c.block("failed")
    c.line("ret i64 0")


def _finder(w: Writer) -> str:
    """The function that asks for the words, apart: it is inlined nowhere."""
    symbol = "@host_find_random"
    if symbol not in w.named:
        w.named[symbol] = symbol
        c = Code(w)
        _find_random(c)
        w.define(c.function(f"define internal i64 {symbol}() cold noinline optnone nounwind"))
    return symbol


def _random_state(c: Code) -> None:
    state = c.data("state")
    c.unless(c.let(f"icmp ne ptr {state}, null"), "none")
    known = c.load("i64", state, abi.STATE_RANDOM)
    c.unless(c.let(f"icmp ne i64 {known}, 0"), "ask")
    c.line(f"ret i64 {known}")
    c.block("ask")
    found = c.let(f"call i64 {_finder(c.w)}()")
    c.line(f"ret i64 {found}")
    c.block("none")
    c.line("ret i64 0")


def _word_at(c: Code) -> str:
    return c.let(f"getelementptr i32, ptr {c.let('inttoptr i64 %address to ptr')}, i64 %k")


def _word(c: Code) -> None:
    c.line(f"ret i32 {c.load('i32', _word_at(c))}")


def _set_word(c: Code) -> None:
    c.store("i32", "%word", _word_at(c))
    c.line("ret void")


def _ask_random(c: Code) -> None:
    c.unless(c.let(f"icmp ne ptr {c.data('state')}, null"), "none")
    # Looked at by whoever asked.
    found = c.host(
        "PyObject_CallFunctionObjArgs",
        *(c.data("ask_random"), "%what", "%argument", "null"),
        otherwise=CANNOT,
    )
    c.line(f"ret ptr {found}")
    c.block("none")
    c.line("ret ptr null")


HELPERS: dict[str, tuple[str, Callable[[Code], None]]] = {
    "host_random_state": ("", _random_state),
    "host_word": ("i64 %address, i64 %k", _word),
    "host_set_word": ("i64 %address, i64 %k, i32 %word", _set_word),
    "host_ask_random": ("ptr %what, ptr %argument", _ask_random),
}
