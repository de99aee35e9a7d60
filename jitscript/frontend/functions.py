"""Calls of functions: of the user's, whose source is compiled too, and of library code."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from ..diagnostics import CompileError, Span
from ..identity.instances import is_by_statement
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import classes, fast_math, positional, unsupported
from .arguments import (
    UNKNOWN,
    Default,
    Slot,
    WrongCall,
    assign_slots,
    convert_slots,
    fits,
    known_object,
)
from .binding import Argument
from .cells import needs_caller
from .composite import shape, values_in
from .emitter import Static
from .given_none import gone_through
from .holes import settle_members
from .instances import Instance
from .lowering import Dead, Failed, Lowering, Poisoned, tuple_items
from .managers import generator_of_manager
from .operators.unions import bits_of, each, twins
from .patterns import Pat, describe, match, narrow_first
from .services import service
from .signature import Param, Postponed, Signature, dtype_of, signature_of
from .suspended import Suspended, suspended
from .user_classes import class_of
from .widened import widen_call

Held = Value | Static
_NOTHING: Mapping[Any, Held] = {}


def head(f: Lowering, fn: Any, span: Span, owner: Any = None) -> Signature:
    key = (fn, owner if isinstance(owner, ty.Type) else id(owner))
    found = f.unit.heads.get(key)
    if found is not None:
        return found
    try:
        found = signature_of(fn, owner, f.unit.check_only, f.unit.looks)
        f.unit.heads[key] = found
        return found
    except Postponed:
        f.postpone()
    except CompileError as e:
        f.unit.report(*e.diagnostics)
        raise Poisoned from None


@service
def call_function(
    f: Lowering,
    fn: Any,
    args: list[Any],
    span: Span,
    keywords: dict[str, Held] | None = None,
    owner: Any = None,
    first: Pat | None = None,
) -> Held:
    """Call a Python function whose source is compiled; mismatches are errors of the call. `owner`
    is the type of a method's `self`, `first` what the first parameter is without being that."""
    made = generator_of_manager(fn)
    if made is not None:
        held = call_function(f, made, args, span, keywords, owner, first)
        if isinstance(held, Static) and isinstance(held.obj, Suspended):
            held.obj.manager = True
        return held
    if owner is None and first is None and args and is_method(fn):
        me = args[0].type if isinstance(args[0], Value) else None
        owner = me if me is not None and class_of(me) is not None else None
    of = classes.owner(owner) if owner is not None else first
    signature = head(f, fn, span, of)
    slots = assign_slots(f, signature, args, keywords or {}, of is not None)
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)

    def call() -> Held:
        types = fits(f, signature, slots, exact=True, span=span)
        if types is None:
            types = fits(f, signature, slots, exact=False, span=span, explain=True)
        assert types is not None
        return call_instance(f, signature, slots, types, span, owner)

    given = any(isinstance(s, Static) and isinstance(s.obj, Suspended) for s in slots)
    if given and not signature.library and not signature.scope.generates:
        return f.closing_after(signature, slots, call, span)
    return call()


def is_method(fn: Any) -> bool:
    """Whether a function, which a decorator may have got hold of, stands in a class."""
    return bool(fn.__code__.co_varnames[:1] == ("self",) and fn.__code__.co_argcount)


def call_instance(
    f: Lowering,
    signature: Signature,
    slots: list[Slot],
    types: list[Argument],
    span: Span,
    owner: Any = None,
    captures: Mapping[Any, Held] = _NOTHING,
) -> Held:
    """The `call` op of the instance for these types. `captures`: the variables that a nested
    function captures. Of a generator function: the call as it is, not begun."""
    if signature.scope.generates:
        slots, types = begun(f, signature, slots, types, span)
        return suspended(f, signature, slots, types, span, owner, captures)
    values = convert_slots(f, signature, slots, types, span)
    instance = instance_for(f, signature, types, span, owner, captures)
    return called_with(f, instance, values, captures, span)


def instance_for(
    f: Lowering,
    signature: Signature,
    types: Sequence[Argument],
    span: Span,
    owner: Any = None,
    captures: Mapping[Any, Held] = _NOTHING,
) -> Instance:
    types = [*types, *map(shape, captures.values())]
    return f.unit.instance(signature, types, span, owner, f.instance, tuple(captures))


