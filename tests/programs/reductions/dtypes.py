"""A total has NumPy's type: small integers add up in int64 or uint64, means in float64."""

import numpy as np

from jitscript import Array1, Array2, b1, c64, c128, f16, f32, i8, i32, i64, script, u8, u64


@script
def of_bytes(a: Array2[i8]):
    return a.sum(), a.prod(axis=0), a.mean(), a.max(1), a.min(), np.sum(a, dtype=np.float32)


@script
def of_unsigned(a: Array2[u8]):
    return a.sum(0), np.prod(a), a.mean(axis=0), a.max(), a.min(axis=1), a.sum(dtype=np.uint8)


@script
def of_ints(a: Array1[i32]):
    return a.sum(), np.cumsum(a), a.mean(), a.std(), np.sum(a, dtype=np.int32)


@script
def of_long(a: Array1[i64]):
    return a.sum(), a.prod(), a.mean(), a.var(), np.ptp(a), a.cumprod()


@script
def of_naturals(a: Array1[u64]):
    return a.sum(), a.prod(), a.mean(), a.max(), a.min()


@script
def of_bools(a: Array2[b1]):
    return a.sum(), a.sum(axis=0), a.mean(1), a.max(), a.min(0), a.prod(), a.any(0), a.all(1)


@script
def of_halves(a: Array2[f16]):
    return a.sum(), a.sum(0), a.sum(1), a.mean(), a.mean(axis=0), a.max(0), np.cumsum(a)


@script
def of_singles(a: Array2[f32]):
    return a.sum(), a.sum(0), a.mean(1), a.std(), np.var(a, 0), a.prod(), a.sum(dtype=np.float64)


@script
def of_complex(a: Array2[c128]):
    return a.sum(), a.sum(0), a.sum(1), a.mean(), a.prod(axis=1), a.any(), np.cumsum(a, 0)


@script
def of_small_complex(a: Array2[c64]):
    return a.sum(), a.sum(0), a.mean(axis=1), a.var(), a.std(0)


@script
def as_other(a: Array1[f32]):
    return a.sum(dtype=np.int64), np.mean(a, dtype=np.float64), np.cumsum(a, dtype=np.float64)


def whole(dtype, *shape):
    rng = np.random.default_rng(7)
    about = np.iinfo(dtype)
    return rng.integers(about.min, about.max, shape, dtype, endpoint=True)


def real(dtype, *shape):
    return np.random.default_rng(8).standard_normal(shape).astype(dtype)


def both(dtype, *shape):
    return (real(np.float64, *shape) + 1j * real(np.float64, *shape[::-1]).T).astype(dtype)


CASES = {
    "of_bytes": [(whole(np.int8, 3, 50),), lambda: (whole(np.int8, 50, 3).T,)],
    "of_unsigned": [(whole(np.uint8, 40, 30),), lambda: (whole(np.uint8, 9, 90)[:, ::-2],)],
    "of_ints": [(whole(np.int32, 1000),), (whole(np.int32, 1),)],
    "of_long": [(whole(np.int64, 10000),), (np.array([2, -3, 5]),)],
    "of_naturals": [(whole(np.uint64, 9000),), (whole(np.uint64, 1),)],
    "of_bools": [
        (real(float, 5, 40) > 0,),
        (np.zeros((3, 3), bool),),
        (np.ones((3, 3), bool),),
        lambda: ((real(float, 5, 40) > 0).T,),
    ],
    "of_halves": [
        (real(np.float16, 3, 300),),
        (real(np.float16, 90, 100),),
        (np.full((3, 9), 60000, np.float16),),
    ],
    "of_singles": [
        (real(np.float32, 6, 300),),
        (real(np.float32, 3000, 7),),
        lambda: (real(np.float32, 70, 300)[::2, ::-1],),
        lambda: (real(np.float32, 7, 9000)[:, ::2],),
    ],
    "of_complex": [
        (both(np.complex128, 6, 300),),
        (both(np.complex128, 300, 6),),
    ],
    "of_small_complex": [(both(np.complex64, 6, 300),)],
    "as_other": [(100 * real(np.float32, 20000),), lambda: (100 * real(np.float32, 20000)[::2],)],
}
