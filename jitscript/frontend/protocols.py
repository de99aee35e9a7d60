"""Classes of `typing.Protocol`: what an annotation with one means.

    def total(s: Shape) -> float        of whatever fits: compiled for the types that are passed
    shapes: list[Shape] = []            of any of the classes that fit and can be seen from there:
                                        those of the protocol's module, of modules that import it,
                                        and those that derive from it

A class fits if it has all that the protocol names: methods, and attributes that it annotates or
that its functions assign.
"""

from __future__ import annotations

import dis
import sys
import types as pytypes
import typing
from collections.abc import Iterator
from typing import Any

from ..identity.variables import annotations_of
from ..ir import types as ty
from . import user_classes
from .patterns import Pat


class _Empty(typing.Protocol):
    """What every protocol has."""


_NOT_NAMED = {
    *vars(_Empty),
    *("__annotate__", "__annotate_func__", "__annotations__", "__annotations_cache__"),
    *("__init__", "__new__", "__orig_bases__", "__parameters__", "__slots__", "__type_params__"),
    "_is_runtime_protocol",
}


def is_protocol(cls: Any) -> bool:
    return isinstance(cls, type) and bool(vars(cls).get("_is_protocol", False))


def not_asked(cls: type) -> bool:
    """Whether Python refuses to ask whether something is of a protocol."""
    return is_protocol(cls) and not getattr(cls, "_is_runtime_protocol", False)


def is_kind_of(cls: type, classes: tuple[type, ...]) -> bool:
    """Whether instances of a class are of one of `classes`. Of a protocol is, as in Python, what
    has all that it names, be it that instances alone have it."""
    return any(_has_all(cls, c) if is_protocol(c) else issubclass(cls, c) for c in classes)


def _has_all(cls: type, protocol: type) -> bool:
    if user_classes.is_user_class(cls):
        return protocol in cls.__mro__ or _fits(cls, _named(protocol))
    return all(hasattr(cls, name) for name in _named(protocol))


def pattern_of(cls: type) -> Pat:
    """What an annotation that names the protocol means."""
    wanted = _named(cls)

    def fits(t: ty.Type) -> bool:
        members = ty.members(t)
        found = [user_classes.class_of(m) for m in members]
        return all(c is not None and (cls in c.__mro__ or _fits(c, wanted)) for c in found)

    return Pat("protocol", cls.__name__, fits, lambda: _whole(cls, wanted))


def _named(cls: type) -> frozenset[str]:
    """The names of all that a protocol demands."""
    found: set[str] = set()
    for c in cls.__mro__:
        if is_protocol(c) and c.__module__ != "typing":
            found |= set(vars(c)) | set(annotations_of(vars(c)))
    return frozenset(found - _NOT_NAMED)


def _fits(cls: type, wanted: frozenset[str]) -> bool:
    have: set[str] = set()
    for c in user_classes.bases(cls):
        have |= set(vars(c)) | set(annotations_of(vars(c)))
    left = wanted - have
    for c in user_classes.bases(cls) if left else ():
        for member in vars(c).values():
            code = getattr(member, "__code__", None)
            if code is not None and not left.isdisjoint(code.co_names):
                left -= _assigned(code)
    return not left


def _assigned(code: pytypes.CodeType) -> set[str]:
    """The attributes of its first parameter that a function assigns."""
    me, found, before = code.co_varnames[:1], set(), None
    for each in dis.get_instructions(code):
        if each.opname == "STORE_ATTR" and before is not None:
            loaded = before.argval[-1:] if isinstance(before.argval, tuple) else (before.argval,)
            if before.opname.startswith(("LOAD_FAST", "LOAD_DEREF")) and loaded == me:
                found.add(each.argval)
        before = each if each.opname != "EXTENDED_ARG" else before
    return found


def _whole(cls: type, wanted: frozenset[str]) -> ty.Type | None:
    """One of all classes that fit and can be seen."""
    seen = {c: None for c in user_classes.family(cls) if c is not cls}
    for space in _spaces(cls):
        for c in list(space.values()):
            if user_classes.is_user_class(c) and not is_protocol(c) and _fits(c, wanted):
                for each in user_classes.family(c):
                    seen[each] = None
    found = [user_classes.type_of(c) for c in seen if not getattr(c, "__parameters__", ())]
    return ty.union_of(*found) if found else None


def _spaces(cls: type) -> Iterator[dict[str, Any]]:
    """The globals of the modules from which the protocol is seen."""
    for member in vars(cls).values():
        if isinstance(member, pytypes.FunctionType) and member.__module__ == cls.__module__:
            yield member.__globals__
            break
    for module in list(sys.modules.values()):
        space: dict[str, Any] = getattr(module, "__dict__", {})
        if getattr(module, "__name__", "") == cls.__module__ or space.get(cls.__name__) is cls:
            yield space
