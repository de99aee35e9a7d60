"""`slice` as a value: in variables, tuples, lists and globals, for all that can be cut."""

import numpy as np

from jitscript import Array1, Array2, Array3, f64, script

HEAD = slice(None, 2)
EVEN = np.s_[::2]
CORNER = np.s_[..., 1:, 0]


@script
def lists(xs: list[int], a: int, b: int) -> list[int]:
    s = slice(a, b)
    return xs[s] + xs[slice(b)] + xs[slice(None, None, -1)] + xs[HEAD] + xs[EVEN]


@script
def texts(text: str, a: int) -> list[str]:
    cuts = [slice(0, a), slice(a, None), slice(None, None, -1)]
    return [text[c] for c in cuts]


@script
def others(xs: bytes, ys: tuple[int, ...], a: int) -> tuple[bytes, tuple[int, ...]]:
    return xs[slice(a, None)] + xs[slice(a)][slice(None, None, -1)], ys[slice(0, a)]


@script
def stored(xs: list[int], a: int, b: int) -> list[int]:
    del xs[slice(a, b)]
    xs[slice(0, 1)] = [7, 8, 9]
    return xs


@script
def optional(xs: list[int], a: int | None, step: int | None) -> list[int]:
    return xs[slice(a, None, step)]


@script
def arrays(x: Array1[f64], a: int, b: int) -> Array1[f64]:
    s = slice(a, b)
    t = x[s].copy()
    x[s] = 0
    return t


@script
def axes(x: Array2[f64], a: int) -> Array2[f64]:
    return x[slice(a), slice(None, None, -1)]


@script
def in_tuple(x: Array3[f64], a: int) -> Array2[f64]:
    where = (slice(0, a), slice(None), 1)
    return x[where] + x[(0, *where[1:])]


@script
def corner(x: Array3[f64]) -> Array2[f64]:
    return x[CORNER]


@script
def by_turns(x: Array2[f64], step: int) -> None:
    for k in range(x.shape[0]):
        where = (k, slice(k, None, step))
        x[where] += 1.0


@script
def chosen(x: Array2[f64], k: int) -> Array1[f64]:
    rows = slice(None) if k > 2 else slice(k, k + 1)
    return x[rows, -1]


@script
def blocks(x: Array1[f64], parts: int) -> list[float]:
    n = len(x) // parts
    return [float(x[slice(k * n, (k + 1) * n)].sum()) for k in range(parts)]


@script
def indices(a: int | None, b: int | None, c: int | None, n: int) -> tuple[int, int, int]:
    return slice(a, b, c).indices(n)


@script
def shown(a: int, b: int) -> str:
    s = slice(a, b)
    return f"{s} {s!r} {s.start} {s.step} {slice(a)} {s == slice(b, a)} {s == slice(a, b, None)}"


FIVE = [1, 2, 3, 4, 5]
CASES = {
    "lists": [(FIVE, 1, 3), (FIVE, -2, -9), ([], 0, 0)],
    "texts": [("hello", 2), ("h\u00e9\U0001f600", -1), ("", 5)],
    "others": [(b"hello", (1, 2, 3), 2), (b"", (), -1)],
    "stored": [(FIVE.copy(), 1, 3), (FIVE.copy(), 3, 1), ([], 0, 9)],
    "optional": [(FIVE, 1, None), (FIVE, None, -2), (FIVE, 3, 0), (FIVE, None, None)],
    "arrays": [(np.arange(5.0), 1, -1), (np.arange(5.0), 4, 1), (np.zeros(0), 0, 1)],
    "axes": [(np.arange(12.0).reshape(3, 4), 2), (np.arange(12.0).reshape(3, 4), -9)],
    "in_tuple": [(np.arange(24.0).reshape(3, 2, 4), 2), (np.zeros((1, 2, 1)), 1)],
    "corner": [(np.arange(24.0).reshape(2, 3, 4),), (np.zeros((1, 1, 0)),)],
    "by_turns": [(np.zeros((3, 5)), 2), (np.zeros((3, 5)), -1), (np.zeros((1, 1)), 0)],
    "chosen": [(np.arange(12.0).reshape(4, 3), 1), (np.arange(12.0).reshape(4, 3), 3)],
    "blocks": [(np.arange(9.0), 3), (np.arange(9.0), 0)],
    "indices": [
        (1, 5, 2, 4),
        (5, -9, -1, 4),
        (None, None, -1, 4),
        (None, None, None, 0),
        (1, 2, 0, 3),
        (1, 2, 3, -1),
        (-(2**63), 2**63 - 1, -(2**63), 5),
    ],
    "shown": [(1, 2), (1, 1)],
}
