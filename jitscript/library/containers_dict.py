"""`dict`: entries in the order of insertion, and an index of places that finds them by hash.

    _index    a power of two of places: 0 is free, 1 was deleted, else the number of an entry plus 2,
              above 32 bits of its key's hash
    _entries  hash, key and value of each; the hash is 0 where the entry was deleted

Places are tried as CPython tries them, and entries move when its do, so that going through a dict
that is changed meanwhile meets the same keys. Comparing keys may run anything: what was read before
a comparison is not written after it.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

from .containers_str import Str
from .hashing import placed
from .intrinsics import Buffer, inline, op, pyobj, u64
from .registry import builtin

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")
U = TypeVar("U")
W = TypeVar("W")


@builtin(dict)
class Dict(Generic[K, V]):
    __python_type__ = "PyDict_Type"
    __like__ = {U: K, D: V}

    _index: Buffer[u64]
    _entries: Buffer[tuple[int, K, V]]
    _used: int  # entries that are alive
    _fill: int  # entries, the deleted ones among them
    _room: int  # how many more come before the index is made anew

    def __init__(self) -> None:
        self._index = op.buffer_new(0, elem=u64)
        self._entries = op.buffer_new(0, elem=tuple[int, K, V])
        self._used = 0
        self._fill = 0
        self._room = 0

    # --- the border --------------------------------------------------------------------------------

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        """A list of the list of the keys and that of the values."""
        made = op.extern(0, name="PyList_New", result=pyobj)
        keys = op.extern(source, name="PyDict_Keys", result=pyobj)
        op.extern(made, keys, name="PyList_Append", result=None)
        values = op.extern(source, name="PyDict_Values", result=pyobj)
        op.extern(made, values, name="PyList_Append", result=None)
        return made

    @staticmethod
    def __from_python__(source: pyobj) -> Dict[K, V]:
        keys, values = _item(source, 0), _item(source, 1)
        n = _size(keys)
        made = Dict[K, V]()
        if n > 0:
            made._resize(op.add(op.shr(op.mul(n, 3), 1), 1))
        for i in range(n):
            key = op.py_unbox(_item(keys, i), result=K)
            value = op.py_unbox(_item(values, i), result=V)
            made._insert(placed(key), key, value)
        return made

    def __to_python__(self) -> pyobj:
        made = op.extern(name="PyDict_New", result=pyobj)
        self._put_into(made, 0)
        return made

    def _put_into(self, made: pyobj, start: int) -> None:
        """Set the items from the entry `start` on in a dict of Python's."""
        for e in range(start, self._fill):
            hash, key, value = op.buffer_load(self._entries, e)
            if hash != 0:
                op.extern(
                    made, op.py_box(key), op.py_box(value), name="PyDict_SetItem", result=None
                )

    def __changes_python__(self, before: pyobj) -> pyobj:
        """The keys to delete; those that stay with another value, and these values; the items to
        add, as a dict; and whether a key that is deleted is added again. Keys that stay come before
        all that were added, in the order in which they were."""
        keys, values = _item(before, 0), _item(before, 1)
        n = _size(keys)
        gone = op.extern(0, name="PyList_New", result=pyobj)
        stay = op.extern(0, name="PyList_New", result=pyobj)
        new = op.extern(0, name="PyList_New", result=pyobj)
        again = 0
        as_before = True
        e = self._next_alive(0)
        for i in range(n):
            key = _item(keys, i)
            there = e
            if not as_before or e >= self._fill or not self._stands_for(e, key):
                as_before = False
                native = op.py_unbox(key, result=K)
                there = self._find(native, placed(native))
            if there == e and e < self._fill and self._stands_for(e, key):
                value = op.buffer_load(self._entries, e)[2]
                if not op.py_same(value, _item(values, i)):
                    op.extern(stay, key, name="PyList_Append", result=None)
                    op.extern(new, op.py_box(value), name="PyList_Append", result=None)
                e = self._next_alive(op.add(e, 1))
            else:
                op.extern(gone, key, name="PyList_Append", result=None)
                if there >= 0:
                    again = 1
        added = op.extern(name="PyDict_New", result=pyobj)
        if e >= self._fill and _size(gone) == 0 and _size(stay) == 0:
            return op.py_box(None)
        self._put_into(added, e)
        made = op.extern(0, name="PyList_New", result=pyobj)
        op.extern(made, gone, name="PyList_Append", result=None)
        op.extern(made, stay, name="PyList_Append", result=None)
        op.extern(made, new, name="PyList_Append", result=None)
        op.extern(made, added, name="PyList_Append", result=None)
        op.extern(made, op.py_box(again), name="PyList_Append", result=None)
        return made

    def _next_alive(self, e: int) -> int:
        while e < self._fill and op.buffer_load(self._entries, e)[0] == 0:
            e = op.add(e, 1)
        return e

    def _stands_for(self, e: int, key: pyobj) -> bool:
        return op.py_same(op.buffer_load(self._entries, e)[1], key)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        if step == 0:
            keys = op.extern(target, name="PyDict_Keys", result=pyobj)
            values = op.extern(target, name="PyDict_Values", result=pyobj)
            if (
                op.extern(keys, _item(before, 0), name="host_same_items", result=int) == 0
                or op.extern(values, _item(before, 1), name="host_same_items", result=int) == 0
            ):
                raise RuntimeError("dict changed during the call, which changed it too")
            return
        added = _item(change, 3)
        again = op.py_unbox(_item(change, 4), result=int) != 0
        if step == 1 and not again:
            op.extern(target, added, name="PyDict_Update", result=None)  # all, or nothing
        if step == 2 and not again:
            _delete_all(target, op.extern(added, name="PyDict_Keys", result=pyobj))
        if step == 3:
            stay, new = _item(change, 1), _item(change, 2)
            for i in range(_size(stay)):
                op.extern(target, _item(stay, i), _item(new, i), name="PyDict_SetItem", result=None)
            _delete_all(target, _item(change, 0))
            if again:
                op.extern(target, added, name="PyDict_Update", result=None)

    # --- finding -----------------------------------------------------------------------------------

    def _find(self, key: U, hash: int) -> int:
        """The entry of a key, or -1."""
        index, entries = self._index, self._entries
        mask = op.sub(op.buffer_len(index), 1)
        if mask < 0:
            return -1
        rest = op.cast(hash, to=u64)
        mark = op.shl(rest, op.cast(32, to=u64))
        place = op.and_(hash, mask)
        while True:
            found = op.buffer_load(index, place)
            if found == op.cast(0, to=u64):
                return -1
            e = op.sub(op.cast(op.xor(found, mark), to=int), 2)
            if e >= 0 and e < 4294967294 and _is_key(op.buffer_load(entries, e), key, hash):
                return e
            rest = op.shr(rest, op.cast(5, to=u64))
            place = op.and_(_next(place, rest), mask)

    def _place_of(self, e: int, hash: int) -> int:
        """Where the index has the entry `e`."""
        index = self._index
        mask = op.sub(op.buffer_len(index), 1)
        rest = op.cast(hash, to=u64)
        wanted = _word(hash, e)
        place = op.and_(hash, mask)
        while op.buffer_load(index, place) != wanted:
            rest = op.shr(rest, op.cast(5, to=u64))
            place = op.and_(_next(place, rest), mask)
        return place

    def __contains__(self, key: U) -> bool:
        return self._find(key, placed(key)) >= 0

    @inline
    def __len__(self) -> int:
        return self._used

    def __getitem__(self, key: U) -> V:
        e = self._find(key, placed(key))
        if e < 0:
            raise KeyError(key)
        return op.buffer_load(self._entries, e)[2]

    def get(self, key: U, default: D = None) -> V | D:
        e = self._find(key, placed(key))
        if e < 0:
            return default
        return op.buffer_load(self._entries, e)[2]

    # --- changing ----------------------------------------------------------------------------------

    def __setitem__(self, key: K, value: V) -> None:
        hash = placed(key)
        e = self._find(key, hash)
        if e >= 0:
            old = op.buffer_load(self._entries, e)
            op.buffer_store(self._entries, e, (hash, old[1], value))
        else:
            self._insert(hash, key, value)

    def setdefault(self, key: K, default: V) -> V:
        hash = placed(key)
        e = self._find(key, hash)
        if e >= 0:
            return op.buffer_load(self._entries, e)[2]
        self._insert(hash, key, default)
        return default

    def _insert(self, hash: int, key: K, value: V) -> None:
        """Of a key that is not there."""
        if self._room <= 0:
            self._resize(op.mul(self._used, 3))
        e = self._fill
        _enter(self._index, hash, e)
        op.buffer_store(self._entries, e, (hash, key, value))
        self._fill = op.add(e, 1)
        self._used = op.add(self._used, 1)
        self._room = op.sub(self._room, 1)

    def _resize(self, least: int) -> None:
        """An index of `least` places or more, and entries without gaps."""
        size = 8
        while size < least:
            size = op.shl(size, 1)
        room = op.tdiv(op.shl(size, 1), 3)
        if room >= 4294967294:
            raise MemoryError
        index = op.buffer_new(size, elem=u64)
        n = self._used
        if n == self._fill:
            op.field_resize(self, room, name="_entries")
            entries = self._entries
            for e in range(n):
                _enter(index, op.buffer_load(entries, e)[0], e)
        else:
            entries = op.buffer_new(room, elem=tuple[int, K, V])
            at = 0
            for e in range(self._fill):
                entry = op.buffer_load(self._entries, e)
                if entry[0] != 0:
                    _enter(index, entry[0], at)
                    op.buffer_store(entries, at, entry)
                    at = op.add(at, 1)
            self._entries = entries
            self._fill = n
        self._index = index
        self._room = op.sub(room, n)

    def _delete(self, e: int) -> None:
        place = self._place_of(e, op.buffer_load(self._entries, e)[0])
        op.buffer_store(self._index, place, op.cast(1, to=u64))
        self._used = op.sub(self._used, 1)
        op.buffer_clear(self._entries, e, 1)

    def __delitem__(self, key: U) -> None:
        e = self._find(key, placed(key))
        if e < 0:
            raise KeyError(key)
        self._delete(e)

    def pop(self, key: U, *default: object):
        e = self._find(key, placed(key))
        if e < 0:
            if len(default) == 0:
                raise KeyError(key)
            return default[0]
        value = op.buffer_load(self._entries, e)[2]
        self._delete(e)
        return value

    def popitem(self) -> tuple[K, V]:
        if self._used == 0:
            raise KeyError("popitem(): dictionary is empty")
        e = self._last(self._fill)
        _, key, value = op.buffer_load(self._entries, e)
        self._delete(e)
        self._fill = e
        return key, value

    def _last(self, stop: int) -> int:
        """The last entry below `stop` that is alive, or -1."""
        e = op.sub(stop, 1)
        while e >= 0 and op.buffer_load(self._entries, e)[0] == 0:
            e = op.sub(e, 1)
        return e

    def clear(self) -> None:
        self._used = 0
        self._fill = 0
        self._room = 0
        self._index = op.buffer_new(0, elem=u64)
        self._entries = op.buffer_new(0, elem=tuple[int, K, V])

    def update(self, other: U) -> None:
        if isinstance(other, dict):
            self._update(other)
        else:
            for key, value in other:
                self[key] = value

    def _update(self, other: Dict[U, W]) -> None:
        size = other._used
        for e in range(other._fill):
            hash, key, value = op.buffer_load(other._entries, e)
            if hash != 0:
                self[key] = value
                if other._used != size:
                    raise RuntimeError("dict mutated during update")

    def copy(self) -> Dict[K, V]:
        made = Dict[K, V]()
        if self._used > 0:
            made._resize(op.buffer_len(self._index))
            for e in range(self._fill):
                hash, key, value = op.buffer_load(self._entries, e)
                if hash != 0:
                    made._insert(hash, key, value)
        return made

    def __or__(self, other: Dict[K, V]) -> Dict[K, V]:
        made = self.copy()
        made._update(other)
        return made

    def __ior__(self, other: U) -> Dict[K, V]:
        self.update(other)
        return self

    # --- comparing and going through ---------------------------------------------------------------

    def __eq__(self, other: Dict[U, W]) -> bool:
        if self._used != other._used:
            return False
        for e in range(self._fill):
            if e >= self._fill:  # comparing has changed it
                break
            hash, key, value = op.buffer_load(self._entries, e)
            if hash == 0:
                continue
            there = other._find(key, hash)
            if there < 0 or value != op.buffer_load(other._entries, there)[2]:
                return False
        return True

    def __iter__(self) -> DictIterator[K, V]:
        return DictIterator[K, V](self)

    def __reversed__(self) -> DictBackwards[K, V]:
        return DictBackwards[K, V](self)

    def keys(self) -> DictKeys[K, V]:
        return DictKeys[K, V](self)

    def values(self) -> DictValues[K, V]:
        return DictValues[K, V](self)

    def items(self) -> DictItems[K, V]:
        return DictItems[K, V](self)


