"""`Set`: native sets that Python holds, and what they answer in Python (see `held.py`)."""

from __future__ import annotations

import operator
from _collections_abc import MutableSet

from .held import Held, restore, whole_changes
from .held_type import HeldType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_OPERATORS = ("or", "and", "sub", "xor")
_ORDERS = ("eq", "ne", "lt", "le", "gt", "ge")


class Set(Held, metaclass=HeldType):
    """A native set that Python holds, of elements of one type: Set[int]([1, 2, 3]).

    Compiled functions take it as a `set[int]`, without a copy, and change it in place.
    """

    __slots__ = ()
    __builtin__ = set
    _glue: dict[str, Any]  # what answers for those of them that do not take all
    # Methods that are compiled functions.
    _native = (
        *("_made", "_items", "_own", "toset", "add", "discard", "remove", "pop", "clear", "copy"),
        *("update", "difference_update", "intersection_update", "symmetric_difference_update"),
        *("__len__", "__contains__", "__repr__"),
        *(f"__{name}__" for name in (*_OPERATORS, *_ORDERS)),
    )

    @staticmethod
    def _taken(cls: Any, items: Any = (), /) -> Any:
        return items if type(items) is set or type(items) is cls else set(items)

    def __iter__(self) -> Iterator[Any]:
        items, changes, whole = self._items(), self._changes, whole_changes.value
        for value in items:
            if self._changes != changes or whole_changes.value != whole:
                if len(self) != len(items):
                    raise RuntimeError("Set changed size during iteration")
                changes, whole = self._changes, whole_changes.value
            yield value
        if len(self) != len(items):  # also after the last
            raise RuntimeError("Set changed size during iteration")

    def union(self, *others: Any) -> Any:
        return type(self)._own(self.toset().union(*others))

    def intersection(self, *others: Any) -> Any:
        return type(self)._own(self.toset().intersection(*others))

    def difference(self, *others: Any) -> Any:
        return type(self)._own(self.toset().difference(*others))

    def symmetric_difference(self, other: Any) -> Any:
        return type(self)._own(self.toset().symmetric_difference(other))

    def isdisjoint(self, other: Any) -> bool:
        return self.toset().isdisjoint(other)

    def issubset(self, other: Any) -> bool:
        return self.toset().issubset(other)

    def issuperset(self, other: Any) -> bool:
        return self.toset().issuperset(other)

    def __ror__(self, other: Any) -> Any:
        return _reflected(operator.or_, self, other)

    def __rand__(self, other: Any) -> Any:
        return _reflected(operator.and_, self, other)

    def __rsub__(self, other: Any) -> Any:
        return _reflected(operator.sub, self, other)

    def __rxor__(self, other: Any) -> Any:
        return _reflected(operator.xor, self, other)

    def __ior__(self, other: Any) -> Any:
        return _in_place(self, other, self.update)

    def __iand__(self, other: Any) -> Any:
        return _in_place(self, other, self.intersection_update)

    def __isub__(self, other: Any) -> Any:
        return _in_place(self, other, self.difference_update)

    def __ixor__(self, other: Any) -> Any:
        return _in_place(self, other, self.symmetric_difference_update)

    def __reduce__(self) -> Any:
        return restore, (type(self).__text__, self.toset())


MutableSet.register(Set)


def _in_place(self: Any, other: Any, change: Any) -> Any:
    if not isinstance(other, (set, frozenset, Set)):
        return NotImplemented
    change(other)
    return self


def _reflected(what: Any, self: Any, other: Any) -> Any:
    """What an operator gives whose left operand is a set of Python's: such a set."""
    plain = isinstance(other, (set, frozenset))
    return what(other, self.toset()) if plain else NotImplemented


# --- with what the compiled functions do not take ------------------------------------------------


def _contains(exact: Any, self: Any, value: Any) -> bool:
    return value in self.toset()


def _discard(exact: Any, self: Any, value: Any, /) -> None:
    if value in self:
        exact(self, next(own for own in self._items() if own == value))


def _remove(exact: Any, self: Any, value: Any, /) -> None:
    if value not in self:
        raise KeyError(value)
    exact(self, next(own for own in self._items() if own == value))


def _update(exact: Any, self: Any, *others: Any) -> None:
    for other in others:
        exact(self, self._taken(type(self), other))


def _difference_update(exact: Any, self: Any, *others: Any) -> None:
    for other in others:
        there = _plain(other) if isinstance(other, (set, frozenset, Set)) else set(other)
        exact(self, {v for v in self._items() if v in there})


def _intersection_update(exact: Any, self: Any, *others: Any) -> None:
    exact(self, self.toset().intersection(*map(_plain, others)))


def _symmetric_difference_update(exact: Any, self: Any, other: Any, /) -> None:
    exact(self, set(other))


def _plain(other: Any) -> Any:
    return other.toset() if isinstance(other, Set) else other


def _combined(what: Any) -> Any:
    def combine(exact: Any, self: Any, other: Any) -> Any:
        other = _plain(other)
        plain = isinstance(other, (set, frozenset))
        return type(self)._own(what(self.toset(), other)) if plain else NotImplemented

    return combine


def _compared(what: Any) -> Any:
    def compare(exact: Any, self: Any, other: Any) -> Any:
        other = _plain(other)
        plain = isinstance(other, (set, frozenset))
        return what(self.toset(), other) if plain else NotImplemented

    return compare


Set._glue = {
    "__contains__": _contains,
    "discard": _discard,
    "remove": _remove,
    "update": _update,
    "difference_update": _difference_update,
    "intersection_update": _intersection_update,
    "symmetric_difference_update": _symmetric_difference_update,
    **{f"__{n}__": _combined(getattr(operator, f"__{n}__")) for n in _OPERATORS},
    **{f"__{n}__": _compared(getattr(operator, n)) for n in _ORDERS},
}
