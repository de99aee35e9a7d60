"""Calls: of functions, methods, library code, types and intrinsics."""

from __future__ import annotations

import ast
import operator
import sys
import types as pytypes
from typing import Any

from ..diagnostics import CompileError, Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from ..library.intrinsics import Intrinsic
from . import classes
from .arguments import Slot, arity, assign_slots, convert_slots, fits
from .attributes import BoundMethod, python_class
from .emitter import Static
from .holes import has_hole, hole, open_call, stand_in
from .instances import Argument
from .intrinsic_calls import intrinsic
from .lowering import Lowering, Poisoned
from .operators import element_wise
from .patterns import describe, match
from .signature import Postponed, Signature, signature_of

Held = Value | Static
_LAZY = {
    enumerate: "use it in a `for` loop",
    zip: "use it in a `for` loop",
    reversed: "use it in a `for` loop",
    map: "write a list comprehension or a loop",
    filter: "write a list comprehension with `if`, or a loop",
}


def call(f: Lowering, node: ast.Call) -> Held:
    callee = f.expr(node.func)
    span = f.span(node)
    if isinstance(callee, Value):
        f.fail(f"a value of type {describe(callee.type)} cannot be called", f.span(node.func))
    obj = unwrap(callee.obj)
    if obj is isinstance:
        from .conditions import as_value, is_instance

        if len(node.args) != 2 or node.keywords:
            f.fail(f"isinstance expected 2 arguments, got {len(node.args)}", span)
        return as_value(f, node, is_instance(f, node))
    wanted = _expected(f, obj)
    args: list[Held] = []
    for i, arg in enumerate(node.args):
        if isinstance(arg, ast.Starred):
            args += _spread(f, arg)
        else:
            args.append(f.expr(arg, wanted.get(i)))
            f.argument_places[id(args[-1])] = args[-1], f.span(arg)
    keywords: dict[str, Held] = {}
    for keyword in node.keywords:
        if keyword.arg is None:
            f.fail("`**` in a call is not supported", span, hint="write each keyword argument")
        given = keywords[keyword.arg] = f.expr(keyword.value, wanted.get(keyword.arg))
        f.argument_places[id(given)] = given, f.span(keyword.value)
    f.b.span = span
    return call_object(f, obj, args, keywords, span)


def unwrap(obj: Any) -> Any:
    """The Python function inside a scripted one."""
    if type(obj).__module__.startswith("jitscript.") and hasattr(obj, "__wrapped__"):
        return obj.__wrapped__
    return obj


def _expected(f: Lowering, obj: Any) -> dict[Any, ty.Type]:
    """The types that a plain function's parameters want, by position and name."""
    if not isinstance(obj, pytypes.FunctionType) or _foreign(obj) or registry.find(obj):
        return {}
    signature = _signature(f, obj, f.b.span)
    found: dict[Any, ty.Type] = {}
    for i, p in enumerate(signature.params):
        if isinstance(p.pattern, ty.Type):
            found[i] = found[p.name] = p.pattern
    return found


def _spread(f: Lowering, arg: ast.Starred) -> list[Value]:
    from .assign import tuple_items

    value = f.value(arg.value)
    if not isinstance(value.type, ty.Tuple):
        f.fail("only a tuple can be spread with `*`", f.span(arg))
    return list(tuple_items(f, value))


