"""Objects of the standard library of which compiled code asks Python, and where such are.

log = logging.getLogger("x")     log.info(…): read when it runs, whatever the name stands for then
"""

from __future__ import annotations

import sys
import types

from .provided import is_opaque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CALLED: Any = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodDescriptorType,
    type,
)


def module_of(obj: Any) -> str:
    """The module of the standard library that has an object of its own."""
    owner = getattr(obj, "__self__", None)
    name = getattr(owner if isinstance(owner, type) else obj, "__module__", None)
    if isinstance(obj, types.MethodDescriptorType):
        name = obj.__objclass__.__module__
    root = name.partition(".")[0] if isinstance(name, str) else ""
    return _NAMES.get(root, root.lstrip("_"))


def is_pythons(obj: Any) -> bool:
    """Whether an object is of the standard library, or a builtin."""
    name = module_of(obj)
    return name == "builtins" or (name in sys.stdlib_module_names and is_opaque(name))


_NAMES = {"posix": "os", "nt": "os", "posixpath": "os", "ntpath": "os", "genericpath": "os"}
# Whose functions are called through the interpreter; others look at what compiled code has not,
# take functions, or change what they are given.
MODULES = frozenset(
    [
        *("argparse", "array", "ast", "base64", "binascii", "calendar", "codecs", "colorsys"),
        *("configparser", "csv", "ctypes", "datetime", "decimal", "difflib", "email"),
        *("errno", "fnmatch"),
        *("fractions", "getpass", "gettext", "glob", "grp", "hashlib", "hmac", "html", "io"),
        *("importlib", "ipaddress", "json", "locale", "logging", "lzma", "mimetypes", "os"),
        *("pickle", "platform", "pprint"),
        *("pwd", "queue", "re", "sre", "secrets", "shlex", "shutil", "socket", "ssl", "stat"),
        *("string", "struct", "subprocess", "sys", "sysconfig", "tempfile", "textwrap", "time"),
        *("tokenize", "tomllib", "unicodedata", "urllib", "uuid", "warnings", "weakref"),
        *("pty", "termios", "tty", "webbrowser", "zipfile", "zlib", "zoneinfo"),
        *("bz2", "getopt", "graphlib", "gzip", "sqlite3", "statistics"),
    ]
)


_MARKS = ("abc", "typing", "collections.abc", "_collections_abc")  # whose classes are bases of any
_BY_STATEMENT = 1 << 9  # Py_TPFLAGS_HEAPTYPE


def derives(cls: type) -> bool:
    """Whether a class derives from one of the standard library's or of an extension module's, so
    that Python makes its instances: `class Timer(threading.Thread)`."""
    return any(map(_is_foreign, cls.__mro__))


def _is_foreign(base: type) -> bool:
    if base.__module__ in ("builtins", *_MARKS):
        return False
    standard = base.__module__.partition(".")[0] in sys.stdlib_module_names - {"__main__"}
    return standard or not base.__flags__ & _BY_STATEMENT


def stays(obj: Any) -> bool:
    """Whether a global is an object of which Python is asked."""
    cls = type(obj)
    if isinstance(obj, (types.BuiltinMethodType, types.MethodType)):
        me = obj.__self__  # re.compile(…).match
        return not isinstance(me, (type, types.ModuleType)) and stays(me)
    if isinstance(obj, CALLED) or hasattr(cls, "__members__"):
        return False
    return module_of(cls) in MODULES and is_pythons(cls)
