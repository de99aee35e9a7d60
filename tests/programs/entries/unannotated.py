"""Functions without annotations: every call is compiled for the types of its arguments."""

import numpy as np

from jitscript import script


@script
def add(x, y):
    return x + y


@script
def power(base, exponent=2):
    return base**exponent


@script
def several(a, b=1, c=None, *, d=2.5, e="x"):
    if c is None:
        return a + b, d, e
    return a * b, c, e


@script
def total(values):
    result = 0
    for value in values:
        result += value
    return result


@script
def repeated(what, times):
    out = []
    for _ in range(times):
        out.append(what)
    return out


@script
def changed(values, value):
    for i in range(len(values)):
        values[i] = value
    values.append(value)


@script
def shapes(a):
    return a.ndim, a.shape, a.size


@script
def pairs(items):
    first, second = items
    return second, first


@script
def same(x):
    return x


@script
def divided(a, b):
    return a / b


@script
def smooth(a, n):
    out = np.empty(len(a) - n + 1)
    for i in range(len(out)):
        s = 0.0
        for j in range(n):
            s += a[i + j]
        out[i] = s / n
    return out


TINY, HUGE = -(2**63), 2**63 - 1
NUMBERS = [True, 3, TINY, 2.5, -0.0, 1 + 2j, np.float32(0.1), np.int8(-128), np.uint64(2**64 - 1)]
CASES = {
    "add": [
        (1, 2),
        (1.5, 2),
        (1, 2.5),
        (True, True),
        ("a", "é"),
        ([1], [2, 3]),
        ([1.5], [2.5]),
        ((1, "a"), (2.5,)),
        (1, 2),
        (np.int8(127), np.int8(1)),
        (np.float32(1), 2.5),
        (np.arange(3), 1),
        (np.arange(3.0), np.arange(3)),
        (np.ones((2, 2), np.float32), 1),
        (np.bool_(True), True),
        (2j, 1),
        (TINY, 1),
        (HUGE, 0),
        {"x": 1, "y": 2},
        {"*": ("a",), "y": "b"},
        (1,),
        (1, 2, 3),
        {"x": 1, "z": 2},
        {"*": (1,), "x": 1},
    ],
    "power": [
        (3,),
        (1.5,),
        (3, 3),
        (2, 0.5),
        (2.0, -1),
        {"exponent": 1, "base": 4},
        (np.arange(4),),
    ],
    "several": [
        (1,),
        (1, 2),
        (1.5, 2),
        (1, 2, "c"),
        (1, 2, 3),
        {"*": (1,), "d": 1},
        {"*": (1,), "e": 7, "d": "d"},
        {"a": 1, "c": (1, 2)},
        (1, 2, 3, 4),
        {"*": (1,), "f": 1},
        (),
    ],
    "total": [
        ([1, 2, 3],),
        ([1.5, 2.5],),
        ([1, 2.5, True],),
        ((1, 2),),
        ((1, 2.5),),
        (np.arange(5),),
        (np.arange(5.0)[::2],),
        (np.arange(5, dtype=np.int8),),
        ((),),
        (np.empty(0),),
        ([HUGE - 3, 3],),
        ([[1], [2]][0],),
    ],
    "repeated": [
        (1, 2),
        ("a", 2),
        (2.5, 0),
        ((1, "a"), 1),
        (None, 2),
        (np.float32(2), 2),
        ([1], 2),
    ],
    "changed": [([1, 2], 3), ([1.5], 2.5), (["a", "b"], "c"), ([None], None), ([(1, 2)], (3, 4))],
    "shapes": [
        (np.zeros(3),),
        (np.zeros((2, 3)),),
        (np.zeros((2, 3, 4), np.int8),),
        (np.zeros((1, 2, 3, 4), bool),),
        (np.array(5),),
        (np.zeros((4, 6))[::2, ::-3],),
    ],
    "pairs": [((1, 2),), ((1, "a"),), ([1, 2],), ([1],), (("a", None),)],
    "same": [
        (x,) for x in [*NUMBERS, None, "", "é", "\U0001f600", (), (1, (2, "a")), [1, 2], [[1], []]]
    ]
    + [
        ([(1, 2.5), (3, 4.5)],),
        ([None, 1],),
        (np.arange(3),),
        (np.zeros((0, 2)),),
        ([1, 2.5, None],),
    ],
    "divided": [(1, 0), (1.0, 0), (np.float64(1), 0), (np.float32(1), np.float32(0)), (7, 2)],
    "smooth": [(np.arange(6.0), 2), (np.arange(6), 3), (np.arange(12.0)[::2], 2), ([1.5, 2, 3], 2)],
}
OVERFLOWS = {
    "add": [(HUGE, 1), (TINY, -1)],
    "total": [([HUGE, 1],), ((HUGE, 1),)],
}
