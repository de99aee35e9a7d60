"""The Mandelbrot set: an inner loop whose length depends on its own data."""

import numpy as np

from jitscript import Array2, i64, script

SIZE, SMALL = 800, 16
LIMIT = 200
WRITES = (0,)
NUMPY_RTOL = 0.02


@script
def mandelbrot(image: Array2[i64], limit: int) -> int:
    height, width = image.shape
    total = 0
    for row in range(height):
        y = -1.25 + 2.5 * row / height
        for column in range(width):
            x = -2.0 + 2.5 * column / width
            re = 0.0
            im = 0.0
            count = 0
            while count < limit and re * re + im * im <= 4.0:
                re, im = re * re - im * im + x, 2.0 * re * im + y
                count += 1
            image[row, column] = count
            total += count
    return total


def numpy_twin(image: Array2[i64], limit: int) -> int:
    height, width = image.shape
    y, x = np.mgrid[0:height, 0:width]
    c = (-2.0 + 2.5 * x / width) + 1j * (-1.25 + 2.5 * y / height)
    z = np.zeros_like(c)
    image[...] = 0
    inside = np.full(c.shape, True)
    for _ in range(limit):
        inside[inside] = z[inside].real ** 2 + z[inside].imag ** 2 <= 4.0
        z[inside] = z[inside] ** 2 + c[inside]
        image[inside] += 1
    return int(image.sum())


def inputs(size: int) -> tuple[object, ...]:
    return np.zeros((size, size), np.int64), LIMIT
