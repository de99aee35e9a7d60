"""Arrays at the border: ndarray ↔ {data, owner, dims, strides}, through NumPy's public struct."""

from __future__ import annotations

from ...ir.types import Array
from ...runtime import abi
from ..layout import layout
from ..writer import Writer
from .code import CANNOT, Code, define
from .support import interrupted


def unbox(c: Code, t: Array, contiguous: bool, writes: bool) -> str:
    """The array value of %o; to `mismatch` unless it is exactly an ndarray of this dtype and rank
    with the flags demanded. The strides of a contiguous array must be those that follow from its
    dimensions, though NumPy's flag lets empty arrays and dimensions of size 1 have others: code may
    read them, and hand out views that have them."""
    same = c.let(f"icmp eq ptr {c.type_of('%o')}, {c.numpy('PyArray_Type')}")
    c.unless(same, "mismatch")
    descr = c.load("ptr", "%o", abi.ARRAY_DESCR)
    c.unless(c.let(f"icmp eq ptr {descr}, {c.numpy(f'dtype.{t.dtype!r}')}"), "mismatch")
    rank = c.load("i32", "%o", abi.ARRAY_NDIM)
    c.unless(c.let(f"icmp eq i32 {rank}, {t.ndim}"), "mismatch")
    demanded = abi.C_CONTIGUOUS * contiguous | abi.WRITEABLE * writes
    if demanded:
        flags = c.load("i32", "%o", abi.ARRAY_FLAGS)
        kept = c.let(f"and i32 {flags}, {demanded}")
        c.unless(c.let(f"icmp eq i32 {kept}, {demanded}"), "mismatch")
    dims = [_element(c, abi.ARRAY_DIMS, i) for i in range(t.ndim)]
    if contiguous:
        strides: list[str] = []
        step = str(layout(t.dtype).size)
        for size in reversed(dims):
            own = _element(c, abi.ARRAY_STRIDES, len(dims) - 1 - len(strides))
            c.unless(c.let(f"icmp eq i64 {own}, {step}"), "mismatch")
            strides.insert(0, step)
            if len(strides) < len(dims):
                step = c.let(f"mul i64 {step}, {size}")
    else:
        strides = [_element(c, abi.ARRAY_STRIDES, i) for i in range(t.ndim)]
    value = _insert(c, t, "undef", "ptr", c.load("ptr", "%o", abi.ARRAY_DATA), "0")
    value = _insert(c, t, value, "ptr", _owner(c), "1")
    for i in range(t.ndim):
        value = _insert(c, t, value, "i64", dims[i], f"2, {i}")
        value = _insert(c, t, value, "i64", strides[i], f"3, {i}")
    return value


def _element(c: Code, field: int, i: int) -> str:
    return c.load("i64", c.load("ptr", "%o", field), 8 * i)


def _insert(c: Code, t: Array, whole: str, type: str, part: str, path: str) -> str:
    return c.let(f"insertvalue {layout(t).mem} {whole}, {type} {part}, {path}")


def _owner(c: Code) -> str:
    """A header that stands for the ndarray %o: the caller's, or one of its own on the heap."""
    given = c.let("icmp ne ptr %owners, null")
    mine, made, done = c.label(), c.label(), c.label()
    c.branch(given, mine, made)
    c.block(mine)
    c.store("i64", str(abi.IMMORTAL), "%owners", abi.HEADER_REFCOUNT)
    c.store("ptr", "null", "%owners", abi.HEADER_DROP)
    c.store("i64", "0", "%owners", abi.BUFFER_LENGTH)
    c.store("ptr", "%o", "%owners", abi.BUFFER_ARRAY)
    c.line(f"br label %{done}")
    c.block(made)
    heap = c.let(f"call ptr {heap_owner(c.w)}(ptr %o)")
    fine, none = c.label(), c.label()
    c.branch(c.let(f"icmp ne ptr {heap}, null"), fine, none)
    c.block(none)
    c.host("PyErr_NoMemory")
    interrupted(c)
    c.line("br label %mismatch")
    c.block(fine)
    last = c.label()
    c.line(f"br label %{last}")
    c.block(last)
    c.line(f"br label %{done}")
    c.block(done)
    return c.let(f"phi ptr [%owners, %{mine}], [{heap}, %{last}]")


def owners(w: Writer) -> None:
    heap_owner(w)


def boxes(w: Writer) -> None:
    _box_any(w)


def heap_owner(w: Writer) -> str:
    """`ptr js.own_array(ptr array)`: a counted header that holds a reference to an ndarray, or to
    another object."""
    if "js.own_array" not in w.named:
        w.named["js.own_array"] = "@js.own_array"
        define(w, "define internal ptr @js.own_array(ptr %o) noinline optnone nounwind", _own)
    return "@js.own_array"


