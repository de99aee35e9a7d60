"""The type arguments of a generic class, from the arguments of its constructor."""

from __future__ import annotations

import ast
import contextlib
import types as pytypes
import typing
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..identity.variables import annotations_of
from ..ir import types as ty
from ..ir.core import Value
from . import classes, user_classes
from .annotations import AnnotationError, pattern_of, resolved
from .arguments import WrongCall, assign_slots
from .binding import Argument, bind
from .class_text import reader
from .emitter import Static
from .functions import Held, head
from .holes import has_hole
from .layouts import item_type
from .lowering import Lowering
from .patterns import match
from .stand_ins import hole


def infer(
    f: Lowering, cls: type, init: Any, args: list[Any], keywords: dict[str, Held], span: Span
) -> tuple[ty.Type, ...]:
    """The type arguments of a class, from the arguments of its constructor."""
    parameters = classes.parameters(cls)
    if not parameters:
        return ()
    if isinstance(init, pytypes.FunctionType) and user_classes.is_generated(init):
        bound = _of_fields(f, cls, args, keywords)
        return tuple(bound.get(p) or hole(f, span, k) for k, p in enumerate(parameters))
    if not args:
        return tuple(hole(f, span, k) for k in range(len(parameters)))
    makes, first = getattr(cls, "__made_by_first__", None), args[0]
    if makes is not None and isinstance(first, Value):
        made = first.type
        return tuple(made if p is makes else hole(f, span, k) for k, p in enumerate(parameters))
    if init is not None:
        signature = head(f, init, span, cls)
        slots = assign_slots(f, signature, [None, *args], keywords, True)
        if not isinstance(slots, WrongCall):
            types: list[Argument] = [
                s.type if isinstance(s, Value) else Static(None) for s in slots
            ]
            bound = bind(signature, types)
            if user_classes.is_user_class(cls):  # what no argument tells is learned from its use
                _bind_elements(signature, slots, bound)
                return tuple(bound.get(p) or hole(f, span, k) for k, p in enumerate(parameters))
            if all(p in bound for p in parameters):
                return tuple(bound[p] for p in parameters)
            if all(isinstance(p.pattern, ty.Type) for p in signature.params[1:]):
                return tuple(hole(f, span, k) for k in range(len(parameters)))
    name = classes.name_of(cls)
    f.fail(f"cannot tell what the {name} holds", span, hint=f"write {name}[int](…), or the like")


def _bind_elements(signature: Any, slots: Sequence[Any], bound: dict[Any, ty.Type]) -> None:
    """What the elements of arguments tell of type variables: `items: Iterable[T]`."""
    tree = signature.source.tree.args
    nodes = {a.arg: a.annotation for a in (*tree.posonlyargs, *tree.args, *tree.kwonlyargs)}
    for p, slot in zip(signature.params, slots):
        node = nodes.get(p.name)
        if not isinstance(node, ast.Subscript) or not isinstance(slot, Value):
            continue
        variables = typing.get_args(signature.evaluate(node))
        t = slot.type
        if isinstance(t, ty.Tuple) and len(set(t.items)) == 1:
            found: tuple[ty.Type | None, ...] = t.items[:1]
        elif isinstance(t, ty.Object) and len(variables) == 2 == len(t.args):
            found = t.args
        else:
            found = (item_type(t),) if isinstance(t, ty.Object) else ()
        for variable, one in zip(variables, found):
            if one is None or has_hole(one):
                continue
            if isinstance(variable, typing.TypeVar):
                bound.setdefault(variable, one)
            else:
                with contextlib.suppress(AnnotationError):
                    match(pattern_of(variable), one, bound)


def _of_fields(
    f: Lowering, cls: type, args: list[Held], keywords: dict[str, Held]
) -> dict[Any, ty.Type]:
    """What the arguments of a dataclass tell of type variables."""
    fields = user_classes.initial_fields(cls)
    given = dict(zip((x.name for x in fields if not x.kw_only), args), **keywords)
    bound: dict[Any, ty.Type] = {}
    for c in cls.__mro__:
        read = reader(f.unit.looks.functions, c)
        for name, annotation in annotations_of(vars(c)).items():
            held = given.pop(name, None)
            if not isinstance(held, Value) or has_hole(held.type):
                continue
            try:
                match(pattern_of(resolved(annotation, read)), held.type, bound)
            except (AnnotationError, NameError):
                continue  # said where the layout is made
    return bound
