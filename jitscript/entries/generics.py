"""What the type variables of a generic class stand for in an instance.

    @dataclass
    class Node(Generic[T]):
        value: T                        Node(3) is a Node[int]
        next: Node[T] | None = None

An instance made by `Stack[int]()` says so itself. Of another, fields tell, and where the class
annotates none, attributes that are called as parameters of `__init__` are.
"""

from __future__ import annotations

import sys
import weakref

from ..identity.instances import is_users
from ..identity.variables import annotations_of
from ..runtime.convert_scalars import Misfit
from .closing import closed
from .fields import denoted
from .forms import UNKNOWN, is_open, parts_of, unknown_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_fields: Any = weakref.WeakKeyDictionary()  # by class: names and annotations


def of_instance(value: Any) -> Any:
    """`Node[int]` of an instance of a generic class; UNKNOWN stands for what nothing tells."""
    kind: Any = type(value)
    made = getattr(value, "__orig_class__", None)
    if made is not None and made.__origin__ is kind and not is_open(made):
        return made
    if kind not in _fields:
        _fields[kind] = sorted(_telling(kind), key=lambda field: _names_class(field[1]))
    found: dict[Any, Any] = {}
    for name, annotation in _fields[kind]:
        if all(not unknown_in(found.get(p, UNKNOWN)) for p in kind.__parameters__):
            break
        try:
            closed(annotation, getattr(value, name), found)
        except (AttributeError, Misfit):
            continue
    return kind[tuple(found.get(p, UNKNOWN) for p in kind.__parameters__)]


def _telling(kind: Any) -> Iterator[tuple[str, Any]]:
    """The attributes of a class whose annotations name type variables."""
    init = vars(kind).get("__init__")
    said = dict(annotations_of(vars(kind)))
    if not said and hasattr(init, "__annotations__"):
        said = {n: a for n, a in init.__annotations__.items() if n != "return"}
    scope = getattr(sys.modules.get(kind.__module__), "__dict__", {})
    names = {kind.__name__: kind, **{p.__name__: p for p in kind.__parameters__}}
    for name, annotation in said.items():
        told = denoted(annotation, scope, names)
        if told is not None and is_open(told):
            yield name, told


def _names_class(annotation: Any) -> bool:
    """Whether an annotation names a class of the user's: such fields are asked last."""
    origin, args = parts_of(annotation)
    own = isinstance(origin or annotation, type) and is_users(origin or annotation)
    return own or any(map(_names_class, args))
