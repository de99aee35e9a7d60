"""Conditions: what is known at compile time, and what a branch may take for granted.

`x is None`, `isinstance(x, int)` and plain truth narrow a local whose type is a union, or an
element `t[1]` of a local tuple, which cannot change. What holds where the condition is true or
false are its *facts*: path → narrower type. A condition that the types decide is a Python bool, and
only the branch it takes is compiled.
"""

from __future__ import annotations

import ast
import types as pytypes
import typing
from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library.intrinsics import PyObject
from . import dtype_answers, narrowing, opaque, protocols
from .caught import (
    Caught,
    caught_in,
    common_class,
    exception_class,
    exception_type,
    is_exception_of,
)
from .classes import python_class
from .composite import Shared
from .constant_tables import Table, value_of_instance
from .doubtful_classes import refuse_doubt
from .emitter import Static
from .lowering import NONE, Failed, Lowering, Poisoned
from .methods import truth_of as truth_of
from .narrowing import without as without
from .operators.convert import made_tuple
from .parts import Parts, look_for_errors
from .patterns import is_exception, is_opaque
from .scope import Names
from .services import CONDITIONS

Path = tuple[Any, ...]  # the name of a local, then indices: what is narrowed
Facts = dict[Path, ty.Type]
Side = tuple[Value | Static, ast.expr]  # an operand, and where it is written


class Condition:
    """A bool value, or a bool; and the facts where it is true (`yes`) and false (`no`)."""

    __slots__ = ("no", "value", "yes")

    def __init__(self, value: Value | bool, yes: Facts | None = None, no: Facts | None = None):
        self.value, self.yes, self.no = value, yes or {}, no or {}


Rule = Callable[[Lowering, Any], Condition]


def rule(kind: Any) -> Callable[[Rule], Rule]:
    """Registers what an expression of a kind, or a call of a builtin, tells as a condition; of
    others it is their truth."""

    def register(found: Rule) -> Rule:
        CONDITIONS[kind] = found
        return found

    return register


def condition(f: Lowering, node: ast.expr) -> Condition:
    found: Condition = (CONDITIONS[type(node)] or _truth)(f, node)
    return found


@rule(ast.Constant)
def _constant(f: Lowering, node: ast.Constant) -> Condition:
    return Condition(bool(node.value))


@rule(ast.UnaryOp)
def _not(f: Lowering, node: ast.UnaryOp) -> Condition:
    if isinstance(node.op, ast.Not):
        return negated(f, condition(f, node.operand), node)
    return _truth(f, node)


@rule(ast.BoolOp)
def _all_or_any(f: Lowering, node: ast.BoolOp) -> Condition:
    return _sequence(f, node, node.values, isinstance(node.op, ast.And))


@rule(ast.Call)
def _call(f: Lowering, node: ast.Call) -> Condition:
    if calls_one(f, node, bool, 1):
        return condition(f, node.args[0])
    asked = question_of(f, node)
    if asked is not None:
        return asked(f, node)
    if not node.args and not node.keywords and _is_global(f, node.func):
        callee = f.expr(node.func)
        if isinstance(callee, Static) and answered_when_compiled(callee.obj):
            return Condition(True)
    if _is_global(f, node.func) and dtype_answers.may_be_answer(node.func):
        answer = dtype_answers.condition(f, node)
        if answer is not None:
            return Condition(answer)
    return _truth(f, node)


