"""Races on shared memory, on the CPU grid. Written in the language itself.

Kernels keep a log of what their threads do to shared arrays (`runtime/gpu/block.py` says how). When
all threads of a block have stopped it is read: two threads came to an element with no barrier
between, one of them wrote, and not both did it by an atomic operation. Threads of one warp are also
kept apart by what they do together (`cuda.syncwarp`, shuffles, votes): each such step makes the
clock of all who take part later than any of theirs was.

A write of what was there already is none. Nothing is told that is no race; some are not seen: of
threads of one warp that met others, but not each other; of the third reader of an element and those
after it; beyond the log's end; on arrays that came along several ways.
"""

from __future__ import annotations

from ..api import script
from ..arrays import Array1, Array2, i64
from ..runtime.gpu.block import NOTHING, READ, WRITE

# Of each byte of shared memory: the last who wrote, and two who read; of each of them the number of
# barriers before, the thread and what it did, its clock, the site.
SLOTS, FIELDS = 3, 4


def clashes(shadow: Array2[i64], offset: int, at: int, thread: int, kind: int, clock: int) -> bool:
    """Whether an access clashes with the one that a slot holds."""
    other = int(shadow[offset, at + 1])
    before = other >> 10
    if before == kind and kind != WRITE:
        return False
    if other & 1023 == thread:
        return False
    return (other & 1023) >> 5 != thread >> 5 or clock <= shadow[offset, at + 2]


@script
def races(log: Array1[i64], shadow: Array2[i64], epoch: int, found: Array1[i64]) -> bool:
    """Read the log and empty it. Of the first race, `found` gets both threads with what they did,
    and both sites."""
    n = int(log[0])
    log[0] = 0
    for k in range(n):
        word = int(log[2 + 2 * k])
        kind = word & 3
        if kind == NOTHING:
            continue
        thread = (word >> 2) & 1023
        offset = (word >> 16) & 0x3FFFF
        clock = word >> 34
        for at in range(0, SLOTS * FIELDS, FIELDS):
            recent = shadow[offset, at] == epoch
            if recent and clashes(shadow, offset, at, thread, kind, clock):
                found[0] = shadow[offset, at + 1]
                found[1] = thread | kind << 10
                found[2] = shadow[offset, at + 3]
                found[3] = log[3 + 2 * k]
                return True
        to = 0
        if kind == READ:
            to = FIELDS
            if shadow[offset, to] == epoch and int(shadow[offset, to + 1]) & 1023 != thread:
                to = 2 * FIELDS
        shadow[offset, to] = epoch
        shadow[offset, to + 1] = thread | kind << 10
        shadow[offset, to + 2] = clock
        shadow[offset, to + 3] = log[3 + 2 * k]
    return False


__all__ = ["FIELDS", "SLOTS", "races"]
