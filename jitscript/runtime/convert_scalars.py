"""Conversion of scalars to the exact type, and what is told of a value that does not fit."""

from __future__ import annotations

import sys

from . import abi
from .typetext import python_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Converter = Callable[[Any], Any]


class Misfit(Exception):
    """A value does not fit a type. `path` leads from the argument to the part that is wrong."""

    def __init__(
        self,
        expected: str,
        found: str,
        hint: str = "",
        kind: type[Exception] = TypeError,
    ):
        super().__init__(expected, found)
        self.expected, self.found, self.hint, self.kind = expected, found, hint, kind
        self.path = ""

    def inside(self, step: str) -> Misfit:
        self.path = step + self.path
        return self

    def explain(self, function: str, name: str, value: object) -> Exception:
        """The exception for parameter `name` of `function`."""
        hint = self.hint.replace("{}", name + self.path) if self.hint else ""
        note = f" (hint: {hint})" if hint else ""
        where = f"argument '{name}'" + (f", at {name}{self.path}," if self.path else "")
        return self.kind(f"{function}() {where} {self.expected}{self.found}{note}")


def not_a(expected: str, value: object, hint: str = "") -> Misfit:
    return Misfit(f"must be {expected}", f", not {describe(value)}", hint)


def describe(value: object) -> str:
    if value is None:
        return "None"
    kind = type(value)
    if kind.__module__ == "numpy":
        numpy = sys.modules["numpy"]
        if isinstance(value, numpy.ndarray):
            rank = f"a {value.ndim}-dimensional" if value.ndim != 1 else "an"
            return f"{rank} array of {value.dtype}"
        return f"np.{kind.__name__}"
    return kind.__name__


def _builtin(value: Any) -> Any:
    """The number of a NumPy scalar or of an array of no dimensions as a builtin one, if there is
    one that is equal; any other object as it is. Never imports NumPy."""
    numpy = sys.modules.get("numpy")
    if numpy is None or type(value).__module__ != "numpy":
        return value
    if not isinstance(value, numpy.generic) and (type(value) is not numpy.ndarray or value.ndim):
        return value
    kind = value.dtype.kind
    if kind in "biu":
        return value.item()
    if kind not in "fc":
        return value
    plain = complex(value) if kind == "c" else float(value)
    return plain if plain == value or value != value else value


def _is_numpy(value: object, kind: str) -> bool:
    """Whether `value` is a NumPy scalar of the abstract type `kind`; never imports NumPy."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, getattr(numpy, kind))


def _number(value: Any) -> str:
    """A number for a message: CPython refuses to print very long ints."""
    if isinstance(value, int) and value.bit_length() > 130:
        return f"an integer of {value.bit_length()} bits"
    return repr(value)


# --- scalars -------------------------------------------------------------------------------------


def _int(value: Any) -> Any:
    plain = value if type(value) is int else _builtin(value)
    if type(plain) is int:
        if -(2**63) <= plain < 2**63:
            return plain
        bounds = " in 64 bits (int is a 64-bit integer in compiled code)"
        raise Misfit("does not fit", f"{bounds}: {_number(plain)}", kind=OverflowError)
    if type(plain) is bool:
        return int(plain)
    hint = "int({})" if isinstance(value, int) else ""
    raise not_a("int", value, hint)


def _float(value: Any) -> Any:
    kind = type(value)
    if kind is float:
        return value
    if kind is int or kind is bool:
        return _exact_float(value)
    plain = _builtin(value)
    if type(plain) is not type(value) and not isinstance(plain, complex):
        return _float(plain)
    hint = "float({})" if isinstance(value, float) or _is_numpy(value, "number") else ""
    raise not_a("float", value, hint)


def _exact_float(value: int) -> float:
    try:
        converted = float(value)
    except OverflowError:
        raise Misfit("must be float", ": int too large to convert", kind=OverflowError) from None
    if converted != value:
        found = f": the int {value} has no exact float"
        raise Misfit("must be float", found, "float({}) rounds it", OverflowError)
    return converted


def _bool(value: Any) -> Any:
    plain = _builtin(value)
    if type(plain) is bool:
        return plain
    raise not_a("bool", value, "bool({})" if _is_numpy(value, "generic") else "")


def _complex(value: Any) -> Any:
    kind = type(value)
    if kind is complex:
        return value
    if kind is float:
        return complex(value)
    if kind is int or kind is bool:
        return complex(_exact_float(value))
    plain = _builtin(value)
    if type(plain) is not type(value):
        return _complex(plain)
    hint = "complex({})" if isinstance(value, complex) or _is_numpy(value, "number") else ""
    raise not_a("complex", value, hint)


def _none(value: Any) -> Any:
    if value is None:
        return value
    raise not_a("None", value)


PLAIN: dict[str, Converter] = {
    "int": _int,
    "float": _float,
    "bool": _bool,
    "complex": _complex,
    "none": _none,
    "pyobj": lambda value: value,
}


def numpy_scalar(name: str) -> Converter:
    import numpy

    target = numpy.dtype(abi.NUMPY_NAMES[name]).type
    expected = python_text((name,))
    weak = {"i": (int,), "u": (int,), "f": (int, float), "c": (int, float, complex), "b": ()}

    def convert(value: Any) -> Any:
        kind = type(value)
        if kind is target:
            return value
        hint = f"{expected}({{}})"
        if kind is bool and target is numpy.bool_:
            return target(value)
        if kind in weak[numpy.dtype(target).kind]:
            try:
                with numpy.errstate(all="ignore"):
                    converted = target(value)
            except OverflowError:
                converted = None
            if converted is not None and (converted.item() == value or value != value):
                return converted
            rounding = hint if kind is float else ""  # np.uint8(300) would not help
            found = f", which cannot hold {_number(value)}"
            raise Misfit(f"must be {expected}", found, rounding, OverflowError)
        if isinstance(value, numpy.generic) and value.dtype == numpy.dtype(target):
            return target(value)  # another name of the same type, such as np.longlong
        if kind is numpy.ndarray and value.ndim == 0 and value.dtype == numpy.dtype(target):
            return target(value)
        raise not_a(expected, value, hint if isinstance(value, numpy.generic) else "")

    return convert