def _is_global(f: Lowering, node: ast.expr) -> bool:
    """Whether a name, with attributes perhaps, is no local's."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id not in f.scope.locals


def answered_when_compiled(obj: Any) -> bool:
    """Whether it is `is_scripting`, which is true here."""
    return getattr(obj, "__jitscript_true__", False) is True


def question_of(f: Lowering, node: ast.Call) -> Rule | None:
    """The rule for a call of isinstance, or of what else is answered as a condition."""
    if not isinstance(node.func, ast.Name) or node.func.id in f.scope.locals:
        return None
    if len(node.args) != 1 + (node.func.id != "callable") or node.keywords:
        return None
    if any(isinstance(a, ast.Starred) for a in node.args):
        return None
    callee = f.expr(node.func)
    return question(callee.obj) if isinstance(callee, Static) else None


def question(obj: Any) -> Rule | None:
    """The rule for calls of isinstance and the like; None for other functions."""
    return CONDITIONS[obj] if type(obj) is pytypes.BuiltinFunctionType else None


def calls_one(f: Lowering, node: ast.Call, function: Any, arguments: int) -> bool:
    if not isinstance(node.func, ast.Name) or node.keywords or len(node.args) != arguments:
        return False
    if node.func.id in f.scope.locals or any(isinstance(a, ast.Starred) for a in node.args):
        return False
    callee = f.expr(node.func)
    return isinstance(callee, Static) and callee.obj is function


def as_value(f: Lowering, node: ast.expr, found: Condition) -> Value:
    if isinstance(found.value, bool):
        return f.at(node).const(found.value, ty.BOOL)
    return found.value


def apply(f: Lowering, facts: Facts, but: Names = NONE) -> None:
    """Narrow the locals that the facts are about, save those named in `but`."""
    for (name, *indices), t in facts.items():
        held = f.env.get(name)
        if indices and isinstance(indices[0], str) and name not in but:
            narrowing.note(f, (name, *indices), t)
            continue
        if isinstance(held, Static) and isinstance(held.obj, Shared) and name not in but:
            narrowing.note_shared(f, name, indices, t)
        if isinstance(held, Static) and isinstance(held.obj, Caught) and name not in but:
            f.env[name] = Static(Caught(held.obj.value, (exception_class(t),), held.obj.tries))
        if name in but or not isinstance(held, Value):
            continue
        narrow = _narrowed(f, held, indices, t)
        if narrow is not held:
            narrow.name = name
            f.env[name] = narrow


def _narrowed(f: Lowering, v: Value, indices: list[int], t: ty.Type) -> Value:
    """`v` with the type `t`, or with the element at `indices` of it so; else `v` itself."""
    told = [m for m in members_of(v.type) if is_exception(m)] if is_exception(t) else []
    if not indices and isinstance(v.type, ty.Union) and len(told) == 1:
        v = f.b.emit("union.get", v, member=told[0])
    if not indices and is_exception(t) and is_exception(v.type):
        return v if v.type is t else f.exception_as(v, t, f.b.span)
    if not indices:
        fits = isinstance(v.type, ty.Union) and v.type is not t
        if not fits or not members_of(t) <= members_of(v.type):
            return v
        return f.b.emit("union.get", v, member=t)
    if not isinstance(v.type, ty.Tuple):
        return v
    first, *rest = indices
    items = [f.b.emit("tuple.get", v, index=i) for i in range(len(v.type.items))]
    narrow = _narrowed(f, items[first], rest, t)
    if narrow is items[first]:
        return v
    items[first] = narrow
    return made_tuple(f, items, v.type.name, f.b.span)


def members_of(t: ty.Type) -> set[ty.Type]:
    return set(t.members) if isinstance(t, ty.Union) else {t}


def _sequence(f: Lowering, node: ast.BoolOp, values: Sequence[ast.expr], all_: bool) -> Condition:
    """`and` or `or` of conditions."""
    try:
        first = condition(f, values[0])
    except (Failed, Poisoned):
        look_for_errors(f, values[0], list(values[1:]))
        raise
    if len(values) == 1:
        return first
    known = first.yes if all_ else first.no
    if isinstance(first.value, bool):
        if first.value is not all_:
            return first
        apply(f, known)
        return _sequence(f, node, values[1:], all_)
    rest: list[Condition] = []
    names = f.scope.assigned(node)  # of all values: asked for once
    bound: Facts = {}

    def evaluate() -> Value:
        apply(f, known)
        rest.append(_sequence(f, node, values[1:], all_))
        for name in names:
            held = f.env.get(name)
            if isinstance(held, Value):
                bound[(name,)] = held.type
        return as_value(f, node, rest[0])

    def shortcut() -> Value:
        return f.b.const(not all_, ty.BOOL)

    arms = (evaluate, shortcut) if all_ else (shortcut, evaluate)
    value = f.branches(first.value, names, *arms, f.span(node))
    return combined(Condition(first.value, first.yes, first.no), rest, value, bound, names, all_)


def combined(
    first: Condition, rest: list[Condition], value: Value, bound: Facts, names: Names, all_: bool
) -> Condition:
    """`and` (`all_`) or `or` of a condition and what comes after it, if that is ever reached. Where
    `and` is true both are, which may have bound `names`; where it is false, one of them is."""
    known, other = (first.yes, first.no) if all_ else (first.no, first.yes)
    second = rest[0] if rest else Condition(False)
    inner, outer = (second.yes, second.no) if all_ else (second.no, second.yes)
    both = {**{p: t for p, t in known.items() if p[0] not in names}, **bound, **inner}
    if second.value is all_:  # it says nothing more
        outer = other
    either = {
        path: ty.union_of(t, outer[path])
        for path, t in other.items()
        if path in outer and path[0] not in names
    }
    return Condition(value, both, either) if all_ else Condition(value, either, both)


def negated(f: Lowering, found: Condition, node: ast.expr) -> Condition:
    if isinstance(found.value, bool):
        return Condition(not found.value, found.no, found.yes)
    return Condition(f.at(node).emit("not", found.value), found.no, found.yes)


def path_of(f: Lowering, node: ast.expr) -> Path | None:
    """The local that an expression reads or binds, or which element of a local tuple it reads."""
    if isinstance(node, ast.NamedExpr):
        node = node.target
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return narrowing.attribute_path(f, node)
    if not isinstance(node, ast.Subscript):
        return None
    path, index = path_of(f, node.value), _literal(node.slice)
    if path is None or index is None or isinstance(node.value, ast.NamedExpr):
        return narrowing.item_path(f, node)
    held = f.env.get(path[0])
    t = held.type if isinstance(held, Value) else None
    for i in path[1:]:
        t = t.items[i] if isinstance(t, ty.Tuple) and isinstance(i, int) else None
    if not isinstance(t, ty.Tuple) or not -len(t.items) <= index < len(t.items):
        return narrowing.item_path(f, node)
    return (*path, index % len(t.items))


def _literal(node: ast.expr) -> int | None:
    """The int that an expression is, if that is plain."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _literal(node.operand)
        return None if value is None else -value
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _truth(f: Lowering, node: ast.expr) -> Condition:
    held = f.expr(node)
    name = getattr(node, "id", getattr(node, "attr", ""))
    if name == "TYPE_CHECKING" and name not in f.scope.locals and isinstance(held, Value):
        return Condition(bool(held.op and held.op.attrs.get("value")))
    held = value_of_instance(f, held, f.span(node))
    if isinstance(held, Static):
        return Condition(bool(held.obj))
    return truth_condition(f, held, node)


