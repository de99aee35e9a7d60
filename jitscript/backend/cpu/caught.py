"""Errors that are caught: the record of the context, taken out of it and put back.

A caught error is a copy of the context's record (site, frames, arguments) in the frame of the
function that catches it. Before the text of a site stand the number of the error's class and a bit
for each argument that is a counted reference (`writer.site`). Where a Python exception is set
instead, the copy takes it over: its class, value and traceback stand in place of the arguments.

An error that leaves a handler takes along what was handled there: `chain` moves it to memory of its
own, which is counted, at the end of the chain that begins in the context.
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..exceptions import BUILTIN, PENDING
from ..target import CAUGHT_SIZE
from ..writer import Writer, symbol
from .code import CANNOT, KEEPS_GIL, Code

SIZE = CAUGHT_SIZE
ARGS, _CHAIN = abi.CTX_ARGS - abi.CTX_SITE, abi.CTX_HANDLED - abi.CTX_SITE
MADE, NUMBER, _COUNTED = -24, -16, -8  # before the text of a site
_PARTS = 3  # of a Python exception


def once(w: Writer, name: str, head: str, make: Callable[[Code], None]) -> str:
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
        c.store("ptr", "null", "%ctx", abi.CTX_HANDLED)
        _if_pending(c)
        parts = [c.offset("%caught", ARGS + 8 * i) for i in range(_PARTS)]
        with_gil(c, lambda: c.host("PyErr_Fetch", *parts))
        _done(c)

    return once(w, "js.catch", f"void {symbol('js.catch')}(ptr %ctx, ptr %caught)", make)


def rethrow(w: Writer) -> str:
    """`void(ctx, caught)`: the context has the error again."""

    def make(c: Code) -> None:
        _copy(c, "%caught", c.offset("%ctx", abi.CTX_SITE))
        _if_pending(c)
        parts = [c.load("ptr", "%caught", ARGS + 8 * i) for i in range(_PARTS)]
        with_gil(c, lambda: c.host("PyErr_Restore", *parts))
        _done(c)

    return once(w, "js.rethrow", f"void {symbol('js.rethrow')}(ptr %ctx, ptr %caught)", make)


def is_of(w: Writer) -> str:
    """`i1(ctx, caught, first, last, name)`: whether it is of a class, by its numbers or by name."""

    def make(c: Code) -> None:
        number = c.load("i64", c.load("ptr", "%caught"), NUMBER)
        c.branch(c.let(f"icmp ne i64 {number}, {PENDING}"), "native", "pending")
        c.block("native")
        c.branch(c.let(f"icmp ult i64 {number}, {BUILTIN}"), "builtin", "own")
        c.block("own")
        derived = c.load("i64", c.let(f"inttoptr i64 {number} to ptr"))
        c.line("br label %builtin")
        c.block("builtin")
        number = c.let(f"phi i64 [{number}, %native], [{derived}, %own]")
        above = c.let(f"icmp sge i64 {number}, %first")
        below = c.let(f"icmp sle i64 {number}, %last")
        c.line(f"ret i1 {c.let(f'and i1 {above}, {below}')}")
        c.block("pending")
        kind = c.load("ptr", "%caught", ARGS)
        found: list[str] = []

        def match() -> None:
            known = c.host("PyEval_GetBuiltins")
            asked = c.host("PyDict_GetItemString", known, "%name")
            found.append(c.host("PyErr_GivenExceptionMatches", kind, asked))

        with_gil(c, match)
        c.line(f"ret i1 {c.let(f'icmp ne i32 {found[0]}, 0')}")

    head = f"i1 {symbol('js.caught')}(ptr %ctx, ptr %caught, i64 %first, i64 %last, ptr %name)"
    return once(w, "js.caught", head, make)


def is_own(w: Writer) -> str:
    """`i1(ctx, caught, hash, name, size)`: whether it is of a user's class."""

    def make(c: Code) -> None:
        number = c.load("i64", c.load("ptr", "%caught"), NUMBER)
        c.branch(c.let(f"icmp ne i64 {number}, {PENDING}"), "native", "pending")
        c.block("native")
        c.branch(c.let(f"icmp ult i64 {number}, {BUILTIN}"), "no", "own")
        c.block("own")
        known = c.let(f"inttoptr i64 {number} to ptr")
        count = c.load("i64", known, 8)
        c.line("br label %look")
        c.block("look")
        i = c.let("phi i64 [0, %own], [%next, %more]")
        c.branch(c.let(f"icmp slt i64 {i}, {count}"), "one", "no")
        c.block("one")
        at = c.let(f"getelementptr inbounds [0 x i64], ptr {c.offset(known, 16)}, i64 0, i64 {i}")
        found = c.load("i64", at)
        c.branch(c.let(f"icmp eq i64 {found}, %hash"), "yes", "more")
        c.block("more")
        c.line(f"%next = add i64 {i}, 1")
        c.line("br label %look")
        c.block("yes")
        c.line("ret i1 true")
        c.block("no")
        c.line("ret i1 false")
        c.block("pending")
        kind = c.load("ptr", "%caught", ARGS)
        slot = c.alloca("i32")
        c.line(f"store i32 0, ptr {slot}, align 4")

        def match() -> None:
            text = c.host("PyUnicode_DecodeUTF8", "%name", "%size", "0", otherwise=CANNOT)
            find = c.data("own_exception")
            # Looked at when the text is given back; without a class there is none that matches.
            cls = c.host("PyObject_CallFunctionObjArgs", find, text, "null", otherwise=CANNOT)
            c.host("Py_DecRef", text)
            ask, lost, after = c.label(), c.label(), c.label()
            c.branch(c.let(f"icmp ne ptr {cls}, null"), ask, lost)
            c.block(ask)
            same = c.host("PyErr_GivenExceptionMatches", kind, cls)
            c.line(f"store i32 {same}, ptr {slot}, align 4")
            c.host("Py_DecRef", cls)
            c.line(f"br label %{after}")
            c.block(lost)
            c.host("PyErr_Clear")
            c.line(f"br label %{after}")
            c.block(after)

        with_gil(c, match)
        answer = c.load("i32", slot)
        c.line(f"ret i1 {c.let(f'icmp ne i32 {answer}, 0')}")

    name = "js.caught own"
    params = "ptr %ctx, ptr %caught, i64 %hash, ptr %name, i64 %size"
    return once(w, name, f"i1 {symbol(name)}({params})", make)


