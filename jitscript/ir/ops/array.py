"""NumPy arrays: element access, views, allocation, and the structured `map`.

An array value is a data pointer, an owner (whose reference count keeps the memory alive), and
`ndim` dimensions and byte strides. All views are arithmetic over `array.dim` and `array.stride`
that ends in one `array.view`; checked access expands into `check_index` and a plain load.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..effects import allocates, reads, writes
from ..optable import count, fail, given, row
from ..traits import Condition
from ..types import BOOL, C64, C128, F32, F64, INT, Array, Scalar, Type
from .expand_array import expand_broadcast, expand_get, expand_like, expand_map, expand_set


def _array(t: Type) -> Array:
    if not isinstance(t, Array):
        fail(f"takes an array, got {t!r}")
    assert isinstance(t, Array)
    return t


def _ints(types: Sequence[Type]) -> None:
    for t in types:
        if t is not INT:
            fail(f"index or size has type {t!r}, expected int")


def _axis(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    if not 0 <= attrs["axis"] < _array(types[0]).ndim:
        fail(f"no axis {attrs['axis']} in {types[0]!r}")
    return (INT,)


def _load(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    a = _array(types[0])
    count(types, 1 + a.ndim)
    _ints(types[1:])
    return (a.dtype,)


def _store(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    a = _array(types[0])
    count(types, 2 + a.ndim)
    _ints(types[1:-1])
    if types[-1] is not a.dtype:
        fail(f"stores {types[-1]!r} in {a!r}")
    return ()


def _alloc(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    _ints(types)
    if not isinstance(attrs.get("dtype"), Scalar):
        fail("needs a dtype")
    return (Array(attrs["dtype"], len(types)),)


def _like(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    models = [t for t in types if isinstance(t, Array)]
    if not isinstance(attrs.get("dtype"), Scalar) or not models:
        fail("needs a dtype and an array")
    _ints(types[len(models) :])
    if len(types) - len(models) not in (0, models[0].ndim) or len({t.ndim for t in models}) > 1:
        fail("takes arrays of one rank, and no sizes or as many")
    return (Array(attrs["dtype"], models[0].ndim),)


def _view(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    a = _array(types[0])
    if len(types) < 2 or len(types) % 2:
        fail("takes an array, a byte offset, dimensions, and as many strides")
    _ints(types[1:])
    dtype: Scalar = attrs.get("dtype", a.dtype)
    if dtype is not a.dtype and dtype is not PART.get(a.dtype):
        fail(f"an array of {a.dtype!r} holds no {dtype!r}")
    return (Array(dtype, (len(types) - 2) // 2),)


PART = {C64: F32, C128: F64}  # what the two halves of a complex number are


def _check_writeable(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    if not isinstance(types[0], Array):
        fail(f"takes an array, got {types[0]!r}")
    return ()


def written_to(attrs: dict[str, Any]) -> str:
    """What `check_writeable` calls the array."""
    if attrs.get("flat"):
        return "underlying array"
    return "output array" if attrs.get("inplace") else "assignment destination"


def _check_index(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 2)
    _ints(types)
    return (INT,)


def _overlap(op: Any, a: Any, b: Any) -> bool:
    import numpy as np

    x, y = a.data, b.data
    here, there = x.__array_interface__, y.__array_interface__
    same = here["data"] == there["data"] and x.shape == y.shape and x.strides == y.strides
    return not same and np.may_share_memory(x, y)


def elements_meet(a: Any) -> bool:
    """Whether elements of a NumPy array may share memory."""
    axes = [(abs(s), n - 1) for s, n in zip(a.strides, a.shape)]
    inner = [sum(s * n for s, n in axes if s <= step) - step * more for step, more in axes]
    meet = any(more > 0 and step < a.itemsize + n for (step, more), n in zip(axes, inner))
    return meet and a.size > 0


IN_RANGE = Condition("0 <= index < size for every index")

row(
    "array.dim",
    "array -> int",
    _axis,
    "The size of dimension `axis`; 0 <= size.",
    "%n = array.dim %a, 0 : int where %a: array<f64, 2>",
    attrs=("axis",),
)
row(
    "array.stride",
    "array -> int",
    _axis,
    "Bytes from one element to the next along `axis`.",
    "%s = array.stride %a, 0 : int where %a: array<f64, 2>",
    attrs=("axis",),
)
row(
    "check_index",
    "int, int -> int",
    _check_index,
    "The index i of a dimension `axis` of size n, counted from 0: n is added to a negative one. "
    "IndexError in NumPy's words when it is out of range. `nonneg`: i >= 0 is known.",
    "%j = check_index %i, %n, 0 : int where %i: int, %n: int",
    attrs=("axis",),
    options=("nonneg",),
    raises=("IndexError",),
)
row(
    "check_writeable",
    "array ->",
    _check_writeable,
    "ValueError in NumPy's words when the array is read-only. `inplace`: in those of an in-place "
    "operator instead of those of an assignment, `flat`: in those of `a.flat`.",
    "check_writeable %a where %a: array<f64, 1>",
    options=("inplace", "flat"),
    raises=("ValueError",),
)
row(
    "array.get",
    "array, int… -> T",
    _load,
    "One element, every index checked.",
    "%x = array.get %a, %i : f64 where %a: array<f64, 1>, %i: int",
    effects=reads("array"),
    operands="array *indices",
    raises=("IndexError",),
    expand=expand_get,
)
row(
    "array.set",
    "array, int…, T ->",
    _store,
    "Set one element, every index checked.",
    "array.set %a, %i, %x where %a: array<f64, 1>, %i: int, %x: f64",
    effects=writes("array"),
    operands="array *indices stored",
    through="array",
    raises=("IndexError",),
    expand=expand_set,
)
row(
    "array.load",
    "array, int… -> T",
    _load,
    "One element; 0 <= index < size holds for every index.",
    "%x = array.load %a, %i : f64 where %a: array<f64, 1>, %i: int",
    effects=reads("array"),
    guard=IN_RANGE,
    operands="array *indices",
)
row(
    "array.store",
    "array, int…, T ->",
    _store,
    "Set one element; 0 <= index < size holds for every index.",
    "array.store %a, %i, %x where %a: array<f64, 1>, %i: int, %x: f64",
    effects=writes("array"),
    operands="array *indices stored",
    through="array",
    guard=IN_RANGE,
)
row(
    "array.alloc",
    "int… -> array",
    _alloc,
    "A new C-contiguous array of `dtype` with the given sizes, all >= 0; zeroed if `zero`.",
    "%a = array.alloc %n, %m, zero=True : array<f64, 2> where %n: int, %m: int",
    implied={"dtype": lambda t: t.dtype},
    options=("zero",),
    effects=allocates("array"),
    operands="*dims",
    fresh=True,
    contiguous=True,
    raises=("MemoryError",),
)
row(
    "array.like",
    "array…, int… -> array",
    _like,
    "A new array of `dtype`, of the shape of another, which lies in memory as that does; zeroed if "
    '`zero`. `order`: "K" as what a `map` makes of it, whose steps of 0 say nothing.',
    "%b = array.like %a, zero=True : array<i64, 2> where %a: array<f64, 2>",
    implied={"dtype": lambda t: t.dtype},
    options=("zero", "order"),
    effects=allocates("array"),
    laid=True,
    fresh=True,
    raises=("MemoryError",),
    expand=expand_like,
)
row(
    "array.view",
    "array, int, int… -> array",
    _view,
    "Another view of the same memory: a byte offset, then dimensions, then byte strides. `dtype`: "
    "of the real or imaginary parts of complex elements. `ordered`: its axes lie in memory in the "
    "order of the array's. `layout`: only how it lies is asked; it may leave the memory.",
    "%v = array.view %a, %offset, %n, %s : array<f64, 1> "
    "where %a: array<f64, 2>, %offset: int, %n: int, %s: int",
    options=("dtype", "ordered", "layout"),
    operands="array offset *layout",
    borrowed=True,
    view=True,
    costly=True,
)
row(
    "array.const",
    "-> array",
    given,
    "The module's constant `name`: a frozen, C-contiguous array.",
    "%a = array.const @weights : array<f64, 2>",
    symbol="name",
    borrowed=True,
    contiguous=True,
    frozen=True,
)
row(
    "array.overlap",
    "array, array -> bool",
    lambda types, attrs: (_array(types[0]), _array(types[1]), BOOL)[2:],
    "Whether storing to the first array in element order may change what is still to be read of "
    "the second: the memory between their first and last bytes meets, and they are not the same "
    "view (data, dimensions and strides).",
    "%b = array.overlap %x, %y : bool where %x: array<f64, 1>, %y: array<f64, 1>",
    evaluate=_overlap,
    apart=True,
    folded=False,
)
row(
    "array.self_overlap",
    "array -> bool",
    lambda types, attrs: (_array(types[0]), BOOL)[1:],
    "Whether elements of the array may share memory: some step along an axis is shorter than an "
    "element and all that shorter steps reach.",
    "%b = array.self_overlap %x : bool where %x: array<f64, 2>",
    evaluate=lambda op, a: elements_meet(a.data),
    apart=True,
    folded=False,
)
row(
    "assume_contiguous",
    "array -> array",
    lambda types, attrs: (_array(types[0]),),
    "The same array, known to be C-contiguous: strides follow from the dimensions.",
    "%b = assume_contiguous %a : array<f64, 2> where %a: array<f64, 2>",
    borrowed=True,
    view=True,
    contiguous=True,
)
row(
    "array.broadcast",
    "T… -> array",
    given,
    "An array of the shape to which the operands broadcast, laid out as that of a `map` of them, "
    "whose elements mean nothing; ValueError in NumPy's words when they do not.",
    "%s = array.broadcast %a, %b : array<f64, 2> where %a: array<f64, 2>, %b: array<f64, 1>",
    options=("order",),
    laid=True,
    borrowed=True,
    view=True,
    raises=("ValueError",),
    expand=expand_broadcast,
)
row(
    "map",
    "T… -> array",
    given,
    "Element-wise: the region's arguments are one element of each array operand (scalars are "
    "passed whole), what it yields is the element of the new array. Operands broadcast as in "
    "NumPy; ValueError when their shapes do not fit. `shaped`: of so many operands, the first, "
    "only shapes and strides are looked at; to what they broadcast the others are known to fit. "
    'The result lies in memory as the operands do (NumPy\'s K order), with `order` "C" in C '
    'order, with "like" as the copy of one operand, whose strides of 0 count.',
    "%c = map %a, %b : array<f64, 1> { (%x: f64, %y: f64): %z = add %x, %y : f64 yield %z } "
    "where %a: array<f64, 1>, %b: f64",
    options=("shaped", "order"),
    effects=reads("array") | allocates("array"),
    elementwise=True,
    laid=True,
    fresh=True,
    apart=True,
    raises=("ValueError", "MemoryError", "Exception"),
    expand=expand_map,
)
row(
    "map_into",
    "array, T… ->",
    lambda types, attrs: (),
    "As `map`, but stores into the first operand, whose shape the others must broadcast to. "
    "The result is as if every operand were read before the first store; where elements of the "
    "first operand share memory, the last store in NumPy's order stays. `assign`: errors in the "
    "words of slice assignment instead of those of an in-place operator. `shaped`: of so many "
    'operands after it only the shapes are looked at. `order`: "C" where all are known to lie in '
    "C order.",
    "map_into %out, %a { (%x: f64): yield %x } where %out: array<f64, 1>, %a: array<f64, 1>",
    options=("assign", "shaped", "order"),
    elementwise=True,
    laid=True,
    effects=reads("array") | writes("array") | allocates("array"),
    operands="array *elements",
    through="array",
    raises=("ValueError", "MemoryError", "Exception"),
    expand=expand_map,
)