def truth_condition(f: Lowering, held: Value, node: ast.expr) -> Condition:
    """The truth of the value of an expression."""
    if held.type is ty.NONE:
        return Condition(False)
    value = held if held.type is ty.BOOL else truth_of(f, held, node)
    path = path_of(f, node)
    rest = without(held.type, ty.NONE) if isinstance(held.type, ty.Union) else None
    return Condition(value, {path: rest} if path is not None and rest is not None else None)


@rule(isinstance)
def is_instance(f: Lowering, node: ast.Call) -> Condition:
    """Decided by the type; a test of the tag for unions."""
    parts = Parts(f)
    held, wanted = parts.expr(node.args[0]), parts.expr(node.args[1])
    parts.check()
    classes = classes_named(f, wanted, f.span(node.args[1]))
    if any(map(protocols.not_asked, classes)):
        f.fail("isinstance() asks only protocols that are @runtime_checkable", f.span(node))
    caught = caught_in(held)
    if caught is not None:
        return _is_exception(f, caught, classes, node)
    if isinstance(held, Value) and any(map(is_exception, members_of(held.type))):
        return _is_exception(f, held, classes, node)
    if classes == (PyObject,) and isinstance(held, Value):  # in library code
        return Condition(opaque.is_asked(held.type))
    if isinstance(held, Value) and is_opaque(held.type):
        return Condition(opaque.is_of(f, held, classes, f.span(node)))
    refuse_doubt(f, held, classes, f.span(node))
    return is_of(f, held, node.args[0], node, lambda cls: protocols.is_kind_of(cls, classes))