@inline
def _item(items: pyobj, i: int) -> pyobj:
    return op.extern(items, i, name="PySequence_GetItem", result=pyobj)


@inline
def _size(items: pyobj) -> int:
    return op.extern(items, name="PyList_Size", effects="reads(python)", result=int)


def _delete_all(target: pyobj, keys: pyobj) -> None:
    for i in range(_size(keys)):
        op.extern(target, _item(keys, i), name="PyDict_DelItem", result=None)


@inline
def _next(place: int, rest: u64) -> int:
    """The place to try after `place`."""
    far = op.add(op.mul(op.cast(place, to=u64), op.cast(5, to=u64)), op.cast(1, to=u64))
    return op.cast(op.add(far, rest), to=int)


@inline
def _word(hash: int, e: int) -> u64:
    """What the index says of an entry."""
    mark = op.shl(op.cast(hash, to=u64), op.cast(32, to=u64))
    return op.or_(mark, op.cast(op.add(e, 2), to=u64))


def _enter(index: Buffer[u64], hash: int, e: int) -> None:
    """At the first place that is free."""
    mask = op.sub(op.buffer_len(index), 1)
    rest = op.cast(hash, to=u64)
    place = op.and_(hash, mask)
    while op.buffer_load(index, place) > op.cast(1, to=u64):
        rest = op.shr(rest, op.cast(5, to=u64))
        place = op.and_(_next(place, rest), mask)
    op.buffer_store(index, place, _word(hash, e))


