"""In which order lies what is made of arrays in Fortran's order, and of transposed ones."""

import numpy as np

from jitscript import script


@script
def padded(a: np.ndarray):
    return (
        np.pad(a, 1),
        np.pad(a, 1, "edge"),
        np.pad(a, 2, mode="reflect"),
        np.pad(a, 1, "symmetric"),
        np.pad(a, 1, "wrap"),
        np.pad(a, 1, constant_values=(1, 2)),
    )


@script
def padded_by_numpy(a: np.ndarray):
    return np.pad(a, 1, "mean"), np.pad(a, 1, "linear_ramp", end_values=3), np.pad(a, 2, "maximum")


@script
def without(a: np.ndarray):
    return np.delete(a, 1, axis=0), np.delete(a, -1, axis=1), np.delete(a, [0, 1], axis=1)


@script
def without_marked(a: np.ndarray, marked: np.ndarray):
    return np.delete(a, marked, axis=0)


@script
def without_place(a: np.ndarray, place: int):
    return np.delete(a, place, axis=1)


@script
def between(a: np.ndarray):
    row = a[0]
    return (
        np.insert(a, 1, 5, axis=0),
        np.insert(a, -1, 2.7, axis=1),
        np.insert(a, 1, row, axis=0),
        np.insert(a, 0, [[1], [2]], axis=0),
    )


@script
def between_rows(a: np.ndarray, place: int, rows: np.ndarray):
    return np.insert(a, place, rows, axis=0)


@script
def between_by_numpy(a: np.ndarray):
    return np.insert(a, [0, 1], 9, axis=1), np.insert(a, [0, 2], [7, 8])


@script
def rolled(a: np.ndarray):
    return np.roll(a, 1), np.roll(a, 1, 1), np.roll(a, (1, 2), (0, 1))


@script
def triangles(a: np.ndarray, k: int):
    return np.tril(a, k), np.triu(a, k), np.tril(a), np.triu(a, -1)


@script
def selected(a: np.ndarray):
    return np.select([a > 5, a > 2], [a, a * 2]), np.select([a > 5, a > 2], [1, 2.5], default=-1)


@script
def rounded(a: np.ndarray):
    return np.round(a), np.around(a, 1)


@script
def polynomial(a: np.ndarray):
    return np.polyval([1, 2, 3], a)


@script
def tiled(a: np.ndarray, reps: int):
    return np.tile(a, reps), np.tile(a, (1, reps))


@script
def cast(a: np.ndarray):
    return (
        a.astype(np.float32, order="F"),
        a.astype(np.float64, "F"),
        a.astype(np.float64, casting="same_kind"),
    )


@script
def items(a: np.ndarray):
    return a.item((1, 2)), a.item(5)


@script
def only(a: np.ndarray):
    return a.item()


@script
def flipped(a: np.ndarray):
    v = np.flip(a, (0, 1))
    v[0, 0] = 9
    return v, a


@script
def of_lists(a: np.ndarray):
    return (
        np.where(a[0] > 1, [1, 2, 3, 4], 0),
        np.where([True, False], [1, 2], [3, 4]),
        np.full((2, 4), a[0]),
        np.asarray(a, order="F"),
        np.eye(3, order="F"),
        np.atleast_1d(a, 3),
    )


def arange(*shape, dtype=np.float64):
    return np.arange(np.prod(shape)).reshape(shape).astype(dtype)


def planes(dtype=np.float64):
    a = arange(3, 4, dtype=dtype)
    big = np.zeros((6, 8), dtype)
    big[::2, ::2] = a
    return [(a,), lambda: (np.asfortranarray(a),), lambda: (big[::2, ::2],)]


def cubes(dtype=np.float64):
    a = arange(3, 3, 4, dtype=dtype)
    return [
        (a,),
        lambda: (np.asfortranarray(a),),
        lambda: (a.transpose(1, 2, 0),),
        lambda: (a.transpose(2, 0, 1),),
        lambda: (a[:, ::-1],),
    ]


MARKED = np.array([True, False, True])
CASES = {
    "padded": [*planes(), *planes(np.uint8), *cubes()[:3]],
    "padded_by_numpy": planes(),
    "without": [*planes(), *planes(np.int8), *cubes(), (arange(1, 4),)],
    "without_marked": [
        (arange(3, 4), MARKED),
        lambda: (np.asfortranarray(arange(3, 4)), MARKED),
        (arange(3, 4), MARKED[:2]),
        (arange(3, 4), np.array([0, -1])),
        (arange(3, 4), np.array([5, 0])),
        (arange(3, 4), np.array([], np.int64)),
    ],
    "without_place": [(arange(3, 4), 0), (arange(3, 4), -4), (arange(3, 4), 4), (arange(3, 4), -5)],
    "between": [*planes(), *planes(np.uint8), *cubes()[:2]],
    "between_rows": [
        (arange(3, 4), 1, arange(2, 4)),
        (arange(3, 4), 3, arange(1, 4)),
        (arange(3, 4), 1, arange(2, 3)),
        (arange(3, 4), 4, arange(1, 4)),
        (arange(0, 4), 0, arange(2, 1)),
    ],
    "between_by_numpy": planes(),
    "rolled": [*planes(), *cubes()],
    "triangles": [
        *((*c, k) for c in (planes()[0], planes(np.uint8)[0], cubes()[0]) for k in (0, 1, -9, 9)),
        lambda: (np.asfortranarray(arange(3, 4)), 1),
        *((lambda c=c: (*c(), -1)) for c in cubes()[1:]),
        (arange(0, 4), 0),
    ],
    "selected": [*planes(), *planes(np.uint8), *cubes()],
    "rounded": [*planes()[:2], *planes(np.uint8), *cubes(np.int16)],
    "polynomial": [*planes(), *planes(np.int8), *cubes()],
    "tiled": [(arange(3, 4), 2), (arange(3, 4), 0), (arange(3, 4), -1), (arange(0, 4), 1)],
    "cast": [*planes(), *cubes()],
    "items": [*planes(), *planes(np.complex64), (arange(1, 1),)],
    "only": [(arange(2, 2, dtype=np.complex128),), (arange(1, 1, dtype=np.complex64),)],
    "flipped": planes(),
    "of_lists": planes(),
}
