"""Samples: what a call of NumPy's gives for arguments of some types, found by calling it.

Of every argument that is not a constant there are several samples: matrices that have real
eigenvalues and that have not, sorted and unsorted vectors, both bools. A call is made with all of
them. The types of what they give are the type of the call's result; where they differ, it depends
on values.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..ir import types as ty
from ..ir.ops.eval_arith import numpy_class
from ..library.intrinsics import ir_type
from . import classes, user_classes

_SIZES = (3, 4, 2, 1, 8)  # of every axis, until calls of two have given something
GENERATOR = ty.Object("Generator", ())
_MOST = 48  # calls
_KINDS = 3  # of samples of arrays
_PROBABILITIES = 3  # one more kind, if those give nothing: rows of floats add up to 1


class Unsampled(Exception):
    """There is no sample of a type."""


def results(
    fn: Callable[..., Any], given: Sequence[Any], words: Sequence[str]
) -> tuple[list[ty.Type], Exception | None, Any]:
    """The types that calls give for arguments, each a type or a constant; `words` names the last.
    And what a call raised, if none gave anything; an object that has no type here, if one came.
    Raises Unsampled."""
    made = _of_kinds(fn, given, words, range(_KINDS))
    if made[1] is not None:
        again = _of_kinds(fn, given, words, (_PROBABILITIES,))
        made = made if again[1] is not None else again
    return made


def _of_kinds(
    fn: Callable[..., Any], given: Sequence[Any], words: Sequence[str], kinds: Sequence[int]
) -> tuple[list[ty.Type], Exception | None, Any]:
    types: list[ty.Type] = []
    first: Exception | None = None
    done = 0
    for size in _SIZES:
        found, error, odd = _called(fn, given, words, size, kinds)
        if odd is not None:
            return [], None, odd
        types += [t for t in found if t not in types]
        first = first or error
        done += error is None
        if done == 2 or (done and not any(map(_is_sized, given))):
            break
    return types, None if types else first, None


def _is_sized(given: Any) -> bool:
    """Whether samples of an argument have a size."""
    return isinstance(given, ty.Type) and not isinstance(given, ty.Scalar)


def _called(
    fn: Callable[..., Any],
    given: Sequence[Any],
    words: Sequence[str],
    size: int,
    kinds: Sequence[int],
) -> tuple[list[ty.Type], Exception | None, Any]:
    found: list[ty.Type] = []
    error: Exception | None = None
    first = len(given) - len(words)
    for args in itertools.islice(_combinations(given, size, kinds), _MOST):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                # What will be refused soon is no sample: two dimensions of `np.cross`.
                warnings.simplefilter("error", DeprecationWarning)
                made = fn(*args[:first], **dict(zip(words, args[first:])))
        except Exception as e:
            error = error or e
            continue
        t = type_of(made)
        if t is None:
            return [], None, made
        if t not in found:
            found.append(t)
    return found, None if found else error, None


def apart(fn: Callable[..., Any]) -> Callable[..., Any]:
    """A function to make samples with: one of the global random state leaves that as it is."""
    import sys

    random: Any = sys.modules.get("numpy.random")
    name = getattr(fn, "__name__", "")
    if random is None or getattr(random, name, None) is not fn or name == "default_rng":
        return fn
    name = "random_sample" if name in ("ranf", "sample") else name
    made: Callable[..., Any] = getattr(random.RandomState(0), name)
    return made


class Constant:
    """An argument whose value is known."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value


def _combinations(given: Sequence[Any], size: int, kinds: Sequence[int]) -> Iterator[list[Any]]:
    """Samples for all arguments: arrays of one kind in a call, numbers in all combinations."""
    numbers = [_numbers(g) for g in given]
    for kind in kinds:
        for chosen in itertools.product(*numbers):
            yield [
                sample(g, kind, size, c) if isinstance(g, ty.Type) else _fresh(g.value)
                for g, c in zip(given, chosen)
            ]


def _fresh(value: Any) -> Any:
    return value.copy() if hasattr(value, "flags") else value


