"""Threads of a block on the CPU grid: what code and scheduler know of each, in words of 64 bits.

Blocks run one after the other. Where a kernel has no barrier its threads do too, in a loop. Else
each is a coroutine that says why it stops; when none can go on, a scheduler looks who may
(`cuda/scheduler.py`).
"""

from __future__ import annotations

# Words of one thread.
CELL = 0  # address of the error record
TID, CTAID, NTID, NCTAID = 1, 4, 7, 10  # x, y, z of each
SHARED, SHARED_ALL = 13, 14  # addresses of the block's static and dynamic shared memory
SHARED_SIZE = 15  # bytes of the latter
NUMBER = 16  # of the thread in its block
STATE, SITE, MASK, VALUE = 17, 18, 19, 20  # why it stops, where, for whom, with what
SNAPSHOT = 21  # the value, when all whom it waits for have come
RESULT = 22  # what the scheduler tells it
CLOCK = 23  # later than that of any thread whom it met by something that a warp does together
EPOCH = 24  # barriers that it came through
LOG = 25  # address of what threads do to shared memory
WORDS = 26
SIZE = 8 * WORDS

# States.
RUNS, RETURNED, FAILED, BARRIER, WARP, ACTIVE = 0, 1, 2, 3, 4, 5
# The log: how many records, and room for how many; then of each the word
# `kind | thread << 2 | offset << 16 | clock << 34` and the site.
READ, WRITE, ATOMIC, NOTHING = 0, 1, 2, 3
# What the scheduler finds.
GO_ON, DONE, DIVERGED, MASKED, RACE = 0, 1, 2, 3, 4
