"""Containers of modules and classes that change: taken when a call begins, put back when it ends.

    seen: set[str] = set()             word in seen     seen.add(word)     for w in sorted(seen)
    settings = {"depth": 3}            settings["depth"]                   settings[name] = 4

Compiled code takes what Python's container holds when it first asks for it in a call, and works on
that; where the program may change it, Python's is filled again on every way out of the call:

    @f(x):   try: @f.body(x)  except, and at its end: put back what is changed, let go of all
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..diagnostics import NO_SPAN, Diagnostic, Span
from ..identity import containers
from ..identity.variables import is_settled
from ..ir import types as ty
from ..ir.analysis.heap import Found
from ..ir.core import Builder, Function, Region, Value
from ..library.cells import Taken
from . import classes, python_calls, user_classes
from .annotations import AnnotationError, pattern_of, resolved
from .changing import take_for_constant, take_for_live
from .class_text import reader
from .constant_tables import table_of
from .conversions import objects_within
from .instances import Instance, Unit
from .lowering import Lowering
from .patterns import fill
from .places import at_entry
from .services import service

_FLAT = ("str", "bytes", "range")
_CELL = "Taken"
_KINDS = ("list", "dict", "set", "defaultdict", "Counter", "OrderedDict", "deque")


class Live:
    """One that a program uses. `places`: the names under which Python has it; `written`: whether
    the program may change it."""

    __slots__ = ("cell", "name", "places", "span", "type", "within", "written")

    def __init__(self, name: str, t: ty.Type, cell: str, within: set[int], span: Span):
        self.name, self.type, self.cell, self.span = name, t, cell, span
        self.within = within  # the ids of it and of the containers in it
        self.places: list[tuple[Any, str]] = []
        self.written = False


def of_attribute(f: Lowering, owner: Any, name: str, span: Span) -> Value | None:
    """A container that a module, or a class of the user's, has under a name, likewise."""
    space = vars(owner)
    if type(space.get(name)).__name__ not in _KINDS or _is_settled(f, name, dict(space)):
        return None
    if name == "__all__" or _is_constant(f, space[name], name, dict(space)):
        return None
    return read(f, name, span, owner)


def of_class(f: Lowering, cls: type, name: str, span: Span) -> Value | None:
    """A list, dict or set that a class or a base has, which all instances share, likewise."""
    owner = user_classes.owner_of(cls, name)
    if owner is None or not isinstance(vars(owner)[name], (list, dict, set)):
        return None
    return of_attribute(f, owner, name, span)


@service
def shared_default(f: Lowering, fn: Any, name: str, obj: Any, t: ty.Type, span: Span) -> Value:
    """The default of a parameter that calls share, as of old; `t` is what the parameter takes."""
    told = f.unit.looks.recalled(fn, name)
    kinds = [m for m in ty.members(t) if isinstance(m, ty.Object) and _is_plain(m)]
    found = next((m for m in kinds if classes.python_class(m) is type(obj)), None)
    if not told or found is None or f.unit.device or (f.signature.scope.generates and not f.inside):
        f.fail(
            f"the default of `{name}` is one {type(obj).__name__} for all calls, which change it",
            span,
            hint=f"write `{name}=None`, and make one where it is None",
        )
    known = f.unit.live.get(id(obj))
    if known is None:
        within = take_for_live(f, obj, name)
        cell = f"the default {name} of now#{len(f.unit.live)} {found!r}"
        known = f.unit.live[id(obj)] = Live(name, found, cell, within, span)
        known.places.append((fn, name))
        f.unit.layout(found)
        f.unit.kept.setdefault(cell, (cell, span))
    return at_entry(f, known, lambda: _taken(f, known, span))


def of_global(f: Lowering, name: str, span: Span) -> Value | None:
    """A global container that is no constant: its name does not say that it is settled, or the
    file changes it all the same."""
    space = f.signature.fn.__globals__
    if name in f.signature.enclosing or name not in space or name == "__all__":
        return None
    if type(space[name]).__name__ not in _KINDS or _is_settled(f, name, space):
        return None
    return None if _is_constant(f, space[name], name, space) else read(f, name, span)


def _is_settled(f: Lowering, name: str, space: dict[str, Any]) -> bool:
    """Whether a container stands as it is now in the code: its name says that nothing changes it,
    and it is not too large."""
    if not is_settled(space, name) or f.signature.changed(name):
        return False
    return f.unit.device or table_of(f, space[name], name, space) is not None


def _is_constant(f: Lowering, obj: Any, name: str, namespace: dict[str, Any]) -> bool:
    """Whether the program only reads a container, as far as it is known: each call sees what it
    holds then."""
    if id(obj) in f.unit.live or table_of(f, obj, name, namespace) is None:
        return False
    return take_for_constant(f, obj, name)


