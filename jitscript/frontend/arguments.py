"""Arguments to parameters: which argument is which parameter's, and of which type."""

from __future__ import annotations

import math
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import user_classes
from .binding import Argument, match_dtype
from .caught import CaughtType, Traceback
from .classes import NewObject, bindings, class_of, derived_as, method_of, python_class
from .composite import BoundMethod, Composite, Keywords, is_function, shape, values_in
from .emitter import Static
from .empty_defaults import container
from .generator_frames import ends_late
from .given_none import looked_at, may_be_looked_at
from .holes import learn_from, learn_member
from .literals import named, of_object
from .lowering import Failed, Lowering
from .operators import convertible
from .parts import Parts
from .patterns import (
    Bindings,
    Pat,
    any_length,
    describe,
    fill,
    is_any_length,
    is_callable,
    match,
    match_choice,
    takes_functions,
)
from .signature import EMPTY, Param, Signature, dtype_of
from .suggestions import did_you_mean
from .user_classes import has_method

Slot = Any  # a Value, a Static, or Default


class Default:
    """The parameter's own default; `of`: the function of the user's whose it is."""

    __slots__ = ("obj", "of")

    def __init__(self, obj: Any, of: Any = None):
        self.obj, self.of = obj, of


class Rest:
    """What a call gives for `*p`, as a tuple of any length: the last argument of all."""

    __slots__ = ("value",)

    def __init__(self, value: Value):
        self.value = value


class WrongCall:
    """Arguments that do not go with the parameters: the text of CPython's TypeError, save for what
    the library leaves out, and a hint."""

    __slots__ = ("hint", "title")

    def __init__(self, title: str, hint: str = ""):
        self.title, self.hint = title, hint


def assign_slots(
    f: Lowering,
    s: Signature,
    args: list[Any],
    keywords: dict[str, Any],
    method: bool,
    given: int = 0,
) -> list[Slot] | WrongCall:
    """What each parameter gets, or what is wrong. The first `given` arguments stand in no call."""
    name = f"{s.fn.__qualname__.rpartition('>.')[2] if method else s.fn.__name__}()"
    positional = [p for p in s.params if p.kind in ("pos", "posonly")]
    variadic = next((p for p in s.params if p.kind == "vararg"), None)
    if len(args) > len(positional) and variadic is None:
        return WrongCall(_too_many(name, positional[given:], len(args) - given))
    values: dict[str, Any] = {p.name: a for p, a in zip(positional, args)}
    if variadic is not None:
        values[variadic.name] = _rest(f, args[len(positional) :])
    allowed = {p.name for p in s.params if p.kind in ("pos", "kwonly")}
    rest_of = next((p.name for p in s.params if p.kind == "kwarg"), None)
    if rest_of is not None:
        more = {word: v for word, v in keywords.items() if word not in allowed}
        keywords = {word: v for word, v in keywords.items() if word in allowed}
        values[rest_of] = Static(Keywords(more))
    wrong = [p.name for p in s.params if p.kind == "posonly" and p.name in keywords]
    if wrong and not s.library:
        return WrongCall(
            f"{name} got some positional-only arguments passed as keyword arguments: "
            f"'{', '.join(wrong)}'"
        )
    for word, value in keywords.items():
        if word not in allowed:
            hint = did_you_mean(word, [p.name for p in s.params if p.name in allowed])
            if s.library:
                return WrongCall(f"the argument `{word}` of {name} is not supported", hint)
            return WrongCall(f"{name} got an unexpected keyword argument '{word}'", hint)
        if word in values:
            return WrongCall(f"{name} got multiple values for argument '{word}'")
        values[word] = value
    missing = [p for p in s.params if p.name not in values and p.default is EMPTY]
    if missing:
        return WrongCall(_missing(name, missing))
    of = s.original if type(s) is Signature and not s.library else None
    return [values[p.name] if p.name in values else Default(p.default, of) for p in s.params]


def _rest(f: Lowering, args: list[Any]) -> Value:
    """What `*p` gets."""
    if len(args) == 1 and isinstance(args[0], Static) and isinstance(args[0].obj, Rest):
        return args[0].obj.value
    span = f.b.span
    return f.b.emit("tuple.make", *(f.materialise(a, span) for a in args))


