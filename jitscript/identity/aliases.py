"""Annotations without the aliases of `type` statements, NumPy's own among them.

    type Pair[T] = tuple[T, T]
    Pair[int]                       tuple[int, int]
    NDArray[np.float64]             ndarray[tuple[Any, ...], dtype[float64]]

An alias that names itself stays where it does. Nothing here imports `typing`.
"""

from __future__ import annotations

import sys
import types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def plain(annotation: Any, within: tuple[Any, ...] = ()) -> Any:
    """An annotation in which every alias is what it stands for; `within`: those being replaced.
    Raises what the text of an alias raises, TypeError where it is given the wrong number of
    types."""
    if is_alias(annotation):
        return _plain_alias(annotation, (), within)
    args, origin = getattr(annotation, "__args__", None), getattr(annotation, "__origin__", None)
    if not isinstance(args, tuple) or (isinstance(annotation, type) and origin is None):
        return annotation
    inner = tuple(plain(a, within) for a in args)
    if is_alias(origin):
        return _plain_alias(origin, inner, within, annotation)
    if all(a is b for a, b in zip(inner, args)):
        return annotation
    return with_args(annotation, inner)


def is_alias(obj: Any) -> bool:
    """Whether an object is what a `type` statement makes, or `typing_extensions` for it."""
    return type(obj).__name__ == "TypeAliasType"


def with_args(annotation: Any, args: tuple[Any, ...]) -> Any:
    """`origin[…]` of other arguments, in the order of `__args__`."""
    if type(annotation).__name__ == "UnionType":
        found = args[0]
        for arg in args[1:]:
            found = found | arg
        return found
    origin = annotation.__origin__
    if getattr(origin, "__module__", "") == "collections.abc" and origin.__name__ == "Callable":
        return origin[args[0] if args[0] is ... else list(args[:-1]), args[-1]]
    if isinstance(annotation, types.GenericAlias):
        return types.GenericAlias(origin, args)
    return annotation.copy_with(args)


def _plain_alias(
    alias: Any, args: tuple[Any, ...], within: tuple[Any, ...], written: Any = None
) -> Any:
    if any(a is alias for a in within):
        return alias if written is None else written
    value = alias.__value__
    if isinstance(value, str):  # its text, in the module of the alias
        value = eval(value, vars(sys.modules[alias.__module__]))
    wanted = alias.__type_params__
    if args and len(args) != len(wanted):
        raise TypeError(f"{alias.__name__} takes {len(wanted)} types, got {len(args)}")
    params = getattr(value, "__parameters__", ())
    if params and args:
        given = dict(zip(wanted, args))
        value = value[tuple(given.get(p, p) for p in params)]
    elif args and any(value is p for p in wanted):
        value = dict(zip(wanted, args))[value]
    return plain(value, (*within, alias))
