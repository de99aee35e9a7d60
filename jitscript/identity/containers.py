"""Containers of modules and classes that change: where they stand, and what they hold."""

from __future__ import annotations

import sys

from ..runtime.contents import places_of
from ..runtime.python_calls import default_of as default_of
from .variables import annotations_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PLAIN = (int, float, bool, complex, str, bytes)
_BARE = (list, dict, set)
_MORE = ("defaultdict", "Counter", "OrderedDict", "deque")


def places(elements: Any) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How many places the table of a set has, and which are used (`places_of`)."""
    return places_of(elements)


def home(space: Any, name: str) -> Any:
    """The namespace that says what the container of this name holds: of the module from which it
    was imported, or the one that was given."""
    if annotations_of(space).get(name) is not None:
        return space
    obj = space.get(name)
    for module in list(sys.modules.values()):
        other = getattr(module, "__dict__", None)
        if isinstance(other, dict) and other.get(name) is obj and name in annotations_of(other):
            return other
    return space


def declared(space: Any, name: str) -> Any:
    """What is annotated, if that tells of elements."""
    found = annotations_of(space).get(name)
    return found if "[" in (found if isinstance(found, str) else repr(found)) else None


def contents(space: Any, name: str) -> str:
    """What a container holds, as an annotation says it: by what is declared, else by what is in it
    now. Empty where that is nothing that compiled code has, or none is there."""
    obj = space.get(name)
    kind = type(obj)
    if kind not in _BARE and not (kind.__module__ == "collections" and kind.__name__ in _MORE):
        return ""
    found = declared(home(space, name), name)
    if found is not None:
        return f"{kind.__name__}: {found}"
    return _shape(obj, []) if kind in _BARE else ""


def recalled(function: Any, name: str) -> str:
    """What the default of a parameter, which calls share, is as an annotation says it."""
    obj = default_of(function, name)
    kind = type(obj)
    if kind not in _BARE:
        return ""
    return kind.__name__ if name in function.__annotations__ else _shape(obj, [])


def _shape(obj: Any, around: list[int]) -> str:
    kind = type(obj)
    if kind in _PLAIN:
        return kind.__name__
    if obj is None:
        return "None"
    if id(obj) in around or kind not in (*_BARE, tuple):
        return ""
    around = [*around, id(obj)]
    groups = [list(obj), list(obj.values())] if kind is dict else [obj]
    if kind is tuple:
        parts = [_shape(x, around) for x in obj]
        return f"tuple[{', '.join(parts)}]" if parts and all(parts) else ""
    inner = []
    for group in groups:
        full = [x for x in group if type(x) not in _BARE or x]
        shapes = sorted({_shape(x, around) for x in full})
        kinds = {type(x).__name__ for x in group if type(x) in _BARE and not x}
        if kinds - {shape.partition("[")[0] for shape in shapes}:
            return ""  # nothing tells what an empty one holds
        if not shapes or not all(shapes) or (len(shapes) > 1 and "[" in "".join(shapes)):
            return ""
        inner.append(" | ".join(shapes))
    return f"{kind.__name__}[{', '.join(inner)}]"
