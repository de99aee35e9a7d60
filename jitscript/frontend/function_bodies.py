"""What function values are made and called by, in the program: see function_values.py."""

from __future__ import annotations

import types as pytypes
from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Builder, Function, Value
from ..library import function_values as library
from .composite import BoundMethod, FunctionValue, filled_with, shape, types_in
from .emitter import Static
from .function_table import Target
from .instances import Instance, Unit
from .lowering import Dead, Failed, Lowering, Poisoned
from .services import service
from .signature import signature_of
from .user_classes import class_of


def result_of(
    f: Lowering, obj: Any, args: Sequence[Value], result: ty.Type | None, span: Span
) -> Value:
    held = f.call_object(obj, list(args), {}, span)
    if result is ty.NONE:
        return f.b.const(None, ty.NONE)
    value = f.materialise(held, span)
    if result is None:
        return value
    return f.convert(value, result, span, f"the result of {getattr(obj, '__name__', 'it')}()")


def maker(f: Lowering, t: ty.Object, held: Static, span: Span) -> Instance:
    """The function that makes a value of a function."""
    table = f.unit.functions
    form = shape(held)
    assert isinstance(form, Static)
    target = table.target(t, form)
    for inner in types_in(form):
        f.unit.layout(inner)

    def body(f: Lowering, values: Sequence[Value]) -> Value:
        env = target.held()
        inner = f.b.const(None, ty.NONE) if env is ty.NONE else f.b.emit("tuple.make", *values)
        inner = f.widen(inner, table.held(t))
        which = f.b.const(target.number, ty.INT)
        return f.b.op("object.new", which, inner, types=[t]).result

    key = "make", t, target.number
    return _instance(f.unit, key, library.make, types_in(form), t, span, body)


def caller(f: Lowering, t: ty.Object, span: Span) -> Instance:
    """The function that calls values of a type."""
    table = f.unit.functions
    result, *params = t.args

    def body(f: Lowering, values: Sequence[Value]) -> Value:
        me, *args = values
        which = f.b.op("field.get", me, types=[ty.INT], name="which").result
        held = f.b.op("field.get", me, types=[table.held(t)], name="held").result
        return _choose(f, table.of(t), which, held, args, t)

    return _instance(f.unit, ("call", t), library.call, [t, *params], result, span, body)


@service
def same_function(f: Lowering, a: Value, b: Value, span: Span, equal: bool = False) -> Value:
    """Whether two values of one type are one function. A nested function is another each time that
    it is made, and may be made a value more than once: where only that would tell, nobody knows.
    Methods of one instance are `equal`."""
    t = a.type
    assert isinstance(t, ty.Object)
    table = f.unit.functions

    def body(f: Lowering, values: Sequence[Value]) -> Value:
        x, y = (f.b.op("field.get", v, types=[ty.INT], name="which").result for v in values)
        targets = table.of(t)
        methods = [k for k in targets if equal and _of_an_instance(k)]
        odd = [k.number for k in targets if not (isinstance(k.shape.obj, _PLAIN) or k in methods)]
        wrapped = [k.number for k in targets if isinstance(k.shape.obj, FunctionValue)]

        def unknown() -> Value:
            f.call_function(library.unknown, [], f.source.head())
            return f.b.const(False, ty.BOOL)

        def is_one_of(v: Value, numbers: list[int]) -> Value:
            found = f.b.const(False, ty.BOOL)
            for n in numbers:
                found = f.b.emit("or", found, f.b.emit("eq", v, f.b.const(n, ty.INT)))
            return found

        def differ() -> Value:
            either = f.b.emit("or", is_one_of(x, wrapped), is_one_of(y, wrapped))
            return f.if_(either, unknown, lambda: f.b.const(False, ty.BOOL))

        def alike(left: Sequence[Target] = methods) -> Value:
            if not left:
                return f.if_(is_one_of(x, odd), unknown, lambda: f.b.const(True, ty.BOOL))
            test = f.b.emit("eq", x, f.b.const(left[0].number, ty.INT))

            def of_one() -> Value:
                return f.b.emit("same_object", *(receiver(v, left[0].held()) for v in values))

            return f.if_(test, of_one, lambda: alike(left[1:]))

        def receiver(v: Value, env: ty.Type) -> Value:
            held = f.b.op("field.get", v, types=[table.held(t)], name="held").result
            if held.type is not env:
                held = f.b.emit("union.get", held, member=env)
            return f.b.emit("tuple.get", held, index=0)

        return f.if_(
            f.b.emit("same_object", *values),
            lambda: f.b.const(True, ty.BOOL),
            lambda: f.if_(f.b.emit("eq", x, y), alike, differ),
        )

    key = ("equal" if equal else "same", t)
    instance = _instance(f.unit, key, library.same, [t, t], ty.BOOL, span, body)
    return f.b.op("call", a, b, types=[ty.BOOL], callee=instance.name, span=span).result


def _of_an_instance(target: Target) -> bool:
    """Whether it is a method of an instance, which is all that it holds."""
    obj, types = target.shape.obj, target.held()
    if not isinstance(obj, BoundMethod) or not isinstance(types, ty.Tuple) or len(types.items) != 1:
        return False
    return class_of(types.items[0]) is not None


_PLAIN = (pytypes.FunctionType, pytypes.BuiltinFunctionType, type)


def _choose(
    f: Lowering, targets: list[Target], which: Value, held: Value, args: list[Value], t: ty.Object
) -> Value:
    if not targets:  # no value of the type is ever made
        raise Dead
    if len(targets) == 1:
        return _one(f, targets[0], held, args, t)
    half = len(targets) // 2
    test = f.b.emit("lt", which, f.b.const(targets[half].number, ty.INT))
    return f.if_(
        test,
        lambda: _choose(f, targets[:half], which, held, args, t),
        lambda: _choose(f, targets[half:], which, held, args, t),
    )


def _one(f: Lowering, target: Target, held: Value, args: list[Value], t: ty.Object) -> Value:
    values: list[Value] = []
    env = target.held()
    if isinstance(env, ty.Tuple):
        if held.type is not env:
            held = f.b.emit("union.get", held, member=env)
        values = [f.b.emit("tuple.get", held, index=i) for i in range(len(env.items))]
    found = filled_with(target.shape, iter(values))
    # at the place of library code, which tracebacks leave out
    return result_of(f, found.obj, args, t.args[0], f.source.head())


def _instance(
    unit: Unit,
    key: tuple[Any, ...],
    fn: Any,
    args: Sequence[ty.Type],
    result: ty.Type,
    span: Span,
    body: Callable[[Lowering, Sequence[Value]], Value],
) -> Instance:
    known: dict[Any, Instance] = unit.functions.known
    found = known.get(key)
    if found is None:
        name = f"functionvalues.{key[0]}({', '.join(map(repr, key[1:]))})"
        found = Instance(name, signature_of(fn), list(args), {}, span)
        found.result = result
        found.late = lambda unit, instance: _lowered(unit, instance, body)
        known[key] = unit.by_name[name] = found
    return found


def _lowered(
    unit: Unit, instance: Instance, body: Callable[[Lowering, Sequence[Value]], Value]
) -> Function:
    """The function of `make` or `call`, as of now."""
    f = Lowering(unit, instance)
    place = f.source.head()
    result = instance.result or ty.NONE
    function = Function(instance.name, instance.value_types(), result, [], place)
    f.b = Builder(function.body, span=place)
    try:
        f.b.op("return", body(f, function.params))
    except (Failed, Poisoned) as error:
        f.report(error)
        f.end_region()
    except Dead:
        f.end_region()
    unit.diagnostics += f.errors
    return function
