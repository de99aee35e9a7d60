"""Fields that compiled code does not have, as nothing tells their types or the language has none.

    class Request:
        def __init__(self, path: str, files: ExitStack):
            self.path = path
            self.files = files            left to Python

Compiled code takes instances that Python has made, reads and sets their other fields, passes them
on and gives them back, the same objects. It is an error to read or set a field that is left, and to
make or copy an instance. Cached properties are left, too, where instances cross the border, and
fields that may not be set of exceptions and of what Python holds. Once a field is left it stays
left in its unit: what was compiled relies on it.

Where many classes name each other, the first field that is left is an error all the same: to look
for the types of the others, through all that they call, would take long.
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Diagnostic, Span
from ..ir import types as ty
from . import user_classes
from .class_text import place, unknown_field
from .outcomes import Failed, Poisoned
from .patterns import describe
from .signature import HeadError, signature_of
from .source import source_of

_MANY = 16  # searches


class Left:
    """The fields that are left, of each class, and why; shared by a unit and its probes."""

    def __init__(self) -> None:
        self._why: dict[ty.Type, dict[str, Diagnostic]] = {}
        self._searches = 0  # for the fields of a class

    def search(self) -> None:
        """One more search begins. Raises Failed where there are too many."""
        self._searches += 1
        if self._why and self._searches > _MANY:
            raise Failed(next(iter(next(iter(self._why.values())).values())))

    def add(self, t: ty.Object, name: str, why: Diagnostic) -> None:
        self._why.setdefault(t, {}).setdefault(name, why)

    def of(self, t: ty.Type) -> dict[str, Diagnostic]:
        return self._why.get(t, {})


def check(f: Any, t: ty.Type, name: str, span: Span) -> None:
    """Refuse a field that is left, where it is read or set."""
    why = f.unit.layouts.left.of(t).get(name)
    if why is not None:
        _refuse(f, why, span)


def check_all(f: Any, t: ty.Type, span: Span) -> None:
    """Refuse what wants every field of an instance: to make one, to copy it, to go through it."""
    for why in f.unit.layouts.left.of(t).values():
        _refuse(f, why, span)


def _refuse(f: Any, why: Diagnostic, span: Span) -> None:
    if any(d.title == why.title and d.span is why.span for d in f.unit.diagnostics):
        raise Poisoned  # it is said once
    if not why.span.line:  # of a class whose text is not known
        raise Failed(Diagnostic(why.title, span, notes=why.notes, hint=why.hint))
    apart = span.line and (span.file, span.line) != (why.span.file, why.span.line)
    notes = (*why.notes, f"it is needed at {span}") if apart else why.notes
    raise Failed(Diagnostic(why.title, why.span, notes=notes, hint=why.hint))


CROSSES = "an instance of `{}` cannot be passed between Python and compiled code"


def unset(cls: type, t: ty.Type, name: str) -> Diagnostic:
    """That a field may not be set, of instances that Python gives or gets."""
    crosses = CROSSES.format(describe(t))
    if name in user_classes.cached(cls):
        title = f"{crosses}: its attribute `{name}` is a cached property"
        return Diagnostic(title, place(cls), hint="make it a property, or set it in `__init__`")
    title = f"{crosses}: its attribute `{name}` may not be set"
    own = any(x.name == name and not x.init for x in user_classes.dataclass_fields(cls))
    default = "give it a default: field(init=False, default=…)"
    hint = default if own else "set it in `__init__`, or in the class"
    return Diagnostic(title, place(cls), hint=hint)


def why_untold(fields: Any, name: str) -> Diagnostic:
    """That nothing tells the type of a field of a class that is looked for; with what was wrong
    with the value that is assigned to it, if that is the cause."""
    where = fields.places.get(name)
    plain = unknown_field(fields.cls, name, fields.types[name], where)
    cause = _cause(fields, *where) if where is not None else None
    if cause is None:
        return plain
    title = f"the field `{name}` of {fields.cls.__name__}: {cause.title}"
    return Diagnostic(title, cause.span, notes=cause.notes, hint=cause.hint)


def _cause(fields: Any, fn: Any, node: ast.AST) -> Diagnostic | None:
    """What was wrong with the value that a function assigns to a field."""
    source = source_of(fn)
    for s in ast.walk(source.tree):
        if not isinstance(s, (ast.Assign, ast.AnnAssign)) or s.value is None:
            continue
        if node not in (s.targets if isinstance(s, ast.Assign) else [s.target]):
            continue
        if isinstance(s.value, ast.Name):
            return _of_parameter(fields, fn, s.value.id)
        place = source.span(s.value)
        return next((d for d in fields.met if _within(d.span, place)), None)
    return None


def _of_parameter(fields: Any, fn: Any, name: str) -> Diagnostic | None:
    """What is wrong with the annotation of a parameter."""
    try:
        signature_of(fn, fields.t, fields.unit.check_only, fields.unit.looks)
    except HeadError as error:
        args = source_of(fn).tree.args
        for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs):
            if arg.arg == name and arg.annotation is not None:
                place = source_of(fn).span(arg.annotation)
                return next((d for d in error.diagnostics if _within(d.span, place)), None)
    except Exception:  # told elsewhere
        return None
    return None


def _within(inner: Span, outer: Span) -> bool:
    if inner.file != outer.file:
        return False
    starts = (outer.line, outer.col) <= (inner.line, inner.col)
    return starts and (inner.end_line, inner.end_col) <= (outer.end_line, outer.end_col)


__all__ = ["CROSSES", "Left", "check", "check_all", "unset", "why_untold"]
