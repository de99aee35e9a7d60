"""Whether two outcomes of one expression, compiled and NumPy's, are the same."""

from __future__ import annotations

import copy
import ctypes
import re
from typing import Any, NamedTuple

import numpy as np

# What is near NumPy's by the last digits: elementary functions, and sums of products.
ELEMENTARY = re.compile(
    r"\*\*|np\.(exp|log|sin|cos|tan|arc|a?sinh|a?cosh|a?tan|asin|acos|pow|hypot|cbrt|logaddexp"
    r"|float_power|sinc|geomspace|logspace|i0|kaiser|hamming|hanning|blackman|angle)"
)
PRODUCTS = re.compile(
    r"@|\.(dot|matmul|inner|vdot|outer|tensordot|einsum|kron|cov|corrcoef|convolve|correlate|norm"
    r"|linalg)|complex|c64|c128"
)
UNSET = re.compile(r"empty|np\.ndarray\(")  # memory that nobody has set
LARGEST = 1 << 26  # bytes of memory that are copied


class TooLarge(Exception):
    """Memory that is not copied."""


class Memory(NamedTuple):
    """The memory of arguments: what owns it, a copy, and its bytes."""

    root: np.ndarray[Any, Any]
    own: np.ndarray[Any, Any]
    theirs: np.ndarray[Any, Any]


class Copied:
    """Copies of the arguments of a call; arrays of one memory are copies of one memory."""

    def __init__(self, given: list[Any]):
        self.given = given
        self.memory: dict[int, Memory] = {}
        self.arguments = [self.copy(v) for v in given]

    def copy(self, value: Any) -> Any:
        if not isinstance(value, np.ndarray):
            return copy.deepcopy(value)
        low, high = np.lib.array_utils.byte_bounds(value)
        root = value
        while isinstance(root.base, np.ndarray):
            root = root.base
        first, last = np.lib.array_utils.byte_bounds(root)
        if type(root) is not np.ndarray or low < first or high > last:
            root, first, last = value, low, high
        if last - first > LARGEST:
            raise TooLarge
        if first not in self.memory:
            raw = np.empty(last - first + 64, np.uint8)
            skip = (first - raw.ctypes.data) % 64
            own = raw[skip : skip + last - first]
            theirs = np.frombuffer((ctypes.c_uint8 * (last - first)).from_address(first), np.uint8)
            own[...] = theirs
            self.memory[first] = Memory(root, own, theirs)
        if not value.size:
            return np.empty(value.shape, value.dtype)
        own, at = self.memory[first].own, value.ctypes.data - first
        made = np.ndarray(value.shape, value.dtype, own, at, value.strides)
        made.flags.writeable = value.flags.writeable
        return made

    def place(self, array: np.ndarray[Any, Any], mine: bool) -> Any:
        """Which of the arguments' memory an array lies in, and where."""
        if array.size == 0 or array.nbytes == 0:
            return None
        at = array.ctypes.data
        for first, memory in self.memory.items():
            begin = memory.own.ctypes.data if mine else first
            if begin <= at < begin + memory.own.size:
                return first, at - begin
        return None


def difference(source: str, mine: Any, theirs: Any, copied: Copied) -> str:
    (value, error), (wanted, raised) = mine, theirs
    if raised is not None or error is not None:
        if isinstance(raised, (FloatingPointError, Warning, DeprecationWarning)):
            return ""
        if error is None:
            return f"gives {value!r:.200}; NumPy raises {type(raised).__name__}: {raised}"
        if raised is None:
            return f"raises {type(error).__name__}: {error}; NumPy gives {wanted!r:.200}"
        if type(error) is not type(raised) or str(error) != str(raised):
            return (
                f"raises {type(error).__name__}: {error}; NumPy {type(raised).__name__}: {raised}"
            )
        return ""
    found = values(source, value, wanted, copied)
    if found and not is_documented(source, value, wanted, copied.given):
        return found
    near = ELEMENTARY.search(source) or PRODUCTS.search(source)
    for memory in copied.memory.values():
        if not near and not np.array_equal(memory.own, memory.theirs):
            return f"leaves {copied.arguments!r:.300}; NumPy {copied.given!r:.300}"
    return ""


