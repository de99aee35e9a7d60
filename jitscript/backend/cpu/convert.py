"""Conversion functions between Python objects and native values, written once per type.

    js.unbox T    {i8, T} (ctx, ptr object, ptr owners): FITS and the value; MISMATCH when the
                  object is not exactly of T's Python type (the slow path converts or explains)
    js.element T  the same for what a container holds: asks the runtime for the conversion itself
    js.box T      ptr (ctx, T): a new reference, or null with a Python exception set

An int does for a float that holds it, and for NumPy's twin of its own type, as in the slow path;
but not where only `exact` types do, which a union asks of all its members before it converts.

They read objects by their type pointer first, and NumPy's by their public structs. An array
argument gets an owner in `owners` (a header that is never freed, on the caller's stack, see
`abi.py`), or where that is null a counted one on the heap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...ir.types import (
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    NONE,
    PYOBJ,
    PYTHON_TWIN,
    Array,
    Object,
    Scalar,
    Tuple,
    Type,
    Union,
)
from ...runtime import abi
from ..layout import layout, tag
from ..writer import Writer, symbol
from . import convert_array, objects, session
from .code import Code
from .support import elements_exact, interrupted, unless_interrupted

FITS, MISMATCH = 0, 1
OWNER_SIZE = 32


def unbox(
    w: Writer, t: Type, contiguous: bool = False, writes: bool = False, exact: bool = False
) -> str:
    """The unboxing function of `t`. `contiguous` and `writes` are demands on arrays in it, `exact`
    on the types of all there is."""
    if not arrays_in(t):
        contiguous = writes = False
    exact = exact and converts(t)
    key = ("unbox", t, contiguous, writes, exact)
    if key not in w.named:
        demands = " contiguous" * contiguous + " writeable" * writes + " exact" * exact
        w.named[key] = symbol(f"js.unbox {t!r}{demands}")
        c = Code(w)
        _conversion(t)[0](c, t, contiguous, writes, exact)
        _mismatch(c, t)
        # Scalars are read in line, all else behind a call where LLVM finds it too large.
        inline = "alwaysinline " if isinstance(t, Scalar) else ""
        head = f"{_result(t)} {w.named[key]}(ptr %ctx, ptr %o, ptr %owners) {inline}nounwind"
        w.define(c.function(f"define internal {head}"))
    return w.named[key]


def element(w: Writer, t: Type) -> str:
    """The unboxing function of what a container holds. What is not exactly a `t` the runtime
    converts, as it does arguments, unless only exact types do."""
    if isinstance(t, Object) or t is PYOBJ:
        return unbox(w, t)
    key = ("element", t)
    if key in w.named:
        return w.named[key]
    w.named[key] = symbol(f"js.element {t!r}")
    c = Code(w)
    function = unbox(w, t, exact=True)
    before = elements_exact(c, "1") if _holds_container(t) else ""
    value = c.unboxed(function, t, "%o", 0, "other")
    if before:
        elements_exact(c, before)
    _fits(c, t, value)
    c.block("other")
    before = elements_exact(c, before)
    c.unless(c.let(f"icmp eq i8 {before}, 0"), "mismatch")
    if owns(t):
        unless_interrupted(c, "%ctx", "mismatch")
    if converts(t):
        following = c.label()
        _fits(c, t, c.unboxed(unbox(w, t), t, "%o", 0, following))
        c.block(following)
        if owns(t):
            unless_interrupted(c, "%ctx", "mismatch")
    for name in ("PyUnicode_Type", "PyList_Type"):  # what nothing converts
        c.unless(c.let(f"icmp ne ptr {c.type_of('%o')}, {c.data(name)}"), "mismatch")
    c.unless(c.let(f"icmp ne ptr %o, {c.data('None')}"), "mismatch")
    text = repr(t).encode()
    name = c.host("PyUnicode_DecodeUTF8", w.text(text), str(len(text)), "0")
    c.unless(c.let(f"icmp ne ptr {name}, null"), "failed")
    made = c.host("PyObject_CallFunctionObjArgs", c.data("exact_object"), name, "%o", "null")
    c.host("Py_DecRef", name)
    c.unless(c.let(f"icmp ne ptr {made}, null"), "failed")
    value = c.unboxed(function, t, made, 0, "odd")
    c.host("Py_DecRef", made)
    _fits(c, t, value)
    c.block("odd")
    c.host("Py_DecRef", made)
    c.line("br label %mismatch")
    c.block("failed")
    interrupted(c)
    c.line("br label %mismatch")
    _mismatch(c, t)
    head = f"{_result(t)} {w.named[key]}(ptr %ctx, ptr %o, ptr %owners) nounwind"
    w.define(c.function(f"define internal {head}"))
    return w.named[key]


def _mismatch(c: Code, t: Type) -> None:
    c.block("mismatch")
    c.line(f"ret {_result(t)} {{i8 {MISMATCH}, {_reg(t)} undef}}")


def box(w: Writer, t: Type) -> str:
    """The boxing function of `t`. It borrows the value."""
    key = ("box", t)
    if key not in w.named:
        w.named[key] = symbol(f"js.box {t!r}")
        c = Code(w)
        _conversion(t)[1](c, t)
        inline = "alwaysinline " if isinstance(t, Scalar) else ""
        head = f"ptr {w.named[key]}(ptr %ctx, {_reg(t)} %v) {inline}nounwind"
        w.define(c.function(f"define internal {head}"))
    return w.named[key]


def arrays_in(t: Type) -> int:
    """How many array owners an argument of type `t` may need."""
    if isinstance(t, Array):
        return 1
    parts: Sequence[Type] = ()
    if isinstance(t, Tuple):
        parts = t.items
    elif isinstance(t, Union):
        parts = t.members
    return sum(map(arrays_in, parts))


def owns(t: Type) -> bool:
    """Whether an unboxed argument of type `t` holds references that have to be given back.
    Arrays of arguments do not: their owners are on the caller's stack."""
    if isinstance(t, Object) or t is PYOBJ:
        return True
    parts: Sequence[Type] = ()
    if isinstance(t, Tuple):
        parts = t.items
    elif isinstance(t, Union):
        parts = t.members
    return any(map(owns, parts))


