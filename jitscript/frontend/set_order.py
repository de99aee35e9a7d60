"""Captured sets, made so that their order is that of Python's.

{"a", "b", "c"}      a set of ["c", "a", "b"], where adding these gives this order again
                     placed(["c", "a", "b"], [1, 2, 7], 8), where it does not
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..identity.containers import places as places_of
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from .lowering import Lowering

_KNOWN = (int, float, complex, bool, str, bytes, type(None))


def set_of(f: Lowering, obj: Any, values: Sequence[Value], span: Span) -> Value:
    """A set like one of Python's, of its elements in its order."""
    items: list[Any] = [f.constant_list(values, span)] if values else []
    if not values or _is_as_added(obj):
        return f.materialise(f.call_object(type(obj), items, {}, span), span)
    size, used = places_of(obj)
    places = [place for place, hash in used if hash != -1]
    places += [place for place, hash in used if hash == -1]
    told = f.constant_list([f.b.const(place, ty.INT, span) for place in places], span)
    library = registry.module("set_places")
    rule = library.placed_frozen if type(obj) is frozenset else library.placed
    return f.materialise(
        f.call_function(rule, [*items, told, f.b.const(size, ty.INT, span)], span), span
    )


def _is_as_added(obj: Any) -> bool:
    """Whether a set that its elements are added to, in its order, is like it."""
    if not all(type(x) in _KNOWN for x in obj):  # others may run anything
        return False
    added = set()
    for x in obj:
        added.add(x)
    return places_of(added) == places_of(obj)
