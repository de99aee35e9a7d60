"""Values while the interpreter runs, and how they come from Python and go back.

    int float bool complex none unbound   Python's own objects
    NumPy scalar types                    NumPy scalars
    tuple                                 tuple
    union                                 UnionValue: the member and its value
    array                                 ArrayValue: a NumPy array, and what keeps its memory
    buffer, instance                      BufferValue, ObjectValue
    pyobj                                 any Python object

`ArrayValue.owner`, `BufferValue` and `ObjectValue` are `Counted`: they have a reference count that
only `retain`, `release` and stores change, so that a program's own counting is what is tested.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from .core import ClassInfo, Op
from .ops.eval_arith import coerce, numpy_class
from .ops.structure import UnionValue
from .types import (
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    NONE,
    NUMPY_SCALARS,
    PYOBJ,
    U8,
    UNBOUND,
    Array,
    Buffer,
    Enum,
    Object,
    Scalar,
    Tuple,
    Type,
    Union,
    is_reference,
)


class Undefined(Exception):
    """The program did what its IR promised not to do: a bug of whoever made the IR."""

    def __init__(self, message: str, op: Op | None = None):
        text = str(op).partition("\n")[0] if op is not None else ""
        super().__init__(
            f"{message}\n    {text}\n    from {op.span}" if op is not None else message
        )


class OutOfSteps(Exception):
    """The program ran for longer than it was allowed to."""


class Poison:
    """The result of a pure op outside its conditions: any value at all. It may be computed (a pass
    moved the op to where its conditions do not hold) but nothing may depend on it."""

    def __repr__(self) -> str:
        return "poison"


POISON = Poison()
NULL = Poison()  # a reference in fresh memory


class Counted:
    """Something on the heap. `count` is None for what is never freed."""

    __slots__ = ("count", "freed")

    def __init__(self, count: int | None = 1):
        self.count = count
        self.freed = False

    def held(self) -> Iterator[Any]:
        """The values stored inside, whose references it owns."""
        return iter(())


class Memory(Counted):
    """The memory of an array; an argument's is the caller's and never freed."""

    __slots__ = ("high", "low")

    def __init__(self, data: Any, count: int | None):
        super().__init__(count)
        self.low, self.high = _bounds(data)


class ArrayValue:
    __slots__ = ("data", "owner")

    def __init__(self, data: Any, owner: Memory):
        self.data, self.owner = data, owner

    def __repr__(self) -> str:
        return f"ArrayValue({self.data!r})"


class CellValue(Counted):
    """A local in memory. One that holds no references is not counted."""

    __slots__ = ("value",)

    def __init__(self, value: Any, count: int | None):
        super().__init__(count)
        self.value = value

    def held(self) -> Iterator[Any]:
        yield self.value

    def __repr__(self) -> str:
        return f"<cell {self.value!r}>"


class ExceptionValue:
    """What a handler caught; `carried`: the instance that it is, and owns."""

    __slots__ = ("carried", "error")

    def __init__(self, error: BaseException, carried: Counted | None = None):
        self.error, self.carried = error, carried


class BufferValue(Counted):
    __slots__ = ("elem", "items")

    def __init__(self, elem: Type, items: list[Any], count: int | None = 1):
        super().__init__(count)
        self.elem, self.items = elem, items

    def held(self) -> Iterator[Any]:
        return iter(self.items)

    def __repr__(self) -> str:
        return f"<buffer<{self.elem!r}> {self.items!r}>"


class ObjectValue(Counted):
    """An instance; its fields are also attributes, for tests."""

    __slots__ = ("fields", "info")

    def __init__(self, info: ClassInfo, fields: dict[str, Any], count: int | None = 1):
        super().__init__(count)
        self.info, self.fields = info, fields

    def held(self) -> Iterator[Any]:
        return iter(self.fields.values())

    def __getattr__(self, name: str) -> Any:
        try:
            return self.fields[name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self) -> str:
        inner = ", ".join(f"{k}={v!r}" for k, v in self.fields.items())
        return f"<{self.info.type!r} {inner}>"


def references(value: Any) -> Iterator[Counted]:
    """The counted things that a value refers to directly."""
    if isinstance(value, Counted):
        yield value
    elif isinstance(value, ArrayValue):
        yield value.owner
    elif isinstance(value, UnionValue):
        yield from references(value.value)
    elif isinstance(value, ExceptionValue) and value.carried is not None:
        yield value.carried
    elif isinstance(value, tuple):
        for item in value:
            yield from references(item)


def _bounds(data: Any) -> tuple[int, int]:
    """The range of addresses that an array's elements occupy."""
    low = high = data.__array_interface__["data"][0]
    if not data.size:
        return low, low
    for size, stride in zip(data.shape, data.strides):
        if stride < 0:
            low += (size - 1) * stride
        else:
            high += (size - 1) * stride
    return low, high + data.itemsize


