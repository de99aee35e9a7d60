"""`dict` at the border: read, made, and written back.

Of a dict that the function changed, keys are deleted, get other values and are added, so that those
that stay keep their places; the object of a key or value that stays is kept as well.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_dict import Dict, K, V
from .hashing import placed
from .intrinsics import inline, op, pyobj
from .pylists import append, item, new_list, size


def _delete_all(target: pyobj, keys: pyobj) -> None:
    for i in range(size(keys)):
        op.extern(target, item(keys, i), name="PyDict_DelItem", result=None)


def snapshot(source: pyobj) -> pyobj:
    """A list of the list of the keys and that of the values."""
    made = new_list()
    keys = op.extern(source, name="PyDict_Keys", result=pyobj)
    append(made, keys)
    values = op.extern(source, name="PyDict_Values", result=pyobj)
    append(made, values)
    return made


def fill(made: Dict[K, V], source: pyobj) -> None:
    """Put what a snapshot holds into an empty dict."""
    keys, values = item(source, 0), item(source, 1)
    n = size(keys)
    if n > 5:
        made._resize(op.add(op.shr(op.mul(n, 3), 1), 1))
    for i in range(n):
        key = op.py_unbox(item(keys, i), result=K)
        value = op.py_unbox(item(values, i), result=V)
        made._insert(placed(key), key, value)


def put_into(made: pyobj, items: Dict[K, V], start: int) -> None:
    """Set the items from the entry `start` on in a dict of Python's."""
    for e in range(start, items._fill):
        hash, key, value = op.buffer_load(items._entries, e)
        if hash != 0:
            op.extern(made, op.py_box(key), op.py_box(value), name="PyDict_SetItem", result=None)


def changes(items: Dict[K, V], before: pyobj) -> pyobj:
    """The keys to delete; those that stay with another value, and these values; the items to
    add, as a dict; and whether a key that is deleted is added again. Keys that stay come before
    all that were added, in the order in which they were."""
    keys, values = item(before, 0), item(before, 1)
    n = size(keys)
    gone = new_list()
    stay = new_list()
    new = new_list()
    again = 0
    as_before = True
    e = _next_alive(items, 0)
    for i in range(n):
        key = item(keys, i)
        there = e
        if not as_before or e >= items._fill or not _stands_for(items, e, key):
            as_before = False
            native = op.py_unbox(key, result=K)
            there = items._find(native, placed(native))
        if there == e and e < items._fill and _stands_for(items, e, key):
            value = op.buffer_load(items._entries, e)[2]
            if not op.py_same(value, item(values, i)):
                append(stay, key)
                append(new, op.py_box(value))
            e = _next_alive(items, op.add(e, 1))
        else:
            append(gone, key)
            if there >= 0:
                again = 1
    added = op.extern(name="PyDict_New", result=pyobj)
    if e >= items._fill and size(gone) == 0 and size(stay) == 0:
        return op.py_box(None)
    put_into(added, items, e)
    made = new_list()
    append(made, gone)
    append(made, stay)
    append(made, new)
    append(made, added)
    append(made, op.py_box(again))
    return made


@inline
def _next_alive(items: Dict[K, V], e: int) -> int:
    while e < items._fill and op.buffer_load(items._entries, e)[0] == 0:
        e = op.add(e, 1)
    return e


def _stands_for(items: Dict[K, V], e: int, key: pyobj) -> bool:
    return op.py_same(op.buffer_load(items._entries, e)[1], key)


def unless_changed(keys: pyobj, values: pyobj, before: pyobj, what: str) -> None:
    if (
        op.extern(keys, item(before, 0), name="host_same_items", result=int) == 0
        or op.extern(values, item(before, 1), name="host_same_items", result=int) == 0
    ):
        raise RuntimeError(what + " changed during the call, which changed it too")


def commit(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
    if step == 0:
        keys = op.extern(target, name="PyDict_Keys", result=pyobj)
        values = op.extern(target, name="PyDict_Values", result=pyobj)
        unless_changed(keys, values, before, "dict")
        return
    added = item(change, 3)
    again = op.py_unbox(item(change, 4), result=int) != 0
    if step == 1 and not again:
        op.extern(target, added, name="PyDict_Update", result=None)  # all, or nothing
    if step == 2 and not again:
        _delete_all(target, op.extern(added, name="PyDict_Keys", result=pyobj))
    if step == 3:
        stay, new = item(change, 1), item(change, 2)
        for i in range(size(stay)):
            op.extern(target, item(stay, i), item(new, i), name="PyDict_SetItem", result=None)
        _delete_all(target, item(change, 0))
        if again:
            op.extern(target, added, name="PyDict_Update", result=None)
