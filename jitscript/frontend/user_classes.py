"""Classes of the user's: which can be compiled, what they are called, what their attributes are.

A class is the object that its definition made: two classes of one name are two types, named after
module and qualified name, and numbered where those are the same.

    Shape                        one class, or where others derive from it the union of all of them
    value.name                   a property, a field, or what the class has under the name

A value's type is always the exact class. Which classes derive from one is part of its definition
(`identity/definitions.py`), so that a program sees those that there are when it is compiled.
"""

from __future__ import annotations

import abc
import dataclasses
import functools
import re
import reprlib
import types as pytypes
import typing
from typing import Any

from ..identity import sentinels
from ..identity.instances import is_by_statement as is_by_statement
from ..identity.instances import is_users
from ..identity.values import is_behind_native
from ..identity.values import plain_class as plain_class
from ..identity.variables import is_settled
from ..ir import types as ty
from ..library import registry
from .exception_classes import is_carrying
from .exception_classes import refusal as args_refusal
from .patterns import Pat, Pattern

_names: dict[type, str] = {}
_classes: dict[str, type] = {}
_BASES = (object, abc.ABC, typing.Generic, typing.Protocol)
_SPECIAL = {
    "__new__": "makes its instances itself",
    "__del__": "does something when an instance is freed",
    "__getattr__": "computes its attributes by name",
    "__getattribute__": "computes its attributes by name",
    "__setattr__": "sets its attributes by name",
    "__delattr__": "deletes its attributes by name",
    "__class_getitem__": "defines what its subscripts are",
}

_INSTEAD = {  # of what is special
    "__new__": "make the instances in a function, which keeps those that there are",
    "__del__": "write a method that does it, and call that",
    "__getattr__": "write the attributes, or keep the values in a dict",
    "__class_getitem__": "make the class generic: Generic[T]",
}
_HELD = (
    *("int", "float", "complex", "str", "bytes", "tuple", "list", "dict", "set", "frozenset"),
    *("deque", "defaultdict", "OrderedDict", "Counter", "UserDict", "UserList"),
)

_KINDS = (int, float, complex, str, list, dict, set)  # which have most special methods there are
_SLOTS = (pytypes.MemberDescriptorType, pytypes.GetSetDescriptorType)
_MORE = ("__call__", "__enter__", "__exit__", "__next__", "__matmul__", "__rmatmul__")


def is_user_class(cls: Any) -> bool:
    """Whether a class is made by a class statement of the user's, and is no enumeration, exception
    that Python makes, or anything that the library or Python provide."""
    return isinstance(cls, type) and type(cls) in _META and (is_users(cls) or is_carrying(cls))


def _is_part(base: type, cls: type) -> bool:
    """Whether a class in the line of `cls` is the user's."""
    return is_user_class(base) or (is_carrying(cls) and is_by_statement(base))


_META = (type, abc.ABCMeta, type(typing.Protocol))


def refusal(cls: type) -> str:
    """Why a class cannot be compiled; nothing where it can."""
    for base in cls.__mro__:
        builtin = is_carrying(cls) and issubclass(base, BaseException)
        if base not in _BASES and not _is_part(base, cls) and not builtin:
            return f"derives from {base.__name__}"
    if is_carrying(cls) and (unknown := args_refusal(cls)):
        return unknown
    for c in bases(cls):
        blocked = without(c) or _descriptor_of(c)
        if blocked:
            return blocked
        for name, why in _SPECIAL.items():
            frozen = name in ("__setattr__", "__delattr__") and _is_frozen(c)
            if name in vars(c) and not frozen and not _is_provided(vars(c)[name]):
                return f"{why} (`{name}`)"
    return ""


def instead(refused: str) -> str:
    """What to write instead of what a class is refused for."""
    kind = refused.removeprefix("derives from ")
    if kind != refused and kind in _HELD:
        return f"keep the {kind} in a field of the class, and write the methods that are called"
    return next((hint for name, hint in _INSTEAD.items() if f"`{name}`" in refused), "")


