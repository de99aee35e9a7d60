"""What `@script(…)` was told of a function, as a mark on the function: the compiler asks for it,
and keys of the cache cover it."""

from __future__ import annotations

from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FAST = "__jitscript_fast__"  # math="fast"


def has_fast_math(made: Any) -> bool:
    """Whether a scripted function has the option, or is from a file and has no text."""
    return "__wrapped__" not in made.__dict__ or FAST in made.python.__dict__


def with_fast_math(function: FunctionType) -> FunctionType:
    """A copy that says so: the function itself may be scripted without, too."""
    made = FunctionType(
        *(function.__code__, function.__globals__, function.__name__),
        *(function.__defaults__, function.__closure__),
    )
    names = ("__kwdefaults__", "__doc__", "__annotations__", "__module__", "__qualname__")
    for name in (*names, "__type_params__"):
        if hasattr(function, name):
            setattr(made, name, getattr(function, name))
    made.__dict__.update(function.__dict__)
    made.__dict__[FAST] = True
    return made
