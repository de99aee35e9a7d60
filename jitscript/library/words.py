"""The running CPython's own words for the errors that library code raises.

CPython rewords its messages from version to version. Asking it once is shorter than a table of
versions, and cannot be wrong.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from . import oracles


def said(fn: Callable[..., Any], *args: Any) -> str:
    """The message of the exception that `fn(*args)` raises."""
    try:
        fn(*args)
    except Exception as error:
        return str(error)
    raise AssertionError(f"{fn!r} was expected to fail")


def numbered(fn: Callable[..., Any], *args: Any) -> tuple[int, str]:
    """The number and the text that the exception that `fn(*args)` raises is made of."""
    try:
        fn(*args)
    except Exception as error:
        number, text = error.args
        return number, text
    raise AssertionError(f"{fn!r} was expected to fail")


INT_FLOORDIV = said(operator.floordiv, 1, 0)
INT_MOD = said(operator.mod, 1, 0)
INT_DIV = said(operator.truediv, 1, 0)
INT_DIVMOD = said(divmod, 1, 0)
FLOAT_FLOORDIV = said(operator.floordiv, 1.0, 0.0)
FLOAT_MOD = said(operator.mod, 1.0, 0.0)
FLOAT_DIV = said(operator.truediv, 1.0, 0.0)
FLOAT_DIVMOD = said(divmod, 1.0, 0.0)
COMPLEX_DIV = said(operator.truediv, 1j, 0j)
POW_ZERO = said(operator.pow, 0.0, -1.0)
POW_ERRNO, POW_RANGE = numbered(operator.pow, 10.0, 400.0)
COMPLEX_POW_ZERO = said(operator.pow, 0j, -1j)
COMPLEX_POW_RANGE = said(operator.pow, 1e200 + 1e200j, 2.5)
POW_MOD_ZERO = said(pow, 1, 1, 0)
NOT_INVERTIBLE = said(pow, 2, -1, 4)
NEGATIVE_SHIFT = said(operator.lshift, 1, -1)
INT_OF_NAN = said(int, math.nan)
INT_OF_INFINITY = said(int, math.inf)
CHR_ABOVE = said(chr, 2**40)
CHR_BELOW = said(chr, -(2**40))
MIN_EMPTY = said(min, ())
MAX_EMPTY = said(max, ())

# Where native code cannot do as Python does, the error says so.
DOES_NOT_FIT = "integer result does not fit in 64 bits (int is a 64-bit integer in compiled code)"
NEGATIVE_INT_POWER = (
    "an int to a negative power is a float in Python: write float(x) ** n, or a literal exponent"
)
BOOLS_SQUARED = said(oracles.power_of_bools, 2)
COMPLEX_POWER = "a negative number to a fractional power is complex: write complex(x) ** y"
