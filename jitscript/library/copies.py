"""`copy.copy` and `copy.deepcopy` of containers: of those that hold what can change, with a dict of
the copies that were made of each type's objects (`frontend/deep_copies.py`)."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TypeVar

from .containers_bytearray import ByteArray
from .containers_deque import Deque
from .containers_dict import Dict
from .containers_list import List
from .containers_set import Set
from .intrinsics import op
from .registry import builtin

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
Plain = TypeVar("Plain", int, float, bool, complex, str, bytes)
Key = TypeVar("Key", int, float, bool, complex, str, bytes)


@builtin(copy.copy)
def copy_of_list(x: List[T]) -> List[T]:
    return x.copy()


@builtin(copy.copy)
def copy_of_dict(x: Dict[K, V]) -> Dict[K, V]:
    return x.copy()


@builtin(copy.copy)
def copy_of_set(x: Set[T]) -> Set[T]:
    return x.copy()


@builtin(copy.copy, copy.deepcopy)
def copy_of_bytearray(x: ByteArray) -> ByteArray:
    return x.copy()


@builtin(copy.copy, copy.deepcopy)
def copy_of_plain(x: Plain) -> Plain:
    return x


@builtin(copy.deepcopy)
def deep_copy_of_list(x: List[Plain]) -> List[Plain]:
    return x.copy()


@builtin(copy.deepcopy)
def deep_copy_of_dict(x: Dict[Key, Plain]) -> Dict[Key, Plain]:
    return x.copy()


@builtin(copy.deepcopy)
def deep_copy_of_set(x: Set[Plain]) -> Set[Plain]:
    return x.copy()


def deep(x: object, memos: object) -> object:
    """The deep copy of an element: see `frontend/deep_copies.py`."""


def deep_list(x: List[T], memo: Dict[int, List[T]], memos, of: Callable) -> List[T]:
    place = op.object_place(x)
    if place in memo:
        return memo[place]
    made: List[T] = []
    memo[place] = made
    for item in x:
        made.append(of(item, memos))
    return made


def deep_dict(x: Dict[K, V], memo: Dict[int, Dict[K, V]], memos, of: Callable) -> Dict[K, V]:
    place = op.object_place(x)
    if place in memo:
        return memo[place]
    made: Dict[K, V] = {}
    memo[place] = made
    for key, item in x.items():
        made[key] = of(item, memos)
    return made


def deep_set(x: Set[T], memo: Dict[int, Set[T]], memos, of: Callable) -> Set[T]:
    place = op.object_place(x)
    if place not in memo:
        memo[place] = x.copy()
    return memo[place]


def deep_deque(x: Deque[T], memo: Dict[int, Deque[T]], memos, of: Callable) -> Deque[T]:
    place = op.object_place(x)
    if place in memo:
        return memo[place]
    made = x.copy()
    memo[place] = made
    for i in range(len(made)):
        made[i] = of(made[i], memos)
    return made
