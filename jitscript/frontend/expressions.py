"""Expressions, by syntax node. A rule gives an IR value, or a `Static` object."""

from __future__ import annotations

import ast
import sys
import types as pytypes
from typing import Any

from ..identity.asked import stays
from ..ir import types as ty
from ..ir.core import Value
from . import live_tables, opaque, opaque_names, python_variables
from .assign import assign_name
from .composite import BoundMethod, Shared
from .conditions import apply, condition, without
from .copied import unpacked_copy
from .emitter import Static
from .literals import of_object
from .lowering import POISON, Failed, Lowering, Poison, Poisoned, raise_if, tuple_items
from .parts import Parts, look_for_errors
from .patterns import is_any_length
from .services import expression, service, typed_expression
from .suggestions import did_you_mean

# --- names and constants ------------------------------------------------------------------------


@expression(ast.Name)
def _name(f: Lowering, node: ast.Name) -> Value | Static:
    name = node.id
    held = f.env.get(name)
    if isinstance(held, Value):
        if isinstance(held.type, ty.Union) and ty.UNBOUND in held.type.members:
            return _maybe_unbound(f, node, held)
        return held
    if isinstance(held, Static):
        if isinstance(held.obj, Shared):
            return f.read_shared(name, held.obj, f.span(node))
        return held
    if isinstance(held, Poison):
        if held.reason is not None:
            f.errors.append(held.reason(f.span(node)))
            held.reason = None
        raise Poisoned
    if name in f.scope.locals:
        f.raise_(*unbound_name(f, name), [], f.span(node))
    return _free(f, node)


def _unbound_message(name: str) -> str:
    """CPython's words, which became others in 3.11."""
    if sys.version_info < (3, 11):
        return f"local variable '{name}' referenced before assignment"
    return f"cannot access local variable '{name}' where it is not associated with a value"


@service
def unbound_name(f: Lowering, name: str) -> tuple[str, str]:
    """The exception and its text where a variable has no value."""
    if name in f.scope.locals and not f.separate:
        return "UnboundLocalError", _unbound_message(name)
    return "NameError", _unbound_cell(name)


def _maybe_unbound(f: Lowering, node: ast.Name, held: Value) -> Value:
    """Raise UnboundLocalError if there is no value; from here on there is one."""
    rest = without(held.type, ty.UNBOUND)
    assert rest is not None
    test = f.at(node).emit("union.is", held, member=ty.UNBOUND)
    error, message = unbound_name(f, node.id)
    raise_if(f, test, error, message, f.span(node))
    value = f.b.emit("union.get", held, member=rest)
    value.name = node.id
    f.env[node.id] = value
    return value


def _free(f: Lowering, node: ast.Name) -> Value | Static:
    """A captured global, closure variable or builtin, as it is now."""
    signature = f.signature
    if any(node.id == name for _, name in signature.free):
        f.raise_("NameError", _unbound_cell(node.id), [], f.span(node))
    if f.unit.check_only and node.id == f.source.name and "." not in signature.fn.__qualname__:
        return Static(signature.original)  # the decorator runs before the name is bound (anew)
    held = python_variables.read_global(f, node.id, f.span(node))
    if held is not None:
        return held
    if (live := live_tables.of_global(f, node.id, f.span(node))) is not None:
        return live
    try:
        obj = signature.lookup(node.id)
    except KeyError:
        if node.id == f.source.name:
            return Static(signature.original)
        if f.unit.check_only:
            f.postpone()
        f.fail(
            f"name '{node.id}' is not defined",
            f.span(node),
            hint=_name_hint(f, node.id),
        )
    own = node.id in signature.fn.__globals__ and not signature.library and not f.unit.device
    if own and stays(obj):
        return opaque.read(f, signature.fn.__globals__, node.id, f.span(node))
    if not own and stays(obj) and (cell := _cell(f, node.id)) is not None:
        return opaque.read(f, cell, "cell_contents", f.span(node))
    if type(obj) is pytypes.BuiltinMethodType and type(obj.__self__) in _CONSTANT:
        me = of_object(f, obj.__self__, f.span(node), "")  # DIGITS.issuperset
        return Static(BoundMethod(f.materialise(me, f.span(node)), obj.__name__))
    try:
        return of_object(f, obj, f.span(node), node.id)
    except Failed:
        if not own or not opaque_names.changes(obj):
            raise
    return opaque.read(f, signature.fn.__globals__, node.id, f.span(node))


_CONSTANT = (frozenset, str, bytes)