def without(cls: type) -> str:
    """What a class says that its instances cannot do, by `__iter__ = None` or the like; nothing
    where it says nothing of the kind. (Of `__hash__ = None` the rules know.)"""
    for name, member in vars(cls).items():
        if member is not None or name == "__hash__" or not name.startswith("__"):
            continue
        if name in _MORE or any(callable(vars(kind).get(name)) for kind in _KINDS):
            return f"sets `{name}` to None"
    return ""


def _descriptor_of(cls: type) -> str:
    """The first attribute whose own class says what assigning to it does."""
    for name, member in vars(cls).items():
        kind = type(member)
        if is_by_statement(kind) and (hasattr(kind, "__set__") or hasattr(kind, "__delete__")):
            return f"has the descriptor `{name}` (write a property)"
    return ""


def _is_provided(member: Any) -> bool:
    """Whether a special method was put into the class by a module of Python's."""
    module = getattr(getattr(member, "__func__", member), "__module__", None)
    return module in ("typing", "abc", "dataclasses")


def _is_frozen(cls: type) -> bool:
    params = vars(cls).get("__dataclass_params__")
    return params is not None and bool(params.frozen)


def bases(cls: type) -> list[type]:
    """The class and those of the user's that it derives from, the nearest first."""
    return [c for c in cls.__mro__ if _is_part(c, cls)]


def type_of(cls: type, args: tuple[ty.Type, ...] = ()) -> ty.Object:
    """The type of the instances of exactly this class."""
    return ty.Object(name_of(cls), args)


def name_of(cls: type) -> str:
    """What types are called after a class."""
    name = _names.get(cls)
    if name is None:
        plain = f"{cls.__module__}.{cls.__qualname__}".replace("<locals>.", "")
        module, _, last = re.sub(r"[^\w.]", "_", plain).rpartition(".")
        if not module[:1].isalpha() and module[:1] != "_":
            module = f"_{module}"
        name, n = f"{module}.{last}", 2
        while name in _classes:
            name, n = f"{module}._{n}.{last}", n + 1
        _names[cls] = name
        _classes[name] = cls
    return name


def class_of(t: ty.Type) -> type | None:
    """The user's class of an instance, of a named tuple, or of a member of an enumeration."""
    return _classes.get(t.name) if isinstance(t, (ty.Object, ty.Tuple, ty.Enum)) else None


def is_native(cls: type | None) -> bool:
    """Whether `@script` was above the class: Python holds its instances."""
    return is_behind_native(cls)


def named(name: str) -> type:
    return _classes[name]


def family(cls: type) -> list[type]:
    """The class and all that derive from it, but those that are abstract."""
    found: dict[type, None] = {}
    work = [cls]
    while work:
        c = work.pop()
        if c in found:
            continue
        found[c] = None
        work += c.__subclasses__()
    return [c for c in found if not getattr(c, "__abstractmethods__", None) and not _is_draft(c)]


def _is_draft(cls: type) -> bool:
    """Whether a class is what `dataclass(slots=True)` made another one of."""
    if "__dataclass_params__" not in vars(cls) or "__slots__" in vars(cls):
        return False
    beside: list[type] = cls.__bases__[0].__subclasses__()
    named = (cls.__module__, cls.__qualname__)
    return any("__slots__" in vars(c) and (c.__module__, c.__qualname__) == named for c in beside)


def pattern_of_class(cls: type) -> Pattern:
    """What an annotation that names the class means."""
    if (alone := sentinels.of_class(cls)) is not None:
        return ty.Enum(name_of(alone))
    parameters = tuple(getattr(cls, "__parameters__", ()))
    if parameters:
        pats = tuple(Pat("var", p, None) for p in parameters)
        return Pat("object", type_of(cls).name, pats)
    found = [type_of(c) for c in family(cls)]
    return ty.union_of(*found) if found else type_of(cls)