@inline
def _is_key(entry: tuple[int, K, V], key: U, hash: int) -> bool:
    return entry[0] == hash and entry[1] == key


class DictIterator(Generic[K, V]):
    """Goes through the keys."""

    _of: Dict[K, V]
    _size: int
    _at: int
    _left: int

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of
        self._size = of._used
        self._at = 0
        self._left = of._used

    def __more__(self) -> bool:
        of = self._of
        if of._used != self._size:
            raise RuntimeError("dictionary changed size during iteration")
        at = self._at
        while at < of._fill and op.buffer_load(of._entries, at)[0] == 0:
            at = op.add(at, 1)
        if at >= of._fill:
            return False
        if self._left == 0:
            raise RuntimeError("dictionary keys changed during iteration")
        self._at = at
        return True

    @inline
    def _entry(self) -> tuple[int, K, V]:
        at = self._at
        self._at = op.add(at, 1)
        self._left = op.sub(self._left, 1)
        return op.buffer_load(self._of._entries, at)

    def __next__(self) -> K:
        return self._entry()[1]


class DictValuesIterator(Generic[K, V]):
    _walk: DictIterator[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._walk = DictIterator[K, V](of)

    def __more__(self) -> bool:
        return self._walk.__more__()

    def __next__(self) -> V:
        return self._walk._entry()[2]


class DictItemsIterator(Generic[K, V]):
    _walk: DictIterator[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._walk = DictIterator[K, V](of)

    def __more__(self) -> bool:
        return self._walk.__more__()

    def __next__(self) -> tuple[K, V]:
        entry = self._walk._entry()
        return entry[1], entry[2]


class DictBackwards(Generic[K, V]):
    """Goes through the entries from the last on."""

    _of: Dict[K, V]
    _size: int
    _at: int

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of
        self._size = of._used
        self._at = of._fill

    def __more__(self) -> bool:
        if self._of._used != self._size:
            raise RuntimeError("dictionary changed size during iteration")
        self._at = self._of._last(min(self._at, self._of._fill))
        return self._at >= 0

    def __next__(self) -> K:
        return op.buffer_load(self._of._entries, self._at)[1]


class DictValuesBackwards(Generic[K, V]):
    _walk: DictBackwards[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._walk = DictBackwards[K, V](of)

    def __more__(self) -> bool:
        return self._walk.__more__()

    def __next__(self) -> V:
        return op.buffer_load(self._walk._of._entries, self._walk._at)[2]


class DictItemsBackwards(Generic[K, V]):
    _walk: DictBackwards[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._walk = DictBackwards[K, V](of)

    def __more__(self) -> bool:
        return self._walk.__more__()

    def __next__(self) -> tuple[K, V]:
        entry = op.buffer_load(self._walk._of._entries, self._walk._at)
        return entry[1], entry[2]


class DictKeys(Generic[K, V]):
    _of: Dict[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of

    def __len__(self) -> int:
        return self._of._used

    def __contains__(self, key: U) -> bool:
        return key in self._of

    def __reversed__(self) -> DictBackwards[K, V]:
        return DictBackwards[K, V](self._of)

    def __iter__(self) -> DictIterator[K, V]:
        return DictIterator[K, V](self._of)


class DictValues(Generic[K, V]):
    _of: Dict[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of

    def __len__(self) -> int:
        return self._of._used

    def __contains__(self, value: U) -> bool:
        for x in self:
            if x == value:
                return True
        return False

    def __reversed__(self) -> DictValuesBackwards[K, V]:
        return DictValuesBackwards[K, V](self._of)

    def __iter__(self) -> DictValuesIterator[K, V]:
        return DictValuesIterator[K, V](self._of)


class DictItems(Generic[K, V]):
    _of: Dict[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of

    def __len__(self) -> int:
        return self._of._used

    def __contains__(self, item: tuple[U, W]) -> bool:
        e = self._of._find(item[0], placed(item[0]))
        return e >= 0 and op.buffer_load(self._of._entries, e)[2] == item[1]

    def __reversed__(self) -> DictItemsBackwards[K, V]:
        return DictItemsBackwards[K, V](self._of)

    def __iter__(self) -> DictItemsIterator[K, V]:
        return DictItemsIterator[K, V](self._of)


@builtin(dict)
def dict_of_dict(other: Dict[K, V]) -> Dict[K, V]:
    return other.copy()


@builtin(dict)
def dict_of(items: object):
    return {key: value for key, value in items}


@builtin(dict.fromkeys)
def dict_from_keys(keys: object, value: object = None):
    return {key: value for key in keys}


@builtin(str, repr)
def repr_of_dict(items: Dict[K, V]) -> Str:
    parts = [repr(key) + ": " + repr(value) for key, value in items.items()]
    return "{" + ", ".join(parts) + "}"


@builtin(str, repr)
def repr_of_keys(keys: DictKeys[K, V]) -> Str:
    return "dict_keys(" + repr([x for x in keys]) + ")"


@builtin(str, repr)
def repr_of_values(values: DictValues[K, V]) -> Str:
    return "dict_values(" + repr([x for x in values]) + ")"


@builtin(str, repr)
def repr_of_items(items: DictItems[K, V]) -> Str:
    return "dict_items(" + repr([x for x in items]) + ")"
