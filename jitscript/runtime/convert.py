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

import sys

from . import abi
from .convert_scalars import PLAIN, Misfit, describe, not_a, numpy_scalar
from .instances import CLASSES, SENTINELS
from .typetext import COLLECTED, container, parse, python_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .convert_scalars import Converter
    from .typetext import TypeTree


def converter(tree: TypeTree, writes: bool = False) -> Converter:
    """The conversion to a type; `writes` says that an array must be writeable."""
    kind, *parts = tree
    if kind in PLAIN:
        return PLAIN[kind]
    if kind == "array":
        return _array(parts[0], parts[1], writes)
    if kind == "tuple":
        return _tuple(tree, [converter(part) for part in parts])
    if kind == "union":
        return first_fitting(tree, [converter(part) for part in parts])
    if kind == "class":
        return _instance(tree)
    return numpy_scalar(kind)


# --- arrays --------------------------------------------------------------------------------------


def _array(dtype_name: str, ndim: int, writes: bool) -> Converter:
    import numpy

    dtype = numpy.dtype(abi.NUMPY_NAMES[dtype_name])
    expected = f"must be Array{ndim}[{dtype_name}]"
    as_array = f"np.asarray({{}}, dtype=np.{abi.NUMPY_NAMES[dtype_name]})"

    def convert(value: Any) -> Any:
        if not isinstance(value, numpy.ndarray):
            hint = as_array if isinstance(value, (list, tuple)) else ""
            raise Misfit(expected, f", not {describe(value)}", hint)
        if type(value) not in (numpy.ndarray, numpy.memmap):
            name = f"{type(value).__module__}.{type(value).__name__}"
            raise Misfit(expected, f", not {name}", "np.asarray({})")
        if value.dtype != dtype:
            if value.dtype.newbyteorder("=") == dtype:
                hint = f"{{}}.astype(np.{dtype})"
                raise Misfit(expected, f", not one of foreign byte order ({value.dtype.str})", hint)
            hint = "" if value.dtype.kind in "OSUVmM" else f"{{}}.astype(np.{dtype})"
            raise Misfit(expected, f", not {describe(value)}", hint)
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
    """Whether all arrays among `values`, in tuples too, are C-contiguous, with the strides that
    follow from their dimensions: NumPy's flag lets those of empty arrays be any."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return True
    for value in values:
        if type(value) is numpy.ndarray:
            if not value.flags.c_contiguous or not _has_own_strides(value):
                return False
        elif isinstance(value, tuple) and not is_contiguous(value):
            return False
    return True


def _has_own_strides(a: Any) -> bool:
    step = a.itemsize
    for size, stride in zip(reversed(a.shape), reversed(a.strides)):
        if stride != step:
            return False
        step *= size
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
            raise not_a(python_text(tree), value, hint)
        if len(value) != len(items):
            raise Misfit(f"must be {python_text(tree)}", f", not a tuple of length {len(value)}")
        return tuple(_part(item, i, part) for i, (item, part) in enumerate(zip(items, value)))

    return convert


def _named_tuple(tree: TypeTree, name: str, items: list[Converter]) -> Converter:
    of_class = _of_class(tree, name)

    def convert(value: Any) -> Any:
        of_class(value)
        parts = [_part(item, i, part) for i, (item, part) in enumerate(zip(items, value))]
        return value if all(map(_is, parts, value)) else tuple.__new__(type(value), parts)

    return convert


def _is(a: Any, b: Any) -> bool:
    return a is b


def _part(convert: Converter, i: object, part: Any) -> Any:
    try:
        return convert(part)
    except Misfit as misfit:
        raise misfit.inside(f"[{i!r}]") from None


def _attribute(convert: Converter, name: str, part: Any) -> None:
    try:
        convert(part)
    except Misfit as misfit:
        misfit.hint = ""
        raise misfit.inside(f".{name}") from None


def _member(convert: Converter, what: str, part: Any) -> None:
    """Check what no subscript leads to: a key, an element of a set."""
    try:
        convert(part)
    except Misfit as misfit:
        misfit.hint = ""
        raise misfit.inside(f" ({what} {part!r})") from None


def _factory(expected: str, convert: Converter, factory: Any) -> None:
    """Check what the values come from that a defaultdict makes."""
    from .collected import FACTORIES, sample

    made = sample(factory)
    name = getattr(factory, "__qualname__", repr(factory))
    if made is None:
        raise Misfit("must have a default_factory that is", f" {FACTORIES}, not {name}")
    for part in made:
        try:
            convert(part)
        except Misfit:
            told = f"must have a default_factory for values of type {expected}"
            raise Misfit(told, f", not {name}") from None


def first_fitting(tree: TypeTree, members: list[Converter]) -> Converter:
    """The conversion to a union, given those to its members: of that which the value is of, else
    of the first that takes it."""
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
        raise not_a(python_text(tree), value)

    return convert


def _width(tree: TypeTree) -> int:
    """How much an int changes in the widest place of a type: see `backend/cpu/convert.py`."""
    kind, *parts = tree
    if kind in ("float", "complex"):
        return 1 + (kind == "complex")
    if kind in abi.NUMPY_NAMES:
        return {"f": 2, "c": 3}.get(kind[0], 0)
    return max([_width(part) for part in parts if type(part) is tuple], default=0)


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


def _of_class(tree: TypeTree, name: str) -> Converter:
    """An instance of a class of the user's: of exactly this one."""

    def convert(value: Any) -> Any:
        known = CLASSES.get(name)
        if known and type(value) not in known and getattr(type(value), "__text__", "") != name:
            raise not_a(python_text(tree), value)
        if name in SENTINELS and value is not SENTINELS[name]:
            raise not_a(python_text(tree), value)
        return value

    return convert


