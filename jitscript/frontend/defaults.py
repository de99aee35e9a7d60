"""Whether the default of a parameter is a value that a caller could pass: the border's rules for
arguments (`runtime/convert.py`), told when the function is decorated."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Diagnostic, Span
from ..identity import sentinels
from ..ir import types as ty
from ..ir.ops.eval_arith import numpy_class
from ..library import registry
from . import classes, user_classes
from .patterns import describe

_WEAK = {"bool": (), "int": (int,), "uint": (int,), "float": (int, float)}
_ANY_NUMBER = (int, float, complex)


_SENTINEL = "write `None` for an argument that is not given, or name this type in the annotation"


def error_of(name: str, obj: Any, t: ty.Type, span: Span) -> Diagnostic | None:
    """What is wrong with the default `obj` of a parameter of type `t`."""
    if fits(obj, t):
        return None
    wanted = describe(t)
    got = _typed(obj)
    is_number = got.startswith("np.") or isinstance(obj, (int, float))  # or of a subclass
    hint = f"write {wanted}(…)" if is_number and isinstance(t, ty.Scalar) else ""
    hint = _SENTINEL if type(obj) is object or user_classes.is_user_class(type(obj)) else hint
    if isinstance(t, ty.Scalar) and _is_weak(obj, t):
        hint = "" if t.kind in ("int", "uint") else f"{wanted}(…) rounds it"
        if t is ty.INT:
            hint = "int is a 64-bit integer in compiled code"
        return Diagnostic(f"the default of `{name}` does not fit {wanted}", span, hint=hint)
    return Diagnostic(f"the default of `{name}` has type {got}, expected {wanted}", span, hint=hint)


def _typed(obj: Any) -> str:
    """The type of an object as it would be annotated."""
    cls = type(obj)
    if cls is tuple:
        return f"tuple[{', '.join(map(_typed, obj)) or '()'}]"
    if cls is list and obj:
        return f"list[{' | '.join(dict.fromkeys(map(_typed, obj)))}]"
    if cls.__module__ == "numpy" and cls.__name__ == "ndarray":
        return f"Array{obj.ndim}[{obj.dtype}]"
    return f"np.{cls.__name__}" if cls.__module__ == "numpy" else str(cls.__name__)


def _is_weak(obj: Any, t: ty.Scalar) -> bool:
    """Whether a builtin number becomes a `t` if its value allows that."""
    return type(obj) in _WEAK.get(t.kind, _ANY_NUMBER)


def fits(obj: Any, t: ty.Type) -> bool:
    """Whether the border would take `obj` for a parameter of type `t`."""
    if isinstance(t, ty.Union):
        return any(fits(obj, m) for m in t.members)
    if isinstance(t, ty.Tuple):
        if not isinstance(obj, tuple) or type(obj) is not (user_classes.class_of(t) or tuple):
            return False
        return len(obj) == len(t.items) and all(map(fits, obj, t.items))
    if isinstance(t, ty.Enum) and sentinels.is_stand_in(user_classes.class_of(t)):
        return sentinels.of_object(obj) is user_classes.class_of(t)
    if user_classes.class_of(t) is not None:
        return type(obj) is user_classes.class_of(t)
    if isinstance(t, ty.Scalar):
        return _builtin(obj, t) if t.python else _numpy(obj, t)
    if isinstance(t, ty.Array):
        is_array = type(obj).__module__ == "numpy" and hasattr(obj, "ndim")
        return is_array and obj.ndim == t.ndim and obj.dtype == numpy_class(t.dtype)
    if isinstance(t, ty.Object):
        cls = classes.class_of(t)
        oracle = registry.oracle_of(cls) if cls is not None else None
        if oracle is not None and type(obj) is not oracle:
            return False
        return not isinstance(obj, list) or all(fits(x, t.args[0]) for x in obj)
    return obj is None if t is ty.NONE else True


def _builtin(obj: Any, t: ty.Scalar) -> bool:
    obj = _plain(obj)
    cls = type(obj)
    if t is ty.BOOL:
        return cls is bool
    if t is ty.INT:
        return cls is bool or (cls is int and -(2**63) <= obj < 2**63)
    if cls is int:
        return _is_exact(obj)
    return cls in (bool, float) or (t is ty.COMPLEX and cls is complex)


def _plain(obj: Any) -> Any:
    """The equal builtin number of one of NumPy's, or of an array of no dimensions."""
    if type(obj).__module__ != "numpy" or getattr(obj, "ndim", 1) != 0:
        return obj
    kind = {"f": float, "c": complex}.get(obj.dtype.kind)
    if kind is None:
        return obj.item() if obj.dtype.kind in "biu" else obj
    plain = kind(obj)
    return plain if plain == obj or obj != obj else obj


def _is_exact(obj: int) -> bool:
    try:
        return float(obj) == obj
    except OverflowError:
        return False


def _numpy(obj: Any, t: ty.Scalar) -> bool:
    """A scalar of the type itself, or a builtin number that it holds."""
    cls, target = type(obj), numpy_class(t)
    if cls.__module__ == "numpy" and getattr(obj, "ndim", 1) == 0 and obj.dtype == target:
        return True
    if cls is bool and t is ty.B1:
        return True
    if not _is_weak(obj, t):
        return False
    try:
        return bool(target(obj).item() == obj) or obj != obj
    except OverflowError:
        return False
