"""Functions that every module with entries has: slow calls, errors, polling, the stack's limit.

Signals are looked for in two ways. Compiled functions poll; the first time is also where they
release the GIL. Conversions keep the GIL: the pointer to the thread's state in their context says
so, and later whether a signal's handler has raised. Their loops poll as others do; as many short
loops take long, each instance of a class counts too. Functions during which the GIL is held (those
that draw from Python's generator of random numbers) let others have it now and then, at a poll.
"""

from __future__ import annotations

from ...runtime import abi
from ..writer import Writer
from .caught import release_chain
from .code import CANNOT, Code, define

PY_PARAMS = "ptr %self, ptr %args, i64 %nargsf, ptr %kwnames"

# What CTX_THREAD is in the context of a conversion: going on, or ended by an exception
# that is set (of the handler of a signal, or of what Python code was asked to convert), or for
# another variant.
_KEEPS_GIL, _INTERRUPTED = "inttoptr (i64 1 to ptr)", "inttoptr (i64 2 to ptr)"
# In the context of a compiled function that does not release the GIL any more.
KEPT = "inttoptr (i64 3 to ptr)"
# What CTX_POLL points to there: the byte that is polled, whether elements of containers are to have
# exact types (of a function that holds the GIL: how), and how many instances were converted.
_POLLED = "{i8, i8, i64}"
_EXACT, _COUNT = 1, 8
# Polls of a function that holds the GIL: from one look for signals to the next, and from one turn
# of other threads to the next. Powers of two.
_POLLS, _TURNS = 32, 256
_INSTANCES = 32  # converted from one look for signals to the next; a power of two


TURNS, STAYS, RELEASES = range(3)


def holding(c: Code, context: str, how: int) -> None:
    """Make a context that is set one of a function during which the GIL is held: other threads have
    their turn now and then, or none, or the GIL is released at the first look for signals."""
    # so many polls of an own byte, then signals are looked for
    polled = c.alloca(_POLLED)
    c.line(f"store {_POLLED} {{i8 1, i8 {how}, i64 0}}, ptr {polled}, align 8")
    c.store("ptr", polled, context, abi.CTX_POLL)
    c.store("ptr", KEPT, context, abi.CTX_THREAD)


def keep_gil(c: Code, context: str) -> None:
    """Make a context one of a function that holds the GIL from here on, as it does here. The
    watchdog could not run any more: its byte is left for one that is always set."""
    byte = c.offset(c.data("state"), abi.STATE_KEPT)
    c.line(f"store i8 1, ptr {byte}, align 1")
    c.store("ptr", byte, context, abi.CTX_POLL)
    c.store("ptr", KEPT, context, abi.CTX_THREAD)


def converting(c: Code, context: str) -> None:
    """Make a context that is set one of conversions."""
    polled = c.alloca(_POLLED)
    c.line(f"store {_POLLED} {{i8 1, i8 0, i64 0}}, ptr {polled}, align 8")
    c.store("ptr", polled, context, abi.CTX_POLL)
    c.store("ptr", _KEEPS_GIL, context, abi.CTX_THREAD)


def hear_signals(c: Code, context: str, hear: bool) -> None:
    """Have conversions of this context look for signals from here on, or not."""
    c.line(f"store i8 {hear:d}, ptr {c.load('ptr', context, abi.CTX_POLL)}, align 1")


def elements_exact(c: Code, exact: str, context: str = "%ctx") -> str:
    """Have conversions of this context take elements of exact types only (i8 1, or 3 where that
    goes for fields, see `field_misfits`), or not; where `exact` is empty, leave it as it is. What
    it was before."""
    polled = c.load("ptr", context, abi.CTX_POLL)
    before = c.load("i8", polled, _EXACT)
    if exact == "1":
        exact = c.let(f"or i8 {before}, 1")
    if exact:
        c.line(f"store i8 {exact}, ptr {c.offset(polled, _EXACT)}, align 1")
    return before


def fields_as_declared(c: Code) -> str:
    """Have what an instance's class says of its fields go for them, also where the instance is an
    element whose type is to be exact; not where that goes for fields. What it was before."""
    before = elements_exact(c, "")
    goes = c.let(f"icmp ult i8 {before}, 2")
    return elements_exact(c, c.let(f"select i1 {goes}, i8 0, i8 {before}"))


