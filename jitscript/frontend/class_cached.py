"""`functools.cached_property`: a field that is not set before it is read first.

@cached_property                  x = field.get p, "area" : float | unbound
def area(self) -> float: …        p.area = if unbound: area(p), which is stored, else x
"""

from __future__ import annotations

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import user_classes
from .class_members import Method
from .lowering import Lowering
from .narrowing import without
from .services import service


@service
def read_cached(f: Lowering, base: Value, cls: type, t: ty.Type, name: str, span: Span) -> Value:
    """`base.name`."""
    fn = user_classes.cached(cls)[name]
    if not cls.__dictoffset__:
        what = f"No '__dict__' attribute on '{cls.__name__}' instance to cache '{name}' property."
        f.fail(what, span)
    rest = without(t, ty.UNBOUND)
    assert rest is not None
    held = f.b.op("field.get", base, types=[t], name=name, span=span).result
    test = f.b.emit("union.is", held, member=ty.UNBOUND)

    def first() -> Value:
        made = f.materialise(f.call_object(Method(fn, base), [], {}, span), span)
        made = f.convert(made, rest, span, f"the value of the property `{name}`")
        stored = f.convert(made, t, span, name)
        f.b.op("field.set", base, stored, name=name, types=[], span=span)
        return made

    return f.if_(test, first, lambda: f.b.emit("union.get", held, member=rest), span)