def _numbers(given: Any) -> Sequence[int]:
    """By which numbers the samples of an argument are told apart."""
    if isinstance(given, ty.Union):
        each = [(i, n) for i, m in enumerate(given.members) for n in _numbers(m)]
        return [i * 16 + n for i, n in each]
    if isinstance(given, ty.Scalar):
        return range(len(_SCALARS[given.kind]))
    return (0,)


_SCALARS: dict[str, Sequence[Any]] = {
    "int": (1, 0, 2, -1),
    "uint": (1, 0, 2),
    "float": (0.5, 2.0),
    "bool": (False, True),
    "complex": (1 + 2j, 2 + 0j),
}


def sample(t: ty.Type, kind: int, size: int, number: int = 0) -> Any:
    if isinstance(t, ty.Union):
        return sample(t.members[number // 16], kind, size, number % 16)
    if t is ty.NONE:
        return None
    if isinstance(t, ty.Scalar):
        value = _SCALARS[t.kind][number]
        return value if t.python else numpy_class(t)(value)
    if isinstance(t, ty.Array):
        return _array(t, kind, size)
    if isinstance(t, ty.Tuple):
        if kind == _PROBABILITIES and set(t.items) == {ty.FLOAT}:
            return (1 / len(t.items),) * len(t.items)
        return tuple(sample(item, kind, size) for item in t.items)
    if isinstance(t, ty.Object) and t.name == "list":
        elem = t.args[0]
        if kind == _PROBABILITIES and elem is ty.FLOAT:
            return [1 / size] * size
        count = len(_SCALARS[elem.kind]) if isinstance(elem, ty.Scalar) else 1
        return [sample(elem, kind, size, i % count) for i in range(size)]
    if isinstance(t, ty.Object) and t.name == "bytes":
        return bytes(range(16 * size))  # elements of every dtype
    if t is GENERATOR:
        import numpy as np

        return np.random.default_rng(0)
    raise Unsampled(t)


def _array(t: ty.Array, kind: int, size: int) -> Any:
    import numpy as np

    if kind == _PROBABILITIES:
        if t.dtype.kind == "float":
            return np.full((size,) * t.ndim, 1 / size, numpy_class(t.dtype))
        kind = 0
    if t.ndim == 0:
        made = np.array([1, 2, 0][kind])
    elif t.ndim == 1:
        places = t.dtype.kind in ("int", "uint")  # they may be indices
        last = [0] * size if places else [2 + i * i % 3 for i in range(size)]
        first = range(size) if places else range(1, size + 1)
        made = np.array([first, [1 - i % 3 for i in range(size)], last][kind])
    else:
        near = np.eye(size, k=1) + np.eye(size, k=-1)
        turned = np.eye(size, k=1) - np.eye(size, k=-1)
        matrix = (np.diag(np.arange(4, 4 + size)) + near, np.eye(size) + turned, np.eye(size))[kind]
        made = np.broadcast_to(matrix, (size,) * t.ndim)
    if t.dtype.kind == "uint":
        made = np.abs(made)
    if t.dtype.kind == "complex" and kind == 1:
        made = made * (1 + 1j)
    return made.astype(numpy_class(t.dtype))


def type_of(value: Any) -> ty.Type | None:
    """The type of a result; None where there is none here."""
    if value is None:
        return ty.NONE
    if isinstance(value, tuple):
        items = [type_of(v) for v in value]
        if None in items:
            return None
        name = "" if type(value) is tuple else user_classes.name_of(type(value))
        return ty.Tuple(tuple(t for t in items if t is not None), name)
    if type(value).__name__ == "Generator" and type(value).__module__.startswith("numpy."):
        return None if classes.implementation(type(value)) is None else GENERATOR
    if type(value) in (str, bytes):
        if classes.implementation(type(value)) is None:
            return None
        return ty.Object(type(value).__name__, ())
    if type(value) is list:
        types = {type_of(v) for v in value}
        elem = types.pop() if len(types) == 1 else None
        return None if elem is None else ty.Object("list", (elem,))
    scalar = ir_type(type(value))
    if scalar is not None:
        return scalar if isinstance(scalar, ty.Type) else None
    dtype = ir_type(value.dtype.type) if type(value).__name__ == "ndarray" else None
    if dtype is None or value.ndim > ty.MAX_RANK or type(value).__module__ != "numpy":
        return None
    return ty.Array(dtype, value.ndim)
