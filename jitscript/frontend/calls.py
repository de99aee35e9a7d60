"""Calls: of functions, methods, library code, types and intrinsics."""

from __future__ import annotations

import ast
import dataclasses
import types as pytypes
import typing
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from ..library.intrinsics import Intrinsic, array_of, arrays_of, dtype_of, view_of_axes
from ..library.threads import DeviceFunction
from . import (
    array_displays,
    array_rules,
    caught,
    class_members,
    classes,
    dtype_answers,
    named_keys,
    nominal,
    numpy_calls,
    opaque,
    opaque_names,
    python_calls,
    ufunc_calls,
    unsupported,
    user_classes,
)
from .array_displays import is_display, sequence
from .casts import cast
from .caught import caught_in, of_exceptions
from .classes import python_class, told_class
from .composite import BoundMethod, ClassOf, FunctionValue, is_format
from .conditions import answered_when_compiled, as_value, question, truth_of
from .constant_tables import TAKING
from .copied import unpacked_copy
from .device_call import refuse_host
from .dispatching import dispatched
from .emitter import Static
from .functions import Held, call_function, call_oracle, head, is_method
from .generators import Generator, consumed, each_of, goes_through, is_generator
from .given_none import arrays
from .intrinsic_calls import at_compile_time, constant_of, intrinsic, view_with
from .keepers import is_builtin, is_foreign, takes_generators
from .keywords import join, spread
from .lazy import as_generator, spread_over
from .literals import is_member, of_object
from .lowering import Lowering, tuple_items
from .managers import generator_of_manager
from .methods import call_bound, construct, length
from .numba_types import scalar_class
from .operations import binary
from .operator_names import OPERATORS, float_of
from .operators import element_wise, members
from .parts import Parts
from .patterns import OPAQUE, describe, is_dtype, is_exception
from .services import CALLED, called, expression, service
from .signature import Signature
from .spread import Spread, spread_call
from .stored import is_lazy

_LAZY = {
    enumerate: "use it in a `for` loop",
    zip: "use it in a `for` loop",
    reversed: "use it in a `for` loop",
    map: "pass it to list() or another builtin, or write a list comprehension",
    filter: "pass it to list() or another builtin, or write a list comprehension with `if`",
}

_OF_DATACLASSES = ("dataclasses", "dataclass_methods")
_COPIES = ("copy", "copies")


@expression(ast.Call)
def call(f: Lowering, node: ast.Call) -> Held:
    span = f.span(node)
    parts = Parts(f)
    obj = parts.run(node.func, _callee, f, node.func)
    asked = question(obj)
    if asked is not None:
        if (len(node.args) != 2 or node.keywords) and obj is isinstance:
            f.fail(f"isinstance expected 2 arguments, got {len(node.args)}", span)
        return as_value(f, node, asked(f, node))
    if obj is typing.cast:
        return cast(f, node)
    if node in f.scope.stored and isinstance(obj, type) and obj in _LAZY:
        return f.generator_of(node)
    keeps = not parts.failed and takes_generators(obj)
    wanted = {} if parts.failed else parts.run(None, _expected, f, obj) or {}
    args: list[Any] = []
    for i, arg in enumerate(() if named_keys.is_of_nothing(obj, node.args) else node.args):
        if isinstance(arg, ast.Starred):
            args += parts.run(arg, _spread, f, arg, node) or []
        elif is_display(arg) and _of_numpy(obj):
            args.append(parts.run(arg, sequence, f, arg))
        else:
            args.append(parts.run(arg, _argument, f, arg, wanted.get(i), keeps))
            f.argument_places[id(args[-1])] = args[-1], f.span(arg)
            f.argument_nodes[id(args[-1])] = args[-1], arg
    keywords: dict[str, Held] = {}
    for keyword in node.keywords:
        if keyword.arg is None:
            in_text = is_format(obj)
            more = parts.run(keyword.value, spread, f, keyword.value, in_text) or {}
            join(f, keywords, more, getattr(obj, "__name__", "it"), span)
            continue
        if keyword.arg in keywords:
            join(f, keywords, {keyword.arg: Static(None)}, getattr(obj, "__name__", "it"), span)
        if is_display(keyword.value) and _of_numpy(obj):
            given = parts.run(keyword.value, sequence, f, keyword.value)
        else:
            expected = wanted.get(keyword.arg)
            given = parts.run(keyword.value, _argument, f, keyword.value, expected, keeps)
        keywords[keyword.arg] = given
        f.argument_places[id(given)] = given, f.span(keyword.value)
        f.argument_nodes[id(given)] = given, keyword.value
    parts.check()
    f.b.span = span
    if any(isinstance(a, Spread) for a in args):
        return spread_call(f, obj, args, keywords, span)
    return call_object(f, obj, args, keywords, span)


