"""`str.maketrans`: tables for `translate`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .containers_dict import Dict
from .containers_str import Str
from .intrinsics import op
from .registry import builtin
from .utf8 import byte, decoded, width

V = TypeVar("V")
_LENGTHS = "the first two maketrans arguments must have equal length"


@builtin(str.maketrans)
def maketrans(from_: Str, to: Str) -> Dict[int, int]:
    if len(from_) != len(to):
        raise ValueError(_LENGTHS)
    table = Dict[int, int]()
    i, k = 0, 0
    while i < op.buffer_len(from_._data):
        table[decoded(from_._data, i)] = decoded(to._data, k)
        i += width(byte(from_._data, i))
        k += width(byte(to._data, k))
    return table


@builtin(str.maketrans)
def maketrans_without(from_: Str, to: Str, without: Str) -> Dict[int, int | None]:
    if len(from_) != len(to):
        raise ValueError(_LENGTHS)
    table = Dict[int, int | None]()
    i, k = 0, 0
    while i < op.buffer_len(from_._data):
        table[decoded(from_._data, i)] = decoded(to._data, k)
        i += width(byte(from_._data, i))
        k += width(byte(to._data, k))
    i = 0
    while i < op.buffer_len(without._data):
        table[decoded(without._data, i)] = None
        i += width(byte(without._data, i))
    return table


@builtin(str.maketrans)
def maketrans_of_texts(given: Dict[Str, V]) -> Dict[int, V]:
    table = Dict[int, V]()
    for key in given:
        if len(key) != 1:
            raise ValueError("string keys in translate table must be of length 1")
        table[decoded(key._data, 0)] = given[key]
    return table


@builtin(str.maketrans)
def maketrans_of_codes(given: Dict[int, V]) -> Dict[int, V]:
    return given.copy()
