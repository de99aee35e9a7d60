"""Empty lists: `[]` has an element type that only later code tells.

Its type is `list<?3:8>`, named after its place. The first use that tells (`x.append(1)`, passing
it where a `list[int]` is wanted) raises `Learned`, and the function is lowered again with it.
"""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import classes
from .emitter import Static
from .literals import is_hole, learn
from .lowering import Lowering, Poisoned
from .patterns import fill
from .signature import signature_of


def learn_from(wanted: ty.Type, given: ty.Type) -> None:
    """Learn from a place where the two types meet."""
    for a, b in ((wanted, given), (given, wanted)):
        if is_hole(a) and not has_hole(b):
            assert isinstance(a, ty.Object)
            learn(a, b)
    for a, b in zip(_parts(wanted), _parts(given)):
        learn_from(a, b)


def _parts(t: ty.Type) -> tuple[ty.Type, ...]:
    if isinstance(t, ty.Object):
        return t.args
    return t.items if isinstance(t, ty.Tuple) else ()


def has_hole(t: ty.Type) -> bool:
    if isinstance(t, ty.Union):
        return any(map(has_hole, t.members))
    return is_hole(t) or any(map(has_hole, _parts(t)))


def open_call(
    f: Lowering, t: ty.Object, fn: Any, value: Value, args: list[Any], span: Span
) -> Value | None:
    """A method call on a list whose element type is open: learn from the arguments, else stand in
    for the result. None for all other lists."""
    if not has_hole(t):
        return None
    cls = classes.class_of(t)
    signature = signature_of(fn, cls)
    bound = classes.bindings(t)
    for p, arg in zip(signature.params[1:], args):
        if isinstance(arg, Static):
            arg = f.materialise(arg, span)
        wanted = fill(p.pattern, bound)
        if wanted is not None:
            learn_from(wanted, arg.type)
    result = fill(signature.result, bound) if signature.result is not None else None
    if isinstance(result, ty.Scalar) or result is ty.NONE:
        return f.b.const(0 if result is not ty.NONE else None, result, span)
    raise Poisoned
