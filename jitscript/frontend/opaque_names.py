"""Which of Python's own objects and functions the interpreter is asked for (opaque.py)."""

from __future__ import annotations

import types as pytypes
from collections.abc import Iterable
from typing import Any

from ..identity.asked import CALLED, MODULES, derives, is_pythons, module_of, stays
from ..ir import types as ty
from ..ir.core import Value
from ..library.intrinsics import PyObject
from . import classes, user_classes
from .patterns import OPAQUE, is_opaque


def place_of(f: Any, obj: Any) -> str | None:
    """The name by which Python finds an object of its own; or a class of the user's."""
    if hasattr(type(obj), "__members__"):
        cls = type(obj)
        return f"{cls.__module__}:{cls.__qualname__}.{obj._name_}" if is_pythons(cls) else None
    if isinstance(obj, type) and not type(obj).__module__.startswith("jitscript"):
        return f.unit.looks.python_place(obj)
    if not (_is_of_class(obj) or isinstance(obj, CALLED)) or not is_pythons(obj):
        return None
    owner = getattr(obj, "__self__", None)
    if isinstance(owner, type):  # datetime.now
        return f"{owner.__module__}:{owner.__qualname__}.{obj.__name__}"
    return f.unit.looks.python_place(obj)


_NOT = ("_getframe", "exc_info", "settrace", "setprofile", "setrecursionlimit", "_current_frames")
_BUILTINS = ("exec", "eval", "compile", "globals", "locals", "vars", "dir", "breakpoint", "open")


def can_call(obj: Any) -> bool:
    """Whether a function or class of Python's own is called through the interpreter."""
    if not (_is_of_class(obj) or isinstance(obj, CALLED)) or not is_pythons(obj):
        return False
    return module_of(obj) in MODULES and getattr(obj, "__name__", "") not in _NOT


def _is_of_class(obj: Any) -> bool:
    """Whether it is a class method that is written in Python: `Fraction.from_float`."""
    return isinstance(obj, pytypes.MethodType) and isinstance(obj.__self__, type)


_CHANGING = ("list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict")


def changes(obj: Any) -> bool:
    """Whether an object is a container that compiled code cannot take, as it holds such objects, or
    too many of others."""
    if type(obj).__name__ not in _CHANGING or type(obj).__module__ not in _CONTAINING:
        return False
    held = [*obj, *obj.values()] if isinstance(obj, dict) else obj
    return all(map(_is_plain, held)) and (len(held) > _MANY or any(map(stays, held)))


def _is_plain(x: Any) -> bool:
    """Whether it is no container, and no instance of a class, or function, of the user's."""
    if isinstance(x, tuple):
        return all(map(_is_plain, x))
    return isinstance(x, _PLAIN) or stays(x)


_MANY = 1000  # that compiled code would have copies of
_CONTAINING = ("builtins", "collections")
_PLAIN = (int, float, complex, str, bytes, type(None), pytypes.ModuleType)


def known() -> None:
    """Have the library's class be known by its name."""
    classes.implementation(PyObject)


def opaque() -> ty.Type:
    """The type of objects of which Python is asked."""
    known()
    return OPAQUE


def is_annotated(cls: Any) -> bool:
    """Whether an annotation names a class of objects of which Python is asked."""
    if cls is pytypes.ModuleType:
        return True
    return isinstance(cls, type) and module_of(cls) in MODULES and is_pythons(cls)


def is_left(cls: Any) -> bool:
    """Whether Python makes and asks the instances of a class of the user's, which cannot be
    compiled as it derives from one of the standard library's or of an extension module's."""
    return user_classes.is_user_class(cls) and derives(cls) and bool(user_classes.refusal(cls))


def differs(module: Any) -> bool:
    """Whether a module has other names on other systems."""
    return module.__name__ in ("os", "sys", "platform", "socket", "time", "ctypes")


def takes(obj: Any, args: Iterable[Any], words: dict[str, Any]) -> bool:
    """Whether a call is Python's as one of its arguments is: of a function of Python's own."""
    if not any(isinstance(a, Value) and is_opaque(a.type) for a in (*args, *words.values())):
        return False
    if not isinstance(obj, CALLED) or not is_pythons(obj):
        return False
    if obj is print:  # which makes text of its arguments
        file = words.get("file")
        return isinstance(file, Value) and is_opaque(file.type)
    return getattr(obj, "__name__", "") not in (*_BUILTINS, *_NOT)
