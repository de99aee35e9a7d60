"""How instances of library classes cross the border to Python, and back.

A class says so itself, in methods that the back end's border calls (`backend/cpu/objects.py`).
Nothing in the function's code calls them, so their instances are asked for here, for every class
within the entry's parameters and result; the attribute `border` tells the back end which is which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..diagnostics import NO_SPAN, Diagnostic, Span
from ..identity import sentinels
from ..ir import types as ty
from ..ir.core import Op
from . import classes, nominal, opaque, python_calls, user_classes
from .binding import Argument
from .class_found import Wider
from .class_left import CROSSES
from .exception_classes import is_carrying
from .instances import Instance, Unit
from .patterns import describe, is_callable, is_exception
from .signature import signature_of

FROM, TO, SAME = "__from_python__", "__to_python__", "__same_python__"
SNAPSHOT, CHANGES, COMMIT = "__snapshot_python__", "__changes_python__", "__commit_python__"
BOTH_WAYS = (FROM, TO, SAME, SNAPSHOT, CHANGES, COMMIT)
EXACT = "__python_type__"  # of the class: the host's type object whose instances FROM takes


def _refuse_exceptions(unit: Unit, entry: Instance) -> None:
    """What Python gives to the entry is no exception, of whose class nothing is known."""
    for t in entry.value_types():
        if any(is_exception(inner) for inner in objects_within(unit, t)):
            unit.report(
                Diagnostic(
                    "an exception cannot be passed to compiled code",
                    entry.signature.source.head(),
                    hint="pass what it holds, or its text",
                )
            )
            return


def refuse_functions(unit: Unit, entry: Instance) -> bool:
    """Whether the entry takes or gives function values, which is an error."""
    types = (*entry.value_types(), *([entry.result] if entry.result is not None else []))
    found = any(is_callable(inner) for t in types for inner in objects_within(unit, t))
    if found:
        unit.report(
            Diagnostic(
                "functions made in compiled code cannot be passed to Python, nor the other way "
                "round",
                entry.signature.source.head(),
                hint="leave `@script` out: scripted functions call plain ones, and what those give",
            )
        )
    return found


def add_conversions(unit: Unit, entries: Sequence[Instance]) -> None:
    """Put into the module the conversion methods that the border of `entries` needs."""
    for entry in entries:
        if not refuse_functions(unit, entry):
            _check_instances(unit, entry)
        _refuse_exceptions(unit, entry)
    for op in python_calls.calls_in(unit):
        _check_call(unit, op)
    _check_raised(unit)
    if unit.diagnostics:
        return
    found = _conversions(unit, entries)
    if not found:
        return
    for (t, _), instance in found.items():
        # an object made for other programs would take the texts within for mere values
        if any(_compared(unit, a) for arg in t.args for a in objects_within(unit, arg)):
            unit.lower(instance)
    unit.finish([*entries, *found.values()])
    for (t, name), instance in found.items():
        function = instance.function or unit.module.declared[instance.name]
        attrs = function.attrs
        attrs["border"] = f"{t!r}.{name}"
        exact = getattr(classes.class_of(t), EXACT, None)
        if name == FROM and exact is not None:
            attrs["python_type"] = exact
        if name == TO and (classes.method(t, CHANGES) or _compared(unit, t)):
            attrs["identity"] = True


def _check_instances(unit: Unit, entry: Instance) -> None:
    """Classes whose instances cannot cross the border are errors of the entry."""
    types = (*entry.value_types(), *_given(unit, entry))
    crossing = [inner for t in types for inner in objects_within(unit, t)]
    _leave_unset(unit, crossing)
    for t in types:
        for inner in objects_within(unit, t):
            own = user_classes.class_of(inner) is not None
            why = _unfit(unit, inner)
            if why is not None:
                unit.report(
                    Diagnostic(
                        f"{CROSSES.format(describe(inner))}{why}",
                        entry.signature.source.head(),
                        hint="call this function from a scripted one, which makes the instance"
                        if own
                        else "pass what it holds, as a list or a dict",
                    )
                )
                return


def _leave_unset(unit: Unit, crossing: list[ty.Object]) -> None:
    """Leave attributes that may not be set to Python, of instances that cross the border and are
    no copies there. Raises Wider where there are such: all is lowered again without them."""
    found = [
        (t, name)
        for t in crossing
        for name, field in unit.module.classes[t].fields
        if ty.UNBOUND in ty.members(field) and _must_be_set(unit, t, name)
    ]
    unit.layouts.wider.update(dict.fromkeys(found, ty.UNBOUND))
    if found:
        raise Wider(*found[0], ty.UNBOUND)


def _must_be_set(unit: Unit, t: ty.Object, name: str) -> bool:
    """Whether a field must be set where an instance crosses the border: it is made there of all its
    fields, or Python holds it; or reading it is what sets it."""
    cls = user_classes.class_of(t)
    if cls is None:
        return False
    held = unit.module.classes[t].held or user_classes.is_native(cls)
    return held or is_carrying(cls) or name in user_classes.cached(cls)


def _check_call(unit: Unit, op: Op) -> None:
    if (t := opaque.refused(op)) is not None:
        title = f"a {describe(t)} cannot be given to Python here, which would have a copy"
        unit.report(Diagnostic(title, op.span, hint="give it what the instance holds"))
        return
    for v in (*op.operands, op.result):
        for inner in objects_within(unit, v.type):
            why = _unfit(unit, inner)
            if why is None and inner in unit.layouts.unmade:
                why = ": nothing tells what its attributes hold"
            if why is not None:
                python_calls.refuse(unit, op, inner, why)
                return


def _raised(unit: Unit) -> list[tuple[ty.Object, Span]]:
    """The classes of the exceptions that are raised and native instances, and where."""
    if not any(is_carrying(user_classes.class_of(t)) for t in unit.module.classes):
        return []
    found: dict[ty.Object, Span] = {}
    for function in unit.module.functions.values():
        for op in function.walk():
            if op.opcode == "raise" and op.operands:
                t = op.operands[0].type
                if isinstance(t, ty.Object) and user_classes.class_of(t) is not None:
                    found.setdefault(t, op.span)
    return list(found.items())


def _check_raised(unit: Unit) -> None:
    raised = _raised(unit)
    _leave_unset(unit, [inner for t, _ in raised for inner in objects_within(unit, t)])
    for t, span in raised:
        for inner in objects_within(unit, t):
            why = _unfit(unit, inner)
            if user_classes.is_native(user_classes.class_of(inner)):
                why = " in an exception, as Python holds these instances (`@script class`)"
            if why is not None:
                title = f"{describe(t)} cannot be raised: an instance of `{describe(inner)}` "
                title += f"cannot be passed to Python{why}"
                unit.report(Diagnostic(title, span))
                return


def _unfit(unit: Unit, t: ty.Object) -> str | None:
    """Why instances of a type cannot cross the border; None where they can."""
    if user_classes.class_of(t) is None:
        return "" if classes.method(t, TO) is None and classes.class_of(t) is not None else None
    for name, field in unit.module.classes[t].fields:
        if ty.UNBOUND in ty.members(field) and _must_be_set(unit, t, name):
            return f": its attribute `{name}` may not be set"
    return None


def classes_of(unit: Unit, entry: Instance) -> dict[str, str]:
    """Where the classes of the user's are found that an entry takes or gives: module and qualified
    name, or nothing where they are known to this process only."""
    found = {}
    crossing = [v.type for op in python_calls.calls_in(unit) for v in (*op.operands, op.result)]
    crossing += [t for t, _ in _raised(unit)]
    crossing += [*entry.value_types(), *([entry.result] if entry.result is not None else [])]
    for t in crossing:
        for inner in _within(unit, t):
            cls = user_classes.class_of(inner)
            if cls is not None and (not issubclass(cls, BaseException) or is_carrying(cls)):
                assert isinstance(inner, (ty.Object, ty.Tuple, ty.Enum))
                if sentinels.is_stand_in(cls) and not sentinels.place_of(cls, inner.name):
                    unit.looks.incomplete()
                cls = sentinels.behind(cls)
                place = f"{cls.__module__}:{cls.__qualname__}"
                if not unit.looks.reaches(cls):
                    unit.looks.incomplete()
                    place = ""
                found[inner.name] = place
    return found


def members_of(names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Of the enumerations among the types of these names: whether they are of flags, and the codes
    of their members."""
    found: dict[str, dict[str, Any]] = {}
    for name in names:
        cls: Any = user_classes.named(name)
        if nominal.is_enum(cls):
            codes = {m._name_: nominal.code_of(m) for m in nominal.members(cls)}
            found[name] = {"flag": nominal.is_flag(cls), "codes": codes}
            if sentinels.is_stand_in(cls):
                found[name]["sentinel"] = sentinels.place_of(cls, name)
    return found