def converts(t: Type) -> bool:
    """Whether the unboxing function of `t` takes more than exact types, or calls what does."""
    if isinstance(t, (Tuple, Union)):
        return any(map(converts, t.items if isinstance(t, Tuple) else t.members))
    if isinstance(t, Object):
        return bool(t.args)
    return t is FLOAT or t in PYTHON_TWIN


def _reg(t: Type) -> str:
    return layout(t).reg


def _result(t: Type) -> str:
    return f"{{i8, {_reg(t)}}}"


def _fits(c: Code, t: Type, value: str) -> None:
    """Return `value`, an operand of `t`'s register type."""
    made = c.let(f"insertvalue {_result(t)} {{i8 {FITS}, {_reg(t)} undef}}, {_reg(t)} {value}, 1")
    c.line(f"ret {_result(t)} {made}")


# --- unboxing -----------------------------------------------------------------------------------


def _expect_type(c: Code, name: str) -> None:
    """Go to `mismatch` unless the object's type is exactly the host's `name`."""
    same = c.let(f"icmp eq ptr {c.type_of('%o')}, {c.data(name)}")
    c.unless(same, "mismatch")


def _int64(c: Code, where: str = "mismatch") -> str:
    """The value of the `int` in %o; to `where` when it does not fit."""
    overflow = c.alloca("i32")
    value = c.host("PyLong_AsLongLongAndOverflow", "%o", overflow)
    over = c.let(f"load i32, ptr {overflow}, align 4")
    c.unless(c.let(f"icmp eq i32 {over}, 0"), where)
    return value


