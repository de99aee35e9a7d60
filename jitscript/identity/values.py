"""What values are, written into a hash: all that the front end can find out about them without
another look through the door (`looks.py`), and so that a later process writes the same.

    numbers, text, bytes, tuples, arrays, NumPy's scalars, dtypes     by value
    functions     by their code, text, defaults and annotations; what they name is looked at apart
    js.List[int]  by their type
    classes       by name, kind and bases; their attributes are looked at apart
    modules       by name
    members of enumerations     by class, name, value and texts
    instances     by class and attributes; an `object()` by its number
    generic types, type variables     by their parts
    what Python, NumPy or this package provide     by the name under which it is found there
    loggers, patterns and the like     by their type: Python is asked for all else

Anything else is `Unknown`. Objects with an identity have a number, so that two functions which
differ only in which names are one object differ here, too.
"""

from __future__ import annotations

import marshal
import sys
from types import FunctionType, ModuleType

from ..runtime.fingerprint import hasher
from ..runtime.held_type import NATIVE, HeldType
from . import texts
from .containers import places
from .instances import is_by_statement, state_of
from .options import FAST
from .provided import is_opaque, is_provided

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ATOMS = (int, float, complex, str, bytes, bool, type(None), type(Ellipsis))
# What a member of an enumeration may define without being more than its value and its texts.
_PLAIN = {"__str__", "__repr__", "__new__", "__init__", "__init_subclass__", "__set_name__"}
_METACLASSES = ("enum", "abc", "typing")
_PARTS = ("__args__", "__metadata__")
_MARKS = ("__jitscript_python__", "__jitscript_unused__", FAST)


class Unknown(Exception):
    """A value of a kind that is not known by value."""


