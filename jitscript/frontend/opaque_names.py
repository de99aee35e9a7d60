"""Which of Python's own objects and functions the interpreter is asked for (opaque.py)."""

from __future__ import annotations

import sys
import types as pytypes
from collections.abc import Iterable
from typing import Any

from ..identity.values import is_opaque as is_of_python
from ..ir import types as ty
from ..ir.core import Value
from ..library.intrinsics import PyObject
from . import classes
from .patterns import OPAQUE, is_opaque


def place_of(f: Any, obj: Any) -> str | None:
    """The name by which Python finds an object of its own; or a class of the user's."""
    if hasattr(type(obj), "__members__"):
        cls = type(obj)
        return f"{cls.__module__}:{cls.__qualname__}.{obj._name_}" if _is_pythons(cls) else None
    if isinstance(obj, type) and not type(obj).__module__.startswith("jitscript"):
        return f.unit.looks.python_place(obj)
    if not isinstance(obj, CALLED) or not _is_pythons(obj):
        return None
    owner = getattr(obj, "__self__", None)
    if isinstance(owner, type):  # datetime.now
        return f"{owner.__module__}:{owner.__qualname__}.{obj.__name__}"
    return f.unit.looks.python_place(obj)


CALLED: Any = (
    pytypes.FunctionType,
    pytypes.BuiltinFunctionType,
    pytypes.MethodDescriptorType,
    type,
)


def module_of(obj: Any) -> str:
    """The module of the standard library that has an object of its own."""
    owner = getattr(obj, "__self__", None)
    name = getattr(owner if isinstance(owner, type) else obj, "__module__", None)
    if isinstance(obj, pytypes.MethodDescriptorType):
        name = obj.__objclass__.__module__
    root = name.partition(".")[0] if isinstance(name, str) else ""
    return _NAMES.get(root, root.lstrip("_"))


def _is_pythons(obj: Any) -> bool:
    name = module_of(obj)
    return name == "builtins" or (name in sys.stdlib_module_names and is_of_python(name))


_NAMES = {"posix": "os", "nt": "os", "posixpath": "os", "ntpath": "os", "genericpath": "os"}
# Whose functions are called through the interpreter; others look at what compiled code has not,
# take functions, or change what they are given.
_MODULES = frozenset(
    [
        *("argparse", "array", "ast", "base64", "binascii", "calendar", "codecs", "colorsys"),
        *("configparser", "csv", "datetime", "decimal", "difflib", "email", "errno", "fnmatch"),
        *("fractions", "getpass", "gettext", "glob", "grp", "hashlib", "hmac", "html", "io"),
        *("ipaddress", "json", "locale", "logging", "lzma", "mimetypes", "os", "pickle"),
        *("platform", "pprint"),
        *("pwd", "queue", "re", "sre", "secrets", "shlex", "shutil", "socket", "ssl", "stat"),
        *("string", "struct", "subprocess", "sys", "sysconfig", "tempfile", "textwrap", "time"),
        *("tokenize", "tomllib", "unicodedata", "urllib", "uuid", "warnings", "weakref"),
        *("pty", "termios", "tty", "webbrowser", "zipfile", "zlib", "zoneinfo"),
    ]
)
_NOT = ("_getframe", "exc_info", "settrace", "setprofile", "setrecursionlimit", "_current_frames")
_BUILTINS = ("exec", "eval", "compile", "globals", "locals", "vars", "dir", "breakpoint", "open")


def can_call(obj: Any) -> bool:
    """Whether a function or class of Python's own is called through the interpreter."""
    if not isinstance(obj, CALLED) or not _is_pythons(obj):
        return False
    return module_of(obj) in _MODULES and getattr(obj, "__name__", "") not in _NOT


def stays(obj: Any) -> bool:
    """Whether a global is an object of which Python is asked."""
    cls = type(obj)
    if isinstance(obj, (pytypes.BuiltinMethodType, pytypes.MethodType)):
        me = obj.__self__  # re.compile(…).match
        return not isinstance(me, (type, pytypes.ModuleType)) and stays(me)
    if isinstance(obj, CALLED) or hasattr(cls, "__members__"):
        return False
    return module_of(cls) in _MODULES and _is_pythons(cls)


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
    return isinstance(cls, type) and module_of(cls) in _MODULES and _is_pythons(cls)


def differs(module: Any) -> bool:
    """Whether a module has other names on other systems."""
    return module.__name__ in ("os", "sys", "platform", "socket", "time", "ctypes")


def takes(obj: Any, args: Iterable[Any], words: dict[str, Any]) -> bool:
    """Whether a call is Python's as one of its arguments is: of a function of Python's own."""
    if not any(isinstance(a, Value) and is_opaque(a.type) for a in (*args, *words.values())):
        return False
    if not isinstance(obj, CALLED) or not _is_pythons(obj):
        return False
    if obj is print:  # which makes text of its arguments
        file = words.get("file")
        return isinstance(file, Value) and is_opaque(file.type)
    return getattr(obj, "__name__", "") not in (*_BUILTINS, *_NOT)
