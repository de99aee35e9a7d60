"""NumPy arrays: leaves are data, owner, dimensions, strides.

Element addresses are chained row by row, so that LLVM hoists what a loop does not change. Views
may lie at any byte, hence alignment 1 where the target does not say otherwise, which costs nothing
on today's processors.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...ir.core import Op, Value
from ...ir.ops.array import written_to
from ...ir.types import Array, Scalar, Type
from ...runtime import abi
from ..layout import layout
from .function import FunctionLowering
from .memory import new_buffer

_MOST_BYTES = (1 << 63) - 1
_TOO_BIG = (
    "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."
)


def array_of(t: Type) -> Array:
    assert isinstance(t, Array), t
    return t


def lower_dim(f: FunctionLowering, op: Op) -> None:
    f.set(op, f.values[op.operands[0]][2 + op.attrs["axis"]])


def lower_stride(f: FunctionLowering, op: Op) -> None:
    t = array_of(op.operands[0].type)
    f.set(op, f.values[op.operands[0]][2 + t.ndim + op.attrs["axis"]])


def element(f: FunctionLowering, array: Value, indices: Sequence[Value]) -> str:
    """The address of an element."""
    t = array_of(array.type)
    leaves = f.values[array]
    at = leaves[0]
    of = layout(t.dtype)
    for index, stride in zip(indices, leaves[2 + t.ndim :]):
        i = f.one(index)
        if stride == str(of.size):
            at = f.new(f"getelementptr inbounds {of.mem}, ptr {at}, i64 {i}")
        else:
            offset = f.new(f"mul nsw i64 {i}, {stride}")
            at = f.new(f"getelementptr inbounds i8, ptr {at}, i64 {offset}")
    return at


def lower_load(f: FunctionLowering, op: Op) -> None:
    array, *indices = op.operands
    at = element(f, array, indices)
    align = 0 if f.target.aligned else 1
    f.target.touch(f, op, at)
    found = f.load(op.result.type, at, f.w.tbaa("array"), align)
    if isinstance(op.result.type, Scalar) and _put_back(op):
        regs = (leaf.reg for leaf in layout(op.result.type).leaves)
        found = [f.new(f"freeze {reg} {x}") for reg, x in zip(regs, found)]
    f.set(op, *found)


def _put_back(op: Op) -> bool:
    """Whether an element may be stored where it was: LLVM makes a store under a mask of that, which
    takes ten times as long on some processors, but not where the element was frozen between."""
    return any(
        use.opcode == "select"
        and any(
            u.opcode == "array.store" and u.operands[1:-1] == op.operands[1:]
            for u in use.result.uses
        )
        for use in op.result.uses
    )


def lower_store(f: FunctionLowering, op: Op) -> None:
    array, *indices, value = op.operands
    at = element(f, array, indices)
    align = 0 if f.target.aligned else 1
    f.target.touch(f, op, at)
    f.store(value.type, f.values[value], at, f.w.tbaa("array"), align)


def contiguous(f: FunctionLowering, dims: Sequence[str], size: int) -> list[str]:
    """The byte strides of a C-contiguous array."""
    strides: list[str] = []
    step = str(size)
    for dim in reversed(dims):
        strides.append(step)
        if len(strides) < len(dims):
            step = f.new(f"mul nsw i64 {dim}, {step}")
    return strides[::-1]


def lower_assume_contiguous(f: FunctionLowering, op: Op) -> None:
    t = array_of(op.result.type)
    leaves = f.values[op.operands[0]]
    dims = leaves[2 : 2 + t.ndim]
    f.set(op, *leaves[: 2 + t.ndim], *contiguous(f, dims, layout(t.dtype).size))


def lower_alloc(f: FunctionLowering, op: Op) -> None:
    """NumPy's errors: for what no address space could hold, and for what does not fit in memory."""
    t = array_of(op.result.type)
    dims = [f.one(v) for v in op.operands]
    _check_size(f, op, dims, layout(t.dtype).size)
    n = dims[0] if dims else "1"
    for dim in dims[1:]:
        n = f.new(f"mul nuw nsw i64 {n}, {dim}")
    name = abi.NUMPY_NAMES[repr(t.dtype)]
    site = f.w.site(op.span, abi.ARRAY_MEMORY, name, ["int"] * len(dims))
    block = new_buffer(f, n, t.dtype, op, bool(op.attrs.get("zero")), (site, dims))
    data = f.address(block, abi.BUFFER_DATA)
    f.set(op, data, block, *dims, *contiguous(f, dims, layout(t.dtype).size))