class _Interface:
    """What NumPy asks for to make an array of memory that someone else owns."""

    def __init__(self, fields: dict[str, Any], owner: Any):
        self.__array_interface__ = fields
        self.owner = owner


OUTSIDE = "a view outside its memory"


def view(
    array: ArrayValue,
    offset: int,
    dims: list[int],
    strides: list[int],
    dtype: Any,
    layout: bool = False,
) -> ArrayValue:
    """The row `array.view`. Raises Undefined where the view leaves the memory; if the array has no
    elements, or its `layout` alone is of use, only when an element of the view is touched."""
    import numpy as np

    old = array.data.__array_interface__
    address, readonly = old["data"]
    fields = {
        "data": (address + offset, readonly),
        "shape": tuple(dims),
        "strides": tuple(strides),
        "typestr": np.dtype(dtype).str,
        "version": 3,
    }
    if any(n < 0 for n in dims):
        raise Undefined(f"a view of shape {tuple(dims)}")
    made = np.asarray(_Interface(fields, array.data))
    low, high = _bounds(made)
    if made.size and not array.owner.low <= low <= high <= array.owner.high:
        if array.data.size and not layout and type(array.data) is np.ndarray:
            raise Undefined(OUTSIDE)
        made = made.view(_outside())
    return ArrayValue(made, array.owner)


@functools.cache
def _outside() -> Any:
    """The class of arrays none of whose elements may be touched."""
    import numpy as np

    def touched(*args: Any, **keywords: Any) -> Any:
        raise Undefined(OUTSIDE)

    names = ("__getitem__", "__setitem__", "__iter__", "__array_ufunc__", "__array_function__")
    members: dict[str, Any] = dict.fromkeys((*names, "copy", "astype", "reshape"), touched)
    members["tobytes"] = lambda self: b""
    return type("Outside", (np.ndarray,), members)


def zero(t: Type, blank: bool = False) -> Any:
    """What fresh memory of type `t` holds: all bytes zero; `blank`: only references are."""
    if blank and not is_reference(t):
        return POISON
    if isinstance(t, Scalar):
        return coerce(t, 0)
    if isinstance(t, Enum):
        return 0
    if isinstance(t, Tuple):
        return tuple(zero(item) for item in t.items)
    if isinstance(t, Union):
        return UnionValue(t.members[0], zero(t.members[0]))
    return None if t in (NONE, UNBOUND) else NULL


# --- from Python and back -------------------------------------------------------------------------

_BUILTIN: dict[type, Type] = {
    int: INT,
    float: FLOAT,
    bool: BOOL,
    complex: COMPLEX,
    type(None): NONE,
}


def type_of(value: Any) -> Type | None:
    """The IR type of a Python object that is one of its own accord."""
    found = _BUILTIN.get(type(value))
    if found is not None:
        return found
    if isinstance(value, tuple):
        items = [type_of(item) for item in value]
        return Tuple(tuple(t for t in items if t is not None)) if None not in items else None
    if isinstance(value, ObjectValue):
        return value.info.type
    dtype = getattr(value, "dtype", None)
    if dtype is None:
        return None
    scalar = next((t for t in NUMPY_SCALARS if numpy_class(t) is dtype.type), None)
    if scalar is None or not hasattr(value, "strides") or type(value) is dtype.type:
        return scalar
    return Array(scalar, value.ndim)


