"""`copy.copy` of containers, and `copy.deepcopy` of those that hold nothing that can change."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import copy
from typing import TypeVar

from .containers_bytearray import ByteArray
from .containers_dict import Dict
from .containers_list import List
from .containers_set import Set
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
