"""Functions as arguments: code is made for each of them, in which it is known.

    bisect(f, 0.0, 2.0)      a variant of `bisect` in which `f` is that function, and no argument

Where a type would stand that an argument chooses stands the function itself. Classes are passed
the same way: `np.float32` for a parameter `dtype`.
"""

from __future__ import annotations

from types import BuiltinFunctionType, FunctionType

from ..runtime.callable import ScriptFunction
from ..runtime.convert_scalars import Misfit
from .forms import OPEN, form_of, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Given:
    """Stands where a type would, and says which function the argument is."""

    __slots__ = ("argument", "function")

    def __init__(self, argument: Any):
        self.argument, self.function = argument, _python(argument)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Given) and self.function is other.function

    def __hash__(self) -> int:
        return id(self.function)

    def __repr__(self) -> str:
        return str(getattr(self.function, "__name__", self.function))


def _python(argument: Any) -> Any:
    """The Python function of a scripted one."""
    if not isinstance(argument, ScriptFunction):
        return argument
    function = getattr(argument, "__wrapped__", None)
    if not isinstance(function, FunctionType):
        raise Misfit("has", " no Python code: it was loaded from a file")
    return function


def is_function(value: Any) -> bool:
    """Whether an argument can be known where the code for it is compiled."""
    kind = type(value)
    plain = isinstance(value, (FunctionType, BuiltinFunctionType, ScriptFunction, type))
    return plain or (kind.__module__ == "numpy" and kind.__name__ == "ufunc")


def takes_functions(annotation: Any) -> bool:
    """Whether functions may be passed for a parameter."""
    name = form_of(annotation)
    if name in ("UnionType", "Union", "Optional", "Annotated"):
        return any(map(takes_functions, parts_of(annotation)[1]))
    return annotation in (OPEN, object, type) or name in ("Callable", "Any")


def values_of(types: Sequence[Any], bound: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments of the variant for these types: those that are not known in it."""
    return tuple(v for t, v in zip(types, bound) if type(t) is not Given)
