"""Generator expressions, and calls of `map` and `zip`, that a comprehension makes many of."""

from __future__ import annotations

from jitscript import script


@script
def mapped(lines: list[str]) -> list[list[int]]:
    return [list(m) for m in [map(int, line.split()) for line in lines]]


@script
def zipped(n: int) -> tuple[list[int], list[tuple[int, int]]]:
    pairs = [zip(range(n), [k, k + 1]) for k in range(n)]
    return [next(z)[1] for z in pairs], [p for z in pairs for p in z]


@script
def by_key(n: int) -> tuple[dict[int, int], list[int]]:
    walkers = {k: (x * 2 for x in range(k, 9)) for k in range(n)}
    firsts = {k: next(g, -1) for k, g in walkers.items()}
    return firsts, [sum(g) for g in walkers.values()]


@script
def in_turn(n: int) -> list[int]:
    waiting = [enumerate(range(k, n)) for k in range(n)]
    got: list[int] = []
    while waiting:
        walker = waiting.pop(0)
        for i, x in walker:
            got.append(10 * i + x)
            waiting.append(walker)
            break
    return got


CASES = {
    "mapped": [(["1 2", "3", ""],), ([],), (["1", "x"],)],
    "zipped": [(2,), (1,), (0,)],
    "by_key": [(3,), (0,), (11,)],
    "in_turn": [(3,), (0,)],
}
