"""The containers of `collections` at the border. What they hold is read by `runtime/collected.py`;
the dicts among them are then filled, compared and written back as `dict` is (`dict_border.py`)."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from . import dict_border
from .containers_deque import Deque
from .containers_dict import Dict
from .intrinsics import op, pyobj
from .pylists import append, item, new_list, size

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

PARTS = "jitscript.runtime.collected:parts"


def parts(source: pyobj, n: int) -> pyobj:
    """What a container holds, in a list of `n` parts."""
    found = op.python_call(source, callee=PARTS, result=pyobj)
    if op.py_same(None, found):
        unfit(source)
    if size(found) != n:
        unfit(source)
    return found


def unfit(source: pyobj) -> None:
    op.py_unbox(source, result=bool)  # one of them does not fit, which is what is said then
    op.py_unbox(source, result=None)


# --- deque ---------------------------------------------------------------------------------------


def fill_deque(made: Deque[T], source: pyobj) -> None:
    items = item(source, 0)
    for i in range(size(items)):
        made.append(op.py_unbox(item(items, i), result=T))


def deque_made(items: pyobj, most: int) -> pyobj:
    return op.python_call(
        items, op.py_box(most), callee="jitscript.runtime.collected:deque_of", result=pyobj
    )


def boxed_deque(items: Deque[T]) -> pyobj:
    made = new_list()
    for i in range(items._size):
        append(made, op.py_box(op.buffer_load(items._ring, items._place(i))))
    return deque_made(made, items._most)


def deque_changes(items: Deque[T], before: pyobj) -> pyobj:
    """A deque of what there is now. Of items that stand as they did, from either end, so do the
    objects."""
    old = item(before, 0)
    n, m = size(old), items._size
    moved = _moved(items, old)
    made = new_list()
    kept = 0
    for i in range(m):
        k = op.add(i, moved)
        if k >= 0 and k < n and _stands_for(items, i, old, k):
            append(made, item(old, k))
            kept = op.add(kept, 1)
        else:
            append(made, op.py_box(op.buffer_load(items._ring, items._place(i))))
    if moved == 0 and kept == n and n == m:
        return op.py_box(None)
    return deque_made(made, items._most)


def _moved(items: Deque[T], old: pyobj) -> int:
    """How many places further the items were that are still there: what was first is looked for in
    what is now, and the other way round."""
    n, m = size(old), items._size
    if n == 0 or m == 0:
        return 0
    for k in range(n):
        if _stands_for(items, 0, old, k):
            last = min(op.sub(n, k), m)
            if _stands_for(items, op.sub(last, 1), old, op.sub(op.add(last, k), 1)):
                return k
    for i in range(m):
        if _stands_for(items, i, old, 0):
            return op.sub(0, i)
    return 0


def _stands_for(items: Deque[T], i: int, old: pyobj, k: int) -> bool:
    return op.py_same(op.buffer_load(items._ring, items._place(i)), item(old, k))


def commit_deque(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
    if step == 0:
        items = op.extern(target, name="PySequence_List", result=pyobj)
        if op.extern(items, item(before, 0), name="host_same_items", result=int) == 0:
            raise RuntimeError("deque changed during the call, which changed it too")
    if step == 3 and op.extern(target, change, name="host_deque_swap", result=int) == 0:
        op.python_call(target, change, callee="jitscript.runtime.collected:refill", result=None)


# --- dicts of other kinds ------------------------------------------------------------------------


def commit_dict(target: pyobj, before: pyobj, change: pyobj, step: int, what: str) -> None:
    if step == 0:
        dict_border.unless_changed(
            op.extern(target, name="PyDict_Keys", result=pyobj),
            op.extern(target, name="PyDict_Values", result=pyobj),
            before,
            what,
        )
    else:
        dict_border.commit(target, before, change, step)


def boxed_default(items: Dict[K, V], fresh: V) -> pyobj:
    made = op.python_call(
        op.py_box(fresh), callee="jitscript.runtime.collected:defaultdict_like", result=pyobj
    )
    dict_border.put_into(made, items, 0)
    return made


def boxed_dict(items: Dict[K, V]) -> pyobj:
    made = op.extern(name="PyDict_New", result=pyobj)
    dict_border.put_into(made, items, 0)
    return made


def commit_ordered(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
    """As `dict_border.commit`, but through the protocol of mappings: an OrderedDict has an order
    of its own beside that of the dict."""
    if step == 0:
        dict_border.unless_changed(
            op.extern(target, name="PyMapping_Keys", result=pyobj),
            op.extern(target, name="PyMapping_Values", result=pyobj),
            before,
            "OrderedDict",
        )
        return
    added = item(change, 3)
    again = op.py_unbox(item(change, 4), result=int) != 0
    if step == 1 and not again:
        _put_all(target, added)
    if step == 2 and not again:
        _delete_all(target, op.extern(added, name="PyDict_Keys", result=pyobj))
    if step == 3:
        stay, new = item(change, 1), item(change, 2)
        for i in range(size(stay)):
            op.extern(target, item(stay, i), item(new, i), name="PyObject_SetItem", result=None)
        _delete_all(target, item(change, 0))
        if again:
            _put_all(target, added)


def _put_all(target: pyobj, added: pyobj) -> None:
    keys = op.extern(added, name="PyDict_Keys", result=pyobj)
    values = op.extern(added, name="PyDict_Values", result=pyobj)
    for i in range(size(keys)):
        op.extern(target, item(keys, i), item(values, i), name="PyObject_SetItem", result=None)


def _delete_all(target: pyobj, keys: pyobj) -> None:
    for i in range(size(keys)):
        op.extern(target, item(keys, i), name="PyObject_DelItem", result=None)
