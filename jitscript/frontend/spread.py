"""Calls with `*xs` where it is not known how many there are: of functions with so many parameters,
and of builtins that take any number.

    Point(*map(int, line.split()))     print(*xs, sep=", ")     math.gcd(*xs)
"""

from __future__ import annotations

import inspect
import itertools
import math
import types as pytypes
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import classes, user_classes
from .arguments import Rest
from .closures import Closure
from .composite import BoundMethod, Template, is_format
from .displays import LIST, Group, made_of
from .emitter import Static
from .functions import head
from .lowering import Lowering, raise_if
from .methods import length
from .patterns import describe, is_any_length
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
    first, last = args[0], args[-1]
    before = [a for a in args[:-1] if not isinstance(a, Spread)]
    if is_format(obj) and isinstance(last, Spread) and len(before) == len(args) - 1:
        if isinstance(obj, BoundMethod):
            return f.format_of(obj.value, obj.name, before, last.value, keywords, span)
        return f.call_object(Template(obj.text, obj.maps, last.value), before, keywords, span)
    rule = _rule(obj, keywords)
    if rule is not None:
        alone = len(args) == 1 and isinstance(first, Spread)
        given = first.value if alone else _list(f, args)  # type: ignore[union-attr]
        return rule(f, given, span)
    return f.call_object(obj, _counted(f, obj, args, keywords, span), keywords, span)


def _rule(obj: Any, keywords: dict[str, Held]) -> Callable[[Lowering, Value, Span], Held] | None:
    """How a function of the library is called with all its arguments in one value."""
    if obj is itertools.chain:
        whole = itertools.chain.from_iterable
        return lambda f, items, span: f.call_object(whole, [items], keywords, span)
    if keywords:
        return None
    hashable = getattr(type(obj), "__hash__", None) is not None
    for module, table in (("iterators_lengths", _ROWS), ("spreading", _OWN)):
        name = table.get(obj) if hashable else None
        if name is not None:
            fn = getattr(registry.module(module), name)
            return lambda f, items, span: f.call_function(fn, [items], span)
    if _is_of_set(obj) and obj.name in _METHODS:
        fn = getattr(registry.module("spreading"), _METHODS[obj.name])
        return lambda f, items, span: f.call_function(fn, [obj.value, items], span)
    return None


_ROWS: dict[Any, str] = {zip: "columns", itertools.product: "product_of"}  # generator functions
_OWN: dict[Any, str] = {
    max: "max_of",
    min: "min_of",
    math.gcd: "gcd_of",
    math.lcm: "lcm_of",
    math.hypot: "hypot_of",
    set.union: "union_of",
    set.intersection: "intersection_of",
    set.difference: "difference_of",
}
_METHODS = {"union": "union_all", "update": "update_all"}  # of sets, which may hold nothing yet


def _is_of_set(obj: Any) -> bool:
    t = obj.value.type if isinstance(obj, BoundMethod) else None
    return isinstance(t, ty.Object) and t.name == "set"


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
    """The arguments one by one: as many as the function has parameters, and a tuple of the rest
    where it takes any number."""
    at = next(i for i, a in enumerate(args) if isinstance(a, Spread))
    found = _parameters(f, obj, span)
    if found is None or not set(found[0]).isdisjoint(keywords):
        _refuse(f, args[at])
    names, more = found
    if more and at >= len(names):
        return [*_plain(args[: len(names)]), _rest(f, args[len(names) :])]
    if (more and at < len(args) - 1) or any(isinstance(a, Spread) for a in args[at + 1 :]):
        _refuse(f, args[at])
    one = args[at]
    assert isinstance(one, Spread)
    if more:
        one = Spread(_list(f, [one]), one.node)
    wanted = len(names) - (len(args) - 1)
    _check_count(f, obj, length(f, one.value, span), names, wanted, more, args, keywords, span)
    values = [element(f, one.value, f.b.const(k, ty.INT), one.node) for k in range(wanted)]
    if more:
        rest = registry.module("spreading").rest_of
        left = f.call_function(rest, [one.value, f.b.const(wanted, ty.INT)], span)
        return [*_plain(args[:at]), *values, Static(Rest(f.materialise(left, span)))]
    return [*_plain(args[:at]), *values, *_plain(args[at + 1 :])]


