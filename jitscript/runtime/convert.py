"""Conversion of arguments to the exact Python types that generated code reads.

`converter(type)` gives a function that returns its argument, or the equal value of the exact type,
or raises `Misfit`, which knows how to explain itself. What is converted without being asked:

    bool → int, float, complex     int → float, complex (when exact)       float → complex
    a number of NumPy → the builtin type that holds its value: np.int64 → int, np.float32 → float
    int, float, complex → a NumPy scalar that holds the value exactly
    an array of no dimensions → as the number in it
    a memory-mapped array → the same memory as a plain array

One rule holds everywhere: in tuples, in unions whose members the value is none of, and in
containers, for whose elements compiled code asks `exact_object`.
"""

from __future__ import annotations

import builtins
import sys

from . import abi
from .typetext import parse, python_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .typetext import TypeTree

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


def converter(tree: TypeTree, writes: bool = False) -> Converter:
    """The conversion to a type; `writes` says that arrays in it must be writeable."""
    kind, *parts = tree
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "array":
        return _array(parts[0], parts[1], writes)
    if kind == "tuple":
        return _tuple(tree, [converter(part, writes) for part in parts])
    if kind == "union":
        return _union(tree, [converter(part, writes) for part in parts])
    if kind == "class":
        return _instance(tree)
    return _numpy_scalar(kind)


def _width(tree: TypeTree) -> int:
    """How much an int changes in the widest place of a type: see `backend/cpu/convert.py`."""
    kind, *parts = tree
    if kind in ("float", "complex"):
        return 1 + (kind == "complex")
    if kind in abi.NUMPY_NAMES:
        return {"f": 2, "c": 3}.get(kind[0], 0)
    return max([_width(part) for part in parts if type(part) is tuple], default=0)


def _not(expected: str, value: object, hint: str = "") -> Misfit:
    return Misfit(f"must be {expected}", f", not {_describe(value)}", hint)


def _describe(value: object) -> str:
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
    raise _not("int", value, hint)


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
    raise _not("float", value, hint)


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
    raise _not("bool", value, "bool({})" if _is_numpy(value, "generic") else "")


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
    raise _not("complex", value, hint)


def _none(value: Any) -> Any:
    if value is None:
        return value
    raise _not("None", value)


_PLAIN: dict[str, Converter] = {
    "int": _int,
    "float": _float,
    "bool": _bool,
    "complex": _complex,
    "none": _none,
    "pyobj": lambda value: value,
}


def _numpy_scalar(name: str) -> Converter:
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
        raise _not(expected, value, hint if isinstance(value, numpy.generic) else "")

    return convert


# --- arrays --------------------------------------------------------------------------------------


def _array(dtype_name: str, ndim: int, writes: bool) -> Converter:
    import numpy

    dtype = numpy.dtype(abi.NUMPY_NAMES[dtype_name])
    expected = f"must be Array{ndim}[{dtype_name}]"
    as_array = f"np.asarray({{}}, dtype=np.{abi.NUMPY_NAMES[dtype_name]})"

    def convert(value: Any) -> Any:
        if not isinstance(value, numpy.ndarray):
            hint = as_array if isinstance(value, (list, tuple)) else ""
            raise Misfit(expected, f", not {_describe(value)}", hint)
        if type(value) not in (numpy.ndarray, numpy.memmap):
            name = f"{type(value).__module__}.{type(value).__name__}"
            raise Misfit(expected, f", not {name}", "np.asarray({})")
        if value.dtype != dtype:
            if value.dtype.newbyteorder("=") == dtype:
                hint = f"{{}}.astype(np.{dtype})"
                raise Misfit(expected, f", not one of foreign byte order ({value.dtype.str})", hint)
            hint = "" if value.dtype.kind in "OSUVmM" else f"{{}}.astype(np.{dtype})"
            raise Misfit(expected, f", not {_describe(value)}", hint)
        if value.ndim != ndim:
            plural = "" if ndim == 1 else "s"
            raise Misfit(expected, f": it takes {ndim} dimension{plural}, not {value.ndim}")
        if writes and not value.flags.writeable:
            found = " must be writeable: assignment destination is read-only"
            raise Misfit("", found.lstrip(), "{}.copy()", ValueError)
        if type(value) is not numpy.ndarray or value.dtype is not dtype:
            value = value.view(numpy.ndarray)
            if value.dtype is not dtype:
                value = value.view(dtype)
        return value

    return convert