def field_misfits(c: Code, otherwise: str) -> None:
    """Go on where a field that does not fit is an error; to `otherwise`, with none set, where
    another variant may be for it."""
    flags = c.load("i8", c.load("ptr", "%ctx", abi.CTX_POLL), _EXACT)
    c.unless(c.let(f"icmp ult i8 {flags}, 2"), otherwise)


def look_for_signals(c: Code, interrupted: str) -> None:
    """Count one instance that is converted; to `interrupted` when a signal's handler raised."""
    status = c.let("call i32 @js.look(ptr %ctx)")
    c.unless(c.let(f"icmp eq i32 {status}, 0"), interrupted)


def interrupted(c: Code) -> None:
    """End a conversion of this context with the exception that is set."""
    c.store("ptr", _INTERRUPTED, "%ctx", abi.CTX_THREAD)


def unless_interrupted(c: Code, context: str, otherwise: str) -> None:
    """Go on unless a conversion of this context was ended by a signal: its exception is set."""
    thread = c.load("ptr", context, abi.CTX_THREAD)
    c.unless(c.let(f"icmp ne ptr {thread}, {_INTERRUPTED}"), otherwise)


def support(w: Writer) -> None:
    """Define `host_poll`, `js.slow`, `js.fail` and their like, once in a module."""
    if "border" in w.named:
        return
    w.named["border"] = "border"
    w.named.setdefault("host_poll", "@host_poll")
    for head, make in _FUNCTIONS.items():
        define(w, f"define internal {head} nounwind", make)


def _poll(c: Code) -> None:
    """Run signal handlers, with the GIL."""
    pending = c.w.pending()
    thread = c.load("ptr", "%ctx", abi.CTX_THREAD)
    keeps = c.let(f"icmp eq ptr {thread}, {_KEEPS_GIL}")
    c.line(f"br i1 {keeps}, label %keeps, label %other")
    c.block("other")
    polled = c.load("ptr", "%ctx", abi.CTX_POLL)
    c.line(f"br i1 {c.let(f'icmp eq ptr {thread}, {KEPT}')}, label %holds, label %compiled")
    c.block("holds")
    count = c.let(f"add i64 {c.load('i64', polled, _COUNT)}, 1")
    c.store("i64", count, polled, _COUNT)
    part = c.let(f"and i64 {count}, {_POLLS - 1}")
    c.line(f"br i1 {c.let(f'icmp eq i64 {part}, 0')}, label %look, label %go")
    c.block("go")
    c.line("ret i32 0")
    c.block("look")
    c.host("PyErr_CheckSignals", otherwise="raised")
    how = c.load("i8", polled, _EXACT)
    c.line(f"br i1 {c.let(f'icmp eq i8 {how}, {RELEASES}')}, label %release, label %share")
    c.block("release")  # what follows is as with other functions
    c.store("ptr", c.data("state"), "%ctx", abi.CTX_POLL)
    c.store("ptr", c.host("PyEval_SaveThread"), "%ctx", abi.CTX_THREAD)
    c.line("ret i32 0")
    c.block("share")
    part = c.let(f"and i64 {count}, {_TURNS - 1}")
    due = c.let(f"or i64 {part}, {c.let(f'zext i8 {how} to i64')}")
    c.line(f"br i1 {c.let(f'icmp eq i64 {due}, 0')}, label %turn, label %go")
    c.block("turn")
    c.host("PyEval_RestoreThread", c.host("PyEval_SaveThread"))
    c.line("ret i32 0")
    c.block("keeps")
    c.host("PyErr_CheckSignals", otherwise="interrupted")
    c.line("ret i32 0")
    c.block("interrupted")
    c.store("ptr", _INTERRUPTED, "%ctx", abi.CTX_THREAD)
    c.line("br label %raised")
    c.block("compiled")
    c.line(f"store i8 0, ptr {c.data('state')}, align 1")
    c.branch(c.let(f"icmp eq ptr {thread}, null"), "held", "released")
    c.block("held")
    c.host("PyErr_CheckSignals", otherwise="raised")
    c.store("ptr", c.host("PyEval_SaveThread"), "%ctx", abi.CTX_THREAD)
    c.line("ret i32 0")
    c.block("released")
    state = c.host("PyGILState_Ensure")
    # Looked at when the GIL is given back.
    failed = c.host("PyErr_CheckSignals", otherwise=CANNOT)
    c.host("PyGILState_Release", state)
    c.unless(c.let(f"icmp eq i32 {failed}, 0"), "raised")
    c.line("ret i32 0")
    c.block("raised")
    c.store("ptr", pending, "%ctx", abi.CTX_SITE)
    c.line("ret i32 1")


