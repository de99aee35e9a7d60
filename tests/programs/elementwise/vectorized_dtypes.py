"""The dtype of what `np.vectorize` gives: of the first call, which has NumPy's number."""

import numpy as np

from jitscript import script


@script
def plus_one(a: np.ndarray):
    return np.vectorize(lambda x: x + 1)(a)


@script
def scaled(a: np.ndarray):
    return np.vectorize(lambda x: x * 2.5)(a)


@script
def doubled(a: np.ndarray):
    return np.vectorize(lambda x: x * 2)(a)


@script
def constant(a: np.ndarray):
    return np.vectorize(lambda x: 1)(a)


@script
def larger(a: np.ndarray, b: np.ndarray):
    return np.vectorize(lambda x, y: x if x > y else y)(a, b)


NUMBERS = np.array([[1, 2, 3], [4, 5, 6]])
EACH = [
    (NUMBERS.astype(t),)
    for t in (np.float64, np.float32, np.uint8, np.int16, np.int64, np.complex64, np.bool_)
]
CASES = {
    "plus_one": EACH,
    "scaled": EACH,
    "doubled": [
        *EACH,
        (np.array([100, 200], np.uint8),),
        (np.array([1, -2, 3], np.int8),),
        lambda: (np.asfortranarray(NUMBERS.astype(np.float32)),),
    ],
    "constant": EACH,
    "larger": [(NUMBERS.astype(np.float32), np.float32([3, 3, 3])), (NUMBERS, NUMBERS[0])],
}
