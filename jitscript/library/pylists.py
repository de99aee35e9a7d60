"""Lists of Python's, as the conversions of containers use them."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import inline, op, pyobj


@inline
def item(items: pyobj, i: int) -> pyobj:
    return op.extern(items, i, name="PySequence_GetItem", result=pyobj)


@inline
def size(items: pyobj) -> int:
    return op.extern(items, name="PyList_Size", effects="reads(python)", result=int)


@inline
def new_list() -> pyobj:
    return op.extern(0, name="PyList_New", result=pyobj)


@inline
def append(items: pyobj, x: pyobj) -> None:
    op.extern(items, x, name="PyList_Append", result=None)


def number(items: pyobj, i: int) -> int:
    return op.py_unbox(item(items, i), result=int)
