"""The entries of an exported function: from Python by vectorcall, and from C.

    js_py_f(self, args, nargsf, kwnames):
        exactly the positional arguments, each exactly of its type?      → else js.slow
        context on the stack; the GIL released when the function loops
        {status, result} = f(context, values…)
        error? js.fail: the runtime makes the exception from the context
        box the result, give back what it owned

Everything that is not the straight way goes to the runtime's Python code: `js.slow` hands it the
arguments (keywords, defaults, conversions, explanations), `js.fail` an error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...ir.core import Function
from ...ir.types import BOOL, FLOAT, INT, NONE, Object, Scalar, Type, Union, is_reference
from ...runtime import abi
from ..layout import layout
from ..writer import Writer, float_text, symbol
from .code import Code
from .convert import OWNER_SIZE, arrays_in, box, unbox

_PY_PARAMS = "ptr %self, ptr %args, i64 %nargsf, ptr %kwnames"


def emit(w: Writer, function: Function, signature: dict[str, Any] | None = None) -> None:
    """Write both entries of `function`. `signature` adds defaults and keyword-only parameters."""
    support(w)
    _emit_python(w, function, signature)
    _emit_c(w, function)


# --- the entry from Python -----------------------------------------------------------------------


def _emit_python(w: Writer, function: Function, signature: dict[str, Any] | None) -> None:
    from . import objects

    types = [p.type for p in function.params]
    c = Code(w)
    given = c.let(f"and i64 %nargsf, {(1 << 63) - 1}")
    c.unless(c.let("icmp eq ptr %kwnames, null"), "slow")
    arguments = _positional(c, types, given, signature)
    owners = sum(map(arrays_in, types))
    area = c.alloca(f"[{OWNER_SIZE} x i8]", owners) if owners else "null"
    session = objects.Session(c, types, function.result)
    writes = set(function.attrs.get("writes", ()))
    values, owner = [], 0
    for i, t in enumerate(types):
        demands = bool(function.attrs.get("contiguous")), i in writes
        reader = unbox(w, t, *demands)
        place = c.offset(area, OWNER_SIZE * owner) if arrays_in(t) else "null"
        owner += arrays_in(t)
        default = arguments[i]
        values.append(
            session.unboxed(reader, t, place, default)
            if session.active
            else _unboxed(c, reader, t, default, place)
        )
    context = _context(c, function)
    status, result = _call(c, function, context, values)
    session.after_call(values)
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "fail")
    made = c.let(f"call ptr {box(w, function.result)}({_reg(function.result)} {result})")
    _release(c, function.result, result)
    session.finish(values)
    session.check(made)
    c.line(f"ret ptr {made}")
    c.block("slow")
    c.line(f"ret ptr {c.let('call ptr @js.slow(' + _PY_PARAMS + ')')}")
    c.block("fail")
    session.finish(values)
    c.line(f"ret ptr {c.let(f'call ptr @js.fail(ptr {context})')}")
    name = symbol(abi.py_symbol(function.name))
    w.define(c.function(f"define ptr {name}({_PY_PARAMS}) nounwind"))


Argument = Callable[[Code], tuple[str, str]]


class Positional:
    """Where argument `i` is found: always given, or given when there are more than `i`."""

    __slots__ = ("default", "given", "index")

    def __init__(self, index: int, given: str = "", default: str = ""):
        self.index, self.given, self.default = index, given, default


def _positional(
    c: Code, types: Sequence[Type], given: str, signature: dict[str, Any] | None
) -> list[Positional]:
    """Check the number of arguments; to `slow` when it does not fit, or when a parameter that is
    left out has a default that is no plain scalar."""
    required = count = len(types)
    defaults: dict[int, str] = {}
    params = (signature or {}).get("params", ())
    if any(p.get("kind") == "kwonly" for p in params):
        count = next(i for i, p in enumerate(params) if p.get("kind") == "kwonly")
        required = count + 1 if count < len(types) else count  # never equal: always slow
        if all("default" in p for p in params[count:]):
            required = count
    for i in range(len(params) - 1, -1, -1):
        constant = _constant(types[i], params[i]["default"]) if "default" in params[i] else None
        if constant is None:
            break
        defaults[i] = constant
    if count < len(types) and not all(i in defaults for i in range(count, len(types))):
        required = len(types) + 1  # a keyword-only argument is needed: bound by the slow path
    else:
        while required and required - 1 in defaults:
            required -= 1
    if required == count:
        c.unless(c.let(f"icmp eq i64 {given}, {count}"), "slow")
    else:
        above = c.let(f"sub i64 {given}, {required}")
        c.unless(c.let(f"icmp ule i64 {above}, {max(count - required, 0)}"), "slow")
        if required > len(types):
            c.line("br label %slow")
            c.block(c.label())
    places = []
    for i in range(len(types)):
        if i < min(required, count):
            places.append(Positional(i))
        elif i < count:
            places.append(Positional(i, given, defaults[i]))
        else:
            places.append(Positional(i, "0", defaults.get(i, "undef")))
    return places


def _constant(t: Type, value: Any) -> str | None:
    """The default `value` as an LLVM constant of type `t`, for the plain scalars."""
    if t is INT and type(value) is int and -(2**63) <= value < 2**63:
        return str(value)
    if t is BOOL and type(value) is bool:
        return str(value).lower()
    if t is FLOAT and type(value) is float:
        return float_text(value, 64)
    if t is NONE and value is None:
        return "zeroinitializer"
    if isinstance(t, Union) and value is None and NONE in t.members:
        from ..layout import tag

        if tag(t, NONE) == 0:
            return "zeroinitializer"
    return None


def _unboxed(c: Code, reader: str, t: Type, argument: Positional, owners: str) -> str:
    """The value of one argument; to `slow` when it does not fit."""
    if argument.given == "0":
        return argument.default
    if not argument.given:
        return read(c, reader, t, argument.index, owners)
    there, join = c.label(), c.label()
    before = c.label()
    c.line(f"br label %{before}")
    c.block(before)
    has = c.let(f"icmp ugt i64 {argument.given}, {argument.index}")
    c.line(f"br i1 {has}, label %{there}, label %{join}")
    c.block(there)
    value = read(c, reader, t, argument.index, owners)
    last = c.label()
    c.line(f"br label %{last}")
    c.block(last)
    c.line(f"br label %{join}")
    c.block(join)
    return c.let(f"phi {_reg(t)} [{argument.default}, %{before}], [{value}, %{last}]")


def read(c: Code, reader: str, t: Type, index: int, owners: str, misfit: str = "slow") -> str:
    object = c.load("ptr", "%args", 8 * index)
    result = f"{{i8, {_reg(t)}}}"
    both = c.let(f"call {result} {reader}(ptr {object}, ptr {owners})")
    status = c.let(f"extractvalue {result} {both}, 0")
    c.unless(c.let(f"icmp eq i8 {status}, 0"), misfit)
    return c.let(f"extractvalue {result} {both}, 1")


def _context(c: Code, function: Function) -> str:
    """A context on the stack. Only its head is set: the rest is written with an error."""
    context = c.alloca(abi.CTX_LLVM)
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
    return context


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


def _release(c: Code, t: Type, value: str) -> None:
    """Give back the references that a value owns."""
    if not is_reference(t):
        return
    for i in layout(t).owned:
        leaf = layout(t).leaves[i]
        path = ", ".join(map(str, leaf.path))
        part = c.let(f"extractvalue {_reg(t)} {value}, {path}") if path else value
        if leaf.count == "ref":
            c.line(f"call void {c.w.release()}(ptr {part})")
        else:
            c.line(f"call void @js.decref(ptr {part})")


release = _release


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


# --- functions that every module with entries has ------------------------------------------------


def support(w: Writer) -> None:
    """Define `host_poll`, `js.slow`, `js.fail` and their like, once in a module."""
    if "border" in w.named:
        return
    w.named["border"] = "border"
    w.named.setdefault("host_poll", "@host_poll")
    for make in (_poll, _slow, _fail, _wake, _stack_limit, _decref):
        make(w)


def _poll(w: Writer) -> None:
    pending = w.text(abi.PENDING.encode())
    c = Code(w)
    state = c.host("PyGILState_Ensure")
    c.line(f"store i8 0, ptr {c.data('state')}, align 1")
    failed = c.host("PyErr_CheckSignals")
    c.host("PyGILState_Release", state)
    quiet = c.let(f"icmp eq i32 {failed}, 0")
    c.unless(quiet, "raised")
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
        c.function(f"define internal ptr @js.slow({_PY_PARAMS}) cold noinline optnone nounwind")
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
        c.line(f"call void @js.decref(ptr {object})")
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
    w.define(c.function("define internal i64 @js.stack_limit() noinline nounwind"))


def _decref(w: Writer) -> None:
    c = Code(w)
    c.unless(c.let("icmp ne ptr %o, null"), "done")
    c.host("Py_DecRef", "%o")
    c.line("br label %done")
    c.block("done")
    c.line("ret void")
    w.define(c.function("define internal void @js.decref(ptr %o) nounwind"))
