"""Variables that nested functions rebind: shared cells.

    def outer(n: int) -> int:
        count = 0                  %count = object.new %zero : Shared<int>
        def more() -> None:
            nonlocal count
            count += n             %x = field.get %cell, value … field.set %cell, value, %sum
        more()                     call @outer.more(%n, %cell)
        return count               field.get %count, value

In the environment stands a `Shared`, whose one part is the cell. It is captured as everything is:
the cell becomes a parameter of the nested function. What nobody rebinds has no cell.

The type of a variable is that of all that is ever put into it. Whoever puts in something else says
so (`Learned`), and the function that the variable belongs to is lowered again. Therefore functions
that take a cell are lowered where they are called, while that one is on its way.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library.cells import Shared as Cell
from . import classes, narrowing
from .composite import Shared
from .emitter import Static
from .holes import Learned, has_hole, meet
from .lowering import Lowering, raise_if
from .merge import conflict
from .narrowing import without
from .outcomes import Held, Poison
from .services import service
from .stand_ins import resolved

classes.known(Cell)


def begin(f: Lowering) -> None:
    """At the start of a function: the cells of its parameters, and of variables that are not bound
    once before all else that speaks of them."""
    for name in sorted(f.scope.shared):
        if name in f.env or not _begins(f, name):
            _make(f, name, f.env.get(name))


def _begins(f: Lowering, name: str) -> bool:
    """Whether the first statement that speaks of a name is one that binds it, and no more."""
    for s in f.source.tree.body:
        nodes = [n for n in ast.walk(s) if _speaks(n, name)]
        if nodes:
            targets = s.targets if isinstance(s, ast.Assign) else [getattr(s, "target", None)]
            plain = isinstance(s, (ast.Assign, ast.AnnAssign)) and s.value is not None
            return plain and nodes == targets
    return False


def _speaks(n: ast.AST, name: str) -> bool:
    if isinstance(n, (ast.Nonlocal, ast.Global)):
        return name in n.names
    bound = n.name if isinstance(n, (ast.FunctionDef, ast.ExceptHandler, ast.MatchAs)) else ""
    return bound == name or (isinstance(n, ast.Name) and n.id == name)


def _make(f: Lowering, name: str, held: Held | None) -> None:
    """Make the cell of a variable of this function."""
    if isinstance(held, Poison):
        return
    variable = f.instance.name, name
    t = f.declared.get(name)
    value = f.unbound() if held is None else f.materialise(held, f.b.span)
    value = _of_type(f, variable, name, value, t)
    t = ty.Object("Shared", (value.type,))
    f.unit.layout(t)
    cell = f.b.op("object.new", value, types=[t]).result
    cell.name = name
    f.env[name] = Static(Shared(cell, variable, name in f.declared))


def _of_type(f: Lowering, place: object, name: str, value: Value, t: ty.Type | None) -> Value:
    """What is put into a variable, which is of type `t` if that is known; as its type is to be."""
    known = f.holes.get(place)  # only in the function that has the variable
    if t is None and known is not None:
        t = resolved(f, known)
    if t is None:
        f.holes[place] = t = value.type
    if value.type is t:
        return value
    wider = meet(t, value.type)
    if wider is None:
        poison = conflict(name, t, value.type, f.b.span)
        assert poison.reason is not None
        diagnostic = poison.reason(f.b.span)
        f.fail(diagnostic.title, diagnostic.span, hint=diagnostic.hint)
    if wider is not t:
        raise Learned(place, wider)
    return f.widen(value, t)


@service
def bind_shared(f: Lowering, name: str, held: Held | None) -> bool:
    """Put something into a variable that functions share; False where it is none."""
    found = f.env.get(name)
    if not (isinstance(found, Static) and isinstance(found.obj, Shared)):
        if name not in f.scope.shared or found is not None:
            return False
        _make(f, name, held)
        return True
    if isinstance(held, Poison):
        f.env[name] = held
        return True
    shared = found.obj
    t = _type_of(shared)
    value = f.unbound() if held is None else f.materialise(held, f.b.span)
    given = value.type
    if shared.declared and held is not None:
        value = f.convert(value, t, f.b.span, f"the value assigned to `{name}`")
    else:
        value = _of_type(f, shared.variable, name, value, t)
    f.b.op("field.set", shared.cell, value, name="value")
    narrowing.forget(f.env, set(), {name})
    if given is not t and given not in (ty.NONE, ty.UNBOUND):
        f.env[f"?{name}"] = Static(given)
    return True


def _type_of(shared: Shared) -> ty.Type:
    t = shared.cell.type
    assert isinstance(t, ty.Object)
    return t.args[0]


@service
def read_shared(f: Lowering, name: str, shared: Shared, span: Span) -> Value:
    """What the variable holds now."""
    f.b.span = span
    t = _type_of(shared)
    exc, message = f.unbound_name(name)
    if t is ty.UNBOUND:
        f.raise_(exc, message, [], span)
    value = f.b.op("field.get", shared.cell, types=[t], name="value").result
    rest = without(t, ty.UNBOUND)
    assert rest is not None
    if rest is not t:
        raise_if(f, f.b.emit("union.is", value, member=ty.UNBOUND), exc, message, span)
        value = f.b.emit("union.get", value, member=rest)
    known = f.env.get(f"?{name}")
    if isinstance(known, Static) and isinstance(rest, ty.Union) and known.obj is not rest:
        inner = known.obj.members if isinstance(known.obj, ty.Union) else (known.obj,)
        if set(inner) < set(rest.members):
            test = f.b.emit("not", f.b.emit("union.is", value, member=known.obj))
            message = f"{name} was changed after it was tested"
            raise_if(f, test, "RuntimeError", message, span)
            value = f.b.emit("union.get", value, member=known.obj)
    return value


def needs_caller(types: Sequence[ty.Type]) -> bool:
    """Whether a function with arguments of these types has to be lowered where it is called,
    because it may tell the caller types."""
    return any(isinstance(t, ty.Object) and (t.name == "Shared" or has_hole(t)) for t in types)


__all__ = ["begin", "needs_caller"]
