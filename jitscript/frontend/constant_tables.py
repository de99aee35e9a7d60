"""Captured containers and instances: constants where their name says so.

    PRICES = {"a": 1, "b": 2}        PRICES[key]  key in PRICES  for k, v in PRICES.items()
    GRID = [[1, 2], [3, 4]]          GRID[i][j]  total(GRID)  for row in GRID

A global or an attribute in capitals, or annotated as Final, is a table, unless a function of the
file changes it. Compiled code has it as it was when it was compiled, and may only read it: a table
is a compile-time object, of which a value is made where it is read, once in a function, at its
entry. What is made of one that holds what can change, or goes where it might be changed, is marked
(`captured`), and `captured.py` looks where it goes.
"""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..identity.instances import state_of
from ..identity.retrace import texts_of
from ..identity.values import is_plain
from ..identity.variables import annotations_of, is_settled
from ..ir import types as ty
from ..ir.core import Region, Value
from ..library.cells import Captured
from . import classes, nominal, user_classes
from .annotations import pattern_of, resolved
from .captured_instances import PLAIN, is_fixed, type_and_fields
from .changing import Changing, containers_in, refuse_shared
from .emitter import Static
from .lowering import Lowering
from .patterns import fill
from .places import at_entry
from .services import expression, service
from .set_order import set_of

LIMIT = 1000  # elements
_PLAIN = (float, *PLAIN)
_READING: dict[Any, tuple[str, ...]] = {
    list: ("index", "count", "copy"),
    tuple: ("index", "count"),
    dict: ("get", "items", "keys", "values", "copy"),
    set: (
        *("copy", "union", "intersection", "difference", "symmetric_difference"),
        *("issubset", "issuperset", "isdisjoint"),
    ),
}
_READING[frozenset] = _READING[set]
_CHANGING = (list, dict, set)
# Methods of others that only read what they are given.
TAKING = (
    *("join", "extend", "update", "union", "intersection", "difference", "issubset"),
    *("issuperset", "isdisjoint", "symmetric_difference", "translate"),
)


class Table:
    """A captured container or instance that compiled code only reads. `flat`: what it holds cannot
    change. `declared`: its annotation."""

    __slots__ = ("declared", "flat", "name", "obj", "texts")

    def __init__(self, obj: Any, name: str, flat: bool, declared: Any = None):
        self.obj, self.name, self.flat, self.declared = obj, name, flat, declared
        self.texts = texts_of(obj)  # of a set, for those who ask for no order

    @property
    def kind(self) -> str:
        return type(self.obj).__name__

    @property
    def contains(self) -> bool:
        """Whether it is a container, so that Python tells its truth."""
        return type(self.obj) in _READING

    def __bool__(self) -> bool:
        return bool(self.obj)

    def __eq__(self, other: object) -> bool:
        return bool(self.obj == (other.obj if isinstance(other, Table) else other))

    def __hash__(self) -> int:
        return id(self.obj)

    def __contains__(self, item: object) -> bool:
        return item in self.obj


class Known(ast.expr):
    """An object, as a part of a display."""

    def __init__(self, obj: Any = None):
        super().__init__()
        self.obj = obj


_tables: dict[int, Table] = {}


def table_of(f: Lowering, obj: Any, name: str, namespace: dict[str, Any]) -> Table | None:
    """The table that a captured object is; None where it may change, or is no container."""
    kind = type(obj)
    if kind not in _READING and not nominal.is_named_tuple(kind):
        return None
    if isinstance(obj, tuple) and is_fixed(obj):
        return None
    settled = name == "__all__" or is_settled(namespace, name)
    flat = all(map(is_fixed, _parts(obj)))
    constant = settled or kind is frozenset or (not f.unit.device and _is_compared(obj))
    least = int(kind in _CHANGING)
    if not constant or not _is_constant(obj, [LIMIT], []) or len(_parts(obj)) < least:
        return None
    if kind is not frozenset and _line_that_changes(f, name, settled):
        return None
    if settled and kind in _CHANGING:
        within = containers_in(obj)
        refuse_shared(f, name, within)
        f.unit.settled_parts |= within
    found = _tables.get(id(obj))
    known = found is not None and found.obj is obj and found.texts == texts_of(obj)
    if found is None or not known or found.flat != flat:
        declared = annotations_of(namespace).get(name) if namespace.get(name) is obj else None
        found = _tables[id(obj)] = Table(obj, name, flat, declared)
    return found