def read(f: Lowering, name: str, span: Span, owner: Any = None) -> Value | None:
    """What a global, or what a module or a class has under this name, holds in this call; None
    where it is nothing that compiled code can take."""
    space = f.signature.fn.__globals__ if owner is None else vars(owner)
    if f.unit.device or f.signature.looks is None:
        return None
    told = f.unit.looks.contents(f.signature.fn if owner is None else owner, name)
    if not told:
        return None
    known = f.unit.live.get(id(space[name]))
    if known is None:
        t = _type(f, space, name, told, owner)
        if t is None:
            return None
        kind = type(space[name]).__name__
        within = take_for_live(f, space[name], name)
        cell = f"the {kind} {name} of now#{len(f.unit.live)} {t!r}"
        known = f.unit.live[id(space[name])] = Live(name, t, cell, within, span)
        f.unit.kept.setdefault(cell, (cell, span))
    place = (owner if isinstance(owner, type) else space, name)
    if not any(where is place[0] and other == name for where, other in known.places):
        known.places.append(place)
    if f.signature.scope.generates and f.inside is None:
        f.fail(
            f"the captured {type(space[name]).__name__} `{name}` can change while a generator "
            "waits, and compiled code cannot see that",
            span,
            hint="pass it as an argument",
        )
    return at_entry(f, known, lambda: _taken(f, known, span))


def _type(f: Lowering, space: Any, name: str, told: str, owner: Any) -> ty.Type | None:
    """The type of the container: an annotation tells, or what it holds now."""
    own = containers.home(space, name)
    annotation = containers.declared(own, name)
    if annotation is None:
        annotation = told
    of_class = reader((), owner) if isinstance(owner, type) else None
    try:
        whole = resolved(annotation, of_class or (lambda text: eval(text, dict(own))))
        found = fill(pattern_of(_inner(whole)), {})
    except (AnnotationError, NameError, TypeError, AttributeError):
        return None
    if not isinstance(found, ty.Object) or not all(map(_is_plain, found.args)):
        return None
    cls = classes.python_class(found)
    if cls is not type(space[name]):
        return None
    f.unit.layout(found)
    return found


def _inner(annotation: Any) -> Any:
    """What `ClassVar` and `Final` are about."""
    origin = str(getattr(annotation, "__origin__", ""))
    return annotation.__args__[0] if origin in ("typing.ClassVar", "typing.Final") else annotation


def _is_plain(t: ty.Type) -> bool:
    """Whether it is made of numbers, texts and containers only."""
    if isinstance(t, (ty.Union, ty.Tuple)):
        return all(map(_is_plain, t.members if isinstance(t, ty.Union) else t.items))
    if isinstance(t, ty.Object):
        plain = t.name in (*_FLAT, "list", "dict", "set", "frozenset", "tuple", "deque")
        return plain and all(map(_is_plain, t.args))
    return isinstance(t, (ty.Scalar, ty.Enum)) or t is ty.NONE


def _is_flat(t: ty.Type) -> bool:
    """Whether what a container holds cannot change."""
    if isinstance(t, (ty.Union, ty.Tuple)):
        return all(map(_is_flat, t.members if isinstance(t, ty.Union) else t.items))
    if isinstance(t, ty.Object):
        return t.name in (*_FLAT, "frozenset", "tuple") and all(map(_is_flat, t.args))
    return True


def _taken(f: Lowering, live: Live, span: Span) -> Value:
    """The container, which the first that asks in a call takes from Python."""
    cell = _cell(f.unit, live)
    kept = f.b.op("object.kept", types=[cell], name=live.cell, gil=True, span=span).result
    whole = ty.union_of(live.type, ty.NONE)
    there = f.b.op("field.get", kept, types=[ty.BOOL], name="made", span=span).result
    skip, taking = Region(), Region()
    with f.branch(skip):
        f.b.op("yield", span=span)
    with f.branch(taking):
        place = f.unit.looks.contents_place(*live.places[0])
        made = python_calls.call_python(f, place, [], [], live.type, span)
        f.b.op("field.set", kept, f.widen(made, whole), name="value", span=span)
        f.b.op("field.set", kept, f.b.const(True, ty.BOOL, span), name="made", span=span)
        f.b.op("yield", span=span)
    f.b.op("if", there, types=(), regions=[skip, taking], span=span)
    held = f.b.op("field.get", kept, types=[whole], name="value", span=span).result
    value = f.b.op("union.get", held, member=live.type, span=span).result
    f.unit.captures = True
    kind = classes.python_class(live.type).__name__
    return f.b.op("captured", value, name=live.name, kind=kind, span=span).result


def _cell(unit: Unit, live: Live) -> ty.Object:
    classes.known(Taken)
    t = ty.Object(_CELL, (live.type,))
    unit.layout(t)
    return t


# --- after all is lowered -------------------------------------------------------------------------


def allowed(unit: Unit, found: Found) -> bool:
    """Whether what happens to a captured container may: one of these is put back."""
    mine = [x for x in unit.live.values() if x.name == found.name]
    if not mine or found.harm.what != "changes" or not all(_is_flat_inside(x) for x in mine):
        return False
    for live in mine:
        live.written = True
    return True