def _look(c: Code) -> None:
    """Poll once in `_INSTANCES` calls, for conversions."""
    polled = c.load("ptr", "%ctx", abi.CTX_POLL)
    count = c.let(f"add i64 {c.load('i64', polled, _COUNT)}, 1")
    c.store("i64", count, polled, _COUNT)
    part = c.let(f"and i64 {count}, {_INSTANCES - 1}")
    c.branch(c.let(f"icmp ne i64 {part}, 0"), "go", "due")
    c.block("due")
    c.unless(c.let(f"icmp ne i8 {c.load('i8', polled)}, 0"), "go")
    c.line(f"ret i32 {c.let('call i32 @host_poll(ptr %ctx)')}")
    c.block("go")
    c.line("ret i32 0")


def chained(c: Code, function: str) -> tuple[str, str]:
    """The callable that `function` hands calls on to (see `runtime/callable.py`), and whether it is
    in a chain at all."""
    place = c.let(f"ptrtoint ptr {c.data('callable_slot')} to i64")
    slot = c.let(f"getelementptr inbounds i8, ptr {function}, i64 {place}")
    following = c.load("ptr", slot, 8)
    return following, c.let(f"icmp ne ptr {following}, null")


def _slow(c: Code) -> None:
    """Hand the call on: to the next callable of the chain, else to the runtime."""
    following, _ = chained(c, "%self")
    last = c.let(f"icmp ule ptr {following}, inttoptr (i64 {abi.CHAIN_END} to ptr)")
    c.line(f"br i1 {last}, label %last, label %hand")
    c.block("hand")
    place = c.let(f"ptrtoint ptr {c.data('callable_slot')} to i64")
    code = c.load("ptr", c.let(f"getelementptr inbounds i8, ptr {following}, i64 {place}"))
    given = f"ptr {following}, ptr %args, i64 %nargsf, ptr %kwnames"
    c.line(f"ret ptr {c.let(f'musttail call ptr {code}({given})')}")
    c.block("last")
    positional = c.let(f"and i64 %nargsf, {(1 << 63) - 1}")
    has_names = c.let("icmp ne ptr %kwnames, null")
    names = c.let(f"select i1 {has_names}, ptr %kwnames, ptr {c.data('None')}")
    c.line(f"br i1 {has_names}, label %named, label %counted")
    c.block("named")
    keywords = c.host("PyTuple_Size", "%kwnames")
    c.line("br label %counted")
    c.block("counted")
    extra = c.let(f"phi i64 [0, %last], [{keywords}, %named]")
    total = c.let(f"add i64 {positional}, {extra}")
    packed = c.host("PyTuple_New", total, otherwise="fail")
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
    # It is new, and has this place.
    c.host("PyTuple_SetItem", packed, "%i", object, otherwise=CANNOT)
    c.line("%next = add i64 %i, 1")
    c.line("br label %more")
    c.block("call")
    operands = (c.data("slow_call"), "%self", packed, names, "null")
    # Looked at when the tuple is given back.
    result = c.host("PyObject_CallFunctionObjArgs", *operands, otherwise=CANNOT)
    c.host("Py_DecRef", packed)
    c.unless(c.let(f"icmp ne ptr {result}, null"), "fail")
    c.line(f"ret ptr {result}")
    c.block("fail")
    c.line(f"ret ptr {c.let('call ptr @js.fail(ptr null)')}")


