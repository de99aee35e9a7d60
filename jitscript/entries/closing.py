"""What an annotation that leaves a type open becomes for an object.

Sequence[float]  and a list        list[float]
np.ndarray       and np.ones(3)    Array1[f64]
T                and 3             int, and T stands for int from then on
"""

from __future__ import annotations

import sys

from ..runtime.convert_scalars import Misfit, not_a
from .forms import (
    OPEN,
    UNKNOWN,
    element_of,
    form_of,
    generic,
    is_abstract,
    is_array,
    is_bare,
    is_generic,
    is_open,
    is_type,
    parts_of,
    rank_of,
    shown,
    union_of,
    unknown_in,
)
from .given import Given, is_function, takes_functions
from .objects import type_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def closed(annotation: Any, value: Any, variables: dict[Any, Any]) -> Any:
    """The annotation that a value chooses. Enters what type variables stand for. Raises Misfit."""
    if not is_open(annotation):
        return annotation
    if is_function(value) and takes_functions(annotation):
        return Given(value)
    if annotation is OPEN or annotation is object:
        return type_of(value)
    origin, args = parts_of(annotation)
    name = form_of(annotation)
    if name == "Callable" or annotation is type:
        raise not_a("a function" if name == "Callable" else "a class", value)
    if name == "TypeVar":
        found = type_of(value)
        _bind(annotation, found, variables)
        return found
    if name == "Annotated":
        return closed(args[0], value, variables)
    if name == "Literal":
        types = {type(a) for a in args}
        return union_of(types)
    if name in ("UnionType", "Union", "Optional"):
        return _member(annotation, args, value, variables)
    if origin is None:
        return _bare(annotation, name, value)
    if is_array(origin):
        return _array(args, value, variables)
    if is_abstract(annotation):
        return _sequence(annotation, args, value, variables)
    return _container(annotation, origin, args, value, variables)


def _bare(annotation: Any, name: str, value: Any) -> Any:
    wanted = getattr(annotation, "__origin__", None) or annotation
    if is_array(wanted) and not is_array(type(value)) and type(value).__name__ != "memmap":
        raise not_a("an array", value, "np.asarray({})" if type(value) in (list, tuple) else "")
    if is_bare(wanted) and type(value) is not wanted:
        hint = f"{wanted.__name__}({{}})" if is_bare(type(value)) else ""
        raise not_a(wanted.__name__, value, hint)
    if is_generic(wanted) and not isinstance(value, wanted):
        raise not_a(wanted.__name__, value)
    return type_of(value)


def _array(args: tuple[Any, ...], value: Any, variables: dict[Any, Any]) -> Any:
    numpy: Any = sys.modules["numpy"]
    scalar, rank = element_of(args), rank_of(args)
    wanted = "an array" if scalar is None else f"an array of {numpy.dtype(scalar)}"
    if not isinstance(value, numpy.ndarray):
        raise not_a(wanted, value, "np.asarray({})" if type(value) in (list, tuple) else "")
    found = type_of(value)
    if scalar is not None and value.dtype != numpy.dtype(scalar):
        raise not_a(wanted, value, f"{{}}.astype(np.{numpy.dtype(scalar)})")
    if rank is not None and value.ndim != rank:
        raise not_a(f"{wanted} of {rank} dimension{'s' * (rank != 1)}", value)
    inner = getattr(args[1], "__args__", ()) if len(args) > 1 else ()
    if inner and form_of(inner[0]) == "TypeVar":
        _bind(inner[0], value.dtype.type, variables)
    return found


def _sequence(annotation: Any, args: tuple[Any, ...], value: Any, variables: dict[Any, Any]) -> Any:
    kind = type(value)
    item = args[0] if args else OPEN
    if kind in (list, set, frozenset) or (kind.__name__ == "deque" and is_bare(kind)):
        return _container(annotation, kind, (item,), value, variables)
    if kind is tuple:
        return _container(annotation, tuple, (item, ...), value, variables)
    if issubclass(kind, dict) and is_bare(kind) and len(args) == 2:
        return _container(annotation, kind, args, value, variables)
    return type_of(value)


