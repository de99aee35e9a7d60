"""Variables that Python holds and that change: attributes of classes, and globals that some
function of their module sets. Each read and each assignment goes to the interpreter, so both sides
always see the same.

The type of such a variable is that of its value when it is compiled, or its annotation. A container
would be a copy and stays refused.
"""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .emitter import Static
from .lowering import Lowering
from .operations import TEXT
from .python_calls import call_python
from .user_classes import constant, owner_of

_TYPES: dict[str, ty.Type] = {
    "int": ty.INT,
    "float": ty.FLOAT,
    "bool": ty.BOOL,
    "complex": ty.COMPLEX,
    "str": TEXT,
}


def read_attribute(f: Lowering, cls: type, name: str, span: Span) -> Value | None:
    """An attribute of a class as it is then; None where it is nothing that can be read so."""
    return _read(f, cls, name, _type_of_attribute(f, cls, name), span)


def read_default(f: Lowering, cls: type, name: str, span: Span) -> Value | None:
    """What instances have from their class, where the file assigns to it; else it is a constant."""
    if owner_of(cls, name) is None or constant(cls, name) or not f.signature.assigned(name):
        return None
    return read_attribute(f, cls, name, span)


def set_attribute(f: Lowering, cls: type, name: str, held: Value | Static, span: Span) -> bool:
    """Assign to an attribute of a class, unless its kind is not known."""
    return _set(f, cls, name, held, _type_of_attribute(f, cls, name), span)


def read_global(f: Lowering, name: str, span: Span) -> Value | None:
    """A global as it is then; None where it is a constant, or cannot be read so."""
    return _read(f, f.signature.fn.__globals__, name, _type_of_global(f, name), span)


def set_global(f: Lowering, name: str, held: Value | Static, span: Span) -> bool:
    """Assign to a global, unless its kind is not known."""
    return _set(f, f.signature.fn.__globals__, name, held, _type_of_global(f, name), span)


def _type_of_attribute(f: Lowering, cls: type, name: str) -> ty.Type | None:
    owner = owner_of(cls, name)
    if owner is None or f.unit.device:
        return None
    return _TYPES.get(f.unit.looks.kind(owner, name))


def _type_of_global(f: Lowering, name: str) -> ty.Type | None:
    return None if f.unit.device else _TYPES.get(f.signature.variable(name) or "")


def _read(f: Lowering, owner: Any, name: str, t: ty.Type | None, span: Span) -> Value | None:
    if t is None:
        return None
    return call_python(f, f.unit.looks.variable_place(owner, name), [], [], t, span)


def _set(
    f: Lowering, owner: Any, name: str, held: Value | Static, t: ty.Type | None, span: Span
) -> bool:
    if t is None:
        return False
    value = f.convert(f.materialise(held, span), t, span, f"the value assigned to `{name}`")
    place = f.unit.looks.variable_place(owner, name, sets=True)
    call_python(f, place, [value], [], ty.NONE, span)
    return True
