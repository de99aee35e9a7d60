"""What stands beside the function that goes on with a generator that is kept (`frames.py`): the one
that makes its object, and for a generator with a `finally`, a `with` or the like around a `yield`
the one that ends it where it waits:

    func @upto.close(%frame) {
      if @state(%frame) is RUNNING { raise ValueError }
      if it has begun and waits {
        field.set @thrown(%frame, true)
        try { %v = call @upto(%frame) } except { GeneratorExit: done; others: go on }
        if %v is there { raise RuntimeError "generator ignored GeneratorExit" }
      } else { field.set @state(%frame, DONE) }
    }

and where the function goes on from a suspension, it asks `thrown`, and raises GeneratorExit there.
Of a generator that Python may throw into (`heard`), the field is a number: 2 stands for the
exception that Python has at hand, which a call of it raises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..diagnostics import Span
from . import types as ty
from .core import Builder, Function, Region, Value

DONE, RUNNING = -1, -2
STATE, RETURNED, THROWN = "state", "returned", "thrown"  # fields
EXIT, PYTHONS = 1, 2  # what `thrown` may be, where it is a number
RAISES = "jitscript.runtime.generators:raise_thrown"

Fields = Sequence[tuple[str, ty.Type]]


def kept(t: ty.Type) -> ty.Type:
    """The type of the field for values of a type: one that has a first value."""
    return t if isinstance(t, ty.Scalar) else ty.union_of(t, ty.UNBOUND)


def _nothing(t: ty.Type) -> Any:
    if not isinstance(t, ty.Scalar):
        return None
    return {"bool": False, "float": 0.0, "complex": 0j}.get(t.kind, 0)


def when(b: Builder, test: Value, region: Region) -> None:
    """Do a region where `test` is true."""
    other = Region()
    Builder(other, span=b.span).op("yield")
    b.op("if", test, types=(), regions=[region, other])


def refuse_running(b: Builder, frame: Value) -> Value:
    """The state; ValueError where the function runs."""
    before = b.op("field.get", frame, types=[ty.INT], name=STATE).result
    busy = Region()
    Builder(busy, span=b.span).op("raise", exc="ValueError", message="generator already executing")
    when(b, b.emit("eq", before, b.const(RUNNING, ty.INT)), busy)
    return before


def maker(
    name: str,
    params: Sequence[Value],
    t: ty.Object,
    fields: Fields,
    held: Mapping[Value, str],
    span: Span,
) -> Function:
    """The function that makes the object; `held`: the fields that the parameters fill."""
    made = Function(name, [p.type for p in params], t, [p.name for p in params], span)
    b = Builder(made.body, span=span)
    given = {held[old]: new for old, new in zip(params, made.params)}
    values = []
    for field, wanted in fields:
        value = given.get(field)
        if value is None:
            scalar = isinstance(wanted, ty.Scalar)
            value = b.const(_nothing(wanted), wanted if scalar else ty.UNBOUND)
        values.append(value if value.type is wanted else b.emit("union.make", value, to=wanted))
    b.op("return", b.op("object.new", *values, types=[t]).result)
    return made


def raise_thrown(b: Builder, frame: Value, heard: bool) -> None:
    """Where a suspension is gone on from."""
    thrown = Region()
    t = Builder(thrown, span=b.span)
    kind = ty.INT if heard else ty.BOOL
    what = b.op("field.get", frame, types=[kind], name=THROWN).result
    t.op("field.set", frame, t.const(0 if heard else False, kind), name=THROWN)
    if heard:
        given = Region()
        g = Builder(given, span=b.span)
        g.op("python.call", types=[ty.NONE], callee=RAISES)
        g.op("yield")
        when(t, t.emit("eq", what, t.const(PYTHONS, ty.INT)), given)
        what = b.emit("ne", what, b.const(0, ty.INT))
    t.op("raise", exc="GeneratorExit", message=None)
    when(b, what, thrown)


def closer(
    name: str, resume: Function, t: ty.Object, closes: bool, heard: bool = False
) -> Function:
    """The function that ends a generator; `closes`: which has something to do then; `heard`: whose
    field `thrown` is a number."""
    made = Function(name, [t], ty.NONE, ["frame"], resume.span)
    (frame,), span = made.params, resume.span
    b = Builder(made.body, span=span)
    before = refuse_running(b, frame)
    if not closes:
        b.op("field.set", frame, b.const(DONE, ty.INT), name=STATE)
        b.op("return", b.const(None, ty.NONE))
        return made
    waits, ended = Region(), Region()
    e = Builder(ended, span=span)
    e.op("field.set", frame, e.const(DONE, ty.INT), name=STATE)
    e.op("yield")
    w = Builder(waits, span=span)
    thrown = w.const(EXIT, ty.INT) if heard else w.const(True, ty.BOOL)
    w.op("field.set", frame, thrown, name=THROWN)
    body, handler = Region(), Region([ty.EXCEPTION])
    g = Builder(body, span=span)
    found = g.op("call", frame, types=[resume.result], callee=resume.name).result
    g.op("yield", g.emit("union.is", found, member=ty.UNBOUND))
    h = Builder(handler, span=span)
    exit = h.op("exc.is", handler.args[0], types=[ty.BOOL], exc="GeneratorExit").result
    other = Region()
    Builder(other, span=span).op("exc.raise", handler.args[0])
    when(h, h.emit("not", exit), other)
    h.op("yield", h.const(True, ty.BOOL))
    over = w.op("try", types=[ty.BOOL], regions=[body, handler]).result
    ignored = Region()
    message = "generator ignored GeneratorExit"
    Builder(ignored, span=span).op("raise", exc="RuntimeError", message=message)
    when(w, w.emit("not", over), ignored)
    w.op("yield")
    begun = b.emit("gt", before, b.const(0, ty.INT))
    b.op("if", begun, types=(), regions=[waits, ended])
    b.op("return", b.const(None, ty.NONE))
    return made
