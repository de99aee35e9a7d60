"""`out` of functions that are no ufuncs: the array is filled, and is what the call gives."""

import numpy as np

from jitscript import Array1, Array2, Array3, f16, f32, f64, i32, i64, script


@script
def totals(m: Array2[f64], o: Array1[f64]):
    given = np.sum(m, axis=0, out=o)
    first = given is o, o.copy()
    m.prod(0, None, o)
    second = o.copy()
    np.max(m, 0, o)
    third = o.copy()
    m.min(axis=0, out=o)
    np.add.reduce(m, 0, None, o)
    return first, second, third, given.sum()


@script
def kept(m: Array2[f64], o: Array2[f64], one: Array2[f64]):
    np.mean(m, axis=1, keepdims=True, out=o)
    return o.copy(), np.sum(m, axis=(0, 1), keepdims=True, out=one) is one, one.copy()


@script
def to_rank_0(m: Array2[f64], whole: Array1[i64]) -> f64:
    o = np.zeros(())
    np.sum(m, out=o)
    i = np.zeros((), np.int64)
    whole.sum(out=i)
    np.argmax(whole, out=i)
    return o[()] + i


@script
def spreads(m: Array2[f64], o: Array1[f64]):
    np.mean(m, 0, out=o)
    a = o.copy()
    np.std(m, axis=0, out=o)
    b = o.copy()
    m.var(0, out=o, ddof=1)
    c = o.copy()
    np.ptp(m, 0, o)
    return a, b, c, o


@script
def row_of_itself(m: Array2[f64]):
    """NumPy writes the greatest, the mean … there before it goes on reading."""
    np.var(m, axis=0, out=m[1])
    np.ptp(m, axis=0, out=m[2])
    np.sum(m, axis=0, out=m[0])
    np.std(m, axis=1, out=m[:3, 1])


@script
def places(m: Array2[f64], o: Array1[i64]):
    a = np.argmax(m, axis=1, out=o).copy()
    return a, m.argmin(1, o).copy(), np.nanargmax(m, axis=1, out=o).copy()


@script
def places_in_itself(m: Array2[i64]):
    np.argmax(m, 0, m[1])
    m.argmin(axis=1, out=m[:, 0])


@script
def truth(m: Array2[f64], o: Array1[np.bool_]):
    a = np.any(m, 0, o).copy()
    return a, m.all(axis=0, out=o)


@script
def running(m: Array2[f64], o: Array2[f64], flat: Array1[f64]):
    a = np.cumsum(m, axis=1, out=o).copy()
    b = m.cumprod(0, None, o).copy()
    return a, b, np.cumsum(m, out=flat), np.nancumsum(m, axis=0, out=o)


@script
def in_place(x: Array1[f64]):
    np.cumsum(x, out=x)
    np.clip(x, -1.0, 2.5, out=x)
    np.round(x, 1, out=x)
    x.clip(-0.5, None, out=x)
    np.add.accumulate(x, out=x)
    np.take(x, np.arange(len(x))[::-1], out=x)


@script
def clipped(m: Array2[f64], o: Array2[f64], most: Array1[f64]):
    a = np.clip(m, 0, 1, o).copy()
    return a, np.clip(m, None, most, out=o).copy(), m.clip(0.25, out=o) is o


@script
def clipped_ints(m: Array2[i32], o: Array2[i32]):
    m.clip(0, 3, o)
    return np.clip(o, -1, 2, out=o), np.fix(m, out=np.zeros(m.shape, np.int32))


@script
def rounded(x: Array1[f64], o: Array1[f64], b: Array1[np.bool_]):
    a = np.round(x, 2, o).copy()
    c = x.round(out=o).copy()
    return a, c, np.fix(x, o), np.isposinf(x, b).copy(), np.isneginf(x, out=b)


@script
def chosen(x: Array1[f64], where: Array1[i64], o: Array1[f64]):
    a = np.take(x, where, 0, o).copy()
    return a, x.take(where, out=o).copy(), np.take(x, where, out=o, mode="wrap")


@script
def squeezed(test: Array1[np.bool_], m: Array2[f64], o: Array2[f64]):
    return np.compress(test, m, 0, o).copy(), m.compress(test, axis=0, out=o) is o


@script
def joined(x: Array1[f64], y: Array1[f64], o: Array1[f64], p: Array2[f64]):
    a = np.concatenate((x, y), out=o).copy()
    return a, np.stack((x, x), 1, p), np.outer(x, [1.0, 2.0], p)


@script
def in_the_middle(m: Array2[f64], o: Array1[f64]):
    a = np.median(m, axis=0, out=o).copy()
    b = np.percentile(m, 30, 0, o).copy()
    return a, b, np.quantile(m, 0.75, axis=0, out=o)


@script
def without_nan(m: Array2[f64], o: Array1[f64]):
    a = np.nansum(m, 0, out=o).copy()
    b = np.nanmax(m, axis=0, out=o).copy()
    c = np.nanmean(m, axis=0, out=o).copy()
    return a, b, c, np.nanstd(m, axis=0, out=o)


@script
def diagonals(m: Array3[f64], o: Array1[f64]):
    return np.trace(m, out=o).copy(), m.trace(1, out=o)


