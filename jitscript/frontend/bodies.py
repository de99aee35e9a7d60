"""The body of a function as a whole: its parameters, its end, what it returns; and how often it is
lowered until the types of it have settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..diagnostics import Diagnostic
from ..identity.containers import default_of
from ..identity.retrace import RECALLED
from ..ir import types as ty
from ..ir.core import Builder, Function, Value
from . import cells, keywords
from .classes import NewObject
from .composite import filled_with, types_in
from .emitter import Static
from .function_values import unsettled
from .holes import Learned, meet
from .inlined import end, look_through
from .instances import Instance, Unit
from .lowering import Failed, Lowering
from .matching import ends_in_choice
from .outcomes import Held, Poison, Poisoned
from .overridden import promised_by_derived
from .patterns import describe
from .signature import signature_of
from .widened import Widened

_ROUNDS = 8  # in which the result of a function that calls itself settles
_ATTEMPTS = 100  # lowerings of one function; each but the last learned the type of something empty


def body_of(unit: Unit, instance: Instance) -> Function:
    """The function of an instance."""
    f, mark = Lowering(unit, instance), len(unit.diagnostics)
    try:
        function = _run(f)
    except Learned as learned:
        if len(unit.lowering) > 1 or f.probe is not None:
            raise  # of a function around
        return _unknown(f, learned.place)
    if instance.frame is not None and len(unit.diagnostics) == mark:
        result: Function = f.finish_generator(function)
        return result
    return function


def _run(f: Lowering) -> Function:
    """The function. Errors are reported to the unit; the result is then of no use.

    Without an annotation, the result of a function that calls itself is found in rounds: first
    nothing comes back from such calls, then what the round before has found. A function that
    calls this one meanwhile is lowered again in the last round, with the result that settled.
    """
    rounds = 0
    if f.signature.result is None and f.instance.result is None:
        f.instance.result = promised_by_derived(f)
    told = f.signature.result is None and f.instance.result is not None
    open_result = not told and (f.signature.result is None or f.instance.result is None)
    for _ in range(_ATTEMPTS):
        mark = f.unit.mark()
        try:
            function = _attempt(f)
            f.errors += () if f.errors else unsettled(f)
            if f.open_holes and not f.errors and f.probe is None:  # what stays empty
                place = next(iter(f.open_holes))
                raise Learned(place, f.when_empty.get(place, ty.INT))
            if f.instance.frame is not None and f.tell_yields(function):
                f.instance.recursive = True
            if f.instance.recursive:
                rounds += 1
                if rounds < _ROUNDS:
                    _next_round(f)
                    continue
                title = f"`{f.source.name}` calls itself, so its result must be annotated"
                hint = "write the result type: `-> int`, `-> float`, …"
                f.errors = f.errors or [Diagnostic(title, f.source.head(), hint=hint)]
            once = {(d.span.line, d.span.col, d.title): d for d in f.errors}
            f.unit.diagnostics += once.values()  # a loop's body may be lowered again
            return function
        except Learned as learned:
            if f.probe is not None and len(learned.place) == 3:
                f.probe.fills(learned.place, learned.type)
            f.unit.back_to(mark)
            if isinstance(learned, Widened) or learned.place in f.widened:
                if learned.place[:2] not in f.made_at and learned.place not in f.widened:
                    raise  # of a function around
                f.widened[learned.place] = learned.type
                f.holes.clear()  # which may have been learned from it
                f.fixed.clear()
                _forget(f)
                if open_result:
                    f.instance.result = None
                continue
            if learned.place not in f.open_holes and learned.place not in f.holes:
                raise  # of a function around
            f.holes[learned.place] = learned.type
            _forget(f)
            if open_result:
                f.instance.result = None
    return _unknown(f, next(iter(f.holes)))


def _unknown(f: Lowering, place: Sequence[Any]) -> Function:
    """Reports that nobody can tell what the empty container made at `place` holds."""
    title = f"cannot tell what the empty container holds that is made in line {place[0]}"
    hint = "annotate it where it is made: `x: dict[str, int] = {}`"
    f.unit.diagnostics.append(Diagnostic(title, f.source.head(), hint=hint))
    return Function(f.instance.name, f.instance.value_types(), ty.NONE, [], f.source.head())


def _forget(f: Lowering) -> None:
    """Before the function is lowered again."""
    f.errors.clear()
    f.open_holes.clear()
    f.made_at.clear()
    f.put_into.clear()
    f.loop_types.clear()
    f.declared.clear()
    f.loops.clear()
    f.returns.clear()
    f.shadows.clear()
    f.to_close.clear()
    f.closing.clear()
    f.handling.clear()
    _forget_inlined(f)


def _forget_inlined(f: Lowering) -> None:
    """What is inlined keeps its lowering, however deep: by that the places of its holes are known
    again."""
    for inner in f.inlined.values():
        inner.loop_types.clear()
        _forget_inlined(inner)


def _next_round(f: Lowering) -> None:
    """After a round in which the function called itself."""
    instance, found = f.instance, f.instance.result
    instance.recursive = False
    if (found or ty.NONE) is not instance.assumed:
        instance.assumed, found = found or ty.NONE, None
    instance.result = found
    _forget(f)


def _attempt(f: Lowering) -> Function:
    instance = f.instance
    words = [p.name for p in f.signature.params] + [name for _, name in instance.captured]
    names = [word for word, a in zip(words, instance.args) for _ in types_in(a)]
    function = Function(
        instance.name,
        instance.value_types(),
        instance.result or ty.NONE,
        names,
        f.source.head(),
    )
    function.doc = f.signature.fn.__doc__ or ""
    if getattr(f.signature.fn, "__jitscript_apart__", False):
        function.attrs["apart"] = True
    if getattr(f.signature.fn, "__jitscript_rare__", False):
        function.attrs.update(cold=True, rare=True)
    if getattr(f.signature.fn, "__jitscript_inline__", False):
        function.attrs["inline"] = True
    values = iter(function.params)
    held = [_held(a, values) for a in instance.args]
    f.env = {p.name: h for p, h in zip(f.signature.params, held)}
    f.captured = dict(zip(instance.captured, held[len(f.signature.params) :]))
    for variable in f.signature.free:
        if variable in f.captured:
            f.env[variable[1]] = f.captured[variable]
    first = instance.args[0] if instance.args else None
    if isinstance(first, Static) and isinstance(first.obj, NewObject):
        first.obj.fields.clear()
        f.makes = f.signature.params[0].name
    f.b = Builder(function.body, span=f.source.head())
    _recall(f)
    keywords.begin(f)
    if f.scope.generates:
        if f.instance.frame is not None:
            f.keep_generator()
        else:
            look_through(f)
    try:
        cells.begin(f)
        if f.makes:
            f.begin_instance()
        if any(a in f.unit.layouts.unmade for a in instance.args):
            f.b.op("raise", exc="RuntimeError", message="there is no such instance")
        elif f.block(f.source.tree.body):
            _fall_off(f)
    except Poisoned:
        f.end_region()
    _finish_returns(f, function)
    return function


def _fall_off(f: Lowering) -> None:
    """The end of the body: returns None, which the annotation may not allow."""
    if f.makes:
        try:
            f.leave(f.made(), f.b.span)
        except (Failed, Poisoned) as error:
            f.report(error)
            f.b.op("unreachable")
        return
    if f.consumer is not None:
        end(f, None, f.b.span)
        return
    result = f.instance.result
    allowed = result.members if isinstance(result, ty.Union) else (result,)
    if result is not None and ty.NONE not in allowed:
        if f.incomplete:  # a statement that failed might have returned
            return
        if ends_in_choice(f.source.tree.body):
            what = f"`{f.source.name}` ended without a `return`, and promises {describe(result)}"
            f.b.op("raise", exc="TypeError", message=what)
            return
        returns = f.source.tree.returns
        f.errors.append(
            Diagnostic(
                f"`{f.source.name}` can end without a `return`",
                f.source.span(returns) if returns is not None else f.source.head(),
                f"promises {describe(result)}",
                hint="return a value on every path, or raise an exception at the end",
            )
        )
        f.b.op("unreachable")
        return
    f.leave(f.b.const(None, ty.NONE), f.b.span)


def _recall(f: Lowering) -> None:
    """Parameters that Python leaves out, where calls within the program share the default."""
    for p in f.signature.params:
        held = f.env.get(p.name)
        if isinstance(held, Static) and held.obj is RECALLED:
            fn = f.signature.original
            head = signature_of(fn, looks=f.unit.looks)
            pattern = next(q.pattern for q in head.params if q.name == p.name)
            if isinstance(pattern, ty.Type):
                default = default_of(fn, p.name)
                f.env[p.name] = f.shared_default(fn, p.name, default, pattern, p.span)


def _held(argument: ty.Type | Static, values: Iterator[Value]) -> Held:
    """What a parameter is: a value, an object, or nothing that anyone can use."""
    if isinstance(argument, ty.Type):
        return next(values)
    if isinstance(argument.obj, Poison):
        return argument.obj
    found: Held = filled_with(argument, values)
    return found


def _finish_returns(f: Lowering, function: Function) -> None:
    """Bring all returned values to one type and end their regions with `return`."""
    result = f.instance.result
    if result is None:
        for left in f.returns:
            value, span = left.value, left.span
            wider = value.type if result is None else meet(result, value.type)
            if wider is None and f.signature.open_result:
                break
            if wider is None:
                f.errors.append(
                    Diagnostic(
                        f"`{f.source.name}` returns {describe(result)} in one place and "
                        f"{describe(value.type)} in another",
                        span,
                        hint="annotate the result, and convert to it at each `return`",
                    )
                )
                break
            result = wider
        if result is None and (f.instance.provisional or f.instance.recursive):
            return  # it only calls itself, as far as is known
        whole = not f.errors and not f.incomplete
        plain = not f.makes and not f.scope.generates and f.consumer is None
        f.instance.raises = result is None and whole and plain
        result = result or ty.NONE
    f.instance.result = function.result = result
    f.unit.layout(result)
    for left in f.returns:
        value = left.value
        f.b = Builder(left.region, span=left.span)
        if value.type is not result:
            if meet(value.type, result) is not result:
                break
            value = f.widen(value, result)
        f.b.op("return", value)