class Values:
    """One hash of a sequence of values."""

    __slots__ = ("_keep", "_numbers", "functions", "hash")

    def __init__(self) -> None:
        self.hash: Any = hasher()
        self.functions: list[FunctionType] = []  # whose text belongs to the hash
        self._numbers: dict[int, int] = {}
        self._keep: list[Any] = []  # an id is of use as long as its object lives

    def digest(self) -> bytes:
        """The hash so far, with the texts of all functions as they are proven now."""
        total = self.hash.copy()
        for function in self.functions:
            text = texts.text_of(function.__code__, function.__globals__)
            if text is None or not text.whole:
                raise Unknown(function)
            total.update(text.digest)
        return bytes(total.digest())

    def add(self, *parts: str | bytes) -> None:
        """Add texts so that no two sequences of texts look alike."""
        for part in parts:
            raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
            self.hash.update(b"%d:" % len(raw))
            self.hash.update(raw)

    def value(self, value: Any) -> None:
        """Add anything. Raises Unknown, with the hash as far as it came."""
        kind = type(value)
        if kind in _ATOMS:
            self.add(kind.__name__, marshal.dumps(value, 2))
        elif kind is tuple or kind is list:
            self.add(kind.__name__, str(len(value)))
            for item in value:
                self.value(item)
        elif kind is dict:
            self.add("dict", str(len(value)))
            for key, item in value.items():
                self.value(key)
                self.value(item)
        elif kind is set or kind is frozenset:
            self.add(kind.__name__)
            self.value(places(value))
            self.value(list(value))  # what loops go through has this order
        elif kind is ModuleType or isinstance(value, ModuleType):
            if not self._again(value):
                self.add("module", value.__name__, _version(value.__name__))
        elif is_provided(value):
            self.add("provided", value.__module__, value.__qualname__, _version(value.__module__))
        elif kind is FunctionType:
            self.function(value)
        elif _is_of_global_random(value):
            self.add("numpy.random", _named(value), _version("numpy"))
        elif is_held(value):
            self.add("native" if value._sealed else "held", value.__text__)
            self.value(value.__builtin__)
        elif issubclass(kind, type):
            self._class(value)
        elif kind.__module__ == "numpy" or kind.__module__.startswith("numpy."):
            self._numpy(value)
        elif issubclass(kind, tuple) and hasattr(kind, "_fields"):
            self.value(kind)
            self.value(tuple(value))
        elif _is_member(value):
            self._member(value)
        elif kind.__module__ == "jitscript.runtime.callable" and "__wrapped__" in value.__dict__:
            self.add("scripted")
            self.value(value.__wrapped__)
        elif kind.__module__ == "functools" and kind.__name__ == "_lru_cache_wrapper":
            self.add("cached")
            self.value(value.cache_parameters())
            self.value(value.__wrapped__)
        elif is_plain(kind) or kind is object:
            self._instance(value)
        elif _stays(value):
            self._asked(value)
        else:
            self._of_types(value, kind)

    def function(self, function: FunctionType) -> None:
        if self._again(function):
            return
        self.add("function", str(function.__module__), function.__qualname__, function.__name__)
        self.add(texts.code_digest(function.__code__), str(function.__doc__))
        self.add(str(function.__dict__.get("__jitscript_opened__", ())))
        self.value(function.__dict__.get("__jitscript_told__", ()))
        self.add(*(mark for mark in _MARKS if mark in function.__dict__))
        self.functions.append(function)
        self.value(function.__defaults__)
        keywords = function.__kwdefaults__
        for mapping in (function.__annotations__, keywords or {}):
            self.add("mapping", str(len(mapping)))
            for name, value in mapping.items():
                self.add(name)
                self.value(value)

    def _again(self, value: Any) -> bool:
        """Whether `value` was added before; then only its number is."""
        known = len(self._numbers)
        number = self._numbers.setdefault(id(value), known)
        if number < known:
            self.add("again", str(number))
            return True
        self._keep.append(value)
        return False

    def _class(self, cls: Any) -> None:
        if self._again(cls):
            return
        self.add("class", cls.__module__, cls.__qualname__)
        if hasattr(cls, "dim_str") and hasattr(cls, "dtypes"):  # jaxtyping's
            self.add("jaxtyping", str(cls.dim_str), str(cls.dtypes))
            self.value(cls.array_type)
            return
        meta = type(cls)
        if meta is not type and not (is_provided(meta) and meta.__module__ in _METACLASSES):
            raise Unknown(cls)  # another metaclass may answer anything
        self.add(meta.__qualname__)
        for base in cls.__bases__:
            self.value(base)

    def _instance(self, value: Any) -> None:
        if self._again(value):
            return
        state = state_of(value)
        self.add("instance", str(len(state)))
        self.value(type(value))
        for name, item in state.items():
            self.add(name)
            self.value(item)

    def _asked(self, value: Any) -> None:
        """An object of which compiled code asks Python, whatever it is then: it knows the type."""
        kind, owner = type(value), getattr(value, "__self__", None)
        self.add("asked", kind.__module__, kind.__qualname__)
        if owner is not None:
            self.add(str(value.__name__), type(owner).__module__, type(owner).__qualname__)

    def _member(self, value: Any) -> None:
        """A member of an enumeration. What it answers is in its class, unless that answers as the
        user has written; of that only the texts are asked for."""
        cls = type(value)
        for base in cls.__mro__:
            if not is_provided(base):
                for name, member in base.__dict__.items():
                    special = name.startswith("__") and name.endswith("__")
                    own = type(member) is FunctionType and not is_provided(member)
                    if special and own and name not in _PLAIN:
                        raise Unknown(value)
        self.value(cls)
        self.add("member", str(value._name_))
        self.texts(value)
        self.value(value._value_)

    def texts(self, member: Any) -> None:
        """The texts of a member of an enumeration, and the number or text that it is besides."""
        self.add(str(member), repr(member), format(member))
        for plain in (int, float, str, bytes):
            if isinstance(member, plain):
                text: Any = plain.__str__(member) if plain is str else plain.__repr__(member)
                self.add(plain.__name__, text)

    def _numpy(self, value: Any) -> None:
        kind, name = type(value), type(value).__name__
        numpy = sys.modules["numpy"]
        self.add("numpy", name, _version("numpy"))
        if kind is numpy.ndarray or isinstance(value, numpy.generic):
            if value.dtype.hasobject or getattr(numpy, name, None) is not kind:
                raise Unknown(value)
            if kind is numpy.ndarray and self._again(value):
                return
            self.add(repr(value.dtype), repr(value.shape), value.tobytes())
        elif isinstance(value, numpy.dtype) and not value.hasobject:
            self.add(repr(value))
        elif kind is numpy.ufunc and getattr(numpy, _named(value), None) is value:
            self.add(_named(value))
        else:
            raise Unknown(value)

    def _of_types(self, value: Any, kind: Any) -> None:
        """Generic types, unions, type variables and the like; methods of provided classes."""
        owner: Any = getattr(value, "__objclass__", None) or getattr(value, "__self__", None)
        if kind.__module__ == "builtins" and isinstance(owner, type) and is_provided(owner):
            self.add("method", kind.__name__, str(value.__name__))
            self.value(owner)
            return
        known = ("types", "typing", "collections.abc")  # the last has the alias of its Callable[…]
        if kind.__module__ not in known and kind.__name__ != "NewType":
            raise Unknown(value)
        name = kind.__name__
        self.add("types", name)
        if name in ("TypeVar", "NewType", "TypeAliasType"):
            if self._again(value):
                return
            self.add(_named(value))
            for part in ("__constraints__", "__bound__", "__supertype__", "__value__"):
                self.value(getattr(value, part, None))
        elif name == "ForwardRef":
            self.add(value.__forward_arg__)
        elif name.endswith(("SpecialForm", "SpecialGenericAlias")):
            self.add(value._name)
        elif hasattr(value, "__args__"):
            self.value(getattr(value, "__origin__", None))
            for part in _PARTS:
                self.value(getattr(value, part, None))
        else:
            raise Unknown(value)


