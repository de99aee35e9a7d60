"""Sentinels: objects that say nothing but that they are this one.

    _MISSING = object()
    UNSET = Unset()              an instance of a class that says no more than its texts and truth

Compiled code has an enumeration of one member in the place of each, which is made here; at the
border the member is the object again. The object must be a global of the function's module.
"""

from __future__ import annotations

import sys
from types import FunctionType

from .instances import is_users, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OBJECT = "__jitscript_sentinel__"
PLACE = "__jitscript_place__"
_TEXTS = ("__repr__", "__str__", "__bool__", "__new__", "__init__")
_COPIED = ("__copy__", "__deepcopy__", "__reduce__", "__reduce_ex__", "__getstate__")
_GIVEN = (
    *("__module__", "__qualname__", "__doc__", "__slots__", "__dict__", "__weakref__"),
    *("__static_attributes__", "__firstlineno__", "__final__"),
)
_known: dict[int, Any] = {}  # each keeps its object


def of_object(obj: Any, space: Any = None) -> Any:
    """The enumeration for a sentinel, which is known or a global of this namespace; None for what
    is none."""
    found = _known.get(id(obj))
    if found is not None or space is None:
        return found
    if type(obj) is not object:
        found = of_class(type(obj))
        return found if found is not None and getattr(found, OBJECT) is obj else None
    name = next((n for n, x in space.items() if x is obj), None)
    return None if name is None else _made(obj, str(space.get("__name__")), name)


def of_class(cls: type) -> Any:
    """The enumeration for the one instance of a class that its module has; None for others."""
    if not _says_nothing(cls):
        return None
    module = sys.modules.get(cls.__module__)
    space = getattr(module, "__dict__", {})
    instances = {id(x): n for n, x in space.items() if type(x) is cls}
    if len(instances) != 1:
        return None
    ((known, name),) = instances.items()
    if known in _known:
        return _known[known]
    obj = space[name]
    return None if state_of(obj) else _made(obj, cls.__module__, name)


def _says_nothing(cls: type) -> bool:
    """Whether instances have no more than an identity, texts and a truth that is always the
    same."""
    if type(cls) is not type or not is_users(cls) or cls.__bases__ != (object,):
        return False
    if cls.__subclasses__() or not vars(cls).keys() <= {*_TEXTS, *_COPIED, *_GIVEN}:
        return False
    truth = vars(cls).get("__bool__")
    if truth is None:
        return True
    return isinstance(truth, FunctionType) and not (
        truth.__code__.co_names or truth.__code__.co_freevars
    )


def _made(obj: Any, module: str, name: str) -> Any:
    from enum import Enum  # few programs come here

    found: Any = Enum(name.strip("_") or "SENTINEL", {"SENTINEL": 0})  # type: ignore[misc]
    found.__module__, found.__qualname__ = module, name
    setattr(found, OBJECT, obj)
    setattr(found, PLACE, f"{module}:{name}")
    _known[id(obj)] = found
    return found


def place_of(cls: Any, name: str) -> str:
    """Where another process finds the sentinel of an enumeration, which is called `name` in the
    program; empty where only this one has it."""
    from ..runtime.instances import SENTINELS

    obj, place = getattr(cls, OBJECT), getattr(cls, PLACE)
    module, _, last = place.partition(":")
    if getattr(sys.modules.get(module), last, None) is obj:
        return str(place)
    SENTINELS[name] = obj
    return ""


def behind(cls: Any) -> Any:
    """The class of the sentinel that an enumeration stands for; any other class as it is."""
    return type(getattr(cls, OBJECT)) if is_stand_in(cls) else cls


def is_stand_in(cls: Any) -> bool:
    return OBJECT in getattr(cls, "__dict__", ())
