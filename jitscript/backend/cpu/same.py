"""Whether a Python object stands for just a native value: then the object stays where it is.

    js.same T    i32 (ctx, T, ptr object): 1, 0, or -1 with a Python exception set

A number stands for what it would be converted to, bit for bit; a text for equal text; an instance
that has an identity, and an array, for itself.
"""

from __future__ import annotations

from ...ir.types import NONE, PYOBJ, UNBOUND, Array, Object, Scalar, Tuple, Type, Union
from ...runtime import abi
from ..layout import layout
from ..writer import Writer, symbol
from . import convert, convert_unions, session
from .code import CANNOT, Code
from .support import unless_interrupted

INTEGER = {"half": "i16", "float": "i32", "double": "i64"}


def same(w: Writer, t: Type) -> str:
    """The function for type `t`, written on first use."""
    key = ("same", t)
    if key not in w.named:
        w.named[key] = symbol(f"js.same {t!r}")
        c = Code(w)
        if t is NONE:
            _answer(c, c.let(f"icmp eq ptr %o, {c.data('None')}"))
        elif t is UNBOUND:
            _answer(c, c.let(f"icmp eq ptr %o, {c.data('exact_object')}"))
        elif t is PYOBJ:
            _answer(c, c.let("icmp eq ptr %o, %v"))
        elif isinstance(t, Tuple):
            _same_tuple(c, t)
        elif isinstance(t, Union):
            _same_union(c, t)
        elif isinstance(t, Array):
            _same_array(c, t)
        elif isinstance(t, Object):
            _same_object(c, t)
        else:
            _same_bits(c, t)
        c.block("other")
        c.line("ret i32 0")
        head = f"i32 {w.named[key]}(ptr %ctx, {layout(t).reg} %v, ptr %o) nounwind"
        w.define(c.function(f"define internal {head}"))
    return w.named[key]


def _answer(c: Code, equal: str) -> None:
    c.line(f"ret i32 {c.let(f'zext i1 {equal} to i32')}")


def _same_bits(c: Code, t: Type) -> None:
    """Compare with the value that the object is converted to."""
    result = convert.result_type(t)
    function = convert_unions.element(c.w, t)
    both = c.let(f"call {result} {function}(ptr %ctx, ptr %o, ptr null)")
    status = c.let(f"extractvalue {result} {both}, 0")
    misfit = c.label()
    c.unless(c.let(f"icmp eq i8 {status}, 0"), misfit)
    found = c.let(f"extractvalue {result} {both}, 1")
    reg = convert.reg(t)
    c.line(f"ret i32 {c.let(f'call i32 {_bits(c.w, t)}({reg} {found}, {reg} %v)')}")
    c.block(misfit)
    raised = c.label()
    unless_interrupted(c, "%ctx", raised)
    c.line("ret i32 0")
    c.block(raised)
    c.line("ret i32 -1")


def _bits(w: Writer, t: Type) -> str:
    """`i32(T, T)`: whether two values have the same bits."""
    key = ("bits", t)
    if key not in w.named:
        w.named[key] = symbol(f"js.bits {t!r}")
        c = Code(w)
        of = layout(t)
        for leaf in of.leaves:
            path = ", ".join(map(str, leaf.path))
            pair = ["%a", "%b"]
            if path:
                pair = [c.let(f"extractvalue {of.reg} {v}, {path}") for v in pair]
            reg = leaf.reg
            if path and reg == "i1":
                reg = "i8"
            if reg in INTEGER:
                pair = [c.let(f"bitcast {reg} {v} to {INTEGER[reg]}") for v in pair]
                reg = INTEGER[reg]
            c.unless(c.let(f"icmp eq {reg} {pair[0]}, {pair[1]}"), "other")
        c.line("ret i32 1")
        c.block("other")
        c.line("ret i32 0")
        params = f"{of.reg} %a, {of.reg} %b"
        w.define(c.function(f"define internal i32 {w.named[key]}({params}) nounwind"))
    return w.named[key]


