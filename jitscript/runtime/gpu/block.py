"""Threads of a block on the CPU grid: what code and scheduler know of each, in words of 64 bits.

Blocks run one after the other. Where a kernel has no barrier its threads do too, in a loop. Else
each is a coroutine that says why it stops; when none can go on, `decide` looks who may.
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
WORDS = 24
SIZE = 8 * WORDS

# States.
RUNS, RETURNED, FAILED, BARRIER, WARP, ACTIVE = 0, 1, 2, 3, 4, 5
# What `decide` finds.
GO_ON, DONE, DIVERGED, MASKED = 0, 1, 2, 3


def decide(threads: Array2[i64]) -> int:  # type: ignore[name-defined]  # noqa: F821
    """Release who has all together that it waits for. Compiled by ourselves."""
    n = threads.shape[0]
    alive = 0
    waiting = 0
    returned = 0
    first = -1
    count = 0
    same = True
    for t in range(n):
        state = int(threads[t, STATE])
        if state == RETURNED:
            returned += 1
        elif state != FAILED:
            alive += 1
            if state == BARRIER:
                waiting += 1
                if first < 0:
                    first = t
                elif threads[t, SITE] != threads[first, SITE]:
                    same = False
                if threads[t, VALUE] != 0:
                    count += 1
    if alive == 0:
        return DONE
    if waiting == alive:
        if not same or returned > 0:
            return DIVERGED
        for t in range(n):
            if threads[t, STATE] == BARRIER:
                threads[t, STATE] = RUNS
                threads[t, RESULT] = count
                threads[t, MASK] = alive
        return GO_ON
    released = False
    masked = False
    for base in range(0, n, 32):
        lanes = min(32, n - base)
        for lane in range(lanes):
            t = base + lane
            if threads[t, STATE] == ACTIVE:
                mask = 0
                for other in range(lanes):
                    u = base + other
                    if threads[u, STATE] == ACTIVE and threads[u, SITE] == threads[t, SITE]:
                        mask |= 1 << other
                site = int(threads[t, SITE])
                for other in range(lanes):
                    u = base + other
                    if threads[u, STATE] == ACTIVE and threads[u, SITE] == site:
                        threads[u, STATE] = RUNS
                        threads[u, RESULT] = mask
                released = True
            if threads[t, STATE] == WARP:
                mask = int(threads[t, MASK])
                found = _together(threads, base, lanes, t, mask)
                if found == MASKED:
                    masked = True
                if found == DONE:
                    released = True
    if released:
        return GO_ON
    if masked:
        return MASKED
    return DIVERGED


def _together(threads: Array2[i64], base: int, lanes: int, t: int, mask: int) -> int:  # type: ignore[name-defined]  # noqa: F821
    """Release the threads of a mask, one of which is `t`, if all of them wait at one place (DONE).
    MASKED: one of them never will."""
    if (mask >> (t - base)) & 1 == 0:
        return MASKED
    there = 0
    ballot = 0
    for other in range(lanes):
        if (mask >> other) & 1 == 1:
            u = base + other
            state = int(threads[u, STATE])
            if state == RETURNED:
                return MASKED
            if state != FAILED:
                if state != WARP or threads[u, MASK] != mask:
                    return GO_ON
                if threads[u, SITE] != threads[t, SITE]:
                    return GO_ON
                there |= 1 << other
                if threads[u, VALUE] != 0:
                    ballot |= 1 << other
    for other in range(lanes):
        if (there >> other) & 1 == 1:
            u = base + other
            threads[u, STATE] = RUNS
            threads[u, SNAPSHOT] = threads[u, VALUE]
            threads[u, RESULT] = ballot
            threads[u, MASK] = there
    return DONE
