"""From the arguments of a call to the places where each parameter's object is found.

Positional arguments stay where the caller put them. Keywords are matched to parameter names by
`js.bind`, which lays all arguments out by position, and fills gaps with the function's defaults; a
call whose arguments have anything wrong with them goes to the slow path, where CPython itself finds
the words for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...ir.types import BOOL, FLOAT, INT, NONE, Type, Union
from ..layout import tag
from ..writer import Writer, float_text
from .code import CANNOT, Code, define

Param = dict[str, Any]


class Place:
    """Where parameter `index` is found: always given, or given when there are more than `index`
    arguments, else `default`: an LLVM constant, or `OBJECT`, that of the function's tuple."""

    __slots__ = ("default", "index")

    def __init__(self, index: int, default: str | None = None):
        self.index, self.default = index, default

    def object(self, c: Code, bound: Arguments) -> str:
        """The argument's object."""
        if self.default != OBJECT:
            return c.load("ptr", bound.array, 8 * self.index)
        has = c.let(f"icmp ugt i64 {bound.given}, {self.index}")
        there, left_out, join = c.label(), c.label(), c.label()
        c.line(f"br i1 {has}, label %{there}, label %{left_out}")
        c.block(there)
        given = c.load("ptr", bound.array, 8 * self.index)
        c.line(f"br label %{join}")
        c.block(left_out)
        default = default_of(c, str(self.index))
        last = c.label()
        c.line(f"br label %{last}")
        c.block(last)
        c.line(f"br label %{join}")
        c.block(join)
        return c.let(f"phi ptr [{given}, %{there}], [{default}, %{last}]")


OBJECT = "object"


def default_of(c: Code, index: str) -> str:
    """The default of a parameter that has one (see `runtime/callable.py`)."""
    place = c.let(f"ptrtoint ptr {c.data('callable_slot')} to i64")
    held = c.load("ptr", c.let(f"getelementptr inbounds i8, ptr %self, i64 {place}"), 16)
    return c.host("PyTuple_GetItem", held, index, otherwise=CANNOT)


class Arguments:
    """The arguments of an entry: how many there are, and an array of their objects."""

    __slots__ = ("array", "given", "places")

    def __init__(self, array: str, given: str, places: Sequence[Place]):
        self.array, self.given, self.places = array, given, places


def arguments(c: Code, types: Sequence[Type], signature: Param | None) -> Arguments:
    """Bind the arguments; to `slow` when their number does not fit: when a parameter that is
    left out has no default. The slow path itself, which calls a `Variant`, passes everything by
    position, keyword-only parameters too."""
    n = len(types)
    params: Sequence[Param] = (signature or {}).get("params", [{}] * n)
    count = next((i for i, p in enumerate(params) if p.get("kind") == "kwonly"), n)
    given = c.let(f"and i64 %nargsf, {(1 << 63) - 1}")
    array, given, named = _with_keywords(c, params, given, count)
    constants = [
        _constant(t, p["default"]) if "default" in p else None for t, p in zip(types, params)
    ]
    required = count
    while required and constants[required - 1] is not None:
        required -= 1
    direct = all(constant is not None for constant in constants[count:])
    fits = _within(c, given, required, count) if direct else "false"
    if count < n:
        variant = c.let(f"icmp eq ptr {c.type_of('%self')}, {c.data('variant_type')}")
        any_place = c.let(f"or i1 {variant}, {named}")
        enough = _within(c, given, required if direct else n, n)
        fits = c.let(f"or i1 {fits}, {c.let(f'and i1 {any_place}, {enough}')}")
    c.unless(fits, "slow")
    first_optional = required if direct else n
    places = [Place(i, constants[i] if i >= first_optional else None) for i in range(n)]
    return Arguments(array, given, places)


def _within(c: Code, given: str, low: int, high: int) -> str:
    if low == high:
        return c.let(f"icmp eq i64 {given}, {low}")
    return c.let(f"icmp ule i64 {c.let(f'sub i64 {given}, {low}')}, {high - low}")


def _with_keywords(
    c: Code, params: Sequence[Param], given: str, count: int
) -> tuple[str, str, str]:
    """(array, number of arguments, whether keywords were bound); to `slow` where that fails."""
    none = c.let("icmp eq ptr %kwnames, null")
    names = [p.get("name", "") for p in params]
    if not all(name and name.isascii() for name in names) or not names:
        c.unless(none, "slow")
        return "%args", given, "false"
    slots = c.alloca("ptr", len(names))
    first = sum(p.get("kind") == "posonly" for p in params)
    c.line("br label %counted")
    c.block("counted")
    c.branch(none, "bound", "named")
    c.block("named")
    table = _names(c.w, names)
    filled = len(names)  # from here on all have defaults
    while filled and "default" in params[filled - 1]:
        filled -= 1
    limits = f"i64 {first}, i64 {count}, i64 {len(names)}, i64 {filled}"
    total = c.let(
        f"call i64 {bind(c.w)}(ptr %args, i64 {given}, ptr %kwnames, ptr {table}, {limits}, "
        f"ptr {slots}, ptr %self)"
    )
    c.unless(c.let(f"icmp sge i64 {total}, 0"), "slow")
    c.line("br label %named.end")
    c.block("named.end")
    c.line("br label %bound")
    c.block("bound")
    array = c.let(f"phi ptr [%args, %counted], [{slots}, %named.end]")
    number = c.let(f"phi i64 [{given}, %counted], [{total}, %named.end]")
    return array, number, c.let("phi i1 [false, %counted], [true, %named.end]")