def is_of(
    f: Lowering,
    held: Value | Static,
    where: ast.expr,
    node: ast.expr,
    fits: Callable[[type], bool],
) -> Condition:
    """Whether the class of an operand, which is written at `where`, is one that fits."""
    if isinstance(held, Static):
        return Condition(fits(type(held.obj.obj if isinstance(held.obj, Table) else held.obj)))
    return which(f, held, where, node, lambda t: _is_instance(t, fits))


def which(
    f: Lowering, held: Value, where: ast.expr, node: ast.expr, fits: Callable[[ty.Type], bool]
) -> Condition:
    """Whether an operand, which is written at `where`, is of a type that fits."""
    opaque.refuse(f, held, f.span(node))
    members = sorted(members_of(held.type), key=repr)
    yes = [m for m in members if fits(m)]
    no = [m for m in members if m not in yes]
    if not yes or not no:
        return Condition(bool(yes))
    test = f.at(node).emit("union.is", held, member=ty.union_of(*yes))
    path = path_of(f, where)
    if path is None:
        return Condition(test)
    return Condition(test, {path: ty.union_of(*yes)}, {path: ty.union_of(*no)})


def _is_exception(
    f: Lowering, held: Caught | Value, classes: tuple[type, ...], node: ast.Call
) -> Condition:
    """Whether an exception, caught or a value, is of one of the classes; it is known to be then."""
    test = is_exception_of(f, held, classes, f.span(node))
    path = path_of(f, node.args[0])
    if isinstance(test, bool) or path is None or len(path) > 1:
        return Condition(test)
    known = [c for c in classes if issubclass(c, BaseException)]
    others = [python_class(m) for m in members_of(held.type)] if isinstance(held, Value) else []
    if not known or any(c is not BaseException and issubclass(c, classes) for c in others if c):
        return Condition(test)
    return Condition(test, {path: exception_type(common_class(known))})


def classes_named(f: Lowering, wanted: Value | Static, span: Span) -> tuple[type, ...]:
    """The classes that the second argument of isinstance names: one, a tuple of such, a union."""
    if isinstance(wanted, Static):
        obj = wanted.obj
        if isinstance(obj, type) and not isinstance(obj, pytypes.GenericAlias):
            return (obj,)
        if isinstance(obj, tuple):
            return tuple(c for part in obj for c in classes_named(f, Static(part), span))
        if typing.get_origin(obj) in (typing.Union, pytypes.UnionType):
            return tuple(c for p in typing.get_args(obj) for c in classes_named(f, Static(p), span))
    parametrized = isinstance(wanted, Static) and isinstance(wanted.obj, ty.Object)
    f.fail(
        "isinstance() arg 2 must be a type, a tuple of types, or a union",
        span,
        hint="name the class alone, as in isinstance(x, list)" if parametrized else "",
    )


def _is_instance(t: ty.Type, fits: Callable[[type], bool]) -> bool:
    cls = python_class(t)
    return cls is not None and fits(cls)
