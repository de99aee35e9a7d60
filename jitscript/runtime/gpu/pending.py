"""Launches that nobody has looked at yet, in a ring that generated code writes to, too.

A launch takes the next place in order, with a record of its own in the device's memory
(`record.py`). Generated code does this under the GIL, in one go; Python code under the machine's
lock, with the ring closed meanwhile: a launch that finds it closed takes the way through Python.
As long as no thread failed nobody looks at places: when all is done they are free again, at once.

Places hold no reference. A Launch that goes while it may be looked at is `held` instead.
"""

from __future__ import annotations

import ctypes

from . import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

RECORDS = 4096  # places; a power of two

# Words of a machine, as generated code sees it.
OPEN = 0  # 1 where launches may be made without a look from Python
START = 1  # addresses of cuLaunchKernel, cuCtxGetCurrent, cuCtxSetCurrent; the context
GET_CONTEXT, SET_CONTEXT, CONTEXT = 2, 3, 4
HEAD, TAIL = 5, 6  # numbers of the first launch that nobody has looked at, and of the next one
BEGUN = 7  # how many launches the driver has been given
RECORD = 8  # address of the first record
WORK = 9  # changes with all that was given to the device in an order that our streams keep to
ARRAY = 10  # the type of device arrays
PLACES = 11  # of two words each: the Launch, or 0 when looked at; what it is
WORDS = PLACES + 2 * RECORDS
# What a place is: the variant, then whether the driver has it.
ANY_VARIANT, NEAR_VARIANT, HAS_BEGUN = 1, 2, 4
_VARIANT = 3


class Pending:
    """The ring. Its methods want the machine's lock, and the ring closed."""

    def __init__(self) -> None:
        self.words: Any = (ctypes.c_uint64 * WORDS)()
        self.address = ctypes.addressof(self.words)
        self.held: list[Any] = []

    def __len__(self) -> int:
        return int(self.words[TAIL] - self.words[HEAD])

    def take(self, launch: object, variant: int) -> int:
        """The number of a new launch, for which there must be room."""
        number: int = self.words[TAIL]
        place = PLACES + 2 * (number % RECORDS)
        self.words[place], self.words[place + 1] = id(launch), variant
        self.words[TAIL] = number + 1
        return number

    def begin(self, number: int) -> None:
        """The driver has this launch."""
        self.words[PLACES + 2 * (number % RECORDS) + 1] |= HAS_BEGUN
        self.words[BEGUN] += 1

    def record(self, number: int) -> int:
        """The address of the record of a launch."""
        return int(self.words[RECORD]) + record.SIZE * (number % RECORDS)

    def begun(self) -> Iterator[tuple[int, Any, int]]:
        """(number, Launch, variant) of the launches that the driver has, in their order."""
        for number in range(self.words[HEAD], self.words[TAIL]):
            place = PLACES + 2 * (number % RECORDS)
            owner, what = self.words[place], self.words[place + 1]
            if owner and what & HAS_BEGUN:
                launch = ctypes.cast(owner, ctypes.py_object).value
                yield number, launch, what & _VARIANT

    def forget(self, number: int) -> None:
        """Somebody has looked at a launch."""
        self.words[PLACES + 2 * (number % RECORDS)] = 0

    def all_until(self) -> int:
        """The number up to which all launches are the driver's; 0 where one is about to begin."""
        tail: int = self.words[TAIL]
        return tail if self.words[BEGUN] == tail else 0

    def advance(self, number: int) -> None:
        """All launches before this number are done and looked at, and perhaps more."""
        head, tail = max(self.words[HEAD], number), self.words[TAIL]
        while head < tail and not self.words[PLACES + 2 * (head % RECORDS)]:
            head += 1
        self.words[HEAD] = head
        if self.held:
            self.held = [one for one in self.held if one.last > head]
