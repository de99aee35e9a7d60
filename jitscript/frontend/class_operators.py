"""Operators and builtins on instances of a user's class: the methods that Python calls for them.

A method that names `NotImplemented` gives a `T | unbound`: where it is unbound, the other operand
is asked, and then the error is Python's. `==` without a method compares identity.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import class_left, classes, nominal, user_classes
from .conditions import truth_of
from .dunders import DUNDER, no_operator
from .emitter import Static
from .lowering import Lowering
from .methods import call_method
from .narrowing import without
from .operators.scalar import SYMBOLS
from .operators.unions import each
from .patterns import describe
from .services import service

_REFLECTED = {"Eq": "Eq", "NotEq": "NotEq", "Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE"}
Try = Callable[[], Value | None]


def is_instance(v: Any) -> bool:
    return isinstance(v, Value) and user_classes.class_of(v.type) is not None


def binary(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value:
    """`a + b` and the like: the left operand's method, then the right one's."""

    word = DUNDER[name]
    ways: list[tuple[Value, str, Value | None]] = [(a, f"__{word}__", b)]
    if a.type is not b.type:
        ways.append((b, f"__r{word}__", a))
        if _goes_first(b.type, a.type, f"__r{word}__"):
            ways.reverse()

    def otherwise() -> Value:
        found = f.nominal_operator(name, a, b, span)
        return _refuse(f, name, a, b, span) if found is None else found

    return _first_of(f, ways, otherwise, span)


def _goes_first(derived: ty.Type, base: ty.Type, name: str) -> bool:
    """Whether the right operand is asked first: it is of a class that derives from the left one's
    and has a method of its own."""
    d, b = user_classes.class_of(derived), user_classes.class_of(base)
    if d is None or b is None or d is b or not issubclass(d, b):
        return False
    return user_classes.raw(d, name) is not user_classes.raw(b, name)


def compare(f: Lowering, name: str, a: Value, b: Value, span: Span, node: ast.expr) -> Value:
    """`a < b` and the like."""

    word, mirror = f"__{DUNDER[name]}__", f"__{DUNDER[_REFLECTED[name]]}__"
    ways: list[tuple[Value, str, Value | None]] = [(a, word, b), (b, mirror, a)]
    if _goes_first(b.type, a.type, mirror):
        ways.reverse()

    def otherwise() -> Value:
        found = f.nominal_operator(name, a, b, span)
        if found is not None:
            return found
        if name == "NotEq":
            equal = compare(f, "Eq", a, b, span, node)
            return f.b.emit("not", truth_of(f, equal, node))
        if name == "Eq":
            same = a.type is b.type and isinstance(a.type, ty.Object)
            return f.b.emit("same_object", a, b) if same else f.b.const(False, ty.BOOL)
        return _refuse(f, name, a, b, span)

    return _first_of(f, ways, otherwise, span)


def _first_of(
    f: Lowering,
    ways: list[tuple[Value, str, Value | None]],
    otherwise: Callable[[], Value],
    span: Span,
) -> Value:

    if not ways:
        return otherwise()
    (value, method, other), *rest = ways
    given = [] if other is None else [other]
    held = f.generated_method(value, method, given, span)
    if held is None:
        held = call_method(f, value, method, given, span, optional=True)
    if held is None:
        return _first_of(f, rest, otherwise, span)
    found = f.materialise(held, span)
    if found.type is ty.UNBOUND:
        return _first_of(f, rest, otherwise, span)
    if not isinstance(found.type, ty.Union) or ty.UNBOUND not in found.type.members:
        return found

    plain = without(found.type, ty.UNBOUND)
    assert plain is not None
    f.b.span = span
    test = f.b.emit("union.is", found, member=ty.UNBOUND)
    return f.if_(
        test,
        lambda: _first_of(f, rest, otherwise, span),
        lambda: f.b.emit("union.get", found, member=plain),
        span,
    )


def _refuse(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value:
    """No method takes the operands: an error of the compiler where none is there at all, or else
    Python's when the code runs."""

    word = DUNDER[name]
    if not any(
        cls is not None and user_classes.function(cls, f"__{side}{word}__")
        for cls in (user_classes.class_of(a.type), user_classes.class_of(b.type))
        for side in ("", "r")
    ):
        no_operator(f, name, a, b, span)
    left, right = describe(a.type), describe(b.type)
    symbol = SYMBOLS[name]
    if name in _REFLECTED:
        message = f"'{symbol}' not supported between instances of '{left}' and '{right}'"
    else:
        symbol = "** or pow()" if name == "Pow" else symbol
        message = f"unsupported operand type(s) for {symbol}: '{left}' and '{right}'"
    f.raise_("TypeError", message, [], span)


_BUILTINS: dict[Any, tuple[str, ...]] = {
    hash: ("__hash__",),
    int: ("__int__", "__index__"),
    float: ("__float__", "__index__"),
    complex: ("__complex__", "__float__", "__index__"),
    str: ("__str__", "__repr__"),
    repr: ("__repr__",),
    abs: ("__abs__",),
    round: ("__round__",),
    iter: ("__iter__",),
    next: ("__next__",),
    format: ("__format__",),
    divmod: ("__divmod__",),
    copy.copy: ("__copy__",),
}


