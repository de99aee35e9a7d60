"""Errors that are caught: the record of the context, taken out of it and put back.

A caught error is a copy of the context's record (site, frames, arguments) in the frame of the
function that catches it. Before the text of a site stand the number of the error's class and a bit
for each argument that is a counted reference (`writer.site`). Where a Python exception is set
instead, the copy takes it over: its class, value and traceback stand in place of the arguments.
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..exceptions import PENDING
from ..target import CAUGHT_SIZE
from ..writer import Writer, symbol
from .code import Code
from .support import KEEPS_GIL

SIZE = CAUGHT_SIZE
_ARGS = abi.CTX_ARGS - abi.CTX_SITE
_NUMBER, _COUNTED = -16, -8  # before the text of a site
_PARTS = 3  # of a Python exception


def _once(w: Writer, name: str, head: str, make: Callable[[Code], None]) -> str:
    if name not in w.named:
        w.named[name] = symbol(name)
        c = Code(w)
        make(c)
        w.define(c.function(f"define internal {head} cold noinline optnone nounwind"))
    return w.named[name]


def catch(w: Writer) -> str:
    """`void(ctx, caught)`: take the error of the context over."""

    def make(c: Code) -> None:
        _copy(c, c.offset("%ctx", abi.CTX_SITE), "%caught")
        _if_pending(c)
        parts = [c.offset("%caught", _ARGS + 8 * i) for i in range(_PARTS)]
        _with_gil(c, lambda: c.host("PyErr_Fetch", *parts))
        _done(c)

    return _once(w, "js.catch", f"void {symbol('js.catch')}(ptr %ctx, ptr %caught)", make)


def rethrow(w: Writer) -> str:
    """`void(ctx, caught)`: the context has the error again."""

    def make(c: Code) -> None:
        _copy(c, "%caught", c.offset("%ctx", abi.CTX_SITE))
        _if_pending(c)
        parts = [c.load("ptr", "%caught", _ARGS + 8 * i) for i in range(_PARTS)]
        _with_gil(c, lambda: c.host("PyErr_Restore", *parts))
        _done(c)

    return _once(w, "js.rethrow", f"void {symbol('js.rethrow')}(ptr %ctx, ptr %caught)", make)


def is_of(w: Writer) -> str:
    """`i1(ctx, caught, first, last, name)`: whether it is of a class, by its numbers or by name."""

    def make(c: Code) -> None:
        number = c.load("i64", c.load("ptr", "%caught"), _NUMBER)
        c.branch(c.let(f"icmp ne i64 {number}, {PENDING}"), "native", "pending")
        c.block("native")
        above = c.let(f"icmp sge i64 {number}, %first")
        below = c.let(f"icmp sle i64 {number}, %last")
        c.line(f"ret i1 {c.let(f'and i1 {above}, {below}')}")
        c.block("pending")
        kind = c.load("ptr", "%caught", _ARGS)
        found: list[str] = []

        def match() -> None:
            known = c.host("PyEval_GetBuiltins")
            asked = c.host("PyDict_GetItemString", known, "%name")
            found.append(c.host("PyErr_GivenExceptionMatches", kind, asked))

        _with_gil(c, match)
        c.line(f"ret i1 {c.let(f'icmp ne i32 {found[0]}, 0')}")

    head = f"i1 {symbol('js.caught')}(ptr %ctx, ptr %caught, i64 %first, i64 %last, ptr %name)"
    return _once(w, "js.caught", head, make)


def count(w: Writer, what: str) -> str:
    """`void(ctx, caught)`: "retain" or "release" all that the error refers to."""

    def make(c: Code) -> None:
        mask = c.load("i64", c.load("ptr", "%caught"), _COUNTED)
        function = w.retain() if what == "retain" else w.release()
        for i in range(abi.MAX_ARGS):
            counted, after = c.label(), c.label()
            bit = c.let(f"and i64 {mask}, {1 << i}")
            c.branch(c.let(f"icmp eq i64 {bit}, 0"), after, counted)
            c.block(counted)
            c.line(f"call void {function}(ptr {c.load('ptr', '%caught', _ARGS + 8 * i)})")
            c.line(f"br label %{after}")
            c.block(after)
        _if_pending(c)
        parts = [c.load("ptr", "%caught", _ARGS + 8 * i) for i in range(_PARTS)]
        name = "Py_IncRef" if what == "retain" else "Py_DecRef"  # which let null be

        def each() -> None:
            for part in parts:
                c.host(name, part)

        _with_gil(c, each)
        _done(c)

    name = f"js.{what} caught"
    return _once(w, name, f"void {symbol(name)}(ptr %ctx, ptr %caught)", make)


def _copy(c: Code, source: str, target: str) -> None:
    c.w.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    c.line(f"call void @llvm.memcpy.p0.p0.i64(ptr {target}, ptr {source}, i64 {SIZE}, i1 false)")


def _if_pending(c: Code) -> None:
    """Go on where a Python exception stands for the error; return where not."""
    number = c.load("i64", c.load("ptr", "%caught"), _NUMBER)
    c.branch(c.let(f"icmp eq i64 {number}, {PENDING}"), "pending", "done")
    c.block("pending")


def _done(c: Code) -> None:
    c.line("br label %done")
    c.block("done")
    c.line("ret void")


def _with_gil(c: Code, do: Callable[[], object]) -> None:
    """Do something that needs the GIL, which the call may have released."""
    thread = c.load("ptr", "%ctx", abi.CTX_THREAD)
    number = c.let(f"ptrtoint ptr {thread} to i64")
    held = c.let(f"icmp ule i64 {number}, {KEEPS_GIL}")
    slot = c.alloca("i32")
    take, doing, give, after = (c.label() for _ in range(4))
    c.branch(held, doing, take)
    c.block(take)
    c.line(f"store i32 {c.host('PyGILState_Ensure')}, ptr {slot}, align 4")
    c.line(f"br label %{doing}")
    c.block(doing)
    do()
    c.branch(held, after, give)
    c.block(give)
    c.host("PyGILState_Release", c.let(f"load i32, ptr {slot}, align 4"))
    c.line(f"br label %{after}")
    c.block(after)
