"""The classes that a module file's functions take, give and raise.

Where the class can be imported it is that class, as it is for `pickle`. Else it is a *stand-in*: a
class of the same name, fields and bases without methods, which the file describes; files whose
descriptions are the same share it.

    {"kind": "object", "place": "shop:Item", "fields": […], "bases": […], "dataclass": …}
    {"kind": "named", "place", "fields", "defaults": {field: value}}
    {"kind": "enum", "place", "base": "IntEnum", "type": "", "members": [[name, value]…], "flag",
     "codes"}                                   (`type`: what the members are besides)
"""

from __future__ import annotations

import sys

from .container import ArchiveError
from .instances import meet, plain
from .saved_values import decode, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KINDS = ("object", "named", "enum")
_ENUMS = ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum")
_FLAGS = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")
_TYPES = {"int": int, "str": str, "float": float}
_FACTORIES = {"list": list, "dict": dict, "set": set}
_made: dict[str, type] = {}  # stand-ins, by what describes them


def check(classes: Any) -> None:
    """Raise ValueError or its like for descriptions that have not the shape they must have."""
    for name, told in classes.items():
        _expect(isinstance(name, str) and told["kind"] in _KINDS)
        module, colon, path = told["place"].partition(":")
        _expect(bool(module and colon) and _last(path).isidentifier())
        if told["kind"] == "enum":
            _expect(told["base"] in _ENUMS and told["type"] in ("", *_TYPES))
            _expect(isinstance(told["flag"], bool))
            _expect(all(type(code) is int for code in told["codes"].values()))
            _expect(all(_is_name(member) for member, _ in told["members"] or ()))
            _expect(
                told["codes"].keys() <= {m for m, _ in told["members"] or told["codes"].items()}
            )
            continue
        _expect(all(_is_name(field) for field in told["fields"]))
        if told["kind"] == "object":
            _expect(all(base in classes for base in told["bases"]))
            _expect(all(_is_name(name) for name, *_ in (told["dataclass"] or {"init": ()})["init"]))


def _is_name(text: Any) -> bool:
    return isinstance(text, str) and text.isidentifier() and not text.startswith("__")


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _expect(condition: bool) -> None:
    if not condition:
        raise ValueError("a class has the wrong shape")


def find(classes: dict[str, Any]) -> dict[str, type]:
    """The class of each type of a file. Raises ArchiveError."""
    own = _Own(classes)
    for name in classes:
        meet(name, own[name])
    return own


def names(own: dict[str, Any], exceptions: Any) -> dict[str, type]:
    """The classes of a file as its module shows them: by their last name, where that tells one."""
    found: dict[str, list[type]] = {}
    for cls in (*own.values(), *raised(exceptions)):
        known = found.setdefault(cls.__name__, [])
        if cls not in known:
            known.append(cls)
    return {name: classes[0] for name, classes in found.items() if len(classes) == 1}


def raised(exceptions: Any) -> list[type]:
    """The users' exceptions of these names, `shop:Sold|shop:Error|ValueError`, and their bases."""
    from .errors import own_exception

    found = []
    for name in exceptions:
        while "|" in name:
            found.append(own_exception(name))
            name = name.partition("|")[2]
    return found


class _Own(dict[str, type]):
    """The classes by the names of their types, each found when it is first asked for."""

    def __init__(self, told: dict[str, Any]):
        self._told = told
        self._busy: list[str] = []

    def __missing__(self, name: str) -> type:
        if name in self._busy or name not in self._told:
            raise ArchiveError(f"the manifest is malformed (the class {name})")
        self._busy.append(name)
        told = self._told[name]
        cls = _imported(told) or _stand_in(told, self)
        self._busy.remove(name)
        self[name] = cls
        return cls


def _imported(told: dict[str, Any]) -> type | None:
    """The class itself, where this process has its module or can import it."""
    module, _, path = told["place"].partition(":")
    found: Any = sys.modules.get(module)
    if found is None:
        from importlib import import_module

        try:
            found = import_module(module)
        except ImportError:
            return None
    home = found
    for part in path.split("."):
        found = getattr(found, part, None)
    found = plain(found)
    if not isinstance(found, type):
        if getattr(getattr(home, "__spec__", None), "_initializing", False):
            raise ArchiveError(
                f"the module {module} is being imported and has no class {path} yet, which the "
                "module file needs: load it further down"
            )
        return None
    if module != "__main__":
        why = _differs(found, told)
        if why:
            raise ArchiveError(
                f"the class {module}.{path} is not the one that the module file was saved with: "
                f"{why}; save it again"
            )
        return found
    return None if _differs(found, told) else found


def _differs(cls: Any, told: dict[str, Any]) -> str:
    """How a class differs from the one that was saved; nothing where it does not."""
    if told["kind"] == "named":
        same = issubclass(cls, tuple) and getattr(cls, "_fields", None) == tuple(told["fields"])
        return "" if same else f"its fields were {', '.join(told['fields'])}"
    if told["kind"] == "enum":
        members = dict(getattr(cls, "__members__", ()))
        values = told["members"] or [[name, None] for name in told["codes"]]
        if list(members) != [name for name, _ in values]:
            return f"its members were {', '.join(name for name, _ in values)}"
        if told["members"]:
            changed = [n for n, value in values if not _same(members[n]._value_, decode(value))]
            return f"the value of {changed[0]} was another" if changed else ""
        return ""
    if issubclass(cls, tuple) or hasattr(cls, "__members__"):
        return "its instances had fields of their own"
    fields: Any = getattr(cls, "__dataclass_fields__", None)
    was: Any = told["dataclass"]
    if (fields is None) != (was is None):
        return f"it was {'no' if was is None else 'a'} dataclass"
    if was is not None and set(fields) != {name for name, *_ in was["init"]}:
        return f"its fields were {', '.join(name for name, *_ in was['init'])}"
    return ""


