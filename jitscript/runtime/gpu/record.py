"""Where a kernel's error is kept until the host looks: what code and runtime agree on.

One record for each launch that is under way, in memory of the device. The thread that fails first
in the order of indices (block by block, thread by thread within a block) stays in it.
"""

from __future__ import annotations

LOCK = 0  # i32: taken by the thread that writes
STOP = 4  # i32: not 0 when all threads are to end (on the CPU grid)
KEY = 8  # u64: the number of the thread in the launch, or NONE
FLAG = 16  # address of an i32 that the host sees: not 0 when some thread failed
SITE = 24  # i64: the number of the site, from 1
ARGS = 32  # i64[8]
PRINTS = ARGS + 8 * 8  # address of what is to be printed
SIZE = PRINTS + 8
NONE = 2**64 - 1

# What threads print, in words: how many are taken, how many there are; then for each call its
# words, the address of the launch's record, the site, the number of the thread, the values.
PRINTED, ROOM, FIRST, HEAD = 0, 1, 2, 4
PRINT_WORDS = 1 << 17