def _is_flat_inside(live: Live) -> bool:
    assert isinstance(live.type, ty.Object)
    return all(map(_is_flat, live.type.args))


def check(unit: Unit, entries: Iterable[Instance]) -> list[Diagnostic]:
    """What a program with such containers cannot do."""
    found = []
    for live in unit.live.values():
        if any(e.frame is not None for e in entries):
            title = f"a generator that Python holds cannot use `{live.name}`, which can change"
            found.append(Diagnostic(title, live.span, hint="pass it as an argument"))
        elif live.written and (taking := [e for e in entries if _may_be_given(unit, live, e)]):
            title = (
                f"an argument of `{taking[0].signature.fn.__name__}` may be the captured "
                f"`{live.name}`, which is changed, and compiled code would have two copies"
            )
            hint = "pass both as arguments, or let the parameter be of another type"
            found.append(Diagnostic(title, live.span, hint=hint))
        elif live.written and found == []:
            for op in python_calls.calls_in(unit):
                callee = op.attrs["callee"]
                if _may_look(callee):
                    title = (
                        f"`{python_calls.shown_callee(callee)}` is called in Python while the "
                        f"captured `{live.name}` is changed, and may look at it"
                    )
                    found.append(Diagnostic(title, op.span, hint="pass it as an argument"))
    return found


def _may_be_given(unit: Unit, live: Live, entry: Instance) -> bool:
    given = (inner for t in entry.value_types() for inner in objects_within(unit, t))
    return any(inner is live.type for inner in given)


def _may_look(callee: str) -> bool:
    """Whether a callee is the user's own code."""
    own = not callee.startswith(("builtins:", "jitscript."))
    return own and not any(mark in callee for mark in "?!<>")


def finish(unit: Unit, entries: Iterable[Instance]) -> None:
    """Have each entry begin and end a call. What has several names must still be one object."""
    taken = {}
    for live in unit.live.values():
        places = [unit.looks.contents_place(*place) for place in live.places]
        taken[places[0]] = "|".join(places)
    for op in python_calls.calls_in(unit):
        op.attrs["callee"] = taken.get(op.attrs["callee"], op.attrs["callee"])
    for entry in entries:
        if unit.live and entry.function is not None:
            _wrap(unit, entry, entry.function)


def _wrap(unit: Unit, entry: Instance, inner: Function) -> None:
    module, name = unit.module, inner.name
    inner.name = f"{name}.body"
    params = [(p.type, p.name or "") for p in inner.params]
    types, names = [t for t, _ in params], [n for _, n in params]
    outer = Function(name, types, inner.result, names, inner.span)
    outer.attrs, outer.doc = dict(inner.attrs), inner.doc
    functions = {}
    for known, function in module.functions.items():
        if function is inner:
            functions[name], functions[inner.name] = outer, inner
        else:
            functions[known] = function
    module.functions = functions
    for function in functions.values():
        for op in function.walk():
            if op.opcode == "call" and op.attrs["callee"] == name:
                op.attrs["callee"] = inner.name
    entry.function, unit.by_name[inner.name] = outer, entry
    b = Builder(outer.body, span=inner.span)
    cells = []
    for live in unit.live.values():
        cell = _cell(unit, live)
        made = b.op("object.kept", types=[cell], name=live.cell, gil=True)
        cells.append((live, made.result))
    tried, caught = Region(), Region()
    error = caught.add_arg(ty.EXCEPTION)
    body = Builder(tried, span=NO_SPAN)  # no frame of its own in a traceback
    call = body.op("call", *outer.params, types=[inner.result], callee=inner.name)
    body.op("yield", call.result)
    handler = Builder(caught, span=inner.span)
    _end(unit, handler, cells)
    handler.op("exc.raise", error)
    made = b.op("try", types=[inner.result], regions=[tried, caught])
    _end(unit, b, cells)
    b.op("return", made.result)


def _end(unit: Unit, b: Builder, cells: list[tuple[Live, Value]]) -> None:
    """Put back what is changed, and let go of all."""
    for live, kept in cells:
        whole = ty.union_of(live.type, ty.NONE)
        if live.written:
            there = b.op("field.get", kept, types=[ty.BOOL], name="made").result
            skip, putting = Region(), Region()
            Builder(skip, span=b.span).op("yield")
            inner = Builder(putting, span=b.span)
            held = inner.op("field.get", kept, types=[whole], name="value").result
            value = inner.op("union.get", held, member=live.type).result
            place = unit.looks.contents_place(*live.places[0], sets=True)
            inner.op(python_calls.CALL, value, types=[ty.NONE], callee=place)
            unit.calls_python = True
            inner.op("yield")
            b.op("if", there, types=(), regions=[putting, skip])
        nothing = b.op("union.make", b.const(None, ty.NONE), to=whole).result
        b.op("field.set", kept, b.const(False, ty.BOOL), name="made")
        b.op("field.set", kept, nothing, name="value")


__all__ = [
    *("Live", "allowed", "check", "finish", "of_attribute", "of_class", "of_global", "read"),
    "shared_default",
]
