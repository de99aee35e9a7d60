"""What may be None where None does not do: the place looks, and raises TypeError if it is.

    half(d.get(k))      if d.get(k) is None: raise TypeError("argument `n` is None, expected int")
    d.get(k) + 1        the same, in Python's words

Python hands None on, and the function fails where it uses it, or the builtin at once. So it is
where the type of the parameter is known, and with results. What a type variable of the parameter
stands for, as with `append`, does not take None: that is an error of the program as ever.
"""

from __future__ import annotations

import collections
import operator
import sys
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry, words
from .classes import python_class
from .dunders import DUNDER, MIRROR
from .lowering import Lowering, raise_if
from .narrowing import without
from .operators import convertible, members
from .patterns import describe
from .signature import Param, Signature
from .user_classes import class_of, raw

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
    return unless_none(f, given, message, span)


def filled_in(f: Lowering, name: str, given: Value, t: ty.Type, span: Span) -> Value:
    """What a field of a dataclass is given, where it is not None."""
    if convertible(given.type, t) or not _fits_but_for_none(f, given, t):
        return given
    return unless_none(f, given, f"argument `{name}` is None, expected {describe(t)}", span)


def promised(f: Lowering, given: Value, t: ty.Type, span: Span) -> Value:
    """What is returned, where it is not None, or where None is not in it."""
    if f.signature.library or convertible(given.type, t):
        return given
    if _fits_but_for_none(f, given, t):
        message = f"`{f.source.name}` returned None, and promises {describe(t)}"
        return unless_none(f, given, message, span)
    made = given.op is not None and given.op.opcode == "tuple.make"
    if not made or not isinstance(t, ty.Tuple) or not isinstance(given.type, ty.Tuple):
        return given
    if given.type.name or t.name or len(t.items) != len(given.type.items):
        return given
    assert given.op is not None
    items = [promised(f, x, m, span) for x, m in zip(given.op.operands, t.items)]
    f.b.span = span
    return f.b.emit("tuple.make", *items)


_KINDS = (ty.Object, ty.Union, ty.Array, ty.Tuple)


def used(f: Lowering, v: Value, said: str, span: Span, subscripted: bool = False) -> Value:
    """What is gone through, measured or `subscripted`, where it is not None; else TypeError, as
    Python says it. (The indices of arrays and tuples need their type before.)"""
    rest = without(v.type, ty.NONE) if isinstance(v.type, ty.Union) else None
    if f.signature.library or rest is None or rest is v.type or ty.UNBOUND in members(v.type):
        return v
    kinds = _KINDS[:2] if subscripted else _KINDS
    return unless_none(f, v, said, span) if isinstance(rest, kinds) else v


ITERABLE = "'NoneType' object is not iterable"
_THROUGH = (sum, sorted, min, max, any, all, list, tuple, set, frozenset, collections.deque)


def gone_through(f: Lowering, oracle: Any, args: list[Any], span: Span) -> list[Any]:
    """The arguments of a builtin that goes through its first."""
    through = any(oracle is b for b in _THROUGH)
    if not through or not args or (oracle in (min, max) and len(args) > 1):
        return args
    first = args[0]
    return [used(f, first, ITERABLE, span), *args[1:]] if isinstance(first, Value) else args


def _fits_but_for_none(f: Lowering, given: Value, t: ty.Type) -> bool:
    """Whether a value of a user's program may be None, and is a `t` where it is not."""
    rest = without(given.type, ty.NONE)
    if f.signature.library or rest is None or rest is given.type:
        return False
    return convertible(rest, t)


def arrays(f: Lowering, obj: Any, args: list[Any], span: Span) -> list[Any]:
    """Arguments of a function of NumPy's: where an array is taken that may be None, TypeError where
    it is None. NumPy itself makes an array of objects of None, which compiled code has not."""
    name = getattr(obj, "__name__", "")
    names: Any = getattr(sys.modules.get("numpy"), "__dict__", {})
    if names.get(name) is not obj or f.signature.library or not args:
        return args
    several = name in _SEVERAL or type(obj).__name__ == "ufunc"
    made = list(args)
    for i, arg in enumerate(args if several else args[:1]):
        rest = without(arg.type, ty.NONE) if isinstance(arg, Value) else None
        if rest is not None and rest is not arg.type and _are_arrays(rest):
            made[i] = unless_none(f, arg, f"argument {i + 1} of np.{name} is None", span)
    return made


