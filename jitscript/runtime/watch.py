"""Names that compiled code took for constants, watched for what they stand for now.

    LIMIT = 3                    the code of `f` has 3 in it
    f()
    LIMIT = 5                    the next call finds that the name stands for something else,
    f()                          and `f` is compiled anew

Generated entries compare at each call. The words that they read, of 8 bytes, are

    two words as those of a module's globals, where no more than these is to be looked at
    counts, then addresses, of the four parts; 1 where a call found that something differs
    for each cell and container   address of what is compared, what that was
    for each module's globals     address of their version, what that was when last looked
    for each name                 globals, name, what it stood for (0: nothing), version
    for each block of memory      where its address is said, that, a copy, its size

Names are looked up only where a version is another one. CPython counts versions of dicts before
3.13; later each call looks names up.
"""

from __future__ import annotations

import ctypes
import sys
from _weakref import ref

from . import abi
from .contents import HAS_VERSIONS, Contents, version_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import CellType
    from typing import Any

_CELL_HOLDS = object.__basicsize__  # where a cell has what it holds
_PARTS = 4
_HEAD = (abi.WATCH_DIFFERS >> 3) + 1  # words
_ABSENT: Any = object()


class Watch:
    """What one function's code was made with: globals by name, variables of functions around, and
    what is held by what they stand for."""

    __slots__ = ("_at", "_cells", "_contents", "_families", "_held", "_spaces", "_words")

    def __init__(
        self,
        spaces: Sequence[tuple[dict[str, Any], str]],
        cells: Sequence[CellType],
        contents: Contents,
        families: dict[type, list[type]],
    ):
        self._spaces = [(space, sys.intern(name)) for space, name in spaces]
        self._cells = cells
        self._held: list[Any] = []
        self._contents = contents
        self._families = {c: [*map(ref, derived)] for c, derived in families.items()}
        globals_ = {id(space): space for space, _ in spaces} if HAS_VERSIONS else {}
        versions = [version_of(space) for space in globals_.values()]
        parts: list[list[int]] = [
            _paired([id(cell) + _CELL_HOLDS for cell in cells]),
            _paired(versions),
            [word for space, name in self._spaces for word in (id(space), id(name), 0, 0)],
            [word for block in contents.blocks for word in block],
        ]
        parts[0] += [word for pair in contents.words for word in pair]
        counts = [len(parts[0]) >> 1, len(globals_), len(spaces), len(contents.blocks)]
        self._at = [_HEAD + sum(map(len, parts[:i])) for i in range(_PARTS)]
        words = [0, 0, *counts, *[0] * _PARTS, 0, *(word for part in parts for word in part)]
        self._words = (ctypes.c_int64 * len(words))(*words)
        if len(globals_) == 1 and not (counts[0] or counts[3]):
            self._at[1], self._words[0] = 0, versions[0]
        else:  # a word that is not 0
            self._words[0] = self.address + abi.WATCH_PARTS
        begin, size = self._at[1], 2 * ctypes.sizeof(ctypes.c_int64)
        pairs = {s: self.address + 8 * begin + size * i for i, s in enumerate(globals_)}
        for i, (space, _) in enumerate(self._spaces):
            self._words[self._at[2] + 4 * i + 3] = pairs.get(id(space), 0)
        for i, at in enumerate(self._at):
            self._words[(abi.WATCH_PARTS >> 3) + i] = self.address + 8 * at
        self.accept()

    @property
    def address(self) -> int:
        return ctypes.addressof(self._words)

    @property
    def differs(self) -> bool:
        """Whether the call that has come here found that something differs."""
        return bool(self._words[abi.WATCH_DIFFERS >> 3])

    def accept(self) -> None:
        """Take what all stand for now."""
        self._words[abi.WATCH_DIFFERS >> 3] = 0
        n = len(self._cells)
        held = [*map(_content, self._cells), *(s.get(name, _ABSENT) for s, name in self._spaces)]
        before, self._held = self._held, held
        cells, versions, names, _ = self._at
        for i, value in enumerate(held[:n]):
            self._words[cells + 2 * i + 1] = 0 if value is _ABSENT else id(value)
        for i in range(self._words[(abi.WATCH_COUNTS >> 3) + 1]):
            self._words[versions + 2 * i + 1] = 0  # no version: looked at by the next call
        for i, value in enumerate(held[n:]):
            self._words[names + 4 * i + 2] = 0 if value is _ABSENT else id(value)
        del before  # now that no word leads to it

    def changed(self, same: Callable[[Any, Any], bool]) -> list[tuple[dict[str, Any] | None, str]]:
        """The names (of the globals they are in) that stand for other than they did. Those that
        are the `same` are taken as they are."""
        found: list[tuple[dict[str, Any] | None, str]] = []
        if self._contents.changed() or any(map(self._has_more, self._families)):
            found.append((None, ""))
        differs = False
        for (space, name), now, before in self._pairs():
            if now is not before:
                differs = True
                if now is _ABSENT or before is _ABSENT or not same(before, now):
                    found.append((space, name))
        if differs and not found:
            self.accept()
        return found

    def containers(self) -> list[Any]:
        """Captured arrays and containers that hold something else than they did."""
        return self._contents.changed()

    def _has_more(self, cls: type) -> bool:
        """Whether a class derives from this one that did not. No entry looks at that: instances of
        such a class do not fit, and calls that do not fit come here."""
        known = [r() for r in self._families[cls]]
        derived: list[type] = cls.__subclasses__()
        return any(c not in known for c in derived)

    def _pairs(self) -> Iterator[tuple[tuple[dict[str, Any] | None, str], Any, Any]]:
        n = len(self._cells)
        for cell, before in zip(self._cells, self._held):
            yield (None, ""), _content(cell), before
        for (space, name), before in zip(self._spaces, self._held[n:]):
            yield (space, name), space.get(name, _ABSENT), before


def _content(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return _ABSENT


def _paired(addresses: Sequence[int]) -> list[int]:
    return [word for address in addresses for word in (address, 0)]