def _generator(value: Any) -> Any:
    from .python_calls import is_generator

    if not is_generator(value):
        raise not_a("np.random.Generator", value)
    return value


def _text_file(value: Any) -> Any:
    from .files import is_text_file

    if not is_text_file(value):
        raise not_a("a text file", value)
    return value


def _binary_file(value: Any) -> Any:
    from .files import is_binary_file

    if not is_binary_file(value):
        raise not_a("a file of bytes", value)
    return value


def _path(value: Any) -> Any:
    from .paths import is_path

    if not is_path(value):
        raise not_a("a Path", value)
    return value


_ASKED: dict[str, Any] = {
    "TextIOWrapper": _text_file,
    "BufferedReader": _binary_file,
    "Path": _path,
}


def _instance(tree: TypeTree) -> Converter:
    """Builtin containers are read, and changed, by library code: here they are only checked, so
    that an error names the element."""
    _, name, *args = tree
    if "." in name:
        return _of_class(tree, name)
    if name == "enum":
        return _of_class(tree, args[0][1])
    if name == "named":
        return _named_tuple(tree, args[0][1], [converter(part) for part in args[1][1:]])
    if name in _ASKED:
        return _ASKED[name]
    if name == "Generator":
        return _generator
    builtin = container(name)
    known = isinstance(builtin, type)
    inner = [converter(arg) for arg in args]

    def convert(value: Any) -> Any:
        if not known:
            return value
        if type(value) is not builtin:
            near = isinstance(value, (list, tuple, dict) if name in COLLECTED else (list, tuple))
            hint = f"{name}({{}})" if near or isinstance(value, builtin) else ""
            raise not_a(python_text(tree), value, "" if name == "defaultdict" else hint)
        if name == "range":
            for part in ("start", "stop", "step"):
                _attribute(PLAIN["int"], part, getattr(value, part))
        if name == "defaultdict":
            _factory(python_text(args[1]), inner[1], value.default_factory)
        if isinstance(value, dict):
            for key, part in value.items():
                _member(inner[0], "key", key)
                _part(inner[1] if len(inner) == 2 else PLAIN["int"], key, part)
        elif inner and hasattr(builtin, "__getitem__"):
            for i, part in enumerate(value):
                _part(inner[0], i, part)
        elif inner:
            for part in value:
                _member(inner[0], "element", part)
        return value

    return convert