def stored(f: Lowering, given: Value, span: Span) -> Value:
    """What is stored in an array, where it is an array that may be None."""
    rest = without(given.type, ty.NONE)
    if rest is None or rest is given.type or not _are_arrays(rest):
        return given
    return unless_none(f, given, "None cannot be stored in an array by compiled code", span)


# Functions of which other arguments than the first are arrays, too.
_SEVERAL = (
    *("dot", "inner", "outer", "vdot", "kron", "cross", "tensordot", "where", "interp", "isclose"),
    *("allclose", "array_equal", "convolve", "correlate", "polyval", "searchsorted", "digitize"),
)


def _are_arrays(t: ty.Type) -> bool:
    return all(isinstance(m, ty.Array) for m in members(t))


def unless_none(f: Lowering, v: Value, message: str, span: Span) -> Value:
    """What may be None, as what it is otherwise; TypeError where it is None."""
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


# --- operators ----------------------------------------------------------------------------------

_CONTAINERS: dict[str, Any] = {
    t.__name__: t for t in (str, bytes, bytearray, list, dict, set, frozenset)
}


def operands(f: Lowering, word: str, values: Sequence[Value], span: Span) -> list[Value]:
    """The operands of the operator `word` ("__add__"), where none is None; else TypeError, as
    Python says it. As they are where the operator may take None, and where an operand is never
    anything else: that is an error of the program."""
    if f.signature.library or not any(isinstance(v.type, ty.Union) for v in values):
        return list(values)
    rests = [without(v.type, ty.NONE) for v in values]
    if None in rests:
        return list(values)
    found: dict[tuple[ty.Type, ...], Exception | None] = {}
    if any(r is not v.type for r, v in zip(rests, values)):
        for types in product(*(members(v.type) for v in values)):
            if ty.NONE in types:
                found[types] = _refused(word, types)
    made = list(values)
    for i, v in enumerate(values):
        messages = {types: text for types, text in found.items() if types[i] is ty.NONE}
        rest = rests[i]
        if not messages or None in messages.values() or rest is None:
            continue
        for types, text in messages.items():
            _raise_for(f, values, types, text, span)
        made[i] = f.b.emit("union.get", v, member=rest)
    return made


def _raise_for(
    f: Lowering, values: Sequence[Value], types: Sequence[ty.Type], error: Any, span: Span
) -> None:
    """An error like this where the values are of just these types."""
    f.b.span, test = span, None
    for v, t in zip(values, types):
        if isinstance(v.type, ty.Union):
            this = f.b.emit("union.is", v, member=t)
            test = this if test is None else f.b.emit("and", test, this)
    assert test is not None
    kind = "ValueError" if isinstance(error, ValueError) else "TypeError"
    raise_if(f, test, kind, str(error), span)


def _refused(word: str, types: Sequence[ty.Type]) -> Exception | None:
    """What Python says to operands of these types; None where it may take them. (To a product of an
    array and None, NumPy says ValueError.)"""
    samples = [_sample(word if i == 0 else _reflected(word), t) for i, t in enumerate(types)]
    if None in samples:
        return None
    try:
        getattr(operator, word)(*(make() for make in samples if make is not None))
    except (TypeError, ValueError) as error:
        return error.with_traceback(None)
    return None


def _sample(word: str, t: ty.Type) -> Callable[[], Any] | None:
    """What makes an operand of a type, if that says what becomes of the operator with it."""
    if t is ty.NONE:
        return lambda: None
    if isinstance(t, ty.Scalar):
        return lambda: python_class(t)(1)
    if isinstance(t, ty.Array):
        return lambda: _ones(t)
    if isinstance(t, ty.Tuple) and not t.name:
        return tuple
    if not isinstance(t, ty.Object):
        return None
    if t.name in _CONTAINERS:
        return None if "mod__" in word else _CONTAINERS[t.name]
    cls = class_of(t)
    if cls is None or cls.__subclasses__():
        return None
    for name in (word, word.replace("__i", "__", 1)):
        if raw(cls, name) not in (None, getattr(object, name, None)):
            return None
    return type(cls.__name__, (), {})


def _ones(t: ty.Array) -> Any:
    import numpy as np

    return np.ones((1,) * t.ndim, python_class(t.dtype))


def _reflected(word: str) -> str:
    """The method of the right operand."""
    name = next((n for n, w in DUNDER.items() if f"__{w}__" == word), "")
    if name in MIRROR:
        return f"__{DUNDER[MIRROR[name]]}__"
    plain = word[3:] if word[2:-2] not in DUNDER.values() else word[2:]
    return f"__r{plain}"