def is_contiguous(values: Any) -> bool:
    """Whether all arrays among `values`, in tuples too, are C-contiguous."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return True
    for value in values:
        if type(value) is numpy.ndarray:
            if not value.flags.c_contiguous:
                return False
        elif type(value) is tuple and not is_contiguous(value):
            return False
    return True


def replaced_by_view(result: Any, given: Any, values: Any) -> Any:
    """`result`, or the caller's own array when it is the view that stood for it."""
    numpy = sys.modules.get("numpy")
    if numpy is not None and type(result) is numpy.ndarray:
        for original, value in zip(given, values):
            if result is value:
                return original
    return result


# --- types made of types -------------------------------------------------------------------------


def _tuple(tree: TypeTree, items: list[Converter]) -> Converter:
    def convert(value: Any) -> Any:
        if type(value) is not tuple:
            hint = "tuple({})" if isinstance(value, (list, tuple)) else ""
            raise _not(python_text(tree), value, hint)
        if len(value) != len(items):
            raise Misfit(f"must be {python_text(tree)}", f", not a tuple of length {len(value)}")
        return tuple(_part(item, i, part) for i, (item, part) in enumerate(zip(items, value)))

    return convert


def _part(convert: Converter, i: object, part: Any) -> Any:
    try:
        return convert(part)
    except Misfit as misfit:
        raise misfit.inside(f"[{i!r}]") from None


def _member(convert: Converter, what: str, part: Any) -> None:
    """Check what no subscript leads to: a key, an element of a set."""
    try:
        convert(part)
    except Misfit as misfit:
        misfit.hint = ""
        raise misfit.inside(f" ({what} {part!r})") from None


def _union(tree: TypeTree, members: list[Converter]) -> Converter:
    others = [m for m in tree[1:] if m != ("none",)]
    order = sorted(range(len(members)), key=lambda i: _width(tree[1 + i]))

    def convert(value: Any) -> Any:
        for member, of_member in zip(tree[1:], members):
            if _is_exactly(member, value):
                return of_member(value)
        failures = {}
        for i in order:
            try:
                return members[i](value)
            except Misfit as misfit:
                failures[i] = misfit
        if len(others) == 1:  # X | None: X's own explanation says more
            told = failures[tree[1:].index(others[0])]
            of_x, of_both = python_text(others[0]), python_text(tree)
            told.expected = told.expected.replace(of_x, of_both, 1)
            raise told
        raise _not(python_text(tree), value)

    return convert


def _is_exactly(tree: TypeTree, value: Any) -> bool:
    """Whether `value` is of a type itself. Of containers, the elements are not looked at."""
    kind, *parts = tree
    if kind == "union":
        return any(_is_exactly(part, value) for part in parts)
    if kind == "tuple":
        same = type(value) is tuple and len(value) == len(parts)
        return same and all(map(_is_exactly, parts, value))
    if kind in abi.NUMPY_NAMES:
        if type(value).__module__ != "numpy":
            return False
        return type(value) is sys.modules["numpy"].dtype(abi.NUMPY_NAMES[kind]).type
    return value is None if kind == "none" else type(value) is _EXACT.get(kind)


_EXACT = {"int": int, "float": float, "bool": bool, "complex": complex}


def exact_object(text: str, value: Any) -> Any:
    """`value` converted to the type that the text names; itself where it does not fit."""
    convert = _of_text.get(text)
    if convert is None:
        convert = _of_text[text] = converter(parse(text))
    try:
        return convert(value)
    except Misfit:
        return value


_of_text: dict[str, Converter] = {}


def _instance(tree: TypeTree) -> Converter:
    """Builtin containers are read, and changed, by library code: here they are only checked, so
    that an error names the element."""
    _, name, *args = tree
    builtin: Any = getattr(builtins, name, None)
    known = isinstance(builtin, type)
    inner = [converter(arg) for arg in args]

    def convert(value: Any) -> Any:
        if not known:
            return value
        if type(value) is not builtin:
            hint = f"{name}({{}})" if isinstance(value, (list, tuple, builtin)) else ""
            raise _not(python_text(tree), value, hint)
        if builtin is str and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as error:
                found = f": compiled text has no surrogates, character {error.start} is one"
                raise Misfit("cannot be used", found, kind=ValueError) from None
        if len(inner) == 2:
            for key, part in value.items():
                _member(inner[0], "key", key)
                _part(inner[1], key, part)
        elif inner and hasattr(builtin, "__getitem__"):
            for i, part in enumerate(value):
                _part(inner[0], i, part)
        elif inner:
            for part in value:
                _member(inner[0], "element", part)
        return value

    return convert