def extent(frame: Any, op: Any) -> None:
    """A size or a stride of an array. The op may have been moved to before it is known what a value
    is: poison in, poison out."""
    given = op.operands[0]
    known = frame.env[given] is not POISON
    of, axis = "shape" if op.opcode == "array.dim" else "strides", op.attrs["axis"]
    frame.set(op, int(getattr(frame.get(given, op).data, of)[axis]) if known else POISON)


def _without_name(t: Type) -> Type:
    return Tuple(t.items) if isinstance(t, Tuple) else t


def from_python(value: Any, t: Type) -> Any:
    """A Python object as a value of type `t`; TypeError when it is none."""
    if isinstance(t, Union):
        own = type_of(value)
        exact = (m for m in t.members if own in (m, _without_name(m)))
        member = next(exact, None) or next((m for m in t.members if _accepts(value, m)), None)
        if member is None:
            raise TypeError(f"{value!r} is no value of type {t!r}")
        return UnionValue(member, from_python(value, member))
    if not _accepts(value, t):
        raise TypeError(f"{value!r} is no value of type {t!r}")
    if isinstance(t, Scalar):
        return coerce(t, value)
    if isinstance(t, Tuple):
        return tuple(from_python(v, item) for v, item in zip(value, t.items))
    if isinstance(t, Array):
        return ArrayValue(value, Memory(value, None))
    if isinstance(t, Buffer) and not isinstance(value, BufferValue):
        return BufferValue(t.elem, [from_python(v, t.elem) for v in value], None)
    return value


def fits_exactly(value: Any, t: Type) -> bool:
    """Whether a Python object is of a type of its own accord, and not converted to it."""
    if isinstance(t, Union):
        return any(fits_exactly(value, m) for m in t.members)
    return value is None if t is NONE else type_of(value) is t


def _accepts(value: Any, t: Type) -> bool:
    if isinstance(t, Scalar):
        if t.python and type(value) in _BUILTIN:
            return value is not None and _BUILTIN[type(value)] in _WIDENS[t]
        return type_of(value) is t or (not t.python and type(value) in (int, float, bool, complex))
    if isinstance(t, Tuple):
        return isinstance(value, tuple) and len(value) == len(t.items)
    if isinstance(t, Buffer):
        return isinstance(value, (list, bytes, BufferValue))
    if isinstance(t, (Array, Object)):
        return type_of(value) is t
    return t is PYOBJ or value is None


_WIDENS: dict[Type, tuple[Type, ...]] = {
    BOOL: (BOOL,),
    INT: (INT, BOOL),
    FLOAT: (FLOAT, INT, BOOL),
    COMPLEX: (COMPLEX, FLOAT, INT, BOOL),
}


def to_python(value: Any) -> Any:
    """A result as Python's own objects: arrays, lists or bytes for buffers, ObjectValue as is."""
    if isinstance(value, UnionValue):
        return to_python(value.value)
    if isinstance(value, tuple):
        return tuple(to_python(item) for item in value)
    if isinstance(value, ArrayValue):
        return value.data
    if isinstance(value, BufferValue):
        if value.elem is U8:
            return bytes(value.items)
        return [to_python(item) for item in value.items]
    return value


def with_text(value: Any) -> Any:
    """An argument of an exception, with bytes as the text they are; taken before they are freed."""
    if isinstance(value, tuple):
        return tuple(map(with_text, value))
    if isinstance(value, ObjectValue) and value.info.type.name == "str":
        return bytes(value.fields["_data"].items).decode("utf-8", "surrogatepass")
    return bytes(value.items).decode() if isinstance(value, BufferValue) else value
