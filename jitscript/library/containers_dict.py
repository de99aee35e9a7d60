"""`dict`: entries in the order of insertion, and an index of places that finds them by hash.

    _index    a power of two of places: 0 is free, 1 was deleted, else the number of an entry plus
              2, below 32 bits of its key's hash
    _entries  hash, key and value of each; the hash is 0 where the entry was deleted

Entries move when CPython's do, so that going through a dict that is changed meanwhile meets the
same keys. Comparing keys may run anything: what was read before a comparison is not written after
it.

What looks a key up is inlined as far as the search: `if k in d: d[k]` and `d[k] = d.get(k, 0) + 1`
then search once, as two equal calls of `_find` with nothing written between them are one.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from typing import Generic, TypeVar

from .containers_str import Str
from .dict_index import enter, entry_of, is_number, is_same, next_place, word_of
from .hashing import placed
from .intrinsics import Buffer, apart, inline, op, pyobj, u64
from .registry import builtin

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")
U = TypeVar("U")
W = TypeVar("W")


@builtin(dict)
class Dict(Generic[K, V]):
    __python_type__ = "PyDict_Type"
    __keys__ = (K,)
    __like__ = ((U, K), (D, V))  # what tells the types of an empty one
    __fills__ = (("update", (K, V)), ("__ior__", (K, V)))

    _index: Buffer[u64]
    _entries: Buffer[tuple[int, K, V]]
    _used: int  # entries that are alive
    _fill: int  # entries, the deleted ones among them
    _room: int  # how many more come before the index is made anew

    def __init__(self) -> None:
        self._index = op.buffer_new(8, elem=u64)
        self._entries = op.buffer_new(5, elem=tuple[int, K, V])
        self._used = 0
        self._fill = 0
        self._room = 5

    # --- the border: see dict_border.py ----------------------------------------------------------

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return dict_border.snapshot(source)

    @staticmethod
    def __from_python__(source: pyobj) -> Dict[K, V]:
        made = Dict[K, V]()
        dict_border.fill(made, source)
        return made

    def __to_python__(self) -> pyobj:
        made = op.extern(name="PyDict_New", result=pyobj)
        dict_border.put_into(made, self, 0)
        return made

    def __changes_python__(self, before: pyobj) -> pyobj:
        return dict_border.changes(self, before)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        dict_border.commit(target, before, change, step)

    # --- finding ---------------------------------------------------------------------------------

    def _find(self, key: U, hash: int) -> int:
        """The entry of a key, or -1. A text is most often where it goes first, as the very object:
        to see that no register needs to be saved."""
        if isinstance(key, str):
            index = self._index
            place = op.and_(hash, op.sub(op.buffer_len(index), 1))
            e = entry_of(op.buffer_load(index, place), hash)
            beside = entry_of(op.buffer_load(index, op.xor(place, 1)), hash)
            e = op.select(is_number(e), e, beside)
            if is_number(e):
                entry = op.buffer_load(self._entries, e)
                if entry[0] == hash and is_same(entry[1], key):
                    return e
            return self._search(key, hash)
        return self._searched(key, hash)

    @apart
    def _search(self, key: U, hash: int) -> int:
        return self._searched(key, hash)

    @inline
    def _searched(self, key: U, hash: int) -> int:
        index, entries = self._index, self._entries
        mask = op.sub(op.buffer_len(index), 1)
        rest = op.cast(hash, to=u64)
        first = op.and_(hash, mask)
        place = first
        while True:
            found = op.buffer_load(index, place)
            if found == op.cast(0, to=u64):
                return -1
            e = entry_of(found, hash)
            if is_number(e):
                entry = op.buffer_load(entries, e)
                if entry[0] == hash:
                    equal = entry[1] == key
                    if not self._has(index, entries, e, hash):  # comparing has changed the dict
                        index, entries = self._index, self._entries
                        mask = op.sub(op.buffer_len(index), 1)
                        rest = op.cast(hash, to=u64)
                        first = op.and_(hash, mask)
                        place = first
                        continue
                    if equal:
                        return e
            if place == first:
                place = op.xor(first, 1)
            else:
                rest = op.shr(rest, op.cast(5, to=u64))
                first = op.and_(next_place(first, rest), mask)
                place = first

    @inline
    def _has(
        self, index: Buffer[u64], entries: Buffer[tuple[int, K, V]], e: int, hash: int
    ) -> bool:
        if op.same_object(index, self._index) and op.same_object(entries, self._entries):
            return op.buffer_load(entries, e)[0] == hash
        return False

    def _place_of(self, e: int, hash: int) -> int:
        """Where the index has the entry `e`."""
        index = self._index
        mask = op.sub(op.buffer_len(index), 1)
        rest = op.cast(hash, to=u64)
        wanted = word_of(hash, e)
        place = op.and_(hash, mask)
        while op.buffer_load(index, place) != wanted:
            if op.buffer_load(index, op.xor(place, 1)) == wanted:
                return op.xor(place, 1)
            rest = op.shr(rest, op.cast(5, to=u64))
            place = op.and_(next_place(place, rest), mask)
        return place

    @inline
    def __contains__(self, key: U) -> bool:
        return self._find(key, placed(key)) >= 0

    @inline
    def __len__(self) -> int:
        return self._used

    @inline
    def __getitem__(self, key: U) -> V:
        e = self._find(key, placed(key))
        if e < 0:
            raise KeyError(key)
        return op.buffer_load(self._entries, e)[2]

    @inline
    def get(self, key: U, default: D = None) -> V | D:
        e = self._find(key, placed(key))
        if e < 0:
            return default
        return op.buffer_load(self._entries, e)[2]

    # --- changing --------------------------------------------------------------------------------

    @inline
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
        enter(self._index, hash, e)
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
                enter(index, op.buffer_load(entries, e)[0], e)
        else:
            entries = op.buffer_new(room, elem=tuple[int, K, V])
            at = 0
            for e in range(self._fill):
                entry = op.buffer_load(self._entries, e)
                if entry[0] != 0:
                    enter(index, entry[0], at)
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

    def _move_last(self, e: int, hash: int, key: K, value: V) -> None:
        """Where the index has an entry, it gets its new place, behind all; there is room."""
        to = self._fill
        op.buffer_store(self._index, self._place_of(e, hash), word_of(hash, to))
        op.buffer_store(self._entries, to, (hash, key, value))
        op.buffer_clear(self._entries, e, 1)
        self._fill = op.add(to, 1)
        self._room = op.sub(self._room, 1)

    @inline
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
        self._index = op.buffer_new(8, elem=u64)
        self._entries = op.buffer_new(5, elem=tuple[int, K, V])
        self._used = 0
        self._fill = 0
        self._room = 5

    def update(self, other: W) -> None:
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
        if self._used > 5:
            made._resize(op.buffer_len(self._index))
        if self._used > 0:
            for e in range(self._fill):
                hash, key, value = op.buffer_load(self._entries, e)
                if hash != 0:
                    made._insert(hash, key, value)
        return made

    def __or__(self, other: Dict[K, V]) -> Dict[K, V]:
        made = self.copy()
        made._update(other)
        return made

    def __ior__(self, other: W) -> Dict[K, V]:
        self.update(other)
        return self

    # --- comparing and going through -------------------------------------------------------------

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

    def __iter__(self) -> dict_views.DictIterator[K, V]:
        return dict_views.DictIterator[K, V](self)

    def __reversed__(self) -> dict_views.DictBackwards[K, V]:
        return dict_views.DictBackwards[K, V](self)

    def keys(self) -> dict_views.DictKeys[K, V]:
        return dict_views.DictKeys[K, V](self)

    def values(self) -> dict_views.DictValues[K, V]:
        return dict_views.DictValues[K, V](self)

    def items(self) -> dict_views.DictItems[K, V]:
        return dict_views.DictItems[K, V](self)


@builtin(dict)
def dict_of_dict(other: Dict[K, V]) -> Dict[K, V]:
    return other.copy()


@builtin(dict)
def dict_of(items: object):
    if isinstance(items, (defaultdict, Counter, OrderedDict)):
        return items._of.copy()
    return {key: value for key, value in items}


@builtin(dict.fromkeys)
def dict_from_keys(keys: object, value: object = None):
    return {key: value for key in keys}  # noqa: C420


@builtin(str, repr)
def repr_of_dict(items: Dict[K, V]) -> Str:
    parts = [repr(key) + ": " + repr(value) for key, value in items.items()]
    return "{" + ", ".join(parts) + "}"


from . import dict_border, dict_views  # noqa: E402  they build on this