def _of_numpy(obj: Any) -> bool:
    """Whether a list display that is passed may as well be a tuple: NumPy keeps no list."""
    if isinstance(obj, BoundMethod):
        return isinstance(obj.value.type, ty.Array)
    module = getattr(obj, "__module__", None) or ""
    return module.partition(".")[0] == "numpy" or type(obj).__module__ == "numpy"


def _argument(f: Lowering, node: ast.expr, wanted: ty.Type | None, keeps: bool) -> Held:
    if keeps and is_lazy(node) and is_builtin(f, node):
        return f.generator_of(node)
    return f.expr(as_generator(f, node), wanted)


def _callee(f: Lowering, node: ast.expr) -> Any:
    """The object that is called."""
    held = f.expr(node)
    if isinstance(held, Value) and held.type is OPAQUE:
        return opaque.Callee(held)
    if isinstance(held, Value) and classes.method_of(held.type, "__call__") is not None:
        return BoundMethod(held, "__call__")
    if isinstance(held, Value) and f.can_be_called(held.type):
        return FunctionValue(held)
    if isinstance(held, Value):
        f.fail(f"a value of type {describe(held.type)} cannot be called", f.span(node))
    refuse_host(f, held.obj, f.span(node))
    return unwrap(f, held.obj)


def unwrap(f: Lowering, obj: Any) -> Any:
    """The Python function inside a scripted one."""
    if type(obj).__module__.startswith("jitscript.") and hasattr(obj, "__wrapped__"):
        return f.attribute(obj, "__wrapped__")
    return obj


def _expected(f: Lowering, obj: Any) -> dict[Any, ty.Type]:
    """The types that a plain function's parameters want, by position and name."""
    signature = getattr(obj, "signature", None)  # of a nested function
    if not isinstance(signature, Signature):
        if not isinstance(obj, pytypes.FunctionType) or is_foreign(obj) or registry.find(obj):
            return {}
        if getattr(obj, "__jitscript_compile_time__", False) or is_method(obj):
            return {}
        signature = head(f, generator_of_manager(obj) or obj, f.b.span)
    found: dict[Any, ty.Type] = {}
    for i, p in enumerate(signature.params):
        if isinstance(p.pattern, ty.Type):
            found[i] = found[p.name] = p.pattern
    return found


def _spread(f: Lowering, arg: ast.Starred, whole: ast.Call) -> list[Any]:
    value = unpacked_copy(f, f.expr(spread_over(f, as_generator(f, arg.value))), arg.value, whole)
    if not isinstance(value.type, ty.Tuple):
        return [Spread(value, arg)]
    return list(tuple_items(f, value))


_PLAIN = (int, str, bytes, tuple)  # constants that may have no value yet


