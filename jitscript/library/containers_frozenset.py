"""`frozenset`: a set that nobody changes. Where the library's methods take a set, they read that of
a frozenset (`__reads_as__`)."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import copy
from typing import Generic, TypeVar

from . import set_algebra, set_border
from .containers_dict import Dict
from .containers_set import Set
from .containers_str import Str
from .containers_tuple import told
from .hashing import STATE_GONE, STATE_ROUNDS, hash_state, key_hash
from .intrinsics import Buffer, inline, op, pyobj, u8, u64
from .pylists import new_list
from .registry import builtin
from .set_table import GONE

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")


@builtin(frozenset)
class FrozenSet(Generic[T]):
    __python_type__ = "PyFrozenSet_Type"
    __keys__ = (T,)
    __like__ = ((U, T),)
    __reads_as__ = "_of"

    _of: Set[T]

    def __init__(self) -> None:
        self._of = Set[T]()

    # --- the border ------------------------------------------------------------------------------

    @staticmethod
    def __from_python__(source: pyobj) -> FrozenSet[T]:
        made = Set[T]()
        set_border.fill(made, set_border.snapshot(source))
        return op.object_new(made, result=FrozenSet[T])

    def __to_python__(self) -> pyobj:
        elements = set_border.arranged(self._of, set_border.boxed(self._of))
        if hash_state(STATE_GONE) == 0 or hash_state(STATE_ROUNDS) == 0:
            return op.extern(elements, name="PyFrozenSet_New", result=pyobj)
        made = op.extern(new_list(), name="PyFrozenSet_New", result=pyobj)
        op.extern(made, elements, name="host_set_swap", result=None)
        return made

    def __carried__(self) -> Buffer[u8]:
        """As the argument of an exception, see containers_tuple.py."""
        return told(repr(self))

    # --- elements --------------------------------------------------------------------------------

    @inline
    def __len__(self) -> int:
        return self._of._used

    def __contains__(self, key: U) -> bool:
        return key in self._of

    def __iter__(self) -> set_algebra.SetIterator[T]:
        return set_algebra.SetIterator[T](self._of)

    def copy(self) -> FrozenSet[T]:
        return self

    # --- algebra ---------------------------------------------------------------------------------

    def union(self, *others: object) -> FrozenSet[T]:
        return frozen(self._of.union(*others))

    def __or__(self, other: Set[T]) -> FrozenSet[T]:
        return frozen(self._of | other)

    def intersection(self, *others: object) -> FrozenSet[T]:
        return frozen(self._of.intersection(*others))

    def __and__(self, other: Set[T]) -> FrozenSet[T]:
        return frozen(self._of & other)

    def difference(self, *others: object) -> FrozenSet[T]:
        return frozen(self._of.difference(*others))

    def __sub__(self, other: Set[U]) -> FrozenSet[T]:
        return frozen(self._of - other)

    def symmetric_difference(self, other: U) -> FrozenSet[T]:
        return frozen(self._of.symmetric_difference(other))

    def __xor__(self, other: Set[T]) -> FrozenSet[T]:
        return frozen(self._of ^ other)

    # --- comparing -------------------------------------------------------------------------------

    def __eq__(self, other: Set[U]) -> bool:
        return self._of == other

    __hash__ = object.__hash__  # it has one: see below

    def __le__(self, other: Set[U]) -> bool:
        return self._of <= other

    def __lt__(self, other: Set[U]) -> bool:
        return self._of < other

    def __ge__(self, other: Set[U]) -> bool:
        return self._of >= other

    def __gt__(self, other: Set[U]) -> bool:
        return self._of > other

    def issubset(self, other: U) -> bool:
        return self._of.issubset(other)

    def issuperset(self, other: U) -> bool:
        return self._of.issuperset(other)

    def isdisjoint(self, other: U) -> bool:
        return self._of.isdisjoint(other)


@inline
def frozen(made: Set[T]) -> FrozenSet[T]:
    """Of a set that nobody else has."""
    return op.object_new(made, result=FrozenSet[T])


@builtin(frozenset)
def frozenset_of_frozenset(items: FrozenSet[T]) -> FrozenSet[T]:
    return items


@builtin(frozenset)
def frozenset_of_set(items: Set[T]) -> FrozenSet[T]:
    return frozen(items.copy())


@builtin(frozenset)
def frozenset_of_dict(items: Dict[T, V]) -> FrozenSet[T]:
    return frozen(set(items))


@builtin(frozenset)
def frozenset_of(items: object):
    return frozen({x for x in items})


@builtin(set)
def set_of_frozenset(items: FrozenSet[T]) -> Set[T]:
    return items._of.copy()


@builtin(copy.copy)
def copy_of_frozenset(x: FrozenSet[T]) -> FrozenSet[T]:
    return x


@builtin(hash)
def hash_of_frozenset(items: FrozenSet[T]) -> int:
    """The same in whatever order: the elements' hashes, of which the table has the complements."""
    marks, keys = items._of._marks, items._of._keys
    mixed = _u64(0)
    for place in range(op.buffer_len(marks)):
        mark = op.buffer_load(marks, place)
        if mark != 0 and mark != GONE:
            key = op.buffer_load(keys, place)
            if key != key:
                raise ValueError("hash() of nan: compiled code does not know which object it is")
            found = key_hash(key) if mark == GONE + 1 else op.not_(mark)
            mixed = op.xor(mixed, _shuffled(_u64(found)))
    mixed = op.xor(mixed, op.mul(_u64(op.add(items._of._used, 1)), _u64(1927868237)))
    mixed = op.xor(mixed, op.xor(op.shr(mixed, _u64(11)), op.shr(mixed, _u64(25))))
    mixed = op.add(op.mul(mixed, _u64(69069)), _u64(907133923))
    found = op.cast(mixed, to=int)
    return 590923713 if found == -1 else found


@inline
def _u64(n: int) -> u64:
    return op.cast(n, to=u64)


@inline
def _shuffled(hash: u64) -> u64:
    mixed = op.xor(op.xor(hash, _u64(89869747)), op.shl(hash, _u64(16)))
    return op.mul(mixed, _u64(3644798167))


@builtin(str, repr)
def repr_of_frozenset(items: FrozenSet[T]) -> Str:
    if len(items) == 0:
        return "frozenset()"
    return "frozenset({" + ", ".join([repr(x) for x in items]) + "})"