def _check_size(f: FunctionLowering, op: Op, dims: Sequence[str], size: int) -> None:
    """ValueError where the bytes of an array cannot be counted, empty dimensions aside."""
    if not dims:
        return
    fits = f.new(f"icmp ule i64 {dims[0]}, {_MOST_BYTES // size}")
    if len(dims) > 1:
        empty = f.new(f"icmp eq i64 {dims[0]}, 0")
        total = f.new(f"mul i64 {f.new(f'select i1 {empty}, i64 1, i64 {dims[0]}')}, {size}")
    for i, dim in enumerate(dims[1:], 2):
        empty = f.new(f"icmp eq i64 {dim}, 0")
        factor = f.new(f"select i1 {empty}, i64 1, i64 {dim}")
        operands = f"i64 {total}", f"i64 {factor}"
        pair = f.intrinsic("llvm.smul.with.overflow.i64", "{i64, i1}", *operands)
        over = f.new(f"extractvalue {{i64, i1}} {pair}, 1")
        fits = f.new(f"select i1 {over}, i1 false, i1 {fits}")
        if i < len(dims):
            total = f.new(f"extractvalue {{i64, i1}} {pair}, 0")
    f.check(fits, f.w.site(op.span, "ValueError", _TOO_BIG))


def lower_view(f: FunctionLowering, op: Op) -> None:
    array, offset, *sizes = op.operands
    data, owner = f.values[array][:2]
    at = f.new(f"getelementptr inbounds i8, ptr {data}, i64 {f.one(offset)}")
    f.set(op, at, owner, *(f.one(v) for v in sizes))


def lower_const(f: FunctionLowering, op: Op) -> None:
    t = array_of(op.result.type)
    data, owner = f.w.array(op.attrs["name"])
    dims = list(map(str, f.w.module.constants[op.attrs["name"]].shape))
    sizes = [layout(t.dtype).size]
    for dim in reversed(dims[1:]):
        sizes.append(sizes[-1] * int(dim))
    f.set(op, data, owner, *dims, *(map(str, sizes[::-1]) if dims else ()))


def _extent(f: FunctionLowering, leaves: Sequence[str], ndim: int, size: int) -> tuple[str, str]:
    """The addresses before the first and after the last byte of an array (that has elements)."""
    first = f.new(f"ptrtoint ptr {leaves[0]} to i64")
    last = f.new(f"add i64 {first}, {size}")
    for dim, stride in zip(leaves[2 : 2 + ndim], leaves[2 + ndim :]):
        steps = f.new(f"add i64 {dim}, -1")
        span = f.new(f"mul i64 {steps}, {stride}")
        down = f.intrinsic("llvm.smin.i64", "i64", f"i64 {span}", "i64 0")
        up = f.intrinsic("llvm.smax.i64", "i64", f"i64 {span}", "i64 0")
        first, last = f.new(f"add i64 {first}, {down}"), f.new(f"add i64 {last}, {up}")
    return first, last


def lower_overlap(f: FunctionLowering, op: Op) -> None:
    f.set(op, overlap(f, *op.operands))


def overlap(f: FunctionLowering, a: Value, b: Value) -> str:
    """Whether two arrays meet, and are not the same view."""
    x, y = f.values[a], f.values[b]
    s, t = array_of(a.type), array_of(b.type)
    (first, last), (start, end) = (
        _extent(f, leaves, u.ndim, layout(u.dtype).size) for leaves, u in ((x, s), (y, t))
    )
    before, after = f.new(f"icmp ult i64 {first}, {end}"), f.new(f"icmp ult i64 {start}, {last}")
    meet = f.new(f"and i1 {before}, {after}")
    for dim in (*x[2 : 2 + s.ndim], *y[2 : 2 + t.ndim]):
        some = f.new(f"icmp ne i64 {dim}, 0")
        meet = f.new(f"and i1 {meet}, {some}")
    if s.ndim == t.ndim:
        same = f.new(f"icmp eq ptr {x[0]}, {y[0]}")
        for one, other in zip(x[2:], y[2:]):
            equal = f.new(f"icmp eq i64 {one}, {other}")
            same = f.new(f"and i1 {same}, {equal}")
        different = f.new(f"xor i1 {same}, true")
        meet = f.new(f"and i1 {meet}, {different}")
    return meet


