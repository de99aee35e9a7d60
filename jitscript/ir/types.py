"""The types of the IR: a handful of flat, interned, immutable classes.

Every type is created once (`is` compares types) and prints as it is written in the text form:

    int float bool complex none      Python's builtin types; `int` is a checked 64-bit integer
    i8 … i64 u8 … u64 f16 f32 f64    NumPy's scalar types, with NumPy's semantics
    c64 c128 b1
    (int, f64)                       tuple
    named<app.Point, (int, int)>     tuple of a class of its own, with names for its elements
    enum<app.Color>                  member of an enumeration: an `int`, its code
    f64 | float                      union: one of its members, remembered by a tag
    array<f64, 2>                    NumPy array of known dtype and rank, any strides
    buffer<T>                        reference-counted block of `T`s, fixed length
    list<int>                        instance of a scripted class (fields in `Module.classes`)
    pyobj                            a Python object, opaque to native code
    cell<T>                          a local of the function that lives in memory
    exception                        what a handler caught
    unbound                          a local that has no value yet (only as a member of a union)

`int` and `i64` (likewise `float` and `f64`, `bool` and `b1`, `complex` and `c128`) have the same
bits and different behaviour: that is why they are different types.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, ClassVar


class Type:
    """Base of all types; never instantiated itself."""

    __slots__ = ("__weakref__", "_text")
    _interned: ClassVar[dict[tuple[Any, ...], Type]] = {}
    _text: str

    def __repr__(self) -> str:
        return self._text

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("IR types are interned; write their text instead of pickling them")


class Scalar(Type):
    """A number or boolean. `kind` is one of bool, int, uint, float, complex; `bits` its width.

    `python` says whether it is a builtin type (checked, raising) or NumPy's (wrapping, IEEE).
    """

    __slots__ = ("bits", "kind", "python")
    kind: str
    bits: int
    python: bool

    def __init__(self, text: str, kind: str, bits: int, python: bool):
        self._text, self.kind, self.bits, self.python = text, kind, bits, python


class Simple(Type):
    """A type without parts: none, unbound, pyobj."""

    __slots__ = ()

    def __init__(self, text: str):
        self._text = text


class Tuple(Type):
    """An immutable sequence of known length; `items` are the types of its elements, `name` that of
    its class if it has one of its own."""

    __slots__ = ("items", "name")
    items: tuple[Type, ...]
    name: str

    def __new__(cls, items: tuple[Type, ...], name: str = "") -> Tuple:
        items = tuple(items)
        text = f"named<{name}, {_tuple_text(items)}>" if name else _tuple_text(items)
        return _intern(cls, (cls, items, name), text, items=items, name=name)


class Enum(Type):
    """A member of the enumeration `name`, as an integer that tells which: its code."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, name: str) -> Enum:
        return _intern(cls, (cls, name), f"enum<{name}>", name=name)


class Union(Type):
    """One of several types. Use `union_of`, which flattens, sorts and removes duplicates."""

    __slots__ = ("members",)
    members: tuple[Type, ...]

    def __new__(cls, members: tuple[Type, ...]) -> Union:
        return _intern(cls, (cls, members), " | ".join(map(repr, members)), members=members)


MAX_RANK = 5  # of an array


class Array(Type):
    """A NumPy array of scalar type `dtype` (a NumPy scalar type) and rank `ndim`."""

    __slots__ = ("dtype", "ndim")
    dtype: Scalar
    ndim: int

    def __new__(cls, dtype: Scalar, ndim: int) -> Array:
        text = f"array<{dtype!r}, {ndim}>"
        return _intern(cls, (cls, dtype, ndim), text, dtype=dtype, ndim=ndim)


class Buffer(Type):
    """A reference-counted block of memory that holds a fixed number of `elem`s."""

    __slots__ = ("elem",)
    elem: Type

    def __new__(cls, elem: Type) -> Buffer:
        return _intern(cls, (cls, elem), f"buffer<{elem!r}>", elem=elem)


