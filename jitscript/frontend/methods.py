"""Instances of scripted classes: calls of their methods, new ones, and `len`."""

from __future__ import annotations

import ast
import builtins
import types as pytypes
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry, slicing
from . import (
    array_rules,
    class_making,
    classes,
    named_dunders,
    numpy_calls,
    opaque,
    positional,
    unsupported,
    user_classes,
)
from .arguments import WrongCall, assign_slots, fits
from .caught import of_exceptions
from .classes import python_class
from .composite import BoundMethod
from .emitter import Static
from .functions import Held, call_function, call_oracle, head
from .given_none import unless_none, used
from .holes import has_hole
from .inferred import infer
from .lowering import Lowering, raise_if, tuple_items
from .managers import generator_of_manager
from .named_keys import has_named_keys, update
from .narrowing import without
from .operators import truth
from .operators.unions import each
from .patterns import describe, is_exception, narrow_first
from .services import CALLED
from .stand_ins import open_call, stand_in, widen_learned

_METHODS = pytypes.FunctionType, pytypes.MethodDescriptorType


def method_rule(t: ty.Type, name: str) -> Any:
    """The rule for a method of a library class that asks what it is given: it is registered for
    the method of the Python class. None: there is none."""
    oracle = getattr(python_class(t), name, None)
    return CALLED[oracle] if isinstance(oracle, _METHODS) else None