def _constant(t: Type, value: Any) -> str:
    """The default `value` as an LLVM constant of type `t`, for the plain scalars; else OBJECT."""
    if t is INT and type(value) is int and -(2**63) <= value < 2**63:
        return str(value)
    if t is BOOL and type(value) is bool:
        return str(value).lower()
    if t is FLOAT and type(value) is float:
        return float_text(value, 64)
    if t is NONE and value is None:
        return "zeroinitializer"
    if isinstance(t, Union) and value is None and NONE in t.members and tag(t, NONE) == 0:
        return "zeroinitializer"
    return OBJECT


def _names(w: Writer, names: Sequence[str]) -> str:
    """A constant table of C strings."""
    key = ("names", *names)
    if key not in w.named:
        w.named[key] = table = f"@names.{len(w.named)}"
        texts = ", ".join(f"ptr {w.text(name.encode())}" for name in names)
        w.globals.append(f"{table} = private unnamed_addr constant [{len(names)} x ptr] [{texts}]")
    return w.named[key]


def bind(w: Writer) -> str:
    """`i64 js.bind(args, given, kwnames, names, first, count, n, filled, slots, self)`: put the
    arguments into `slots` by position, and count them; -1 when a name is unknown, or given twice,
    or when there is a gap below `filled`; those from there on are filled with the defaults of
    `self`. Names from `first` on may be keywords, up to `count` positional arguments."""
    name = "@js.bind"
    if name in w.named:
        return name
    w.named[name] = name
    head = (
        f"define internal i64 {name}(ptr %args, i64 %given, ptr %kwnames, ptr %names, "
        "i64 %first, i64 %count, i64 %n, i64 %filled, ptr %slots, ptr %self) "
        "noinline optnone nounwind"
    )
    define(w, head, _bind)
    return name


def _bind(c: Code) -> None:
    c.w.intrinsic("llvm.memset.p0.i64", "void", "ptr", "i8", "i64", "i1")
    c.w.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    c.unless(c.let("icmp ule i64 %given, %count"), "wrong")
    keywords = c.host("PyTuple_Size", "%kwnames")
    total = c.let(f"add i64 %given, {keywords}")
    c.unless(c.let(f"icmp ule i64 {total}, %n"), "wrong")
    size, used = c.let("mul i64 %n, 8"), c.let("mul i64 %given, 8")
    c.line(f"call void @llvm.memset.p0.i64(ptr %slots, i8 0, i64 {size}, i1 false)")
    c.line(f"call void @llvm.memcpy.p0.p0.i64(ptr %slots, ptr %args, i64 {used}, i1 false)")
    c.line("br label %prepared")
    c.block("prepared")
    c.line("br label %keyword")
    c.block("keyword")
    c.line("%k = phi i64 [0, %prepared], [%k.next, %found]")
    c.branch(c.let(f"icmp slt i64 %k, {keywords}"), "match", "whole")
    c.block("match")
    wanted = c.host("PyTuple_GetItem", "%kwnames", "%k", otherwise=CANNOT)  # it is below its size
    c.line("br label %search")
    c.block("search")
    c.line("%i = phi i64 [%first, %match], [%i.next, %other]")
    c.unless(c.let("icmp slt i64 %i, %n"), "wrong")
    text = c.load("ptr", c.let("getelementptr ptr, ptr %names, i64 %i"))
    differs = c.host("PyUnicode_CompareWithASCIIString", wanted, text)
    c.branch(c.let(f"icmp eq i32 {differs}, 0"), "take", "other")
    c.block("other")
    c.line("%i.next = add i64 %i, 1")
    c.line("br label %search")
    c.block("take")
    slot = c.let("getelementptr ptr, ptr %slots, i64 %i")
    c.unless(c.let(f"icmp eq ptr {c.load('ptr', slot)}, null"), "wrong")
    source = c.let("add i64 %given, %k")
    object = c.load("ptr", c.let(f"getelementptr ptr, ptr %args, i64 {source}"))
    c.store("ptr", object, slot)
    c.line("br label %found")
    c.block("found")
    c.line("%k.next = add i64 %k, 1")
    c.line("br label %keyword")
    c.block("whole")
    c.line("br label %gaps")
    c.block("gaps")
    c.line("%j = phi i64 [%given, %whole], [%j.next, %set]")
    c.branch(c.let("icmp slt i64 %j, %n"), "gap", "laid")
    c.block("gap")
    place = c.let("getelementptr ptr, ptr %slots, i64 %j")
    c.branch(c.let(f"icmp eq ptr {c.load('ptr', place)}, null"), "fill", "set")
    c.block("fill")
    c.unless(c.let("icmp sge i64 %j, %filled"), "wrong")
    c.store("ptr", default_of(c, "%j"), place)
    c.line("br label %set")
    c.block("set")
    c.line("%j.next = add i64 %j, 1")
    c.line("br label %gaps")
    c.block("laid")
    c.line("ret i64 %n")
    c.block("wrong")
    c.line("ret i64 -1")
