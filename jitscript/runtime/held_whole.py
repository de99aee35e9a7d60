"""Lists and dicts of containers that Python holds each by itself: List[List[int]].

What is a part of another is one object as long as somebody holds it, whoever got it from where. So
elements are held containers, taken and given as they are. A class that is called with Python's own
containers makes copies, as everywhere; methods take none, which would be other ones then.
"""

from __future__ import annotations

import copy

from .held import shown
from .held_dict import Dict
from .held_list import List
from .held_object import Object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _new(cls: Any, items: Any) -> Any:
    """A container of a class, of what is one or is Python's own."""
    return items.copy() if type(items) is cls else _made_of(cls, items, {})


class ListOfParts(List):
    """A native list, each of whose elements Python may hold."""

    __slots__ = ()
    _has_parts = True
    _part: Any  # the class of the elements
    _native: tuple[str, ...] = (
        *("_made", "_empty", "_slice", "_set_slice", "_del_slice", "append", "extend", "insert"),
        *("pop", "remove", "index", "count", "clear", "copy", "reverse", "sort", "__len__"),
        *("__getitem__", "__setitem__", "__delitem__", "__contains__", "__add__", "__mul__"),
        *("__rmul__", "__repr__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"),
    )
    _given = staticmethod(_new)

    def _like(self, items: Any) -> Any:
        if type(items) is type(self):
            return items
        made = type(self)._empty()
        for item in items:
            made.append(item)
        return made

    def tolist(self) -> list[Any]:
        return list(self)

    def __radd__(self, other: Any) -> Any:
        return self._like(other) + self if isinstance(other, list) else NotImplemented

    def __deepcopy__(self, memo: Any) -> Any:
        made = type(self)._empty()
        for item in self:
            made.append(copy.deepcopy(item, memo))
        return made


class DictOfParts(Dict):
    """A native dict, each of whose values Python may hold."""

    __slots__ = ()
    _has_parts = True
    _part: Any  # the class of the values
    _native: tuple[str, ...] = (
        *("_made", "_empty", "_keys", "_values", "_last", "pop", "setdefault", "update", "clear"),
        *("copy", "__len__", "__getitem__", "__setitem__", "__delitem__", "__contains__"),
        *("__or__", "__eq__", "__ne__", "__repr__"),
    )
    _given = staticmethod(_new)

    def _like(self, items: Any) -> Any:
        if type(items) is type(self):
            return items
        made = type(self)._empty()
        for key, value in items.items():
            made[key] = value
        return made

    def todict(self) -> dict[Any, Any]:
        return dict(zip(self._keys(), self._values()))

    def get(self, key: Any, default: Any = None, /) -> Any:
        return self[key] if key in self else default  # noqa: SIM401 (which is this)

    def popitem(self) -> tuple[Any, Any]:
        key = self._last()
        return key, self.pop(key)

    def __ror__(self, other: Any) -> Any:
        return self._like(other) | self if isinstance(other, dict) else NotImplemented

    def __deepcopy__(self, memo: Any) -> Any:
        made = type(self)._empty()
        for key, value in self.items():
            made[key] = copy.deepcopy(value, memo)
        return made


ListOfParts._glue = {**List._glue, "__repr__": lambda exact, self: repr(list(self))}


DictOfParts._glue = {**Dict._glue, "__repr__": lambda exact, self: repr(self.todict())}


def _made_of(cls: Any, items: Any, known: dict[int, Any]) -> Any:
    """A new container of what a list, dict or set of Python's has. `known`: the copies of its parts
    that there are."""
    try:
        return cls._made(items)
    except TypeError:
        if not cls._has_parts:
            raise
    # Some parts are held already, or are no containers of just these types.
    made = cls._empty()
    if isinstance(made, Dict):
        for key, value in items.items():
            made[key] = _part_of(cls, value, known)
    else:
        for value in items:
            made.append(_part_of(cls, value, known))
    return made


def _part_of(whole: Any, value: Any, known: dict[int, Any]) -> Any:
    cls = whole._part
    if type(value) is cls:
        return value
    found = known.get(id(value))
    if found is None:
        if issubclass(cls, Object):
            if type(value) is not cls.__builtin__:
                given = "None" if value is None else type(value).__name__
                raise TypeError(f"{whole.__name__}: a part must be {shown(cls)}, not {given}")
            found = known[id(value)] = cls._of(value)
            return found
        items = cls._taken(cls, value)
        found = known[id(value)] = _made_of(cls, items, known)
    return found