def called_with(
    f: Lowering,
    instance: Instance,
    values: list[Value],
    captures: Mapping[Any, Held],
    span: Span,
) -> Value:
    """The `call` op, with the arguments as they have been converted."""
    result = result_of(f, instance)
    values = [*values, *(v for held in captures.values() for v in values_in(held))]
    f.b.span = span
    made = f.b.op("call", *values, types=[result], callee=instance.name).result
    if instance.signature.never:  # CPython would go on
        message = "a function that is annotated as NoReturn has returned"
        f.b.op("raise", exc="RuntimeError", message=message)
        raise Dead
    if instance.raises:
        f.b.op("unreachable")
        raise Dead
    return made


def begun(
    f: Lowering, signature: Signature, slots: list[Slot], types: list[Argument], span: Span
) -> tuple[list[Slot], list[Argument]]:
    """The arguments of a generator of the library once what is done at its call is done."""
    rule = getattr(signature.fn, "__jitscript_begun_by__", None)
    if rule is None:
        return slots, types
    first, place = rule
    given = [_gone_through(f, s, span) for s in slots[place:] if not isinstance(s, Default)]
    made = f.materialise(f.call_function(first, given, span), span)
    parts = tuple_items(f, made) if isinstance(made.type, ty.Tuple) else [made]
    end = place + len(parts)
    held = [part.type for part in parts]
    return [*slots[:place], *parts, *slots[end:]], [*types[:place], *held, *types[end:]]


def _gone_through(f: Lowering, held: Any, span: Span) -> Any:
    """A generator as the list of what it gives: here, where it ends."""
    if isinstance(held, Static) and isinstance(held.obj, Suspended):
        return f.call_object(list, [held], {}, span)
    return held


def result_of(f: Lowering, instance: Instance) -> ty.Type:
    """The type of what comes back from a call, as far as it is known now."""
    if needs_caller(instance.value_types()) and not instance.busy:
        f.unit.lower(instance)
    f.unit.require(instance)
    if instance.result is None:
        if instance.busy and instance.signature.open_result:
            raise Poisoned
        if instance.busy:
            result = f.unit.assumed(instance)
        else:
            f.unit.lower(instance)
            f.unit.require(instance)
            result = instance.result or instance.assumed
        if result is None:  # nothing is known to come back from the call yet
            raise Dead
    else:
        result = instance.result
    settle_members(result)
    return result


@service
def call_oracle(
    f: Lowering, oracle: Any, args: list[Any], keywords: dict[str, Held], span: Span
) -> Held:
    """Call the library's overload for a Python object: the first that fits exactly, else the one
    that fits with the smallest conversions."""
    args = gone_through(f, oracle, args, span)
    found = f.builtin_of_instance(oracle, args, keywords, span)
    if found is None and not keywords:
        found = fast_math.call(f, oracle, args, span)
    if found is not None:
        return found
    overloads = registry.find(oracle)
    if not overloads:
        unsupported.function(f, oracle, span)
    if keywords:
        positional.refuse(f, oracle, keywords, span)
    candidates, heads = [], []
    reasons = []
    for overload in overloads:
        signature = head(f, overload.fn, span)
        passed = [*map(Static, overload.given), *args]
        slots = assign_slots(f, signature, passed, keywords, False, len(overload.given))
        shown = signature.params[len(overload.given) :]
        if isinstance(slots, WrongCall):
            reasons.append((slots, shown))
        else:
            candidates.append((signature, slots))
            heads.append(shown)
    for signature, slots in candidates:
        types = fits(f, signature, slots, exact=True, span=span)
        if types is not None:
            return call_instance(f, signature, slots, types, span)
    if candidates:
        found = _each_member(f, oracle, args, keywords, span)
        if found is not None:
            return found
    fitting = []
    for signature, slots in candidates:
        types = fits(f, signature, slots, exact=False, span=span)
        if types is not None:
            fitting.append((signature, slots, types))
    if fitting:
        return call_instance(f, *min(fitting, key=lambda fit: _distance(fit[1], fit[2])), span)
    if candidates:
        found = _each_member(f, oracle, args, keywords, span, convert=False)
        if found is not None:
            return found
    for signature, _ in candidates:
        widen_call(f, signature.params, args)
    name = getattr(oracle, "__name__", str(oracle))
    if not candidates:  # by the one that takes nearly as many
        given = len(args) + len(keywords)
        wrong, _ = min(reasons, key=lambda reason: abs(len(reason[1]) - given))
        title = re.sub(r"[\w.]+\(\)", f"{name}()", wrong.title, count=1)
        f.fail(title, span, hint=wrong.hint)
    told = ", ".join(
        describe(a.type) if isinstance(a, Value) else _shown(a.obj)
        for a in [*args, *keywords.values()]
    )
    takes = tuple(f"{name}{_parameters(params)}" for params in heads[:6])
    notes = [f"there is {t}" for t in takes]
    hint = _OF_DTYPES if any(map(_is_odd_dtype, [*args, *keywords.values()])) else ""
    f.fail(f"`{name}` does not take ({told})", span, notes=notes, hint=hint)


