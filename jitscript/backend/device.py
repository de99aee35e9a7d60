"""What targets for kernels have in common: errors by number, the gate, memory of threads.

A kernel is one function: everything that it calls is put into it. Its `%ctx` is what the target
needs to tell threads apart and to report errors. An error's site is a number, of a text in a table
beside the code (`Writer.sites`): a thread that fails calls `js.report`, which keeps the error of
the thread that comes first in the order of indices, and ends.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from ..diagnostics import CompileError, Diagnostic, Span
from ..ir.analysis.callgraph import CallGraph
from ..ir.core import Module, Op
from ..ir.optable import TABLE
from ..ir.types import EXCEPTION, Array, Scalar
from ..runtime.gpu import record
from .exceptions import numbers, own_classes
from .layout import REFERENCE, SIZES, layout
from .lower.array import contiguous, element
from .lower.errors import raw_words
from .target import Target
from .writer import symbol

if TYPE_CHECKING:
    from .lower.function import FunctionLowering
    from .writer import Writer

MOST_ARGS = 8  # values in an error's message
PASSES = (
    *("expand", "inline", "effects", "writeable", "canonicalize", "cse", "licm", "cse", "ranges"),
    *("canonicalize", "licm", "hoist_checks(outlined=0,max_ops=60)", "speculate", "cse", "dce"),
    *("widen", "unroll"),
)
DEVICE_OPS = frozenset(name for name, info in TABLE.items() if info.subject == "device")
SHARED_LIMIT = 48 * 1024  # bytes of static shared memory in a block
ARGUMENTS_LIMIT = 4096  # bytes of what a launch passes
LOCAL_LIMIT = 256 * 1024  # bytes of a thread's own arrays; the hardware has twice as many


class Device(Target):
    """Answers what all kernels are alike in."""

    passes: Sequence[str] = PASSES
    aligned = True
    rounds = False
    counts = False
    site_reg = "i64"
    scope = ""  # of atomic operations, in LLVM's words

    def __init__(self, checks: bool = True):
        self.checks = checks
        self._raised: dict[FunctionLowering, str] = {}  # where errors wait for a handler
        self._asked: dict[str, str] = {}  # class that a handler names → function (see `settle`)
        if not checks:  # there is nothing to have a slow form of loops for
            kept = [name for name in PASSES if not name.startswith("hoist_checks")]
            kept.insert(kept.index("widen"), "trust")
            self.passes = tuple(kept)

    def site(
        self, w: Writer, text: bytes, number: int | str | None, counted: int, made: int = 0
    ) -> str:
        shown = text.decode()
        if shown not in w.sites:
            w.sites.append(shown)
        return str(w.sites.index(shown) + 1)

    def failed(
        self, f: FunctionLowering, site: str, args: Sequence[str], caught: bool = False
    ) -> None:
        if caught:
            for i, value in enumerate((site, *args)):
                f.emit(f"store i64 {value}, ptr {f.address(self._waiting(f), 8 * i)}, align 8")
        elif self.checks:
            given = "".join(f", i64 {value}" for value in args)
            call = f"call void {self.report(f.w, len(args))}(ptr %ctx, i64 {site}{given})"
            f.emit(call + " nomerge" * self.apart)

    # Errors that a handler of the kernel's own takes never come to the record: site and arguments
    # are in a thread's memory, of which LLVM makes registers.

    def _waiting(self, f: FunctionLowering) -> str:
        if f not in self._raised:
            self._raised[f] = f.slot(f"[{_ERROR} x i8]")
        return self._raised[f]

    def caught(self, f: FunctionLowering, slot: str) -> None:
        _copy(f, slot, self._waiting(f))

    def rethrown(self, f: FunctionLowering, slot: str) -> None:
        if f.catches:
            _copy(f, self._waiting(f), slot)
        elif self.checks:
            words = [
                f.new(f"load i64, ptr {f.address(slot, 8 * i)}, align 8") for i in range(_WORDS)
            ]
            given = "".join(f", i64 {word}" for word in words)
            f.emit(f"call void {self.report(f.w, MOST_ARGS)}(ptr %ctx{given})")

    def is_of(self, f: FunctionLowering, slot: str, name: str) -> str | None:
        asked = self._asked.setdefault(name, symbol(f"js.is.{len(self._asked)}"))
        return f.new(f"call i1 {asked}(i64 {f.new(f'load i64, ptr {slot}, align 8')})")

    def settle(self, w: Writer) -> None:
        """All sites are known: define the functions `i1(i64 site)` that say whether a site's error
        is of a class."""
        for name, asked in self._asked.items():
            of = [i for i, text in enumerate(w.sites, 1) if _is_of(text, name)]
            cases = " ".join(f"i64 {i}, label %yes" for i in of)
            w.define(
                [
                    f"define internal i1 {asked}(i64 %site) alwaysinline nounwind {{",
                    f"  switch i64 %site, label %no [{cases}]",
                    *("yes:", "  ret i1 true", "no:", "  ret i1 false", "}"),
                ]
            )

    def passed(self, f: FunctionLowering, site: str) -> None:
        """Nothing: a kernel calls nothing that could."""

    def report(self, w: Writer, args: int) -> str:
        """The function `void(ctx, i64 site, i64…)` that keeps an error."""
        raise NotImplementedError

    def printer(self, w: Writer, args: int) -> str:
        """The function `void(ctx, i64 site, i64…)` that keeps what is to be printed."""
        raise NotImplementedError

    def print(self, f: FunctionLowering, op: Op) -> None:
        raw: list[str] = []
        for value in op.operands:
            raw_words(f, value.type, f.values[value], raw)
        types = [repr(value.type) for value in op.operands]
        text = json.dumps({"print": op.attrs["text"], "types": types}, separators=(",", ":"))
        site = self.site(f.w, text.encode(), None, 0)
        given = "".join(f", i64 {value}" for value in raw)
        f.emit(f"call void {self.printer(f.w, len(raw))}(ptr %ctx, i64 {site}{given})")

    def device(self, f: FunctionLowering, op: Op) -> None:
        found = self.EMIT.get(op.opcode)
        assert found is not None, op
        found(self, f, op)

    # --- ops that are alike on all devices -------------------------------------------------------

    def atomic(self, f: FunctionLowering, op: Op) -> None:
        array, *indices, value = op.operands
        t = value.type
        assert isinstance(t, Scalar)
        how = op.attrs["how"]
        name = {"exch": "xchg", "inc": "uinc_wrap", "dec": "udec_wrap"}.get(how, how)
        if t.kind == "float" and how != "exch":
            name = "f" + how
        elif t.kind == "uint" and how in ("min", "max"):
            name = "u" + how
        at = element(f, array, indices)
        self.touch(f, op, at)
        reg = layout(t).reg
        f.set(op, f.new(f"atomicrmw {name} ptr {at}, {reg} {f.one(value)} {self.scope}monotonic"))

    def exchange(self, f: FunctionLowering, op: Op) -> None:
        array, *indices, expected, value = op.operands
        reg = layout(value.type).reg
        at = element(f, array, indices)
        self.touch(f, op, at)
        pair = f.new(
            f"cmpxchg ptr {at}, {reg} {f.one(expected)}, {reg} {f.one(value)} "
            f"{self.scope}monotonic monotonic"
        )
        f.set(op, f.new(f"extractvalue {{{reg}, i1}} {pair}, 0"))

    def local(self, f: FunctionLowering, op: Op) -> None:
        size, dims = shape_of(op)
        self.array(f, op, f.slot(f"[{size} x i8]"), dims)

    def array(self, f: FunctionLowering, op: Op, data: str, dims: Sequence[str]) -> None:
        """The result of `op` is the array at `data`."""
        t = op.result.type
        assert isinstance(t, Array)
        f.set(op, data, "null", *dims, *contiguous(f, dims, layout(t.dtype).size))

    EMIT: ClassVar[dict[str, Callable[[Any, FunctionLowering, Op], None]]] = {
        "device.atomic": atomic,
        "device.exchange": exchange,
        "device.local": local,
        "device.print": print,
    }


_WORDS = 1 + MOST_ARGS  # of an error: site, arguments
_ERROR = 8 * _WORDS


def _copy(f: FunctionLowering, to: str, source: str) -> None:
    f.w.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    f.emit(f"call void @llvm.memcpy.p0.p0.i64(ptr {to}, ptr {source}, i64 {_ERROR}, i1 false)")


def _is_of(site: str, name: str) -> bool:
    """Whether the error of a site is of the class that a handler names."""
    raised = json.loads(site).get("e")
    if not raised:
        return False
    (asked, builtin), (own, derived) = own_classes(name), own_classes(raised)
    if asked:
        return asked[0] in own
    first, last = numbers(builtin)
    return first <= numbers(derived)[0] <= last


def printing(cell: str, scope: str, args: int) -> list[str]:
    """The lines of a `printer` from where `%cell` and `%me`, the thread's number, are known."""
    words = record.HEAD + args
    lines = [
        f"  %where = getelementptr i8, {cell} %cell, i64 {record.PRINTS}",
        f"  %room = load {cell}, {cell} %where, align 8",
        f"  %taken = atomicrmw add {cell} %room, i64 {words} {scope}monotonic",
        f"  %end = add i64 %taken, {words + record.FIRST}",
        f"  %fits = icmp ule i64 %end, {record.PRINT_WORDS}",
        "  br i1 %fits, label %write, label %out",
        "write:",
        f"  %first = getelementptr i64, {cell} %room, i64 %taken",
        f"  %own = ptrtoint {cell} %cell to i64",
    ]
    values = [str(words), "%own", "%site", "%me", *(f"%a{i}" for i in range(args))]
    for i, value in enumerate(values):
        lines.append(f"  %q{i} = getelementptr i64, {cell} %first, i64 {record.FIRST + i}")
        lines.append(f"  store i64 {value}, {cell} %q{i}, align 8")
    return [*lines, "  br label %out", "out:", "  ret void"]


