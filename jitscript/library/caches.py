"""What a function that `functools.cache` or `lru_cache` decorates remembers."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

from .containers_dict import Dict
from .hashing import placed
from .intrinsics import inline, op

K = TypeVar("K")
V = TypeVar("V")
U = TypeVar("U")
D = TypeVar("D")


class Memo(Generic[K, V]):
    """Results by arguments, the latest used last. `most`, which calls are given, is how many are
    kept, or -1 for all. One that the program keeps (`kept`) may be met again while it is changed,
    by a signal's handler or another thread: that one does without it."""

    __keys__ = (K,)
    __like__ = ((U, K), (D, V))

    _of: Dict[K, V]
    _hits: int
    _misses: int
    _first: int  # no entry before this one is alive
    _state: int  # of one that the program keeps: 0 is not begun, 2 is being changed

    def __init__(self) -> None:
        self._of = Dict[K, V]()
        self._hits = 0
        self._misses = 0
        self._first = 0
        self._state = 1

    def look(self, key: U, most: int, kept: bool) -> int:
        """The entry of a key, or -1."""
        if not kept:
            return self._look(key, most)
        if self._state != 1:
            if self._state == 2:
                return -1
            self._of = Dict[K, V]()
        self._state = 2
        try:
            return self._look(key, most)
        finally:
            self._state = 1

    def _look(self, key: U, most: int) -> int:
        e = -1 if most == 0 else self._of._find(key, placed(key))
        if e < 0:
            self._misses = op.add(self._misses, 1)
            return -1
        self._hits = op.add(self._hits, 1)
        last = op.sub(self._of._fill, 1)
        if most > 0 and e != last:
            hash, old, value = op.buffer_load(self._of._entries, e)
            self._of._delete(e)
            self._insert(hash, old, value)
            return op.sub(self._of._fill, 1)
        return e

    @inline
    def found(self, e: int) -> V:
        return op.buffer_load(self._of._entries, e)[2]

    def keep(self, key: K, value: V, most: int, kept: bool) -> None:
        """After a call. Calls meanwhile may have kept a result for the same key."""
        if not kept:
            self._keep(key, value, most)
        elif self._state == 1:
            self._state = 2
            try:
                self._keep(key, value, most)
            finally:
                self._state = 1

    def _keep(self, key: K, value: V, most: int) -> None:
        if most < 0:
            self._of[key] = value
        elif most > 0:
            hash = placed(key)
            if self._of._find(key, hash) < 0:
                if self._of._used >= most:
                    self._drop_oldest()
                self._insert(hash, key, value)

    def _insert(self, hash: int, key: K, value: V) -> None:
        if self._of._room <= 0:
            self._first = 0  # entries are about to move
        self._of._insert(hash, key, value)

    def _drop_oldest(self) -> None:
        e = self._first
        while op.buffer_load(self._of._entries, e)[0] == 0:
            e = op.add(e, 1)
        self._of._delete(e)
        self._first = op.add(e, 1)

    def clear(self) -> None:
        if self._state == 1:
            self._of.clear()
            self._hits = 0
            self._misses = 0
            self._first = 0

    def counts(self) -> tuple[int, int, int]:
        """Hits, misses, and how many results there are."""
        return self._hits, self._misses, self._of._used if self._state != 0 else 0
