"""The entry from Python of a function with `*p` or `**p`.

    js.starred f    the entry as that of other functions: a tuple and a dict stand for the two; 1
                    where the arguments do not fit
    js_py_f         makes them of what is given by position; the slow path, of what is given by name

The slow path calls a `Variant` with a tuple and a dict of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..writer import symbol
from . import collector
from .binding import Arguments, Place, default_of
from .code import CANNOT, Code
from .support import PY_PARAMS

MISFIT = "inttoptr (i64 1 to ptr)"
_SLOW = f"call ptr @js.slow({PY_PARAMS})"
STARS = ("vararg", "kwarg")

Params = Sequence[dict[str, Any]]


def stars(signature: dict[str, Any] | None) -> Params:
    """The parameters, where a star is among them."""
    params: Params = (signature or {}).get("params", ())
    return params if any(p.get("kind") in STARS for p in params) else ()


def arguments(n: int) -> Arguments:
    """All are there, by position."""
    return Arguments("%args", str(n), [Place(i) for i in range(n)])


def slow(c: Code, params: Params) -> None:
    """Where an argument is not what it is read as."""
    c.line(f"ret ptr {MISFIT if params else c.let(_SLOW)}")


def entry(c: Code, name: str, params: Params) -> None:
    """Define the entry `name`, of which the lines are written; `params`: where a star is there."""
    if not params:
        collector.entry(c, name)
        return
    inner, n = symbol(f"js.starred {name}"), len(params)
    collector.entry(c, inner, "internal ")
    o = Code(c.w)
    given = o.let(f"and i64 %nargsf, {(1 << 63) - 1}")
    variant = o.let(f"icmp eq ptr {o.type_of('%self')}, {o.data('variant_type')}")
    o.branch(variant, "variant", "gather")
    o.block("variant")
    o.unless(o.let(f"icmp eq i64 {given}, {n}"), "slow")
    _end(o, o.let(f"call ptr {inner}(ptr %self, ptr %args, i64 {n}, ptr null)"))
    o.block("gather")
    kinds = [p.get("kind", "pos") for p in params]
    own = sum(kind in ("pos", "posonly") for kind in kinds)
    late = [i for i, kind in enumerate(kinds) if kind == "kwonly"]
    o.unless(o.let("icmp eq ptr %kwnames, null"), "slow")
    if all("default" in params[i] for i in late):
        how = "uge" if "vararg" in kinds else "eq"
        o.unless(o.let(f"icmp {how} i64 {given}, {own}"), "slow")
        _gather(o, inner, kinds, own, given)
    else:
        o.line("br label %slow")
    o.block("slow")
    o.line(f"ret ptr {o.let(_SLOW)}")
    c.w.define(o.function(f"define ptr {name}({PY_PARAMS}) nounwind"))


def _end(o: Code, made: str) -> None:
    o.unless(o.let(f"icmp ne ptr {made}, {MISFIT}"), "slow")
    o.line(f"ret ptr {made}")


def _gather(o: Code, inner: str, kinds: Sequence[str], own: int, given: str) -> None:
    slots = o.alloca("ptr", len(kinds))
    fresh = []
    for i, kind in enumerate(kinds):
        if kind == "vararg":
            object = _rest(o, own, given)
        elif kind == "kwarg":
            object = o.host("PyDict_New", otherwise="failed.dict")
        elif kind == "kwonly":
            object = default_of(o, str(i))
        else:
            object = o.load("ptr", "%args", 8 * i)
        o.store("ptr", object, slots, 8 * i)
        if kind in STARS:
            fresh.append(object)
    made = o.let(f"call ptr {inner}(ptr %self, ptr {slots}, i64 {len(kinds)}, ptr null)")
    for object in fresh:
        o.host("Py_DecRef", object)
    _end(o, made)
    if "kwarg" in kinds:
        o.block("failed.dict")
        for object in fresh[:-1]:
            o.host("Py_DecRef", object)
        o.line("ret ptr null")
    if "vararg" in kinds:
        o.block("failed")
        o.line("ret ptr null")


def _rest(o: Code, own: int, given: str) -> str:
    """A new tuple of the arguments from `own` on."""
    size = o.let(f"sub i64 {given}, {own}")
    made = o.host("PyTuple_New", size, otherwise="failed")
    o.line("br label %take")
    o.block("take")
    o.line("br label %next")
    o.block("next")
    o.line("%k = phi i64 [0, %take], [%k.next, %put]")
    o.branch(o.let(f"icmp ult i64 %k, {size}"), "put", "taken")
    o.block("put")
    at = o.let(f"add i64 %k, {own}")
    object = o.load("ptr", o.let(f"getelementptr ptr, ptr %args, i64 {at}"))
    o.host("Py_IncRef", object)
    o.host("PyTuple_SetItem", made, "%k", object, otherwise=CANNOT)  # it is new
    o.line("%k.next = add i64 %k, 1")
    o.line("br label %next")
    o.block("taken")
    return made