def _too_many(name: str, positional: list[Param], got: int) -> str:
    most = len(positional)
    least = sum(p.default is EMPTY for p in positional)
    takes = f"from {least} to {most}" if least < most else f"{most}"
    noun = "argument" if takes == "1" else "arguments"
    were = "was" if got == 1 else "were"
    return f"{name} takes {takes} positional {noun} but {got} {were} given"


def _missing(name: str, missing: list[Param]) -> str:
    kind = "keyword-only" if missing[0].kind == "kwonly" else "positional"
    names = [f"'{p.name}'" for p in missing if (p.kind == "kwonly") == (kind == "keyword-only")]
    many = f"{', '.join(names[:-1])}, and {names[-1]}"
    text = many if len(names) > 2 else " and ".join(names)
    noun = "argument" if len(names) == 1 else "arguments"
    return f"{name} missing {len(names)} required {kind} {noun}: {text}"


def fits(
    f: Lowering,
    s: Signature,
    slots: list[Slot],
    *,
    exact: bool,
    span: Span,
    explain: bool = False,
) -> list[Argument] | None:
    """The type of each parameter for these arguments, or None. With `explain`, a mismatch is an
    error that says which argument it is."""
    fitting = _Fitting(f, span, exact, s)
    parts = Parts(f)
    found: list[Argument] = []
    for i, p in enumerate(s.params):
        if explain:
            slots[i], t = parts.run(None, fitting.explained, p, slots[i]) or (None, ty.NONE)
        else:
            slots[i], fit = fitting.argument(p, slots[i])
            if fit is None:
                return None
            t = fit
        found.append(t)
        if i == 0 and isinstance(p.pattern, ty.Object):  # of a class of the user's: `self`
            fitting.bound.update(bindings(p.pattern))
    parts.check()
    return found


