"""Exceptions that are native instances, as Python sees them.

An error of one carries the instance and the address of the function that makes Python's object of
it, so that the runtime needs to know nothing of its class:

    js.raised T    ptr(ctx, instance, what, given)    bit 0 of `what`: the object, in the session of
                                                      the call if `ctx` has one, or `given`, which
                                                      is filled; bit 1: let go of the instance
"""

from __future__ import annotations

from ...ir.types import Object
from ...runtime import abi
from ..lower import cycles
from ..writer import Writer, symbol
from . import convert, instances, session
from .border import set_context
from .caught_objects import CARRIES
from .code import Code
from .session import SESSION, end
from .support import converting


def function(w: Writer, t: Object) -> str:
    name = symbol(f"js.raised {t!r}")
    if name not in w.named:
        w.named[name], w.named[CARRIES] = name, CARRIES
        _write(w, t, name)
    return name


def _write(w: Writer, t: Object, name: str) -> None:
    c = Code(w)
    context, own = c.alloca(abi.CTX_LLVM), c.alloca(SESSION)
    c.line(f"store {SESSION} zeroinitializer, ptr {own}, align 8")
    inside, ready = c.label(), c.label()
    first = c.label()
    c.line(f"br label %{first}")
    c.block(first)
    c.line(f"br i1 {c.let('icmp ne ptr %ctx, null')}, label %{inside}, label %{ready}")
    c.block(inside)
    of_call = c.load("ptr", "%ctx", abi.CTX_SESSION)
    circles = c.load("ptr", "%ctx", abi.CTX_CYCLES) if cycles.of(w) else "null"
    c.line(f"br label %{ready}")
    c.block(ready)
    known = c.let(f"phi ptr [null, %{first}], [{of_call}, %{inside}]")
    c.line(f"%cycles = phi ptr [null, %{first}], [{circles}, %{inside}]")
    set_context(c, context)
    converting(c, context)
    alone = c.let(f"icmp eq ptr {known}, null")
    c.store("ptr", c.let(f"select i1 {alone}, ptr {own}, ptr {known}"), context, abi.CTX_SESSION)
    make, made, let_go, done = (c.label() for _ in range(4))
    before = c.label()
    c.line(f"br label %{before}")
    c.block(before)
    wanted = c.let("trunc i64 %what to i1")
    c.line(f"br i1 {wanted}, label %{make}, label %{made}")
    c.block(make)
    boxed = c.let(f"call ptr {given_or_boxed(w, t)}(ptr {context}, ptr %v, ptr %given)")
    c.line(f"br i1 {alone}, label %close, label %closed")
    c.block("close")
    c.line(f"call void {end(w)}(ptr {context})")
    c.line("br label %closed")
    c.block("closed")
    c.line(f"br label %{made}")
    c.block(made)
    found = c.let(f"phi ptr [null, %{before}], [{boxed}, %closed]")
    release = c.let("icmp ugt i64 %what, 1")
    c.line(f"br i1 {release}, label %{let_go}, label %{done}")
    c.block(let_go)
    c.line(f"call void {w.release()}(ptr %v)")
    c.line(f"br label %{done}")
    c.block(done)
    c.line(f"ret ptr {found}")
    params = "ptr %ctx, ptr %v, i64 %what, ptr %given"
    w.define(c.function(f"define internal ptr {name}({params}) cold noinline nounwind"))


def given_or_boxed(w: Writer, t: Object) -> str:
    """`ptr(ctx, instance, given)`: the object of an instance; `given`, if there is no other."""

    def make(c: Code) -> None:
        known = c.let(f"call ptr {session.object_of(w)}(ptr %ctx, ptr %v)")
        none = c.let(f"icmp eq ptr {known}, null")
        some = c.let("icmp ne ptr %given, null")
        c.line(f"br i1 {c.let(f'and i1 {none}, {some}')}, label %fill, label %box")
        c.block("box")
        c.line(f"ret ptr {c.let(f'call ptr {convert.box(w, t)}(ptr %ctx, ptr %v)')}")
        c.block("fill")
        status = instances.stands_for(c, t, "%given")
        c.unless(c.let(f"icmp eq i32 {status}, 0"), "failed")
        c.host("Py_IncRef", "%given")
        c.line("ret ptr %given")
        c.block("failed")
        c.line("ret ptr null")

    head = "ptr {}(ptr %ctx, ptr %v, ptr %given)"
    return session.once(w, symbol(f"js.given {t!r}"), head, make)