def _fail(c: Code) -> None:
    """Raise what the runtime makes of the context (may be null) and the exception already set."""
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
    address = c.let("ptrtoint ptr %ctx to i64")
    context = c.host("PyLong_FromLongLong", address, otherwise="give")
    operands = [c.data("error_to_raise"), context, *operands, "null"]
    # Looked at when its operands are given back.
    found = c.host("PyObject_CallFunctionObjArgs", *operands, otherwise=CANNOT)
    c.host("Py_DecRef", context)
    called = c.label()
    c.line(f"br label %{called}")
    c.block(called)
    c.line("br label %give")
    c.block("give")
    error = c.let(f"phi ptr [null, %ask], [{found}, %{called}]")
    for slot in (kind, value, traceback):
        c.host("Py_DecRef", c.load("ptr", slot))  # which lets null be
    chained = c.label()
    c.branch(c.let("icmp eq ptr %ctx, null"), chained, "chain")
    c.block("chain")
    chain = c.load("ptr", "%ctx", abi.CTX_HANDLED)
    c.line(f"call void {release_chain(c.w)}(ptr %ctx, ptr {chain})")
    c.store("ptr", "null", "%ctx", abi.CTX_HANDLED)
    c.line(f"br label %{chained}")
    c.block(chained)
    c.unless(c.let(f"icmp ne ptr {error}, null"), "unmade")
    # What was being handled would be forgotten for what the caller handles.
    # The attribute of an exception is there.
    handled = c.host("PyObject_GetAttrString", error, c.w.text(b"__context__"), otherwise=CANNOT)
    c.host("PyErr_SetObject", c.type_of(error), error)
    keep, kept = c.label(), c.label()
    known = c.let(f"icmp ne ptr {handled}, null")
    some = c.let(f"icmp ne ptr {handled}, {none}")
    c.branch(c.let(f"and i1 {known}, {some}"), keep, "drop")
    c.block("drop")
    c.host("Py_DecRef", handled)  # which lets null be
    c.line(f"br label %{kept}")
    c.block(keep)
    c.host("PyException_SetContext", error, handled)  # takes the reference
    c.line(f"br label %{kept}")
    c.block(kept)
    c.host("Py_DecRef", error)
    c.line("br label %done")
    # Without memory an import may end in a RuntimeError ("can't allocate lock").
    c.block("unmade")
    c.unless(c.let("icmp ne ptr %ctx, null"), "done")
    odd = c.host("PyErr_ExceptionMatches", c.data("RuntimeError"))
    c.unless(c.let(f"icmp ne i32 {odd}, 0"), "done")
    c.w.declare("memcmp", "declare i32 @memcmp(ptr, ptr, i64) nounwind")
    text = b'{"e":"MemoryError"'
    site = c.load("ptr", "%ctx", abi.CTX_SITE)
    c.unless(c.let(f"icmp ne ptr {site}, null"), "done")
    differs = c.let(f"call i32 @memcmp(ptr {site}, ptr {c.w.text(text)}, i64 {len(text)})")
    c.unless(c.let(f"icmp eq i32 {differs}, 0"), "done")
    c.host("PyErr_NoMemory")
    c.line("br label %done")
    c.block("done")
    c.line("ret ptr null")


def _wake(c: Code) -> None:
    """`i32()`: wake the watchdog; not 0 when the handler of a signal raised in it."""
    wake = c.data("wake_watchdog")
    result = c.host("PyObject_CallFunctionObjArgs", wake, "null", otherwise="failed")
    c.host("Py_DecRef", result)
    c.line("ret i32 0")
    c.block("failed")
    c.line("ret i32 1")


def _stack_limit(c: Code) -> None:
    """`i64()`: the stack limit of this thread, 0 with an exception. The state remembers that of one
    thread; of another, the runtime asks the system."""
    state = c.data("state")
    thread = c.host("PyThread_get_thread_ident")
    known = c.let(f"icmp eq i64 {thread}, {c.load('i64', state, abi.STATE_STACK_THREAD)}")
    c.branch(known, "known", "ask")
    c.block("known")
    c.line(f"ret i64 {c.load('i64', state, abi.STATE_STACK_LIMIT)}")
    c.block("ask")
    frame = c.let(f"ptrtoint ptr {c.alloca('i64')} to i64")
    object = c.host("PyLong_FromLongLong", frame, otherwise="failed")
    operands = (c.data("stack_limit"), object, "null")
    # Looked at when its operand is given back.
    found = c.host("PyObject_CallFunctionObjArgs", *operands, otherwise=CANNOT)
    c.host("Py_DecRef", object)
    c.unless(c.let(f"icmp ne ptr {found}, null"), "failed")
    limit = c.host("PyLong_AsLongLongAndOverflow", found, c.alloca("i32"))
    c.host("Py_DecRef", found)
    c.line(f"ret i64 {limit}")
    c.block("failed")
    c.line("ret i64 0")


_RARE = "cold noinline optnone"
_FUNCTIONS = {
    f"i32 @host_poll(ptr %ctx) {_RARE}": _poll,
    "i32 @js.look(ptr %ctx)": _look,
    f"ptr @js.slow({PY_PARAMS}) {_RARE}": _slow,
    f"ptr @js.fail(ptr %ctx) {_RARE}": _fail,
    f"i32 @js.wake() {_RARE}": _wake,
    "i64 @js.stack_limit() noinline optnone": _stack_limit,
}