def is_documented(source: str, value: Any, wanted: Any, given: list[Any]) -> bool:
    """Whether two results may differ so by the table of differences (docs/language.md): the order
    of equal elements, what stands before and behind the place of a partition, and numbers instead
    of arrays of rank 0."""
    if re.search(r"np\.(where|select)\(", source) and isinstance(value, np.generic):
        whole = np.asarray(wanted)
        return whole.ndim == 0 and whole.dtype == value.dtype and same(source, whole, value[...])
    if "partition(" in source and isinstance(value, np.ndarray):
        if value.shape != wanted.shape or value.dtype != wanted.dtype:
            return False
        return same(source, np.sort(value, None), np.sort(wanted, None))
    if "argsort" not in source or "stable" in source or "mergesort" in source:
        return False
    array = next((a for a in given if isinstance(a, np.ndarray)), None)
    if array is None or array.ndim != 1 or not np.shape(value) == np.shape(wanted) == array.shape:
        return False
    return same(source, array[value], array[wanted])


def values(source: str, value: Any, wanted: Any, copied: Copied) -> str:
    if isinstance(wanted, (tuple, list)) and isinstance(value, (tuple, list)):
        if isinstance(wanted, list) != isinstance(value, list) or len(value) != len(wanted):
            return f"gives {value!r:.200}; NumPy {wanted!r:.200}"
        return next(filter(None, (values(source, v, w, copied) for v, w in zip(value, wanted))), "")
    if isinstance(wanted, np.random.Generator) and isinstance(value, np.random.Generator):
        return ""
    if type(value) is not type(wanted):
        kinds = type(value).__name__, type(wanted).__name__
        return f"gives a {kinds[0]}, {value!r:.200}; NumPy a {kinds[1]}, {wanted!r:.200}"
    if not isinstance(wanted, (np.ndarray, np.generic, float, complex)):
        return "" if value == wanted else f"gives {value!r:.200}; NumPy {wanted!r:.200}"
    x, y = np.asarray(value), np.asarray(wanted)
    if x.dtype != y.dtype or x.shape != y.shape:
        return f"is of {x.dtype}{x.shape}; NumPy's of {y.dtype}{y.shape}"
    if not same(source, x, y):
        return f"gives {value!r:.300}; NumPy {wanted!r:.300}"
    if isinstance(wanted, np.ndarray):
        if copied.place(value, True) != copied.place(wanted, False):
            return f"view: {copied.place(value, True)}; NumPy's {copied.place(wanted, False)}"
        if value.size > 1 and not UNSET.search(source):
            steps = [[s for s, n in zip(a.strides, a.shape) if n > 1] for a in (value, wanted)]
            if steps[0] != steps[1]:
                return f"order: {steps[0]}; NumPy's {steps[1]}"
        if value.flags.writeable != wanted.flags.writeable and "diag" not in source:
            return f"writeable: {value.flags.writeable}; NumPy's {wanted.flags.writeable}"
    return ""


def same(source: str, x: np.ndarray[Any, Any], y: np.ndarray[Any, Any]) -> bool:
    if UNSET.search(source):
        return True
    if x.dtype.kind not in "fc":
        return bool(np.array_equal(x, y))
    parts = [(x.real, y.real), (x.imag, y.imag)] if x.dtype.kind == "c" else [(x, y)]
    if all(_equal(a, b) for a, b in parts):
        return True
    if PRODUCTS.search(source) or (x.dtype.kind == "c" and ELEMENTARY.search(source)):
        rel = {2: 1e-2, 4: 1e-4, 8: 1e-11}[parts[0][0].dtype.itemsize]
        return bool(
            np.allclose(
                x,
                y,
                rtol=rel,
                atol=rel * (1 + np.max(np.abs(y[np.isfinite(y)]), initial=0)),
                equal_nan=True,
            )
        )
    if ELEMENTARY.search(source):
        return bool(
            np.all(
                (x == y)
                | (np.isnan(x) & np.isnan(y))
                | (np.abs(x - y) <= 8 * np.spacing(np.abs(y)))
            )
        )
    return False


def _equal(x: np.ndarray[Any, Any], y: np.ndarray[Any, Any]) -> bool:
    with np.errstate(all="ignore"):
        nans = np.isnan(x) & np.isnan(y)
        return bool(np.all(nans | ((x == y) & (np.signbit(x) == np.signbit(y)))))
