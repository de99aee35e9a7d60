"""`List`: native lists that Python holds, and what they answer in Python (see `held.py`)."""

from __future__ import annotations

import operator
from _collections_abc import MutableSequence

from .held import Held, bounds, index, restore
from .held_type import HeldType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SIZED = "cannot fit '{}' into an index-sized integer"


class List(Held, metaclass=HeldType):
    """A native list that Python holds, of elements of one type: List[int]([1, 2, 3]).

    Compiled functions take it as a `list[int]`, without a copy, and change it in place.
    """

    __slots__ = ()
    __builtin__ = list
    _glue: dict[str, Any]  # what answers for those of them that do not take all
    # Methods that are compiled functions.
    _native: tuple[str, ...] = (
        *("_made", "_slice", "_set_slice", "_del_slice", "tolist", "append", "extend", "insert"),
        *("pop", "remove", "index", "count", "clear", "copy", "reverse", "sort", "__len__"),
        *("__getitem__", "__setitem__", "__delitem__", "__contains__", "__iter__", "__add__"),
        *("__mul__", "__rmul__", "__repr__"),
        *("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"),
    )

    def _like(self, items: Any) -> Any:
        return items if type(items) is list or type(items) is type(self) else list(items)

    @staticmethod
    def _taken(cls: Any, items: Any = (), /) -> Any:
        return items if type(items) is list or type(items) is cls else list(items)

    def __iter__(self) -> Any:
        """Where the compiler is, this is a compiled generator."""
        i = 0
        while i < len(self):
            yield self[i]
            i += 1

    def __reversed__(self) -> Any:
        return (self[i] for i in range(len(self) - 1, -1, -1))

    def __radd__(self, other: Any) -> Any:
        return type(self)(other) + self if isinstance(other, list) else NotImplemented

    def __iadd__(self, other: Any) -> Any:
        self.extend(other)
        return self

    def __imul__(self, times: Any) -> Any:
        self._set_slice(None, None, None, self * times)
        return self

    def __reduce__(self) -> Any:
        return restore, (type(self).__text__, self.tolist())


MutableSequence.register(List)


# --- with what the compiled functions do not take ------------------------------------------------


def _getitem(exact: Any, self: Any, i: Any) -> Any:
    if isinstance(i, slice):
        return self._slice(*bounds(i))
    return exact(self, index(i, _SIZED.format(type(i).__name__)))


def _setitem(exact: Any, self: Any, i: Any, value: Any) -> None:
    if isinstance(i, slice):
        self._set_slice(*bounds(i), self._like(value))
    else:
        exact(self, index(i, _SIZED.format(type(i).__name__)), value)


def _delitem(exact: Any, self: Any, i: Any) -> None:
    if isinstance(i, slice):
        self._del_slice(*bounds(i))
    else:
        exact(self, index(i, _SIZED.format(type(i).__name__)))


def _extend(exact: Any, self: Any, values: Any, /) -> None:
    exact(self, self._like(values))


def _insert(exact: Any, self: Any, i: Any, value: Any, /) -> None:
    exact(self, operator.index(i), value)


def _pop(exact: Any, self: Any, i: Any = -1, /) -> Any:
    return exact(self, operator.index(i))


def _contains(exact: Any, self: Any, value: Any) -> bool:
    return value in self.tolist()


def _count(exact: Any, self: Any, value: Any, /) -> int:
    return int(self.tolist().count(value))


def _find(exact: Any, self: Any, *args: Any) -> int:
    return int(self.tolist().index(*args))


def _remove(exact: Any, self: Any, value: Any, /) -> None:
    items = self.tolist()
    if value not in items:
        raise ValueError("list.remove(x): x not in list")
    del self[items.index(value)]


def _sort(exact: Any, self: Any, *, key: Any = None, reverse: Any = False) -> None:
    items = self.tolist()
    self.clear()
    try:
        items.sort(key=key, reverse=reverse)
    finally:
        changed = len(self) > 0
        self._set_slice(None, None, None, self._like(items))
    if changed:
        raise ValueError("list modified during sort")


def _add(exact: Any, self: Any, other: Any) -> Any:
    if not isinstance(other, (list, List)):
        return NotImplemented
    return exact(self, self._like(other))


def _mul(exact: Any, self: Any, times: Any) -> Any:
    return exact(self, times.__index__()) if hasattr(times, "__index__") else NotImplemented


def _compared(what: Any) -> Any:
    def compare(exact: Any, self: Any, other: Any) -> Any:
        if isinstance(other, List):
            other = other.tolist()
        return what(self.tolist(), other) if isinstance(other, list) else NotImplemented

    return compare


List._glue = {
    "__getitem__": _getitem,
    "__setitem__": _setitem,
    "__delitem__": _delitem,
    "extend": _extend,
    "insert": _insert,
    "pop": _pop,
    "__contains__": _contains,
    "count": _count,
    "index": _find,
    "remove": _remove,
    "sort": _sort,
    "__add__": _add,
    "__mul__": _mul,
    "__rmul__": _mul,
    **{
        f"__{name}__": _compared(getattr(operator, name))
        for name in ("eq", "ne", "lt", "le", "gt", "ge")
    },
}