def call_object(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """Call a compile-time object."""
    if isinstance(obj, Intrinsic):
        return intrinsic(f, obj, args, keywords, span)
    if isinstance(obj, BoundMethod):
        return _bound(f, obj, args, keywords, span)
    if isinstance(obj, ty.Object):
        cls = classes.class_of(obj)
        assert cls is not None
        return construct(f, cls, obj.args, args, keywords, span)
    if isinstance(obj, ty.Scalar):
        obj = python_class(obj)
    if obj is len and len(args) == 1 and not keywords:
        return length(f, f.materialise(args[0], span), span)
    symbol = OPERATORS.get(obj) if callable(obj) and _hashable(obj) else None
    if symbol is not None and len(args) == 2 and not keywords:
        return _operator(f, symbol, args, span)
    if obj is bool and len(args) == 1:
        from .conditions import truth_of

        return truth_of(f, f.materialise(args[0], span), here(span))
    if isinstance(obj, type) and obj in _LAZY:
        f.fail(f"`{obj.__name__}` cannot be used here", span, hint=_LAZY[obj])
    first = args[0] if len(args) == 1 else None
    if isinstance(first, Static) and type(first.obj) is int and isinstance(obj, type):
        return _of_big_int(f, obj, first.obj, span)
    if obj is tuple and isinstance(first, Value) and isinstance(first.type, ty.Tuple):
        return first
    if not args and not keywords and isinstance(obj, type):
        cls = classes.implementation(obj)
        if cls is not None and classes.parameters(cls):
            return construct(f, cls, None, [], {}, span)
    if registry.find(obj):
        if _is_element_wise(obj, args) and not keywords:
            return element_wise(f, obj, [f.materialise(a, span) for a in args], span)
        return call_oracle(f, obj, args, keywords, span)
    if isinstance(obj, pytypes.FunctionType) and not _foreign(obj):
        return call_function(f, obj, args, span, keywords)
    if isinstance(obj, type):
        cls = classes.implementation(obj)
        if cls is not None:
            return construct(f, cls, None, args, keywords, span)
    return _unknown(f, obj, span)


OPERATORS: dict[Any, str] = {
    pow: "Pow",
    operator.add: "Add",
    operator.sub: "Sub",
    operator.mul: "Mult",
    operator.truediv: "Div",
    operator.and_: "BitAnd",
    operator.or_: "BitOr",
    operator.xor: "BitXor",
    operator.eq: "Eq",
    operator.ne: "NotEq",
    operator.lt: "Lt",
    operator.le: "LtE",
    operator.gt: "Gt",
    operator.ge: "GtE",
}


def _hashable(obj: Any) -> bool:
    return getattr(type(obj), "__hash__", None) is not None


def _operator(f: Lowering, symbol: str, args: list[Held], span: Span) -> Held:
    """A function of the module operator, as the operator itself."""
    from .operations import binary, compare

    rule = getattr(ast, symbol)()
    if isinstance(rule, ast.cmpop):
        return compare(f, rule, args[0], args[1], here(span))
    a, b = (f.materialise(x, span) for x in args)
    return binary(f, symbol, a, b, span)


def _of_big_int(f: Lowering, cls: type, value: int, span: Span) -> Held:
    """A conversion of an integer constant beyond 64 bits: np.uint64(2**64 - 1), float(10**30)."""
    from .literals import of_object

    try:
        return of_object(f, cls(value), span, "")
    except (TypeError, ValueError, OverflowError) as e:
        f.fail(str(e), span)


def _is_element_wise(obj: Any, args: list[Held]) -> bool:
    """Whether a call maps the function over elements: NumPy's ufuncs, and `abs` of an array."""
    if obj is abs:
        return any(isinstance(a, Value) and isinstance(a.type, ty.Array) for a in args)
    return type(obj).__name__ == "ufunc"


def here(span: Span) -> Any:
    """A syntax node at a span, for rules that only ask where they are."""
    return ast.Constant(
        0, lineno=span.line, col_offset=span.col, end_lineno=span.end_line, end_col_offset=0
    )


def _foreign(fn: pytypes.FunctionType) -> bool:
    """Whether a function belongs to the standard library or NumPy, not to the user."""
    root = (fn.__module__ or "").partition(".")[0]
    return root == "numpy" or (root in sys.stdlib_module_names and root != "__main__")


def _unknown(f: Lowering, obj: Any, span: Span) -> Held:
    name = _written(f, obj)
    if isinstance(obj, type) and issubclass(obj, BaseException):
        f.fail("an exception can only be raised", span, hint=f"write `raise {name}(…)`")
    hint = "call it in the Python code around the compiled function and pass the result in"
    if isinstance(obj, type) and obj.__flags__ & 1 << 9:  # made by a class statement
        hint = "use tuples or arrays"
    elif (getattr(obj, "__module__", None) or "").startswith("numpy"):
        hint = _instead(getattr(obj, "__name__", ""))
    f.fail(f"`{name}` is not supported", span, hint=hint)


def _instead(name: str) -> str:
    """What to write instead of a function or method of NumPy."""
    if name in ("sum", "min", "max", "any", "all"):
        return f"write {name}(x) of one dimension, or the loop"
    if name in ("array", "asarray"):
        return "make it with np.zeros or np.empty, and assign the elements"
    return "write the loop, or call it in the Python code around the compiled function"


def _written(f: Lowering, obj: Any) -> str:
    """The name of a global object as the user's module has it: `random.random`, `np.sum`."""
    name = getattr(obj, "__name__", None) or repr(obj)
    known: dict[str, Any] = f.signature.fn.__globals__
    for prefix, value in known.items():
        if value is obj:
            return prefix
    for prefix, value in known.items():
        if isinstance(value, pytypes.ModuleType) and getattr(value, name, None) is obj:
            return f"{prefix}.{name}"
        for inner, part in vars(value).items() if isinstance(value, pytypes.ModuleType) else ():
            if isinstance(part, pytypes.ModuleType) and getattr(part, name, None) == obj:
                return f"{prefix}.{inner}.{name}"
    return str(getattr(obj, "__qualname__", name))


# --- functions ----------------------------------------------------------------------------------


def _signature(f: Lowering, fn: Any, span: Span, owner: type | None = None) -> Signature:
    try:
        return signature_of(fn, owner, f.unit.check_only)
    except Postponed:
        f.postpone()
    except CompileError as e:
        if fn not in f.unit.broken:
            f.unit.broken.add(fn)
            f.unit.diagnostics += e.diagnostics
        raise Poisoned from None


def call_function(
    f: Lowering,
    fn: Any,
    args: list[Any],
    span: Span,
    keywords: dict[str, Held] | None = None,
    owner: Any = None,
) -> Held:
    """Call a Python function whose source is compiled; mismatches are errors of the call."""
    cls = classes.class_of(owner) if owner is not None else None
    signature = _signature(f, fn, span, cls)
    slots = assign_slots(f, signature, args, keywords or {}, cls is not None)
    if isinstance(slots, str):
        f.fail(slots, span)
    types = fits(f, signature, slots, exact=True, span=span)
    if types is None:
        types = fits(f, signature, slots, exact=False, span=span, explain=True)
    assert types is not None
    return _emit(f, signature, slots, types, span, owner)


def _emit(
    f: Lowering,
    signature: Signature,
    slots: list[Slot],
    types: list[Argument],
    span: Span,
    owner: Any = None,
) -> Value:
    """The `call` op of the instance for these types."""
    values = convert_slots(f, signature, slots, types, span)
    instance = f.unit.instance(signature, types, span, owner, f.instance)
    if instance.failed:
        raise Poisoned
    if instance.result is None:
        if instance.busy:
            f.fail(
                f"`{signature.fn.__name__}` calls itself, so its result must be annotated",
                span,
                hint="write the result type: `-> int`, `-> float`, …",
            )
        f.unit.lower(instance)
        if instance.failed:
            raise Poisoned
    assert instance.result is not None
    f.b.span = span
    return f.b.op("call", *values, types=[instance.result], callee=instance.name).result


def call_oracle(
    f: Lowering, oracle: Any, args: list[Any], keywords: dict[str, Held], span: Span
) -> Held:
    """Call the library's overload for a Python object: the first that fits exactly, else the
    first that fits with conversions."""
    overloads = registry.find(oracle)
    if not overloads:
        return _unknown(f, oracle, span)
    candidates = []
    reasons = []
    for overload in overloads:
        signature = _signature(f, overload.fn, span)
        slots = assign_slots(f, signature, args, keywords, False)
        if isinstance(slots, str):
            reasons.append(slots)
        else:
            candidates.append((signature, slots))
    for exact in (True, False):
        for signature, slots in candidates:
            types = fits(f, signature, slots, exact=exact, span=span)
            if types is not None:
                return _emit(f, signature, slots, types, span)
        if exact and candidates:
            found = _each_member(f, oracle, args, keywords, span)
            if found is not None:
                return found
    name = getattr(oracle, "__name__", str(oracle))
    if not candidates:
        f.fail(reasons[0].replace(f"{overloads[0].fn.__name__}()", f"{name}()", 1), span)
    given = ", ".join(
        describe(a.type) if isinstance(a, Value) else _shown(a.obj)
        for a in [*args, *keywords.values()]
    )
    takes = tuple(f"{name}{_parameters(s)}" for s, _ in candidates[:6])
    f.fail(f"`{name}` does not take ({given})", span, notes=[f"there is {t}" for t in takes])


def _each_member(
    f: Lowering, oracle: Any, args: list[Any], keywords: dict[str, Held], span: Span
) -> Held | None:
    """A call with a union: one call for each of its members, so that none is converted to what it
    is not. None where there is no such argument, or its members are twins that are all converted
    to one type."""
    from .operators.unions import each, twins

    for i, v in enumerate(args):
        t = v.type if isinstance(v, Value) else None
        if not isinstance(t, ty.Union) or ty.NONE in t.members or ty.UNBOUND in t.members:
            continue
        if twins(t) and not _takes_each(f, oracle, t):
            continue

        def call_with(x: Value, i: int = i) -> Value:
            held = call_oracle(f, oracle, [*args[:i], x, *args[i + 1 :]], keywords, span)
            return f.materialise(held, span)

        return each(f, v, span, call_with)
    return None


def _takes_each(f: Lowering, oracle: Any, t: ty.Union) -> bool:
    """Whether the library has a form of its own for every member of `t`, as first argument."""
    heads = [_signature(f, o.fn, f.b.span).params for o in registry.find(oracle)]
    firsts = [params[0].pattern for params in heads if params]
    return all(any(match(p, m, {}) for p in firsts) for m in t.members)


def _shown(obj: Any) -> str:
    return getattr(obj, "__name__", None) or repr(obj)


def _parameters(s: Signature) -> str:
    return f"({', '.join(f'{p.name}: {describe(p.pattern)}' for p in s.params)})"


# --- methods and instances ----------------------------------------------------------------------


def _bound(
    f: Lowering, bound: BoundMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    t = bound.value.type
    if isinstance(t, ty.Object):
        found = call_method(f, bound.value, bound.name, args, span, keywords)
        assert found is not None
        return found
    oracle = getattr(python_class(t), bound.name)
    if not registry.find(oracle):
        f.fail(
            f"the method `.{bound.name}` of {describe(t)} is not supported",
            span,
            hint=_instead(bound.name) if isinstance(t, ty.Array) else "",
        )
    return call_oracle(f, oracle, [bound.value, *args], keywords, span)


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
    if not isinstance(t, ty.Object):
        return None
    fn = classes.method(t, name)
    if fn is None:
        return None
    found = open_call(f, t, fn, value, args, span)
    if found is not None:
        return found
    if optional:
        signature = _signature(f, fn, span, classes.class_of(t))
        slots = assign_slots(f, signature, [value, *args], keywords or {}, True)
        if isinstance(slots, str):
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
    name = classes.name_of(cls)
    init = cls.__dict__.get("__init__")
    if type_args is None:
        type_args = _infer(f, cls, init, args, keywords, span)
    t = ty.Object(name, type_args)
    if has_hole(t):
        return stand_in(f, t, span)
    f.unit.layout(t)
    if init is None:
        if args or keywords:
            f.fail(f"{name}() takes no arguments", span)
        return f.b.op("object.new", types=[t], span=span).result
    new = Static(classes.NewObject(t))
    return f.materialise(call_function(f, init, [new, *args], span, keywords, owner=t), span)


def _infer(
    f: Lowering, cls: type, init: Any, args: list[Any], keywords: dict[str, Held], span: Span
) -> tuple[ty.Type, ...]:
    """The type arguments of a class, from the arguments of its constructor."""
    parameters = classes.parameters(cls)
    if not parameters:
        return ()
    from .instances import bind

    if not args and not keywords:
        return tuple(hole(f, span, k) for k in range(len(parameters)))
    if init is not None:
        signature = _signature(f, init, span, cls)
        slots = assign_slots(f, signature, [None, *args], keywords, True)
        if not isinstance(slots, str):
            types: list[Argument] = [
                s.type if isinstance(s, Value) else Static(None) for s in slots
            ]
            bound = bind(signature, types)
            if all(p in bound for p in parameters):
                return tuple(bound[p] for p in parameters)
    name = classes.name_of(cls)
    f.fail(f"cannot tell what the {name} holds", span, hint=f"write {name}[int](…), or the like")


def length(f: Lowering, v: Value, span: Span) -> Value:
    f.b.span = span
    if isinstance(v.type, ty.Tuple):
        return f.b.const(len(v.type.items), ty.INT)
    if isinstance(v.type, ty.Array):
        if not v.type.ndim:
            f.raise_("TypeError", "len() of unsized object", [], span)
        return f.b.emit("array.dim", v, axis=0)
    found = call_method(f, v, "__len__", [], span)
    if found is not None:
        return f.materialise(found, span)
    if isinstance(v.type, ty.Union) and ty.NONE in v.type.members:
        f.fail("the value may be None", span, hint="test it with `is None` first")
    f.fail(f"{describe(v.type)} has no len()", span)


__all__ = ["Signature", "arity", "call", "call_function", "call_oracle", "construct", "length"]