class Cell(Type):
    """The memory of a local that holds an `elem`."""

    __slots__ = ("elem",)
    elem: Type

    def __new__(cls, elem: Type) -> Cell:
        return _intern(cls, (cls, elem), f"cell<{elem!r}>", elem=elem)


class Object(Type):
    """An instance of a scripted class `name` with type arguments `args`; nominal."""

    __slots__ = ("args", "name")
    name: str
    args: tuple[Type, ...]

    def __new__(cls, name: str, args: tuple[Type, ...] = ()) -> Object:
        args = tuple(args)
        text = f"{name}<{', '.join(map(repr, args))}>" if args else name
        return _intern(cls, (cls, name, args), text, name=name, args=args)


def _intern(cls: Any, key: tuple[Any, ...], text: str, **fields: Any) -> Any:
    found = Type._interned.get(key)
    if found is None:
        found = object.__new__(cls)
        found._text = text
        for name, value in fields.items():
            setattr(found, name, value)
        found = Type._interned.setdefault(key, found)  # another thread may have been first
    return found


def _tuple_text(items: tuple[Type, ...]) -> str:
    inner = ", ".join(f"({t!r})" if isinstance(t, Union) else repr(t) for t in items)
    return f"({inner},)" if len(items) == 1 else f"({inner})"


INT = Scalar("int", "int", 64, True)
FLOAT = Scalar("float", "float", 64, True)
BOOL = Scalar("bool", "bool", 1, True)
COMPLEX = Scalar("complex", "complex", 128, True)
I8, I16, I32, I64 = (Scalar(f"i{n}", "int", n, False) for n in (8, 16, 32, 64))
U8, U16, U32, U64 = (Scalar(f"u{n}", "uint", n, False) for n in (8, 16, 32, 64))
F16, F32, F64 = (Scalar(f"f{n}", "float", n, False) for n in (16, 32, 64))
C64, C128 = (Scalar(f"c{n}", "complex", n, False) for n in (64, 128))
B1 = Scalar("b1", "bool", 1, False)
NONE = Simple("none")
UNBOUND = Simple("unbound")
PYOBJ = Simple("pyobj")
EXCEPTION = Simple("exception")

PYTHON_SCALARS = (INT, FLOAT, BOOL, COMPLEX)
NUMPY_SCALARS = (I8, I16, I32, I64, U8, U16, U32, U64, F16, F32, F64, C64, C128, B1)
BY_NAME: dict[str, Type] = {
    repr(t): t for t in (*PYTHON_SCALARS, *NUMPY_SCALARS, NONE, UNBOUND, PYOBJ, EXCEPTION)
}
# The NumPy type with the same bits as a builtin type, and back.
NUMPY_TWIN = {INT: I64, FLOAT: F64, BOOL: B1, COMPLEX: C128}
PYTHON_TWIN = {v: k for k, v in NUMPY_TWIN.items()}


def members(t: Type) -> tuple[Type, ...]:
    """The types that a value of the type `t` may have."""
    return t.members if isinstance(t, Union) else (t,)


def union_of(*types: Type) -> Type:
    """The union of `types`, flattened and in canonical order; a single type is itself."""
    found = {member for t in types for member in members(t)}
    if len(found) == 1:
        return found.pop()
    return Union(tuple(sorted(found, key=repr)))


@functools.cache
def is_reference(t: Type) -> bool:
    """Whether values of type `t` hold (or may hold) a counted reference."""
    if isinstance(t, (Object, Buffer, Array)) or t is PYOBJ or t is EXCEPTION:
        return True
    if isinstance(t, Cell):
        return is_reference(t.elem)
    if isinstance(t, Tuple):
        return any(is_reference(item) for item in t.items)
    return isinstance(t, Union) and any(is_reference(m) for m in t.members)


def walk_type(t: Type) -> Iterator[Type]:
    """`t` and every type that it is made of."""
    yield t
    if isinstance(t, Tuple):
        inner = t.items
    elif isinstance(t, Union):
        inner = t.members
    elif isinstance(t, (Buffer, Cell)):
        inner = (t.elem,)
    else:
        inner = t.args if isinstance(t, Object) else ()
    for part in inner:
        yield from walk_type(part)
