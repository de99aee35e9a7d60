"""A call of a generator function that is kept: in a variable, a field, an argument, a result; and
generators that go through themselves.

It is an object whose type is the function's own: `frames.py` of the IR makes of the function's body
the layout of the object and the function that goes on with it. So which generator goes on is known
where one is asked for its next value, and that call is one like others.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ..diagnostics import Diagnostic, Span
from ..ir import frames
from ..ir import types as ty
from ..ir.core import Builder, Function, Region, Value
from . import user_classes
from .by_position import Series, until_unbound
from .composite import shape, values_in
from .consumers import Consumer
from .emitter import Static
from .generator_frames import Frame, ending, framed, waits_in_handler
from .holes import meet
from .kept_closing import close, closes, ends_too, held_alone, refuse_loose
from .lowering import Dead, Lowering, Poisoned
from .narrowing import without
from .operators.unions import each, members
from .patterns import describe, fill
from .scope import Scope, Share
from .series import is_kept, walker_of
from .services import service
from .suspended import Suspended

Held = Value | Static


def frame_of(f: Lowering, call: Suspended) -> Frame:
    """The frame for a call; its functions are lowered, or will be."""
    unit, signature = f.unit, call.instance.signature
    shapes: list[Any] = [shape(part) for part in call.parts()]
    instance = unit.instance(
        signature, shapes, call.span, call.instance.owner, f.instance, tuple(call.captures)
    )
    frame = instance.frame
    if frame is None:
        if instance.busy:  # it is only looked through
            raise Poisoned
        _check(f, call)
        made_of = (signature, shapes, call.span, instance.owner)
        t = unit.layouts.generators.type_of(instance, made_of, bool(call.captures))
        frame = framed(unit, instance, t)
    if instance.function is None and not instance.busy:
        unit.lower(instance)
    unit.require(instance)
    return frame


def _check(f: Lowering, call: Suspended) -> None:
    """What a generator that is kept cannot have."""
    _check_handlers(f, call, call.instance.signature)
    for owner, name in call.captures:
        if isinstance(owner, Scope):
            if name not in owner.shared and not _bound_once(owner, name):
                raise Share(owner, name)  # the variable itself, which both then read
            continue
        f.fail(
            f"the generator `{call.__name__}` is kept, and captures `{name}`, which changes",
            call.span,
            hint="make a list of it: [… for …]"
            if call.__name__ == "<genexpr>"
            else "pass it to the generator as an argument",
        )


@service
def check_endings(f: Lowering, call: Any) -> None:
    """A generator is gone through in one that is kept: where it is left in the middle it has
    something to do, and so has that."""
    signature = call.instance.signature
    _check_handlers(f, call, signature)
    if not ending(signature):
        return
    ends_too(f, signature)


def _check_handlers(f: Lowering, call: Any, signature: Any) -> None:
    what = waits_in_handler(signature)
    if what:
        title = f"the generator `{call.__name__}` cannot be kept, or go through itself"
        hint = "go through it where it is called: for x in …:, list(…), sum(…), yield from …"
        f.fail(title, call.span, notes=(f"it has a {what}",), hint=hint)


def _bound_once(scope: Scope, name: str) -> bool:
    """Whether a local is bound in one place, outside loops."""
    tree = scope.tree
    loops = [n for n in ast.walk(tree) if isinstance(n, (ast.For, ast.While))]
    if any(name in scope.assigned(loop) for loop in loops):
        return False
    bound = [s for s in ast.walk(tree) if isinstance(s, ast.stmt) and s is not tree]
    simple = [s for s in bound if not getattr(s, "body", None) and name in scope.assigned(s)]
    more = (tree.args.vararg, tree.args.kwarg)
    parameters = [*scope.params, *(a.arg for a in more if a is not None)]
    heads = [n for s in bound if isinstance(s, ast.With) for n in ast.walk(s)]
    managed = any(isinstance(n, ast.withitem) and name in scope.assigned(n) for n in heads)
    return len(simple) + (name in parameters) + 2 * managed <= 1


@service
def kept_generator(f: Lowering, call: Any, span: Span) -> Value:
    """The object for a call of a generator function."""
    if call.manager:
        title = f"the context manager that `{call.__name__}` makes cannot be a value here"
        hint = "enter it where it is made: with …(…) as x:, or by one name, once"
        f.fail(title, span, hint=hint)
    frame = frame_of(f, call)
    if call not in f.alone:
        if frame.closes:
            refuse_loose(f, frame, frame.ends or call.instance.signature, span)
        frame.loose = span
    values = [v for part in call.parts() for v in values_in(part)]
    return f.b.op("call", *values, types=[frame.type], callee=frame.made.name, span=span).result


def resumed(f: Lowering, v: Value, span: Span) -> Value:
    """The next value, or unbound."""
    if isinstance(v.type, ty.Union):
        return each(f, v, span, lambda x: resumed(f, x, span))
    frame = f.unit.frames[v.type]
    if frame.info is None:  # a field has told of it
        f.unit.lower(frame.instance)
    if frame.instance.failed:
        raise Poisoned
    frame.asked = frame.asked or frame.yielded is None
    given = frame.yielded or frame.told
    if given is None:
        name = frame.instance.signature.fn.__name__
        f.fail(
            f"the generator `{name}` goes through itself, so what it yields must be annotated",
            span,
            hint="write the result type: `-> Iterator[int]`, …",
        )
    t = ty.union_of(given, ty.UNBOUND)
    return f.b.op("call", v, types=[t], callee=frame.instance.name, span=span).result


@service
def frame_series(f: Lowering, v: Value, span: Span) -> Series:
    """What is left of a generator; nothing, while a generator that goes through itself is looked
    at for what else it yields."""
    frame = f.unit.frames.get(v.type)
    if f.delegating:
        _delegates(f, v.type)
    within = f.unit.lowering[-1] if f.unit.lowering else None
    if frame is not None and frame.instance is within and not (frame.yielded or frame.told):
        frame.asked = True
        return _nothing(f, span)
    series = until_unbound(f, lambda i: resumed(f, v, span), span)
    series.returned = lambda: _returned(f, v, span)
    if frame is not None and frame.info is not None and _is_fresh(v):
        series.endless = frame.endless  # one in a variable may have ended by an error
    return series


def _delegates(f: Lowering, t: ty.Type) -> None:
    """What is thrown into the generator that is lowered goes on to another that is kept."""
    while f.inside is not None:
        f = f.inside
    if f.instance.frame is not None:
        f.instance.frame.delegates.update(members(t))


def _nothing(f: Lowering, span: Span) -> Series:
    def get(i: Any) -> Value:
        raise Dead

    return Series(get, more=lambda i, when: f.b.const(False, ty.BOOL, span))


def _returned(f: Lowering, v: Value, span: Span) -> Callable[[], Value]:
    """What a generator returns at its end, and None where it had ended before."""
    frame = f.unit.frames.get(v.type)
    if frame is None:
        hint = "call one generator function here: x = yield from f(…)"
        f.fail("what this returns is not known", span, hint=hint)
    t = frame.returned
    if frame.info is None and returns_values(frame.instance.signature):
        wanted = frame.instance.signature.returned
        t = fill(wanted, frame.instance.bound) if wanted is not None else None
        if t is None:
            name = frame.instance.signature.fn.__name__
            f.fail(
                f"the generator `{name}` goes through itself, so what it returns must be annotated",
                span,
                hint="write the result type: `-> Generator[int, None, str]`, …",
            )
        frame.promised = t
    if t is None:
        return lambda: f.b.const(None, ty.NONE, span)
    returned = t
    done = f.b.const(frames.DONE, ty.INT, span)
    ended = f.b.emit("eq", f.b.op("field.get", v, types=[ty.INT], name=frames.STATE).result, done)

    def read() -> Value:
        kept = frames.kept(returned)
        found = f.b.op("field.get", v, types=[kept], name=frames.RETURNED, span=span).result
        return found if kept is returned else f.b.emit("union.get", found, member=returned)

    def after() -> Value:
        return f.if_(ended, lambda: f.b.const(None, ty.NONE, span), read, span)

    return read if _is_fresh(v) else after


def _is_fresh(v: Value) -> bool:
    """Whether a generator has just been made."""
    return v.op is not None and v.op.opcode == "call" and v.op.attrs["callee"].endswith(".make")


def returns_values(signature: Any) -> bool:
    """Whether a generator function has a `return` with a value."""
    work: list[Any] = list(signature.source.tree.body)
    while work:
        node = work.pop()
        if isinstance(node, ast.Return) and node.value is not None:
            return True
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda)):
            work += ast.iter_child_nodes(node)
    return False


@service
def tell_yields(f: Lowering, function: Function) -> bool:
    """After a round: whether what a generator that goes through itself yields was not known."""
    frame = f.instance.frame
    asked, frame.asked = frame.asked, False
    if not asked or frame.yielded is not None:
        return False
    before = t = frame.told
    for mark in frames.suspensions(function):
        found = mark.operands[0].type
        t = found if t is None else meet(t, found) or t
    frame.told = t or ty.NONE
    return frame.told is not before


@service
def builtin_of_generator(
    f: Lowering, obj: Any, args: list[Any], keywords: dict[str, Held], span: Span
) -> Held | None:
    """`iter` and `next` of a generator; None where it is none of these."""
    if not args or keywords:
        return None
    first = args[0]
    if obj is iter and len(args) == 1:
        first = walker_of(f, first, span)
        cls = user_classes.class_of(first.type) if isinstance(first, Value) else None
        if first is not args[0] and cls is not None:
            if user_classes.function(cls, "__next__") is None:
                f.fail(f"iter() returned non-iterator of type '{cls.__name__}'", span)
            return first
        if first is not args[0] and (not isinstance(first, Value) or not is_kept(f, first.type)):
            return f.call_object(iter, [first], {}, span)
    held = None
    if isinstance(first, Static) and isinstance(first.obj, Suspended):
        held = held_alone(f, first.obj, span) if obj is next else None
        first = held or f.materialise(first, span)
    if not isinstance(first, Value) or not is_kept(f, first.type):
        return None
    if obj is iter:
        return first if len(args) == 1 else None
    found = resumed(f, first, span)
    if held is not None and closes(f, held.type):
        close(f, held, span)
    f.b.span = span
    return first_or(f, found, args[1:], span)


@service
def first_or(f: Lowering, found: Value | None, default: list[Any], span: Span) -> Value:
    """What `next` gives: `found`, but where that is unbound the default, or StopIteration."""
    if found is not None and ty.UNBOUND not in members(found.type):
        return found
    if found is None or found.type is ty.UNBOUND:  # there never is one
        if default:
            return f.materialise(default[0], span)
        f.b.op("raise", span=span, exc="StopIteration", message=None)
        raise Dead
    none = f.b.emit("union.is", found, member=ty.UNBOUND)
    rest = without(found.type, ty.UNBOUND)
    assert rest is not None
    if not default:
        stop, go = Region(), Region()
        with f.branch(stop):
            f.b.op("raise", span=span, exc="StopIteration", message=None)
        with f.branch(go):
            f.b.op("yield", span=span)
        f.b.op("if", none, types=(), regions=[stop, go], span=span)
        return f.b.emit("union.get", found, member=rest)
    other = f.materialise(default[0], span)
    return f.if_(none, lambda: other, lambda: f.b.emit("union.get", found, member=rest), span)


# --- their functions ----------------------------------------------------------------------------


@service
def keep_generator(f: Lowering) -> None:
    """Before the body is lowered: what it yields is marked."""
    frame = f.instance.frame
    f.instance.result = ty.INT

    def give(g: Lowering, value: Value, span: Span) -> None:
        g.b.op("call", value, types=[ty.NONE], callee=frames.SUSPEND, span=span)

    def returns(g: Lowering, value: Value) -> None:
        g.b.op("call", value, types=[ty.NONE], callee=frames.RETURN)

    known = returns_values(f.signature)
    f.consumer = Consumer(give, frame.yielded, False, returns if known else None)


@service
def finish_generator(f: Lowering, function: Function) -> Function:
    """After the body is lowered: the function that goes on."""
    unit, frame = f.unit, f.instance.frame
    marks = frames.suspensions(function)
    t = frame.yielded
    for mark in marks:
        (value,) = mark.operands
        wider = value.type if t is None else meet(t, value.type)
        if wider is None:
            assert t is not None
            title = f"`{f.source.name}` yields {describe(t)} here and {describe(value.type)} there"
            unit.report(Diagnostic(title, mark.span, hint="annotate the result: Iterator[…]"))
            return function
        t = wider
    t = t or ty.NONE
    for mark in marks:
        (value,) = mark.operands
        assert mark.parent is not None
        f.b = Builder(mark.parent, mark, mark.span)
        mark.set_operands([f.widen(value, t)])
    frame.yielded = t
    frame.endless = not any(op.opcode == "return" for op in function.walk())
    _unify_returned(f, function)
    names = frame.made.name, frame.closed.name
    types = t, frame.returned
    heard = _is_heard(f, function)
    made, function, closed, frame.info = frames.take_apart(
        function, frame.type, types, names, frame.closes, heard
    )
    f.instance.result = function.result
    frame.made.function, frame.made.result = made, frame.type
    frame.closed.function, frame.closed.result = closed, ty.NONE
    unit.layout(frame.type)
    return function


def _is_heard(f: Lowering, function: Function) -> bool:
    """Whether the function asks at its `yield`s what Python throws."""
    frame, tried = f.instance.frame, frames.is_tried(function)
    if frame.delegates - {frame.type} or (frame.delegates and tried):
        return False  # which another would have to hear
    frame.throws = "plain" if not tried else "heard" if frame.pythons else ""
    f.unit.calls_python |= frame.throws == "heard"
    return frame.throws == "heard"


def _unify_returned(f: Lowering, function: Function) -> None:
    """What a generator returns has one type."""
    frame = f.instance.frame
    marks, t = frames.returns(function), frame.promised
    for mark in marks:
        (value,) = mark.operands
        wider = value.type if t is None else meet(t, value.type)
        if wider is None or (frame.promised is not None and wider is not frame.promised):
            title = f"`{f.source.name}` returns {describe(value.type)} here"
            note = f"elsewhere it returns {describe(t)}" if t is not None else ""
            f.unit.report(Diagnostic(title, mark.span, notes=(note,), hint="annotate the result"))
            return
        t = wider
    for mark in marks:
        assert mark.parent is not None and t is not None
        f.b = Builder(mark.parent, mark, mark.span)
        mark.set_operands([f.widen(mark.operands[0], t)])
    frame.returned = t
