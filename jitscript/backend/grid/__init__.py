"""Kernels on the CPU, for machines without a GPU and for tests: the same lowering as for PTX.

    target.py   what the lowering asks

A kernel becomes an object file with one of two faces (see `runtime/gpu/block.py` for the words of
a thread; `args` are the arguments as a launch packs them):

    void js_run(ptr thread, ptr args, i64 first, i64 last)    no thread waits: all of these blocks
    void js_start(ptr threads, ptr handles, ptr args, i64 n)  else: one block, each thread up to
    void js_resume(ptr threads, ptr handles, i64 n)           where it waits; those that may go on
    void js_end(ptr threads, ptr handles, i64 n)              give up those that still wait
"""

from __future__ import annotations

from collections.abc import Sequence

from ...ir.core import Function, Module
from ...ir.passes import pipeline
from ...runtime.gpu import block
from .. import llvm
from ..code import Code
from ..cpu import machine
from ..device import gate
from ..layout import REFERENCE, layout
from ..lower import lower_module
from ..writer import Writer, symbol
from .target import ENDED, SUSPENDED, Grid

_EFFORT = 2


class GridObject:
    """A kernel as an object file for this machine."""

    __slots__ = ("facts", "object", "source")

    def __init__(self, object: bytes, sites: Sequence[str], target: Grid, source: str):
        self.object, self.source = object, source
        self.facts = {
            "sites": list(sites),
            "shared": target.shared_size,  # bytes of static shared memory
            "waits": target.waits,  # whether threads wait for each other
            "polls": target.polls,  # whether threads look whether they are to end
        }


def compile(module: Module, name: str, *, checks: bool = True) -> GridObject:
    """An object file of the kernel `name`, the only function of `module`, whose ops are all core
    ops. Raises CompileError for what no device can do."""
    gate(module, name)
    pipeline.run(module, passes=("poll",))
    function = module.functions[name]
    function.attrs["inline"] = True
    target = Grid(checks)
    w = Writer(module, target)
    lower_module(w, module)
    target.settle(w)
    (_coroutine if target.waits else _loops)(w, function)
    text = w.finish(machine.header(machine.NATIVE))
    made = llvm.parse(text)
    machine.optimise(made, machine.NATIVE, _EFFORT)
    code = machine.emit(made, machine.NATIVE, _EFFORT)
    return GridObject(code, w.sites, target, text)


