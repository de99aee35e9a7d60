"""What NumPy says of dtypes (`finfo iinfo issubdtype can_cast result_type …`): found when the
program is compiled, by asking NumPy. An array stands for its dtype there."""

from __future__ import annotations

import ast
import sys
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.eval_arith import numpy_class
from .arguments import UNKNOWN, known_object
from .emitter import Static
from .lowering import Lowering
from .patterns import describe

Held = Value | Static
_NAMES = (
    *("finfo", "iinfo", "dtype", "issubdtype", "isdtype", "can_cast", "promote_types"),
    *("result_type", "common_type", "min_scalar_type"),
)
_PYTHONS = {"bool": bool, "int": int, "float": float, "complex": complex}
_asked: set[Any] = set()


def is_answer(obj: Any) -> bool:
    """Whether a call of `obj` is answered when the program is compiled."""
    if not _asked and "numpy" in sys.modules:
        numpy = sys.modules["numpy"]
        _asked.update(getattr(numpy, name) for name in _NAMES if hasattr(numpy, name))
    return obj in _asked


def may_be_answer(callee: ast.expr) -> bool:
    """Whether such a function may be meant."""
    return getattr(callee, "attr", getattr(callee, "id", "")) in _NAMES


def condition(f: Lowering, node: ast.Call) -> bool | None:
    """The truth of `np.issubdtype(x.dtype, np.integer)` or the like; None of another call."""
    callee = f.expr(node.func)
    if not isinstance(callee, Static) or not is_answer(callee.obj):
        return None
    answer = known_object(f.value(node))
    return answer if isinstance(answer, bool) else None


def call(f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    name = f"np.{obj.__name__}"
    if obj is sys.modules["numpy"].min_scalar_type:
        _refuse_numbers(f, name, args, span)
    given = [_object(f, name, a, span) for a in args]
    words = {word: _object(f, name, a, span) for word, a in keywords.items()}
    try:
        found = obj(*given, **words)
    except (TypeError, ValueError) as e:
        f.fail(f"{name}: {str(e).partition(chr(10))[0]}", span)
    return f.constant_object(found, span)


def _refuse_numbers(f: Lowering, name: str, args: list[Held], span: Span) -> None:
    """Of a number the answer is of its value; of an array with an axis it is the array's dtype."""
    for held in args:
        if not isinstance(held, Value) or known_object(held) is not UNKNOWN:
            continue
        if not (isinstance(held.type, ty.Array) and held.type.ndim):
            f.fail(f"{name} of a value that only the run knows is not supported", span)


def _object(f: Lowering, name: str, held: Held, span: Span) -> Any:
    if isinstance(held, Static):
        return held.obj
    known = known_object(held)
    if known is not UNKNOWN:
        return known
    t = held.type
    if isinstance(t, ty.Array):
        import numpy as np

        return np.zeros((1,) * t.ndim, numpy_class(t.dtype))
    if isinstance(t, ty.Scalar):
        return numpy_class(t)(0) if not t.python else _PYTHONS[t.kind](0)
    f.fail(f"{name} of a value of type {describe(t)} is not supported", span)
