"""The class of the classes of native containers that Python holds: see `held.py`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any
    from weakref import ref

KINDS = ("list", "dict", "set")  # whose containers Python may hold
# The classes that `@script` has made, by those that it was given.
NATIVE: dict[type, HeldType] = {}
ALIVE: dict[int, ref[Any]] = {}  # what Python holds now, by the addresses of the native containers


class HeldType(type):
    """Of `List` and its like, which have no text, and of each class for types of elements."""

    __text__: str  # the type's, as the IR prints it
    __builtin__: Any  # the type as Python has it: list[int]
    _taken: Callable[..., Any]
    _given: Callable[..., Any]
    _sealed = False  # whether `@script` has made the class
    _waits = False  # whether fields and methods are still to be made

    def __call__(cls, *args: Any, **keywords: Any) -> Any:
        if cls._waits:
            _fill(cls)
        if not cls.__text__:
            name = cls.__name__
            shown = {"Dict": "Dict[str, int]", "Object": "Object[Point]"}.get(name, f"{name}[int]")
            raise TypeError(f"{name} does not say what it holds (hint: {shown}(…))")
        return cls._given(cls, cls._taken(cls, *args, **keywords))

    def __getitem__(cls, element: Any) -> Any:
        from .held import class_of, object_class, text_of

        if cls.__text__:
            raise TypeError(f"{cls.__name__} says already what it holds")
        if cls.__builtin__ is object:
            return object_class(element)
        elements = element if type(element) is tuple else (element,)
        wanted = 1 + (cls.__builtin__ is dict)
        if len(elements) != wanted:
            raise TypeError(f"{cls.__name__} takes {wanted} type{'s' * (wanted > 1)}")
        *keys, last = elements
        texts = [*(text_of(key, True) for key in keys), text_of(last, cls.__builtin__ is set)]
        return class_of(f"{cls.__name__.lower()}<{', '.join(texts)}>")

    def __getattr__(cls, name: str) -> Any:
        if cls._waits and not name.startswith("__") and _fill(cls):
            return getattr(cls, name)
        raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")

    def __setattr__(cls, name: str, value: Any) -> None:
        _unless_sealed(cls, name)
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name: str) -> None:
        _unless_sealed(cls, name)
        type.__delattr__(cls, name)

    def __instancecheck__(cls, instance: Any) -> bool:
        plain = cls._sealed and type(instance) is cls.__builtin__  # a copy
        return plain or type.__instancecheck__(cls, instance)

    @property
    def __signature__(cls) -> Any:
        from inspect import signature

        if cls.__builtin__ is object or type(cls.__builtin__) is not type:
            raise AttributeError
        return signature(cls.__builtin__)

    def __repr__(cls) -> str:
        return type.__repr__(cls) if cls._sealed else f"jitscript.{cls.__name__}"


def _unless_sealed(cls: HeldType, name: str) -> None:
    if cls._sealed:
        raise TypeError(
            f"the scripted class {cls.__name__} cannot be changed: nothing can assign to "
            f"{cls.__name__}.{name}, and decorators such as @dataclass go below @script"
        )


def _fill(cls: Any) -> bool:
    from .held import fill

    return fill(cls)