def _plain(args: Sequence[Held | Spread]) -> list[Held]:
    return [a for a in args if not isinstance(a, Spread)]


def _list(f: Lowering, args: Sequence[Held | Spread]) -> Value:
    """A list of what is given, spread or not."""
    node = next(a.node for a in args if isinstance(a, Spread))
    span = f.span(node)
    groups: list[Group] = [
        (True, (a.value,)) if isinstance(a, Spread) else (False, (f.materialise(a, span),))
        for a in args
    ]
    return made_of(f, LIST, groups, node, None)


def _rest(f: Lowering, args: Sequence[Held | Spread]) -> Held:
    first = args[0]
    if len(args) == 1 and isinstance(first, Spread) and is_any_length(first.value.type):
        return Static(Rest(first.value))
    return Static(Rest(f.tuple_of_own(_list(f, args), f.b.span)))


def _check_count(
    f: Lowering,
    obj: Any,
    size: Value,
    names: list[str],
    wanted: int,
    more: bool,
    args: Sequence[Any],
    keywords: dict[str, Held],
    span: Span,
) -> None:
    """CPython's TypeErrors where there are too few, or too many."""
    own = 1 if isinstance(obj, (type, BoundMethod)) else 0  # the instance is counted, too
    title = _title(obj)
    for k in range(max(wanted, 0)):
        test = f.b.emit("eq", size, f.b.const(k, ty.INT))
        raise_if(f, test, "TypeError", _missing(title, names[len(args) - 1 + k :]), span)
    if more:
        return
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


def _title(obj: Any) -> str:
    if isinstance(obj, type):
        return f"{obj.__qualname__}.__init__"
    if isinstance(obj, BoundMethod):
        return str(_method(obj).__qualname__)
    return str(getattr(obj, "__qualname__", obj.__name__))


def _method(bound: BoundMethod) -> Any:
    return classes.method(bound.value.type, bound.name)


def _missing(title: str, names: list[str]) -> str:
    quoted = [f"'{n}'" for n in names]
    if len(quoted) > 2:
        text = ", ".join(quoted[:-1]) + f", and {quoted[-1]}"
    else:
        text = " and ".join(quoted)
    plural = "s" * (len(names) != 1)
    return f"{title}() missing {len(names)} required positional argument{plural}: {text}"


def _parameters(f: Lowering, obj: Any, span: Span) -> tuple[list[str], bool] | None:
    """The positional parameters of a function of the user's, and whether it takes more; None where
    some may be left out. Library methods that take any number, too."""
    kinds = inspect.Parameter
    own = 0
    if isinstance(obj, Closure):
        params = obj.signature.params
        if obj.defaults:
            return None
    elif isinstance(obj, pytypes.FunctionType) and not registry.find(obj):
        params = head(f, obj, span).params
    elif isinstance(obj, BoundMethod) and isinstance(_method(obj), pytypes.FunctionType):
        params, own = head(f, _method(obj), span, classes.owner(obj.value.type)).params, 1
        if user_classes.class_of(obj.value.type) is None and params[-1].kind != "vararg":
            return None
    elif user_classes.is_user_class(obj):
        given = inspect.signature(obj).parameters.values()
        if any(p.default is not kinds.empty or p.kind is kinds.VAR_KEYWORD for p in given):
            return None
        named = [p.name for p in given if p.kind in (kinds.POSITIONAL_ONLY, _EITHER)]
        return named, any(p.kind is kinds.VAR_POSITIONAL for p in given)
    else:
        return None
    positional = [p for p in params if p.kind in ("pos", "posonly")][own:]
    if any(p.default is not EMPTY for p in positional):
        return None
    return [p.name for p in positional], any(p.kind == "vararg" for p in params)


_EITHER = inspect.Parameter.POSITIONAL_OR_KEYWORD


def _refuse(f: Lowering, arg: Any) -> NoReturn:
    f.fail(
        f"`*` of a {describe(arg.value.type)} gives a number of arguments that is not known here",
        f.span(arg.node),
        hint="spread a tuple, or call a function that takes just so many, or any number",
    )