def lower_self_overlap(f: FunctionLowering, op: Op) -> None:
    """As NumPy's quick test: along no axis may a step be shorter than an element and all that is
    reached by steps that are not longer."""
    t = array_of(op.operands[0].type)
    leaves = f.values[op.operands[0]]
    dims, strides = leaves[2 : 2 + t.ndim], leaves[2 + t.ndim :]
    steps = [f.intrinsic("llvm.abs.i64", "i64", f"i64 {s}", "i1 false") for s in strides]
    more = [f.new(f"add i64 {dim}, -1") for dim in dims]
    reach = [f.new(f"mul i64 {step}, {n}") for step, n in zip(steps, more)]
    meet = "false"
    for i, step in enumerate(steps):
        need = str(layout(t.dtype).size)
        for j, other in enumerate(steps):
            if j != i:
                within = f.new(f"icmp ule i64 {other}, {step}")
                inner = f.new(f"select i1 {within}, i64 {reach[j]}, i64 0")
                need = f.new(f"add i64 {need}, {inner}")
        short = f.new(f"icmp ult i64 {step}, {need}")
        several = f.new(f"icmp ugt i64 {dims[i]}, 1")
        found = f.new(f"and i1 {short}, {several}")
        meet = f.new(f"or i1 {meet}, {found}")
    for dim in dims:
        some = f.new(f"icmp ne i64 {dim}, 0")
        meet = f.new(f"and i1 {meet}, {some}")
    f.set(op, meet)


def lower_check_writeable(f: FunctionLowering, op: Op) -> None:
    """What an argument's ndarray says; other memory is read-only where it is a constant's, which
    nobody frees. Memory without an owner is a C caller's."""
    (array,) = op.operands
    owner = f.values[array][1]
    whose, given, own, ok = (f.label(n) for n in ("whose", "given", "own", "ok"))
    site = f.w.site(op.span, "ValueError", f"{written_to(op.attrs)} is read-only")
    f.branch(f.new(f"icmp eq ptr {owner}, null"), ok, whose)
    f.start(whose)
    at = f.address(owner, abi.BUFFER_ARRAY)
    object = f.new(f"load ptr, ptr {at}, align 8{f.w.tbaa('length')}")
    f.branch(f.new(f"icmp eq ptr {object}, null"), own, given)
    f.start(given)
    flags = f.new(f"load i32, ptr {f.address(object, abi.ARRAY_FLAGS)}, align 4")
    flag = f.new(f"and i32 {flags}, {abi.WRITEABLE}")
    f.check(f.new(f"icmp ne i32 {flag}, 0"), site)
    f.jump(ok)
    f.start(own)
    drop = f.new(f"load ptr, ptr {f.address(owner, abi.HEADER_DROP)}, align 8{f.w.tbaa('header')}")
    f.check(f.new(f"icmp ne ptr {drop}, null"), site)
    f.jump(ok)
    f.start(ok)


def lower_blas(f: FunctionLowering, op: Op) -> None:
    dtype = array_of(op.operands[0].type).dtype
    function = f.target.blas(f.w, op.attrs["name"], dtype)
    if function is None:
        f.set(op, "false")
        return
    args = []
    for value in op.operands:
        data, _, *numbers = f.values[value]
        args += [f"ptr {data}", *(f"i64 {n}" for n in numbers)]
    f.set(op, f.new(f"call i1 {function}({', '.join(args)})"))


def lower_blas_small(f: FunctionLowering, op: Op) -> None:
    at = f.target.blas_small(f.w)
    if at is None:
        f.set(op, "false")
        return
    word = f.new(f"load i64, ptr {at}, align 8, !invariant.load !3")
    f.set(op, f.new(f"icmp ne i64 {word}, 0"))


EMIT = {
    "blas": lower_blas,
    "blas.small": lower_blas_small,
    "check_writeable": lower_check_writeable,
    "array.dim": lower_dim,
    "array.stride": lower_stride,
    "array.load": lower_load,
    "array.store": lower_store,
    "array.alloc": lower_alloc,
    "array.view": lower_view,
    "array.const": lower_const,
    "array.overlap": lower_overlap,
    "array.self_overlap": lower_self_overlap,
    "assume_contiguous": lower_assume_contiguous,
}