@service
def builtin_of_instance(
    f: Lowering, oracle: Any, args: list[Any], keywords: dict[str, Any], span: Span
) -> Any:
    """A builtin on an instance; None where that is none of these."""

    try:
        names = _BUILTINS.get(oracle)
    except TypeError:
        return None
    if names is None or not args or keywords:
        return None
    if isinstance(args[0], Static) and nominal.is_nominal(type(args[0].obj)):
        args = [f.materialise(args[0], span), *args[1:]]
    if isinstance(args[0], Value) and isinstance(args[0].type, ty.Union):
        if not any(user_classes.class_of(m) is not None for m in args[0].type.members):
            return None

        def one(x: Value) -> Value:
            return f.materialise(f.call_oracle(oracle, [x, *args[1:]], {}, span), span)

        return each(f, args[0], span, one)
    if not is_instance(args[0]):
        return None
    value, *rest = args
    cls = user_classes.class_of(value.type)
    assert cls is not None
    if not isinstance(value.type, ty.Object):
        return _nominal(f, oracle, names, value, rest, span)
    if oracle is copy.copy and user_classes.raw(cls, "__copy__") is None:
        return _copied(f, value, cls, span)
    if oracle in (str, format) and user_classes.is_shown(cls):
        names = ("__repr__",)
    if oracle is hash and user_classes.raw(cls, "__hash__") is None:
        f.raise_("TypeError", f"unhashable type: '{cls.__name__}'", [], span)
    if oracle is hash and user_classes.raw(cls, "__hash__") is object.__hash__:
        return _placed(f, value, cls, span)
    if oracle is next and len(rest) == 1 and user_classes.function(cls, "__next__"):
        return f.call_function(registry.module("iterators").next_or, [value, rest[0]], span)
    if oracle is format and not rest:
        rest = [Static("")]
    if oracle is format and user_classes.function(cls, "__format__") is None:
        spec = rest[0].obj if rest and isinstance(rest[0], Static) else None
        if spec not in ("", None):
            f.raise_(
                "TypeError",
                f"unsupported format string passed to {cls.__name__}.__format__",
                [],
                span,
            )
        oracle, rest, names = str, [], ("__str__", "__repr__")
    for name in names:
        held = f.generated_method(value, name, rest, span)
        if held is None:
            held = call_method(f, value, name, rest, span)
        if held is not None:
            return _checked(f, oracle, name, f.materialise(held, span), span)
    hint = ""
    if oracle in (str, repr) and _is_bare_base(cls):  # of which there may be no instance
        text = f"the text of a {cls.__name__} is its address, which compiled code does not have"
        f.raise_("RuntimeError", text, [], span)
    if oracle in (str, repr):
        hint = "Python shows its address, which compiled code does not: define __repr__"
    f.fail(f"`{oracle.__name__}` does not take {describe(value.type)}", span, hint=hint)


def _is_bare_base(cls: type) -> bool:
    """Whether others derive from a class that have a text, which it has not itself."""
    return any(
        user_classes.raw(c, name) not in (None, getattr(object, name))
        for c in user_classes.family(cls)
        for name in ("__str__", "__repr__")
    )


def _copied(f: Lowering, value: Value, cls: type, span: Span) -> Value:
    """Another instance of the same fields, as `copy.copy` makes one without calling `__init__`."""
    for name in ("__reduce__", "__reduce_ex__", "__getstate__", "__setstate__"):
        if user_classes.raw(cls, name) not in (None, getattr(object, name, None)):
            f.fail(f"`copy` of {cls.__name__}, which has a `{name}`", span, hint="write __copy__")
    f.unit.layout(value.type)
    class_left.check_all(f, value.type, span)
    fields = f.unit.module.classes[value.type].fields  # type: ignore[index]
    read = [f.b.op("field.get", value, types=[t], name=n, span=span).result for n, t in fields]
    return f.b.op("object.new", *read, types=[value.type], span=span).result


def _placed(f: Lowering, value: Value, cls: type, span: Span) -> Value:
    """The hash of an instance that is equal to itself alone, or a derived class's own."""
    for c in user_classes.family(cls):
        if user_classes.raw(c, "__hash__") is None:
            f.fail(
                f"`hash` of {cls.__name__}, which may be of the unhashable class {c.__name__}", span
            )

    def otherwise() -> Value:
        f.b.span = span
        return f.b.emit("object.place", value)

    return _first_of(f, [(value, "__hash__", None)], otherwise, span)


def _nominal(
    f: Lowering, oracle: Any, names: tuple[str, ...], value: Value, rest: list[Any], span: Span
) -> Any:
    """A builtin on a named tuple or a member: by its own method, or as Python's classes have it."""
    if oracle is format and classes.method(value.type, "__format__") is None:
        names = ()
    for name in names:
        held = call_method(f, value, name, rest, span)
        if held is not None:
            return _checked(f, oracle, name, f.materialise(held, span), span)
    return f.nominal_builtin(oracle, value, rest, span)


def _checked(f: Lowering, oracle: Any, name: str, found: Value, span: Span) -> Value:
    """What a special method gave, if it is of the type that Python wants of it."""
    t = found.type
    if oracle in (str, repr) and (isinstance(t, (ty.Scalar, ty.Tuple, ty.Object)) or t is ty.NONE):
        cls = classes.python_class(t)
        if cls is not None and not issubclass(cls, str):
            what = f"{name} returned non-string (type {cls.__name__})"
            f.raise_("TypeError", what, [], span)
    if oracle is format and (isinstance(t, (ty.Scalar, ty.Tuple, ty.Object)) or t is ty.NONE):
        cls = classes.python_class(t)
        if cls is not None and not issubclass(cls, str):
            what = f"__format__ must return a str, not {cls.__name__}"
            f.raise_("TypeError", what, [], span)
    wanted = {int: ty.INT, hash: ty.INT, float: ty.FLOAT, complex: ty.COMPLEX}.get(oracle)
    own = {"__float__": ty.FLOAT, "__complex__": ty.COMPLEX}.get(name)
    if own is not None and t is not own:
        f.fail(f"{name} returned {describe(t)}, expected {describe(own)}", span)
    if wanted is not None and found.type is not wanted:
        return f.convert(found, wanted, span, f"the result of `{oracle.__name__}`")
    return found
