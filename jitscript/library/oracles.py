"""Conversions that the language makes and Python has no function for, as plain Python.

The library's overloads are registered for these functions, as they are for Python's own.
"""

from __future__ import annotations

from typing import Any

# NumPy's functions whose forms for half precision are not those for single precision.
IN_HALF = ("maximum", "minimum", "fmax", "fmin", "nextafter")


def exact_float(x: Any) -> float:
    """An int as the float of the same value."""
    if int(float(x)) != int(x):
        raise OverflowError(f"int {x} is not exactly representable as a float")
    return float(x)


def whole_number(x: Any) -> int:
    """A float that is returned as an int of the same value."""
    if not -(2.0**63) <= x < 2.0**63 or int(x) != x:
        raise TypeError(f"the returned value is the float {x}, expected int")
    return int(x)


def exact_narrow(to: Any, x: Any) -> Any:
    """A float or complex as an np.float16, np.float32 or np.complex64 of the same value."""
    import numpy as np

    with np.errstate(all="ignore"):
        y = to(x)
    if type(x)(y) != x and x == x:
        raise OverflowError(f"the value is not exactly representable as a {to.__name__}")
    return y


def array_contains(items: Any, x: Any) -> bool:
    """`x in items` for an array."""
    return x in items


def matrix_product(a: Any, b: Any) -> Any:
    """`a @ b` of arrays."""
    return a @ b


def power(x: Any, y: Any) -> Any:
    """An element of an array to the power of another."""
    return x**y


def power_by_int(x: Any, n: Any) -> Any:
    """An element of an array to a power that is a Python int, here of the array's type."""
    return _of_array(x, int(n.real)) if n in (2, -1) else x**n


def power_of_bools(n: int) -> int:
    """The power of an array of bools, where it is not 2: then the result has another dtype."""
    if n == 2:
        raise ValueError(
            "an array of bools to the power 2 is of int8 in NumPy, of int64 to other powers: "
            "write the literal `** 2`, or make it an array of ints first"
        )
    return n


def power_by_float(x: Any, p: Any) -> Any:
    """An element of an array to a power that is a Python float, here of the array's type."""
    return _of_array(x, 0.5) if p == 0.5 else x**p


def _of_array(x: Any, exponent: Any) -> Any:
    import numpy as np

    return (np.array([x]) ** exponent)[0]


def number(x: Any) -> Any:
    """A number that `statistics` computes with: a bool is an int."""
    return +x
