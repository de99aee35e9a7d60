"""What a class of native instances does in Python (`objects.py`)."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from typing import Any


def is_made_anew(default: Any) -> bool:
    """Whether a default stands for a `default_factory`."""
    return type(default).__name__ == "_HAS_DEFAULT_FACTORY_CLASS"


def refusing(held: Any, name: str, why: str) -> Any:
    def refuse(*args: Any, **keywords: Any) -> Any:
        raise TypeError(f"{held.__name__}.{name} cannot be called: {why}")

    return refuse


def frozen(name: str) -> Any:
    def set_(self: Any, value: Any) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    return set_


def held_results(function: Any, held: Any) -> Any:
    """A class method, which makes held instances."""

    @functools.wraps(function)
    def call(*args: Any, **keywords: Any) -> Any:
        found = function(*args, **keywords)
        return held._of(found) if type(found) is held.__builtin__ else found

    return call


def with_factories(cls: Any, items: Any) -> Any:
    """A dataclass, called; what its fields make anew is made here."""
    args, keywords = items
    plain = cls.__builtin__
    bound = inspect.signature(plain.__init__).bind(None, *args, **keywords)
    bound.apply_defaults()
    _, *values = bound.arguments.items()
    makers: Any = {f.name: f.default_factory for f in dataclasses.fields(plain)}
    return cls._made(**{n: makers[n]() if is_made_anew(v) else v for n, v in values})


def without_arguments(function: Any) -> Any:
    """A method that does not look at what it is given."""

    def call(self: Any, *args: Any) -> Any:
        return function(self)

    return call
