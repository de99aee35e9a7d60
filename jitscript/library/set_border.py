"""`set` at the border: read, made and written back with its table, place by place.

So the order of its elements is CPython's, also of sets that have a history. Where the running
Python's sets are not as `runtime/abi.py` says, the elements alone are exchanged.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_set import Set, T
from .hashing import STATE_GONE, STATE_ROUNDS, hash_state
from .intrinsics import Buffer, inline, op, pyobj
from .pylists import append, item, new_list, size
from .set_table import GONE, as_mark, mark_of
from .sorting import compares


def snapshot(source: pyobj) -> pyobj:
    """A list: of the elements in their order, of the table's bytes, and of where `pop` looks."""
    made = new_list()
    items = op.extern(source, name="PySequence_List", result=pyobj)
    append(made, items)
    head = op.buffer_new(4, elem=int)
    op.extern(source, head, name="host_set_head", result=None)
    known = hash_state(STATE_GONE) != 0 and hash_state(STATE_ROUNDS) != 0
    places = op.mul(op.add(op.buffer_load(head, 1), 1), 16) if known else 0
    table = op.extern(
        op.buffer_load(head, 2), places, name="PyBytes_FromStringAndSize", result=pyobj
    )
    append(made, table)
    append(made, op.py_box(op.buffer_load(head, 3)))
    return made


def fill(made: Set[T], source: pyobj) -> None:
    """Put what a snapshot holds into an empty set."""
    items, table = item(source, 0), item(source, 1)
    places = op.shr(op.extern(table, name="PyBytes_Size", result=int), 4)
    if places == 0:
        for i in range(size(items)):
            made.add(op.py_unbox(item(items, i), result=T))
        return
    words = op.buffer_new(op.mul(places, 2), elem=int)
    op.extern(words, table, op.mul(places, 16), name="host_copy_bytes", result=None)
    marks, keys = op.buffer_new(places, elem=int), op.buffer_new(places, elem=T)
    used, fill = 0, 0
    for place in range(places):
        mark = _mark_of_words(words, place)
        if mark != 0:
            fill = op.add(fill, 1)
            if mark != GONE:
                key = op.py_unbox(item(items, used), result=T)
                op.buffer_store(keys, place, key)
                used = op.add(used, 1)
            op.buffer_store(marks, place, mark)
    made._marks = marks
    made._keys = keys
    made._used = used
    made._fill = fill
    made._finger = op.py_unbox(item(source, 2), result=int)


def boxed(elements: Set[T]) -> pyobj:
    """A list of Python's, of the elements."""
    items = new_list()
    for key in elements:
        append(items, op.py_box(key))
    return items


def arranged(elements: Set[T], items: pyobj) -> pyobj:
    """A set of Python's that has the elements, which are in a list, in the same places."""
    made = op.extern(items, name="PySet_New", result=pyobj)
    if hash_state(STATE_GONE) == 0 or not _has_hashes(elements):
        return made
    places = op.buffer_len(elements._marks)
    if _places(made) != places:
        made = op.extern(made, name="PySet_New", result=pyobj)
    if _places(made) != places:
        made = _of_places(places)
    if _places(made) == places:
        op.extern(
            made,
            items,
            elements._marks,
            GONE,
            elements._finger,
            name="host_set_arrange",
            result=None,
        )
    return made


def _has_hashes(elements: Set[T]) -> bool:
    """Whether Python's hashes are those of the table: a nan's is not."""
    for key in elements:
        if not compares(key):
            return False
    return True


def changes(elements: Set[T], before: pyobj) -> pyobj:
    items, table = item(before, 0), item(before, 1)
    if _is_still(elements, items, table, op.py_unbox(item(before, 2), result=int)):
        return op.py_box(None)
    origins = op.buffer_new(op.buffer_len(elements._marks), elem=int)
    for i in range(size(items)):
        key = op.py_unbox(item(items, i), result=T)
        place = elements._find(key, mark_of(key))
        if place >= 0 and op.py_same(op.buffer_load(elements._keys, place), item(items, i)):
            op.buffer_store(origins, place, op.add(i, 1))
    made = new_list()
    place = elements._next_place(0)
    while place < op.buffer_len(elements._marks):
        i = op.sub(op.buffer_load(origins, place), 1)
        if i >= 0:
            append(made, item(items, i))
        else:
            append(made, op.py_box(op.buffer_load(elements._keys, place)))
        place = elements._next_place(op.add(place, 1))
    return arranged(elements, made)


def _is_still(elements: Set[T], items: pyobj, table: pyobj, finger: int) -> bool:
    """Whether this is the table that came."""
    places = op.shr(op.extern(table, name="PyBytes_Size", result=int), 4)
    if places != op.buffer_len(elements._marks) or finger != elements._finger:
        return False
    words = op.buffer_new(op.mul(places, 2), elem=int)
    op.extern(words, table, op.mul(places, 16), name="host_copy_bytes", result=None)
    used = 0
    for place in range(places):
        mark = _mark_of_words(words, place)
        if mark != op.buffer_load(elements._marks, place):
            return False
        if mark != 0 and mark != GONE:
            if not op.py_same(op.buffer_load(elements._keys, place), item(items, used)):
                return False
            used = op.add(used, 1)
    return True


def commit(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
    if step == 0:
        items = op.extern(target, name="PySequence_List", result=pyobj)
        if op.extern(items, item(before, 0), name="host_same_items", result=int) == 0:
            raise RuntimeError("set changed during the call, which changed it too")
    if step == 3:
        if hash_state(STATE_GONE) != 0:
            op.extern(target, change, name="host_set_swap", result=None)
            return
        items = op.extern(change, name="PySequence_List", result=pyobj)
        op.extern(target, name="PySet_Clear", result=None)
        for i in range(size(items)):
            op.extern(target, item(items, i), name="PySet_Add", result=None)


@inline
def _mark_of_words(words: Buffer[int], place: int) -> int:
    """What the table says of a place of Python's, of which the words are the key and the hash."""
    hash = op.buffer_load(words, op.add(op.mul(place, 2), 1))
    if op.buffer_load(words, op.mul(place, 2)) == 0:
        return 0
    return GONE if hash == -1 else as_mark(hash)


def _places(made: pyobj) -> int:
    head = op.buffer_new(4, elem=int)
    op.extern(made, head, name="host_set_head", result=None)
    return op.add(op.buffer_load(head, 1), 1)


def _of_places(places: int) -> pyobj:
    """A set of Python's with a table of so many places: what is copied has four for each element,
    or two where they are few."""
    numbers = new_list()
    if places > 8:
        for i in range(max(op.shr(places, 2), 5)):
            append(numbers, op.py_box(i))
    made = op.extern(numbers, name="PySet_New", result=pyobj)
    return op.extern(made, name="PySet_New", result=pyobj)
