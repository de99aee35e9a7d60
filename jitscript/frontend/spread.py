"""Calls with `*xs` where it is not known how many there are: of functions with so many parameters,
and of builtins that take any number.

    Point(*map(int, line.split()))     print(*xs, sep=", ")     math.gcd(*xs)
"""

from __future__ import annotations

import inspect
import itertools
import math
import types as pytypes
from collections.abc import Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import user_classes
from .closures import Closure
from .emitter import Static
from .functions import head
from .lowering import Lowering, raise_if
from .methods import length
from .patterns import describe
from .signature import EMPTY
from .subscripts import element

Held = Value | Static


class Spread:
    """The argument `*value`, which may be of any length."""

    __slots__ = ("node", "value")

    def __init__(self, value: Value, node: Any):
        self.value, self.node = value, node


def spread_call(
    f: Lowering, obj: Any, args: Sequence[Held | Spread], keywords: dict[str, Held], span: Span
) -> Held:
    """Call `obj`, some of whose arguments are spread."""
    if obj is print:
        return _print(f, args, keywords, span)
    first = args[0]
    if len(args) == 1 and isinstance(first, Spread):
        if obj is itertools.chain:
            return f.call_object(itertools.chain.from_iterable, [first.value], keywords, span)
        rows = _ROWS.get(obj) if getattr(type(obj), "__hash__", None) else None
        if rows is not None and not keywords:
            rule = getattr(registry.module("iterators_lengths"), rows)
            return f.call_function(rule, [first.value], span)
        own = _OWN.get(obj) if getattr(type(obj), "__hash__", None) else None
        if own is not None and not keywords:
            return f.call_function(getattr(registry.module("spreading"), own), [first.value], span)
    return f.call_object(obj, _counted(f, obj, args, keywords, span), keywords, span)


_ROWS: dict[Any, str] = {zip: "columns", itertools.product: "product_of"}  # generator functions
_OWN: dict[Any, str] = {max: "max_of", min: "min_of", math.gcd: "gcd_of", math.lcm: "lcm_of"}


def _print(
    f: Lowering, args: Sequence[Held | Spread], keywords: dict[str, Held], span: Span
) -> Held:
    library = registry.module("spreading")
    texts = f.materialise(f.call_object(list, [], {}, span), span)
    for arg in args:
        if isinstance(arg, Spread):
            f.call_function(library.add_texts, [texts, arg.value], span)
        else:
            f.call_function(library.add_text, [texts, arg], span)
    shown = registry.module("builtins_text").print_texts
    return f.call_function(shown, [texts], span, keywords)


def _counted(
    f: Lowering, obj: Any, args: Sequence[Held | Spread], keywords: dict[str, Held], span: Span
) -> list[Held]:
    """The arguments one by one: as many as the function has parameters."""
    spread = [i for i, a in enumerate(args) if isinstance(a, Spread)]
    names = _names(f, obj, span)
    if names is None or len(spread) > 1 or not set(names).isdisjoint(keywords):
        _refuse(f, args[spread[0]])
    (at,) = spread
    one = args[at]
    assert isinstance(one, Spread)
    wanted = len(names) - (len(args) - 1)
    size = length(f, one.value, span)
    own = 1 if isinstance(obj, type) else 0  # a class counts the instance, too
    title = f"{obj.__qualname__}.__init__" if own else getattr(obj, "__qualname__", obj.__name__)
    for k in range(max(wanted, 0)):
        test = f.b.emit("eq", size, f.b.const(k, ty.INT))
        raise_if(f, test, "TypeError", _missing(title, names[len(args) - 1 + k :]), span)
    takes = len(names) + own
    given = f.b.emit("add", size, f.b.const(len(args) - 1 + own, ty.INT))
    words = f"{title}() takes {takes} positional argument{'s' * (takes != 1)} but "
    others = len(keywords)
    if others:
        words += f"{{}} positional arguments (and {others} keyword-only argument"
        words += "s" * (others != 1) + ") were given"
    elif takes == 0:
        only = f.b.emit("eq", size, f.b.const(1, ty.INT))
        raise_if(f, only, "TypeError", words + "1 was given", span)
    words += "" if others else "{} were given"
    test = f.b.emit("gt", size, f.b.const(max(wanted, 0), ty.INT))
    raise_if(f, test, "TypeError", words, span, given)
    found: list[Held] = []
    for i, arg in enumerate(args):
        if i != at:
            assert not isinstance(arg, Spread)
            found.append(arg)
            continue
        for k in range(wanted):
            found.append(element(f, one.value, f.b.const(k, ty.INT), one.node))
    return found


def _missing(title: str, names: list[str]) -> str:
    quoted = [f"'{n}'" for n in names]
    if len(quoted) > 2:
        text = ", ".join(quoted[:-1]) + f", and {quoted[-1]}"
    else:
        text = " and ".join(quoted)
    plural = "s" * (len(names) != 1)
    return f"{title}() missing {len(names)} required positional argument{plural}: {text}"


def _names(f: Lowering, obj: Any, span: Span) -> list[str] | None:
    """The positional parameters of a function that has no others but keywords; None if it may take
    another number, or is no function of the user's."""
    if isinstance(obj, Closure):
        params = obj.signature.params
    elif isinstance(obj, pytypes.FunctionType) and not registry.find(obj):
        params = head(f, obj, span).params
    elif user_classes.is_user_class(obj):
        kinds = inspect.Parameter
        own = inspect.signature(obj).parameters.values()
        if any(p.default is not kinds.empty or p.kind in _VARIABLE for p in own):
            return None
        return [p.name for p in own if p.kind is not kinds.KEYWORD_ONLY]
    else:
        return None
    positional = [p for p in params if p.kind in ("pos", "posonly")]
    if any(p.default is not EMPTY for p in positional) or any(p.kind == "vararg" for p in params):
        return None
    if isinstance(obj, Closure) and obj.defaults:
        return None
    return [p.name for p in positional]


_VARIABLE = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def _refuse(f: Lowering, arg: Any) -> NoReturn:
    f.fail(
        f"`*` of a {describe(arg.value.type)} gives a number of arguments that is not known here",
        f.span(arg.node),
        hint="spread a tuple, or call a function with a fixed number of parameters",
    )
