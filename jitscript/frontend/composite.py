"""Compile-time objects with values inside: a bound method, a nested function and what it captures.

To be passed on, such an object is taken apart: what it is belongs to the instance that is called,
as every compile-time argument does, and the values inside are passed as arguments of their own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from ..ir import types as ty
from ..ir.core import Value
from .emitter import Static
from .signature import static_key

Part = Any  # a Value, a Static; in the arguments of an instance, the type of a value


class Composite:
    """An object made of parts."""

    __slots__ = ()
    called: bool = True  # whether it can be called

    def parts(self) -> Sequence[Part]:
        raise NotImplementedError

    def with_parts(self, parts: Sequence[Part]) -> Composite:
        """The same object with other parts."""
        raise NotImplementedError

    def kind(self) -> Hashable:
        """What tells the object from others, its parts aside."""
        raise NotImplementedError


def shape(part: Part) -> ty.Type | Static:
    """What is known of a part by itself: types in the place of values."""
    if isinstance(part, Value):
        return part.type
    if isinstance(part, Static) and isinstance(part.obj, Composite):
        return Static(part.obj.with_parts([shape(p) for p in part.obj.parts()]))
    found: ty.Type | Static = part
    return found


def values_in(part: Part) -> list[Value]:
    """The values within a part, in order."""
    if isinstance(part, Value):
        return [part]
    if isinstance(part, Static) and isinstance(part.obj, Composite):
        return [v for p in part.obj.parts() for v in values_in(p)]
    return []


def types_in(part: Part) -> list[ty.Type]:
    """The types of the values within a shape, in order."""
    if isinstance(part, ty.Type):
        return [part]
    if isinstance(part, Static) and isinstance(part.obj, Composite):
        return [t for p in part.obj.parts() for t in types_in(p)]
    return []


def filled_with(part: Part, values: Iterator[Value]) -> Part:
    """A shape with values in the place of its types."""
    if isinstance(part, ty.Type):
        return next(values)
    if isinstance(part, Static) and isinstance(part.obj, Composite):
        return Static(part.obj.with_parts([filled_with(p, values) for p in part.obj.parts()]))
    return part


def key_of(part: Part) -> Hashable:
    """What tells two shapes apart."""
    if isinstance(part, ty.Type):
        return part
    if isinstance(part.obj, Composite):
        inner = tuple(key_of(p) for p in part.obj.parts())
        return type(part.obj), part.obj.kind(), inner
    found: Hashable = static_key(part.obj)
    return found


def is_function(obj: Any) -> bool:
    """Whether a compile-time object can be called."""
    return obj.called if isinstance(obj, Composite) else callable(obj)


class Template:
    """`"…".format` or `.format_map`: a text of which the fields are known. `rest`: what was spread
    behind the other arguments, of any length."""

    __slots__ = ("maps", "rest", "text")

    def __init__(self, text: str, maps: bool = False, rest: Value | None = None):
        self.text, self.maps, self.rest = text, maps, rest


class ClassOf:
    """The class of a value of several types, which is known when the program runs."""

    __slots__ = ("value",)

    def __init__(self, value: Value):
        self.value = value


class BoundMethod(Composite):
    """`x.name`, not yet called."""

    __slots__ = ("name", "value")

    def __init__(self, value: Value, name: str):
        self.value, self.name = value, name

    @property
    def __name__(self) -> str:
        return self.name

    def parts(self) -> Sequence[Part]:
        return (self.value,)

    def with_parts(self, parts: Sequence[Part]) -> BoundMethod:
        return BoundMethod(parts[0], self.name)

    def kind(self) -> Hashable:
        return self.name


def is_format(obj: Any) -> bool:
    """Whether it is the `format` of a text, whose arguments are what the text asks for."""
    if not isinstance(obj, BoundMethod):
        return isinstance(obj, Template)
    t = obj.value.type
    return obj.name == "format" and isinstance(t, ty.Object) and t.name == "str"


class FunctionValue(Composite):
    """A value that is called (function_values.py)."""

    __slots__ = ("value",)

    def __init__(self, value: Part):
        self.value = value

    @property
    def __name__(self) -> str:
        return "the function"

    def parts(self) -> Sequence[Part]:
        return (self.value,)

    def with_parts(self, parts: Sequence[Part]) -> FunctionValue:
        return FunctionValue(parts[0])

    def kind(self) -> Hashable:
        return None


class Shared(Composite):
    """A variable that nested functions rebind (cells.py), in an environment: the cell, whose
    variable it is, and whether its type is declared."""

    __slots__ = ("cell", "declared", "variable")

    def __init__(self, cell: Part, variable: Any, declared: bool):
        self.cell, self.variable, self.declared = cell, variable, declared

    def parts(self) -> Sequence[Part]:
        return (self.cell,)

    def with_parts(self, parts: Sequence[Part]) -> Shared:
        return Shared(parts[0], self.variable, self.declared)

    def kind(self) -> Hashable:
        return self.variable, self.declared


class Keywords(Composite):
    """What is given by keyword, in order (keywords.py)."""

    __slots__ = ("given",)
    called = False

    def __init__(self, given: dict[str, Part]):
        self.given = given

    def parts(self) -> Sequence[Part]:
        return list(self.given.values())

    def with_parts(self, parts: Sequence[Part]) -> Keywords:
        return Keywords(dict(zip(self.given, parts)))

    def kind(self) -> Hashable:
        return tuple(self.given)

    def __contains__(self, key: Any) -> bool:
        return key in self.given


class Cached(Composite):
    """A function that remembers what it gave (caching.py): its memo, or None where the program
    keeps that under the `name`; the place that tells the types of the memo; how many results are
    kept; whether equal arguments of different types are told apart."""

    __slots__ = ("function", "memo", "most", "name", "place", "typed")

    def __init__(
        self, function: Part, memo: Part, name: str, place: tuple[int, ...], most: int, typed: bool
    ):
        self.function, self.memo, self.name, self.place = function, memo, name, place
        self.most, self.typed = most, typed

    @property
    def __name__(self) -> str:
        return str(self.function.obj.__name__)

    def parts(self) -> Sequence[Part]:
        return (self.function,) if self.memo is None else (self.function, self.memo)

    def with_parts(self, parts: Sequence[Part]) -> Cached:
        memo = None if self.memo is None else parts[1]
        return Cached(parts[0], memo, self.name, self.place, self.most, self.typed)

    def kind(self) -> Hashable:
        return self.name, self.place, self.most, self.typed
