"""Exceptions of the user's that hold what can change: native instances, as those of other classes.

    class Rejected(Exception):
        def __init__(self, order: Order) -> None:      `order` can change, and whoever handles the
            super().__init__("rejected")               exception changes the same object
            self.order = order

Other exceptions of the user's are made by Python when it sees them (`raised.py`). Which way a class
goes is told by what it and its bases say of their fields: annotations in the class, of parameters
of `__init__` and of what that assigns, and displays that it assigns.
"""

from __future__ import annotations

import ast
import collections
import enum
import sys
import types as pytypes
import typing
from typing import Any

from ..diagnostics import CompileError
from ..identity.aliases import plain
from ..identity.instances import is_by_statement, is_users
from ..identity.variables import annotations_of
from ..library import registry
from .source import captured, source_of

# Builtin classes that keep `args` and no more.
KEEPING = (
    *(BaseException, Exception, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError),
    *(AssertionError, EOFError, IndexError, KeyError, NotImplementedError, OverflowError),
    *(RecursionError, UserWarning, Warning, ZeroDivisionError),
)
_CONTAINERS = (
    *(list, dict, set, bytearray, collections.deque, collections.defaultdict),
    *(collections.Counter, collections.OrderedDict),
)
_DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_known: dict[type, tuple[Any, bool]] = {}


class _Open(Exception):
    """An annotation says no type."""


def is_carrying(cls: Any) -> bool:
    """Whether a class is that of exceptions that are native instances."""
    if not isinstance(cls, type) or not issubclass(cls, BaseException):
        return False
    own = [c for c in cls.__mro__ if is_by_statement(c)]
    if not own or type(cls) is not type:
        return False
    inits = tuple(vars(c).get("__init__") for c in own)
    found = _known.get(cls)
    if found is None or found[0] != inits:
        found = _known[cls] = inits, _is_carrying(cls, own)
    return found[1]


def _is_carrying(cls: type, own: list[type]) -> bool:
    base = next((c for c in cls.__mro__ if c not in own), None)
    line = [c for c in cls.__mro__ if c is not object]
    plain = base in KEEPING and line == own + [c for c in line if c not in own]
    if not plain or not any("__init__" in vars(c) for c in own):
        return False
    try:
        found = [_holds(c) for c in own]  # each of them is to say its types
        return any(found)
    except (_Open, CompileError):
        return False


def _holds(cls: type) -> bool:
    """Whether the class says itself that a field can change. Raises _Open."""
    init = vars(cls).get("__init__")
    space = dict(vars(sys.modules.get(cls.__module__, typing)))
    if init is not None and not isinstance(init, pytypes.FunctionType):
        raise _Open
    if init is not None:
        space = {**init.__globals__, **captured(init)}
    told = [a for n, a in annotations_of(vars(cls)).items()]
    tree = source_of(init).tree if init is not None else None
    found = [_can_change(a, space) for a in told]
    if init is not None and isinstance(tree, ast.FunctionDef):
        me = tree.args.args[0].arg if tree.args.args else ""
        words = init.__annotations__
        found += [_can_change(a, space) for n, a in words.items() if n != "return"]
        for node in ast.walk(tree):
            target = node.targets[0] if isinstance(node, ast.Assign) else None
            if isinstance(node, ast.AnnAssign):
                target = node.target
                if _is_mine(target, me):
                    found.append(_can_change(ast.unparse(node.annotation), space))
            elif isinstance(node, ast.Assign) and _is_mine(target, me):
                found.append(_makes(node.value))
    return any(found)


def _is_mine(target: Any, me: str) -> bool:
    return (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == me
    )


def _makes(value: ast.expr) -> bool:
    """Whether an expression makes a container, whatever else it may give."""
    if isinstance(value, ast.BoolOp):
        return any(map(_makes, value.values))
    if isinstance(value, ast.IfExp):
        return _makes(value.body) or _makes(value.orelse)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in ("list", "dict", "set")
    return isinstance(value, _DISPLAYS)


def _can_change(told: Any, space: dict[str, Any]) -> bool:
    """Whether what is annotated so can change. Raises _Open where that says no type."""
    if isinstance(told, str):
        try:
            told = eval(told, dict(space))
        except Exception:
            raise _Open from None
    told = plain(told)
    origin, args = typing.get_origin(told), typing.get_args(told)
    if told is typing.Any or told is object or isinstance(told, typing.TypeVar):
        raise _Open
    if isinstance(told, typing.ForwardRef):
        return _can_change(told.__forward_arg__, space)
    if origin is typing.Literal or told in (None, ..., type(None)):
        return False
    if getattr(origin or told, "__module__", "") == "numpy":
        return isinstance(origin or told, type) and (origin or told).__name__ == "ndarray"
    if origin is typing.ClassVar or origin is type:
        return False
    inner = [_can_change(a, space) for a in args] if _is_of_types(origin) else []
    if origin in _CONTAINERS:
        return True
    if told in _CONTAINERS:
        raise _Open
    return any(inner) or (origin is None and _is_instance(told))


def _is_of_types(origin: Any) -> bool:
    return origin in (*_CONTAINERS, tuple, typing.Union, pytypes.UnionType, typing.Final)


def _is_instance(told: Any) -> bool:
    """Whether an annotation names a class of the user's whose instances have fields."""
    if not isinstance(told, type) or not is_users(told):
        return False
    return not issubclass(told, (str, int, float, enum.Enum))


def base_init() -> Any:
    """What stands for the `__init__` of the builtin class that such exceptions derive from."""
    return registry.module("raised").Carrying.__init__


def base_text(base: type, name: str) -> Any:
    """What stands for `__str__` or `__repr__` of a builtin class."""
    texts = registry.module("raised")
    if name == "__repr__":
        return texts.shown_carrying
    return texts.text_of_carrying_key if base is KeyError else texts.text_of_carrying


def reaches_base(cls: type) -> bool:
    """Whether making an exception surely calls the `__init__` of the builtin class."""
    for c in cls.__mro__:
        init = vars(c).get("__init__")
        if not is_by_statement(c):
            return True
        if init is not None and not _goes_on(init):
            return False
    return True


def refusal(cls: type) -> str:
    """Why it cannot be told what the `args` of such exceptions are; nothing where it can."""
    if reaches_base(cls):
        return ""
    inits = [vars(c)["__init__"] for c in cls.__mro__ if "__init__" in vars(c)]
    own = [init for init in inits if isinstance(init, pytypes.FunctionType)]
    if any(init.__code__.co_flags & _STARS or init.__kwdefaults__ for init in own[:1]):
        return "takes `*` parameters in `__init__` and does not call `super().__init__(…)`"
    for init in own:
        for node in ast.walk(source_of(init).tree):
            if isinstance(node, ast.Attribute) and node.attr == "__init__" and not _goes_on(init):
                return "may or may not call `super().__init__(…)` in its `__init__`"
    return ""


_STARS = 0x04 | 0x08  # CO_VARARGS, CO_VARKEYWORDS


def _goes_on(init: Any) -> bool:
    """Whether a statement of the body itself is `super().__init__(…)` or the like."""
    tree = source_of(init).tree
    for s in tree.body:
        call = s.value if isinstance(s, ast.Expr) else None
        called = call.func if isinstance(call, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr == "__init__":
            return True
    return False