def _line_that_changes(f: Lowering, name: str, settled: bool) -> int:
    """The line of the file that changes what a name stands for; 0 if none does. One that says that
    nothing does is looked for everywhere, others in functions where the name is no local."""
    if settled or f.signature.library:
        return f.signature.changed(name)
    return f.unit.looks.written(f.signature.fn, name) if name else 0


def _is_compared(obj: Any) -> bool:
    """Whether each call sees what a container holds now (`runtime/contents.py`)."""
    if type(obj) in (list, tuple, dict, set, frozenset):
        return all(map(_is_compared, _parts(obj)))
    return is_fixed(obj)


def unlike_table(f: Lowering, obj: Any, name: str) -> str:
    """What to do about a captured container that is no table."""
    if name and type(obj) in _CHANGING and not obj:
        held = "dict[str, int]" if type(obj) is dict else f"{type(obj).__name__}[int]"
        return (
            f"say what it holds where it is made, `{name}: {held} = …`, or pass it as an argument"
        )
    if name and (line := f.signature.changed(name)) and _line_that_changes(f, name, False):
        return f"line {line} of the file may change it: pass it as an argument"
    if type(obj) not in _READING or not obj or not _is_constant(obj, [LIMIT], []):
        return "make it a tuple or a NumPy array, or pass it as an argument"
    return "name it in capitals if nothing changes it, or pass it as an argument"


def _parts(obj: Any) -> list[Any]:
    if isinstance(obj, dict):
        return [*obj, *obj.values()]
    found: Any = obj if isinstance(obj, tuple(_READING)) else state_of(obj).values()
    return list(found)


def _is_instance(obj: Any) -> bool:
    cls = type(obj)
    return user_classes.is_user_class(cls) and is_plain(cls)


def _is_constant(obj: Any, left: list[int], around: list[int]) -> bool:
    """Whether compiled code can have all of an object: containers and instances in each other, not
    in a circle, of so many elements."""
    if is_fixed(obj):
        return True
    if type(obj) in _PLAIN:  # a nan, which is equal to itself where it is one object
        return False
    named = nominal.is_named_tuple(type(obj))
    if id(obj) in around or not (type(obj) in _READING or named or _is_instance(obj)):
        return False
    parts = _parts(obj)
    left[0] -= len(parts)
    around = [*around, id(obj)]
    return left[0] >= 0 and all(_is_constant(part, left, around) for part in parts)


def reads(table: Table, method: str) -> bool:
    """Whether a method of the container only reads it."""
    return method in _READING.get(type(table.obj), (method,))


def changes(kind: str, method: str) -> bool:
    """Whether a method of lists, dicts or sets does more than read."""
    cls = {"list": list, "dict": dict, "set": set}.get(kind)
    return cls is not None and hasattr(cls, method) and method not in _READING[cls]


def refuse_change(f: Lowering, node: ast.expr, span: Span) -> None:
    """Say so where what is about to be changed is, or stands in, a captured container."""
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    if isinstance(node, ast.Name) and node.id not in f.scope.locals:
        held = f.expr(node)
        if isinstance(held, Static) and isinstance(held.obj, Table):
            refuse(f, held.obj, span)


def refuse(f: Lowering, table: Table, span: Span) -> None:
    if table.name in f.unit.taken_for_constant:
        raise Changing(frozenset(f.unit.taken_for_constant[table.name]))
    f.fail(
        f"the captured {table.kind} `{table.name}` is a constant: it can only be read",
        span,
        hint=copying(table.name, table.kind, table.flat),
    )


