"""Going through a set, and what its operators and methods make, as CPython makes it: which of two
sets is gone through, whether a table is copied, when it is made anew."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

from .containers_set import Set, T
from .intrinsics import inline, op
from .set_table import insert, places_for

U = TypeVar("U")


def merge(elements: Set[T], other: Set[T]) -> None:
    used = other._used
    if used == 0 or op.same_object(elements, other):
        return
    size, is_full = op.buffer_len(other._marks), elements._is_full_with(used)
    least = op.mul(op.add(elements._used, used), 2)
    places = places_for(least) if is_full else op.buffer_len(elements._marks)
    if elements._fill == 0 and size == places and other._fill == used:
        marks = op.buffer_new(size, elem=int, blank=True)
        keys = op.buffer_new(size, elem=T, blank=True)
        op.buffer_copy(marks, 0, other._marks, 0, size)
        op.buffer_copy(keys, 0, other._keys, 0, size)
        elements._marks = marks
        elements._keys = keys
        elements._fill = used
        elements._used = used
        return
    if is_full:
        elements._resize(least)
    clean = elements._fill == 0
    place = other._next_place(0)
    while place < op.buffer_len(other._marks):
        mark, key = op.buffer_load(other._marks, place), op.buffer_load(other._keys, place)
        if clean:
            insert(elements._marks, elements._keys, mark, key)
            elements._fill = op.add(elements._fill, 1)
            elements._used = op.add(elements._used, 1)
        else:
            elements._add(key, mark)
        place = other._next_place(op.add(place, 1))


@inline
def plain(other: U):
    """What may be a frozenset as a set to read, all else as it is."""
    return other._of if isinstance(other, frozenset) else other


def is_same(elements: Set[T], other: U) -> bool:
    other = plain(other)
    return elements is other if isinstance(other, set) else False


def update(elements: Set[T], other: U) -> None:
    if isinstance(other, (set, frozenset)):
        merge(elements, plain(other))
        return
    if isinstance(other, dict) and elements._is_full_with(len(other)):
        elements._resize(op.mul(op.add(elements._used, len(other)), 2))
    for key in other:
        elements.add(key)


def common_with_any(elements: Set[T], other: U) -> Set[T]:
    if isinstance(other, (set, frozenset)):
        return common(elements, plain(other))
    made = Set[T]()
    for key in other:
        if key in elements:
            made.add(key)
    return made


def common(elements: Set[T], other: Set[T]) -> Set[T]:
    if op.same_object(elements, other):
        return elements.copy()
    made = Set[T]()
    few, many = other, elements
    if other._used > elements._used:
        few, many = elements, other
    place = few._next_place(0)
    while place < op.buffer_len(few._marks):
        mark, key = op.buffer_load(few._marks, place), op.buffer_load(few._keys, place)
        if many._find(key, mark) >= 0:
            made._put(key, mark)
        place = few._next_place(op.add(place, 1))
    return made


def without(elements: Set[T], other: U) -> Set[T]:
    if isinstance(other, (set, frozenset, dict)) and op.shr(elements._used, 2) <= len(other):
        made = Set[T]()
        place = elements._next_place(0)
        while place < op.buffer_len(elements._marks):
            mark, key = (
                op.buffer_load(elements._marks, place),
                op.buffer_load(elements._keys, place),
            )
            if not _has(other, key, mark):
                made._put(key, mark)
            place = elements._next_place(op.add(place, 1))
        return made
    made = elements.copy()
    remove_all(made, other)
    return made


@inline
def _has(other: U, key: T, mark: int) -> bool:
    if isinstance(other, (set, frozenset)):
        return plain(other)._find(key, mark) >= 0
    return key in other


def remove_all(elements: Set[T], other: U) -> None:
    if isinstance(other, (set, frozenset)):
        _remove_set(elements, plain(other))
    else:
        for key in other:
            elements.discard(key)
    if op.sub(elements._fill, elements._used) > op.shr(elements._mask(), 2):
        elements._grow()


def _remove_set(elements: Set[T], other: Set[U]) -> None:
    if elements is other:
        elements.clear()
        return
    if op.shr(other._used, 3) > elements._used:
        place = elements._next_place(0)
        while place < op.buffer_len(elements._marks):
            key = op.buffer_load(elements._keys, place)
            if other._find(key, op.buffer_load(elements._marks, place)) >= 0:
                elements._drop(place)
            place = elements._next_place(op.add(place, 1))
        return
    place = other._next_place(0)
    while place < op.buffer_len(other._marks):
        key = op.buffer_load(other._keys, place)
        here = elements._find(key, op.buffer_load(other._marks, place))
        if here >= 0:
            elements._drop(here)
        place = other._next_place(op.add(place, 1))


def toggle(elements: Set[T], other: Set[T]) -> None:
    if op.same_object(elements, other):
        elements.clear()
        return
    place = other._next_place(0)
    while place < op.buffer_len(other._marks):
        mark, key = op.buffer_load(other._marks, place), op.buffer_load(other._keys, place)
        here = elements._find(key, mark)
        if here >= 0:
            elements._drop(here)
        else:
            elements._add(key, mark)
        place = other._next_place(op.add(place, 1))


def toggle_keys(elements: Set[T], other: U) -> None:
    for key in other:
        if key in elements:
            elements.remove(key)
        else:
            elements.add(key)


def within(elements: Set[T], other: Set[U]) -> bool:
    if elements._used > other._used:
        return False
    place = elements._next_place(0)
    while place < op.buffer_len(elements._marks):
        key = op.buffer_load(elements._keys, place)
        if other._find(key, op.buffer_load(elements._marks, place)) < 0:
            return False
        place = elements._next_place(op.add(place, 1))
    return True


def as_set(items: object):
    if isinstance(items, (set, frozenset)):
        return plain(items)
    return {x for x in items}


class SetIterator(Generic[T]):
    _of: Set[T]
    _size: int
    _at: int

    def __init__(self, of: Set[T]) -> None:
        self._of = of
        self._size = of._used
        self._at = 0

    def __more__(self) -> bool:
        of = self._of
        if of._used != self._size:
            raise RuntimeError("Set changed size during iteration")
        self._at = of._next_place(self._at)
        return self._at < op.buffer_len(of._marks)

    @inline
    def __next__(self) -> T:
        at = self._at
        self._at = op.add(at, 1)
        return op.buffer_load(self._of._keys, at)