def _unbox_int(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    _expect_type(c, "PyLong_Type")
    _fits(c, t, _int64(c))


def _unbox_float(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    same = c.let(f"icmp eq ptr {c.type_of('%o')}, {c.data('PyFloat_Type')}")
    c.branch(same, "float", "mismatch" if exact else "other")
    c.block("float")
    _fits(c, t, c.load("double", "%o", abi.SCALAR_VALUE))
    if exact:
        return
    c.block("other")  # an int that a float holds exactly
    _expect_type(c, "PyLong_Type")
    value = _int64(c)
    magnitude = c.let(f"add i64 {value}, {1 << 53}")
    c.unless(c.let(f"icmp ule i64 {magnitude}, {1 << 54}"), "mismatch")
    _fits(c, t, c.let(f"sitofp i64 {value} to double"))


def _unbox_bool(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    true = c.let(f"icmp eq ptr %o, {c.data('True')}")
    false = c.let(f"icmp eq ptr %o, {c.data('False')}")
    c.unless(c.let(f"or i1 {true}, {false}"), "mismatch")
    _fits(c, t, true)


def _unbox_complex(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    _expect_type(c, "PyComplex_Type")
    _fits(c, t, c.load(_reg(t), "%o", abi.SCALAR_VALUE))


def _unbox_none(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    c.unless(c.let(f"icmp eq ptr %o, {c.data('None')}"), "mismatch")
    _fits(c, t, "zeroinitializer")


def _unbox_pyobj(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    c.host("Py_IncRef", "%o")
    _fits(c, t, "%o")


def _unbox_numpy(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    same = c.let(f"icmp eq ptr {c.type_of('%o')}, {c.numpy(f'scalar.{t!r}')}")
    twin = None if exact else PYTHON_TWIN.get(t)  # type: ignore[call-overload]
    c.branch(same, "numpy", "python" if twin else "mismatch")
    c.block("numpy")
    value = c.load(layout(t).mem, "%o", abi.SCALAR_VALUE)
    _fits(c, t, c.let(f"trunc i8 {value} to i1") if layout(t).reg == "i1" else value)
    if twin:  # a Python scalar takes the NumPy type of its own width
        c.block("python")
        _conversion(twin)[0](c, t, contiguous, writes, exact)


def _unbox_array(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    assert isinstance(t, Array)
    _fits(c, t, convert_array.unbox(c, t, contiguous, writes))


def _unbox_tuple(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    assert isinstance(t, Tuple)
    _expect_type(c, "PyTuple_Type")
    size = c.host("PyTuple_Size", "%o")
    c.unless(c.let(f"icmp eq i64 {size}, {len(t.items)}"), "mismatch")
    whole, owner = "undef", 0
    made: list[tuple[Type, str]] = []
    for i, item in enumerate(t.items):
        object = c.host("PyTuple_GetItem", "%o", str(i))
        misfit = c.label() if made else "mismatch"
        value = c.unboxed(unbox(c.w, item, contiguous, writes, exact), item, object, owner, misfit)
        if made:
            c.aside(misfit, made, "mismatch")
        if owns(item):
            made = [*made, (item, value)]
        owner += arrays_in(item)
        stored = c.to_memory(item, value)
        whole = c.let(f"insertvalue {_reg(t)} {whole}, {layout(item).mem} {stored}, {i}")
    _fits(c, t, whole)


def _unbox_union(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    """The member that fits exactly, else the first that a conversion fits. An int rather stays
    one than becomes a float."""
    assert isinstance(t, Union)
    tries = [(member, True) for member in t.members]
    if not exact:
        tries += [(member, False) for member in sorted(t.members, key=_width)]
    for member, only in tries:
        if not only and not converts(member):
            continue
        owner = sum(map(arrays_in, t.members[: t.members.index(member)]))
        following = c.label()
        forget = session.attempt(c, member)
        function = unbox(c.w, member, contiguous, writes, only)
        with_elements = only and not exact and _holds_container(member)
        before = elements_exact(c, "1") if with_elements else ""
        value = c.unboxed(function, member, "%o", owner, following)
        if before:
            elements_exact(c, before)
        _fits(c, t, _as_member(c, t, member, value))
        c.block(following)
        if before:
            elements_exact(c, before)
        if owns(member):
            unless_interrupted(c, "%ctx", "mismatch")
        forget()
    c.line("br label %mismatch")


def _as_member(c: Code, t: Union, member: Type, value: str) -> str:
    """A value of type `member` as one of the union `t`."""
    slot = c.alloca(layout(t).mem)
    c.line(f"store {layout(t).mem} zeroinitializer, ptr {slot}, align {layout(t).align}")
    c.line(f"store i8 {tag(t, member)}, ptr {slot}, align 1")
    if layout(member).leaves:
        place = c.offset(slot, _slot_offset(t, member))
        c.line(f"store {layout(member).mem} {c.to_memory(member, value)}, ptr {place}, align 1")
    return c.let(f"load {layout(t).mem}, ptr {slot}, align {layout(t).align}")


def _holds_container(t: Type) -> bool:
    """Whether there is a container in `t`, whose elements may be converted."""
    if isinstance(t, (Tuple, Union)):
        return any(map(_holds_container, t.items if isinstance(t, Tuple) else t.members))
    return isinstance(t, Object) and bool(t.args)


def _width(t: Type) -> int:
    """How much an int changes in the widest place of `t`: in one for a float, a complex number, or
    a float of NumPy's. A union converts to its narrowest member."""
    if isinstance(t, (Tuple, Union)):
        return max(map(_width, t.items if isinstance(t, Tuple) else t.members), default=0)
    if isinstance(t, Object):
        return max(map(_width, t.args), default=0)
    if not isinstance(t, Scalar) or t.kind not in ("float", "complex"):
        return 0
    return (t.kind == "complex") + (1 if t.python else 2)


def _slot_offset(t: Union, member: Type) -> int:
    first = layout(t).slots[member]
    return layout(t).leaves[first].offset


def _unbox_object(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    """Instances are converted by their class's own `__from_python__` (see `objects.py`)."""
    assert isinstance(t, Object)
    objects.unbox_object(c, t)


# --- boxing -------------------------------------------------------------------------------------


def _new_reference(c: Code, object: str) -> None:
    c.host("Py_IncRef", object)
    c.line(f"ret ptr {object}")


def _box_int(c: Code, t: Type) -> None:
    c.line(f"ret ptr {c.host('PyLong_FromLongLong', '%v')}")


def _box_float(c: Code, t: Type) -> None:
    c.line(f"ret ptr {c.host('PyFloat_FromDouble', '%v')}")


def _box_bool(c: Code, t: Type) -> None:
    true, false = c.data("True"), c.data("False")
    _new_reference(c, c.let(f"select i1 %v, ptr {true}, ptr {false}"))


def _box_complex(c: Code, t: Type) -> None:
    real, imag = (c.let(f"extractvalue {_reg(t)} %v, {i}") for i in (0, 1))
    c.line(f"ret ptr {c.host('PyComplex_FromDoubles', real, imag)}")


def _box_none(c: Code, t: Type) -> None:
    _new_reference(c, c.data("None"))


def _box_pyobj(c: Code, t: Type) -> None:
    _new_reference(c, "%v")


def _box_numpy(c: Code, t: Type) -> None:
    slot = c.alloca(layout(t).mem)
    c.line(f"store {layout(t).mem} {c.to_memory(t, '%v')}, ptr {slot}, align 16")
    c.line(f"ret ptr {c.numpy_call('PyArray_Scalar', slot, c.numpy(f'dtype.{t!r}'), 'null')}")


def _box_array(c: Code, t: Type) -> None:
    assert isinstance(t, Array)
    c.line(f"ret ptr {convert_array.box(c, t)}")


def _box_tuple(c: Code, t: Type) -> None:
    assert isinstance(t, Tuple)
    made = c.host("PyTuple_New", str(len(t.items)))
    c.unless(c.let(f"icmp ne ptr {made}, null"), "failed")
    for i, item in enumerate(t.items):
        value = c.from_memory(item, c.let(f"extractvalue {_reg(t)} %v, {i}"))
        object = c.let(f"call ptr {box(c.w, item)}(ptr %ctx, {_reg(item)} {value})")
        c.unless(c.let(f"icmp ne ptr {object}, null"), "drop")
        c.host("PyTuple_SetItem", made, str(i), object)
    c.line(f"ret ptr {made}")
    c.block("drop")
    c.host("Py_DecRef", made)
    c.line("br label %failed")
    c.block("failed")
    c.line("ret ptr null")


def _box_union(c: Code, t: Type) -> None:
    assert isinstance(t, Union)
    slot = c.alloca(layout(t).mem)
    c.line(f"store {_reg(t)} %v, ptr {slot}, align {layout(t).align}")
    which = c.let(f"extractvalue {_reg(t)} %v, 0")
    labels = [c.label() for _ in t.members]
    cases = " ".join(f"i8 {tag(t, m)}, label %{at}" for m, at in zip(t.members, labels))
    c.line(f"switch i8 {which}, label %{labels[0]} [{cases}]")
    for member, label in zip(t.members, labels):
        c.block(label)
        value = "zeroinitializer"
        if layout(member).leaves:
            place = c.offset(slot, _slot_offset(t, member))
            stored = c.let(f"load {layout(member).mem}, ptr {place}, align 1")
            value = c.from_memory(member, stored)
        made = c.let(f"call ptr {box(c.w, member)}(ptr %ctx, {_reg(member)} {value})")
        c.line(f"ret ptr {made}")


def _box_object(c: Code, t: Type) -> None:
    assert isinstance(t, Object)
    objects.box_object(c, t)


# --- which of them -------------------------------------------------------------------------------

Unboxer = Callable[[Code, Type, bool, bool, bool], None]
Boxer = Callable[[Code, Type], None]

_OF_TYPE: dict[Type, tuple[Unboxer, Boxer]] = {
    INT: (_unbox_int, _box_int),
    FLOAT: (_unbox_float, _box_float),
    BOOL: (_unbox_bool, _box_bool),
    COMPLEX: (_unbox_complex, _box_complex),
    NONE: (_unbox_none, _box_none),
    PYOBJ: (_unbox_pyobj, _box_pyobj),
}
_OF_CLASS: dict[type, tuple[Unboxer, Boxer]] = {
    Scalar: (_unbox_numpy, _box_numpy),
    Array: (_unbox_array, _box_array),
    Tuple: (_unbox_tuple, _box_tuple),
    Union: (_unbox_union, _box_union),
    Object: (_unbox_object, _box_object),
}


def _conversion(t: Type) -> tuple[Unboxer, Boxer]:
    return _OF_TYPE.get(t) or _OF_CLASS[type(t)]
