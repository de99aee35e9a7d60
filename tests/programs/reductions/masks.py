"""`where` of reductions: sums run by run of what a mask lets through, in the order of memory."""

import numpy as np

from jitscript import Array1, Array2, Array3, b1, f16, f32, f64, i64, script, u8


@script
def sums(a: Array2[f64], m: Array2[b1]):
    return np.sum(a, where=m), np.sum(a, axis=0, where=m), a.sum(1, where=m, keepdims=True)


@script
def of_rows(a: Array2[u8], m: Array1[b1]):
    """The mask is of one row; integers."""
    least = np.min(a, initial=200, where=a > 3)
    some, every = np.any(a, where=m), np.all(a, 1, where=m)
    return a.sum(where=m), a.prod(0, where=m), a.max(1, where=m, initial=3), least, some, every


@script
def spread(a: Array2[f32], m: Array2[b1]):
    return np.mean(a, where=m), a.mean(0, where=m), np.std(a, 1, where=m), np.var(a, where=a > 0)


@script
def deep(a: Array3[f64], m: Array3[b1]):
    whole, first = np.sum(a, where=m), np.sum(a, axis=(0, 1), where=m)
    return whole, first, np.sum(a, (1, 2), where=m), np.mean(a, axis=(0, 2), where=m)


@script
def deep_ints(a: Array3[i64], m: Array3[b1]):
    return np.mean(a, where=m), np.mean(a, (1, 2), where=m), np.std(a, 1, ddof=1, where=m)


@script
def halves(a: Array1[f16], m: Array1[b1]):
    return a.sum(where=m), a.mean(where=m), np.sum(a, where=m, dtype=np.float32)


@script
def begun(a: Array1[f64], m: Array1[b1], start: float):
    low = np.min(a, where=m, initial=start)
    return a.sum(where=m, initial=start), np.prod(a, where=m, initial=start), low


@script
def numbers(x: float, flag: bool, a: Array1[f64]):
    return np.sum(x, where=flag), np.sum(a, where=flag), np.add.reduce(a, where=a > x)


@script
def without_nan(a: Array2[f64], m: Array2[b1]):
    least = np.nanmin(a, 1, initial=3.0, where=m)
    return np.nansum(a, where=m), np.nanprod(a, axis=0, where=m), np.nanmean(a, where=m), least


@script
def spreads_without_nan(a: Array2[f64], m: Array2[b1]):
    return np.nanvar(a, where=m), np.nanstd(a, 1, where=m), np.nanmean(a, 0, where=m)


@script
def chosen(a: Array2[f64], b: Array2[f64]):
    """Operands that are computed themselves."""
    return (a * b).sum(where=a > 0), np.sum(a - b, axis=1, where=(a > b) & (a < 2.0))


_rng = np.random.default_rng(8)
_WIDE = _rng.normal(size=(7, 130)) * 10.0 ** _rng.integers(-6, 6, size=(7, 130))
_MASK = _rng.random((7, 130)) < 0.8
_BOX = _rng.normal(size=(6, 5, 40)) * 10.0 ** _rng.integers(-6, 6, size=(6, 5, 40))
_ROW, _COLUMN = _rng.random(130) < 0.7, _rng.random((6, 1, 1)) < 0.5
_CUBE = _rng.random((6, 5, 40)) < 0.9
_BIG = _rng.integers(-(2**58), 2**58, size=(4, 3, 30))
_LONG = _rng.normal(size=9000) * 10.0 ** _rng.integers(-6, 6, size=9000)
_FLAT = np.asfortranarray(_MASK)

CASES = {
    "sums": [
        (_WIDE, _MASK),
        (_WIDE.T, _MASK.T),
        (_WIDE.T, np.ascontiguousarray(_MASK.T)),
        (np.asfortranarray(_WIDE), _MASK),
        (_WIDE[:, ::-1], _FLAT),
        (_WIDE[::2, ::3], _MASK[::2, ::3].copy()),
        (_WIDE, _MASK[:1]),
        (_WIDE, _MASK[:, :1]),
        (_WIDE[:1], _MASK[:2]),
        (_WIDE, _MASK[:3]),
        (_WIDE[:0], _MASK[:0]),
        (_WIDE, np.zeros_like(_MASK)),
    ],
    "of_rows": [
        ((_WIDE * 50).astype(np.uint8), _ROW),
        ((_WIDE.T * 50).astype(np.uint8), _ROW[:7]),
        ((_WIDE * 50).astype(np.uint8), _ROW[:5]),
        ((_WIDE[:, :1] * 50).astype(np.uint8), _ROW[:5]),
    ],
    "spread": [
        (_WIDE.astype(np.float32), _MASK),
        (_WIDE.T.astype(np.float32), _MASK.T),
        (_WIDE[::-1, ::2].astype(np.float32), _MASK[:, ::2]),
        (_WIDE[:2].astype(np.float32), _MASK[:3]),
        (_WIDE[:1].astype(np.float32), _MASK[:3]),
    ],
    "deep": [
        (_BOX, _CUBE),
        (_BOX.transpose(2, 0, 1), _CUBE.transpose(2, 0, 1)),
        (_BOX, _COLUMN),
        (_BOX[:, :, ::2], _CUBE[:, :, 1::2]),
        (_BOX.transpose(1, 2, 0), _CUBE.transpose(1, 2, 0).copy()),
        (_BOX[:, :1], _CUBE[:, :1]),
    ],
    "deep_ints": [
        (_BIG, _CUBE[:4, :3, :30]),
        (_BIG.T, _CUBE[:4, :3, :30].T),
        (_BIG[:, :, ::2], _COLUMN[:4]),
    ],
    "halves": [
        (_LONG[:700].astype(np.float16), _LONG[1:701] > -0.1),
        (_LONG[:700:3].astype(np.float16), (_LONG[:700] > -0.1)[::3]),
    ],
    "begun": [
        (_LONG, np.arange(9000) % 1000 > 3, 2.5),
        (np.array([np.inf, 1.0, np.nan]), np.array([True, True, False]), -0.0),
        (np.array([-0.0, -0.0]), np.array([True, False]), -0.0),
    ],
    "numbers": [
        (1.5, True, np.arange(5.0)),
        (1.5, False, np.arange(5.0)),
    ],
    "without_nan": [
        (np.where(_MASK, _WIDE, np.nan), np.roll(_MASK, 1, 1)),
    ],
    "spreads_without_nan": [
        (np.where(_MASK, _WIDE, np.nan), np.roll(_MASK, 1, 1)),
        (np.where(_MASK, _WIDE, np.nan).T, np.roll(_MASK, 1, 1)[:1].T),
    ],
    "chosen": [
        (_WIDE, _WIDE[::-1].copy()),
        (_WIDE.T, _WIDE[::-1].T),
        (_WIDE[:, ::2], _WIDE[:, 1::2]),
    ],
}
