"""Calls with `*xs` where it is not known how many there are: of functions with so many parameters,
and of builtins that take any number.

    Point(*map(int, line.split()))     print(*xs, sep=", ")     math.gcd(*xs)
"""

from __future__ import annotations

import dataclasses
import heapq
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
from . import classes, nominal, user_classes
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
    found = _parameters(f, obj, span)
    if found is not None and (found.least < len(found.names) or found.among(keywords)):
        return _by_count(f, obj, args, keywords, found, span)
    return f.call_object(obj, _counted(f, obj, args, keywords, found, span), keywords, span)


def _rule(obj: Any, keywords: dict[str, Held]) -> Callable[[Lowering, Value, Span], Held] | None:
    """How a function of the library is called with all its arguments in one value."""
    if obj is itertools.chain:
        whole = itertools.chain.from_iterable
        return lambda f, items, span: f.call_object(whole, [items], keywords, span)
    if obj is heapq.merge:
        merge = registry.module("heaps_merged").merge_all
        return lambda f, items, span: f.call_function(merge, [items], span, keywords)
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


@dataclasses.dataclass(frozen=True)
class _Positional:
    """The positional parameters of a function, how many of them it needs, and whether it takes
    more."""

    names: list[str]
    least: int
    more: bool

    def among(self, keywords: dict[str, Held]) -> str | None:
        """The first that a keyword is for."""
        return next((n for n in self.names if n in keywords), None)


def _by_count(
    f: Lowering,
    obj: Any,
    args: Sequence[Held | Spread],
    keywords: dict[str, Held],
    takes: _Positional,
    span: Span,
) -> Held:
    """A call of a function some of whose parameters have defaults, or are given by keywords: a
    branch for each number of arguments."""
    at = next(i for i, a in enumerate(args) if isinstance(a, Spread))
    one, word = args[at], takes.among(keywords)
    names = takes.names[: takes.names.index(word)] if word is not None else takes.names
    first, last = max(takes.least, len(args) - 1), len(names)
    first = min(first, last)
    if takes.more or len(args) - 1 > last or last - first > _BRANCHES or at < len(args) - 1:
        _refuse(f, one)
    assert isinstance(one, Spread)
    size = length(f, one.value, span)
    others = [n for n in keywords if n not in takes.names]
    many = _Many(len(names), takes.least, word, len(others))
    required = names[: takes.least]
    _check_count(f, obj, size, required, takes.least - (len(args) - 1), many, args, span)
    before = _plain(args[:at])

    def call(count: int) -> Value:
        wanted = range(count - len(before))
        values = [element(f, one.value, f.b.const(k, ty.INT), one.node) for k in wanted]
        return f.materialise(f.call_object(obj, [*before, *values], keywords, span), span)

    def of(count: int) -> Value:
        if count == last:
            return call(count)
        f.b.span = span
        test = f.b.emit("eq", size, f.b.const(count - len(before), ty.INT))
        return f.if_(test, lambda: call(count), lambda: of(count + 1), span)

    return of(first)


_BRANCHES = 4  # of a call for each number of arguments


@dataclasses.dataclass(frozen=True)
class _Many:
    """How many arguments are too many: more than `most`; or, where a keyword is for the next
    parameter, what CPython says of that one."""

    most: int
    least: int
    word: str | None
    others: int  # keywords for parameters that are keyword-only


