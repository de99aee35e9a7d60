"""What a module file says of the user's classes that its functions take, give and raise: where each
is found, and enough to stand in for it where that is not (`runtime/saved_classes.py`)."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Iterable
from typing import Any

from ..identity import sentinels
from ..ir.core import Module
from . import nominal, user_classes

Encode = Callable[[Any], Any]  # a value as JSON; raises TypeError


def classes(module: Module, names: Iterable[str], encode: Encode) -> dict[str, dict[str, Any]]:
    """The descriptions of the classes whose types have these names, and of their bases."""
    found: dict[str, dict[str, Any]] = {}
    fields = {t.name: [n for n, _ in info.fields] for t, info in module.classes.items()}
    for name in names:
        cls = user_classes.named(name)
        if sentinels.is_stand_in(cls):
            raise TypeError(
                f"the sentinel `{cls.__qualname__}` cannot be saved: another program has none that "
                "is this object; make it a member of an enumeration"
            )
        if nominal.is_enum(cls):
            found[name] = _enum(cls, encode)
        elif nominal.is_named_tuple(cls):
            found[name] = _named(cls, encode)
        else:
            for c in user_classes.bases(cls):
                own = user_classes.name_of(c)
                if own not in found or c is cls:
                    found[own] = _object(c, fields.get(own, []), encode)
    return found


def exceptions(module: Module) -> list[str]:
    """The users' exceptions that are raised, by the names that ops have for them."""
    named = {
        str(op.attrs["exc"])
        for function in module.functions.values()
        for op in function.walk()
        if "exc" in op.attrs
    }
    return sorted(name for name in named if "|" in name)


def _place(cls: type) -> str:
    return f"{cls.__module__}:{cls.__qualname__}"


def _enum(cls: Any, encode: Encode) -> dict[str, Any]:
    plain = nominal.plain_type(cls)
    base: Any = next(c for c in cls.__mro__ if vars(enum).get(c.__name__) is c)
    mixed = plain is not None and not issubclass(base, plain)
    try:
        members: Any = [[n, encode(m._value_)] for n, m in cls.__members__.items()]
    except (TypeError, AttributeError):
        members = None
    return {
        "kind": "enum",
        "place": _place(cls),
        "base": base.__name__,
        "type": plain.__name__ if plain and mixed else "",
        "members": members,
        "flag": nominal.is_flag(cls),
        "codes": {m._name_: nominal.code_of(m) for m in nominal.members(cls)},
    }


def _named(cls: Any, encode: Encode) -> dict[str, Any]:
    defaults: dict[str, Any] = {}
    for name in reversed(cls._fields):  # those at the end can be left out
        try:
            defaults[name] = encode(cls._field_defaults[name])
        except (KeyError, TypeError):
            break
    return {
        "kind": "named",
        "place": _place(cls),
        "fields": list(cls._fields),
        "defaults": defaults,
    }


def _object(cls: type, fields: list[str], encode: Encode) -> dict[str, Any]:
    bases = [user_classes.name_of(c) for c in cls.__bases__ if user_classes.is_user_class(c)]
    return {
        "kind": "object",
        "place": _place(cls),
        "fields": fields,
        "bases": bases,
        "dataclass": _dataclass(cls, encode) if user_classes.is_dataclass(cls) else None,
    }


def _dataclass(cls: Any, encode: Encode) -> dict[str, Any]:
    params = cls.__dataclass_params__
    flags = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")
    fields = dataclasses.fields(cls)
    return {
        "flags": {flag: bool(getattr(params, flag)) for flag in flags},
        "init": [
            [
                x.name,
                {k: bool(getattr(x, k)) for k in ("init", "repr", "compare")},
                _default(x, encode),
            ]
            for x in fields
        ],
        "keywords": [x.name for x in fields if getattr(x, "kw_only", False)],
    }


def _default(x: dataclasses.Field[Any], encode: Encode) -> Any:
    """A list with the value, the name of the container that is made anew, or None."""
    factory: Any = x.default_factory
    if factory in (list, dict, set):
        return factory.__name__
    if x.default is dataclasses.MISSING:
        return None
    try:
        return [encode(x.default)]
    except TypeError:
        return None
