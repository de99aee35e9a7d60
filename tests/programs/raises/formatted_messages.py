"""Messages made with f-strings of numbers."""

import numpy as np
from jitscript import Array1, f64, script

NAME = "level"


@script
def with_int(n: int) -> int:
    if n > 10:
        raise ValueError(f"{n} is larger than {10}")
    return n


@script
def with_float(x: float) -> float:
    if x != 0.5:
        raise ValueError(f"x = {x}")
    return x


@script
def with_bool(b: bool) -> None:
    raise RuntimeError(f"flag is {b}")


@script
def with_many(a: int, x: float) -> None:
    raise ValueError(f"{NAME}: {a}, {x} and {a * 2} {{braces}}")


@script
def with_element(a: Array1[f64], i: int) -> float:
    if a[i] < 0:
        raise ValueError(f"element {i} of {len(a)} is negative")
    return a[i]


@script
def from_constant(n: int) -> None:
    raise ValueError("bad " + NAME)


CASES = {
    "with_int": [(5,), (11,), (-(2**63),), (2**63 - 1,)],
    "with_float": [
        (x,)
        for x in (
            0.5,
            0.1,
            -0.0,
            1e300,
            1e16,
            123456789.125,
            5e-324,
            1e-5,
            100.0,
            float("inf"),
            float("nan"),
        )
    ],
    "with_bool": [(True,), (False,)],
    "with_many": [(3, 0.25)],
    "with_element": [(np.array([1.0, -1.0]), 0), (np.array([1.0, -1.0]), 1)],
    "from_constant": [(1,)],
}
