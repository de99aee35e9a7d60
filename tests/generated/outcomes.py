"""What a call did, in a form that compares bit for bit."""

from __future__ import annotations

import struct
import typing
import warnings
from typing import Any

import numpy as np

from jitscript.library import oracles

# Where native code cannot do as Python does, its errors say so in these words.
NATIVE_WORDS = (
    "does not fit in 64 bits",
    "a float in Python",
    "complex: write",
    "exactly repre",
    "not supported in",
    "does not know which object it is",
)


def refused(got: tuple[Any, ...]) -> bool:
    """Whether native code said that it cannot do as Python does."""
    return issubclass(got[0], Exception) and any(w in got[1] for w in NATIVE_WORDS)


def outcome(fn: Any, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """(type, bits) of the result, or (exception type, message)."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return shown(fn(*args, **named))
        except Exception as error:
            return type(error), str(error)


def shown(value: Any) -> tuple[Any, ...]:
    if isinstance(value, tuple):
        return (tuple, *map(shown, value))
    if isinstance(value, (float, np.floating)):
        return type(value), "nan" if value != value else struct.pack("<d", value)
    if isinstance(value, (complex, np.complexfloating)):
        return type(value), shown(float(value.real)), shown(float(value.imag))
    return type(value), value


def representable(want: tuple[Any, ...], declared: Any) -> bool:
    """Whether the oracle's result is a value of the declared result type."""
    kind = want[0]
    if issubclass(kind, Exception):
        return True
    if kind is int:
        return declared is int and -(2**63) <= want[1] < 2**63
    if kind is tuple:
        parts = typing.get_args(declared)
        return all(map(representable, want[1:], parts))
    return kind is declared


EXACT = {oracles.power: (), oracles.power_by_int: (2, -1), oracles.power_by_float: (0.5,)}


def is_loose(oracle: Any, args: tuple[Any, ...]) -> bool:
    """Whether results may be `near` NumPy's: ufuncs, and powers but those that are something
    else."""
    return isinstance(oracle, np.ufunc) or (oracle in EXACT and args[1] not in EXACT[oracle])


def near(got: tuple[Any, ...], want: tuple[Any, ...]) -> bool:
    """Whether NumPy's elementary function and libm's agree within 4 units in the last place."""
    if got[0] is not want[0] or not issubclass(got[0], np.floating) or "nan" in (got[1], want[1]):
        return got == want
    x, y = (got[0](struct.unpack("<d", bits)[0]) for _, bits in (got, want))
    with np.errstate(all="ignore"):
        return bool(x == y or abs(x - y) <= 4 * np.spacing(max(abs(x), abs(y))))


def as_element(got: tuple[Any, ...], oracle: Any, args: tuple[Any, ...]) -> bool:
    """Whether it is what NumPy gives for an element of an array, not for a number: squares of
    complex numbers (in the table of differences)."""
    if oracle is not np.square or not isinstance(args[0], np.complexfloating):
        return False
    return got == outcome(lambda: np.square(np.array(args))[0], (), {})