def _stays(value: Any) -> bool:
    from .asked import stays  # few programs have such

    return stays(value)


def is_held(value: Any) -> bool:
    """Whether `value` is a class of containers that Python holds, such as js.List[int]."""
    return type(value) is HeldType and bool(value.__text__)


def is_native(value: Any) -> bool:
    """Whether `@script` has made a class."""
    return type(value) is HeldType and value._sealed


def is_behind_native(cls: type | None) -> bool:
    """Whether `@script` was given a class, and has made another one of it."""
    return cls in NATIVE


def plain_class(value: Any) -> Any:
    """The class of the user's for one of its native instances; anything else as it is."""
    return value.__builtin__ if is_held(value) and "." in value.__text__ else value


def builtin_of(value: Any) -> Any:
    """`list` for js.List, `list[int]` for js.List[int]; anything else as it is."""
    return value.__builtin__ if type(value) is HeldType else value


def is_plain(cls: type) -> bool:
    """Whether the attributes of its instances are all that they hold."""
    made = all(c is object or is_by_statement(c) for c in cls.__mro__)
    return made and cls is not object and not is_opaque(cls.__module__)


def _named(value: Any) -> str:
    return str(value.__name__)


def _is_of_global_random(value: Any) -> bool:
    """Whether it is a function of `np.random` that is a method of the global state."""
    random: Any = sys.modules.get("numpy.random")
    name = getattr(value, "__name__", None)
    state = getattr(value, "__self__", None)
    return (
        type(name) is str
        and type(state).__name__ == "RandomState"
        and getattr(random, name, None) is value
    )


def _is_member(value: Any) -> bool:
    return hasattr(type(value), "__members__") and hasattr(value, "_value_")


def _version(module: str) -> str:
    """The version of a package that is not Python's nor ours."""
    root = module.partition(".")[0]
    if root == "jitscript" or root in sys.stdlib_module_names:
        return ""
    return str(getattr(sys.modules.get(root), "__version__", ""))


__all__ = ["Unknown", "Values", "builtin_of", "is_held", "is_opaque", "is_plain", "is_provided"]
