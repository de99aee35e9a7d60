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
    UNBOUND,
    Array,
    Enum,
    Object,
    Scalar,
    Tuple,
    Type,
    Union,
)
from ...runtime import abi
from ..layout import layout
from ..writer import Writer, symbol
from . import convert_array, convert_unions, session
from .code import CANNOT, Code
from .support import interrupted

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
        mismatch(c, t)
        # Scalars are read in line, all else behind a call where LLVM finds it too large.
        inline = "alwaysinline " if isinstance(t, Scalar) else ""
        head = f"{result_type(t)} {w.named[key]}(ptr %ctx, ptr %o, ptr %owners) {inline}nounwind"
        w.define(c.function(f"define internal {head}"))
    return w.named[key]


def mismatch(c: Code, t: Type) -> None:
    c.block("mismatch")
    c.line(f"ret {result_type(t)} {{i8 {MISMATCH}, {reg(t)} undef}}")


def box(w: Writer, t: Type) -> str:
    """The boxing function of `t`. It borrows the value."""
    key = ("box", t)
    if key not in w.named:
        w.named[key] = symbol(f"js.box {t!r}")
        c = Code(w)
        _conversion(t)[1](c, t)
        inline = "alwaysinline " if isinstance(t, Scalar) else ""
        head = f"ptr {w.named[key]}(ptr %ctx, {reg(t)} %v) {inline}nounwind"
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


def reg(t: Type) -> str:
    return layout(t).reg


def result_type(t: Type) -> str:
    return f"{{i8, {reg(t)}}}"


def fits(c: Code, t: Type, value: str) -> None:
    """Return `value`, an operand of `t`'s register type."""
    made = c.let(f"insertvalue {result_type(t)} {{i8 {FITS}, {reg(t)} undef}}, {reg(t)} {value}, 1")
    c.line(f"ret {result_type(t)} {made}")


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
    fits(c, t, _int64(c))