def shape_of(op: Op) -> tuple[int, list[str]]:
    """The bytes of an array of constant dimensions, and the dimensions."""
    t = op.result.type
    assert isinstance(t, Array)
    size, dims = layout(t.dtype).size, []
    for v in op.operands:
        assert v.op is not None and v.op.opcode == "const", "dimensions are constants"
        size *= v.op.attrs["value"]
        dims.append(str(v.op.attrs["value"]))
    return size, dims


def one_function(module: Module, entry: str) -> None:
    """Have the passes put all that `entry` calls into it. Raises CompileError for recursion."""
    graph = CallGraph(module)
    for name in graph.reachable([entry]):
        if name in graph.recursive:
            span, title = module.functions[name].span, f"`{name}` calls itself"
            if not span.frames():  # the library's: say where the user's code comes to it
                title = f"a kernel cannot do this: `{name}` of the library calls itself"
                span = _way_to(module, graph, entry, name) or span
            _refuse(module, span, title, _RECURSION)
        if name != entry:
            module.functions[name].attrs["inline"] = True


def _way_to(module: Module, graph: CallGraph, entry: str, name: str) -> Span | None:
    """The call in the user's own functions that leads to one of the library's."""
    for own in graph.reachable([entry]):
        for op in module.functions[own].walk() if own in module.functions else ():
            callee = op.attrs.get("callee")
            if callee is not None and op.span.frames() and name in graph.reachable([callee]):
                return op.span
    return None


