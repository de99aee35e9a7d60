"""`Dict`: native dicts that Python holds, and what they answer in Python (see `held.py`)."""

from __future__ import annotations

import operator
from _collections_abc import ItemsView, KeysView, MutableMapping, ValuesView

from .held import Held, restore, whole_changes
from .held_type import HeldType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class Dict(Held, metaclass=HeldType):
    """A native dict that Python holds, of keys and values of one type each: Dict[str, int]().

    Compiled functions take it as a `dict[str, int]`, without a copy, and change it in place.
    """

    __slots__ = ()
    __builtin__ = dict
    _glue: dict[str, Any]  # what answers for those of them that do not take all
    # Methods that are compiled functions.
    _native: tuple[str, ...] = (
        *("_made", "_keys", "_values", "todict", "get", "pop", "popitem", "setdefault", "update"),
        *("clear", "copy", "__len__", "__getitem__", "__setitem__", "__delitem__"),
        *("__contains__", "__or__", "__eq__", "__ne__", "__repr__"),
    )

    @staticmethod
    def _taken(cls: Any, items: Any = (), /, **more: Any) -> Any:
        plain = not more and (type(items) is dict or type(items) is cls)
        return items if plain else dict(items, **more)

    @classmethod
    def fromkeys(cls, keys: Any, value: Any = None, /) -> Any:
        return cls(dict.fromkeys(keys, value))

    def __iter__(self) -> Iterator[Any]:
        return _each(self, self._keys())

    def __reversed__(self) -> Iterator[Any]:
        return _each(self, self._keys()[::-1])

    def keys(self) -> Any:
        return Keys(self)

    def values(self) -> Any:
        return Values(self)

    def items(self) -> Any:
        return Items(self)

    def __ror__(self, other: Any) -> Any:
        return type(self)(other) | self if isinstance(other, dict) else NotImplemented

    def __ior__(self, other: Any) -> Any:
        self.update(other)
        return self

    def __reduce__(self) -> Any:
        return restore, (type(self).__text__, self.todict())


MutableMapping.register(Dict)


def _each(owner: Any, keys: list[Any]) -> Iterator[Any]:
    """The keys, as long as they are those of the dict."""
    changes, whole = owner._changes, whole_changes.value
    for key in keys:
        if owner._changes != changes or whole_changes.value != whole:
            if len(owner) != len(keys):
                raise RuntimeError("dictionary changed size during iteration")
            if owner._keys() != keys and owner._keys()[::-1] != keys:
                raise RuntimeError("dictionary keys changed during iteration")
            changes, whole = owner._changes, whole_changes.value
        yield key
    if len(owner) != len(keys):  # also after the last
        raise RuntimeError("dictionary changed size during iteration")


class Keys(KeysView):  # type: ignore[type-arg]
    __slots__ = ()
    _mapping: Any

    def __reversed__(self) -> Iterator[Any]:
        return reversed(self._mapping)

    def __repr__(self) -> str:
        return f"dict_keys({list(self)})"


class Values(ValuesView):  # type: ignore[type-arg]
    __slots__ = ()
    _mapping: Any

    def __iter__(self) -> Iterator[Any]:
        return (value for _, value in Items(self._mapping))

    def __reversed__(self) -> Iterator[Any]:
        owner = self._mapping
        return (owner[key] for key in reversed(owner))

    def __repr__(self) -> str:
        return f"dict_values({list(self)})"


class Items(ItemsView):  # type: ignore[type-arg]
    __slots__ = ()
    _mapping: Any

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        """As long as nothing may have changed, the values are those that there were."""
        owner = self._mapping
        values, changes, whole = owner._values(), owner._changes, whole_changes.value
        for key, value in zip(_each(owner, owner._keys()), values):
            same = owner._changes == changes and whole_changes.value == whole
            yield (key, value if same else owner[key])

    def __reversed__(self) -> Iterator[tuple[Any, Any]]:
        owner = self._mapping
        return ((key, owner[key]) for key in reversed(owner))

    def __repr__(self) -> str:
        return f"dict_items({list(self)})"


# --- with what the compiled functions do not take ------------------------------------------------


def _getitem(exact: Any, self: Any, key: Any) -> Any:
    return self.todict()[key]


def _contains(exact: Any, self: Any, key: Any) -> bool:
    return key in self.todict()


def _delitem(exact: Any, self: Any, key: Any) -> None:
    self.todict()[key]
    exact(self, next(own for own in self._keys() if own == key))


def _get(exact: Any, self: Any, key: Any, default: Any = None, /) -> Any:
    return self[key] if key in self else default  # noqa: SIM401 (which is this)


def _pop(exact: Any, self: Any, key: Any, *default: Any) -> Any:
    if key in self or not default:
        found = self[key]
        del self[key]
        return found
    return default[0]


def _setdefault(exact: Any, self: Any, key: Any, default: Any = None, /) -> Any:
    return self[key] if key in self else exact(self, key, default)


def _update(exact: Any, self: Any, items: Any = (), /, **more: Any) -> None:
    exact(self, self._like(self._taken(type(self), items, **more)))


def _or(exact: Any, self: Any, other: Any) -> Any:
    return exact(self, self._like(other)) if isinstance(other, (dict, Dict)) else NotImplemented


def _compared(what: Any) -> Any:
    def compare(exact: Any, self: Any, other: Any) -> Any:
        if isinstance(other, Dict):
            other = other.todict()
        return what(self.todict(), other) if isinstance(other, dict) else NotImplemented

    return compare


Dict._glue = {
    "__getitem__": _getitem,
    "__contains__": _contains,
    "__delitem__": _delitem,
    "get": _get,
    "pop": _pop,
    "setdefault": _setdefault,
    "update": _update,
    "__or__": _or,
    "__eq__": _compared(operator.eq),
    "__ne__": _compared(operator.ne),
}