def _own(c: Code) -> None:
    c.w.declare("malloc", "declare noalias ptr @malloc(i64) nounwind")
    made = c.let("call ptr @malloc(i64 32)")
    c.unless(c.let(f"icmp ne ptr {made}, null"), "none")
    c.store("i64", "1", made, abi.HEADER_REFCOUNT)
    c.store("ptr", "@js.drop_array", made, abi.HEADER_DROP)
    c.store("i64", "0", made, abi.BUFFER_LENGTH)
    c.store("ptr", "%o", made, abi.BUFFER_ARRAY)
    c.host("Py_IncRef", "%o")
    c.line("br label %none")
    c.block("none")
    c.line(f"ret ptr {made}")
    head = "define internal void @js.drop_array(ptr %p, ptr %list) noinline optnone nounwind"
    define(c.w, head, _drop)


def _drop(c: Code) -> None:
    """It may run without the GIL."""
    c.w.declare("free", "declare void @free(ptr nocapture) nounwind willreturn")
    state = c.host("PyGILState_Ensure")
    c.host("Py_DecRef", c.load("ptr", "%p", abi.BUFFER_ARRAY))
    c.host("PyGILState_Release", state)
    c.line("call void @free(ptr %p)")
    c.line("ret void")


def box(c: Code, t: Array) -> str:
    """An ndarray for the array value %v: the argument itself, a view of it, or a new ndarray that
    keeps the native memory alive."""
    n = t.ndim
    shape = layout(t).mem
    dims, strides = c.alloca("i64", max(n, 1)), c.alloca("i64", max(n, 1))
    data = c.let(f"extractvalue {shape} %v, 0")
    owner = c.let(f"extractvalue {shape} %v, 1")
    empty = "false"
    for i in range(n):
        size = c.let(f"extractvalue {shape} %v, 2, {i}")
        empty = c.let(f"or i1 {empty}, {c.let(f'icmp eq i64 {size}, 0')}")
        c.store("i64", size, dims, 8 * i)
        c.store("i64", c.let(f"extractvalue {shape} %v, 3, {i}"), strides, 8 * i)
    dtype = c.numpy(f"dtype.{t.dtype!r}")
    function = _box_any(c.w)
    return c.let(
        f"call ptr {function}(ptr {data}, ptr {owner}, i64 {n}, ptr {dims}, ptr {strides}, "
        f"ptr {dtype}, i1 {empty})"
    )


def _box_any(w: Writer) -> str:
    """`ptr js.box_array(data, owner, ndim, dims, strides, dtype, empty)`, for all array types."""
    if "js.box_array" in w.named:
        return w.named["js.box_array"]
    w.named["js.box_array"] = "@js.box_array"
    head = (
        "define internal ptr @js.box_array(ptr %data, ptr %owner, i64 %ndim, ptr %dims, "
        "ptr %strides, ptr %dtype, i1 %empty) noinline nounwind"
    )
    define(w, head, _make_any)
    return "@js.box_array"


