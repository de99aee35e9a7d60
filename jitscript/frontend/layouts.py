"""What the annotations of a scripted class say: its fields, what its methods give."""

from __future__ import annotations

import sys

from ..identity.variables import annotations_of
from ..ir import types as ty
from ..ir.core import ClassInfo
from .annotations import parse_text, pattern_of
from .classes import bindings, class_of, method, owner
from .patterns import fill
from .signature import signature_of


def result_type(t: ty.Object, name: str) -> ty.Type | None:
    """What a method of an instance gives, if it exists and its annotation says so."""
    fn = method(t, name)
    pattern = signature_of(fn, owner(t)).result if fn is not None else None
    return fill(pattern, bindings(t)) if pattern is not None else None


def item_type(t: ty.Object) -> ty.Type | None:
    """What going through an instance gives."""
    found = result_type(t, "__iter__")
    if isinstance(found, ty.Object):
        t = found
    return result_type(t, "__next__") or result_type(t, "__getitem__")


_layouts: dict[ty.Object, ClassInfo] = {}


def layout(t: ty.Object) -> ClassInfo:
    """The fields of an instance type, with their types."""
    found = _layouts.get(t)
    if found is None:
        cls = class_of(t)
        assert cls is not None, t
        namespace = vars(sys.modules[cls.__module__])
        bound = bindings(t)
        fields = []
        for name, annotation in annotations_of(vars(cls)).items():
            if isinstance(annotation, str):
                annotation = parse_text(annotation, namespace, {})
            filled = fill(pattern_of(annotation), bound)
            assert filled is not None, (t, name)
            fields.append((name, filled))
        found = _layouts[t] = ClassInfo(t, fields)
    return found
