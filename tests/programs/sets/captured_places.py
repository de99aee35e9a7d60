"""Captured sets with a history: what was removed, and tables that were larger, count in the order."""

from jitscript import script

NUMBERS = frozenset([80, 16, 48, 0, 112, 32, 8, 64])
GONE = {8 * i for i in range(9)} | {64 * i + 8 for i in range(20)}
for number in range(20):
    GONE.discard(64 * number + 8)
MERGED = set(set(range(0, 150, 3)))
PAIR = (frozenset([33, 1, 65, 97]), "x")


@script
def gone_through(n: int) -> str:
    return f"{list(NUMBERS)} {list(GONE)} {list(MERGED)} {list(PAIR[0])} {n in GONE}"


@script
def joined(n: int) -> str:
    return f"{list(NUMBERS | {n})} {list(GONE - {n})} {list(NUMBERS & {n, 16, 48})} {n in NUMBERS}"


@script
def taken(n: int) -> list[int]:
    rest = set(GONE)
    rest.add(n)
    rest.discard(16)
    return [rest.pop() for _ in range(5)] + list(rest)


CASES = {
    "gone_through": [(0,), (8,), (16,), (200,)],
    "joined": [(0,), (8,), (16,), (200,)],
    "taken": [(0,), (8,), (16,), (200,)],
}