class _Fitting:
    """Arguments of one call against the parameters, in order: earlier ones bind type variables.
    A generator function takes other generators as they are where it goes through them once."""

    def __init__(self, f: Lowering, span: Span, exact: bool, signature: Signature):
        self.f, self.span, self.exact, self.signature = f, span, exact, signature
        self.bound: Bindings = {}

    def explained(self, p: Param, slot: Slot) -> tuple[Slot, Argument]:
        """As `argument`, but fails where it does not fit."""
        slot, found = self.argument(p, slot, explain=True)
        if found is None:
            t = fill(p.pattern, self.bound) if isinstance(slot, Value) else None
            _mismatch(self.f, p, slot, self.span, t)
        return slot, found

    def argument(self, p: Param, slot: Slot, explain: bool = False) -> tuple[Slot, Argument | None]:
        """The argument for a parameter, as a value where it has to be one, and what is known of
        it then; None where it does not fit."""
        f, bound = self.f, self.bound
        if p.kind == "kwarg":
            return self._keywords(p, slot, explain)
        if isinstance(slot, Default):
            slot = _default(f, p, slot, bound, self.span)
        if isinstance(slot, Static) and isinstance(slot.obj, NewObject):
            match(p.pattern, slot.obj.type, bound)
            return slot, slot
        if isinstance(slot, Static) and isinstance(slot.obj, (CaughtType, Traceback)):
            return slot, shape(slot)  # to an `__exit__`, whatever it annotates
        slot = _as_function(p, slot)
        if isinstance(p.pattern, Pat):
            if p.pattern.static:
                return slot, _static(p.pattern, slot, bound)
            if p.pattern.functions and isinstance(slot, Static) and self._is_taken(p, slot.obj):
                slot = f.taken_along(slot, self.span)
                return slot, shape(slot)
        if isinstance(slot, Static):
            try:
                where = _place(f, slot, self.span)
                slot = f.materialise(slot, where)
                f.argument_places[id(slot)] = slot, where
            except Failed:
                if explain:
                    raise
                return slot, None
        counts = p.pattern is ty.INT and self.signature.library and not self.exact
        if counts and has_method(slot.type, "__index__") and not self._wants_int():
            made = f.call_object(BoundMethod(slot, "__index__"), [], {}, self.span)
            slot = f.materialise(made, self.span)
        if p.kind == "vararg" and is_any_length(slot.type):
            return slot, self._any_number(p, slot.type)
        if match(p.pattern, slot.type, bound):
            return slot, slot.type
        if self.signature.library and isinstance(slot.type, ty.Object) and not self.exact:
            seen = _seen_as(f, slot, slot.type, p.pattern, bound)
            if seen is not None:
                return seen, seen.type
        t = fill(p.pattern, bound)
        if t is None and isinstance(p.pattern, Pat) and p.pattern.kind == "vartuple":
            t = _same_items(p.pattern, slot.type, bound)
        of_several = isinstance(p.pattern, Pat) and p.pattern.kind == "union"
        if t is None and of_several and not self.signature.library:
            return slot, self._chosen(p.pattern.parts, slot.type)  # type: ignore[union-attr]
        if t is not None and not self.signature.library:
            own = derived_as(t, slot.type)
            if own is not t and own is not None and not self.exact:  # a Counter for a dict stays it
                learn_from(own, slot.type)
                if own is slot.type:
                    return slot, own
        if t is not None:
            learn_from(t, slot.type)
            learn_member(t, slot.type)
        if self.exact or t is None:
            return slot, None
        fits = convertible(slot.type, t) or may_be_looked_at(f, p, slot, t)
        return slot, t if fits else None

    def _wants_int(self) -> bool:
        """Whether the function takes an int only, and nothing that has an `__index__`."""
        return registry.oracle_of_function(self.signature.fn) in (divmod, math.ldexp)

    def _chosen(self, parts: Any, t: ty.Type) -> ty.Type | None:
        """The type of a parameter that is annotated with one of several types, some of which are
        open: the argument's own, or the one that it is converted to."""
        if match_choice(parts, t, self.bound):
            return t
        closed = [part for part in parts if isinstance(part, ty.Type)]
        return next((c for c in closed if not self.exact and convertible(t, c)), None)

    def _any_number(self, p: Param, t: Any) -> ty.Type | None:
        """The type of `*p`, for which a tuple of any length is given."""
        assert isinstance(p.pattern, Pat)
        wanted = p.pattern.parts[0]
        if match(wanted, t.args[0], self.bound):
            return t
        item = fill(wanted, self.bound)
        if item is None or self.exact or not convertible(t.args[0], item):
            return None
        return any_length(item)

    def _keywords(self, p: Param, slot: Slot, explain: bool) -> tuple[Slot, Argument | None]:
        """What is given by keyword for `**p`, each by itself."""
        slots: dict[str, Slot] = {}
        types: dict[str, Argument] = {}
        assert isinstance(p.pattern, Pat)
        for name, given in slot.obj.given.items():
            one = Param(name, "kwonly", p.pattern.parts[0], EMPTY, p.span)
            if explain:
                slots[name], t = self.explained(one, given)
            else:
                slots[name], fit = self.argument(one, given)
                if fit is None:
                    return slot, None
                t = fit
            types[name] = t
        return Static(Keywords(slots)), Static(Keywords(types))

    def _is_taken(self, p: Param, obj: Any) -> bool:
        """Whether a compile-time object is passed as it is: a function, or a generator."""
        if is_function(obj) or not isinstance(obj, Composite):
            return is_function(obj)
        s = self.signature
        if not s.scope.generates:
            return False
        return s.library or (s.scope.goes_through_once(p.name) and not ends_late(s, p.name, obj))


def _as_function(p: Param, slot: Slot) -> Slot:
    """An instance with a `__call__`, where a function is asked for, is that method of it."""
    pattern = p.pattern
    wanted = is_callable(pattern) if isinstance(pattern, ty.Type) else pattern.kind == "callable"
    if not wanted or not isinstance(slot, Value) or is_callable(slot.type):
        return slot
    called = user_classes.class_of(slot.type) and method_of(slot.type, "__call__")
    return Static(BoundMethod(slot, "__call__")) if called else slot


def _seen_as(
    f: Lowering, value: Value, t: ty.Object, pattern: Any, bound: Bindings
) -> Value | None:
    """The field that methods of the library read in place of an instance of another class of it."""
    name = getattr(class_of(t), "__reads_as__", None)
    if name is None:
        return None
    f.unit.layout(t)
    field = f.unit.module.classes[t].field(name)
    if field is None or not match(pattern, field, bound):
        return None
    return f.b.op("field.get", value, types=[field], name=name).result


