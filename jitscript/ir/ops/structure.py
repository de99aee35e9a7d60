"""Values made of values: tuples and unions, members of enumerations. All are immutable and live in
registers.

A union remembers which member it holds. `union.get` does not check: it stands where a test of the
tag (`is None`, a join of flow) has shown which member it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..optable import count, fail, row
from ..traits import Condition
from ..types import BOOL, INT, Enum, Tuple, Type, Union


def _make_tuple(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    return (Tuple(tuple(types), attrs.get("name", "")),)


def _get(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    t, index = types[0], attrs["index"]
    if not isinstance(t, Tuple) or not 0 <= index < len(t.items):
        fail(f"no element {index} in {t!r}")
    return (t.items[index],)


row(
    "tuple.make",
    "T… -> (T…)",
    _make_tuple,
    "A tuple of the operands; with `name`, one of that class.",
    "%t = tuple.make %a, %b : (int, f64) where %a: int, %b: f64",
    options=("name",),
    evaluate=lambda op, *items: tuple(items),
    folded=False,
    borrowed=True,
)
row(
    "tuple.get",
    "(T…) -> T",
    _get,
    "Element `index` of a tuple, counted from 0.",
    "%a = tuple.get %t, 0 : int where %t: (int, f64)",
    attrs=("index",),
    evaluate=lambda op, t: t[op.attrs["index"]],
    borrowed=True,
)


def _member_of(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    to = attrs.get("to")
    if list(types) != [INT] or not isinstance(to, Enum):
        fail(f"`to` must be an enumeration, and the operand an int, got {to!r}")
    return (to,)


def _code(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    if not isinstance(types[0], Enum):
        fail(f"{types[0]!r} is no enumeration")
    return (INT,)


row(
    "enum.make",
    "int -> E",
    _member_of,
    "The member of the enumeration `to` that has this code. Which codes there are, the front end "
    "knows.",
    "%m = enum.make %code : enum<app.Color> where %code: int",
    implied={"to": lambda t: t},
    evaluate=lambda op, code: code,
    folded=False,
)
row(
    "enum.code",
    "E -> int",
    _code,
    "The code of a member.",
    "%code = enum.code %m : int where %m: enum<app.Color>",
    evaluate=lambda op, member: member,
    folded=False,
)


class UnionValue:
    """A union in the interpreter: which member it is, and its value."""

    __slots__ = ("type", "value")

    def __init__(self, type: Type, value: Any):
        self.type, self.value = type, value

    def __repr__(self) -> str:
        return f"{self.value!r} : {self.type!r}"


def _make_union(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    to = attrs.get("to")
    if not isinstance(to, Union):
        fail(f"`to` must be a union, got {to!r}")
    missing = [
        m
        for m in (types[0].members if isinstance(types[0], Union) else (types[0],))
        if m not in to.members
    ]
    if missing:
        fail(f"{missing[0]!r} is no member of {to!r}")
    return (to,)


def _member(types: Sequence[Type], attrs: dict[str, Any]) -> Type:
    count(types, 1)
    t, member = types[0], attrs.get("member")
    members = set(member.members) if isinstance(member, Union) else {member}
    if not isinstance(t, Union) or not members <= set(t.members):
        fail(f"{member!r} is no member of {t!r}")
    assert isinstance(member, Type)
    return member


def _union_make(op: Any, value: Any) -> Any:
    return value if isinstance(value, UnionValue) else UnionValue(op.operands[0].type, value)


def _union_get(op: Any, value: UnionValue) -> Any:
    return value if isinstance(op.attrs["member"], Union) else value.value


def _union_is(op: Any, value: UnionValue) -> bool:
    member = op.attrs["member"]
    return value.type in (member.members if isinstance(member, Union) else (member,))


row(
    "union.make",
    "T -> U",
    _make_union,
    "A value (or a smaller union) as a member of the union `to`.",
    "%u = union.make %a : int | none where %a: int",
    implied={"to": lambda t: t},
    evaluate=_union_make,
    folded=False,
    borrowed=True,
)
row(
    "union.is",
    "U -> bool",
    lambda types, attrs: (_member(types, attrs), (BOOL,))[1],
    "Whether the union holds `member` (or one of them, where `member` is a smaller union).",
    "%b = union.is %u, none : bool where %u: int | none",
    attrs=("member",),
    evaluate=_union_is,
)
row(
    "union.get",
    "U -> T",
    lambda types, attrs: (_member(types, attrs),),
    "The value of a union that is known to hold `member`. Wrong use gives any value of that type.",
    "%a = union.get %u : int where %u: int | none",
    implied={"member": lambda t: t},
    evaluate=_union_get,
    poison=Condition("the union holds that member", _union_is),
    borrowed=True,
)
