"""Calls of the interpreter: what `python.call` is made of, one function for each callee and types.

    js.python N    {i32, T} (ctx, A…): 0 and the result; 1, and a Python exception is set

It takes the GIL, which the call may have released, and converts in a context of its own, as the
border does. What Python has under the callee's name is asked for once and kept.

A native array that Python keeps beyond the call is counted by two threads from then on: so this
thread keeps the GIL until the compiled function is left (`CTX_THREAD` is `KEPT`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.core import Op
from ...ir.types import Array, Object, Tuple, Type, Union
from ...runtime import abi
from ..layout import layout
from ..lower import cycles
from ..writer import Writer, symbol
from . import convert, convert_unions
from .border import set_context
from .code import CANNOT, Code
from .session import SESSION, end, is_mutable
from .support import KEPT, converting, keep_gil, unless_interrupted

DONE, RAISED = 0, 1


def call(w: Writer, op: Op) -> str:
    """The function for one op."""
    types, t = tuple(v.type for v in op.operands), op.result.type
    callee, words = op.attrs["callee"], op.attrs.get("keywords") or ""
    exact = bool(op.attrs.get("exact"))
    key = ("python.call", callee, words, exact, types, t)
    if key not in w.named:
        name = w.named[key] = symbol(f"js.python {len(w.named)}")
        _Call(w, types, t, exact).write(name, callee, words.split(",") if words else [])
    return w.named[key]


class _Call:
    def __init__(self, w: Writer, types: tuple[Type, ...], result: Type, exact: bool):
        self.w, self.types, self.result, self.exact = w, types, result, exact
        self.c = Code(w)
        self.shape = f"{{i32, {layout(result).reg}}}"

    def write(self, name: str, callee: str, words: list[str]) -> None:
        c, w = self.c, self.w
        gil = c.host("PyGILState_Ensure")
        context, place = c.alloca(abi.CTX_LLVM), "null"
        if cycles.of(w):
            at = c.offset("%ctx", abi.CTX_CYCLES)
            c.line(f"%cycles = load ptr, ptr {at}, align 8")
        set_context(c, context)
        converting(c, context)
        if any(isinstance(part, Object) for t in (*self.types, self.result) for part in _within(t)):
            place = c.alloca(SESSION)
            c.line(f"store {SESSION} zeroinitializer, ptr {place}, align 8")
        c.store("ptr", place, context, abi.CTX_SESSION)
        slots = {n: c.alloca("ptr") for n in ("args", "words", "made")}
        for slot in slots.values():
            c.store("ptr", "null", slot)
        value = c.alloca(layout(self.result).mem)
        before = self._counts()
        function = self._callee(callee)
        self._arguments(context, slots, words)
        self._called(function, slots)
        self._converted(context, slots, callee, value)
        c.line("br label %leave")
        c.block("failed")
        c.line("br label %leave")
        c.block("leave")
        status = c.let(f"phi i32 [{DONE}, %done], [{RAISED}, %failed]")
        for slot in slots.values():
            c.host("Py_DecRef", c.load("ptr", slot))  # which lets null be
        if place != "null":
            c.line(f"call void {end(w)}(ptr {context})")
        kept = self._escaped(before)
        c.host("PyGILState_Release", gil)
        self._keep_gil(kept)
        done = c.let(f"insertvalue {self.shape} poison, i32 {status}, 0")
        c.unless(c.let(f"icmp eq i32 {status}, {DONE}"), "raised")
        if layout(self.result).leaves:
            got = c.let(f"load {layout(self.result).mem}, ptr {value}, align 16")
            reg = layout(self.result).reg
            got = c.from_memory(self.result, got)
            done = c.let(f"insertvalue {self.shape} {done}, {reg} {got}, 1")
        c.line(f"ret {self.shape} {done}")
        c.block("raised")
        c.line(f"ret {self.shape} {{i32 {RAISED}, {layout(self.result).reg} poison}}")
        params = "".join(f", {layout(t).reg} %a{i}" for i, t in enumerate(self.types))
        head = f"define internal {self.shape} {name}(ptr %ctx{params}) noinline nounwind"
        w.define(c.function(head))

    def _callee(self, callee: str) -> str:
        c, w = self.c, self.w
        key = ("callee", callee)
        if key not in w.named:
            w.named[key] = f"@js.callee.{len(w.named)}"
            w.globals.append(f"{w.named[key]} = internal global ptr null, align 8")
        kept = w.named[key]
        known = c.let(f"load ptr, ptr {kept}, align 8")
        ask, on = c.label(), c.label()
        before = c.label()
        c.line(f"br label %{before}")
        c.block(before)
        c.branch(c.let(f"icmp ne ptr {known}, null"), on, ask)
        c.block(ask)
        made = self._asked("python_callee", (self._text(callee),), 1)
        c.line(f"store ptr {made}, ptr {kept}, align 8")
        last = c.label()
        c.line(f"br label %{last}")
        c.block(last)
        c.line(f"br label %{on}")
        c.block(on)
        return c.let(f"phi ptr [{known}, %{before}], [{made}, %{last}]")

    def _text(self, text: str) -> str:
        """A new str."""
        data = text.encode()
        given = (self.w.text(data), str(len(data)), "0")
        return self.c.host("PyUnicode_DecodeUTF8", *given, otherwise="failed")

    def _asked(self, name: str, operands: tuple[str, ...], owned: int) -> str:
        """What a function of the runtime gives. The first operands, `owned`, are given back."""
        c = self.c
        # Looked at when its operands are given back.
        made = c.host(
            "PyObject_CallFunctionObjArgs", c.data(name), *operands, "null", otherwise=CANNOT
        )
        for operand in operands[:owned]:
            c.host("Py_DecRef", operand)
        c.unless(c.let(f"icmp ne ptr {made}, null"), "failed")
        return made

    def _arguments(self, context: str, slots: dict[str, str], words: list[str]) -> None:
        c, w = self.c, self.w
        first = len(self.types) - len(words)
        args = c.host("PyTuple_New", str(first), otherwise="failed")
        c.store("ptr", args, slots["args"])
        named = "null"
        if words:
            named = c.host("PyDict_New", otherwise="failed")
            c.store("ptr", named, slots["words"])
        for i, t in enumerate(self.types):
            object = c.let(f"call ptr {convert.box(w, t)}(ptr {context}, {layout(t).reg} %a{i})")
            c.unless(c.let(f"icmp ne ptr {object}, null"), "failed")
            if i < first:
                c.host("PyTuple_SetItem", args, str(i), object, otherwise=CANNOT)  # it is new
                continue
            word = w.text(words[i - first].encode())
            status = c.host("PyDict_SetItemString", named, word, object, otherwise=CANNOT)
            c.host("Py_DecRef", object)
            c.unless(c.let(f"icmp eq i32 {status}, 0"), "failed")

    def _called(self, function: str, slots: dict[str, str]) -> None:
        c = self.c
        args, words = c.load("ptr", slots["args"]), c.load("ptr", slots["words"])
        if any(is_mutable(self.w, t) for t in self.types):
            some = c.let(f"icmp ne ptr {words}, null")
            words = c.let(f"select i1 {some}, ptr {words}, ptr {c.data('None')}")
            made = self._asked("watched_call", (function, args, words), 0)
        else:
            made = c.host("PyObject_Call", function, args, words, otherwise="failed")
        c.store("ptr", made, slots["made"])

    def _converted(self, context: str, slots: dict[str, str], callee: str, value: str) -> None:
        """The result as a native value; one that does not fit is given to the runtime, which
        converts it or raises."""
        c, t = self.c, self.result
        made = c.load("ptr", slots["made"])
        self._unboxed(context, made, value, "misfit")
        c.line("br label %done")
        c.block("misfit")
        unless_interrupted(c, context, "failed")
        text = self._text(repr(t))
        name = self.c.host(
            "PyUnicode_DecodeUTF8",
            *(self.w.text(callee.encode()), str(len(callee.encode())), "0"),
            otherwise="no.name",
        )
        exact = c.data("True" if self.exact else "False")
        other = self._asked("python_result", (text, name, made, exact), 2)
        c.store("ptr", other, slots["made"])
        c.host("Py_DecRef", made)
        self._unboxed(context, other, value, "odd")
        c.line("br label %done")
        c.block("no.name")
        c.host("Py_DecRef", text)
        c.line("br label %failed")
        c.block("odd")
        unless_interrupted(c, context, "failed")
        said = f"{callee.partition(':')[2]}(): the result is no {t!r}"
        c.host("PyErr_SetString", c.data("TypeError"), self.w.text(said.encode()))
        c.line("br label %failed")
        c.block("done")

    def _unboxed(self, context: str, object: str, value: str, otherwise: str) -> None:
        c, w, t = self.c, self.w, self.result
        exact = self.exact and not isinstance(t, Object)
        function = convert.unbox(w, t, exact=True) if exact else convert_unions.element(w, t)
        result = convert.result_type(t)
        both = c.let(f"call {result} {function}(ptr {context}, ptr {object}, ptr null)")
        status = c.let(f"extractvalue {result} {both}, 0")
        c.unless(c.let(f"icmp eq i8 {status}, {convert.FITS}"), otherwise)
        if layout(t).leaves:
            got = c.to_memory(t, c.let(f"extractvalue {result} {both}, 1"))
            c.line(f"store {layout(t).mem} {got}, ptr {value}, align 16")

    # --- arrays that Python keeps ----------------------------------------------------------------

    def _counts(self) -> str:
        """How many references there are to the memory of the arrays that are passed."""
        c, total = self.c, "0"
        for i, t in enumerate(self.types):
            if isinstance(t, Array):
                owner = c.let(f"extractvalue {layout(t).reg} %a{i}, 1")
                have, after = c.label(), c.label()
                before = c.label()
                c.line(f"br label %{before}")
                c.block(before)
                c.branch(c.let(f"icmp ne ptr {owner}, null"), have, after)
                c.block(have)
                count = c.load("i64", owner, abi.HEADER_REFCOUNT)
                c.line(f"br label %{after}")
                c.block(after)
                count = c.let(f"phi i64 [0, %{before}], [{count}, %{have}]")
                total = c.let(f"add i64 {total}, {count}")
        return total

    def _escaped(self, before: str) -> str:
        """Whether Python may have kept memory that is counted here."""
        if any(not isinstance(t, Array) and _holds_array(t) for t in self.types):
            return "true"
        if before == "0":
            return "false"
        return self.c.let(f"icmp ne i64 {self._counts()}, {before}")

    def _keep_gil(self, kept: str) -> None:
        """Take the GIL for good where it must be kept, if this thread has released it."""
        if kept == "false":
            return
        c = self.c
        keep, take, note, on = (c.label() for _ in range(4))
        c.line(f"br i1 {kept}, label %{keep}, label %{on}")
        c.block(keep)
        thread = c.load("ptr", "%ctx", abi.CTX_THREAD)
        held = c.let(f"icmp ule ptr {thread}, {KEPT}")
        c.line(f"br i1 {held}, label %{note}, label %{take}")
        c.block(take)
        c.host("PyEval_RestoreThread", thread)
        c.line(f"br label %{note}")
        c.block(note)
        keep_gil(c, "%ctx")
        c.line(f"br label %{on}")
        c.block(on)


def _within(t: Type) -> Iterator[Type]:
    yield t
    parts = t.items if isinstance(t, Tuple) else t.members if isinstance(t, Union) else ()
    for part in parts:
        yield from _within(part)


def _holds_array(t: Type) -> bool:
    """Whether there may be an array in a value; of a class of the user's that is not asked."""
    if isinstance(t, Object):
        return "." in t.name or any(map(_holds_array, t.args))
    return any(isinstance(part, Array) for part in _within(t))
