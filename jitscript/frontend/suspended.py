"""A call of a generator function: nothing of its body has run yet.

It is a compile-time object with the arguments inside. Whoever goes through it takes the body of the
function apart (`inlined.py`): it is no value, and there is no object for it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir.core import Value
from ..library import registry
from .arguments import Slot, convert_slots
from .binding import Argument, bind
from .classes import bindings
from .composite import Composite, Part, filled_with, shape, values_in
from .emitter import Static
from .instances import Instance
from .lowering import Lowering
from .signature import Signature

Held = Value | Static


class Suspended(Composite):
    """What is called, its arguments, each of its parameter's type, and what it captures.
    `manager`: whether it is one of `contextlib`."""

    __slots__ = ("args", "captures", "instance", "manager", "span")
    called = False

    def __init__(
        self,
        instance: Instance,
        args: Sequence[Part],
        captures: Mapping[Any, Part],
        span: Span,
    ):
        self.instance, self.args, self.captures, self.span = instance, args, captures, span
        self.manager = False

    @property
    def __name__(self) -> str:
        fn = self.instance.signature.fn
        return str(getattr(registry.oracle_of_function(fn) or fn, "__name__", fn.__name__))

    def parts(self) -> Sequence[Part]:
        return [*self.args, *self.captures.values()]

    def with_parts(self, parts: Sequence[Part]) -> Suspended:
        n = len(self.args)
        captures = dict(zip(self.captures, parts[n:]))
        found = Suspended(self.instance, parts[:n], captures, self.span)
        found.manager = self.manager
        return found

    def kind(self) -> Hashable:
        return id(self.instance)


def suspended(
    f: Lowering,
    signature: Signature,
    slots: list[Slot],
    types: list[Argument],
    span: Span,
    owner: Any,
    captures: Mapping[Any, Held],
) -> Static:
    """The call of a generator function: its arguments are taken, its body does not begin."""
    values = convert_slots(f, signature, slots, types, span)
    for held in captures.values():
        values += values_in(held)
    shapes = [*types, *map(shape, captures.values())]
    bound = bind(signature, types)
    if owner is not None:
        bound.update(bindings(owner))
    name = signature.fn.__qualname__.replace("<locals>.", "")
    instance = Instance(name, signature, list(types), bound, span)
    instance.owner = owner
    left = iter(values)
    held_args = [filled_with(part, left) for part in shapes]
    n = len(types)
    return Static(Suspended(instance, held_args[:n], dict(zip(captures, held_args[n:])), span))


class Pushed:
    """What a generator gives, as a loop takes it: each value goes through `element`, which may say
    that there is no more (None). `hidden`: locals of the loop's own, and what they hold first."""

    __slots__ = ("call", "element", "hidden")

    def __init__(
        self,
        call: Suspended,
        hidden: dict[str, Value] | None = None,
        element: Callable[[Lowering, Value, Callable[[Value], None]], Value] | None = None,
    ):
        self.call, self.hidden = call, hidden or {}
        self.element = element or (lambda f, value, unless: value)

    def then(
        self,
        hidden: dict[str, Value],
        element: Callable[[Lowering, Value, Callable[[Value], None]], Value],
    ) -> Pushed:
        """The same with one more step."""
        before = self.element

        def both(f: Lowering, value: Value, unless: Callable[[Value], None]) -> Value:
            return element(f, before(f, value, unless), unless)

        return Pushed(self.call, {**self.hidden, **hidden}, both)