_RECURSION = "write a loop, or compute it before and pass an array"
_OWN = "a kernel allocates no memory"


def gate(module: Module, entry: str) -> None:
    """Refuse what no device can do, after the passes and before LLVM sees it: nothing that a
    user writes may come to where LLVM ends the process. Raises CompileError."""
    shared = local = 0
    leaves = [leaf for v in module.functions[entry].params for leaf in layout(v.type).leaves]
    given = 8 + sum(SIZES[leaf.mem] for leaf in leaves if leaf.count != REFERENCE)
    if given > ARGUMENTS_LIMIT:
        title = f"the kernel's arguments take {given} bytes; {ARGUMENTS_LIMIT} are there"
        _refuse(module, module.functions[entry].span, title, "put what belongs together in arrays")
    for op in module.functions[entry].walk():
        title, hint = _refusal(op)
        if title:
            _refuse(module, op.span, title, hint)
        if op.opcode == "device.shared" and not op.attrs.get("all"):
            shared += -(-shape_of(op)[0] // 16) * 16
            if shared > SHARED_LIMIT:
                title = f"the kernel's shared arrays take {shared} bytes; {SHARED_LIMIT} are there"
                hint = "take smaller ones, or cuda.shared.array(0, …) and the launch's fourth value"
                _refuse(module, op.span, title, hint)
        if op.opcode == "device.local":
            local += -(-shape_of(op)[0] // 16) * 16
            if local > LOCAL_LIMIT:
                title = f"a thread's local arrays take {local} bytes; {LOCAL_LIMIT} are there"
                hint = "have the kernel work on an array that it is given"
                _refuse(module, op.span, title, hint)


def _refusal(op: Op) -> tuple[str, str]:
    """What is wrong with an op in a kernel, and what to do; nothing where it is fine."""
    info, effects = op.info, op.effects
    if op.opcode == "device.print" and len(op.operands) > MOST_ARGS:
        return f"a kernel prints at most {MOST_ARGS} numbers at once", "print them in several calls"
    if op.opcode in DEVICE_OPS:
        return "", ""
    if any(v.type is EXCEPTION for v in op.operands):
        if effects.allocates:
            return "a kernel cannot look into an exception", "tell exceptions by their classes"
        return "", ""
    if op.opcode == "call":
        return "a kernel cannot call this", _RECURSION
    made = op.results[0].type if op.results else None
    scalar = isinstance(made, Array) and not made.ndim  # text is made of one
    if info.sized and "array" in effects.allocates and not scalar:
        return f"{_OWN}: this makes an array", "write to an array that the kernel was given"
    if effects.allocates & {"array", "buffer", "field"}:
        return f"{_OWN}: lists, strings and other objects need it", "work on numbers and arrays"
    if info.python or "python" in effects.allocates | effects.reads | effects.writes:
        return "a kernel cannot reach Python", "work on numbers and arrays"
    if op.opcode == "raise" and sum(len(layout(v.type).leaves) for v in op.operands) > MOST_ARGS:
        return f"an error of a kernel carries at most {MOST_ARGS} values", "leave some out"
    return "", ""


def _refuse(module: Module, span: Span, title: str, hint: str) -> None:
    places = span.frames()
    raise CompileError([Diagnostic(title, places[0] if places else span, hint=hint)])


__all__ = ["MOST_ARGS", "Device", "gate", "one_function", "shape_of"]
