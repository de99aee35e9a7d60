"""`out` of NumPy's functions that are no ufuncs: what the call without it gives, stored.

    np.sum(a, 0, out=c)     %s = reduce …; map_into %c, %s
    np.clip(a, 0, 1, out=a) map_into %a, %a { … }

The array is of the result's dtype and rank; of others the call is NumPy's. So it is where its sizes
turn out not to be the result's, for NumPy then says what is wrong, in its own words; and where it
lies in what is read by a function that NumPy lets write before it has read all.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import ufunc_calls
from .emitter import Static
from .lowering import Lowering

Held = Value | Static
Native = Callable[[list[Held], dict[str, Held]], Held]
Through = Callable[[ty.Type], Value]
# Element by element: the result may be broadcast into the array.
_ELEMENTS = ("clip", "fix", "isneginf", "isposinf")
# What NumPy writes before it has read all.
_EARLY = ("argmax", "argmin", "nanargmax", "nanargmin", "nanstd", "nanvar", "ptp", "std", "var")
_TEXT = """
    all amax amin any around compress concat concatenate cumprod cumsum max mean median min
    nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nansum
    outer percentile prod quantile round stack sum take trace
"""
NAMES = (*_ELEMENTS, *_EARLY, *_TEXT.split())
_UFUNC = ("array", "axis", "dtype", "out")  # of reduce and accumulate


def applies(obj: Any, args: list[Held], keywords: dict[str, Held]) -> bool:
    """Whether a call is of such a function, with an array to store in."""
    held = _find(obj, args, keywords)
    return isinstance(held, Value) and isinstance(held.type, ty.Array)


def is_taken(obj: Any) -> bool:
    """Whether the `out` of a function, or of a method of arrays, is stored in."""
    owner: Any = getattr(obj, "__self__", None)
    name = getattr(obj, "__name__", "")
    if type(owner).__name__ == "ufunc":
        return name in ("reduce", "accumulate")
    np: Any = sys.modules.get("numpy")
    return name in NAMES and obj in (getattr(np, name, None), getattr(np.ndarray, name, None))


def call(
    f: Lowering,
    native: Native,
    through: Through,
    obj: Any,
    args: list[Held],
    keywords: dict[str, Held],
    span: Span,
) -> Held:
    """The call without `out`, and the store. `through` calls NumPy's own function."""
    name = obj.__name__
    out = _find(obj, args, keywords)
    assert isinstance(out, Value) and isinstance(out.type, ty.Array)
    rest = {k: v for k, v in keywords.items() if k != "out"}
    positional = [Static(None) if v is out else v for v in args]
    while positional and isinstance(positional[-1], Static) and positional[-1].obj is None:
        positional.pop()

    def others() -> Value:
        through(out.type)
        return out

    first, more = args[0], [a for a in args[1:] if a is not out]
    if name in _ELEMENTS and _rank(first) == out.type.ndim > max(map(_rank, more), default=0):
        # of the array's own sizes: known beforehand, so that the map becomes the store

        def elements() -> Value:
            return _stored(f, name, out, f.materialise(native(positional, rest), span), span)

        return f.if_(_alike(f, f.materialise(first, span), out, span), elements, others, span)
    made = f.materialise(native(positional, rest), span)
    if name in _ELEMENTS:
        return _stored(f, name, out, made, span)
    if _rank(made) != out.type.ndim:
        f.fail("`out` is not of the result's rank", span)
    fits = _alike(f, made, out, span)
    for a in args if name in _EARLY else ():
        if a is not out and isinstance(a, Value) and _rank(a):
            fits = f.b.emit("and", fits, f.b.emit("not", f.b.emit("array.overlap", out, a)))
    return f.if_(fits, lambda: _stored(f, name, out, made, span), others, span)


def _rank(held: Held) -> int:
    t = held.type if isinstance(held, Value) else None
    return t.ndim if isinstance(t, ty.Array) else 0


def _alike(f: Lowering, a: Value, out: Value, span: Span) -> Value:
    """Whether an array is of the sizes of another of its rank."""
    f.b.span = span
    same = f.b.const(True, ty.BOOL)
    for k in range(_rank(out)):
        sizes = [f.b.emit("array.dim", x, axis=k) for x in (a, out)]
        same = f.b.emit("and", same, f.b.emit("eq", *sizes))
    return same


def _stored(f: Lowering, name: str, out: Value, made: Value, span: Span) -> Value:
    dtype = made.type.dtype if isinstance(made.type, ty.Array) else made.type
    assert isinstance(out.type, ty.Array)
    if dtype is not out.type.dtype or dtype is ty.F16:
        f.fail("`out` is not of the result's dtype", span)
    return ufunc_calls.into(f, name, out, made, None, span)


def _find(obj: Any, args: list[Held], keywords: dict[str, Held]) -> Held | None:
    if not is_taken(obj):
        return None
    if "out" in keywords:
        return keywords["out"]
    names = _UFUNC if hasattr(obj, "__self__") else _names(obj)
    place = names.index("out") if "out" in names else len(args)
    return args[place] if place < len(args) else None


def _names(obj: Any) -> tuple[str, ...]:
    """The parameters by position, which methods have in the order of the functions."""
    try:
        found = inspect.signature(getattr(sys.modules["numpy"], obj.__name__)).parameters
    except (TypeError, ValueError):
        return ()
    return tuple(found)
