"""Where a kernel's error is kept until the host looks: what code and runtime agree on.

One record for each launch that is under way, in memory of the device. The thread that fails first
in the order of indices (block by block, thread by thread within a block) stays in it.
"""

from __future__ import annotations

LOCK = 0  # i32: taken by the thread that writes
KEY = 8  # u64: the number of the thread in the launch, or NONE
FLAG = 16  # address of an i32 that the host sees: not 0 when some thread failed
SITE = 24  # i64: the number of the site, from 1
ARGS = 32  # i64[8]
SIZE = ARGS + 8 * 8
NONE = 2**64 - 1
