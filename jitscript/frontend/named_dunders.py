"""Special methods called by name, as `x.__repr__()`: what the builtin or the operator does.

Only where that is the same: operators decline by NotImplemented what is of another class, so both
operands are of one here.
"""

from __future__ import annotations

import builtins
import operator
import types as pytypes
from typing import Any

from ..ir import types as ty
from . import classes, user_classes
from .classes import python_class

_BUILTINS = ("repr", "str", "len", "hash", "abs", "bool", "int", "float", "round", "iter", "next")
_OPERATORS = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor")
_ORDERS = ("lshift", "rshift", "eq", "ne", "lt", "le", "gt", "ge")
_ONE = {f"__{name}__": vars(builtins)[name] for name in _BUILTINS}
_ONE |= {f"__{name}__": vars(operator)[name] for name in ("neg", "pos", "invert", "index")}
_MORE = {"__format__": format}
_TWO = {f"__{n}__": getattr(operator, f"__{n}__") for n in (*_OPERATORS, *_ORDERS)}
_NUMBERS = (ty.INT, ty.FLOAT, ty.COMPLEX)


def knows(t: ty.Type, name: str) -> bool:
    """Whether values of a type, which has no compiled method of this name, have it in Python."""
    if user_classes.class_of(t) is None and classes.method_of(t, name) is not None:
        return False
    if name not in _ONE and name not in _MORE and name not in _TWO:
        return False
    cls = python_class(t)
    found = getattr(cls, name, None)
    if found is None or isinstance(t, ty.Array):
        return False
    if user_classes.class_of(t) is None:
        return name not in _TWO or t in _NUMBERS or isinstance(t, ty.Object)
    if isinstance(found, pytypes.FunctionType):
        return user_classes.is_generated(found)
    return name == "__str__"


def of(t: ty.Type, name: str, args: list[Any]) -> Any:
    """The function that does the same with a value of a type and these arguments, or None."""
    if not knows(t, name):
        return None
    if name in _TWO:
        alike = len(args) == 1 and getattr(args[0], "type", None) is t
        return _TWO[name] if alike else None
    many = 1 if name in _MORE else 0
    return {**_ONE, **_MORE}[name] if len(args) == many else None
