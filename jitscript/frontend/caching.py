"""`functools.cache` and `lru_cache`: functions that remember what they gave.

    @cache                           m = object.kept @"cache fib" : Memo<int, int>
    def fib(n: int) -> int: ...      e = m.look(n)
    fib(n)                           if e >= 0: m.found(e), else: r = fib(n); m.keep(n, r); r

The memo of a nested function is an object that is made where the function is defined. That of a
function of a module is kept by the program, so that calls to come find what former ones left; then
only what has no identity may go into it as a key.

A key is as CPython makes it: of one argument that is an int or a text, that argument, else the
tuple of all. An argument that may be of several types makes a key of several types.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Mapping
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library.caches import Memo
from . import classes, user_classes
from .arguments import Default, WrongCall, assign_slots, convert_slots, fits
from .closures import Closure, captures_of
from .composite import Cached, Composite
from .emitter import Static
from .functions import called_with, head, instance_for, result_of
from .holes import Learned, has_hole, is_hole, meet
from .lowering import Lowering
from .methods import construct
from .operators.unions import each
from .patterns import describe
from .services import called, service
from .signature import Signature

Held = Value | Static
_WRAPPER: Any = functools._lru_cache_wrapper
_BARE = (ty.INT, ty.Object("str", ()))  # keys by themselves
_PLAIN = ("str", "bytes", "frozenset", "tuple")
classes.implementation(Memo)


class CacheMethod(Composite):
    """`f.cache_info`, `f.cache_clear`, `f.cache_parameters`"""

    __slots__ = ("cached", "name")

    def __init__(self, cached: Any, name: str):
        self.cached, self.name = cached, name

    @property
    def __name__(self) -> str:
        return self.name

    def parts(self) -> list[Any]:
        return [self.cached]

    def with_parts(self, parts: Any) -> CacheMethod:
        return CacheMethod(parts[0], self.name)

    def kind(self) -> str:
        return self.name


# --- decorated functions -------------------------------------------------------------------------


@service
def decorated(f: Lowering, s: ast.FunctionDef, closure: Static) -> Static:
    """A nested function that has decorators."""
    node = s.decorator_list[0]
    span = f.span(node)
    held = f.expr(node.func if isinstance(node, ast.Call) else node)
    of = held.obj if isinstance(held, Static) else None
    called = isinstance(node, ast.Call)
    if len(s.decorator_list) > 1 or of not in (functools.cache, functools.lru_cache):
        f.fail(
            "a decorator of a nested function is not supported",
            span,
            hint="move the function to module level, or leave the decorator out",
        )
    most, typed = (-1, False) if of is functools.cache else (128, False)
    if of is functools.lru_cache and called:
        assert isinstance(node, ast.Call)
        most, typed = _parameters(f, node, span)
    elif called:
        f.fail("cache() takes the function that it decorates", span, hint="write @cache")
    memo = construct(f, Memo, None, [], {}, span)
    place = f.place(span, 0)[:2]
    return Static(Cached(closure, memo, f.source.inner(s).name, place, most, typed))


def _parameters(f: Lowering, node: ast.Call, span: Span) -> tuple[int, bool]:
    """`maxsize` and `typed` as they are written."""
    given = dict(zip(("maxsize", "typed"), node.args))
    for keyword in node.keywords:
        if keyword.arg not in ("maxsize", "typed") or keyword.arg in given:
            f.fail(f"lru_cache() got an unexpected argument '{keyword.arg}'", span)
        given[keyword.arg] = keyword.value
    if len(node.args) > 2:
        f.fail("lru_cache() takes from 0 to 2 positional arguments", span)
    found: dict[str, Any] = {"maxsize": 128, "typed": False}
    for name, value in given.items():
        made = f.value(value)
        if made.op is None or made.op.opcode != "const":
            f.fail(f"the {name} of lru_cache() must be a constant", f.span(value))
        found[name] = made.op.attrs["value"]
        if not isinstance(found[name], (int, type(None))):
            f.fail("Expected first argument to be an integer, a callable, or None", span)
    return _most(found["maxsize"]), bool(found["typed"])


def _most(maxsize: int | None) -> int:
    return -1 if maxsize is None else max(maxsize, 0)


def _of_module(f: Lowering, obj: Any) -> Cached:
    """A function of a module, as functools has wrapped it."""
    fn = f.attribute(obj, "__wrapped__")
    fn = f.attribute(fn, "__wrapped__") if hasattr(fn, "_provider") else fn
    given = obj.cache_parameters()
    f.unit.looks.called(functools.lru_cache)
    if "." in fn.__qualname__.rpartition("<locals>.")[2]:
        f.fail(
            f"a cache of a method, `{fn.__qualname__}`, is not supported",
            f.b.span,
            hint="keep what it has found in a dict of the instance, or cache a function",
        )
    known = f.unit.kept_names
    if fn not in known:
        name = f"{fn.__module__}.{fn.__qualname__}"
        known[fn] = name if name not in known.values() else f"{name}#{len(known)}"
    name = known[fn]
    return Cached(Static(fn), None, name, (), _most(given["maxsize"]), given["typed"])


# --- calls ---------------------------------------------------------------------------------------


@called(_WRAPPER)
def _call_wrapper(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    return _call(f, _of_module(f, obj), args, keywords, span)


@called(Cached)
def _call(
    f: Lowering, cached: Cached, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    function = cached.function.obj
    captures: Mapping[Any, Held] = {}
    signature: Signature
    if isinstance(function, Closure):
        signature, captures = function.signature, captures_of(f, function, span)
    else:
        signature = head(f, function, span)
    if signature.scope.generates:
        f.fail(
            f"`{function.__name__}` remembers its generators, which is not supported",
            span,
            hint="have it return a list or a tuple",
        )
    slots = assign_slots(f, signature, [*args], {**keywords}, False)
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)
    if isinstance(function, Closure):
        slots = [
            function.defaults[p.name] if isinstance(s, Default) else s
            for p, s in zip(signature.params, slots)
        ]
    types = fits(f, signature, slots, exact=False, span=span, explain=True)
    assert types is not None
    if not all(isinstance(t, ty.Type) for t in types):
        f.fail(
            f"`{function.__name__}` remembers what it gave, and takes no functions",
            span,
            hint="leave the cache out, or capture the function instead of passing it",
        )
    values = convert_slots(f, signature, slots, types, span)
    instance = instance_for(f, signature, types, span, captures=captures)
    busy = instance.busy
    result = result_of(f, instance)
    key = _key(f, values, span)
    bad = classes.unhashable(key.type)
    if bad is not None:
        f.fail(
            f"unhashable type: '{describe(bad)}'",
            span,
            hint=f"what `{function.__name__}` is called with is the key of its cache",
        )
    memo = _memo(f, cached, key.type, result, busy, span)
    if memo is None:
        return called_with(f, instance, values, captures, span)
    assert isinstance(memo.type, ty.Object)
    key_type, result_type = memo.type.args
    most, kept = f.b.const(cached.most, ty.INT), f.b.const(cached.memo is None, ty.BOOL)
    key = f.convert(key, key_type, span, "the key")
    e = _method(f, memo, "look", [key, most, kept], span)

    def known() -> Value:
        return _method(f, memo, "found", [e], span)

    def unknown() -> Value:
        made = called_with(f, instance, values, captures, span)
        made = f.convert(made, result_type, span, "the result")
        _method(f, memo, "keep", [key, made, most, kept], span)
        return made

    f.b.span = span
    return f.if_(f.b.emit("ge", e, f.b.const(0, ty.INT)), known, unknown, span)


def _method(f: Lowering, memo: Value, name: str, args: list[Held], span: Span) -> Value:
    fn = getattr(Memo, name)
    return f.materialise(f.call_function(fn, [memo, *args], span, owner=memo.type), span)


def _key(f: Lowering, values: list[Value], span: Span) -> Value:
    """What results are found by."""

    def made(rest: list[Value], items: list[Value]) -> Value:
        if not rest:
            return f.b.emit("tuple.make", *items)
        first = rest[0]
        if isinstance(first.type, ty.Union):
            return each(f, first, span, lambda x: made([x, *rest[1:]], items))
        return first if first.type in _BARE else made(rest[1:], [*items, first])

    f.b.span = span
    return made(values, []) if len(values) == 1 else f.b.emit("tuple.make", *values)


def _memo(
    f: Lowering, cached: Cached, key: ty.Type, result: ty.Type, busy: bool, span: Span
) -> Value | None:
    """The memo; None where its types are not known yet, and the function is lowered again."""
    if cached.memo is None:
        _check_kept(f, cached, key, result, span)
        t = ty.Object("Memo", (key, result))
        f.unit.layout(t)
        name = f"{cached.name} {t!r}"
        f.unit.kept.setdefault(name, (cached.name, span))
        return f.b.op("object.kept", types=[t], name=name, gil=True, span=span).result
    memo = cached.memo
    assert isinstance(memo.type, ty.Object)
    if has_hole(key):
        return None
    _learn(f, cached, 0, key)
    if busy and is_hole(memo.type.args[1]):
        return None
    if not has_hole(result):
        _learn(f, cached, 1, result)
    return None if has_hole(memo.type) else memo


def _learn(f: Lowering, cached: Cached, k: int, new: ty.Type) -> None:
    """Have the memo take what is put into it."""
    held = cached.memo.type.args[k]
    wider = new if is_hole(held) else meet(held, new)
    if wider is None:
        wider = ty.union_of(held, new)
    if wider is not held:
        raise Learned((*cached.place, k), wider)


def _check_kept(f: Lowering, cached: Cached, key: ty.Type, result: ty.Type, span: Span) -> None:
    if cached.typed and any(isinstance(t, ty.Union) for t in _parts(key)):
        f.fail(
            "a cache that is `typed`, for arguments of several types, is not supported",
            span,
            hint="write one type for each parameter",
        )
    bad = next((t for t in _leaves(key) if not _has_no_identity(f, t, [])), None)
    if bad is not None:
        f.fail(
            f"a cache of a function at module level cannot have {describe(bad)} as an argument",
            span,
            hint="it lives longer than the call: pass numbers, text, frozen dataclasses and tuples "
            "of these, or define the function inside the one that calls it",
        )


def _parts(t: ty.Type) -> tuple[ty.Type, ...]:
    if isinstance(t, ty.Union):
        return (t, *(p for m in t.members for p in _parts(m)))
    if isinstance(t, ty.Tuple):
        return (t, *(p for m in t.items for p in _parts(m)))
    return (t,)


def _leaves(t: ty.Type) -> list[ty.Type]:
    return [p for p in _parts(t) if not isinstance(p, (ty.Union, ty.Tuple))]


def _has_no_identity(f: Lowering, t: ty.Type, around: list[ty.Type]) -> bool:
    """Whether a value from a later call is the same key as one from a former call, and neither
    changes."""
    if not isinstance(t, ty.Object):
        return isinstance(t, (ty.Scalar, ty.Enum)) or t is ty.NONE
    if t.name in _PLAIN:
        return all(_has_no_identity(f, p, around) for a in t.args for p in _leaves(a))
    cls = user_classes.class_of(t)
    if cls is None or not user_classes.is_frozen(cls):
        return False
    if user_classes.raw(cls, "__eq__") is vars(object)["__eq__"] or user_classes.cached(cls):
        return False
    if t in around:
        return True
    f.unit.layout(t)
    inner = [p for _, field in f.unit.module.classes[t].fields for p in _leaves(field)]
    return all(_has_no_identity(f, p, [*around, t]) for p in inner)


# --- cache_info and its like ---------------------------------------------------------------------


@service
def cache_attribute(f: Lowering, obj: Any, name: str, span: Span) -> Held:
    """An attribute of a function that remembers."""
    if name in ("cache_info", "cache_clear", "cache_parameters"):
        return Static(CacheMethod(Static(obj), name))
    cached = obj if isinstance(obj, Cached) else _of_module(f, obj)
    if name == "__wrapped__":
        return cached.function
    function = cached.function.obj
    if isinstance(function, Closure) and name == "__name__":
        return f.constant_object(function.__name__, span)
    _no_attribute(f, name, span)


def _no_attribute(f: Lowering, name: str, span: Span) -> NoReturn:
    f.fail(
        f"the attribute `{name}` of a function with a cache is not supported",
        span,
        hint="there are cache_info, cache_clear, cache_parameters and __wrapped__",
    )


@called(CacheMethod)
def _call_method(
    f: Lowering, method: CacheMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if args or keywords:
        f.fail(f"{method.name}() takes no arguments", span)
    obj = method.cached.obj
    cached = obj if isinstance(obj, Cached) else _of_module(f, obj)
    if method.name == "cache_parameters":
        size = None if cached.most < 0 else cached.most
        text = f.constant_object("maxsize", span), f.constant_object("typed", span)
        pair = f.constant_object(size, span), f.constant_object(cached.typed, span)
        pairs = [(f.materialise(a, span), f.materialise(b, span)) for a, b in zip(text, pair)]
        return f.dict_of(pairs, span)
    memo = cached.memo if cached.memo is not None else _found_memo(f, cached, span)
    open_ = has_hole(memo.type)
    if method.name == "cache_clear":
        return f.b.const(None, ty.NONE) if open_ else _method(f, memo, "clear", [], span)
    zero = f.b.const(0, ty.INT)
    counts = [zero, zero, zero]
    if not open_:
        made = _method(f, memo, "counts", [], span)
        counts = [f.b.emit("tuple.get", made, index=i) for i in range(3)]
    most = f.constant_object(None if cached.most < 0 else cached.most, span)
    return f.make_nominal(functools._CacheInfo, [*counts[:2], most, counts[2]], {}, span)


def _found_memo(f: Lowering, cached: Cached, span: Span) -> Value:
    """The memo of a function of a module, by the types in its head."""
    signature = head(f, cached.function.obj, span)
    types: list[Any] = [p.pattern for p in signature.params]
    if not all(isinstance(t, ty.Type) for t in types):
        f.fail(
            f"the cache of `{cached.function.obj.__name__}` can be asked where its parameters "
            "have types",
            span,
            hint="annotate the parameters",
        )
    result = result_of(f, instance_for(f, signature, types, span))
    memo = _memo(f, cached, _key_type(types), result, False, span)
    assert memo is not None
    return memo


def _key_type(types: list[Any]) -> ty.Type:
    if len(types) != 1:
        return ty.Tuple(tuple(types))
    members = types[0].members if isinstance(types[0], ty.Union) else types
    bare, others = [m for m in members if m in _BARE], [m for m in members if m not in _BARE]
    if others:  # tuples of one length are merged by their elements
        bare.append(ty.Tuple((ty.union_of(*others),)))
    return ty.union_of(*bare)
