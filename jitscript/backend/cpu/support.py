"""Functions that every module with entries has: slow calls, errors, polling, the stack's limit."""

from __future__ import annotations

from ...runtime import abi
from ..writer import Writer
from .code import Code

PY_PARAMS = "ptr %self, ptr %args, i64 %nargsf, ptr %kwnames"


def support(w: Writer) -> None:
    """Define `host_poll`, `js.slow`, `js.fail` and their like, once in a module."""
    if "border" in w.named:
        return
    w.named["border"] = "border"
    w.named.setdefault("host_poll", "@host_poll")
    for make in (_poll, _slow, _fail, _wake, _stack_limit):
        make(w)


def _poll(w: Writer) -> None:
    """Run signal handlers. The first call in a context is also where the GIL is released."""
    pending = w.text(abi.PENDING.encode())
    c = Code(w)
    c.line(f"store i8 0, ptr {c.data('state')}, align 1")
    held = c.let(f"icmp eq ptr {c.load('ptr', '%ctx', abi.CTX_THREAD)}, null")
    c.branch(held, "held", "released")
    c.block("held")
    failed = c.host("PyErr_CheckSignals")
    c.unless(c.let(f"icmp eq i32 {failed}, 0"), "raised")
    c.store("ptr", c.host("PyEval_SaveThread"), "%ctx", abi.CTX_THREAD)
    c.line("ret i32 0")
    c.block("released")
    state = c.host("PyGILState_Ensure")
    failed = c.host("PyErr_CheckSignals")
    c.host("PyGILState_Release", state)
    c.unless(c.let(f"icmp eq i32 {failed}, 0"), "raised")
    c.line("ret i32 0")
    c.block("raised")
    c.store("ptr", pending, "%ctx", abi.CTX_SITE)
    c.line("ret i32 1")
    w.define(c.function("define internal i32 @host_poll(ptr %ctx) cold noinline optnone nounwind"))


def _slow(w: Writer) -> None:
    c = Code(w)
    positional = c.let(f"and i64 %nargsf, {(1 << 63) - 1}")
    has_names = c.let("icmp ne ptr %kwnames, null")
    names = c.let(f"select i1 {has_names}, ptr %kwnames, ptr {c.data('None')}")
    c.line(f"br i1 {has_names}, label %named, label %counted")
    c.block("named")
    keywords = c.host("PyTuple_Size", "%kwnames")
    c.line("br label %counted")
    c.block("counted")
    extra = c.let(f"phi i64 [0, %start], [{keywords}, %named]")
    total = c.let(f"add i64 {positional}, {extra}")
    packed = c.host("PyTuple_New", total)
    c.unless(c.let(f"icmp ne ptr {packed}, null"), "fail")
    before = c.label()
    c.line(f"br label %{before}")
    c.block(before)
    c.line("br label %more")
    c.block("more")
    c.line(f"%i = phi i64 [0, %{before}], [%next, %pack]")
    c.branch(c.let(f"icmp slt i64 %i, {total}"), "pack", "call")
    c.block("pack")
    place = c.let("getelementptr ptr, ptr %args, i64 %i")
    object = c.load("ptr", place)
    c.host("Py_IncRef", object)
    c.host("PyTuple_SetItem", packed, "%i", object)
    c.line("%next = add i64 %i, 1")
    c.line("br label %more")
    c.block("call")
    result = c.host(
        "PyObject_CallFunctionObjArgs", c.data("slow_call"), "%self", packed, names, "null"
    )
    c.host("Py_DecRef", packed)
    c.unless(c.let(f"icmp ne ptr {result}, null"), "fail")
    c.line(f"ret ptr {result}")
    c.block("fail")
    c.line(f"ret ptr {c.let('call ptr @js.fail(ptr null)')}")
    w.define(
        c.function(f"define internal ptr @js.slow({PY_PARAMS}) cold noinline optnone nounwind")
    )


def _fail(w: Writer) -> None:
    """Raise what the runtime makes of the context (may be null) and the exception already set."""
    c = Code(w)
    kind, value, traceback = (c.alloca("ptr") for _ in range(3))
    for slot in (kind, value, traceback):
        c.store("ptr", "null", slot)
    c.host("PyErr_Fetch", kind, value, traceback)
    was_set = c.let(f"icmp ne ptr {c.load('ptr', kind)}, null")
    c.line(f"br i1 {was_set}, label %normalize, label %ask")
    c.block("normalize")
    c.host("PyErr_NormalizeException", kind, value, traceback)
    c.line("br label %ask")
    c.block("ask")
    none = c.data("None")
    operands = []
    for slot in (value, traceback):
        object = c.load("ptr", slot)
        there = c.let(f"icmp ne ptr {object}, null")
        operands.append(c.let(f"select i1 {there}, ptr {object}, ptr {none}"))
    context = c.host("PyLong_FromLongLong", c.let("ptrtoint ptr %ctx to i64"))
    error = c.host(
        "PyObject_CallFunctionObjArgs", c.data("error_to_raise"), context, *operands, "null"
    )
    for object in (context, *(c.load("ptr", slot) for slot in (kind, value, traceback))):
        c.host("Py_DecRef", object)  # which lets null be
    c.unless(c.let(f"icmp ne ptr {error}, null"), "done")
    c.host("PyErr_SetObject", c.type_of(error), error)
    c.host("Py_DecRef", error)
    c.line("br label %done")
    c.block("done")
    c.line("ret ptr null")
    w.define(c.function("define internal ptr @js.fail(ptr %ctx) cold noinline optnone nounwind"))


def _wake(w: Writer) -> None:
    c = Code(w)
    result = c.host("PyObject_CallFunctionObjArgs", c.data("wake_watchdog"), "null")
    c.unless(c.let(f"icmp ne ptr {result}, null"), "failed")
    c.host("Py_DecRef", result)
    c.line("ret void")
    c.block("failed")
    c.host("PyErr_Clear")
    c.line("ret void")
    w.define(c.function("define internal void @js.wake() cold noinline optnone nounwind"))


def _stack_limit(w: Writer) -> None:
    """The stack limit of this thread; the state remembers that of one thread."""
    c = Code(w)
    state = c.data("state")
    thread = c.host("PyThread_get_thread_ident")
    known = c.let(f"icmp eq i64 {thread}, {c.load('i64', state, abi.STATE_STACK_THREAD)}")
    c.branch(known, "known", "ask")
    c.block("known")
    c.line(f"ret i64 {c.load('i64', state, abi.STATE_STACK_LIMIT)}")
    c.block("ask")
    frame = c.let(f"ptrtoint ptr {c.alloca('i64')} to i64")
    c.line(f"ret i64 {c.host('host_stack_limit', frame)}")
    w.define(c.function("define internal i64 @js.stack_limit() noinline optnone nounwind"))
