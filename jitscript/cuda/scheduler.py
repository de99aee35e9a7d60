"""Who may go on, where threads of a block wait for each other. Written in the language itself.

A thread's words are in `runtime/gpu/block.py`. `decide` is called when every thread of the
block has stopped or ended.
"""

from __future__ import annotations

from ..api import script
from ..arrays import Array2, i64
from ..runtime.gpu.block import (
    ACTIVE,
    BARRIER,
    CLOCK,
    DIVERGED,
    DONE,
    EPOCH,
    FAILED,
    GO_ON,
    MASK,
    MASKED,
    RESULT,
    RETURNED,
    RUNS,
    SITE,
    SNAPSHOT,
    STATE,
    VALUE,
    WARP,
)


def together(threads: Array2[i64], base: int, lanes: int, t: int, mask: int) -> int:
    """Release the threads of a mask, one of which is `t`, if all of them wait at one place (DONE).
    MASKED: one of them never will."""
    if (mask >> (t - base)) & 1 == 0:
        return MASKED
    there = 0
    ballot = 0
    latest = 0
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
                latest = max(latest, int(threads[u, CLOCK]))
                if threads[u, VALUE] != 0:
                    ballot |= 1 << other
    for other in range(lanes):
        if (there >> other) & 1 == 1:
            u = base + other
            threads[u, STATE] = RUNS
            threads[u, SNAPSHOT] = threads[u, VALUE]
            threads[u, RESULT] = ballot
            threads[u, MASK] = there
            threads[u, CLOCK] = latest + 1
    return DONE


@script
def decide(threads: Array2[i64]) -> int:
    """Release who has all together that it waits for."""
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
                threads[t, EPOCH] += 1
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
                found = together(threads, base, lanes, t, mask)
                if found == MASKED:
                    masked = True
                if found == DONE:
                    released = True
    if released:
        return GO_ON
    if masked:
        return MASKED
    return DIVERGED