def _counted(
    f: Lowering,
    obj: Any,
    args: Sequence[Held | Spread],
    keywords: dict[str, Held],
    found: _Positional | None,
    span: Span,
) -> list[Held]:
    """The arguments one by one: as many as the function has parameters, and a tuple of the rest
    where it takes any number."""
    at = next(i for i, a in enumerate(args) if isinstance(a, Spread))
    if found is None:
        _refuse(f, args[at])
    names, more = found.names, found.more
    if more and at >= len(names):
        return [*_plain(args[: len(names)]), _rest(f, args[len(names) :])]
    if (more and at < len(args) - 1) or any(isinstance(a, Spread) for a in args[at + 1 :]):
        _refuse(f, args[at])
    one = args[at]
    assert isinstance(one, Spread)
    if more:
        one = Spread(_list(f, [one]), one.node)
    wanted = len(names) - (len(args) - 1)
    many = None if more else _Many(len(names), len(names), None, len(keywords))
    _check_count(f, obj, length(f, one.value, span), names, wanted, many, args, span)
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
    many: _Many | None,
    args: Sequence[Any],
    span: Span,
) -> None:
    """CPython's TypeErrors where there are too few, or too many."""
    own = 1 if isinstance(obj, (type, BoundMethod)) else 0  # the instance is counted, too
    title = _title(obj)
    for k in range(max(wanted, 0)):
        test = f.b.emit("eq", size, f.b.const(k, ty.INT))
        raise_if(f, test, "TypeError", _missing(title, names[len(args) - 1 + k :]), span)
    if many is None:
        return
    most, least = many.most + own, many.least + own
    if many.word is not None:
        words = f"{title}() got multiple values for argument '{many.word}'"
        test = f.b.emit("gt", size, f.b.const(many.most - (len(args) - 1), ty.INT))
        raise_if(f, test, "TypeError", words, span)
        return
    takes = f"{most}" if least == most else f"from {least} to {most}"
    given = f.b.emit("add", size, f.b.const(len(args) - 1 + own, ty.INT))
    words = f"{title}() takes {takes} positional argument{'s' * (takes != '1')} but "
    if many.others:
        words += f"{{}} positional arguments (and {many.others} keyword-only argument"
        words += "s" * (many.others != 1) + ") were given"
    elif most == 0:
        only = f.b.emit("eq", size, f.b.const(1, ty.INT))
        raise_if(f, only, "TypeError", words + "1 was given", span)
    words += "" if many.others else "{} were given"
    test = f.b.emit("gt", size, f.b.const(max(many.most - (len(args) - 1), 0), ty.INT))
    raise_if(f, test, "TypeError", words, span, given)


def _title(obj: Any) -> str:
    if isinstance(obj, type):
        made = obj.__new__ if nominal.is_named_tuple(obj) else None
        return made.__qualname__ if made else f"{obj.__qualname__}.__init__"
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


def _parameters(f: Lowering, obj: Any, span: Span) -> _Positional | None:
    """The positional parameters of a function of the user's; None where they are not known. Library
    methods that take any number, too."""
    kinds = inspect.Parameter
    own = 0
    if isinstance(obj, Closure):
        params, own = obj.signature.params, 0
        if obj.defaults:
            return None
    elif isinstance(obj, pytypes.FunctionType) and not registry.find(obj):
        params = head(f, obj, span).params
    elif isinstance(obj, BoundMethod) and isinstance(_method(obj), pytypes.FunctionType):
        params, own = head(f, _method(obj), span, classes.owner(obj.value.type)).params, 1
        if user_classes.class_of(obj.value.type) is None and params[-1].kind != "vararg":
            return None
    elif user_classes.is_user_class(obj) or nominal.is_named_tuple(obj):
        given = inspect.signature(obj).parameters.values()
        if any(p.kind is kinds.VAR_KEYWORD for p in given):
            return None
        told = [p for p in given if p.kind in (kinds.POSITIONAL_ONLY, _EITHER)]
        least = sum(p.default is kinds.empty for p in told)
        more = any(p.kind is kinds.VAR_POSITIONAL for p in given)
        return _Positional([p.name for p in told], least, more)
    else:
        return None
    positional = [p for p in params if p.kind in ("pos", "posonly")][own:]
    least = sum(p.default is EMPTY for p in positional)
    return _Positional([p.name for p in positional], least, any(p.kind == "vararg" for p in params))


_EITHER = inspect.Parameter.POSITIONAL_OR_KEYWORD


def _refuse(f: Lowering, arg: Any) -> NoReturn:
    f.fail(
        f"`*` of a {describe(arg.value.type)} gives a number of arguments that is not known here",
        f.span(arg.node),
        hint="spread a tuple, or call a function that takes just so many, or any number",
    )