def _compared(unit: Unit, t: ty.Object) -> bool:
    """Whether it matters which object an instance stands for, although it cannot change."""
    return unit.text_identity and t.name == "str"


def _conversions(unit: Unit, entries: Sequence[Instance]) -> dict[tuple[ty.Object, str], Instance]:
    """The conversion methods of each type."""
    wanted: dict[tuple[ty.Object, str], None] = {}
    for entry in entries:
        for t in entry.value_types():
            for inner in objects_within(unit, t):
                wanted.update(dict.fromkeys((inner, name) for name in BOTH_WAYS))
        for t in _given(unit, entry):
            wanted.update(dict.fromkeys((inner, TO) for inner in objects_within(unit, t)))
    for raised, _ in _raised(unit):
        wanted.update(dict.fromkeys((inner, TO) for inner in objects_within(unit, raised)))
    for op in python_calls.calls_in(unit):
        for v in op.operands:
            wanted.update(dict.fromkeys((inner, TO) for inner in objects_within(unit, v.type)))
        for inner in objects_within(unit, op.result.type):
            wanted.update(dict.fromkeys((inner, name) for name in BOTH_WAYS))
    found = {}
    for t, name in wanted:
        fn = classes.method(t, name) if user_classes.class_of(t) is None else None
        if fn is not None:
            args: dict[str, list[Argument]] = {
                FROM: [ty.PYOBJ],
                TO: [t],
                SAME: [t, ty.PYOBJ],
                SNAPSHOT: [ty.PYOBJ],
                CHANGES: [t, ty.PYOBJ],
                COMMIT: [ty.PYOBJ, ty.PYOBJ, ty.PYOBJ, ty.INT],
            }
            signature = signature_of(fn, classes.class_of(t))
            found[t, name] = unit.instance(signature, args[name], NO_SPAN, t)
    return found


def _given(unit: Unit, entry: Instance) -> list[ty.Type]:
    """What Python is given: the result, and what a generator yields that is the result."""
    if entry.result is None:
        return []
    frame = unit.frames.get(entry.result)
    return [entry.result, *([frame.yielded] if frame is not None and frame.yielded else [])]


def objects_within(unit: Unit, t: ty.Type) -> Iterator[ty.Object]:
    """Every class within `t`, type arguments and what fields of the user's hold included."""
    return (inner for inner in _within(unit, t) if isinstance(inner, ty.Object))


def _within(unit: Unit, t: ty.Type) -> Iterator[ty.Type]:
    """Every type within `t`, as `_objects`."""
    seen: set[ty.Type] = set()
    work = [t]
    while work:
        t = work.pop()
        if t in seen:
            continue
        seen.add(t)
        yield t
        if isinstance(t, (ty.Tuple, ty.Union)):
            work += t.items if isinstance(t, ty.Tuple) else t.members
        if isinstance(t, ty.Object):
            work += t.args
            if user_classes.class_of(t) is not None:
                unit.layout(t)
                work += [field for _, field in unit.module.classes[t].fields]