def raw(cls: type, name: str) -> Any:
    """What the class has under a name, as it was written there; None where it has nothing (see
    `owner_of`, for it may also have None)."""
    for c in cls.__mro__:
        if name in vars(c):
            return vars(c)[name]
    return None


def owner_of(cls: type, name: str) -> type | None:
    return next((c for c in cls.__mro__ if name in vars(c)), None)


def has_method(t: Any, name: str) -> bool:
    """Whether a type is that of instances of a class in which the user has written a method."""
    cls = class_of(t)
    return cls is not None and function(cls, name) is not None


def function(cls: type, name: str) -> Any:
    """The plain method of a name that the user has written, or None."""
    found = raw(cls, name)
    if not isinstance(found, pytypes.FunctionType) or is_generated(found):
        return None
    return _of_total_ordering(found) if found.__module__ == "functools" else found


def _of_total_ordering(fn: pytypes.FunctionType) -> Any:
    """What stands for a comparison that `functools.total_ordering` has added."""
    folding = registry.module("folding")
    return getattr(folding, fn.__code__.co_name.lstrip("_"), fn)


def is_generated(fn: pytypes.FunctionType) -> bool:
    """Whether a function was made by `dataclass`, and has no text."""
    made = fn.__code__.co_filename in ("<string>", dataclasses.__file__, reprlib.__file__)
    return made or fn.__module__ in ("collections", "enum", "typing")


def maker_of(t: ty.Object, init: Any) -> type:
    """The class for which `dataclass` made this `__init__`, of the line of a type's class."""
    cls = class_of(t)
    assert cls is not None
    return next(c for c in cls.__mro__ if vars(c).get("__init__") is init)


def is_dataclass(cls: type) -> bool:
    return any("__dataclass_fields__" in vars(c) for c in cls.__mro__)


def dataclass_fields(cls: type) -> list[Any]:
    return list(dataclasses.fields(cls)) if is_dataclass(cls) else []


def initial_fields(cls: Any) -> list[Any]:
    """What the `__init__` of a dataclass is given: fields, and those that are `InitVar`."""
    return [x for x in cls.__dataclass_fields__.values() if x.init and not is_of_class(x)]


def is_of_class(field: Any) -> bool:
    """Whether a field is a `ClassVar`."""
    return bool(field._field_type.name == "_FIELD_CLASSVAR")


def is_passed_on(field: Any) -> bool:
    """Whether a field is an `InitVar`, which only `__post_init__` is given."""
    return bool(field._field_type.name == "_FIELD_INITVAR")


def is_shown(cls: type) -> bool:
    """Whether `str` of an instance is the `repr` that `dataclass` made."""
    made = raw(cls, "__repr__")
    own = isinstance(made, pytypes.FunctionType) and is_generated(made)
    return own and function(cls, "__str__") is None


def is_frozen(cls: type) -> bool:
    return any(_is_frozen(c) for c in cls.__mro__)


def constant(cls: type, name: str) -> bool:
    """Whether what the class has under a name is a constant of it: annotated as Final, or named in
    capitals, or special."""
    owner = owner_of(cls, name)
    if owner is None:
        return False
    special = name.startswith("__") or name in ("_fields", "_field_defaults")
    return special or is_settled(vars(owner), name)


def has_default(cls: type, name: str) -> bool:
    """Whether the class has a value for a field that no method has set."""
    kinds = (functools.cached_property, *_SLOTS)
    return owner_of(cls, name) is not None and type(raw(cls, name)) not in kinds


def cached(cls: type) -> dict[str, Any]:
    """The functions of the cached properties of a class."""
    names = {name for c in bases(cls) for name in vars(c)}
    found = {name: raw(cls, name) for name in sorted(names)}
    return {n: p.func for n, p in found.items() if type(p) is functools.cached_property}


def member_default(cls: type, name: str) -> Any:
    return raw(cls, name)
