"""A list made empty takes elements of several types, in any order."""

import numpy as np

from jitscript import Array1, f64, script


@script
def int_first(n: int):
    y = []
    y.append(n)
    y.append(n / 2)
    return y


@script
def float_first(n: int):
    y = []
    y.append(n / 2)
    y.append(n)
    y.append(n > 2)
    return y, y[0], y[-1]


@script
def texts(n: int):
    y = []
    for i in range(n):
        if i % 2:
            y.append("odd")
        else:
            y.append(i)
    y.insert(0, None)
    return y


@script
def replaced(n: int):
    y = []
    y.append(1)
    y.append(2.5)
    y[0] = "first"
    return y


@script
def annotated(n: int) -> list[float]:
    y = []
    y.append(n)
    y.append(n / 4)
    return [x * 2 for x in y]


@script
def of_array(x: Array1[f64]) -> list[float]:
    y = []
    y.append(0.5)
    for v in x:
        y.append(v)
    return y


@script
def nested(n: int):
    y = []
    for i in range(n):
        row = []
        row.append(i)
        row.append(i / 2)
        y.append(row)
    return y


@script
def found(n: int) -> int:
    y = []
    y.append(1)
    y.append(2.5)
    return y.index(2.5) + y.count(1) + (n in y)


CASES = {
    "int_first": [(3,)],
    "float_first": [(3,), (1,)],
    "texts": [(3,), (0,)],
    "replaced": [(3,)],
    "annotated": [(3,)],
    "of_array": [(np.arange(3.0),)],
    "nested": [(3,), (0,)],
    "found": [(1,), (3,)],
}
