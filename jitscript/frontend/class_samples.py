"""Fields whose types nothing but the annotations of `__init__` tells.

    def __init__(self, obj: object, opts: Sequence[str]):
        self.short = []
        for opt in opts:
            self.short.append(opt)

Where no function says what `__init__` is called with, it is looked at with a list, then with a
tuple of the elements that are annotated. What a field holds in both is what it holds; a parameter
that may be anything tells nothing.
"""

from __future__ import annotations

import contextlib
import types
import typing
from collections import abc
from collections.abc import Iterator
from typing import Any

from ..diagnostics import CompileError
from ..ir import types as ty
from . import user_classes
from .annotations import AnnotationError, pattern_of
from .class_holes import is_open
from .class_probes import usable
from .emitter import Static
from .holes import has_hole
from .outcomes import POISON
from .patterns import fill
from .source import source_of

_SERIES = (abc.Sequence, abc.Collection, abc.Iterable)


def learn(fields: Any, info: Any) -> None:
    """Look at `__init__` with samples of its arguments, for what the search has not found."""
    fn = user_classes.function(fields.cls, "__init__")
    signature = fields._head(fn)
    if signature is None or None not in [usable(p, fields.bound) for p in signature.params[1:]]:
        return
    told = fields.unit.layouts.sampled.setdefault(fields.t, {})  # before a field was left
    known = {n: told.get(n, t) if _is_untold(t) else t for n, t in fields.types.items()}
    late, found = set(fields.late), []
    for kind in (list, tuple):
        fields.types = dict(known)
        given = [_sample(fields, fn, signature, p, kind) for p in signature.params[1:]]
        fields.probe_with(signature, given, info, True)
        found.append(fields.types)
    for name in filter(lambda n: _is_untold(known[n]), known):
        first, second = (each.get(name) for each in found)
        if first is second and not _is_untold(first):
            told[name] = known[name] = first
    fields.types, fields.late = known, late


def _is_untold(t: ty.Type | None) -> bool:
    return t is None or is_open(t) or has_hole(t)


def _sample(fields: Any, fn: Any, signature: Any, p: Any, kind: Any) -> Any:
    """What is passed for a parameter."""
    given = usable(p, fields.bound)
    if given is not None:
        return given
    for told in _annotation(fn, signature, p.name):
        with contextlib.suppress(AnnotationError):
            found = fill(pattern_of(_of_kind(told, kind)), fields.bound)
            if isinstance(found, ty.Type) and not is_open(found):
                return found
    return Static(POISON)


def _of_kind(told: Any, kind: Any) -> Any:
    """An annotation, with a list or a tuple for what it says has elements."""
    parts = typing.get_args(told)
    if typing.get_origin(told) in _SERIES:
        return types.GenericAlias(kind, parts if kind is list else (*parts, ...))
    if typing.get_origin(told) in (typing.Union, types.UnionType):
        return typing.Union[tuple(_of_kind(part, kind) for part in parts)]  # noqa: UP007
    return told


def _annotation(fn: Any, signature: Any, name: str) -> Iterator[Any]:
    """What a parameter is annotated with, if it is."""
    args = source_of(fn).tree.args
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs):
        if arg.arg == name and arg.annotation is not None:
            with contextlib.suppress(AnnotationError, CompileError, NameError):
                yield signature.evaluate(arg.annotation)


__all__ = ["learn"]