def call_bound(
    f: Lowering, bound: BoundMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    t = bound.value.type
    if opaque.takes_method(t, [*args, *keywords.values()]):
        return opaque.call_method(f, bound.value, bound.name, args, keywords, span)
    if isinstance(t, ty.Union):
        return each(
            f,
            bound.value,
            span,
            lambda x: f.materialise(
                call_bound(f, BoundMethod(x, bound.name), args, keywords, span), span
            ),
        )
    if t in f.unit.frames:
        return f.of_generator(bound.value, bound.name, span, [*args, *keywords.values()])
    if isinstance(t, (ty.Tuple, ty.Enum)) and t.name:
        return f.call_nominal(bound.value, bound.name, args, keywords, span)
    if is_exception(t):
        return of_exceptions(f, "exception_method", bound.value, bound.name, args, keywords, span)
    drawing = numpy_calls.of_generator(t, bound.name)
    if drawing is not None:
        made = numpy_calls.call(f, drawing, [bound.value, *args], keywords, span)
        assert made is not None
        return made
    if not f.signature.library and not keywords:
        same = named_dunders.of(t, bound.name, args)
        if same is not None:
            return f.call_object(same, [bound.value, *args], {}, span)
    if isinstance(t, ty.Object):
        rule = method_rule(t, bound.name)
        if rule is not None:
            return rule(f, bound, args, keywords, span)
        if keywords and not user_classes.class_of(t):
            if has_named_keys(python_class(t), bound.name):
                return update(f, bound.value, bound.name, args, keywords, span)
            positional.refuse_of_method(f, classes.class_of(t), bound.name, keywords, span)
        found = call_method(f, bound.value, bound.name, args, span, keywords)
        if found is None:
            f.fail(f"the source of the method `{bound.name}` is not known", span)
        return found
    found_at = isinstance(t, ty.Tuple) and bound.name in ("count", "index")
    if found_at and 1 <= len(args) <= (3 if bound.name == "index" else 1) and not keywords:
        return _tuple_method(f, bound, args, span)
    oracle = getattr(python_class(t), bound.name)
    rule = array_rules.find(oracle)
    all_args = [bound.value, *args]
    if rule is not None:
        return numpy_calls.instead(
            f, lambda a, k: rule(f, a, k, span), oracle, all_args, keywords, span
        )
    if not registry.find(oracle):
        through = numpy_calls.call(f, oracle, all_args, keywords, span)
        if through is not None:
            return through
        f.fail(
            f"the method `.{bound.name}` of {describe(t)} is not supported",
            span,
            hint=unsupported.instead(bound.name) if isinstance(t, ty.Array) else "",
        )
    return numpy_calls.instead(
        f,
        lambda a, k: call_oracle(f, oracle, a, k, span),
        oracle,
        all_args,
        keywords,
        span,
    )


def _tuple_method(f: Lowering, bound: BoundMethod, args: list[Held], span: Span) -> Value:
    """`t.count(x)` and `t.index(x, start, stop)`: a comparison with each element."""
    items, node = tuple_items(f, bound.value), f.here(span)
    ends = []
    for end in args[1:]:
        whole = f.convert(f.materialise(end, span), ty.INT, span, "the place")
        size = f.b.const(len(items), ty.INT)
        ends.append(f.materialise(f.call_function(slicing.clip_up, [whole, size], span), span))

    def equal(i: int) -> Value:
        return f.truth_of_value(f.compare(ast.Eq(), items[i], args[0], node), span)

    def same(i: int) -> Value:
        if not ends:
            return equal(i)
        f.b.span = span
        at = f.b.const(i, ty.INT)
        among = f.b.emit("ge", at, ends[0])
        if len(ends) == 2:
            among = f.b.emit("and", among, f.b.emit("lt", at, ends[1]))
        return f.if_(among, lambda: equal(i), lambda: f.b.const(False, ty.BOOL), span)

    if bound.name == "count":
        total = f.b.const(0, ty.INT)
        for i in range(len(items)):
            one = f.b.op("cast", same(i), to=ty.INT, span=span).result
            total = f.b.op("add", total, one, span=span).result
        return total

    def search(i: int) -> Value:
        if i == len(items):
            f.raise_("ValueError", "tuple.index(x): x not in tuple", [], span)
        return f.if_(same(i), lambda: f.b.const(i, ty.INT), lambda: search(i + 1), span)

    return search(0)


def call_method(
    f: Lowering,
    value: Value,
    name: str,
    args: list[Any],
    span: Span,
    keywords: dict[str, Held] | None = None,
    optional: bool = False,
) -> Held | None:
    """Call a method of an instance; None when its class has none, or, if `optional`, when the
    arguments do not fit."""
    t = value.type
    fn = classes.method(t, name)
    if fn is None:
        return None
    if isinstance(t, ty.Object):
        found = open_call(f, t, fn, value, args, span)
        if found is not None:
            return found
    f.unit.layout(t)
    if generator_of_manager(fn) is not None:
        return call_function(f, fn, [value, *args], span, keywords, owner=t)
    signature = head(f, fn, span, classes.owner(t))
    if isinstance(t, ty.Object):
        widen_learned(f, value, signature, args, span)
    if optional:
        slots = assign_slots(f, signature, [value, *args], keywords or {}, True)
        if isinstance(slots, WrongCall):
            return None
        if fits(f, signature, slots, exact=False, span=span) is None:
            return None
    return call_function(f, fn, [value, *args], span, keywords, owner=t)


def construct(
    f: Lowering,
    cls: type,
    type_args: tuple[ty.Type, ...] | None,
    args: list[Any],
    keywords: dict[str, Held],
    span: Span,
) -> Value:
    """A new instance: its fields are zero until `__init__` sets them."""
    if user_classes.is_user_class(cls):
        if type_args is None and classes.parameters(cls):
            init = user_classes.raw(cls, "__init__")
            type_args = infer(f, cls, init, args, keywords, span)
        return class_making.construct(f, cls, type_args, args, keywords, span)
    name = classes.name_of(cls)
    init = cls.__dict__.get("__init__")
    if keywords and registry.oracle_of(cls) is not None:
        positional.refuse(f, registry.oracle_of(cls), keywords, span)
    if hasattr(cls, "__made_by_first__"):
        args = [_made_by(f, cls, args[0], span), *args[1:]] if args else args
    if type_args is None:
        type_args = infer(f, cls, init, args, keywords, span)
    t = ty.Object(name, type_args)
    if has_hole(t):
        return stand_in(f, t, span)
    bad = classes.bad_key(cls, type_args)
    if bad is not None:
        hint = "a key is a number, text, None, or a tuple of these"
        f.fail(f"unhashable type: '{describe(bad)}'", span, hint=hint)
    f.unit.layout(t)
    if init is None:
        if args or keywords:
            f.fail(f"{name}() takes no arguments", span)
        return f.b.op("object.new", types=[t], span=span).result
    new = Static(classes.NewObject(t))
    return f.materialise(call_function(f, init, [new, *args], span, keywords, owner=t), span)


def _made_by(f: Lowering, cls: type, factory: Held, span: Span) -> Held:
    """What a factory makes, where the class knows by its type how to make more: a number, a text
    or an empty container."""
    if isinstance(factory, Value):
        if factory.type is not ty.NONE and not f.can_be_called(factory.type):
            f.fail("first argument must be callable or None", span)
        return factory
    _, place = f.argument_places.get(id(factory), (None, span))  # where what it holds is learned
    inner = _makes_another(factory.obj, cls)
    if inner is not None:  # written out, so that what it holds is learned
        made_by = Static(inner[0])
        f.argument_places[id(made_by)] = made_by, inner[1]
        return construct(f, cls, None, [made_by], {}, place)
    made = f.materialise(f.call_object(factory.obj, [], {}, place), place)
    plain = isinstance(made.type, ty.Scalar) or made.type == ty.Object("str", ())
    known = isinstance(factory.obj, type) or (_gives_constant(factory.obj) and plain)
    if not known:
        name = classes.name_of(cls)
        f.fail(
            f"a {name} with this factory is not supported",
            span,
            hint=f"write {name}(list), {name}(int) or the like, or test whether the key is there",
        )
    return made


def _gives_constant(obj: Any) -> bool:
    """Whether a function is `lambda: 0`, or the like."""
    return isinstance(_given_by(obj), ast.Constant)


def _makes_another(obj: Any, cls: type) -> Any:
    """The type `int` in `lambda: defaultdict(int)`, where `cls` is that of defaultdict, and its
    place."""
    call = _given_by(obj)
    if not isinstance(call, ast.Call) or len(call.args) != 1 or call.keywords:
        return None
    space = getattr(getattr(obj.signature, "fn", None), "__globals__", {})
    callee, made = (_named(e, space) for e in (call.func, call.args[0]))
    if not isinstance(made, type) or classes.implementation(callee) is not cls:
        return None
    return made, obj.signature.source.span(call.args[0])


def _named(node: ast.expr, space: dict[str, Any]) -> Any:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return getattr(space.get(node.value.id), node.attr, None)
    name = node.id if isinstance(node, ast.Name) else ""
    return space.get(name, getattr(builtins, name, None))


def _given_by(obj: Any) -> ast.expr | None:
    """The expression that a lambda gives."""
    signature = getattr(obj, "signature", None)
    body: Any = getattr(getattr(getattr(signature, "source", None), "tree", None), "body", ())
    last = body[0] if len(body) == 1 else None
    return last.value if isinstance(last, ast.Return) else None


def length(f: Lowering, v: Value, span: Span) -> Value:
    f.b.span = span
    v = used(f, f.without_enum(v, str, span), "object of type 'NoneType' has no len()", span)
    if isinstance(v.type, ty.Tuple):
        return f.b.const(len(v.type.items), ty.INT)
    if isinstance(v.type, ty.Array):
        if not v.type.ndim:
            f.raise_("TypeError", "len() of unsized object", [], span)
        return f.b.emit("array.dim", v, axis=0)
    if isinstance(v.type, ty.Union) and all(map(_has_length, v.type.members)):
        return each(f, v, span, lambda x: length(f, x, span))
    rest = without(v.type, ty.NONE)
    if rest is not v.type and isinstance(rest, ty.Array):
        said = "object of type 'NoneType' has no len()"
        return length(f, unless_none(f, v, said, span), span)
    found = call_method(f, v, "__len__", [], span)
    if found is not None and user_classes.class_of(v.type) is not None:
        return told(f, v, "__len__", f.materialise(found, span), span)
    if found is not None:
        return f.materialise(found, span)
    f.fail(f"{describe(v.type)} has no len()", span, hint=narrow_first(v.type))


def told(f: Lowering, v: Value, name: str, found: Value, span: Span) -> Value:
    """What `__len__` or `__bool__` of `v` gave, if it is what CPython takes."""
    t = found.type
    if user_classes.class_of(v.type) is None or isinstance(t, (ty.Union, ty.Enum)):
        return found
    kind = getattr(python_class(t), "__name__", describe(t))
    if name == "__bool__":
        if t is not ty.BOOL:
            f.raise_("TypeError", f"__bool__ should return bool, returned {kind}", [], span)
    elif t is ty.BOOL:
        return f.b.op("cast", found, to=ty.INT, span=span).result
    elif t is ty.INT:
        below = f.b.emit("lt", found, f.b.const(0, ty.INT))
        raise_if(f, below, "ValueError", "__len__() should return >= 0", span)
    elif t is ty.FLOAT or not isinstance(t, ty.Scalar):
        f.raise_("TypeError", f"'{kind}' object cannot be interpreted as an integer", [], span)
    return found


def _has_length(t: ty.Type) -> bool:
    return isinstance(t, (ty.Tuple, ty.Array)) or (
        isinstance(t, ty.Object) and classes.method(t, "__len__") is not None
    )


def truth_of(f: Lowering, v: Value, node: ast.expr) -> Value:
    """The truth of any value, as a bool."""
    span = f.span(node)
    f.b.span = span
    if isinstance(v.type, ty.Enum):
        return f.truth_of_member(v, span)
    if isinstance(v.type, (ty.Object, ty.Tuple)):
        for name in ("__bool__", "__len__"):
            found = call_method(f, v, name, [], span)
            if found is not None:
                return truth(f, told(f, v, name, f.materialise(found, span), span), span)
        return f.b.const(isinstance(v.type, ty.Object) or bool(v.type.items), ty.BOOL)
    if isinstance(v.type, ty.Union):
        return _union_truth(f, v, v.type, node)
    return truth(f, v, span)


def _union_truth(f: Lowering, v: Value, t: ty.Union, node: ast.expr) -> Value:
    """Numbers by the rules; other members by hand, so that instances reach `__bool__`."""
    if all(isinstance(m, ty.Scalar) for m in t.members):
        return truth(f, v, f.span(node))
    first = ty.NONE if ty.NONE in t.members else t.members[0]
    rest = without(t, first)
    assert rest is not None
    return f.if_(
        f.b.emit("union.is", v, member=first),
        lambda: truth_of(f, f.b.emit("union.get", v, member=first), node),
        lambda: truth_of(f, f.b.emit("union.get", v, member=rest), node),
        f.span(node),
    )
