"""What NumPy says of dtypes decides branches: only the one that is taken is compiled, so a variable
may be an array of another dtype in it."""

import numpy as np

from jitscript import Array1, Array3, f32, f64, script, u8


def scaled(image: np.ndarray):
    if np.issubdtype(image.dtype, np.integer):
        image = image / 255.0
    elif not np.can_cast(image.dtype, np.float32) or np.isdtype(image.dtype, "complex floating"):
        image = image.astype(np.float32)
    return image * 2


@script
def of_bytes(image: Array3[u8]) -> Array3[f64]:
    return scaled(image)


@script
def of_floats(image: Array1[f64]) -> Array1[f32]:
    return scaled(image)


@script
def of_halves(image: Array1[f32]) -> Array1[f32]:
    return scaled(image)


@script
def kept(n: int) -> tuple[bool, int]:
    answer = np.issubdtype(np.int16, np.signedinteger)
    return answer, 1 if np.issubdtype(np.float64, np.integer) and n > 0 else 2


CASES = {
    "of_bytes": [(np.arange(12, dtype=np.uint8).reshape(2, 2, 3),)],
    "of_floats": [(np.array([0.1, 2.5]),)],
    "of_halves": [(np.array([0.1, 2.5], np.float32),)],
    "kept": [(0,), (3,)],
}
