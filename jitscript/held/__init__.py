"""The compiled methods of native containers that Python holds (`runtime/held.py`).

Each is a scripted function, written once for all types of elements (`lists.py`, `dicts.py`,
`sets.py`): a copy that is annotated with the types of a class is compiled when it is first called,
and cached as every other.
"""

from __future__ import annotations

from _collections_abc import Iterator
from types import FunctionType

from .. import scripted
from ..runtime import callable
from ..runtime.errors import hidden
from ..runtime.held_type import HeldType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")
    K = TypeVar("K")
    V = TypeVar("V")

    class List(list[T]):
        """What type checkers see of `runtime.held_list.List`: compiled functions take one as a
        `list[T]`."""

    class Dict(dict[K, V]):
        """Of `runtime.held_dict.Dict`."""

    class Set(set[T]):
        """Of `runtime.held_set.Set`."""

    class _Objects:
        def __getitem__(self, cls: type[T]) -> type[T]: ...

    Object = _Objects()  # `Object[Point]` is a `Point` to type checkers

else:
    from ..runtime.held_dict import Dict
    from ..runtime.held_list import List
    from ..runtime.held_object import Object
    from ..runtime.held_set import Set

__all__ = ["Dict", "List", "Object", "Set", "methods", "saved"]


def methods(cls: Any) -> Any:
    """The methods of a class, by name; for a class of the user's the name of its type."""
    held = type(cls) is HeldType
    if not held or issubclass(cls, Object):  # type: ignore[arg-type]
        from . import objects  # which looks at classes as the compiler does

        return objects.methods(cls) if held else objects.named(cls)
    templates = _templates(cls)
    hidden.add(templates.__file__)
    args: list[Any] = [*cls.__builtin__.__args__]
    last, plain = args[-1], cls.__builtin__
    whole: Any = list  # of values
    meant = {"Self": cls, "Items": plain, "Plain": plain, "K": args[0], "Iterator": Iterator}
    if cls._has_parts:
        last, whole = cls._part, List
        meant["Items"] = cls
    meant.update(T=last, V=last)
    if issubclass(cls, Dict):
        meant["Values"] = whole[last]
    found = {}
    for name in cls._native:
        template = vars(templates)[name.strip("_") + "_" * (name[:2] == "__")]
        copy = _copied(template, cls, name)
        # They are texts, which say types of Python's and those of the class.
        told = template.__annotations__.items()
        copy.__annotations__ = {n: eval(text, meant.copy()) for n, text in told}
        function = callable.make(scripted.head(copy), callable.Provider())
        scripted.adopt(function, copy, True)
        function.method = [cls.__text__, name]
        found[name] = function
    return found


def saved(cls: Any) -> dict[str, Any]:
    """The methods that a module file may have, by names of their own."""
    if not cls._native:
        raise TypeError(f"the methods of {cls.__name__} cannot be saved: save functions")
    name = "".join(c if c.isalnum() else "_" for c in cls.__name__)
    found = {n: vars(cls)[n] for n in cls._native if n != "__iter__"}
    return {f"{name}{n.strip('_')}": function for n, function in found.items()}


def _templates(cls: Any) -> Any:
    """The module from which the methods are copied."""
    if issubclass(cls, List):
        from . import lists as templates
    elif issubclass(cls, Dict):
        from . import dicts as templates  # type: ignore[no-redef]
    else:
        from . import sets as templates  # type: ignore[no-redef]
    return templates


def _copied(template: Any, cls: Any, name: str) -> FunctionType:
    made = FunctionType(template.__code__, template.__globals__, name, template.__defaults__)
    made.__kwdefaults__, made.__module__ = template.__kwdefaults__, template.__module__
    made.__qualname__ = cls.__name__ if name in ("_made", "_own") else f"{cls.__name__}.{name}"
    return made