def count(w: Writer, what: str) -> str:
    """`void(ctx, caught)`: "retain" or "release" all that the error refers to."""

    def make(c: Code) -> None:
        mask = c.load("i64", c.load("ptr", "%caught"), _COUNTED)
        function = w.retain() if what == "retain" else w.release()
        bits = c.let(f"and i64 {mask}, {(1 << abi.MAX_ARGS) - 1}")
        args = c.offset("%caught", ARGS)
        c.line("br label %each")
        c.block("each")
        at = c.let(f"phi ptr [{args}, %start], [%next, %after]")
        rest = c.let(f"phi i64 [{bits}, %start], [%others, %after]")
        counted = c.let(f"trunc i64 {rest} to i1")
        c.branch(counted, "counted", "after")
        c.block("counted")
        c.line(f"call void {function}(ptr {c.load('ptr', at)})")
        c.line("br label %after")
        c.block("after")
        c.line(f"%next = getelementptr inbounds i8, ptr {at}, i64 8")
        c.line(f"%others = lshr i64 {rest}, 1")
        c.branch(c.let("icmp ne i64 %others, 0"), "each", "last")
        c.block("last")
        chained = c.load("ptr", "%caught", _CHAIN)
        c.line(f"call void {_count_chain(w, what)}(ptr %ctx, ptr {chained})")
        _if_pending(c)
        parts = [c.load("ptr", "%caught", ARGS + 8 * i) for i in range(_PARTS)]
        name = "Py_IncRef" if what == "retain" else "Py_DecRef"  # which let null be

        def each() -> None:
            for part in parts:
                c.host(name, part)

        with_gil(c, each)
        _done(c)

    name = f"js.{what} caught"
    return once(w, name, f"void {symbol(name)}(ptr %ctx, ptr %caught)", make)


def _count_chain(w: Writer, what: str) -> str:
    return retain_chain(w) if what == "retain" else release_chain(w)


def retain_chain(w: Writer) -> str:
    """`void(ctx, chain)`: one more reference to the chain, which may be null."""

    def make(c: Code) -> None:
        c.branch(c.let("icmp eq ptr %chain, null"), "done", "some")
        c.block("some")
        count = c.let(f"add i64 {c.load('i64', '%chain', abi.HANDLED_COUNT)}, 1")
        c.store("i64", count, "%chain", abi.HANDLED_COUNT)
        _done(c)

    name = "js.retain chain"
    return once(w, name, f"void {symbol(name)}(ptr %ctx, ptr %chain)", make)


def release_chain(w: Writer) -> str:
    """`void(ctx, chain)`: one reference less; what nobody holds any more is freed."""
    name = "js.release chain"
    if name in w.named:  # it frees what holds the rest of the chain
        return w.named[name]

    def make(c: Code) -> None:
        c.branch(c.let("icmp eq ptr %chain, null"), "done", "some")
        c.block("some")
        count = c.let(f"sub i64 {c.load('i64', '%chain', abi.HANDLED_COUNT)}, 1")
        c.store("i64", count, "%chain", abi.HANDLED_COUNT)
        c.branch(c.let(f"icmp eq i64 {count}, 0"), "last", "done")
        c.block("last")
        record = c.offset("%chain", abi.HANDLED_RECORD)
        c.line(f"call void {count_caught(w)}(ptr %ctx, ptr {record})")
        w.declare("free", "declare void @free(ptr captures(none)) nounwind willreturn")
        c.line("call void @free(ptr %chain)")
        _done(c)

    def count_caught(w: Writer) -> str:
        return count(w, "release")

    return once(w, name, f"void {symbol(name)}(ptr %ctx, ptr %chain)", make)