@script
def of_other_types(m: Array2[f32], wide: Array1[f64], whole: Array1[i32], half: Array1[f16]):
    np.sum(m, axis=0, out=wide)
    a = wide.copy()
    np.sum(m.astype(np.int32), axis=0, out=whole)
    b = whole.copy()
    np.mean(half, out=half[:1].reshape(()))
    return a, b, half


def normal(*shape):
    return np.random.default_rng(8).standard_normal(shape)


def read_only(*shape):
    made = np.zeros(shape)
    made.flags.writeable = False
    return made


ODD = np.array([[0.0, np.nan, -0.0, 2.0], [1.0, np.inf, 0.0, 2.0], [-0.0, 1.0, -1.0, 2.0]])
M = normal(3, 4)
TO_ROWS = [
    (M, np.zeros(4)),
    (M[:, ::-1], np.zeros(8)[::2]),
    (ODD, np.zeros(4)),
    (M, np.zeros(3)),
    (M, np.zeros(1)),
    (M.T, np.zeros(3)),
    (M, read_only(4)),
    (normal(0, 4), np.zeros(4)),
    (normal(4, 0), np.zeros(0)),
]
LINE = np.array([0.126, -2.5, 1.4449, np.inf, -np.inf, np.nan, 3.5, -0.0])
CASES = {
    "totals": TO_ROWS,
    "kept": [
        (M, np.zeros((3, 1)), np.zeros((1, 1))),
        (M, np.zeros((3, 4)), np.zeros((1, 1))),
        (M, np.zeros((1, 3)), np.zeros((1, 1))),
        (M, np.zeros((3, 1)), np.zeros((1, 2))),
    ],
    "to_rank_0": [(M, np.array([3, 1, 9])), (ODD, np.arange(4))],
    "spreads": TO_ROWS,
    "row_of_itself": [(normal(4, 3),), lambda: (normal(3, 3).T,), (normal(5, 2),)],
    "places": [
        (M, np.zeros(3, int)),
        (M, np.zeros(6, int)[::2]),
        (M, np.zeros(4, int)),
        (np.ones((3, 0)), np.zeros(3, int)),
    ],
    "places_in_itself": [(np.array([[3, 1, 2], [9, 7, 4], [3, 8, 4]]),)],
    "truth": [(ODD, np.zeros(4, bool)), (M, np.zeros(4, bool)), (M, np.zeros(2, bool))],
    "running": [
        (M, np.zeros((3, 4)), np.zeros(12)),
        (ODD.T, np.zeros((3, 4)).T, np.zeros(12)),
        (M, np.zeros((4, 3)), np.zeros(12)),
        (M, np.zeros((3, 4)), np.zeros(11)),
    ],
    "in_place": [(LINE.copy(),), (normal(40),), lambda: (normal(40)[::-2],)],
    "clipped": [
        (M, np.zeros((3, 4)), np.array([1.0, -1.0, np.nan, 0.5])),
        (ODD, np.zeros((4, 3)).T, np.zeros(4)),
        (M, np.zeros((4, 3)), np.zeros(4)),
        (M[:1], np.zeros((3, 4)), np.zeros(4)),
        (M, read_only(3, 4), np.zeros(4)),
    ],
    "clipped_ints": [
        (np.arange(-3, 9, dtype=np.int32).reshape(3, 4), np.zeros((3, 4), np.int32)),
        (np.arange(-3, 9, dtype=np.int32).reshape(3, 4), np.zeros((3, 3), np.int32)),
    ],
    "rounded": [
        (LINE, np.zeros(8), np.zeros(8, bool)),
        (LINE, np.zeros(7), np.zeros(8, bool)),
        (LINE, np.zeros(8), np.zeros(7, bool)),
        (LINE[:1], np.zeros(8), np.zeros(8, bool)),
    ],
    "chosen": [
        (LINE, np.array([2, 0, -1]), np.zeros(3)),
        (LINE, np.array([2, 0, -1]), np.zeros(4)),
        (LINE, np.array([2, 99, -1]), np.zeros(3)),
        (LINE, np.array([], int), np.zeros(0)),
    ],
    "squeezed": [
        (np.array([True, False, True]), M, np.zeros((2, 4))),
        (np.array([True, False, True]), M, np.zeros((3, 4))),
        (np.array([False, True]), M, np.zeros((1, 4))),
    ],
    "joined": [
        (M[0], M[1, :3], np.zeros(7), np.zeros((4, 2))),
        (M[0], M[1, :3], np.zeros(8), np.zeros((4, 2))),
        (M[0], M[1, :3], np.zeros(7), np.zeros((4, 3))),
    ],
    "in_the_middle": [t for t in TO_ROWS[:-2] if t[0] is not ODD],
    # Which of two zeros is the largest depends on the processor, in NumPy.
    "without_nan": [
        *[t for t in TO_ROWS if t[0].size and t[0] is not ODD],
        (ODD[:, [0, 1, 3]], np.zeros(3)),
    ],
    "diagonals": [
        (normal(3, 3, 2), np.zeros(2)),
        (normal(3, 3, 2), np.zeros(3)),
        (normal(3, 4, 1), np.zeros(1)),
    ],
    "of_other_types": [
        (
            M.astype(np.float32),
            np.zeros(4),
            np.zeros(4, np.int32),
            M[0].astype(np.float16),
        ),
    ],
}