def _call(w: Writer, function: Function) -> list[str]:
    """The call of the kernel's function, its arguments read from `%args`."""
    code, given, offset = Code(w), ["ptr %ctx"], 0
    for value in function.params:
        leaves = []
        for leaf in layout(value.type).leaves:
            if leaf.count == REFERENCE:
                leaves.append("null")
                continue
            size = w.size(leaf.mem)
            offset = -(-offset // size) * size
            at = code.address("%args", offset)
            text = code.new(f"load {leaf.mem}, ptr {at}, align {size}{w.tbaa('arguments')}")
            leaves.append(code.new(f"trunc i8 {text} to i1") if leaf.reg == "i1" else text)
            offset += size
        given.append(code.pack(value.type, leaves))
    call = f"  %done = call {{i32, {{}}}} {symbol(function.name)}({', '.join(given)})"
    return [*code.lines, call]


def _loops(w: Writer, function: Function) -> None:
    """All threads of all blocks from `first` before `last`, one after the other."""
    size = block.SIZE
    context = w.tbaa("context")

    def load(name: str, word: int) -> list[str]:
        return [
            f"  %{name}.at = getelementptr i8, ptr %thread, i64 {8 * word}",
            f"  %{name} = load i64, ptr %{name}.at, align 8",
        ]

    def store(value: str, word: int) -> list[str]:
        name = f"%w{word}"
        return [
            f"  {name} = getelementptr inbounds i8, ptr %ctx, i64 {8 * word}",
            f"  store i64 {value}, ptr {name}, align 8{context}",
        ]

    lines = [
        "define void @js_run(ptr noalias %thread, ptr noalias %args, i64 %first, i64 %last) "
        "nounwind {",
        "entry:",
        f"  %ctx = alloca [{size} x i8], align 16",
        f"  call void @llvm.memcpy.p0.p0.i64(ptr %ctx, ptr %thread, i64 {size}, i1 false)",
    ]
    for i, axis in enumerate("xyz"):
        lines += load(f"n{axis}", block.NTID + i)
        lines += load(f"g{axis}", block.NCTAID + i)
    lines += [
        "  br label %block",
        "block:",
        "  %b = phi i64 [%first, %entry], [%b.next, %block.end]",
        "  %more = icmp slt i64 %b, %last",
        "  br i1 %more, label %block.go, label %out",
        "block.go:",
        "  %bx = urem i64 %b, %gx",
        "  %b1 = udiv i64 %b, %gx",
        "  %by = urem i64 %b1, %gy",
        "  %bz = udiv i64 %b1, %gy",
        *store("%bx", block.CTAID),
        *store("%by", block.CTAID + 1),
        *store("%bz", block.CTAID + 2),
        "  br label %z",
        "z:",
        "  %tz = phi i64 [0, %block.go], [%tz.next, %z.end]",
        "  %t.z = phi i64 [0, %block.go], [%t.y, %z.end]",
        "  br label %y",
        "y:",
        "  %ty = phi i64 [0, %z], [%ty.next, %y.end]",
        "  %t.y0 = phi i64 [%t.z, %z], [%t.x, %y.end]",
        "  br label %x",
        "x:",
        "  %tx = phi i64 [0, %y], [%tx.next, %x.end]",
        "  %t = phi i64 [%t.y0, %y], [%t.x, %x.end]",
        *store("%tx", block.TID),
        *store("%ty", block.TID + 1),
        *store("%tz", block.TID + 2),
        *store("%t", block.NUMBER),
        *_call(w, function),
        "  br label %x.end",
        "x.end:",
        "  %tx.next = add nuw nsw i64 %tx, 1",
        "  %t.x = add nuw nsw i64 %t, 1",
        "  %x.more = icmp slt i64 %tx.next, %nx",
        "  br i1 %x.more, label %x, label %y.end",
        "y.end:",
        "  %ty.next = add nuw nsw i64 %ty, 1",
        "  %y.more = icmp slt i64 %ty.next, %ny",
        "  br i1 %y.more, label %y, label %z.end",
        "z.end:",
        "  %t.y = phi i64 [%t.x, %y.end]",
        "  %tz.next = add nuw nsw i64 %tz, 1",
        "  %z.more = icmp slt i64 %tz.next, %nz",
        "  br i1 %z.more, label %z, label %block.end",
        "block.end:",
        "  %b.next = add nuw nsw i64 %b, 1",
        "  br label %block",
        "out:",
        "  ret void",
        "}",
    ]
    w.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    w.define(lines)


_COROUTINE = """
declare token @llvm.coro.id(i32, ptr, ptr, ptr)
declare i64 @llvm.coro.size.i64()
declare ptr @llvm.coro.begin(token, ptr)
declare ptr @llvm.coro.free(token, ptr)
declare void @llvm.coro.end(ptr, i1, token)
declare void @llvm.coro.resume(ptr)
declare void @llvm.coro.destroy(ptr)
declare ptr @malloc(i64)
declare void @free(ptr)
"""


def _coroutine(w: Writer, function: Function) -> None:
    """A thread is a coroutine around the kernel's function, which is put into it."""
    w.globals.append(_COROUTINE)
    state = f"  %state = getelementptr i8, ptr %ctx, i64 {8 * block.STATE}"
    w.define(
        [
            "define internal ptr @js.thread(ptr %ctx, ptr %args) presplitcoroutine nounwind {",
            "entry:",
            "  %id = call token @llvm.coro.id(i32 0, ptr null, ptr null, ptr null)",
            "  %size = call i64 @llvm.coro.size.i64()",
            "  %memory = call ptr @malloc(i64 %size)",
            "  %handle = call ptr @llvm.coro.begin(token %id, ptr %memory)",
            state,
            *_call(w, function),
            "  %status = extractvalue {i32, {}} %done, 0",
            "  switch i32 %status, label %failed [i32 0, label %returned "
            f"i32 {SUSPENDED}, label %leave i32 {ENDED}, label %cleanup]",
            "returned:",
            f"  store volatile i64 {block.RETURNED}, ptr %state, align 8",
            "  br label %cleanup",
            "failed:",
            f"  store volatile i64 {block.FAILED}, ptr %state, align 8",
            "  br label %cleanup",
            "cleanup:",
            "  %frame = call ptr @llvm.coro.free(token %id, ptr %handle)",
            "  call void @free(ptr %frame)",
            "  br label %leave",
            "leave:",
            "  call void @llvm.coro.end(ptr %handle, i1 false, token none)",
            "  ret ptr %handle",
            "}",
        ]
    )
    w.define(
        _each(
            "js_start",
            "ptr %args, ",
            "",
            [
                "  %h = call ptr @js.thread(ptr %ctx, ptr %args)",
                "  store ptr %h, ptr %place, align 8",
            ],
        )
    )
    handle = "  %h = load ptr, ptr %place, align 8"
    runs = [f"  %go = icmp eq i64 %s, {block.RUNS}"]
    w.define(_each("js_resume", "", runs, [handle, "  call void @llvm.coro.resume(ptr %h)"]))
    waits = [f"  %go = icmp uge i64 %s, {block.BARRIER}"]
    w.define(_each("js_end", "", waits, [handle, "  call void @llvm.coro.destroy(ptr %h)"]))


def _each(name: str, params: str, test: Sequence[str], body: Sequence[str]) -> list[str]:
    """A function that does something for each thread whose state fits."""
    lines = [
        f"define void @{name}(ptr %threads, ptr %handles, {params}i64 %n) nounwind {{",
        "entry:",
        "  br label %next",
        "next:",
        "  %t = phi i64 [0, %entry], [%t.next, %end]",
        "  %more = icmp slt i64 %t, %n",
        "  br i1 %more, label %look, label %out",
        "look:",
        f"  %offset = mul i64 %t, {block.SIZE}",
        "  %ctx = getelementptr i8, ptr %threads, i64 %offset",
        "  %place = getelementptr ptr, ptr %handles, i64 %t",
    ]
    if test:
        lines += [
            f"  %at = getelementptr i8, ptr %ctx, i64 {8 * block.STATE}",
            "  %s = load volatile i64, ptr %at, align 8",
            *test,
            "  br i1 %go, label %do, label %end",
        ]
    else:
        lines.append("  br label %do")
    return [
        *lines,
        "do:",
        *body,
        "  br label %end",
        "end:",
        "  %t.next = add i64 %t, 1",
        "  br label %next",
        "out:",
        "  ret void",
        "}",
    ]