def _cell(f: Lowering, name: str) -> Any:
    """The cell of a variable of a function around, where the library and a device have none."""
    fn = f.signature.fn
    if f.signature.library or f.unit.device or name not in fn.__code__.co_freevars:
        return None
    return fn.__closure__[fn.__code__.co_freevars.index(name)]


def _name_hint(f: Lowering, name: str) -> str:
    known = {"np": "import numpy as np", "math": "import math"}
    if name in known:
        return known[name]
    seen = [*sorted(f.scope.locals), *f.signature.visible()]
    return did_you_mean(name, seen, "define it, or import it, at module level")


def _unbound_cell(name: str) -> str:
    if sys.version_info < (3, 11):
        return f"free variable '{name}' referenced before assignment in enclosing scope"
    where = "where it is not associated with a value in enclosing scope"
    return f"cannot access free variable '{name}' {where}"


@expression(ast.Constant)
def _constant(f: Lowering, node: ast.Constant) -> Value | Static:
    if node.value is Ellipsis:
        return Static(Ellipsis)
    return of_object(f, node.value, f.span(node), "")


# --- the rest -----------------------------------------------------------------------------------


@typed_expression(ast.IfExp)
def _ternary(f: Lowering, node: ast.IfExp, expected: ty.Type | None) -> Value | Static:
    try:
        test = condition(f, node.test)
    except (Failed, Poisoned):
        look_for_errors(f, node.test, [node.body, node.orelse])
        raise
    if isinstance(test.value, bool):
        apply(f, test.yes if test.value else test.no)
        return f.expr(node.body if test.value else node.orelse, expected)

    def then() -> Value:
        apply(f, test.yes)
        return f.value(node.body, expected)

    def else_() -> Value:
        apply(f, test.no)
        return f.value(node.orelse, expected)

    names = f.scope.assigned(node.body) | f.scope.assigned(node.orelse)
    return f.branches(test.value, names, then, else_, f.span(node), apart=True)


@expression(ast.NamedExpr)
def _walrus(f: Lowering, node: ast.NamedExpr) -> Value | Static:
    try:
        held = f.expr(node.value)
    except (Failed, Poisoned):
        f.bind(node.target.id, POISON)
        raise
    assign_name(f, node.target.id, held, f.span(node))
    found = f.env[node.target.id]
    assert not isinstance(found, Poison)
    if isinstance(found, Static) and isinstance(found.obj, Shared):
        return f.read_shared(node.target.id, found.obj, f.span(node))
    return found


@typed_expression(ast.Tuple)
def _tuple(f: Lowering, node: ast.Tuple, expected: ty.Type | None) -> Value | Static:
    wanted: Any = [None] * len(node.elts)
    whole = None  # the type wanted of all elements
    members = expected.members if isinstance(expected, ty.Union) else (expected,)
    fitting: list[Any] = [m for m in members if isinstance(m, ty.Tuple) or is_any_length(m)]
    fitting = [m for m in fitting if is_any_length(m) or len(m.items) == len(node.elts)]
    if len(fitting) == 1 and is_any_length(fitting[0]):
        (whole,) = fitting[0].args
        wanted = [whole] * len(node.elts)
    elif len(fitting) == 1:
        wanted = fitting[0].items
    parts = Parts(f)
    items: list[Value | Static] = []
    groups: list[Any] = []  # up to the last part that is of any length
    for elt, t in zip(node.elts, wanted):
        if not isinstance(elt, ast.Starred):
            items.append(parts.expr(elt, t))
            continue
        inner = parts.run(elt, _spread, f, elt, node)
        if inner is None or isinstance(inner.type, ty.Tuple):
            items += [] if inner is None else tuple_items(f, inner)
        elif not parts.failed:
            groups += [(False, (f.materialise(x, f.span(node)),)) for x in items]
            groups.append((True, (inner,)))
            items = []
    parts.check()
    if groups:
        groups += [(False, (f.materialise(x, f.span(node)),)) for x in items]
        return f.tuple_of_groups(groups, node, whole)
    if items and all(isinstance(x, Static) for x in items):
        return Static(tuple(x.obj for x in items if isinstance(x, Static)))
    span = f.span(node)
    values = [f.materialise(x, span) for x in items]
    return f.at(node).emit("tuple.make", *values)


def _spread(f: Lowering, node: ast.Starred, whole: ast.Tuple) -> Value:
    """What `*t` puts into a tuple."""
    inner = unpacked_copy(f, f.expr(node.value), node.value, whole)
    return f.materialise(f.read_through(inner, f.span(node)), f.span(node))
