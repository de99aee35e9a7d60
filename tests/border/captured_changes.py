"""Functions that change, keep or identify what a module captured, or only seem to: see
test_captured_changes.py."""

# ruff: noqa

import copy, heapq, random, functools
from dataclasses import dataclass
import numpy as np

GRID = [[3, 1, 2], [5, 4]]
MOVES = {"a": [1, 2], "b": [3]}


@dataclass
class P:
    n: int
    xs: list[int]

    def bump(self) -> int:
        self.n += 1
        return self.n


class Q:
    def __init__(self, n: int) -> None:
        self.n = n


class Holder:
    def __init__(self) -> None:
        self.rows = GRID
        self.one = Q(1)


PS = [P(1, [1]), P(2, [])]
QS = [Q(1), Q(2)]
QD = {"a": Q(1)}


def case_1(i: int) -> int:
    for row in GRID:
        row += [1]
    return len(GRID[0])


def case_2(i: int) -> int:
    rows = GRID
    r = rows[0]
    del r[0]
    return len(GRID[0])


def case_3(i: int) -> int:
    heapq.heappush(GRID[0], 1)
    return len(GRID[0])


def case_4(i: int) -> int:
    random.shuffle(GRID)
    return len(GRID[0])


def case_5(i: int) -> int:
    h = Holder()
    h.rows[0].append(1)
    return len(GRID[0])


def case_6(i: int) -> list[list[int]]:
    h = Holder()
    return h.rows


def case_7(i: int) -> int:
    h = Holder()
    h.one = QS[0]
    h.one.n = 5
    return QS[0].n


@functools.lru_cache
def cached(i: int) -> list[int]:
    return GRID[i]


def case_8(i: int) -> int:
    x = cached(0)
    x.append(1)
    return len(GRID[0])


def case_9(i: int):
    yield GRID[0]


def case_10(i: int) -> int:
    def inner(r):
        r.append(2)

    inner(GRID[1])
    return len(GRID[1])


def case_11(i: int) -> int:
    rows = []
    rows.extend(GRID)
    rows[0].append(1)
    return len(GRID[0])


def case_12(i: int) -> int:
    rows = copy.copy(GRID)
    rows[0].append(1)
    return len(GRID[0])


def case_13(i: int) -> int:
    d = {}
    d["k"] = GRID[0]
    d["k"].append(1)
    return len(GRID[0])


def case_14(i: int) -> int:
    t = (GRID[0], 1)
    t[0].append(1)
    return len(GRID[0])


def case_15(i: int) -> int:
    for i, r in enumerate(GRID):
        r.append(i)
    return len(GRID[0])


def case_16(i: int) -> int:
    for p, q in zip(PS, QS):
        q.n += p.n
    return QS[0].n


def case_17(i: int) -> int:
    return PS[0].bump() + PS[0].n


def case_18(i: int) -> bool:
    q = QS[0]
    return q in QS


def case_19(i: int) -> bool:
    return QS[0] == QD["a"]


def case_20(i: int) -> int:
    return len({QS[0], QS[0]})


def case_21(i: int) -> int:
    match GRID:
        case [first, *rest]:
            first.append(1)
    return len(GRID[0])


def case_22(i: int) -> int:
    try:
        raise ValueError("x")
    except ValueError:
        r = GRID[0]
    finally:
        i += 1
    r.append(1)
    return len(GRID[0])


def case_23(i: int) -> int:
    best = max(GRID, key=len)
    best.append(1)
    return len(GRID[0])


def case_24(i: int) -> int:
    r = min(GRID[0], GRID[1])
    r.append(1)
    return len(GRID[0])


def case_25(i: int) -> int:
    if r := GRID[0]:
        r.append(1)
    return len(GRID[0])


def case_26(i: int) -> int:
    g = iter(GRID)
    next(g).append(1)
    return len(GRID[0])


def case_27(i: int) -> int:
    MOVES.get("a", []).append(1)
    return len(MOVES["a"])


def case_28(i: int) -> int:
    for k, v in MOVES.items():
        v.append(1)
    return len(MOVES["a"])


def case_29(i: int) -> int:
    f = GRID[0].append
    f(1)
    return len(GRID[0])


def case_30(i: int) -> int:
    rows = sorted(GRID)
    rows[0].sort()
    return GRID[0][0]


def case_31(i: int) -> int:
    a = [r for r in GRID if len(r) > 2]
    a[0].clear()
    return len(GRID[0])


def case_32(i: int) -> int:
    def rows():
        yield from GRID

    for r in rows():
        r.append(1)
    return len(GRID[0])


def case_33(i: int) -> int:
    rows = list(reversed(GRID))
    rows.pop().append(1)
    return len(GRID[0])


def case_34(i: int) -> int:
    x = GRID
    x += [[1]]
    return len(GRID)


def case_35(i: int) -> int:
    p = PS[0]
    setattr(p, "n", 7)
    return PS[0].n


def case_36(i: int) -> int:
    q: list[list[int]] = [[]]
    q[0] = GRID[0]
    q[0] = [1]
    q[0].append(5)
    return len(GRID[0])


def case_37(i: int) -> int:
    funcs = [r.append for r in GRID]
    funcs[0](1)
    return len(GRID[0])


def case_38(xs: list[list[int]]) -> int:
    xs[0] = GRID[0]
    return 1


def case_39(i: int) -> P:
    return PS[i]


def case_40(i: int) -> int:
    acc = functools.reduce(lambda a, b: a + b, GRID, [])
    acc.append(1)
    return len(acc) + len(GRID[0])


def case_41(i: int) -> int:
    a = functools.reduce(lambda a, b: a if len(a) > len(b) else b, GRID)
    a.append(1)
    return len(GRID[0])


def case_42(i: int) -> int:
    return hash(QS[0]) - hash(QS[0])


def case_43(i: int) -> int:
    r = sum(GRID, [])
    r.append(1)
    return len(r) + len(GRID[0])


def case_44(i: int) -> dict[str, list[int]]:
    return {**MOVES}


def case_45(i: int) -> dict[str, list[int]]:
    return {k: [*v] for k, v in MOVES.items()}


def case_46(i: int) -> float:
    x = np.array(GRID[0], dtype=np.float64)
    x[0] = 9
    return float(x.sum()) + GRID[0][0]


def case_47(i: int) -> list[int]:
    s = {1: GRID[0]}
    return s.pop(1)


FLAT = [3, 1, 2]


def total(xs: list[int]) -> int:
    return sum(xs)


def pop(xs: list[int]) -> int:
    return xs.pop()


def case_48(i: int) -> int:
    return total(FLAT) + sorted(FLAT)[i]


def case_49(i: int) -> int:
    return pop(FLAT)


def case_50(i: int) -> list[int]:
    return FLAT


def case_51(i: int) -> int:
    both = [FLAT, [1]]
    both[1].append(2)
    return len(both[0]) + len(both[1])


def case_52(i: int) -> int:
    both = [FLAT, [1]]
    both[0].append(2)
    return len(FLAT)


def case_53(i: int) -> list[int]:
    mine = FLAT[:]
    mine.append(i)
    return mine
