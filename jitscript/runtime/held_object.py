"""Native instances of the user's classes as Python holds them: `Object[Point]`, a class for each.

    p = Object[Point](1.0, 2.0)    a native instance, which `Point.__init__` has set up
    p.x = 3.0                      a field of it, for everybody
    p.norm()                       a compiled method

What `held.py` says of containers is true of these. Fields and methods are what the compiler gives
(`held/objects.py`): of what it cannot compile, something that says so when it is used.
"""

from __future__ import annotations

import copyreg

from .held import Held, _making
from .held_type import NATIVE, HeldType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Object(Held, metaclass=HeldType):
    """A native instance that Python holds, of a class of the user's: Object[Point](1.0, 2.0).

    Compiled functions take it as a `Point`, without a copy, and change it in place.
    """

    __slots__ = ()
    __builtin__ = object
    __hash__ = object.__hash__  # type: ignore[assignment]
    _has_parts = False
    _native: tuple[str, ...] = ()
    _glue: dict[str, Any] = {}  # noqa: RUF012
    _made: Any  # compiled functions: what `__init__` makes, copies of Python's instances, a copy
    _several: Any
    _copied: Any

    @staticmethod
    def _taken(cls: Any, *args: Any, **keywords: Any) -> Any:
        return args, keywords

    @staticmethod
    def _given(cls: Any, items: Any) -> Any:
        args, keywords = items
        return cls._made(*args, **keywords)

    @classmethod
    def _of(cls, plain: Any) -> Any:
        """A copy of an instance of Python's."""
        return cls._several([plain])[0]

    def __copy__(self) -> Any:
        return self._copied()

    def __deepcopy__(self, memo: Any) -> Any:
        return type(self)._of(plain(self, {}))

    def __reduce__(self) -> Any:
        cls = type(self)
        return restore, (cls if cls._sealed else cls.__builtin__, plain(self, {}))


def make(text: str, plain: Any, compiled: bool, native: bool = False) -> Any:
    """The class for the instances of a class, without what the compiler gives. `native`: it takes
    the place of that class."""
    space: dict[str, Any] = {}
    for base in reversed(plain.__mro__[:-1]):
        for name, member in vars(base).items():
            special = name.startswith("__") and name not in _SHOWN
            if not special and not hasattr(member, "__get__") and not hasattr(Object, name):
                space[name] = member
    eq = plain.__eq__ is not object.__eq__
    space.update(
        {
            "__slots__": ("__weakref__", "_capsule"),
            "__module__": "jitscript",
            "__doc__": plain.__doc__,
            "__text__": text,
            "__builtin__": plain,
            "__class__": property(lambda self: plain),
            "__hash__": None if eq else object.__hash__,
        }
    )
    if native:
        del space["__class__"]
        space.update({n: vars(plain)[n] for n in _TOLD if n in vars(plain)})
        space.update(_sealed=True, _waits=True)
        copyreg.pickle(plain, _reduced)
    elif not compiled:
        space.update({name: _Missing() for name in _names(plain)})
    name = plain.__name__ if native else f"Object[{plain.__name__}]"
    _making.append(text)
    try:
        return type.__new__(HeldType, name, (Object,), space)
    finally:
        _making.pop()


def _names(cls: Any) -> set[str]:
    """What a class and its bases define and annotate."""
    found = {"_made", "_several", "_copied", "__repr__", "__eq__"}
    for base in cls.__mro__[:-1]:
        found.update(vars(base).get("__annotations__", ()))
        found.update(n for n in vars(base) if not n.startswith("__"))
    return found


_TOLD = ("__module__", "__qualname__", "__annotations__")
_SHOWN = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")


class _Missing:
    """A field or method of which there is no code."""

    def __set_name__(self, owner: Any, name: str) -> None:
        self.text = (
            f"{owner.__name__}.{name} needs the compiler, and only the runtime is installed here: "
            "install the package jitscript"
        )

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        raise ImportError(self.text)

    def __set__(self, instance: Any, value: Any) -> None:
        raise ImportError(self.text)


def _reduced(made: Any) -> Any:
    """How a copy of a native instance is pickled, whose class nobody can name."""
    cls = NATIVE[type(made)]
    state = {name: getattr(made, name) for name in cls._fields_of_it}
    return _unset, (cls,), state, None, None, _set


def _unset(cls: Any) -> Any:
    return object.__new__(cls.__builtin__)


def _set(made: Any, state: dict[str, Any]) -> None:
    for name, value in state.items():
        object.__setattr__(made, name, value)


def restore(cls: Any, made: Any) -> Any:
    """What was pickled."""
    return Object[cls]._of(made)


def plain(value: Any, known: dict[int, Any]) -> Any:
    """The same of Python's own, with all that is in it: instances, lists, dicts and sets."""
    cls = type(value)
    if cls.__name__ == "ndarray":
        return known.setdefault(id(value), (value.copy(), value))[0]
    if type(cls) is not HeldType:
        return value
    if id(value) in known:
        return known[id(value)][0]
    if issubclass(cls, Object):
        made = object.__new__(cls.__builtin__)
        known[id(value)] = made, value  # which keeps its address
        for name in cls._fields_of_it:
            object.__setattr__(made, name, plain(getattr(value, name), known))
        return made
    made = cls.__builtin__.__origin__()
    known[id(value)] = made, value
    if isinstance(made, list):
        made += [plain(item, known) for item in value]
    elif isinstance(made, dict):
        made.update((key, plain(item, known)) for key, item in value.items())
    else:
        made |= value.toset()
    return made
