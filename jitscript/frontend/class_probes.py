"""Functions lowered in vain, to learn what the fields of a class hold (see class_layout.py)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..diagnostics import NO_SPAN, CompileError
from ..ir import types as ty
from ..ir.core import Op
from . import user_classes
from .class_left import why_untold
from .class_text import methods, module_of
from .composite import Keywords
from .emitter import Static
from .holes import Learned, has_hole
from .outcomes import POISON, Failed, Poisoned
from .patterns import any_length, fill
from .signature import Postponed, signature_of


class Probe:
    """A lowering in vain. The lowering reports what it meets by `assigns` and `makes`."""

    def __init__(self, fields: Any, makes: bool):
        self.fields, self.making = fields, makes

    def run(self, unit: Any, signature: Any, args: list[Any]) -> None:

        instance = unit.instance(signature, args, NO_SPAN)
        instance.probe = self
        if self.making:
            self.fields.late.clear()
        if not self.making:  # a use of the classes whose instances it makes
            unit.lowering.append(instance)
        with contextlib.suppress(Failed, Poisoned, Learned, AssertionError):
            unit.body_of(unit, instance)

    def assigns(self, name: str, t: ty.Type) -> None:
        self.fields.learned(name, t)

    def fills(self, place: Any, t: ty.Type) -> None:
        self.fields.filled(place, t)

    def makes(self, held: dict[str, ty.Type]) -> None:
        """The instance is made here, of these fields."""
        for name in self.fields.types:
            t = held.get(name)
            unset = t is None or ty.UNBOUND in ty.members(t)
            if unset and not user_classes.has_default(self.fields.cls, name):
                self.fields.late.add(name)
            elif unset:
                left_to_class(self.fields, [name])
            if t is not None:
                plain = [m for m in ty.members(t) if m is not ty.UNBOUND]
                self.fields.learned(name, ty.union_of(*plain))


def left_to_class(fields: Any, names: Iterable[str]) -> None:
    """What `__init__` does not set may be what the class has: None."""
    for name in names:
        known = user_classes.owner_of(fields.cls, name) is not None
        if known and user_classes.raw(fields.cls, name) is None:
            fields.learned(name, ty.NONE)


def learn_cached(fields: Any, info: Any) -> None:
    """The types of the cached properties of a class: what their functions give."""
    for name, fn in user_classes.cached(fields.cls).items():
        signature = fields._head(fn)
        if signature is None or name not in fields.types:
            continue
        bound = dict(zip(getattr(fields.cls, "__parameters__", ()), fields.t.args))
        found = fill(signature.result, bound) if signature.result is not None else None
        if found is None:
            unit = fields.unit.apart()
            unit.module.classes[fields.t] = fields._info(info)
            instance = unit.instance(signature, [fields.t], NO_SPAN)
            unit.lowering.append(instance)
            with contextlib.suppress(Failed, Poisoned, Learned, AssertionError):
                unit.body_of(unit, instance)
                found = instance.result
            fields.unit.postponed = fields.unit.postponed or unit.postponed
        if found is not None:
            fields.types[name] = found


def lower_in_vain(unit: Any, using: Any) -> None:
    """Lower a function, and what it calls."""
    unit.instance(using.signature, using.args, NO_SPAN, using.owner)
    done: set[str] = set()
    while todo := [i for name, i in unit.by_name.items() if name not in done]:
        for instance in todo:
            done.add(instance.name)
            if instance.function is None and not instance.signature.library:
                with contextlib.suppress(Failed, Poisoned, Learned, AssertionError):
                    unit.lower(instance)


class Use(NamedTuple):
    """What an instance says of how a function is called."""

    signature: Any
    args: list[Any]
    owner: Any = None


def entries(unit: Any) -> Iterator[Use]:
    """The functions that are compiled: what uses the class may be lowered after what makes it."""
    for fn in unit.entered:
        with contextlib.suppress(CompileError, Postponed):
            signature = signature_of(fn, None, unit.check_only, unit.looks)
            given = [probed(p) for p in signature.params]
            if None not in given:
                yield Use(signature, given)


def neighbours(fields: Any, cls: type) -> Iterator[Use]:
    """The methods of the other classes of a module that name `cls`: what they say of it counts
    where no function that is being lowered uses it."""
    unit = fields.unit
    for other in list(module_of(unit.looks.functions, cls).values()):
        if other is cls or not user_classes.is_user_class(other):
            continue
        if other.__module__ != cls.__module__ or not any(_names(fn, cls) for fn in methods(other)):
            continue
        unit.looks.definition(other)
        t = user_classes.type_of(other)
        for fn in methods(other) if not getattr(other, "__parameters__", ()) else ():
            signature = fields._head(fn, t)
            given = [probed(p) for p in signature.params[1:]] if signature else [None]
            if signature is not None and None not in given:
                yield Use(signature, [t, *given])


def _names(fn: Any, cls: type) -> bool:
    return cls.__name__ in fn.__code__.co_names


def probed(p: Any, bound: Mapping[Any, ty.Type] | None = None) -> Any:
    """What a probe passes for a parameter; nothing for `*args` and `**keywords`. `bound`: what type
    variables stand for."""
    if p.kind == "kwarg":
        return Static(Keywords({}))
    known = dict(bound or {})
    if p.kind == "vararg":
        item = fill(p.pattern.parts[0], known)
        return ty.Tuple(()) if item is None else any_length(item)
    return fill(p.pattern, known)


def usable(p: Any, bound: Mapping[Any, ty.Type]) -> Any:
    """What a probe passes for a parameter of a head that may have errors."""
    return Static(POISON) if p.pattern is ty.UNBOUND else probed(p, bound)


def stand_in(f: Any, t: ty.Object) -> Any:
    """The instance, while its class is being probed."""
    op: Op = f.b.op("array.const", types=[t], name="?")
    return op.result


def settle(fields: Any, name: str) -> None:
    """A field of which nothing tells the type: of a base that nothing makes, it is what it is in
    those that derive from it."""
    found: dict[ty.Type, None] = {}
    for t in map(user_classes.type_of, fields.cls.__subclasses__()):
        with contextlib.suppress(Failed, Poisoned):
            known = t not in fields.unit.layouts.probing and fields.unit.layouts.of(t)
            field = known.field(name) if known else None
            if field is not None and not has_hole(field):
                found[field] = None
    if found:
        fields.types[name], fields.is_whole = ty.union_of(*found), False
    elif fields.unit.probes is None:  # in vain, one class may wait for another
        if fields.unit.postponed:
            raise Poisoned
        fields._leave(name, why_untold(fields, name))
        return
    fields.unit.layouts.by_use.pop(fields.t, None)