def _same(a: Any, b: Any) -> bool:
    return bool(a == b or (a != a and b != b))


# --- stand-ins ------------------------------------------------------------------------------------


def is_stand_in(cls: type) -> bool:
    return any(cls is made for made in _made.values())


def _stand_in(told: dict[str, Any], own: _Own) -> type:
    bases = tuple(base for base in map(own.__getitem__, told.get("bases", ())) if is_stand_in(base))
    key = repr((told, bases, [own[name] for name in _named_in(told)]))
    if key not in _made:
        module, _, path = told["place"].partition(":")
        made: Any
        if told["kind"] == "object":
            made = _object(_last(path), told, bases, own)
        elif told["kind"] == "named":
            made = _named(_last(path), told, own)
        else:
            made = _enum(_last(path), told)
        made.__module__, made.__qualname__ = module, path
        _made[key] = made
    return _made[key]


def _named_in(value: Any) -> list[str]:
    """The types of the members and named tuples in a description."""
    if isinstance(value, dict):
        found = [
            value[kind][0] for kind in ("member", "named") if isinstance(value.get(kind), list)
        ]
        return [*found, *(n for part in value.values() for n in _named_in(part))]
    return [n for part in value for n in _named_in(part)] if isinstance(value, list) else []


def _lacks(self: Any, name: str) -> Any:
    """Say why a stand-in has no such attribute."""
    cls = type(self)
    text = f"{cls.__name__!r} object has no attribute {name!r}"
    if not name.startswith("__"):
        text += (
            f" (it is of a stand-in with fields only: {cls.__module__}.{cls.__qualname__} could "
            "not be imported when the module file was loaded)"
        )
    raise AttributeError(text)


def _body(told: dict[str, Any]) -> dict[str, Any]:
    place = told["place"].replace(":", ".")
    text = f"Stands for {place}, which could not be imported: fields without methods."
    return {"__doc__": text, "__getattr__": _lacks}


def _object(name: str, told: dict[str, Any], bases: tuple[type, ...], own: _Own) -> type:
    body, was = _body(told), told["dataclass"]
    if was is not None:
        return _dataclass(name, was, body, bases, own)
    fields = tuple(told["fields"])

    def init(self: Any, /, *values: Any, **named: Any) -> None:
        given = dict(zip(fields, values))
        twice = [n for n in named if n in given]
        unknown = [n for n in named if n not in fields]
        if len(values) > len(fields) or unknown:
            what = repr(unknown[0]) if unknown else f"{len(values)} values"
            text = ", ".join(fields) or "none"
            raise TypeError(f"{name}() takes its fields ({text}), not {what}")
        if twice:
            raise TypeError(f"{name}() got multiple values for argument {twice[0]!r}")
        given.update(named)
        missing = [n for n in fields if n not in given]
        if missing:
            raise TypeError(f"{name}() missing required argument: {missing[0]!r}")
        vars(self).update(given)

    def show(self: Any) -> str:
        held = vars(self)
        return f"{name}({', '.join(f'{n}={held[n]!r}' for n in fields if n in held)})"

    return type(name, bases, {**body, "__init__": init, "__repr__": show})


def _dataclass(
    name: str, was: dict[str, Any], body: dict[str, Any], bases: tuple[type, ...], own: _Own
) -> type:
    import dataclasses

    field: Any = dataclasses.field
    body["__annotations__"] = {}
    for field_name, options, default in was["init"]:
        more: dict[str, Any] = {}
        if isinstance(default, str):
            more["default_factory"] = _FACTORIES[default]
        elif default is not None:
            more["default"] = settled(decode(default[0]), own)
        body["__annotations__"][field_name] = object
        options = {key: options[key] for key in ("init", "repr", "compare") if key in options}
        body[field_name] = field(**options, **more, **_keyword_only(was, field_name))
    flags = {key: was["flags"][key] for key in _FLAGS}
    cls: type = dataclasses.dataclass(**flags)(type(name, bases, body))
    return cls


def _keyword_only(was: dict[str, Any], name: str) -> dict[str, bool]:
    return {"kw_only": True} if name in was["keywords"] else {}


def _named(name: str, told: dict[str, Any], own: _Own) -> type:
    import collections

    namedtuple: Any = collections.namedtuple
    fields, defaults = told["fields"], told["defaults"]
    last = [settled(decode(defaults[n]), own) for n in fields if n in defaults]
    made: Any = namedtuple(name, fields, defaults=last)
    return type(name, (made,), {**_body(told), "__slots__": ()})


def _enum(name: str, told: dict[str, Any]) -> type:
    import enum

    if told["members"] is None:
        place = told["place"].replace(":", ".")
        raise ArchiveError(
            f"the module file needs the class {place}, which cannot be imported here: its members "
            "have values that a module file does not hold"
        )
    base: Any = getattr(enum, told["base"], None)
    kind = _TYPES.get(told["type"])
    members = [(member, decode(value)) for member, value in told["members"]]
    if base is None:  # StrEnum before Python 3.11
        base, kind = enum.Enum, str
    cls: Any = base(name, members, type=kind) if kind else base(name, members)
    if told["base"] == "StrEnum":
        cls.__str__ = str.__str__
    made: type = cls
    return made
