"""`collections.OrderedDict`: a dict whose order can be changed, and counts where two are equal."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import copy
import sys
from collections import Counter, OrderedDict, defaultdict
from typing import Generic, TypeVar

from . import collections_border, dict_border
from .containers_dict import Dict
from .containers_str import Str
from .hashing import placed
from .intrinsics import compile_time, inline, op, pyobj
from .registry import builtin

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")
U = TypeVar("U")
W = TypeVar("W")


@compile_time
def _shown_as_dict() -> bool:
    return sys.version_info >= (3, 12)


@builtin(OrderedDict)
class OrderedMap(Generic[K, V]):
    __keys__ = (K,)
    __like__ = ((U, K), (D, V))
    __reads_as__ = "_of"
    __fills__ = (("update", (K, V)), ("__ior__", (K, V)))

    _of: Dict[K, V]
    _first: int  # no entry before this one is alive
    _state: int  # counts changes of the order, which end loops

    def __init__(self) -> None:
        self._of = Dict[K, V]()
        self._first = 0
        self._state = 0

    # --- the border: see collections_border.py ---------------------------------------------------

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return collections_border.parts(source, 2)

    @staticmethod
    def __from_python__(source: pyobj) -> OrderedMap[K, V]:
        made = OrderedMap[K, V]()
        dict_border.fill(made._of, source)
        return made

    def __to_python__(self) -> pyobj:
        made = collections_border.boxed_dict(self._of)
        return op.python_call(made, callee="collections:OrderedDict", result=pyobj)

    def __changes_python__(self, before: pyobj) -> pyobj:
        return dict_border.changes(self._of, before)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        collections_border.commit_ordered(target, before, change, step)

    def _oldest(self) -> int:
        """The first entry; there is one."""
        e = self._first
        while op.buffer_load(self._of._entries, e)[0] == 0:
            e = op.add(e, 1)
        self._first = e
        return e

    def _insert(self, hash: int, key: K, value: V) -> None:
        if self._of._room <= 0:
            self._first = 0  # entries are about to move
        self._of._insert(hash, key, value)
        self._state = op.add(self._state, 1)

    def _delete(self, e: int) -> None:
        self._of._delete(e)
        self._state = op.add(self._state, 1)

    @inline
    def __len__(self) -> int:
        return self._of._used

    @inline
    def __contains__(self, key: U) -> bool:
        return key in self._of

    @inline
    def __getitem__(self, key: U) -> V:
        return self._of[key]

    @inline
    def get(self, key: U, default: D = None) -> V | D:
        return self._of.get(key, default)

    @inline
    def __setitem__(self, key: K, value: V) -> None:
        hash = placed(key)
        e = self._of._find(key, hash)
        if e >= 0:
            old = op.buffer_load(self._of._entries, e)
            op.buffer_store(self._of._entries, e, (hash, old[1], value))
        else:
            self._insert(hash, key, value)

    def setdefault(self, key: K, default: V) -> V:
        hash = placed(key)
        e = self._of._find(key, hash)
        if e >= 0:
            return op.buffer_load(self._of._entries, e)[2]
        self._insert(hash, key, default)
        return default

    def __delitem__(self, key: U) -> None:
        e = self._of._find(key, placed(key))
        if e < 0:
            raise KeyError(key)
        self._delete(e)

    def pop(self, key: U, *default: object):
        e = self._of._find(key, placed(key))
        if e < 0:
            if len(default) == 0:
                raise KeyError(key)
            return default[0]
        value = op.buffer_load(self._of._entries, e)[2]
        self._delete(e)
        return value

    def popitem(self, last: bool = True) -> tuple[K, V]:
        if self._of._used == 0:
            raise KeyError("dictionary is empty")
        e = self._of._last(self._of._fill) if last else self._oldest()
        _, key, value = op.buffer_load(self._of._entries, e)
        self._delete(e)
        if last:
            self._of._fill = e
            self._first = min(self._first, e)
        return key, value

    @inline
    def move_to_end(self, key: U, last: bool = True) -> None:
        e = self._of._find(key, placed(key))
        if e < 0:
            raise KeyError(key)
        self._move(e, last)

    def _move(self, e: int, last: bool) -> None:
        if e == (self._of._last(self._of._fill) if last else self._oldest()):
            return
        hash, kept, value = op.buffer_load(self._of._entries, e)
        if last and self._of._room > 0:
            self._of._move_last(e, hash, kept, value)
            self._state = op.add(self._state, 1)
            return
        self._delete(e)
        if last:
            self._insert(hash, kept, value)
        else:
            self._put_first(hash, kept, value)

    def _put_first(self, hash: int, key: K, value: V) -> None:
        """All entries are made anew."""
        made = Dict[K, V]()
        made._insert(hash, key, value)
        for e in range(self._of._fill):
            other, old, held = op.buffer_load(self._of._entries, e)
            if other != 0:
                made._insert(other, old, held)
        self._of = made
        self._first = 0

    def clear(self) -> None:
        self._of.clear()
        self._first = 0

    def update(self, other: W) -> None:
        if isinstance(other, (dict, defaultdict, Counter)):
            for key, value in other.items():
                self[key] = value
        else:
            for key, value in other:
                self[key] = value

    def copy(self) -> OrderedMap[K, V]:
        made = OrderedMap[K, V]()
        made.update(self)
        return made

    def __or__(self, other: Dict[K, V]) -> OrderedMap[K, V]:
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other: W) -> OrderedMap[K, V]:
        self.update(other)
        return self

    def __eq__(self, other: U) -> bool:
        if isinstance(other, OrderedDict):
            return self._of == other._of and self._is_in_order_of(other)
        if isinstance(other, (defaultdict, Counter)):
            return self._of == other._of
        return self._of == other if isinstance(other, dict) else False

    def _is_in_order_of(self, other: OrderedMap[U, W]) -> bool:
        a, b = 0, 0
        for _ in range(self._of._used):
            while op.buffer_load(self._of._entries, a)[0] == 0:
                a = op.add(a, 1)
            while op.buffer_load(other._of._entries, b)[0] == 0:
                b = op.add(b, 1)
            if op.buffer_load(self._of._entries, a)[1] != op.buffer_load(other._of._entries, b)[1]:
                return False
            a = op.add(a, 1)
            b = op.add(b, 1)
        return True

    def __iter__(self) -> OrderedIterator[K, V]:
        return OrderedIterator[K, V](self, False)

    def __reversed__(self) -> OrderedIterator[K, V]:
        return OrderedIterator[K, V](self, True)

    def keys(self) -> OrderedKeys[K, V]:
        return OrderedKeys[K, V](self)

    def values(self) -> OrderedValues[K, V]:
        return OrderedValues[K, V](self)

    def items(self) -> OrderedItems[K, V]:
        return OrderedItems[K, V](self)


class OrderedIterator(Generic[K, V]):
    """Through the entries. What comes next is settled when one is given."""

    _of: OrderedMap[K, V]
    _size: int
    _state: int
    _next: int  # an entry, or -1 at the end
    _back: bool

    def __init__(self, of: OrderedMap[K, V], back: bool) -> None:
        self._of = of
        self._size = of._of._used
        self._state = of._state
        self._next = -1
        self._back = back
        if of._of._used > 0:
            self._next = of._of._last(of._of._fill) if back else of._oldest()

    def __more__(self) -> bool:
        if self._next < 0:
            return False
        if self._of._state != self._state:
            raise RuntimeError("OrderedDict mutated during iteration")
        if self._of._of._used != self._size:
            raise RuntimeError("OrderedDict changed size during iteration")
        return True

    def entry(self) -> int:
        """The entry whose turn it is; the next one is found."""
        here, of = self._next, self._of._of
        if self._back:
            self._next = of._last(here)
        else:
            e = op.add(here, 1)
            while e < of._fill and op.buffer_load(of._entries, e)[0] == 0:
                e = op.add(e, 1)
            self._next = e if e < of._fill else -1
        return here

    def __next__(self) -> K:
        e = self.entry()
        return op.buffer_load(self._of._of._entries, e)[1]


class OrderedValuesIterator(Generic[K, V]):
    _walk: OrderedIterator[K, V]

    def __init__(self, of: OrderedMap[K, V], back: bool) -> None:
        self._walk = OrderedIterator[K, V](of, back)

    def __more__(self) -> bool:
        return self._walk.__more__()

    def __next__(self) -> V:
        e = self._walk.entry()
        return op.buffer_load(self._walk._of._of._entries, e)[2]


class OrderedItemsIterator(Generic[K, V]):
    _walk: OrderedIterator[K, V]

    def __init__(self, of: OrderedMap[K, V], back: bool) -> None:
        self._walk = OrderedIterator[K, V](of, back)

    def __more__(self) -> bool:
        return self._walk.__more__()

    def __next__(self) -> tuple[K, V]:
        e = self._walk.entry()
        _, key, value = op.buffer_load(self._walk._of._of._entries, e)
        return key, value


class OrderedKeys(Generic[K, V]):
    _of: OrderedMap[K, V]

    def __init__(self, of: OrderedMap[K, V]) -> None:
        self._of = of

    def __len__(self) -> int:
        return len(self._of)

    def __contains__(self, key: U) -> bool:
        return key in self._of

    def __iter__(self) -> OrderedIterator[K, V]:
        return OrderedIterator[K, V](self._of, False)

    def __reversed__(self) -> OrderedIterator[K, V]:
        return OrderedIterator[K, V](self._of, True)


class OrderedValues(Generic[K, V]):
    _of: OrderedMap[K, V]

    def __init__(self, of: OrderedMap[K, V]) -> None:
        self._of = of

    def __len__(self) -> int:
        return len(self._of)

    def __contains__(self, value: U) -> bool:
        for x in self:
            if x == value:
                return True
        return False

    def __iter__(self) -> OrderedValuesIterator[K, V]:
        return OrderedValuesIterator[K, V](self._of, False)

    def __reversed__(self) -> OrderedValuesIterator[K, V]:
        return OrderedValuesIterator[K, V](self._of, True)


class OrderedItems(Generic[K, V]):
    _of: OrderedMap[K, V]

    def __init__(self, of: OrderedMap[K, V]) -> None:
        self._of = of

    def __len__(self) -> int:
        return len(self._of)

    def __iter__(self) -> OrderedItemsIterator[K, V]:
        return OrderedItemsIterator[K, V](self._of, False)

    def __reversed__(self) -> OrderedItemsIterator[K, V]:
        return OrderedItemsIterator[K, V](self._of, True)


@builtin(OrderedDict)
def ordered_of(items: object):
    made = OrderedDict()
    if isinstance(items, (dict, defaultdict, Counter)):
        for key, value in items.items():
            made[key] = value
    else:
        for key, value in items:
            made[key] = value
    return made


@builtin(OrderedDict.fromkeys)
def ordered_from_keys(keys: object, value: object = None):
    made = OrderedDict()
    for key in keys:
        made[key] = value
    return made


@builtin(copy.copy)
def copy_of_ordered(x: OrderedMap[K, V]) -> OrderedMap[K, V]:
    return x.copy()


@builtin(str, repr)
def repr_of_ordered(items: OrderedMap[K, V]) -> Str:
    if len(items) == 0:
        return "OrderedDict()"
    if _shown_as_dict():
        return "OrderedDict(" + repr(items._of) + ")"
    return "OrderedDict(" + repr([pair for pair in items.items()]) + ")"


@builtin(str, repr)
def repr_of_ordered_keys(keys: OrderedKeys[K, V]) -> Str:
    return "odict_keys(" + repr([key for key in keys]) + ")"


@builtin(str, repr)
def repr_of_ordered_values(values: OrderedValues[K, V]) -> Str:
    return "odict_values(" + repr([value for value in values]) + ")"


@builtin(str, repr)
def repr_of_ordered_items(items: OrderedItems[K, V]) -> Str:
    return "odict_items(" + repr([pair for pair in items]) + ")"
