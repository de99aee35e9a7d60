"""What an exception's fields are where its class only keeps what it is made of: native code then
has them, and Python makes no object.

    class Odd(Exception):
        def __init__(self, n: int) -> None:      the field `n` is the first argument of the `raise`,
            super().__init__(n)                  and so is all of `args`
            self.n = n

That holds as long as Python has not seen the exception; of others Python is asked.
"""

from __future__ import annotations

import ast
import types as pytypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..diagnostics import CompileError, Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.handlers import name_of
from ..library import registry
from . import user_classes
from .caught import Caught
from .emitter import Static
from .exception_classes import KEEPING
from .lowering import Lowering
from .raised_fields import CONSTANTS, TEXT, look_ahead
from .source import source_of

_SPECIAL = ("__new__", "__getattr__", "__getattribute__", "__setattr__", "args")
_KINDS: dict[Any, str] = {ty.INT: "int", ty.FLOAT: "f64", ty.BOOL: "bool", TEXT: "utf8"}
_MOST = 8  # kinds of exceptions that one read tells apart

# What a field is: an argument by its place, a constant, or a tuple of such. None: something else.
Source = int | Static | tuple[Any, ...] | None


def read(
    f: Lowering,
    caught: Caught,
    name: str,
    t: ty.Type,
    span: Span,
    otherwise: Callable[[], Value],
) -> Value:
    """A field, or `args`, of what the `raise`s met so far have made; what `otherwise` gives where
    the exception is of others."""
    known = list(_known(f, caught.classes, name, t))

    def first_of(rows: Sequence[tuple[type, Sequence[ty.Type], Source]]) -> Value:
        if not rows:
            return otherwise()
        cls, types, source = rows[0]
        f.b.span = span
        kinds = " ".join(_KINDS[x] for x in types)
        holds = f.b.emit("exc.holds", caught.value, exc=name_of(cls), kinds=kinds)
        here = lambda: f.widen(_value(f, caught, source, types, span), t)  # noqa: E731
        return f.if_(holds, here, lambda: first_of(rows[1:]), span)

    return first_of(known[:_MOST])


def _known(
    f: Lowering, classes: tuple[type, ...], name: str, t: ty.Type
) -> Iterator[tuple[type, Sequence[ty.Type], Source]]:
    """What exceptions of these classes are made of, and which of it a field of type `t` is."""
    look_ahead(f)
    for cls, rows in list(f.unit.raised.items()):
        if cls.__module__ == "builtins" or not issubclass(cls, classes):
            continue
        for types, words in rows:
            if words or any(x not in _KINDS for x in types):
                continue
            source = kept(cls, len(types)).get(name)
            found = _type(source, types)
            if found is not None and (found is t or found in getattr(t, "members", ())):
                f.unit.looks.definition(cls)
                yield cls, [x for x in types if x is not None], source


def _type(source: Source, types: Sequence[Any]) -> ty.Type | None:
    if isinstance(source, int):
        found: ty.Type = types[source]
        return found
    if isinstance(source, tuple):
        items = [_type(part, types) for part in source]
        return None if None in items else ty.Tuple(tuple(x for x in items if x is not None))
    if source is None:
        return None
    return ty.NONE if source.obj is None else CONSTANTS.get(type(source.obj))


def _value(
    f: Lowering, caught: Caught, source: Source, types: Sequence[ty.Type], span: Span
) -> Value:
    f.b.span = span
    if isinstance(source, tuple):
        return f.b.emit("tuple.make", *(_value(f, caught, s, types, span) for s in source))
    if isinstance(source, int):
        t = types[source]
        made = [ty.Buffer(ty.U8) if t is TEXT else t]
        found = f.b.op("exc.argument", caught.value, types=made, index=source).result
        if t is not TEXT:
            return found
        of_utf8 = registry.module("joining").of_utf8
        return f.materialise(f.call_function(of_utf8, [found], span), span)
    assert source is not None
    return f.materialise(source, span)


# --- what a class keeps ---------------------------------------------------------------------------


class _Computes(Exception):
    """`__init__` does more than keep what it is given."""


def kept(cls: type, count: int) -> dict[str, Source]:
    """The fields, and `args`, of an exception of the class that is made of `count` arguments.
    Nothing where its `__init__` may do more than set them, or may not succeed."""
    own = [c for c in cls.__mro__ if c.__module__ != "builtins"]
    builtin = next(c for c in cls.__mro__ if c not in own)
    special = any(name in vars(c) for c in own for name in _SPECIAL)
    if special or builtin not in KEEPING or type(cls) is not type:
        return {}
    found: dict[str, Source] = {"args": tuple(range(count))}
    try:
        _initialise(cls.__mro__, list(range(count)), found)
    except _Computes:
        return {}
    set_by_class = [name for name in found if hasattr(user_classes.raw(cls, name), "__set__")]
    for name in set_by_class:
        if name != "args":
            del found[name]
    return found


def _initialise(mro: Sequence[type], given: list[Source], found: dict[str, Source]) -> None:
    """What the first `__init__` of these classes sets, called with these arguments."""
    at = next(i for i, c in enumerate(mro) if "__init__" in vars(c))
    fn = vars(mro[at])["__init__"]
    if mro[at].__module__ == "builtins":
        found["args"] = tuple(given)
        return
    if not isinstance(fn, pytypes.FunctionType) or "super" in fn.__globals__:
        raise _Computes
    try:
        tree = source_of(fn).tree
    except CompileError:  # it was made by `exec`, as a dataclass's
        raise _Computes from None
    if not isinstance(tree, ast.FunctionDef) or not fn.__code__.co_argcount:
        raise _Computes
    me, *names = [p.arg for p in (*tree.args.posonlyargs, *tree.args.args)]
    defaults: list[Source] = [_constant(x) for x in fn.__defaults__ or ()]
    missing = len(names) - len(given)
    starred = tree.args.vararg or tree.args.kwarg or tree.args.kwonlyargs
    if starred or not 0 <= missing <= len(defaults):
        raise _Computes
    known = dict(zip(names, given + defaults[len(defaults) - missing :]))
    for s in tree.body:
        if isinstance(s, ast.Pass) or _is_text(s):
            continue
        if isinstance(s, ast.Expr) and _calls_super(s.value):
            call: Any = s.value
            _initialise(mro[at + 1 :], [_source(known, a) for a in call.args], found)
            continue
        target, value = _assignment(s)
        if not (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)):
            raise _Computes
        if target.value.id != me:
            raise _Computes
        found[target.attr] = _source(known, value)


def _is_text(s: ast.stmt) -> bool:
    return isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant)


def _calls_super(node: ast.expr) -> bool:
    """Whether it is `super().__init__(…)`."""
    match node:
        case ast.Call(ast.Attribute(ast.Call(ast.Name("super"), [], []), "__init__"), args, []) if (
            not any(isinstance(a, ast.Starred) for a in args)
        ):
            return True
    return False


def _assignment(s: ast.stmt) -> tuple[ast.expr | None, ast.expr | None]:
    if isinstance(s, ast.Assign) and len(s.targets) == 1:
        return s.targets[0], s.value
    return (s.target, s.value) if isinstance(s, ast.AnnAssign) else (None, None)


def _source(known: dict[str, Source], node: ast.expr | None) -> Source:
    """What an expression is that cannot fail."""
    if isinstance(node, ast.Name) and node.id in known:
        return known[node.id]
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                if part.format_spec is not None:
                    raise _Computes
                _source(known, part.value)
        return None
    raise _Computes


def _constant(value: Any) -> Source:
    return Static(value) if value is None or type(value) in CONSTANTS else None
