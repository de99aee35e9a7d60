"""What `js.Object[Point]` has of its class `Point`: fields, methods, operators, each a compiled
function that is written here, as text, and calls what the user has written:

    def get_x(self): return self.x
    def set_x(self, value): self.x = value
    def norm(self, scale=1.0): return self.norm(scale)

Their annotations are the user's, but that `self` is held, and so is a result: for `list[int]` the
object is a `js.List[int]`, for `Point | None` a `js.Object[Point]` or None.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import inspect
import linecache
import types
import typing
from collections import abc
from typing import Any

from .. import scripted
from ..frontend import class_text, nominal, user_classes
from ..frontend.source import source_of
from ..frontend.user_classes import plain_class
from ..runtime import callable
from ..runtime.errors import hidden
from ..runtime.held import Glue
from ..runtime.held_dict import Dict
from ..runtime.held_list import List
from ..runtime.held_object import Object
from ..runtime.held_set import Set
from ..runtime.held_type import HeldType
from . import in_python

_VALUES = (int, float, bool, complex, str, bytes, type(None))
_CONTAINERS: dict[Any, Any] = {list: List, dict: Dict, set: Set}
_SHOWN = {"__repr__": "repr(self)", "__str__": "str(self)", "__hash__": "hash(self)"}
_COMPARED = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_SETUP = ("__init__", "__post_init__", "__new__", "__init_subclass__", "__copy__", "__deepcopy__")


class Refused(Exception):
    """What Python cannot hold, or what of a class it cannot call."""


class NotYet(Refused):
    """A name in an annotation stands for nothing yet."""


def named(cls: Any, later: bool = False) -> str:
    """The name of the type of a class's instances. Raises TypeError where Python cannot hold them,
    for what the class is; NotYet where that can be told `later`."""
    if not user_classes.is_user_class(cls):
        raise TypeError(f"js.Object is for classes of your own, not for {_shown(cls)}")
    try:
        _check(cls)
    except Refused as refused:
        if isinstance(refused, NotYet) and later:
            raise
        raise TypeError(f"Python cannot hold a native {cls.__name__}: {refused}") from None
    return user_classes.name_of(cls)


def _check(cls: Any) -> None:
    why = user_classes.refusal(cls)
    if why:
        raise Refused(f"the class {why}")
    if getattr(cls, "__parameters__", ()) or getattr(cls, "_is_protocol", False):
        raise Refused("the class is generic, or a protocol")
    if len(user_classes.family(cls)) != 1:
        raise Refused("other classes derive from it, or it is abstract")
    if user_classes.cached(cls):
        raise Refused("it has cached properties")
    fields = fields_of(cls)
    for fn in class_text.methods(cls):
        for name in _assigned(fn):
            prop = isinstance(user_classes.raw(cls, name), property)
            if class_text.mangled(fn, name) not in fields and not prop:
                raise Refused(f"annotate its field {name} in the class: {name}: int")
    for name, told in fields.items():
        try:
            _check_field(told)
        except Refused as refused:
            raise Refused(f"its field {name} is {refused}") from None
    for name in {*fields, *(n for c in user_classes.bases(cls) for n in vars(c))}:
        if not name.startswith("__") and hasattr(Object, name):
            raise Refused(f"the name {name} is taken by js.Object")


def _assigned(fn: Any) -> list[str]:
    """The attributes of its first parameter that a method sets."""
    tree = source_of(fn).tree
    first = (*tree.args.posonlyargs, *tree.args.args)[:1]
    return [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and first
        and node.value.id == first[0].arg
    ]


def fields_of(cls: Any) -> dict[str, Any]:
    """The fields that a class and its bases annotate, with their types."""
    found = {}
    for name, told in _hints(cls, cls).items():
        if isinstance(told, dataclasses.InitVar) or told is dataclasses.InitVar:
            raise Refused("it has an InitVar")
        if not class_text.is_of_class(told):
            found[name] = told
    return found


def _hints(obj: Any, cls: Any) -> dict[str, Any]:
    """The annotations of a class or a function of it, evaluated."""
    space = class_text.surroundings(cls, class_text.module_of((), cls))
    space[cls.__name__] = cls
    try:
        return typing.get_type_hints(obj, space, space)
    except NameError as error:
        raise NotYet(f"an annotation cannot be read: {error}") from None
    except Exception as error:
        raise Refused(f"an annotation cannot be read: {error}") from None


def _check_field(told: Any) -> None:
    """Raises Refused where a field of the type cannot be held."""
    told = plain_class(told)
    if class_text.is_leaf(told):
        return
    origin, args = typing.get_origin(told), typing.get_args(told)
    if told in _VALUES or (origin is tuple and all(a in _VALUES or _is_tuple(a) for a in args)):
        return
    if origin in (typing.Union, types.UnionType):
        for part in args:
            _check_field(part)
        if sum(not _is_value(part) and not nominal.is_enum(part) for part in args) > 1:
            raise Refused(f"of several types that Python would hold: {_shown(told)}")
    elif origin in _CONTAINERS and args:
        *keys, last = args
        if not all(map(_is_value, keys)) or (origin is set and not _is_value(last)):
            raise Refused(f"a {_shown(told)}")
        if typing.get_origin(last) in (typing.Union, types.UnionType) or class_text.is_leaf(last):
            raise Refused(f"a {_shown(told)}")
        _check_field(last)
    elif not user_classes.is_user_class(told):
        raise Refused(f"a {_shown(told)}")


def _is_tuple(told: Any) -> bool:
    args = typing.get_args(told)
    return typing.get_origin(told) is tuple and all(a in _VALUES or _is_tuple(a) for a in args)


def _is_value(told: Any) -> bool:
    if typing.get_origin(told) in (typing.Union, types.UnionType):
        return all(map(_is_value, typing.get_args(told)))
    return told in _VALUES or _is_tuple(told)


def _shown(told: Any) -> str:
    return told.__name__ if type(told) is type else str(told)


def held_form(told: Any) -> Any:
    """The annotation by which Python holds what another one says."""
    origin, args = typing.get_origin(told), typing.get_args(told)
    if told is None or type(told) is HeldType or _is_value(told) or class_text.is_leaf(told):
        return told
    if origin in (typing.Union, types.UnionType):
        return functools.reduce(lambda a, b: a | b, map(held_form, args))
    if origin in _CONTAINERS and args:
        forms = tuple(map(held_form, args))
        return _CONTAINERS[origin][forms]
    if user_classes.is_user_class(told):
        return Object[told]
    raise Refused(f"Python cannot hold a {_shown(told)}")


class _Writer:
    """The functions for one class."""

    def __init__(self, held: Any):
        self.held, self.cls = held, held.__builtin__
        self.file = f"<jitscript {held.__name__} {user_classes.name_of(self.cls)}>"
        self.lines: list[str] = []
        self.heads: list[tuple[str, str, dict[str, Any], Any]] = []
        hidden.add(self.file)

    def add(self, key: str, params: str, body: str, told: dict[str, Any], defaults: Any) -> None:
        """A function, of which `key` says what it is for."""
        self.lines.append(f"def f{len(self.heads)}({params}):\n")
        self.lines.append(f"    {body}\n")
        self.heads.append((key, f"f{len(self.heads)}", told, defaults))

    def made(self) -> dict[str, Any]:
        linecache.cache[self.file] = (len("".join(self.lines)), None, self.lines, self.file)
        space: dict[str, Any] = {
            "_class_": self.cls,
            "copy": __import__("copy"),
            "__name__": __name__,
        }
        exec(compile("".join(self.lines), self.file, "exec"), space)
        found = {}
        for key, name, told, (defaults, keywords) in self.heads:
            fn = space[name]
            fn.__annotations__, fn.__defaults__, fn.__kwdefaults__ = told, defaults, keywords
            fn.__name__ = key.partition(" ")[2] or key
            fn.__qualname__ = f"{self.held.__name__}.{fn.__name__}" * (key != "_made")
            fn.__qualname__ = fn.__qualname__ or self.held.__name__
            head = {**scripted.head(fn), "module": self.cls.__module__}
            found[key] = callable.make(head, callable.Provider())
            scripted.adopt(found[key], fn, True)
        return found


_NONE: Any = (None, None)


def methods(held: Any) -> dict[str, Any]:
    """What a class has, by name."""
    cls, w = held.__builtin__, _Writer(held)
    named(cls)
    fields, found = fields_of(cls), dict[str, Any]()
    _makers(w, cls)
    for name, told in fields.items():
        form = held_form(told)
        w.add(
            f"get {name}", "self, /", f"return self.{name}", {"self": held, "return": form}, _NONE
        )
        if not user_classes.is_frozen(cls):
            given = {"self": held, "value": form, "return": None}
            w.add(f"set {name}", "self, value, /", f"self.{name} = value", given, _NONE)
    for name in _members(cls):
        member = user_classes.raw(cls, name)
        try:
            _member(w, cls, name, member, found)
        except Refused as refused:
            found[name] = in_python.refusing(held, name, str(refused))
    _operators(w, cls)
    functions = w.made()
    for name in fields:
        setter = functions.pop(f"set {name}", None) or in_python.frozen(name)
        found[name] = property(functions.pop(f"get {name}"), setter)
    if "exit" in functions:
        found["__exit__"] = in_python.without_arguments(functions.pop("exit"))
    for key, function in functions.items():
        kind, _, name = key.partition(" ")
        if kind == "read":
            found[name] = property(function, functions.get(f"write {name}"))
        elif kind != "write":
            found[key] = function
            if key[2:-2] in _COMPARED:
                function._plan = Glue(lambda exact, *args: NotImplemented)
    if any(in_python.is_made_anew(p.default) for p in inspect.signature(cls).parameters.values()):
        found["_given"] = staticmethod(in_python.with_factories)
    found["_fields_of_it"] = tuple(fields)
    found["_has_parts"] = not all(map(_is_value, fields.values()))
    return found


def _members(cls: Any) -> list[str]:
    """The names of the methods and properties that the user has written."""
    names = dict.fromkeys(n for c in reversed(user_classes.bases(cls)) for n in vars(c))
    return [n for n in names if hasattr(user_classes.raw(cls, n), "__get__")]


def _makers(w: _Writer, cls: Any) -> None:
    held = w.held
    init = user_classes.raw(cls, "__init__")
    if isinstance(init, types.FunctionType):
        params, given, told, defaults = _head(init, cls)
        told.pop("self", None)
        w.add("_made", params, f"return _class_({given})", {**told, "return": held}, defaults)
    else:
        w.add("_made", "", "return _class_()", {"return": held}, _NONE)
    plain: Any = list
    several = {"plain": plain[cls], "return": List[held]}
    w.add("_several", "plain, /", "return plain[:]", several, _NONE)
    w.add("_copied", "self, /", "return copy.copy(self)", {"self": held, "return": held}, _NONE)


def _head(fn: Any, cls: Any) -> tuple[str, str, dict[str, Any], Any]:
    """Of a method: its parameters but the first as text, the arguments that pass them on, their
    annotations, the defaults. Where some are made anew, all are to be given."""
    told = _hints(fn, cls)
    params, given, kinds = [], [], inspect.Parameter
    _, *rest = inspect.signature(fn).parameters.values()
    if any(in_python.is_made_anew(p.default) for p in rest):
        rest = [p.replace(kind=kinds.KEYWORD_ONLY, default=kinds.empty) for p in rest]
    defaults: list[Any] = []
    only: dict[str, Any] = {}
    for i, p in enumerate(rest):
        if p.kind in (kinds.VAR_POSITIONAL, kinds.VAR_KEYWORD):
            raise Refused("it takes any number of arguments")
        if p.name not in told:
            raise Refused(f"it does not say what {p.name} is")
        if p.kind is kinds.KEYWORD_ONLY:
            params += ["*"] * all(q.kind is not kinds.KEYWORD_ONLY for q in rest[:i])
            given.append(f"{p.name}={p.name}")
        else:
            given.append(p.name)
        params.append(p.name + "=None" * (p.default is not kinds.empty))
        if p.default is not kinds.empty:
            if p.kind is kinds.KEYWORD_ONLY:
                only[p.name] = p.default
            else:
                defaults.append(p.default)
        following = rest[i + 1].kind if i + 1 < len(rest) else None
        if p.kind is kinds.POSITIONAL_ONLY and following is not kinds.POSITIONAL_ONLY:
            params.append("/")
    told = {p.name: told[p.name] for p in rest}
    return ", ".join(params), ", ".join(given), told, (tuple(defaults) or None, only or None)


def _member(w: _Writer, cls: Any, name: str, member: Any, found: dict[str, Any]) -> None:
    """What one name stands for."""
    if name in _SETUP or name in _SHOWN or name[2:-2] in _COMPARED:
        return
    if isinstance(member, staticmethod):
        found[name] = member
    elif isinstance(member, classmethod):
        found[name] = staticmethod(in_python.held_results(getattr(cls, name), w.held))
    elif isinstance(member, property):
        if member.fget is None:
            raise Refused("it cannot be read")
        result = {"self": w.held, "return": _result(member.fget, cls)}
        w.add(f"read {name}", "self, /", f"return self.{name}", result, _NONE)
        if member.fset is not None:
            params, _, told, _ = _head(member.fset, cls)
            body = f"self.{name} = {params}"
            told = {"self": w.held, **told, "return": None}
            w.add(f"write {name}", f"self, {params}, /", body, told, _NONE)
    elif name == "__exit__" and _is_blind(member):
        told = {"self": w.held, "return": _result(member, cls)}
        w.add("exit", "self", "return self.__exit__(None, None, None)", told, _NONE)
    elif isinstance(member, types.FunctionType) and not user_classes.is_generated(member):
        params, given, told, defaults = _head(member, cls)
        if "self" in told:
            raise Refused("a parameter but the first is called self")
        gives = _iterator(member, cls)
        if gives is not None:  # a generator function, too: it keeps the instance
            body = "yield from self" if name == "__iter__" else f"yield from self.{name}({given})"
        else:
            gives, body = _result(member, cls), f"return self.{name}({given})"
        told = {"self": w.held, **told, "return": gives}
        params = ", ".join(["self", *([params] if params else [])])
        w.add(name, params, body, told, defaults)


def _is_blind(fn: Any) -> bool:
    """Whether a method uses no parameter but the first."""
    tree = source_of(fn).tree
    given = {a.arg for a in ast.walk(tree.args) if isinstance(a, ast.arg)}
    first = tree.args.args[0].arg if tree.args.args else ""
    used = {n.id for statement in tree.body for n in ast.walk(statement) if isinstance(n, ast.Name)}
    return not used & given - {first}


def _iterator(fn: Any, cls: Any) -> Any:
    """What a function says that gives an iterator; else None."""
    told = _hints(fn, cls).get("return")
    origins = (abc.Iterator, abc.Iterable, abc.Generator)
    iterator: Any = abc.Iterator
    return iterator[typing.get_args(told)[0]] if typing.get_origin(told) in origins else None


def _result(fn: Any, cls: Any) -> Any:
    """What the function gives, as Python holds it."""
    told = _hints(fn, cls)
    if "return" in told:
        form = told["return"]
        return held_form(
            None if form is type(None) else cls if getattr(form, "_name", "") == "Self" else form
        )
    tree = source_of(fn).tree
    if any(isinstance(n, ast.Return) and n.value is not None for n in ast.walk(tree)) or any(
        isinstance(n, (ast.Yield, ast.YieldFrom)) for n in ast.walk(tree)
    ):
        raise Refused("it does not say what it returns")
    return None


def _operators(w: _Writer, cls: Any) -> None:
    """Comparisons and texts, which Python may have generated."""
    held = w.held
    for name, text in _SHOWN.items():
        if user_classes.raw(cls, name) not in (None, getattr(object, name)):
            result = int if name == "__hash__" else str
            w.add(name, "self, /", f"return {text}", {"self": held, "return": result}, _NONE)
    for word, sign in _COMPARED.items():
        member = user_classes.raw(cls, f"__{word}__" if word != "ne" else "__eq__")
        if isinstance(member, types.FunctionType):
            other: Any = cls
            with_hints = not user_classes.is_generated(member) and member.__module__ != "functools"
            hints = list(_head(member, cls)[2].values()) if with_hints else []
            if hints and user_classes.is_user_class(plain_class(hints[0])):
                other = plain_class(hints[0])
            told = {"self": held, "other": other, "return": bool}
            w.add(f"__{word}__", "self, other, /", f"return self {sign} other", told, _NONE)
