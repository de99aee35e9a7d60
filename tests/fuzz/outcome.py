"""Everything that a call did: its result or exception, and all memory that it could reach.

Besides values and types that is: the bytes of what arrays are views of, which array of the
arguments a result is a view of and where, and which elements of lists are still the objects that
they were.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import harness
import numpy as np

# An argument that the function may write is looked at before it runs.
READ_ONLY = "must be writeable: assignment destination is read-only"
# Where native code cannot do as Python does, its errors say so in these words.
REFUSALS = (
    "is a float in Python",
    "complex: write",
    "exactly repre",
    "has no exact float",
    "not supported in compiled code",
    "knows only",
    "know only",
    READ_ONLY,
)


class Call:
    """One call, with what is needed to compare it with another of the same case."""

    def __init__(self, function: Callable[..., Any], arguments: Any):
        with np.errstate(all="ignore"):
            self.given, keywords = harness.fresh(arguments)
            self.given += keywords.values()
            self.lists = [(found, list(found)) for found in _lists(self.given)]
            self.arrays = _arrays(self.given)
            self.roots = _roots(self.given)
            self.before = self.memory()
            self.value: Any = None
            self.error: BaseException | None = None
            said = io.StringIO()
            try:
                positional = self.given[: len(self.given) - len(keywords)]
                with contextlib.redirect_stdout(said):
                    self.value = function(*positional, **keywords)
            except Exception as error:
                self.error = error
            self.printed = said.getvalue()

    def memory(self) -> list[bytes]:
        return [_bytes(root, self.arrays) for root in self.roots]

    def kept(self) -> list[list[bool]]:
        """For every list of the arguments, which places hold the object that they held before."""
        return [[a is b for a, b in zip(now, before)] for now, before in self.lists]

    def views(self) -> list[Any]:
        """For every array of the result, which memory of the arguments it is a view of."""
        return [_within(array, self.roots) for array in _arrays(self.value)]


def difference(plain: Call, scripted: Call) -> str:
    """In what the scripted call differs from the plain one, or ''."""
    found = _ended(plain, scripted)
    if found:
        return found
    if refused(scripted):  # how far it came is its own affair
        early = READ_ONLY in str(scripted.error)
        return "the refused call wrote" if early and scripted.memory() != scripted.before else ""
    if plain.printed != scripted.printed:
        return f"{plain.printed!r} expected on the output, got {scripted.printed!r}"
    found = harness.difference(plain.given, scripted.given, 0, "arguments")
    if found:
        return found
    for i, (a, b) in enumerate(zip(plain.memory(), scripted.memory())):
        if a != b:
            return f"memory {i}: {a.hex(' ', 8)} expected, got {b.hex(' ', 8)}"
    for i, (a, b) in enumerate(zip(plain.kept(), scripted.kept())):
        lost = [k for k, (x, y) in enumerate(zip(a, b)) if x and not y]
        if lost:
            return f"list {i}: the elements at {lost} are other objects"
    if plain.views() != scripted.views():
        return f"views: {plain.views()} expected, got {scripted.views()}"
    return ""


def refused(call: Call) -> bool:
    """Whether native code said that it cannot do as Python does."""
    return call.error is not None and any(word in str(call.error) for word in REFUSALS)


def pattern(text: str) -> str:
    """What must stay the same while a failure is reduced, and tells one kind from another."""
    text = text.partition(": ")[2] if text.startswith("case ") else text
    text = re.sub(r"'[^']*'|\"[^\"]*\"", "…", text) if "argument '" in text else text
    return re.sub(r"[\d.]+", "#", text)[:60]


def _ended(plain: Call, scripted: Call) -> str:
    want, got = plain.error, scripted.error
    if got is None:
        if want is None:
            return harness.difference(plain.value, scripted.value)
        return f"{want!r} expected, got {type(scripted.value).__name__} {scripted.value!r}"
    if refused(scripted):
        return ""
    if want is None:
        return f"{type(plain.value).__name__} {plain.value!r} expected, got {got!r}"
    if isinstance(want, MemoryError) and isinstance(got, MemoryError):
        return ""  # NumPy's own class, and how much it asked for
    if type(want) is type(got) and (str(want) == str(got) or _same_limit(str(want), str(got))):
        return ""
    return f"{want!r} expected, got {got!r}"


def _same_limit(want: str, got: str) -> bool:
    """CPython and NumPy have limits of 64 bits, too, and other words for them."""
    return want.startswith("Python int too large to convert to C ") and got == harness.OVERFLOW


def _parts(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _parts(item)


def _lists(values: list[Any]) -> list[list[Any]]:
    return [v for v in _parts(values) if type(v) is list][1:]  # without `values` itself


def _arrays(value: Any) -> list[np.ndarray]:
    return [v for v in _parts(value) if isinstance(v, np.ndarray)]


def _roots(values: list[Any]) -> list[np.ndarray]:
    """The memory behind the arrays of the arguments, each once, as bytes."""
    found: dict[int, np.ndarray] = {}
    for array in _arrays(values):
        at: Any = array
        while getattr(at, "base", None) is not None:
            at = at.base
        if not isinstance(at, np.ndarray):
            at = np.frombuffer(at, np.uint8)
        found[id(at)] = at
    return list(found.values())


def _bytes(root: np.ndarray, arrays: list[np.ndarray]) -> bytes:
    """The bytes of memory, in which every nan of the arrays is the same."""
    if not root.size:
        return b""
    low, high = np.lib.array_utils.byte_bounds(root)
    found = bytearray(ctypes.string_at(low, high - low))
    for array in arrays:
        start = array.__array_interface__["data"][0]
        if array.dtype.kind in "fc" and array.size and low <= start < high:
            once = array[(*(slice(None if step else 1) for step in array.strides), ...)]
            view = np.ndarray(once.shape, once.dtype, found, start - low, once.strides)
            for part in (view.real, view.imag) if view.dtype.kind == "c" else (view,):
                part[np.isnan(part)] = np.nan
    return bytes(found)


def _within(array: np.ndarray, roots: list[np.ndarray]) -> Any:
    """Which root an array is a view of, where, and with which strides."""
    start = array.__array_interface__["data"][0]
    for i, root in enumerate(roots):
        low, high = np.lib.array_utils.byte_bounds(root)
        if array.size and low <= start < high:
            return i, start - low, [s for s, n in zip(array.strides, array.shape) if n > 1]
    return None
