"""What an object is, as an annotation would say it: the type that code for it is compiled for.

3  [1, 2.5]  np.zeros((2, 3), np.float32)    int  list[int | float]  Array2[f32]
"""

from __future__ import annotations

import sys

from ..identity import sentinels
from ..identity.instances import is_users
from ..runtime.convert_scalars import Misfit, describe
from .forms import DTYPES, UNKNOWN, generic, is_bare, is_generic, members_of, parts_of, union_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SCALARS = (int, float, bool, complex, str, bytes)
_MOST_DIMENSIONS = 4
_DEEPEST = 32  # levels of containers in containers; what holds itself has no end of them


def type_of(value: Any, depth: int = 0) -> Any:
    """The type of an object, as an annotation names it. Raises Misfit where there is none."""
    kind = type(value)
    if depth > _DEEPEST:
        found = f" nested in more than {_DEEPEST} levels, or in itself: no type describes it"
        raise Misfit("is", found)
    if kind in _SCALARS or kind is range:
        return kind
    if value is None:
        return kind
    if kind is tuple:
        return generic(tuple, tuple(_inner(item, i, depth) for i, item in enumerate(value)))
    if kind is list or kind is set or kind is frozenset:
        return generic(kind, (_common(value, depth),))
    if kind is dict:
        return generic(kind, (_common(value, depth), _common(value.values(), depth)))
    if is_bare(kind):
        return generic(kind, _held(value, depth))
    if kind.__module__ == "numpy":
        return _numpy(value)
    if kind is object and (found := sentinels.of_object(value)) is not None:
        return found
    held = kind.__module__ not in ("builtins", "jitscript.runtime.generators")
    if not held or (callable(value) and not is_users(kind)):
        found = f" {describe(value)}, which compiled code does not have"
        raise Misfit("is of type", found, "list({})" if hasattr(value, "__next__") else "")
    if is_generic(kind):
        from .generics import of_instance

        return of_instance(value)
    return kind


def _held(value: Any, depth: int) -> tuple[Any, ...]:
    """The types of what a container of `collections` holds."""
    if type(value).__name__ in ("deque", "Counter"):
        return (_common(value, depth),)
    values = list(value.values())
    if type(value).__name__ == "defaultdict":
        from ..runtime.collected import sample

        values += sample(value.default_factory) or []
    return _common(value, depth), _common(values, depth)


def _inner(item: Any, i: int, depth: int) -> Any:
    try:
        return type_of(item, depth + 1)
    except Misfit as misfit:
        raise misfit.inside(f"[{i!r}]") from None


def _common(items: Any, depth: int) -> Any:
    """The type of the elements of a container: a union where they differ."""
    kinds = set(map(type, items))
    if all(kind in _SCALARS or kind is type(None) for kind in kinds):
        return union_of(kinds)
    found: dict[Any, None] = {}
    for i, item in enumerate(items):
        found[_inner(item, i, depth)] = None
    merged: list[Any] = []
    for t in found:
        for k, other in enumerate(merged):
            both = _merged(t, other)
            if both is not None:
                merged[k] = both
                break
        else:
            merged.append(t)
    return union_of(merged)


def _merged(a: Any, b: Any) -> Any:
    """Two types of containers as one of whatever both hold; None where they are not of one kind."""
    if a is UNKNOWN or b is UNKNOWN or a == b:
        return b if a is UNKNOWN else a
    origin, args = parts_of(a)
    other, more = parts_of(b)
    if origin is not other or origin is tuple or not is_bare(origin):
        return None
    parts = []
    for x, y in zip(args, more):
        both = _merged(x, y)
        parts.append(union_of([*members_of(x), *members_of(y)]) if both is None else both)
    return generic(origin, tuple(parts))


def _numpy(value: Any) -> Any:
    numpy = sys.modules["numpy"]
    kind = type(value)
    if isinstance(value, numpy.ndarray):
        if kind not in (numpy.ndarray, numpy.memmap):
            name = f"{kind.__module__}.{kind.__name__}"
            raise Misfit("is", f" a {name}, no plain array", "np.asarray({})")
        if value.dtype.name not in DTYPES:
            found = f" {describe(value)}, which compiled code does not have"
            raise Misfit("is", found)
        if not value.dtype.isnative:
            hint = f"{{}}.astype(np.{value.dtype.name})"
            raise Misfit("is", f" of foreign byte order ({value.dtype.str})", hint)
        if value.ndim > _MOST_DIMENSIONS:
            found = f" an array of {value.ndim} dimensions: there are up to {_MOST_DIMENSIONS}"
            raise Misfit("is", found)
        return array_type(numpy.dtype(value.dtype.name).type, value.ndim)
    if isinstance(value, numpy.generic):
        if value.dtype.name not in DTYPES:
            raise Misfit("is", f" {describe(value)}, which compiled code does not have")
        return numpy.dtype(value.dtype.name).type
    return kind


def array_type(scalar: Any, ndim: int) -> Any:
    """`Array1[f64]` and its like."""
    numpy: Any = sys.modules["numpy"]
    shape = generic(tuple, (int,) * ndim)
    return numpy.ndarray[shape, numpy.dtype[scalar]]
