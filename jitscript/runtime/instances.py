"""The user's classes that compiled code meets: its table `js_objects`, and who stands for a name.

A signature says under "classes" where the class of each type is found ("module:qualified name"),
under "members" of each enumeration whether it is of flags, and the codes of its members by name,
or where the sentinel is found that it stands for;
and under "objects" what stands in the table:

    class NAME      the class of the type NAME
    maker NAME      what makes an instance of it without calling its `__init__`; of a named tuple,
                    from a plain one
    code NAME       what gives the code of a member of an enumeration
    member NAME     what gives the member of a code
    name ATTRIBUTE  the name of an attribute
"""

from __future__ import annotations

import ctypes
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .native import Image

CLASSES: dict[str, list[type]] = {}  # by the name of the type, the latest last
SENTINELS: dict[str, Any] = {}  # by the name of the type
_kept: list[Any] = []  # code is never unloaded where it has a table


def found(place: str) -> type:
    """The class at a place. Raises LookupError, AttributeError."""
    module, _, qualified = place.partition(":")
    obj: Any = sys.modules[module]
    for part in qualified.split("."):
        obj = getattr(obj, part)
    if not isinstance(obj, type):
        raise LookupError(place)
    return plain(obj)


def _global(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(sys.modules[module], name)


def plain(cls: Any) -> type:
    """The class that `@script` was given, of one that it has made; any other as it is."""
    return cls.__builtin__ if getattr(cls, "_sealed", False) is True else cls


def meet(name: str, cls: type) -> None:
    """Note that instances of a class have the type `name`."""
    known = CLASSES.setdefault(name, [])
    if cls in known:
        known.remove(cls)
    known.append(cls)


def supply(image: Image, signature: dict[str, Any]) -> None:
    """Fill the table of an image that was just loaded."""
    texts = signature.get("objects") or ()
    if not texts:
        return
    own = {}
    for name, place in signature["classes"].items():
        own[name] = found(place) if place else CLASSES[name][-1]
        meet(name, own[name])
    fill(image, texts, own, signature["members"])


def fill(image: Image, texts: Any, own: dict[str, type], members: dict[str, Any]) -> None:
    """Fill the table of an image with what `texts` say, of these classes."""
    table = (ctypes.py_object * len(texts)).from_address(image.symbol("js_objects"))
    for i, text in enumerate(texts):
        kind, _, name = text.partition(" ")
        obj: Any = sys.intern(name)
        if kind == "class":
            obj = own[name]
        elif kind == "maker":
            obj = _maker(own[name])
        elif kind in ("code", "member"):
            obj = _codes(name, own[name], members[name], kind)
        _kept.append(obj)
        table[i] = obj


def _maker(cls: type) -> Any:
    if issubclass(cls, tuple):
        from functools import partial

        return partial(tuple.__new__, cls)
    new: Any = cls.__new__ if issubclass(cls, BaseException) else object.__new__
    return lambda: new(cls)


def _codes(name: str, cls: Any, members: dict[str, Any], kind: str) -> Any:
    """What gives the code of a member, or the member of a code; of what is no sentinel, None."""
    if "sentinel" in members:
        if members["sentinel"]:
            SENTINELS[name] = _global(members["sentinel"])
        only = SENTINELS[name]
        return {only: 0}.get if kind == "code" else {0: only}.__getitem__
    codes = {getattr(cls, name): code for name, code in members["codes"].items()}
    by_value = all(member._value_ == code for member, code in codes.items())
    if kind == "code":
        if not by_value:
            return codes.__getitem__
        from operator import attrgetter

        return attrgetter("_value_")
    return cls if members["flag"] else {c: m for m, c in codes.items()}.__getitem__