def copying(name: str, kind: str, flat: bool) -> str:
    """How to make a copy."""
    plain = flat and kind in ("list", "dict", "set")
    return f"make a copy: {kind}({name})" if plain else f"make a copy: copy.deepcopy({name})"


@service
def read_through(
    f: Lowering, held: Value | Static, span: Span, ordered: bool = True
) -> Value | Static:
    if isinstance(held, Static) and nominal.is_enum(held.obj):
        f.unit.looks.definition(held.obj)
        items = [f.materialise(Static(m), span) for m in held.obj]
        f.b.span = span
        return f.b.emit("tuple.make", *items)
    if isinstance(held, Static) and isinstance(held.obj, Table):
        table = held.obj
        if ordered or not table.texts:
            return _value(f, table, span)
        return at_entry(f, table.texts, lambda: _of_texts(f, table, span))
    return held


def value_of_instance(f: Lowering, held: Value | Static, span: Span) -> Value | Static:
    """What Python is not to be asked for its truth as a value: its class may say more."""
    if isinstance(held, Static) and isinstance(held.obj, Table) and not held.obj.contains:
        return _value(f, held.obj, span, looked_at=True)
    if isinstance(held, Static) and nominal.is_named_tuple(type(held.obj)):
        return f.materialise(held, span)
    return held


@service
def table_value(f: Lowering, table: Table, span: Span) -> Value:
    """A value that goes where it might be changed, which is to be looked at."""
    return _value(f, table, span, looked_at=True)


def _value(f: Lowering, table: Table, span: Span, looked_at: bool = False) -> Value:
    """A value that holds what the table does."""
    if type(table.obj) is frozenset and not table.obj:  # where it is used tells of what it is
        return f.materialise(f.call_object(frozenset, [], {}, span), span)
    key = table if looked_at else table.obj
    return at_entry(f, key, lambda: _marked(f, table, looked_at, span))


def _marked(f: Lowering, table: Table, looked_at: bool, span: Span) -> Value:
    made = _made(f, table, span) if table.flat else _kept(f, table, span)
    if table.flat and not looked_at:
        return made
    f.unit.captures = True
    f.b.span = span
    return f.b.emit("captured", made, name=table.name, kind=table.kind)


def _kept(f: Lowering, table: Table, span: Span) -> Value:
    """What the program makes once, when it is first asked for.

    %c = object.kept @"GRID list<list<int>>" : Captured<list<list<int>>>
    if %c.made { } else { %c.value = …; %c.made = True }
    """
    with f.apart() as making:
        made = _made(f, table, span)
    if not isinstance(made.type, ty.Object):  # a tuple
        f.b.region.ops += making.ops
        for op in making.ops:
            op.parent = f.b.region
        return made
    classes.known(Captured)
    t = ty.Object("Captured", (made.type,))
    f.unit.layout(t)
    name = _name(f, table, made.type)
    f.unit.kept.setdefault(name, (table.name, span))
    f.b.span = span
    kept = f.b.op("object.kept", types=[t], name=name, gil=True).result
    there = f.b.op("field.get", kept, types=[ty.BOOL], name="made").result
    skip = Region()
    with f.branch(skip):
        f.b.op("yield", span=span)
    with f.branch(making):
        f.b.op("field.set", kept, made, name="value", span=span)
        f.b.op("field.set", kept, f.b.const(True, ty.BOOL, span), name="made", span=span)
        f.b.op("yield", span=span)
    f.b.op("if", there, types=(), regions=[skip, making], span=span)
    return f.b.op("field.get", kept, types=[made.type], name="value", span=span).result


def _name(f: Lowering, table: Table, t: ty.Type) -> str:
    """The name under which the program keeps a table."""
    known = f.unit.kept_names
    if table not in known:
        name = f"the {table.kind} {table.name}"
        known[table] = name if name not in known.values() else f"{name}#{len(known)}"
    return f"{known[table]} {t!r}"


