"""The entries of an exported function: from Python by vectorcall, and from C.

    js_py_f(self, args, nargsf, kwnames):
        arguments bound (binding.py), each exactly of its type?          → else js.slow
        context on the stack
        {status, result} = f(context, values…)
        error? js.fail: the runtime makes the exception from the context
        box the result, give back what it owned

Everything that is not the straight way goes to the runtime's Python code: `js.slow` hands it the
arguments (conversions, explanations), `js.fail` an error.

Functions that loop release the GIL: at once on other threads; on the main thread when they first
look for signals, which the entry asks for and which a loop that is over soon never does.
Conversions of instances run with a context of their own: they keep the GIL (see `support.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...ir.core import Function
from ...ir.types import NONE, Array, Object, Scalar, Type
from ...runtime import abi
from ..layout import layout
from ..lower import cycles
from ..writer import Writer, symbol
from . import collector, held, held_parts, starred
from .binding import OBJECT, Arguments, Place, arguments
from .caught_objects import CARRIES, SHOWN, settled
from .code import Code
from .convert import OWNER_SIZE, arrays_in, box, owns, unbox
from .opened import asks_fields, is_told_inside, opened_parameters
from .readers import Reader
from .session import OWN, resumed
from .support import (
    KEPT,
    RELEASES,
    STAYS,
    TURNS,
    chained,
    converting,
    holding,
    support,
    unless_interrupted,
)
from .updates import TWO_TYPES, Session
from .watched import unless_changed

MANY = 16  # parameters; more are converted by calls: LLVM's time grew with the square of the lines


def emit(
    w: Writer,
    function: Function,
    signature: dict[str, Any] | None = None,
    c_entry: bool = True,
) -> None:
    """Write the entries of `function`. `signature` adds defaults and keyword-only parameters."""
    support(w)
    _emit_python(w, function, signature)
    if c_entry:
        _emit_c(w, function)


# --- the entry from Python -----------------------------------------------------------------------


def _emit_python(w: Writer, function: Function, signature: dict[str, Any] | None) -> None:
    types = [p.type for p in function.params]
    c = Code(w)
    params = (signature or {}).get("params", [{}] * len(types))
    stars = starred.stars(signature)
    if "resumes" not in function.attrs:
        unless_changed(c, "slow")
    bound = starred.arguments(len(types)) if stars else arguments(c, types, signature)
    context = c.alloca(abi.CTX_LLVM)
    conversions = context
    # What is only held is not converted.
    converted = [NONE if told.get("held") else t for t, told in zip(types, params)]
    carries = CARRIES in w.named  # errors may become objects, in the call's session
    if carries or any(map(owns, (*converted, function.result))):
        conversions = c.alloca(abi.CTX_LLVM)
        set_context(c, conversions)
        converting(c, conversions)
    writes = set(function.attrs.get("writes", ()))
    demands = function.attrs.get("demands", writes)
    seen = _is_seen(w, types, writes)
    session = Session(c, conversions, converted, writes, function.result, seen, carries)
    outlives = resumed(w, function.result) is not None  # a generator, with its arguments
    holders = held.arguments(c, conversions, function, params)
    stays = outlives or held.holds_arrays(w, (*types, function.result))
    kept = [_Kept(c, t) if owns(t) or (stays and arrays_in(t)) else None for t in types]
    misfit = "unfit" if session.active or any(kept) else "slow"
    owners = 0 if stays else sum(map(arrays_in, types))
    area = c.alloca(f"[{OWNER_SIZE} x i8]", owners) if owners else "null"
    opened = opened_parameters(signature, types)
    in_chain = chained(c, "%self")[1] if any(opened) else "false"
    fields = any(asks_fields(signature, i) for i in range(len(types)))
    held_ones = [h for h in holders if h is not None]
    within = (*converted, function.result)
    parts = session.active and not outlives and any(held_parts.holds_parts(w, t) for t in within)
    own = held.counted(c, held_ones, parts)
    if parts:
        c.store("ptr", own, session.place, OWN)
    values, owner = [], 0
    for i, t in enumerate(types):
        writeable = isinstance(t, Array) and i in demands
        reader = unbox(w, t, bool(function.attrs.get("contiguous")), writeable, opened[i])
        place = c.offset(area, OWNER_SIZE * owner) if arrays_in(t) and owners else "null"
        owner += arrays_in(t)
        read = Reader(conversions, reader, t, place, misfit)
        if opened[i] and is_told_inside(signature, i, t):
            read.chained, read.fields = in_chain, asks_fields(signature, i)
        read.held = holders[i]
        read.apart = " noinline" if len(types) > MANY else ""
        values.append(_unboxed(c, read, bound, bound.places[i]))
        keep = kept[i]
        if keep is not None:
            keep.store(c, values[-1])
            keep.held = holders[i]
    status, result = _call(c, function, context, values, own, session.place)
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "fail")
    session.update("lost")
    if carries:
        settled(c, context, "unsettled")
    given_held = bool((signature or {}).get("held"))
    if given_held:  # the collector may run now, and what it calls, and nothing is read any more
        for one in held_ones:
            one.let_go(c)
    boxed = (held.box if given_held else box)(w, function.result)
    made = c.let(f"call ptr {boxed}(ptr {conversions}, {_reg(function.result)} {result})")
    c.release(function.result, result)
    _finish(c, session, kept)
    c.line(f"ret ptr {made}")
    if misfit == "unfit":
        c.block("unfit")
        if conversions != context:
            unless_interrupted(c, conversions, "stopped" if fields else "interrupted")
        if any(opened):
            c.line(f"br i1 {in_chain}, label %other, label %alone")
            c.block("alone")
        session.unless_conflict("conflict")
        if any(opened):
            c.line("br label %other")
            c.block("other")
        _finish(c, session, kept)
        c.line("br label %slow")
        if session.active:
            c.block("conflict")
            c.host("PyErr_SetString", c.data("TypeError"), _conflict(w, function, signature))
            c.line("br label %interrupted")
        if held_ones:
            held.in_use(c, held_ones)
        if fields and conversions != context:  # by an exception, or for another variant
            c.block("stopped")
            c.unless(c.let(f"icmp ne ptr {c.host('PyErr_Occurred')}, null"), "other")
            c.line("br label %interrupted")
        c.block("interrupted")
        _fail_with(c, "null", session, kept)
    c.block("slow")
    starred.slow(c, stars)
    c.block("fail")
    c.let(f"call ptr @js.fail(ptr {context})")
    session.update_after_error()
    _finish(c, session, kept)
    c.line("ret ptr null")
    if function.attrs.get("loops") or function.attrs.get("recursive"):
        c.block("raised")  # before the function began
        _fail_with(c, "null", session, kept)
    if carries and SHOWN in w.named:
        c.block("unsettled")
        c.release(function.result, result)
        _fail_with(c, "null", session, kept)
    if session.writes:
        c.block("lost")
        c.release(function.result, result)
        _fail_with(c, conversions, session, kept)
    starred.entry(c, symbol(abi.py_symbol(function.name)), stars)


def _is_seen(w: Writer, types: Sequence[Type], writes: set[int]) -> bool:
    """Whether the function may do what everybody sees at once: write to arrays, print."""
    if any(_holds_array(types[i]) for i in writes):
        return True
    functions = w.module.functions.values()
    return any("output" in op.effects.writes for f in functions for op in f.walk())


def _holds_array(t: Type) -> bool:
    parts = (getattr(t, name, ()) for name in ("items", "members", "args"))
    return isinstance(t, Array) or any(_holds_array(p) for group in parts for p in group)


def _conflict(w: Writer, function: Function, signature: dict[str, Any] | None) -> str:
    name = (signature or {}).get("qualname") or (signature or {}).get("name") or function.name
    text = f"{name}(): the arguments do not fit together: {TWO_TYPES}"
    return w.text(text.encode())


class _Kept:
    """An argument whose references the entry owns: in memory, as it may not have been read yet
    when it is given back."""

    __slots__ = ("held", "place", "type")

    def __init__(self, c: Code, t: Type):
        self.type, self.held = t, None  # type: tuple[Type, held.Argument | None]
        self.place = c.alloca(layout(t).mem)
        c.line(f"store {layout(t).mem} zeroinitializer, ptr {self.place}, align 16")

    def store(self, c: Code, value: str) -> None:
        c.line(f"store {layout(self.type).mem} {value}, ptr {self.place}, align 16")


def _finish(c: Code, session: Session, kept: Sequence[_Kept | None]) -> None:
    """Give back what the arguments own."""
    for keep in kept:
        if keep is not None:
            mem = layout(keep.type).mem
            c.release(keep.type, c.let(f"load {mem}, ptr {keep.place}, align 16"))
            if keep.held is not None:
                keep.held.let_go(c)
    session.end()


def _fail_with(c: Code, context: str, session: Session, kept: Sequence[_Kept | None]) -> None:
    """Make the exception of the context, which may still look at the arguments; return null."""
    c.let(f"call ptr @js.fail(ptr {context})")
    _finish(c, session, kept)
    c.line("ret ptr null")


def _unboxed(c: Code, reader: Reader, bound: Arguments, place: Place) -> str:
    """The value of one argument, or its default where it was not given."""
    if place.default in (None, OBJECT):
        return reader.read(c, place.object(c, bound))
    there, join = c.label(), c.label()
    before = c.label()
    c.line(f"br label %{before}")
    c.block(before)
    has = c.let(f"icmp ugt i64 {bound.given}, {place.index}")
    c.line(f"br i1 {has}, label %{there}, label %{join}")
    c.block(there)
    value = reader.read(c, c.load("ptr", bound.array, 8 * place.index))
    last = c.label()
    c.line(f"br label %{last}")
    c.block(last)
    c.line(f"br label %{join}")
    c.block(join)
    return c.let(f"phi {_reg(reader.type)} [{place.default}, %{before}], [{value}, %{last}]")


def set_context(c: Code, context: str, limit: str = "null") -> None:
    """Set the head of a context, quiet; the rest comes later. Cyclic types need `%cycles`."""
    c.store("ptr", c.offset(c.data("state"), abi.STATE_QUIET), context, abi.CTX_POLL)
    c.store("ptr", limit, context, abi.CTX_STACK_LIMIT)
    c.store("ptr", "null", context, abi.CTX_SITE)
    c.store("i64", "0", context, abi.CTX_NFRAMES)
    c.store("ptr", "null", context, abi.CTX_HANDLED)
    c.store("ptr", "null", context, abi.CTX_THREAD)
    if cycles.of(c.w):
        c.store("ptr", "%cycles", context, abi.CTX_CYCLES)


def _call(
    c: Code,
    function: Function,
    context: str,
    values: Sequence[str],
    own: str,
    session: str,
) -> tuple[str, str]:
    """Call the native function: (status, result). `own`: where it stands how many held objects the
    call uses, if there may be any."""
    limit = "null"
    if function.attrs.get("recursive"):
        found = c.let("call i64 @js.stack_limit()")
        c.unless(c.let(f"icmp ne i64 {found}, 0"), "raised")
        limit = c.let(f"inttoptr i64 {found} to ptr")
    set_context(c, context, limit)
    if CARRIES in c.w.named:
        c.store("ptr", session, context, abi.CTX_SESSION)
    loops = function.attrs.get("loops")
    holds = function.attrs.get("gil")
    if holds:
        holding(c, context, TURNS)
    elif loops and own:
        _enter_holding(c, context, own)
    elif loops:
        _enter_loops(c, context, "resumes" not in function.attrs)
    shape = f"{{i32, {_reg(function.result)}}}"
    args = "".join(f", {_reg(p.type)} {v}" for p, v in zip(function.params, values))
    both = c.let(f"call {shape} {symbol(function.name)}(ptr {context}{args})")
    if loops and not holds:
        _leave_loops(c, context)
    status, result = (c.let(f"extractvalue {shape} {both}, {i}") for i in (0, 1))
    return status, result


def _enter_holding(c: Code, context: str, own: str) -> None:
    """With what Python holds, no other thread may come in between."""
    holds, free, on = c.label(), c.label(), c.label()
    any_held = c.let(f"icmp ne i64 {c.load('i64', own)}, 0")
    c.line(f"br i1 {any_held}, label %{holds}, label %{free}")
    c.block(holds)
    holding(c, context, STAYS)
    c.line(f"br label %{on}")
    c.block(free)
    _enter_loops(c, context)
    c.line(f"br label %{on}")
    c.block(on)


def _enter_loops(c: Code, context: str, soon: bool = True) -> None:
    """The main thread polls, and releases the GIL when it first does, or not so `soon` (a generator
    gives most of its values at once); others release it now."""
    state = c.data("state")
    thread = c.host("PyThread_get_thread_ident")
    is_main = c.let(f"icmp eq i64 {thread}, {c.load('i64', state, abi.STATE_MAIN_THREAD)}")
    main, other, wake, on = (c.label() for _ in range(4))
    c.branch(is_main, main, other)
    c.block(other)
    c.store("ptr", c.host("PyEval_SaveThread"), context, abi.CTX_THREAD)
    c.line(f"br label %{on}")
    c.block(main)
    if soon:
        c.store("ptr", state, context, abi.CTX_POLL)
        c.line(f"store i8 1, ptr {state}, align 1")
    else:
        holding(c, context, RELEASES)
    awake = c.let(f"icmp eq i8 {c.load('i8', state, abi.STATE_ASLEEP)}, 0")
    c.branch(awake, on, wake)
    c.block(wake)
    woken = c.let("call i32 @js.wake()")
    c.line(f"br i1 {c.let(f'icmp eq i32 {woken}, 0')}, label %{on}, label %raised")
    c.block(on)


def _leave_loops(c: Code, context: str) -> None:
    """Take the GIL again, if it was released."""
    released = c.load("ptr", context, abi.CTX_THREAD)
    back, on = c.label(), c.label()
    c.branch(c.let(f"icmp ule ptr {released}, {KEPT}"), on, back)
    c.block(back)
    c.host("PyEval_RestoreThread", released)
    c.line(f"br label %{on}")
    c.block(on)


# --- the entry from C ----------------------------------------------------------------------------


def _emit_c(w: Writer, function: Function) -> None:
    c = Code(w)
    params, values = ["ptr %ctx", "ptr %ret"], []
    for i, p in enumerate(function.params):
        t = p.type
        if isinstance(t, Scalar) and t.kind != "complex":
            extension = _extension(t)
            params.append(f"{_reg(t)} {extension}%a{i}")
            values.append(f"%a{i}")
        elif not layout(t).leaves:
            values.append("zeroinitializer")
        else:
            if isinstance(t, Object) or layout(t).mem == "ptr":
                params.append(f"ptr %a{i}")
                values.append(f"%a{i}")
                continue
            params.append(f"ptr %a{i}")
            values.append(c.let(f"load {layout(t).mem}, ptr %a{i}, align {layout(t).align}"))
    t = function.result
    shape = f"{{i32, {_reg(t)}}}"
    args = "".join(f", {_reg(p.type)} {v}" for p, v in zip(function.params, values))
    call = f"call {shape} {symbol(function.name)}(ptr %ctx{args})"
    both = collector.around(c, lambda: c.let(call))
    status = c.let(f"extractvalue {shape} {both}, 0")
    if layout(t).leaves:
        c.unless(c.let(f"icmp eq i32 {status}, 0"), "done")
        result = c.to_memory(t, c.let(f"extractvalue {shape} {both}, 1"))
        c.line(f"store {layout(t).mem} {result}, ptr %ret, align {layout(t).align}")
        c.line("br label %done")
        c.block("done")
    c.line(f"ret i32 {status}")
    name = symbol(abi.c_symbol(function.name))
    w.define(c.function(f"define i32 {name}({', '.join(params)}) nounwind"))


def _extension(t: Scalar) -> str:
    """Small integers are extended by the caller, as C compilers do."""
    if t.kind in ("int", "uint", "bool") and t.bits < 32:
        return "signext " if t.kind == "int" else "zeroext "
    return ""


def _reg(t: Type) -> str:
    return layout(t).reg
