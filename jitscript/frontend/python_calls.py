"""Calls of the interpreter: functions that a user has marked with `python` or `unused`.

A function marked with `python` is called as it is. Its arguments must fit its annotations, and are
passed as they are: an int stays one where a float would do, and defaults are left to Python. Its
result is what its annotation says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..diagnostics import Diagnostic, Span
from ..ir import types as ty
from ..ir.core import Op, Value
from .arguments import WrongCall, assign_slots, fits
from .binding import bind
from .emitter import Static
from .functions import head
from .instances import Unit
from .lowering import Dead, Lowering
from .patterns import describe, fill, is_exception
from .signature import Signature

Held = Value | Static
CALL = "python.call"


def is_marked(fn: Any) -> bool:
    return "__jitscript_python__" in fn.__dict__ or "__jitscript_unused__" in fn.__dict__


def call_marked(
    f: Lowering, fn: Any, args: list[Any], keywords: dict[str, Held], span: Span
) -> Value:
    if "__jitscript_unused__" in fn.__dict__:
        text = f"{fn.__name__}() is marked with `unused`, and compiled code came to a call of it"
        f.b.op("raise", span=span, exc="RuntimeError", message=text)
        raise Dead
    signature = head(f, fn, span)
    slots = assign_slots(f, signature, args, keywords, False)
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)
    types = fits(f, signature, slots, exact=True, span=span)
    if types is None:
        types = fits(f, signature, slots, exact=False, span=span, explain=True)
    assert types is not None
    given: dict[str, Value] = {}
    positional = [p.name for p in signature.params if p.kind != "kwonly"][: len(args)]
    for p, slot, t in zip(signature.params, slots, types):
        if p.name not in positional and p.name not in keywords:
            continue
        if not isinstance(slot, Value) or not isinstance(t, ty.Type):
            f.fail(f"argument `{p.name}`: a function cannot be passed to Python", span)
        if slot.type is not t and not _plain(slot.type):
            slot = f.convert(slot, t, span, f"argument `{p.name}`")
        given[p.name] = slot
    words = [name for name in given if name not in positional]
    result = _result(f, signature, fill_from(signature, types), span)
    place = f.unit.looks.python_place(fn)
    return call_python(f, place, list(given.values()), words, result, span)


def fill_from(signature: Signature, types: Sequence[Any]) -> ty.Type | None:
    """The type of the result for arguments of these types."""
    if signature.result is None:
        return None
    return fill(signature.result, bind(signature, types))


def _result(f: Lowering, signature: Signature, t: ty.Type | None, span: Span) -> ty.Type:
    if t is not None and any(map(is_exception, ty.walk_type(t))):
        f.fail(
            f"`{signature.fn.__name__}` cannot give exceptions to compiled code",
            span,
            hint="raise them, or return what they hold",
        )
    if t is None or t is ty.UNBOUND:
        name = signature.fn.__name__
        f.fail(
            f"what `{name}` gives is not known: it is marked with `python`, and compiled code "
            "takes the type of the result from its annotation",
            span,
            hint=f"write def {name}(…) -> T, with one type that has no type variables of its own",
        )
    return t


def call_python(
    f: Lowering,
    place: str,
    values: Sequence[Value],
    words: Sequence[str],
    result: ty.Type,
    span: Span,
    exact: bool = False,
) -> Value:
    """The op that calls what Python has under the name `place`."""
    for v in values:
        if ty.UNBOUND in (v.type.members if isinstance(v.type, ty.Union) else (v.type,)):
            f.fail("an argument of this call may not be set", span)
    f.unit.layout(result)
    f.unit.calls_python = True
    options: dict[str, Any] = {"keywords": ",".join(words)} if words else {}
    if exact:
        options["exact"] = True
    f.b.span = span
    return f.b.op(CALL, *values, types=[result], callee=place, **options).result


def shown_callee(callee: str) -> str:
    """What Python has under a callee's name, as the user writes it."""
    return callee_of(callee).partition(":")[2] or "the call"


def names_of_callees(callees: Iterable[str]) -> list[str]:
    """Under which names Python must have what is called; what the runtime does for that is told
    where nothing else is."""
    plain = {callee_of(c) for c in callees}
    own = {c for c in plain if c and not c.startswith("jitscript.")}
    return sorted(own or plain - {""})


def callee_of(callee: str) -> str:
    """The name without what says how it is called (`runtime/opaque.py`)."""
    inner = callee.split("@", 5)[4] if callee.startswith("@") else callee
    return inner.removeprefix("=")


def _plain(t: ty.Type) -> bool:
    """Whether a value is passed as it is, whatever its parameter's type: a number."""
    if isinstance(t, ty.Union):
        return all(map(_plain, t.members))
    return isinstance(t, ty.Scalar) or t is ty.NONE


# --- what crosses ---------------------------------------------------------------------------------


def calls_in(unit: Unit) -> Iterator[Op]:
    """The calls of the interpreter in a module that is finished."""
    if unit.calls_python:
        for function in unit.module.functions.values():
            yield from (op for op in function.walk() if op.opcode == CALL)


def refuse(unit: Unit, op: Op, t: ty.Type, why: str) -> None:
    name = shown_callee(op.attrs["callee"])
    unit.report(
        Diagnostic(
            f"`{name}` cannot be called: an instance of `{describe(t)}` cannot be passed between "
            f"Python and compiled code{why}",
            op.span,
            hint="pass what it holds",
        )
    )
