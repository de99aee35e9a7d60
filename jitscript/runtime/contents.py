"""What captured arrays and containers hold, as `watch.py` compares it without asking Python.

    ndarray                            its type, shape and strides; where its data are, and the
                                       bytes, up to `LARGEST`
    list                               its length, where its items are, and which objects
    set                                how many there are, where its table is, and what is in that
    dict                               its version; from CPython 3.13 on, how often it was changed

Containers within count, too.
"""

from __future__ import annotations

import atexit
import ctypes
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

LARGEST = 4096  # bytes of an array that is compared
_HEAD = object.__basicsize__
_SIZE = _HEAD  # of a list and a dict, and, after a word, of a set
_ARRAY_DATA, _ARRAY_RANK, _ARRAY_SHAPE, _ARRAY_TYPE = _HEAD, _HEAD + 8, _HEAD + 16, _HEAD + 40
_LIST_ITEMS = _HEAD + 8
_DICT_VERSION = _HEAD + 8
_SET_USED, _SET_MASK, _SET_TABLE = _HEAD + 8, _HEAD + 16, _HEAD + 24
_word = ctypes.c_int64.from_address


def _counts_versions() -> bool:
    """Whether dicts have versions, where we take them to be."""
    if sys.version_info >= (3, 13):
        return False
    seen: dict[str, int] = {}
    versions = []
    for change in (1, 2, 3):
        seen["a"] = change
        versions.append(_word(id(seen) + _DICT_VERSION).value)
    return len(set(versions)) == len(versions)


HAS_VERSIONS = _counts_versions()


def version_of(space: dict[Any, Any]) -> int:
    """The address of a word that is another one after each change of a dict."""
    return id(space) + _DICT_VERSION if HAS_VERSIONS else _watched(space)


def places_of(elements: Any) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How many places the table of a set has, and which are used: by what has which hash, -1 where
    something was and is gone. Elements stand in the order of their places."""
    data, mask = _word(id(elements) + _SET_TABLE).value, _word(id(elements) + _SET_MASK).value
    used = []
    for place in range(mask + 1):
        key, hash = (_word(data + 16 * place + at).value for at in (0, 8))
        if key:
            used.append((place, hash))
    return mask + 1, tuple(used)


class Contents:
    """What some objects hold now. `words`: address and value; `blocks`: the address of what leads
    to memory, where that is, a copy and its size."""

    __slots__ = ("_keep", "_parts", "blocks", "words")

    def __init__(self, objects: Iterable[Any]):
        self.words: list[tuple[int, int]] = []
        self.blocks: list[tuple[int, int, int, int]] = []
        self._keep: list[Any] = []
        self._parts: list[tuple[Any, slice, slice]] = []  # which words and blocks are whose
        known: set[int] = set()
        for obj in objects:
            for part in _containers(obj, known):
                self._add(part)

    def _add(self, obj: Any) -> None:
        kind, place = type(obj), id(obj)
        words, blocks = len(self.words), len(self.blocks)
        if kind is list:
            self._word(place + _SIZE)
            self._block(place + _LIST_ITEMS, 8 * len(obj))
        elif kind is set:
            self._word(place + _SET_USED)
            self._word(place + _SET_MASK)  # which says how long the table is
            self._block(place + _SET_TABLE, 16 * (_word(place + _SET_MASK).value + 1))
        elif kind is dict:
            self._word(version_of(obj))
        else:
            self._add_array(obj, place)
        self._keep.append((obj, [*obj] if kind in (list, set) else None))
        self._parts.append((obj, slice(words, len(self.words)), slice(blocks, len(self.blocks))))

    def _add_array(self, array: Any, place: int) -> None:
        self._word(place + _ARRAY_RANK)
        self._word(place + _ARRAY_TYPE)
        self._block(place + _ARRAY_SHAPE, 16 * array.ndim)  # strides lie behind the shape
        if not 0 < array.nbytes <= LARGEST:
            return
        if array.flags.c_contiguous:
            self._block(place + _ARRAY_DATA, array.nbytes)
            return
        self._word(place + _ARRAY_DATA)
        first = _word(place + _ARRAY_DATA).value
        for at, size in _runs(first, array.shape, array.strides, array.itemsize):
            leads = ctypes.c_int64(at)
            self._keep.append(leads)
            self._block(ctypes.addressof(leads), size)

    def _word(self, address: int) -> None:
        self.words.append((address, _word(address).value))

    def _block(self, place: int, size: int) -> None:
        if not size:
            return
        data = _word(place).value
        copy = ctypes.create_string_buffer(ctypes.string_at(data, size), size)
        self._keep.append(copy)
        self.blocks.append((place, data, ctypes.addressof(copy), size))

    def changed(self) -> list[Any]:
        """Those that hold something else than they did."""
        return [obj for obj, words, blocks in self._parts if not self._holds(words, blocks)]

    def _holds(self, words: slice, blocks: slice) -> bool:
        return all(_word(address).value == value for address, value in self.words[words]) and all(
            _word(place).value == data and ctypes.string_at(data, n) == ctypes.string_at(copy, n)
            for place, data, copy, n in self.blocks[blocks]
        )


def _runs(
    first: int, shape: Sequence[int], strides: Sequence[int], size: int
) -> list[tuple[int, int]]:
    """The memory of an array that is not contiguous: addresses and sizes. All that its elements
    span, where that is little."""
    steps = [(n - 1) * step for n, step in zip(shape, strides)]
    low = first + sum(step for step in steps if step < 0)
    span = sum(map(abs, steps)) + size
    if span <= LARGEST:
        return [(low, span)]
    found = [first]
    for n, step in zip(shape, strides):
        found = [at + i * step for at in found for i in range(n)]
    return [(at, size) for at in found]


def _containers(obj: Any, known: set[int]) -> Iterator[Any]:
    """An object, if it is a container that may change, and those in it."""
    kind = type(obj)
    if kind in (list, set, dict, tuple, frozenset):
        if id(obj) in known:
            return
        known.add(id(obj))
        if kind in (list, set, dict):
            yield obj
        for part in (*obj, *obj.values()) if kind is dict else obj:
            yield from _containers(part, known)
    elif kind.__name__ == "ndarray" and kind.__module__ == "numpy" and id(obj) not in known:
        known.add(id(obj))
        yield obj


# --- dicts without versions ----------------------------------------------------------------------

_counters: dict[int, Any] = {}  # by address of the dict: how often it was changed
_EVENT = ctypes.PYFUNCTYPE(
    ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)
_DEALLOCATED = 5
_watcher: list[Any] = []


def _watched(space: dict[Any, Any]) -> int:
    if not _watcher:
        callback = _EVENT(_changed)
        _watcher.extend((ctypes.pythonapi.PyDict_AddWatcher(callback), callback))
        atexit.register(_end)
    if id(space) not in _counters:
        _counters[id(space)] = ctypes.c_int64(1)
        if _watcher[0] is not None:
            ctypes.pythonapi.PyDict_Watch(_watcher[0], ctypes.py_object(space))
    return ctypes.addressof(_counters[id(space)])


def _end() -> None:
    """Have no dict call what the interpreter's end frees."""
    ctypes.pythonapi.PyDict_ClearWatcher(_watcher[0])
    _watcher[0] = None


def _changed(event: int, space: int, key: int, value: int) -> int:
    if event == _DEALLOCATED:
        _counters.pop(space, None)  # who compares it keeps the dict
    elif (counter := _counters.get(space)) is not None:
        counter.value += 1
    return 0
