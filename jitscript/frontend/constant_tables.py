"""Captured lists, dicts and sets: constants where their name says so.

    PRICES = {"a": 1, "b": 2}        PRICES[key]  key in PRICES  for k, v in PRICES.items()

A global or an attribute in capitals, or annotated as Final, is a table if all that it holds cannot
change. Compiled code has it as it was when it was compiled, and may only read it: a table is a
compile-time object, of which a value is made where it is read, once in a function, at its entry.
"""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..identity.variables import annotations_of
from ..ir.core import Value
from . import nominal
from .captured_instances import is_fixed
from .emitter import Static
from .lowering import Lowering
from .services import service

LIMIT = 1000  # elements
_READING: dict[Any, tuple[str, ...]] = {
    list: ("index", "count", "copy"),
    dict: ("get", "items", "keys", "values", "copy"),
    set: (
        *("copy", "union", "intersection", "difference", "symmetric_difference"),
        *("issubset", "issuperset", "isdisjoint"),
    ),
}
_READING[frozenset] = _READING[set]
# Methods of others that only read what they are given.
TAKING = (
    *("join", "extend", "update", "union", "intersection", "difference", "issubset"),
    *("issuperset", "isdisjoint", "symmetric_difference", "translate"),
)


class Table:
    """A captured container that compiled code only reads."""

    __slots__ = ("name", "obj")

    def __init__(self, obj: Any, name: str):
        self.obj, self.name = obj, name

    def __bool__(self) -> bool:
        return bool(self.obj)

    def __eq__(self, other: object) -> bool:
        return bool(self.obj == (other.obj if isinstance(other, Table) else other))

    def __hash__(self) -> int:
        return id(self.obj)

    def __contains__(self, item: object) -> bool:
        return item in self.obj


_tables: dict[int, Table] = {}


def table_of(obj: Any, name: str, namespace: dict[str, Any]) -> Table | None:
    """The table that a captured container is; None where it may change."""
    annotation = str(annotations_of(namespace).get(name, ""))
    constant = name.isupper() or name == "__all__" or "Final" in annotation
    constant = constant or type(obj) is frozenset
    least = int(type(obj) is not frozenset)
    if type(obj) not in _READING or not constant or not least <= len(obj) <= LIMIT:
        return None
    parts = [*obj, *obj.values()] if isinstance(obj, dict) else list(obj)
    if not all(map(is_fixed, parts)):
        return None
    found = _tables.get(id(obj))
    if found is None or found.obj is not obj:
        found = _tables[id(obj)] = Table(obj, name)
    return found


def unlike_table(obj: Any, name: str) -> str:
    """What to do about a captured container that is no table."""
    if type(obj) not in _READING or not obj or len(obj) > LIMIT:
        return "make it a tuple or a NumPy array, or pass it as an argument"
    if name.isupper():
        return "what it holds can change: make that tuples, or pass it as an argument"
    return "name it in capitals if nothing changes it, or pass it as an argument"


def reads(table: Table, method: str) -> bool:
    """Whether a method of the container only reads it."""
    return method in _READING[type(table.obj)]


@service
def read_through(f: Lowering, held: Value | Static, span: Span) -> Value | Static:
    if isinstance(held, Static) and nominal.is_enum(held.obj):
        f.unit.looks.definition(held.obj)
        items = [f.materialise(Static(m), span) for m in held.obj]
        f.b.span = span
        return f.b.emit("tuple.make", *items)
    if isinstance(held, Static) and isinstance(held.obj, Table):
        return _value(f, held.obj, span)
    return held


def _value(f: Lowering, table: Table, span: Span) -> Value:
    """A value that holds what the table does."""
    if not table.obj:  # where it is used tells of what it is empty
        return f.materialise(f.call_object(type(table.obj), [], {}, span), span)
    if f.inside is not None:
        return _made(f, table.obj, span)
    return f.at_entry(table.obj, lambda: _made(f, table.obj, span))


def _made(f: Lowering, obj: Any, span: Span) -> Value:
    def value(x: Any) -> Value:
        return f.materialise(f.constant_object(x, span), span)

    if isinstance(obj, dict):
        return f.dict_of([(value(k), value(x)) for k, x in obj.items()], span)
    made = f.constant_list([value(x) for x in obj], span)
    if isinstance(obj, list):
        return made
    return f.materialise(f.call_object(type(obj), [made], {}, span), span)
