"""Arguments that may be None where a parameter takes none: the call looks, and raises TypeError.

    half(d.get(k))      if d.get(k) is None: raise TypeError("argument `n` is None, expected int")

Python hands None on, and the function fails where it uses it, or the builtin at once. So it is
where the type of the parameter is known, and with results. What a type variable of the parameter
stands for, as with `append`, does not take None: that is an error of the program as ever.
"""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry, words
from .lowering import Lowering, raise_if
from .narrowing import without
from .operators import convertible
from .patterns import describe
from .signature import Param, Signature

_SUBSCRIPTS: dict[str, Any] = {"list": [], "str": "", "bytes": b"", "tuple": ()}
_AT = ("__getitem__", "__setitem__", "__delitem__")


def may_be_looked_at(f: Lowering, p: Param, given: Any, t: ty.Type | None) -> bool:
    """Whether an argument fits but for being None, perhaps."""
    return isinstance(p.pattern, ty.Type) and t is not None and _fits_but_for_none(f, given, t)


def looked_at(
    f: Lowering, s: Signature, p: Param, given: Value, t: ty.Type, slots: list[Any], span: Span
) -> Value:
    """The argument, where it is not None. `slots`: all arguments."""
    if convertible(given.type, t) or not may_be_looked_at(f, p, given, t):
        return given
    message = _said(s, slots) or f"argument `{p.name}` is None, expected {describe(t)}"
    return _unless_none(f, given, message, span)


def filled_in(f: Lowering, name: str, given: Value, t: ty.Type, span: Span) -> Value:
    """What a field of a dataclass is given, where it is not None."""
    if convertible(given.type, t) or not _fits_but_for_none(f, given, t):
        return given
    return _unless_none(f, given, f"argument `{name}` is None, expected {describe(t)}", span)


def promised(f: Lowering, given: Value, t: ty.Type, span: Span) -> Value:
    """What is returned, where it is not None, or where None is not in it."""
    if f.signature.library or convertible(given.type, t):
        return given
    if _fits_but_for_none(f, given, t):
        message = f"`{f.source.name}` returned None, and promises {describe(t)}"
        return _unless_none(f, given, message, span)
    made = given.op is not None and given.op.opcode == "tuple.make"
    if not made or not isinstance(t, ty.Tuple) or not isinstance(given.type, ty.Tuple):
        return given
    if given.type.name or t.name or len(t.items) != len(given.type.items):
        return given
    assert given.op is not None
    items = [promised(f, x, m, span) for x, m in zip(given.op.operands, t.items)]
    f.b.span = span
    return f.b.emit("tuple.make", *items)


def _fits_but_for_none(f: Lowering, given: Value, t: ty.Type) -> bool:
    """Whether a value of a user's program may be None, and is a `t` where it is not."""
    rest = without(given.type, ty.NONE)
    if f.signature.library or rest is None or rest is given.type:
        return False
    return convertible(rest, t)


def _unless_none(f: Lowering, v: Value, message: str, span: Span) -> Value:
    rest = without(v.type, ty.NONE)
    assert rest is not None
    f.b.span = span
    test = f.b.emit("union.is", v, member=ty.NONE)
    raise_if(f, test, "TypeError", message, span)
    return f.b.emit("union.get", v, member=rest)


def _said(s: Signature, slots: list[Any]) -> str:
    """What Python says to a None, as far as that is the same whatever else is given."""
    if not s.library:
        return ""
    name = s.fn.__qualname__.rpartition(".")
    if name[2] in _AT:
        sample = _SUBSCRIPTS.get(getattr(slots[0].type, "name", ""))
        return "" if sample is None else words.said(lambda: sample[None])
    oracle = registry.oracle_of_function(s.fn)
    if len(slots) > 1 or getattr(oracle, "__module__", "") not in ("builtins", "math"):
        return ""
    try:
        oracle(None)
    except TypeError as error:
        return str(error)
    except Exception:
        return ""
    return ""