def _make_any(f: Code) -> None:
    null = f.let("icmp eq ptr %owner, null")
    f.branch(null, "frozen", "owned")
    f.block("owned")
    array = f.load("ptr", "%owner", abi.BUFFER_ARRAY)
    count = f.load("i64", "%owner", abi.HEADER_REFCOUNT)
    drop = f.load("ptr", "%owner", abi.HEADER_DROP)
    f.branch(f.let(f"icmp eq ptr {array}, null"), "native", "argument")
    # an argument: itself, if nothing differs, else a view with its flags
    f.block("argument")
    flags = f.load("i32", array, abi.ARRAY_FLAGS)
    writeable = f.let(f"and i32 {flags}, {abi.WRITEABLE}")
    same_data = f.let(f"icmp eq ptr {f.load('ptr', array, abi.ARRAY_DATA)}, %data")
    f.unless(same_data, "view")
    same_dtype = f.let(f"icmp eq ptr {f.load('ptr', array, abi.ARRAY_DESCR)}, %dtype")
    f.unless(same_dtype, "view")
    rank = f.let(f"sext i32 {f.load('i32', array, abi.ARRAY_NDIM)} to i64")
    f.unless(f.let(f"icmp eq i64 {rank}, %ndim"), "view")
    its_dims = f.load("ptr", array, abi.ARRAY_DIMS)
    its_strides = f.load("ptr", array, abi.ARRAY_STRIDES)
    before = _current(f)
    f.line("br label %compare")
    f.block("compare")
    f.line(f"%i = phi i64 [0, %{before}], [%next, %equal]")
    f.branch(f.let("icmp slt i64 %i, %ndim"), "axis", "itself")
    f.block("axis")
    pairs = []
    for ours, theirs in (("%dims", its_dims), ("%strides", its_strides)):
        both = [
            f.let(f"load i64, ptr {f.let(f'getelementptr i64, ptr {p}, i64 %i')}, align 8")
            for p in (ours, theirs)
        ]
        pairs.append((f.let(f"icmp eq i64 {both[0]}, {both[1]}"), both[0]))
    (dims_equal, size), (strides_equal, _) = pairs
    trivial = f.let(f"icmp eq i64 {size}, 1")  # the stride of such an axis means nothing
    trivial = f.let(f"or i1 {trivial}, %empty")
    strides_fit = f.let(f"or i1 {strides_equal}, {trivial}")
    f.unless(f.let(f"and i1 {dims_equal}, {strides_fit}"), "view")
    f.line("br label %equal")
    f.block("equal")
    f.line("%next = add i64 %i, 1")
    f.line("br label %compare")
    f.block("itself")
    f.host("Py_IncRef", array)
    f.line(f"ret ptr {array}")
    f.block("view")
    f.host("Py_IncRef", array)
    f.line("br label %make")
    # native memory: a capsule holds a reference; that of a constant, which needs none, keeps NumPy
    # from letting the array be made writeable
    f.block("native")
    f.branch(f.let(f"icmp eq ptr {drop}, null"), "frozen", "counted")
    f.block("counted")
    f.store("i64", f.let(f"add i64 {count}, 1"), "%owner", abi.HEADER_REFCOUNT)
    capsule = f.host("PyCapsule_New", "%owner", "null", "@js.drop_capsule", otherwise="no.capsule")
    keep_image(f, capsule)
    f.line("br label %counted.end")
    f.block("counted.end")
    f.line("br label %make")
    f.block("no.capsule")
    f.line(f"call void {f.w.release()}(ptr %owner)")
    f.line("ret ptr null")
    f.block("frozen")
    frozen = f.host("PyCapsule_New", "%data", "null", "@js.drop_frozen", otherwise="no.frozen")
    keep_image(f, frozen)
    f.line("br label %frozen.end")
    f.block("frozen.end")
    f.line("br label %make")
    f.block("no.frozen")
    f.line("ret ptr null")
    f.block("make")
    base = f.let(f"phi ptr [{array}, %view], [{capsule}, %counted.end], [{frozen}, %frozen.end]")
    flag = f.let(f"phi i32 [{writeable}, %view], [{abi.WRITEABLE}, %counted.end], [0, %frozen.end]")
    f.host("Py_IncRef", "%dtype")  # NewFromDescr takes a reference
    array_type = f.numpy("PyArray_Type")
    ndim = f.let("trunc i64 %ndim to i32")
    made = f.numpy_call(
        "PyArray_NewFromDescr",
        *(array_type, "%dtype", ndim, "%dims", "%strides", "%data", flag, "null"),
        otherwise="drop",
    )
    # This takes the reference to base, whatever comes of it.
    f.numpy_call("PyArray_SetBaseObject", made, base, otherwise="baseless")
    f.line(f"ret ptr {made}")
    f.block("drop")
    f.host("Py_DecRef", base)
    f.line("ret ptr null")
    f.block("baseless")
    f.host("Py_DecRef", made)
    f.line("ret ptr null")
    define(f.w, "define internal void @js.drop_capsule(ptr %capsule) noinline nounwind", let_go)
    head = "define internal void @js.drop_frozen(ptr %capsule) noinline nounwind"
    define(f.w, head, _let_image_go)


def let_go(c: Code, then: str = "") -> None:
    """The destructor of a capsule; it calls `then`, a `void()`, when its memory is given back."""
    owner = c.host("PyCapsule_GetPointer", "%capsule", "null", otherwise=CANNOT)  # it has no name
    c.line(f"call void {c.w.release()}(ptr {owner})")
    if then:
        c.line(f"call void {then}()")
    _let_image_go(c)


def keep_image(f: Code, capsule: str) -> None:
    """Native memory keeps the module file's code: it is freed, or lies, there."""
    image = f.data("image")
    f.host("PyCapsule_SetContext", capsule, image, otherwise=CANNOT)  # it is one
    f.host("Py_IncRef", image)  # null does no harm


def _let_image_go(d: Code) -> None:
    """The end of a capsule's destructor. A tail call: nobody returns to code that is unloaded."""
    image = d.host("PyCapsule_GetContext", "%capsule")
    d.line(f"musttail call void {d.data('Py_DecRef')}(ptr {image})")
    d.line("ret void")


def _current(c: Code) -> str:
    """The label of the block being written."""
    return next(line[:-1] for line in reversed(c.lines) if not line.startswith(" "))