def _same_items(pattern: Pat, t: ty.Type, bound: Bindings) -> ty.Type | None:
    """A tuple with every element of the one type that the pattern asks for."""
    item = fill(pattern.parts[0], bound)
    if item is None or not isinstance(t, ty.Tuple):
        return None
    return ty.Tuple((item,) * len(t.items))


def _default(f: Lowering, p: Param, slot: Default, bound: Bindings, span: Span) -> Slot:
    if isinstance(p.pattern, Pat) and p.pattern.static:
        return Static(slot.obj)
    t = p.pattern if isinstance(p.pattern, ty.Type) else fill(p.pattern, bound)
    if t is not None and (found := container(f, slot.of, slot.obj, t, p.name, span)) is not None:
        return found
    return of_object(f, slot.obj, span, p.name)


def _static(pattern: Pat, slot: Slot, bound: Bindings) -> Static | None:
    """The object for a compile-time parameter, if it fits."""
    obj = slot.obj if isinstance(slot, Static) else known_object(slot)
    if pattern.kind == "literal":
        if obj is UNKNOWN:
            return None
        values = pattern.parts[0]
        fits = values is None or any(type(v) is type(obj) and v == obj for v in values)
        return Static(obj) if fits else None
    if not isinstance(slot, Static) or not match_dtype(pattern, obj, bound):
        return None
    if user_classes.is_user_class(obj):
        return Static(obj)
    return Static(python_class(dtype_of(obj)))  # type: ignore[arg-type]


def _place(f: Lowering, slot: Slot, span: Span) -> Span:
    """Where an argument stands: in the call at `span`, if that is not known."""
    held, found = f.argument_places.get(id(slot), (None, span))
    inside = span.line <= found.line and found.end_line <= span.end_line
    return found if held is slot and inside else span


UNKNOWN = object()


def known_object(v: Value) -> Any:
    """The object that a value is known to be, also a tuple of such, or UNKNOWN."""
    if v.op is not None and v.op.opcode == "const":
        return v.op.attrs["value"]
    if v.op is not None and v.op.opcode == "tuple.make":
        items = [known_object(x) for x in v.op.operands]
        return UNKNOWN if any(x is UNKNOWN for x in items) else tuple(items)
    return UNKNOWN


def _mismatch(f: Lowering, p: Param, slot: Slot, span: Span, t: ty.Type | None) -> NoReturn:
    span = _place(f, slot, span)
    if isinstance(slot, Value) and t is not None:
        f.convert(slot, t, span, f"argument `{p.name}`")
    got = describe(slot.type) if isinstance(slot, Value) else repr(slot.obj)
    if isinstance(slot, Static) and isinstance(slot.obj, type):
        got = named(slot.obj)
    title, hint = f"argument `{p.name}` is {got}, expected {describe(p.pattern)}", ""
    if isinstance(slot, Value) and is_callable(slot.type) and takes_functions(p.pattern):
        title = f"argument `{p.name}` is one of several functions: which one, only the run knows"
        hint = "annotate it with types that leave none open, as Callable[[Array1[f64]], float] does"
    f.fail(title, span, hint=hint)


def convert_slots(
    f: Lowering, s: Signature, slots: list[Slot], types: list[Argument], span: Span
) -> list[Value]:
    """The values to pass, each of its parameter's type."""
    values = []
    for p, slot, t in zip(s.params, slots, types):
        if isinstance(t, ty.Type):
            assert isinstance(slot, Value)
            if s.library and p.pattern is ty.FLOAT and isinstance(slot.type, ty.Scalar):
                slot = f.b.op("cast", slot, span=span, to=t).result  # rounds, as float() does
            elif slot.type is not t:
                slot = looked_at(f, s, p, slot, t, slots, _place(f, slot, span))
                slot = f.convert(slot, t, _place(f, slot, span), f"argument `{p.name}`")
            values.append(slot)
        elif p.kind == "kwarg":
            for name, given in slot.obj.given.items():
                to = t.obj.given[name]
                if isinstance(to, ty.Type) and given.type is not to:
                    given = f.convert(given, to, _place(f, given, span), f"argument `{name}`")
                values += values_in(given)
        elif not isinstance(slot, Value):  # a number that must be known is none of those passed
            values += values_in(slot)
    return values
