"""The objects of generators that are kept (see kept.py): one class for each function and what it is
called with, of one name in a unit and in the units of its probes, which may find a field that
holds one (see class_layout.py)."""

from __future__ import annotations

import ast
import re
from itertools import count
from typing import Any

from ..ir import types as ty
from ..ir.core import ClassInfo
from .composite import key_of
from .patterns import fill
from .scope import yields
from .signature import Signature


class Frame:
    """The objects of one generator function for given argument types."""

    __slots__ = (
        "asked",
        "closed",
        "closes",
        "delegates",
        "endless",
        "ends",
        "info",
        "instance",
        "loose",
        "made",
        "promised",
        "pythons",
        "returned",
        "throws",
        "told",
        "type",
        "yielded",
    )

    def __init__(self, instance: Any, made: Any, closed: Any, type: ty.Object):
        self.instance, self.made, self.closed, self.type = instance, made, closed, type
        # Whether something is to be done where it ends before its time, by which function that it
        # goes through; where one was made that nobody ends then.
        self.closes, self.ends = False, None
        self.loose: Any = None
        # Whether Python asks it; what it goes through by `yield from`; what Python's `throw` is for
        # it: heard, plain where no `yield` is in a `try`, none where that is not known.
        self.pythons, self.throws = False, ""
        self.delegates: set[ty.Type] = set()
        self.yielded: ty.Type | None = None  # until it is known
        self.info: ClassInfo | None = None
        self.endless = False  # it never ends
        # What it returns, if that is ever a value; what was taken for that before it was known.
        self.returned: ty.Type | None = None
        self.promised: ty.Type | None = None
        # Of one that goes through itself and says nothing of what it yields: whether it did so in
        # this round (see `bodies.py`), and what it yielded in the round before.
        self.asked = False
        self.told: ty.Type | None = None


class Generators:
    """Shared by a unit and the units of its probes."""

    def __init__(self) -> None:
        self.heads: dict[ast.AST, Any] = {}  # of what generator expressions abbreviate
        self._names: dict[Any, ty.Object] = {}
        self._calls: dict[ty.Object, tuple[Any, ...]] = {}  # what `Unit.instance` takes

    def type_of(self, instance: Any, call: tuple[Any, ...], captures: bool) -> ty.Object:
        """A class that the text form of the IR can name, and that no other generator has."""
        signature, shapes, _, owner = call
        key = (signature.fn, owner, tuple(map(key_of, shapes)))
        if key in self._names and not captures:
            return self._names[key]
        stem = re.sub(r"[^\w.]+", "_", instance.name).strip("_") + ".generator"
        names = (stem if n == 1 else f"{stem}.{n}" for n in count(1))
        t = next(t for t in map(ty.Object, names) if t not in self._calls)
        self._calls[t] = () if captures else call
        if not captures:
            self._names[key] = t
        return t

    def is_met(self, unit: Any, t: ty.Object) -> bool:
        """Whether a class is that of a generator; the unit then knows its frame."""
        call = self._calls.get(t)
        if call:
            instance = unit.instance(*call)
            if instance.frame is None:
                framed(unit, instance, t)
        return bool(call)


def framed(unit: Any, instance: Any, t: ty.Object) -> Frame:
    """The frame of an instance; its functions are lowered later."""
    signature = instance.signature
    made, closed = (
        type(instance)(f"{instance.name}.{what}", signature, [], {}, instance.site)
        for what in ("make", "close")
    )
    unit.by_name.update({made.name: made, closed.name: closed})
    frame = instance.frame = unit.frames[t] = Frame(instance, made, closed, t)
    frame.closes = bool(ending(signature))
    wanted = signature.yielded
    frame.yielded = fill(wanted, instance.bound) if wanted is not None else None
    return frame


def ending(signature: Signature) -> str:
    """What a generator function has that must be done where it is left in the middle, and where."""
    source = signature.source
    for node in ast.walk(source.tree):
        what = ""
        if isinstance(node, ast.With) and yields(node):
            what = "`yield` in a `with`"
        elif isinstance(node, ast.Try) and (node.finalbody or node.handlers):
            if node.finalbody and yields(node):
                what = "`yield` in a `try` with `finally`"
            elif any(map(yields, node.body)) and any(map(_catches_all, node.handlers)):
                what = "`yield` where GeneratorExit is caught"
        if what:
            return f"{what}, line {source.span(node).line}"
    return ""


def waits_in_handler(signature: Signature) -> str:
    """Whether a generator function has a `yield` in a handler, and where."""
    for node in ast.walk(signature.source.tree):
        if isinstance(node, ast.Try) and any(map(yields, node.handlers)):
            return f"`yield` in a handler, line {signature.source.span(node).line}"
    return ""


def ends_late(signature: Signature, name: str, call: Any) -> bool:
    """Whether a generator function that goes through a parameter leaves off and does more, so that
    a generator that is given for it has to do what it has to at its end only then."""
    body = signature.source.tree.body
    loops = [n for s in body for n in ast.walk(s) if isinstance(n, ast.For)]
    for loop in loops:
        if isinstance(loop.iter, ast.Name) and loop.iter.id == name and loop is not body[-1]:
            return _breaks(loop.body) and _has_ending(call)
    return False


def _breaks(body: list[ast.stmt]) -> bool:
    """Whether a `break` leaves the loop of this body."""
    for s in body:
        if isinstance(s, ast.Break):
            return True
        inner = [n for n in ast.iter_child_nodes(s) if isinstance(n, ast.stmt)]
        inner += [x for n in ast.iter_child_nodes(s) for x in getattr(n, "body", ())]
        if isinstance(s, (ast.For, ast.While)):
            inner = s.orelse
        if not isinstance(s, (ast.FunctionDef, ast.ClassDef)) and _breaks(inner):
            return True
    return False


def _has_ending(call: Any) -> bool:
    """Whether a call, or one that it is given, is of such a generator function."""
    given = [getattr(part, "obj", None) for part in call.parts()]
    signature = call.instance.signature
    return bool(ending(signature) or waits_in_handler(signature)) or any(
        _has_ending(obj) for obj in given if hasattr(obj, "instance")
    )


def _catches_all(handler: ast.ExceptHandler) -> bool:
    nodes = [] if handler.type is None else list(ast.walk(handler.type))
    names = {n.id for n in nodes if isinstance(n, ast.Name)}
    return handler.type is None or bool(names & {"BaseException", "GeneratorExit"})


__all__ = ["Frame", "Generators", "ending", "ends_late", "framed", "waits_in_handler"]
