"""The entries of an exported function: from Python by vectorcall, and from C.

    js_py_f(self, args, nargsf, kwnames):
        arguments bound (binding.py), each exactly of its type?          → else js.slow
        context on the stack; the GIL released when the function loops
        {status, result} = f(context, values…)
        error? js.fail: the runtime makes the exception from the context
        box the result, give back what it owned

Everything that is not the straight way goes to the runtime's Python code: `js.slow` hands it the
arguments (conversions, explanations), `js.fail` an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...ir.core import Function
from ...ir.types import Object, Scalar, Type
from ...runtime import abi
from ..layout import layout
from ..writer import Writer, symbol
from . import objects
from .binding import Arguments, Place, arguments
from .code import Code
from .convert import OWNER_SIZE, arrays_in, box, owns, unbox
from .support import PY_PARAMS, support


def emit(w: Writer, function: Function, signature: dict[str, Any] | None = None) -> None:
    """Write both entries of `function`. `signature` adds defaults and keyword-only parameters."""
    support(w)
    _emit_python(w, function, signature)
    _emit_c(w, function)


# --- the entry from Python -----------------------------------------------------------------------


def _emit_python(w: Writer, function: Function, signature: dict[str, Any] | None) -> None:
    types = [p.type for p in function.params]
    c = Code(w)
    bound = arguments(c, types, signature)
    context = c.alloca(abi.CTX_LLVM)
    writes = set(function.attrs.get("writes", ()))
    session = objects.Session(c, context, types, writes, function.result)
    early = any(map(owns, types))  # conversions of instances run native code
    if early:
        _set_context(c, function, context)
    kept = [_Kept(c, t) if owns(t) else None for t in types]
    misfit = "unfit" if session.active or any(kept) else "slow"
    owners = sum(map(arrays_in, types))
    area = c.alloca(f"[{OWNER_SIZE} x i8]", owners) if owners else "null"
    values, owner = [], 0
    for i, t in enumerate(types):
        reader = unbox(w, t, bool(function.attrs.get("contiguous")), i in writes)
        place = c.offset(area, OWNER_SIZE * owner) if arrays_in(t) else "null"
        owner += arrays_in(t)
        read = _Reader(context, reader, t, place, misfit)
        values.append(_unboxed(c, read, bound, bound.places[i]))
        keep = kept[i]
        if keep is not None:
            keep.store(c, values[-1])
    if not early:
        _set_context(c, function, context)
    status, result = _call(c, function, context, values)
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "fail")
    session.update("lost")
    made = c.let(
        f"call ptr {box(w, function.result)}(ptr {context}, {_reg(function.result)} {result})"
    )
    c.release(function.result, result)
    _finish(c, session, kept)
    c.line(f"ret ptr {made}")
    if misfit == "unfit":
        c.block("unfit")
        _finish(c, session, kept)
        c.line("br label %slow")
    c.block("slow")
    c.line(f"ret ptr {c.let('call ptr @js.slow(' + PY_PARAMS + ')')}")
    c.block("fail")
    session.update_after_error()
    _fail_with(c, context, session, kept)
    if session.writes:
        c.block("lost")
        c.release(function.result, result)
        _fail_with(c, context, session, kept)
    name = symbol(abi.py_symbol(function.name))
    w.define(c.function(f"define ptr {name}({PY_PARAMS}) nounwind"))


class _Kept:
    """An argument whose references the entry owns: in memory, as it may not have been read yet
    when it is given back."""

    __slots__ = ("place", "type")

    def __init__(self, c: Code, t: Type):
        self.type = t
        self.place = c.alloca(layout(t).mem)
        c.line(f"store {layout(t).mem} zeroinitializer, ptr {self.place}, align 16")

    def store(self, c: Code, value: str) -> None:
        c.line(f"store {layout(self.type).mem} {value}, ptr {self.place}, align 16")


def _finish(c: Code, session: objects.Session, kept: Sequence[_Kept | None]) -> None:
    """Give back what the arguments own."""
    for keep in kept:
        if keep is not None:
            mem = layout(keep.type).mem
            c.release(keep.type, c.let(f"load {mem}, ptr {keep.place}, align 16"))
    session.end()


def _fail_with(
    c: Code, context: str, session: objects.Session, kept: Sequence[_Kept | None]
) -> None:
    """Make the exception of the context, which may still look at the arguments; return null."""
    c.let(f"call ptr @js.fail(ptr {context})")
    _finish(c, session, kept)
    c.line("ret ptr null")


class _Reader:
    """How one argument is read: the unboxing function, owners of its arrays, the way out."""

    __slots__ = ("context", "function", "misfit", "owners", "type")

    def __init__(self, context: str, function: str, t: Type, owners: str, misfit: str):
        self.context, self.function, self.type = context, function, t
        self.owners, self.misfit = owners, misfit

    def read(self, c: Code, array: str, index: int) -> str:
        object = c.load("ptr", array, 8 * index)
        result = f"{{i8, {_reg(self.type)}}}"
        args = f"ptr {self.context}, ptr {object}, ptr {self.owners}"
        both = c.let(f"call {result} {self.function}({args})")
        status = c.let(f"extractvalue {result} {both}, 0")
        c.unless(c.let(f"icmp eq i8 {status}, 0"), self.misfit)
        return c.let(f"extractvalue {result} {both}, 1")


def _unboxed(c: Code, reader: _Reader, bound: Arguments, place: Place) -> str:
    """The value of one argument, or its default where it was not given."""
    if place.default is None:
        return reader.read(c, bound.array, place.index)
    there, join = c.label(), c.label()
    before = c.label()
    c.line(f"br label %{before}")
    c.block(before)
    has = c.let(f"icmp ugt i64 {bound.given}, {place.index}")
    c.line(f"br i1 {has}, label %{there}, label %{join}")
    c.block(there)
    value = reader.read(c, bound.array, place.index)
    last = c.label()
    c.line(f"br label %{last}")
    c.block(last)
    c.line(f"br label %{join}")
    c.block(join)
    return c.let(f"phi {_reg(reader.type)} [{place.default}, %{before}], [{value}, %{last}]")


def _set_context(c: Code, function: Function, context: str) -> None:
    """Set the head of the context for the call: the rest is written with an error."""
    state = c.data("state")
    quiet = c.offset(state, abi.STATE_QUIET)
    poll = quiet
    if function.attrs.get("loops"):
        thread = c.host("PyThread_get_thread_ident")
        main = c.load("i64", state, abi.STATE_MAIN_THREAD)
        is_main = c.let(f"icmp eq i64 {thread}, {main}")
        poll = c.let(f"select i1 {is_main}, ptr {state}, ptr {quiet}")
        asleep = c.load("i8", state, abi.STATE_ASLEEP)
        up = c.let(f"icmp eq i8 {asleep}, 0")
        other = c.let(f"xor i1 {is_main}, true")
        wake, on = c.label(), c.label()
        c.branch(c.let(f"or i1 {up}, {other}"), on, wake)
        c.block(wake)
        c.line("call void @js.wake()")
        c.line(f"br label %{on}")
        c.block(on)
    c.store("ptr", poll, context, abi.CTX_POLL)
    limit = "null"
    if function.attrs.get("recursive"):
        limit = c.let(f"inttoptr i64 {c.let('call i64 @js.stack_limit()')} to ptr")
    c.store("ptr", limit, context, abi.CTX_STACK_LIMIT)
    c.store("ptr", "null", context, abi.CTX_SITE)
    c.store("i64", "0", context, abi.CTX_NFRAMES)


def _call(c: Code, function: Function, context: str, values: Sequence[str]) -> tuple[str, str]:
    """Call the native function, without the GIL when it loops: (status, result)."""
    thread = c.host("PyEval_SaveThread") if function.attrs.get("loops") else ""
    shape = f"{{i32, {_reg(function.result)}}}"
    args = "".join(f", {_reg(p.type)} {v}" for p, v in zip(function.params, values))
    both = c.let(f"call {shape} {symbol(function.name)}(ptr {context}{args})")
    if thread:
        c.host("PyEval_RestoreThread", thread)
    status, result = (c.let(f"extractvalue {shape} {both}, {i}") for i in (0, 1))
    return status, result


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
    both = c.let(f"call {shape} {symbol(function.name)}(ptr %ctx{args})")
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
