"""The class of the classes of native containers that Python holds: see `held.py`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class HeldType(type):
    """Of `List` itself, which has no text, and of each class for a type of elements."""

    __text__: str  # the type's, as the IR prints it
    __builtin__: Any  # the type as Python has it: list[int]
    _made: Any

    def __call__(cls, items: Any = ()) -> Any:
        name = cls.__name__
        if not cls.__text__:
            raise TypeError(f"{name} does not say what it holds (hint: {name}[int](…))")
        return cls._made(items if type(items) is list or type(items) is cls else list(items))

    def __getitem__(cls, element: Any) -> Any:
        from .held import class_of, text_of

        if cls.__text__:
            raise TypeError(f"{cls.__name__} says already what it holds")
        return class_of(f"{cls.__name__.lower()}<{text_of(element)}>")

    def __repr__(cls) -> str:
        return f"jitscript.{cls.__name__}"