def _container(
    annotation: Any, origin: Any, args: tuple[Any, ...], value: Any, variables: dict[Any, Any]
) -> Any:
    """list[T], dict[str, Any], tuple[X, ...] and the like."""
    if is_bare(origin) and type(value) is not origin:
        raise not_a(str(getattr(annotation, "__name__", origin.__name__)), value)
    if not is_bare(origin) and not isinstance(value, origin):
        raise not_a(origin.__name__, value)
    if origin is tuple and args[1:] == (...,):
        args = args[:1] * len(value)
    if origin is tuple:
        if len(value) != len(args):
            raise Misfit(f"must be a tuple of length {len(args)}", f", not of {len(value)}")
        items = (closed(a, item, variables) for a, item in zip(args, value))
        return generic(tuple, tuple(items))
    found = type_of(value)
    parts = []
    for a, b in zip(args, parts_of(found)[1]):
        if len(args) == 1 and (inner := _of_elements(a, value, variables)) is not None:
            b = inner
        learn(a, b, variables)
        told = filled(a, variables) if unknown_in(b) else b
        parts.append((b if is_open(told) else told) if is_open(a) else a)
    return generic(origin, tuple(parts)) if parts else found


def _of_elements(annotation: Any, values: Any, variables: dict[Any, Any]) -> Any:
    """What elements that are `Sequence[float]` or the like become, if that is one type for all."""
    if not is_abstract(annotation) or any(map(is_open, parts_of(annotation)[1])):
        return None
    try:
        found = {closed(annotation, x, variables) for x in values}
    except Misfit:
        return None
    return found.pop() if len(found) == 1 else None


def learn(a: Any, b: Any, variables: dict[Any, Any]) -> None:
    """Enter what the type variables in `a` stand for where it is `b`."""
    if form_of(a) == "TypeVar":
        _bind(a, b, variables)
    for x, y in zip(parts_of(a)[1], parts_of(b)[1]):
        if y != ():  # of a tuple without items
            learn(x, y, variables)


def _bind(variable: Any, found: Any, variables: dict[Any, Any]) -> None:
    known = variables.get(variable, UNKNOWN)
    if unknown_in(known):  # or nothing is known yet
        known = variables[variable] = found
    if known != found and not unknown_in(found):
        raise Misfit(
            f"must be {shown(known)}",
            f", as `{variable.__name__}` is for an argument before it: it is {shown(found)}",
        )
    allowed = getattr(variable, "__constraints__", ())
    if allowed and found not in allowed:
        texts = " or ".join(map(shown, allowed))
        told = f", which `{variable.__name__}` may be: it is {shown(found)}"
        raise Misfit(f"must be {texts}", told)


def _member(annotation: Any, args: tuple[Any, ...], value: Any, variables: dict[Any, Any]) -> Any:
    found = type_of(value)
    if found in args:
        return found
    for member in args:
        if is_open(member):
            try:
                return closed(member, value, variables)
            except Misfit:
                continue
    for member in (float, complex):
        if member in args and type(value) in (int, bool, float):
            return member
    raise not_a(shown(annotation), value)


def filled(annotation: Any, variables: dict[Any, Any]) -> Any:
    """An annotation with the type variables replaced that are known."""
    if form_of(annotation) == "TypeVar":
        return variables.get(annotation, annotation)
    origin, args = parts_of(annotation)
    if origin is None or not any(is_open(a) for a in args if is_type(a)):
        return annotation
    inner = tuple(filled(a, variables) if is_type(a) else a for a in args)
    if form_of(annotation) in ("UnionType", "Union", "Optional"):
        return union_of(inner)
    return generic(origin, inner) if is_bare(origin) else annotation