@service
def call_object(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """Call a compile-time object."""
    if obj is next or obj is iter:
        found = f.builtin_of_generator(obj, args, keywords, span)
        if found is not None:
            return found
    by_name = CALLED[obj] if type(obj) is pytypes.BuiltinFunctionType else None
    if by_name is not None:
        return by_name(f, obj, args, keywords, span)
    if isinstance(obj, opaque.Callee):
        return opaque.call_value(f, obj.value, args, keywords, span)
    if not f.signature.library and opaque_names.takes(obj, args, keywords):
        return opaque.call(f, obj, args, keywords, span)
    if isinstance(obj, type) and not f.unit.device and opaque_names.is_left(obj):
        return opaque.call(f, obj, args, keywords, span)
    through = [is_generator(f, obj, a, args) for a in args]
    if any(through) and goes_through(obj):
        args = [each_of(f, a, span) if each else a for a, each in zip(args, through)]
    if any(isinstance(a, Static) and isinstance(a.obj, Generator) for a in args):
        return consumed(f, obj, args, keywords, span)
    if (_hashable(obj) and obj in _THROUGH) or _only_reads(obj):
        ordered = bool(keywords) or obj not in _IN_ANY_ORDER
        args = [f.read_through(a, span, ordered) for a in args]
    args = arrays(f, obj, args, span)
    if obj is print or any(map(caught_in, args)):
        found = caught.call(f, obj, args, span)
        if found is not None:
            return found
    rule = CALLED[type(obj)]
    if rule is None and isinstance(obj, type):
        rule = CALLED[obj]
    if rule is not None:
        return rule(f, obj, args, keywords, span)
    if isinstance(obj, Intrinsic):
        return intrinsic(f, obj, args, keywords, span)
    if obj is print and f.unit.device:
        return f.print_numbers(args, keywords, span)
    if isinstance(obj, DeviceFunction):
        return f.call_device(obj, args, keywords, span)
    if obj is array_of:
        return array_displays.call(f, args, span)
    if obj is arrays_of:
        return array_displays.arrays_in(f, f.materialise(args[0], span), span)
    if obj is dtype_of:
        return array_displays.common_dtype(f, f.materialise(args[0], span), span)
    if obj is view_of_axes:
        return view_with(f, f.materialise(args[0], span), constant_of(f, args[1], span))
    if getattr(obj, "__jitscript_compile_time__", False):
        return at_compile_time(f, obj, args, span)
    if answered_when_compiled(obj):
        return f.b.const(True, ty.BOOL, span)
    if _hashable(obj) and dtype_answers.is_answer(obj):
        return dtype_answers.call(f, obj, args, keywords, span)
    if ufunc_calls.says_more(obj, args, keywords):
        return ufunc_calls.call(f, obj, args, keywords, span)
    if _hashable(obj) and (rule := array_rules.find(obj)) is not None:
        return numpy_calls.instead(f, lambda a, k: rule(f, a, k, span), obj, args, keywords, span)
    found = f.builtin_of_instance(obj, args, keywords, span)
    if found is not None:
        return found
    if isinstance(obj, type) and nominal.is_nominal(obj):
        return f.make_nominal(obj, args, keywords, span)
    if isinstance(obj, class_members.Method):
        return class_members.call_of(f, obj, args, keywords, span)
    if obj is dataclasses.replace and args and isinstance(args[0], Value):
        return f.replaced(args[0], keywords, span)
    if type(obj) is pytypes.FunctionType and obj.__module__.endswith(_OF_DATACLASSES):
        found = f.of_dataclass(obj, args, keywords, span)
        if found is not None:
            return found
    if type(obj) is pytypes.FunctionType and obj.__module__.endswith(_COPIES):
        found = f.deep_copy(obj, args, keywords, span)
        if found is not None:
            return found
    if isinstance(obj, typing.NewType) and len(args) == 1 and not keywords:
        return args[0]
    if obj is super:
        return class_members.super_of(f, args, span)
    if isinstance(obj, ty.Object):
        cls = classes.class_of(obj)
        assert cls is not None
        return construct(f, cls, obj.args, args, keywords, span)
    if isinstance(obj, ty.Scalar):
        obj = python_class(obj)
    obj = scalar_class(obj) or obj
    member = args[0].obj if len(args) == 1 and isinstance(args[0], Static) else None
    if (
        is_member(member)
        and obj in (str, repr, ascii, format)
        and not nominal.is_enum(type(member))
    ):
        return Static(obj(member))
    if obj in (str, repr) and is_dtype(member):
        return Static(obj(member))
    if obj is len and len(args) == 1 and isinstance(args[0], Static) and f.is_table(args[0].obj):
        return f.b.const(len(args[0].obj), ty.INT, span)
    if obj is len and len(args) == 1 and not keywords:
        return length(f, f.materialise(args[0], span), span)
    symbol = OPERATORS.get(obj) if callable(obj) and _hashable(obj) else None
    if symbol is not None and len(args) == 2 and not keywords:
        return _operator(f, symbol, args, span)
    if keywords and (obj is tuple or obj is bool):
        f.fail(f"{obj.__name__}() takes no keyword arguments", span)
    if obj is bool and len(args) == 1:
        return truth_of(f, f.materialise(args[0], span), f.here(span))
    if isinstance(obj, type) and obj in _LAZY:
        f.fail(f"`{obj.__name__}` cannot be used here", span, hint=_LAZY[obj])
    first = args[0] if len(args) == 1 else None
    if isinstance(obj, type) and issubclass(obj, BaseException):
        return of_exceptions(f, "make_exception", obj, args, keywords, span)
    if obj is type and isinstance(first, Value):
        whole = caught.whole_exception(f, first, span)
        if is_exception(whole.type):
            return Static(caught.CaughtType(whole))
    if obj is type and isinstance(first, Value) and isinstance(first.type, ty.Union):
        return Static(ClassOf(first))
    if obj is type and isinstance(first, Value) and told_class(first.type) is not None:
        return Static(told_class(first.type))
    if obj is type and isinstance(first, Static) and type(first.obj) in _PLAIN:
        return Static(type(first.obj))
    if isinstance(first, Static) and type(first.obj) is int and isinstance(obj, type):
        return _of_big_int(f, obj, first.obj, span)
    if obj is float and isinstance(first, Static) and type(first.obj) is str:
        known = float_of(first.obj)
        if known is not None:
            f.unit.looks.called(float)
            return f.b.const(known, ty.FLOAT, span)
    if obj is tuple and isinstance(first, Value) and isinstance(first.type, ty.Tuple):
        items = tuple_items(f, first)
        return first if not first.type.name else f.b.emit("tuple.make", *items)
    if obj is tuple and not args:
        return f.b.emit("tuple.make")
    if named_keys.is_of_nothing(obj, args):
        args = []
    if named_keys.is_filled(obj, len(args), bool(keywords)):
        return named_keys.made(f, obj, args, keywords, span)
    if not args and "iterable" not in keywords and isinstance(obj, type):
        cls = classes.implementation(obj)
        if cls is not None and classes.parameters(cls):
            return construct(f, cls, None, [], keywords, span)
    if registry.find(obj):
        if _is_element_wise(obj, args) and not keywords:
            rule = lambda a, k: element_wise(f, obj, [f.materialise(x, span) for x in a], span)  # noqa: E731
            return numpy_calls.instead(f, rule, obj, args, keywords, span)
        return numpy_calls.instead(
            f, lambda a, k: call_oracle(f, obj, a, k, span), obj, args, keywords, span
        )
    if isinstance(obj, pytypes.FunctionType) and not is_foreign(obj):
        if python_calls.is_marked(obj):
            return python_calls.call_marked(f, obj, args, keywords, span)
        found = dispatched(f, obj, args, keywords, span)
        return call_function(f, obj, args, span, keywords) if found is None else found
    if isinstance(obj, type):
        cls = classes.implementation(obj)
        if cls is not None:
            return construct(f, cls, None, args, keywords, span)
    if isinstance(obj, pytypes.MethodDescriptorType) and args:  # str.lower
        me = f.materialise(args[0], span)
        if python_class(me.type) is obj.__objclass__:
            return call_bound(f, BoundMethod(me, obj.__name__), args[1:], keywords, span)
    found = numpy_calls.call(f, obj, args, keywords, span)
    if found is None and opaque_names.can_call(obj) and not f.unit.device:
        found = opaque.call(f, obj, args, keywords, span)
    if found is not None:
        return found
    unsupported.function(f, obj, span)


@called(BoundMethod)
def _bound(
    f: Lowering, obj: BoundMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    return call_bound(f, obj, args, keywords, span)


def _only_reads(obj: Any) -> bool:
    """Whether a method keeps nothing of the containers it is given."""
    if not isinstance(obj, BoundMethod) or obj.name not in TAKING:
        return False
    return user_classes.class_of(obj.value.type) is None


# What goes through an enumeration that it is given.
_THROUGH = (
    *(len, list, tuple, set, frozenset, dict, sorted, sum, max, min, any, all, reversed),
    *(print, str, repr, bool, dict.fromkeys),
)


_IN_ANY_ORDER = (len, sorted, min, max, any, all, bool)  # without keywords: what they give of texts


def _hashable(obj: Any) -> bool:
    return getattr(type(obj), "__hash__", None) is not None


def _operator(f: Lowering, symbol: str, args: list[Held], span: Span) -> Held:
    """A function of the module operator, as the operator itself."""
    rule = getattr(ast, symbol)()
    if isinstance(rule, ast.cmpop):
        return f.compare(rule, args[0], args[1], f.here(span))
    a, b = (f.materialise(x, span) for x in args)
    return binary(f, symbol, a, b, span)


def _of_big_int(f: Lowering, cls: type, value: int, span: Span) -> Held:
    """A conversion of an integer constant beyond 64 bits: np.uint64(2**64 - 1), float(10**30)."""
    f.unit.looks.called(cls)
    try:
        return of_object(f, cls(value), span, "")
    except (TypeError, ValueError, OverflowError) as e:
        f.fail(str(e), span)


def _is_element_wise(obj: Any, args: list[Held]) -> bool:
    """Whether a call maps the function over elements: NumPy's ufuncs, and `abs` of an array."""
    if obj is abs:
        types = [t for a in args if isinstance(a, Value) for t in members(a.type)]
        return any(isinstance(t, ty.Array) for t in types)
    return type(obj).__name__ == "ufunc" and obj.signature is None and obj.nout == 1
