"""Functions whose signatures name the types of their parameters: a variant for each of them."""

from __future__ import annotations

from types import FunctionType

from .. import scripted
from ..runtime import callable
from ..runtime.calls import first_call, plan_of
from ..runtime.convert_scalars import Misfit
from .forms import OPEN, shown
from .objects import type_of
from .specialise import Variants, as_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .fields import Told


def for_signatures(function: FunctionType, signatures: list[Any], cached: bool) -> Any:
    """The scripted form of a function for given types of its parameters (and, if they are said, of
    its result): one function where there is one signature, else those and no others."""
    made = callable.make(scripted.head(function), callable.Provider(), function)
    variants = Signatures(function, signatures, cached)
    variants.owner = made
    if len(signatures) == 1:
        return next(iter(variants.functions()))
    made._provider = made._plan = variants
    made._first = first_call
    for _ in variants.functions():  # which checks them
        pass
    scripted.dress(made, function)
    return made


def copies(function: FunctionType, signatures: list[Any]) -> list[FunctionType]:
    """The function with the types of each signature as its annotations."""
    variants = Signatures(function, signatures, False)
    return [variants.copy(types) for types in variants.types()]


class Signatures(Variants):
    """The variants that signatures name, in their order. A call takes the first whose types its
    arguments have, else the first to which they can be converted."""

    __slots__ = ("_results",)

    def __init__(self, function: FunctionType, signatures: list[Any], cached: bool):
        super().__init__(function, cached)
        self._results: dict[tuple[Any, ...], Any] = {}
        for types, result in signatures:
            if len(types) != len(self._params):
                raise TypeError(
                    f"{function.__qualname__}() takes {len(self._params)} arguments, and its "
                    f"signature names the types of {len(types)}"
                )
            self._results[tuple(as_type(t) for t in types)] = result
        self._annotations = [OPEN] * len(self._params)

    def types(self) -> list[tuple[Any, ...]]:
        return list(self._results)

    def functions(self) -> Iterator[Any]:
        return map(self._for, self._results)

    def call(self, function: Any, bound: tuple[Any, ...]) -> Any:
        given = tuple(map(_type_or_none, bound))
        if given in self._results:
            return super().call(function, bound)
        for made in self.functions():
            made.prepare()
            plan = plan_of(made)
            try:
                plan.values(bound)
            except (TypeError, ValueError, OverflowError):
                continue
            return plan.call(made, bound)
        name = self._function.__qualname__
        shapes = "; ".join(f"({', '.join(map(shown, types))})" for types in self._results)
        given_text = ", ".join(map(shown, given))
        raise TypeError(f"{name}() has no signature for ({given_text}); it has {shapes}")

    def _types(self, bound: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(map(type_of, bound))

    def _result(self, types: tuple[Any, ...]) -> Any:
        result = self._results[types]
        return OPEN if result is None else result[0]

    def _compiled(self, types: tuple[Any, ...], told: Told) -> Any:
        copy = self.copy(types, told)
        if len(self._results) == 1:
            del copy.__dict__["__jitscript_opened__"]  # its code may convert
        return scripted.make_closed(copy, scripted.JitProvider(copy, self._cached))


def _type_or_none(value: Any) -> Any:
    try:
        return type_of(value)
    except Misfit:
        return type(value)