def _unbox_float(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    same = c.let(f"icmp eq ptr {c.type_of('%o')}, {c.data('PyFloat_Type')}")
    c.branch(same, "float", "mismatch" if exact else "other")
    c.block("float")
    fits(c, t, c.load("double", "%o", abi.SCALAR_VALUE))
    if exact:
        return
    c.block("other")  # an int that a float holds exactly
    _expect_type(c, "PyLong_Type")
    value = _int64(c)
    magnitude = c.let(f"add i64 {value}, {1 << 53}")
    c.unless(c.let(f"icmp ule i64 {magnitude}, {1 << 54}"), "mismatch")
    fits(c, t, c.let(f"sitofp i64 {value} to double"))


def _unbox_bool(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    true = c.let(f"icmp eq ptr %o, {c.data('True')}")
    false = c.let(f"icmp eq ptr %o, {c.data('False')}")
    c.unless(c.let(f"or i1 {true}, {false}"), "mismatch")
    fits(c, t, true)


def _unbox_complex(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    _expect_type(c, "PyComplex_Type")
    fits(c, t, c.load(reg(t), "%o", abi.SCALAR_VALUE))


def _unbox_none(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    c.unless(c.let(f"icmp eq ptr %o, {c.data('None')}"), "mismatch")
    fits(c, t, "zeroinitializer")


def _unbox_unset(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    from . import instance_fields

    c.unless(c.let(f"icmp eq ptr %o, {instance_fields.unset(c)}"), "mismatch")
    fits(c, t, "zeroinitializer")


def _unbox_pyobj(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    c.host("Py_IncRef", "%o")
    fits(c, t, "%o")


def _unbox_numpy(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    same = c.let(f"icmp eq ptr {c.type_of('%o')}, {c.numpy(f'scalar.{t!r}')}")
    twin = None if exact else PYTHON_TWIN.get(t)  # type: ignore[call-overload]
    c.branch(same, "numpy", "python" if twin else "mismatch")
    c.block("numpy")
    value = c.load(layout(t).mem, "%o", abi.SCALAR_VALUE)
    fits(c, t, c.let(f"trunc i8 {value} to i1") if layout(t).reg == "i1" else value)
    if twin:  # a Python scalar takes the NumPy type of its own width
        c.block("python")
        _conversion(twin)[0](c, t, contiguous, writes, exact)


def _unbox_array(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    assert isinstance(t, Array)
    fits(c, t, convert_array.unbox(c, t, contiguous, writes))


def is_tuple(c: Code, t: Tuple) -> str:
    """Whether the object's type is exactly that of a tuple type."""
    from . import instance_fields

    cls = instance_fields.entry_of(c, f"class {t.name}") if t.name else c.data("PyTuple_Type")
    return c.let(f"icmp eq ptr {c.type_of('%o')}, {cls}")


def _unbox_tuple(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    from . import convert_wide

    assert isinstance(t, Tuple)
    c.unless(is_tuple(c, t), "mismatch")
    size = c.host("PyTuple_Size", "%o")
    c.unless(c.let(f"icmp eq i64 {size}, {len(t.items)}"), "mismatch")
    if len(t.items) > convert_wide.WIDE:
        convert_wide.unbox(c, t, contiguous, writes, exact)
        return
    whole, owner = "undef", 0
    made: list[tuple[Type, str]] = []
    for i, item in enumerate(t.items):
        object = c.host("PyTuple_GetItem", "%o", str(i), otherwise=CANNOT)  # the size is known
        misfit = c.label() if made else "mismatch"
        value = c.unboxed(unbox(c.w, item, contiguous, writes, exact), item, object, owner, misfit)
        if made:
            c.aside(misfit, made, "mismatch")
        if owns(item):
            made = [*made, (item, value)]
        owner += arrays_in(item)
        stored = c.to_memory(item, value)
        whole = c.let(f"insertvalue {reg(t)} {whole}, {layout(item).mem} {stored}, {i}")
    fits(c, t, whole)


def _unbox_object(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    """Instances are converted by their class's own `__from_python__` (see `objects.py`)."""
    from . import generators, instances, objects

    assert isinstance(t, Object)
    if session.resumed(c.w, t) is not None:
        generators.unbox(c, t)
    elif session.is_instance(t):
        instances.unbox(c, t)
    else:
        objects.unbox_object(c, t)


def _unbox_member(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    """A member of an enumeration, by its code, which an object of the table tells."""
    from . import instance_fields

    assert isinstance(t, Enum)
    cls = instance_fields.entry_of(c, f"class {t.name}")
    c.unless(c.let(f"icmp eq ptr {c.type_of('%o')}, {cls}"), "mismatch")
    code = instance_fields.entry_of(c, f"code {t.name}")
    number = c.host("PyObject_CallFunctionObjArgs", code, "%o", "null", otherwise="failed")
    c.unless(c.let(f"icmp ne ptr {number}, {c.data('None')}"), "other")
    overflow = c.alloca("i32")
    value = c.host("PyLong_AsLongLongAndOverflow", number, overflow)
    c.host("Py_DecRef", number)
    fits(c, t, value)
    c.block("failed")
    interrupted(c)
    c.line("br label %mismatch")
    c.block("other")  # of the class of a sentinel, and not that
    c.host("Py_DecRef", number)
    c.line("br label %mismatch")


# --- boxing -------------------------------------------------------------------------------------
# Where a new object is returned as it comes, its failure is the failure of `js.box`.


def _new_reference(c: Code, object: str) -> None:
    c.host("Py_IncRef", object)
    c.line(f"ret ptr {object}")


def _box_int(c: Code, t: Type) -> None:
    c.line(f"ret ptr {c.host('PyLong_FromLongLong', '%v', otherwise=CANNOT)}")


def _box_float(c: Code, t: Type) -> None:
    c.line(f"ret ptr {c.host('PyFloat_FromDouble', '%v', otherwise=CANNOT)}")


def _box_bool(c: Code, t: Type) -> None:
    true, false = c.data("True"), c.data("False")
    _new_reference(c, c.let(f"select i1 %v, ptr {true}, ptr {false}"))


def _box_complex(c: Code, t: Type) -> None:
    real, imag = (c.let(f"extractvalue {reg(t)} %v, {i}") for i in (0, 1))
    c.line(f"ret ptr {c.host('PyComplex_FromDoubles', real, imag, otherwise=CANNOT)}")


def _box_none(c: Code, t: Type) -> None:
    _new_reference(c, c.data("None"))


def _box_end(c: Code, t: Type) -> None:
    _new_reference(c, c.data("NotImplemented"))


def _box_member(c: Code, t: Type) -> None:
    from . import instance_fields

    assert isinstance(t, Enum)
    number = c.host("PyLong_FromLongLong", "%v", otherwise="failed")
    member = instance_fields.entry_of(c, f"member {t.name}")
    made = c.host("PyObject_CallFunctionObjArgs", member, number, "null", otherwise=CANNOT)
    c.host("Py_DecRef", number)
    c.line(f"ret ptr {made}")
    c.block("failed")
    c.line("ret ptr null")


def _box_pyobj(c: Code, t: Type) -> None:
    _new_reference(c, "%v")


def _box_numpy(c: Code, t: Type) -> None:
    slot = c.alloca(layout(t).mem)
    c.line(f"store {layout(t).mem} {c.to_memory(t, '%v')}, ptr {slot}, align 16")
    dtype = c.numpy(f"dtype.{t!r}")
    c.line(f"ret ptr {c.numpy_call('PyArray_Scalar', slot, dtype, 'null', otherwise=CANNOT)}")


def _box_array(c: Code, t: Type) -> None:
    assert isinstance(t, Array)
    c.line(f"ret ptr {convert_array.box(c, t)}")


def _box_tuple(c: Code, t: Type) -> None:
    from . import convert_wide, instance_fields

    assert isinstance(t, Tuple)
    made = c.host("PyTuple_New", str(len(t.items)), otherwise="failed")
    if len(t.items) > convert_wide.WIDE:
        convert_wide.box(c, t, made)
    else:
        for i, item in enumerate(t.items):
            value = c.from_memory(item, c.let(f"extractvalue {reg(t)} %v, {i}"))
            object = c.let(f"call ptr {box(c.w, item)}(ptr %ctx, {reg(item)} {value})")
            c.unless(c.let(f"icmp ne ptr {object}, null"), "drop")
            c.host("PyTuple_SetItem", made, str(i), object, otherwise=CANNOT)  # it is new
    if t.name:
        maker = instance_fields.entry_of(c, f"maker {t.name}")
        named = c.host("PyObject_CallFunctionObjArgs", maker, made, "null", otherwise="drop")
        c.host("Py_DecRef", made)
        c.line(f"ret ptr {named}")
    else:
        c.line(f"ret ptr {made}")
    c.block("drop")
    c.host("Py_DecRef", made)
    c.line("br label %failed")
    c.block("failed")
    c.line("ret ptr null")


def _box_object(c: Code, t: Type) -> None:
    from . import generators, instances, objects

    assert isinstance(t, Object)
    resume = session.resumed(c.w, t)
    if resume is not None:
        generators.box(c, resume)
    elif session.is_instance(t):
        instances.box(c, t)
    else:
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
    UNBOUND: (_unbox_unset, _box_end),  # generators end with it, which only the runtime sees
}
_OF_CLASS: dict[type, tuple[Unboxer, Boxer]] = {
    Enum: (_unbox_member, _box_member),
    Scalar: (_unbox_numpy, _box_numpy),
    Array: (_unbox_array, _box_array),
    Tuple: (_unbox_tuple, _box_tuple),
    Union: (convert_unions.unbox, convert_unions.box),
    Object: (_unbox_object, _box_object),
}


def _conversion(t: Type) -> tuple[Unboxer, Boxer]:
    return _OF_TYPE.get(t) or _OF_CLASS[type(t)]