def _part(c: Code, t: Type, value: str, object: str) -> None:
    """Go on where a part is the same; else return."""
    found = c.let(f"call i32 {same(c.w, t)}(ptr %ctx, {layout(t).reg} {value}, ptr {object})")
    on, off = c.label(), c.label()
    c.branch(c.let(f"icmp eq i32 {found}, 1"), on, off)
    c.block(off)
    c.line(f"ret i32 {found}")
    c.block(on)


def _same_tuple(c: Code, t: Tuple) -> None:
    c.unless(convert.is_tuple(c, t), "other")
    size = c.host("PyTuple_Size", "%o")
    c.unless(c.let(f"icmp eq i64 {size}, {len(t.items)}"), "other")
    for i, item in enumerate(t.items):
        object = c.host("PyTuple_GetItem", "%o", str(i), otherwise=CANNOT)  # the size is known
        part = c.let(f"extractvalue {layout(t).reg} %v, {i}")
        _part(c, item, c.from_memory(item, part), object)
    c.line("ret i32 1")


def _same_union(c: Code, t: Union) -> None:
    """By the member that the value is. Among several kinds of numbers, only its own stands for it:
    an object that is converted stands for what it is converted to."""
    alone = sum(isinstance(m, Scalar) for m in t.members) == 1
    for member, value in convert_unions.each_member(c, t, "other"):
        if alone or not isinstance(member, Scalar):
            _part(c, member, value, "%o")
            c.line("ret i32 1")
            continue
        result = convert.result_type(member)
        function = convert.unbox(c.w, member, exact=True)
        both = c.let(f"call {result} {function}(ptr %ctx, ptr %o, ptr null)")
        status = c.let(f"extractvalue {result} {both}, 0")
        c.unless(c.let(f"icmp eq i8 {status}, 0"), "other")
        found = c.let(f"extractvalue {result} {both}, 1")
        reg = convert.reg(member)
        equal = c.let(f"call i32 {_bits(c.w, member)}({reg} {found}, {reg} {value})")
        c.line(f"ret i32 {equal}")


def _same_array(c: Code, t: Array) -> None:
    """An ndarray of the same memory, seen in the same way."""
    c.unless(c.let(f"icmp eq ptr {c.type_of('%o')}, {c.numpy('PyArray_Type')}"), "other")
    reg = layout(t).reg
    rank = c.load("i32", "%o", abi.ARRAY_NDIM)
    c.unless(c.let(f"icmp eq i32 {rank}, {t.ndim}"), "other")
    owner = c.let(f"extractvalue {reg} %v, 1")
    c.unless(c.let(f"icmp ne ptr {owner}, null"), "other")
    array = c.load("ptr", owner, abi.BUFFER_ARRAY)
    c.unless(c.let(f"icmp ne ptr {array}, null"), "other")
    data = c.let(f"extractvalue {reg} %v, 0")
    c.unless(c.let(f"icmp eq ptr {data}, {c.load('ptr', '%o', abi.ARRAY_DATA)}"), "other")
    for field, path in ((abi.ARRAY_DIMS, 2), (abi.ARRAY_STRIDES, 3)):
        for i in range(t.ndim):
            have = c.load("i64", c.load("ptr", "%o", field), 8 * i)
            mine = c.let(f"extractvalue {reg} %v, {path}, {i}")
            c.unless(c.let(f"icmp eq i64 {have}, {mine}"), "other")
    c.line("ret i32 1")


def _same_object(c: Code, t: Object) -> None:
    w = c.w
    if session.has_identity(w, t):
        known = c.let(f"call ptr {session.object_of(w)}(ptr %ctx, ptr %v)")
        _answer(c, c.let(f"icmp eq ptr {known}, %o"))
        return
    function = session.method(w, t, "__same_python__")
    if function is None:
        c.line("br label %other")
        return
    both = c.let(f"call {{i32, i1}} {symbol(function.name)}(ptr %ctx, ptr %v, ptr %o)")
    status = c.let(f"extractvalue {{i32, i1}} {both}, 0")
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "failed")
    _answer(c, c.let(f"extractvalue {{i32, i1}} {both}, 1"))
    c.block("failed")
    c.line("ret i32 -1")