def _made(f: Lowering, table: Table, span: Span) -> Value:
    obj = table.obj

    def value(x: Any) -> Value:
        return f.materialise(f.constant_object(x, span), span)

    if not table.flat or type(obj) not in _READING:
        return f.value(_display(f, obj, span), _declared(f, table))
    if isinstance(obj, dict):
        return f.dict_of([(value(k), value(x)) for k, x in obj.items()], span)
    if isinstance(obj, list):
        return f.constant_list([value(x) for x in obj], span)
    if isinstance(obj, (set, frozenset)):
        return set_of(f, obj, [value(x) for x in f.unit.looks.ordered(obj)], span)
    made = f.constant_list([value(x) for x in obj], span)
    return f.materialise(f.call_object(type(obj), [made], {}, span), span)


def _of_texts(f: Lowering, table: Table, span: Span) -> Value:
    """A set of texts of which nobody asks the order."""
    values = [f.materialise(f.constant_object(x, span), span) for x in table.texts]
    made = f.constant_list(values, span)
    return f.materialise(f.call_object(type(table.obj), [made], {}, span), span)


def _declared(f: Lowering, table: Table) -> ty.Type | None:
    """What the annotation of a global says, if it says what the elements are of."""
    if table.declared is None or not _has_empty(table.obj):
        return None
    declared = table.declared
    try:
        read = f.signature.read
        declared = read(declared) if isinstance(declared, str) else resolved(declared, read)
        found = fill(pattern_of(declared), {})
    except Exception:  # it says nothing that helps
        return None
    if found is not None:
        f.unit.layout(found)
    return found


def _has_empty(obj: Any) -> bool:
    """Whether a container in it is empty, so that it does not tell of what."""
    if is_fixed(obj):
        return False
    parts = _parts(obj)
    return any(map(_has_empty, parts)) or (not parts and type(obj) in _READING)


def _display(f: Lowering, obj: Any, span: Span) -> ast.expr:
    """The expression that makes what `obj` holds."""

    def part(x: Any) -> ast.expr:
        return _display(f, x, span)

    kind = type(obj)
    node: ast.expr
    if kind in _PLAIN:
        node = ast.Constant(obj)
    elif kind is list:
        node = ast.List([part(x) for x in obj], ast.Load())
    elif kind is tuple:
        node = ast.Tuple([part(x) for x in obj], ast.Load())
    elif kind is dict:
        node = ast.Dict([part(k) for k in obj], [part(x) for x in obj.values()])
    else:
        node = Known(obj)
    f.stands_at(node, span)
    return node


@expression(Known)
def _known(f: Lowering, node: Known) -> Value | Static:
    """Part of a table that there is no display for."""
    obj, span = node.obj, f.span(node)
    if isinstance(obj, (set, frozenset)):
        elements = [f.value(_display(f, x, span)) for x in f.unit.looks.ordered(obj)]
        return set_of(f, obj, elements, span)
    if nominal.is_named_tuple(type(obj)):
        items: list[Any] = [f.value(_display(f, x, span)) for x in obj]
        return f.make_nominal(type(obj), items, {}, span)
    if _is_instance(obj) and not is_fixed(obj):
        return _instance(f, obj, span)
    return f.constant_object(obj, span)


def _instance(f: Lowering, obj: Any, span: Span) -> Value:
    """An instance with the fields that `obj` has; no `__init__` is run."""
    cls: Any = type(obj)
    refused = user_classes.refusal(cls)
    if refused or cls.__dict__.get("__parameters__"):
        why = refused or "has type parameters"
        f.fail(f"a captured {cls.__name__} cannot be compiled: the class {why}", span)
    t, fields = type_and_fields(f, obj)
    state = state_of(obj)
    more = [name for name in state if name not in dict(fields)]
    if more:
        f.fail(
            f"`.{more[0]}` of a captured {cls.__name__} is no field that compiled code has", span
        )
    values = []
    for name, field in fields:
        what = f"the field `{name}`"
        held = f.unbound()
        if name in state:
            held = f.value(_display(f, state[name], span), field)
        values.append(f.convert(held, field, span, what))
    return f.b.op("object.new", *values, types=[t], span=span).result
