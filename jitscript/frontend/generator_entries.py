"""Generators that Python holds: those of generator functions that it calls, and those that a
function gives back. The object is made by one entry; another, which Python does not see, goes on
with it.

It lives beyond the call that made it, so it shares nothing with Python that can change: it is made
of values and arrays, and yields these. What it has to do where it is left in the middle is done
where Python closes it, or lets go of it.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..diagnostics import NO_SPAN, Diagnostic
from ..ir import types as ty
from . import classes, user_classes
from .conversions import CHANGES, objects_within
from .generator_frames import Frame, framed, waits_in_handler
from .instances import Instance, Unit
from .patterns import describe

RESUMES = "resumes"  # of the function that goes on: the type of the object
THROWS = "throws"  # and what Python's `throw` is for it (see `Frame`)


def begin(unit: Unit, entries: Sequence[Instance]) -> None:
    """Before anything is lowered: generator functions make objects, if they can."""
    for entry in entries:
        if not entry.signature.scope.generates or unit.device:
            continue
        if entry.frame is None and not _why(unit, entry):
            call = (entry.signature, entry.args, NO_SPAN, entry.owner)
            framed(unit, entry, unit.layouts.generators.type_of(entry, call, False))
        if entry.frame is not None:
            entry.frame.pythons = True


def finish(unit: Unit, entries: Sequence[Instance]) -> None:
    """After all is lowered: what Python cannot hold is an error."""
    for entry in entries:
        frame = frame_of(unit, entry)
        why = _refusal(unit, entry, frame)
        if why is not None:
            title = f"`{entry.signature.fn.__name__}` returns a generator, which Python cannot hold"
            if entry.signature.scope.generates:
                name = entry.signature.fn.__name__
                title = f"the generator function `{name}` cannot be called from Python"
            note, hint = why
            unit.report(Diagnostic(title, entry.signature.source.head(), notes=(note,), hint=hint))
        elif frame is not None:
            unit.layout(frame.type)
            assert frame.instance.function is not None
            attrs = frame.instance.function.attrs
            attrs.update({RESUMES: repr(frame.type), "export": True})
            if frame.throws:
                attrs[THROWS] = frame.throws


def _refusal(unit: Unit, entry: Instance, frame: Frame | None) -> tuple[str, str] | None:
    if unit.device and entry.signature.scope.generates:
        return "it is a kernel, whose threads give nothing back", "write to an array"
    if frame is not None:
        return _why(unit, frame.instance) or _yields(unit, frame)
    if entry.signature.scope.generates:
        return _why(unit, entry)
    if any(t in unit.frames for t in _parts(entry.result)):
        return "it is a part of what is returned", "return it alone, or a list: list(…)"
    return None


def frame_of(unit: Unit, entry: Instance) -> Frame | None:
    """The objects that an entry gives, if these are generators."""
    found: Frame | None = entry.frame
    if found is None and entry.result is not None and not entry.signature.scope.generates:
        found = unit.frames.get(entry.result)
    return found


def _parts(t: ty.Type | None) -> Sequence[ty.Type]:
    return () if t is None else list(ty.walk_type(t))


_INSTEAD = "go through it in a scripted function"


def _why(unit: Unit, instance: Instance) -> tuple[str, str] | None:
    """What keeps a generator from outliving the call that makes it, and what to do; None where it
    may."""
    tree = instance.signature.source.tree
    what = waits_in_handler(instance.signature)
    if what:
        return f"it has a {what}", _INSTEAD
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value is not None:
            line = instance.signature.source.span(node).line
            return f"it returns a value, line {line}", _INSTEAD
    if instance.captured:
        return "it captures variables", _INSTEAD
    if instance.signature.fn.__module__.startswith("jitscript.held."):
        return None  # that goes through a container which Python holds, and does no more
    for t in instance.value_types():
        bad = _changing(unit, t)
        if bad is not None:
            told = f"it goes on with {_article(bad)} after the call that gave it"
            return told, f"pass an array, a text or a tuple; or {_INSTEAD}"
    return None


def _yields(unit: Unit, frame: Frame) -> tuple[str, str] | None:
    bad = _changing(unit, frame.yielded) if frame.yielded is not None else None
    if bad is None:
        return None
    told = f"it yields {_article(bad)}, which it could change later"
    return told, f"yield a tuple; or {_INSTEAD}"


def _article(t: ty.Type) -> str:
    text = describe(t)
    return f"{'an' if text[0] in 'aeiouAEIOU' else 'a'} {text}"


def _changing(unit: Unit, t: ty.Type) -> ty.Type | None:
    """A part that both sides could change, and each would see only its own changes."""
    for inner in objects_within(unit, t):
        own = user_classes.class_of(inner) is not None
        if own or inner in unit.frames or classes.method(inner, CHANGES) is not None:
            return inner
    return None