_OF_DTYPES = (
    "elements are bools, ints, floats and complex numbers of up to 64 bits a part, in the machine's"
    " order; texts, dates, objects and records stay in Python (dates as int64: a.view(np.int64))"
)


def _is_odd_dtype(held: Any) -> bool:
    """Whether an argument names a dtype that compiled code has not."""
    obj = held.obj if isinstance(held, Static) else known_object(held)
    if "numpy" not in sys.modules or obj is None or obj is UNKNOWN or dtype_of(obj) is not None:
        return False
    if isinstance(obj, type) and is_by_statement(obj) and obj.__module__ != "numpy":
        return False
    try:
        sys.modules["numpy"].dtype(obj)
    except (TypeError, ValueError):
        return False
    return True


def _distance(slots: list[Slot], types: list[Argument]) -> int:
    """How far conversions go: a bool is rather an int than a float, and no number of NumPy's. A
    union goes as far as its members."""
    pairs = [
        (member, t)
        for slot, t in zip(slots, types)
        if isinstance(slot, Value)
        for member in (slot.type.members if isinstance(slot.type, ty.Union) else (slot.type,))
    ]
    return sum(
        abs(_place(a) - _place(b)) + 20 * (a.python and not b.python)
        for a, b in pairs
        if isinstance(a, ty.Scalar) and isinstance(b, ty.Scalar)
    )


# Where kinds lie on the way of conversions: an unsigned number is rather an int than a float,
# unless an int does not hold it.
_PLACES = {"bool": 0, "int": 2, "uint": 3, "float": 5, "complex": 7}


def _place(t: ty.Scalar) -> int:
    return 4 if t is ty.U64 else _PLACES[t.kind]


def _each_member(
    f: Lowering,
    oracle: Any,
    args: list[Any],
    keywords: dict[str, Held],
    span: Span,
    convert: bool = True,
) -> Held | None:
    """A call with a union: one call for each of its members, so that none is converted to what it
    is not. None where there is no such argument, or where its members are twins that, if they may
    `convert`, are all converted to one type."""
    for i, v in enumerate(args):
        t = v.type if isinstance(v, Value) else None
        if not isinstance(t, ty.Union) or ty.UNBOUND in t.members:
            continue
        alike = twins(t) and bits_of(t).kind != "bool" and convert
        if (alike or ty.NONE in t.members) and not _takes_each(f, oracle, i, t):
            continue

        def call_with(x: Value, i: int = i) -> Value:
            held = call_oracle(f, oracle, [*args[:i], x, *args[i + 1 :]], keywords, span)
            return f.materialise(held, span)

        try:
            return each(f, v, span, call_with)
        except Failed as failed:
            d = failed.diagnostic
            notes = [f"argument {i + 1} may be {describe(t)}", *d.notes]
            f.fail(d.title, d.span, d.label, notes, d.hint or narrow_first(t))
    return None


def _takes_each(f: Lowering, oracle: Any, i: int, t: ty.Union) -> bool:
    """Whether the library has a form of its own for every member of `t`, as argument `i`."""
    heads = [head(f, o.fn, f.b.span).params[len(o.given) :] for o in registry.find(oracle)]
    patterns = [params[i].pattern for params in heads if len(params) > i]
    return all(any(match(p, m, {}) for p in patterns) for m in t.members)


def _shown(obj: Any) -> str:
    return getattr(obj, "__name__", None) or repr(obj)


def _parameters(params: Sequence[Param]) -> str:
    return f"({', '.join(f'{p.name}: {describe(p.pattern)}' for p in params)})"