def chain(w: Writer) -> str:
    """`void(ctx, caught)`: the error on its way has the caught one at the end of its chain."""

    def make(c: Code) -> None:
        w.declare("malloc", "declare noalias ptr @malloc(i64) nounwind")
        made = c.let(f"call ptr @malloc(i64 {SIZE + abi.HANDLED_RECORD})")
        c.branch(c.let(f"icmp ne ptr {made}, null"), "made", "lost")
        c.block("lost")  # without memory for it the error goes on alone
        c.line(f"call void {count(w, 'release')}(ptr %ctx, ptr %caught)")
        c.line("ret void")
        c.block("made")
        c.store("i64", "1", made, abi.HANDLED_COUNT)
        _copy(c, "%caught", c.offset(made, abi.HANDLED_RECORD))
        first = c.offset("%ctx", abi.CTX_HANDLED)
        c.line("br label %look")
        c.block("look")
        at = c.let(f"phi ptr [{first}, %made], [%next, %more]")
        there = c.load("ptr", at)
        c.branch(c.let(f"icmp eq ptr {there}, null"), "end", "more")
        c.block("more")
        ahead = abi.HANDLED_RECORD + _CHAIN
        c.line(f"%next = getelementptr inbounds i8, ptr {there}, i64 {ahead}")
        c.line("br label %look")
        c.block("end")
        c.store("ptr", made, at)
        c.line("ret void")

    return once(w, "js.chain", f"void {symbol('js.chain')}(ptr %ctx, ptr %caught)", make)


def text(w: Writer) -> str:
    """`ptr(ctx, caught, what, size)`: bytes of Python's with a text of the error, and how many."""

    def make(c: Code) -> None:
        found: list[str] = []

        def ask() -> None:
            address = c.let("ptrtoint ptr %caught to i64")
            record = c.host("PyLong_FromLongLong", address, otherwise=CANNOT)
            what = c.host("PyLong_FromLongLong", "%what", otherwise=CANNOT)
            function = c.data("text_of_caught")
            both = [c.let(f"icmp ne ptr {x}, null") for x in (record, what)]
            ready, asked, none = c.label(), c.label(), c.label()
            c.branch(c.let(f"and i1 {both[0]}, {both[1]}"), ready, none)
            c.block(none)
            c.line(f"br label %{asked}")
            c.block(ready)
            # Looked at when its operands are given back.
            made = c.host(
                "PyObject_CallFunctionObjArgs", function, record, what, "null", otherwise=CANNOT
            )
            called = c.label()
            c.line(f"br label %{called}")
            c.block(called)
            c.line(f"br label %{asked}")
            c.block(asked)
            object = c.let(f"phi ptr [null, %{none}], [{made}, %{called}]")
            c.host("Py_DecRef", record)
            c.host("Py_DecRef", what)
            measure, after = c.label(), c.label()
            c.branch(c.let(f"icmp ne ptr {object}, null"), measure, after)
            c.block(measure)
            c.store("i64", c.host("PyBytes_Size", object), "%size")
            c.line(f"br label %{after}")
            c.block(after)
            found.append(object)

        with_gil(c, ask)
        c.line(f"ret ptr {found[0]}")

    head = f"ptr {symbol('js.caught text')}(ptr %ctx, ptr %caught, i64 %what, ptr %size)"
    return once(w, "js.caught text", head, make)


def take_text(w: Writer) -> str:
    """`void(ctx, object, data)`: copy the bytes of Python's to `data`, if there is such, and give
    the object back."""

    def make(c: Code) -> None:
        def take() -> None:
            copy, after = c.label(), c.label()
            c.branch(c.let("icmp ne ptr %data, null"), copy, after)
            c.block(copy)
            size = c.host("PyBytes_Size", "%object")
            address = c.host("PyBytes_AsString", "%object")
            c.host("memcpy", "%data", c.let(f"inttoptr i64 {address} to ptr"), size)
            c.line(f"br label %{after}")
            c.block(after)
            c.host("Py_DecRef", "%object")

        with_gil(c, take)
        c.line("ret void")

    head = f"void {symbol('js.take text')}(ptr %ctx, ptr %object, ptr %data)"
    return once(w, "js.take text", head, make)


def _copy(c: Code, source: str, target: str) -> None:
    c.w.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    c.line(f"call void @llvm.memcpy.p0.p0.i64(ptr {target}, ptr {source}, i64 {SIZE}, i1 false)")


def _if_pending(c: Code) -> None:
    """Go on where a Python exception stands for the error; return where not."""
    number = c.load("i64", c.load("ptr", "%caught"), NUMBER)
    c.branch(c.let(f"icmp eq i64 {number}, {PENDING}"), "pending", "done")
    c.block("pending")


def _done(c: Code) -> None:
    c.line("br label %done")
    c.block("done")
    c.line("ret void")


def with_gil(c: Code, do: Callable[[], object]) -> None:
    """Do something that needs the GIL, which the call may have released, or who called from C."""
    thread = c.load("ptr", "%ctx", abi.CTX_THREAD)
    number = c.let(f"ptrtoint ptr {thread} to i64")
    held = c.let(f"icmp ult i64 {c.let(f'sub i64 {number}, 1')}, {KEEPS_GIL}")
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
