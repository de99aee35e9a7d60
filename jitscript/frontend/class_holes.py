"""Types of fields while their class is being looked for: open, filled, closed (see holes.py)."""

from __future__ import annotations

import zlib
from typing import Any

from ..ir import types as ty
from .holes import has_hole, is_hole
from .operators.convert import convertible
from .patterns import OPAQUE, Pat


def holds(known: ty.Type, t: ty.Type) -> bool:
    """Whether a field of a type keeps what it is given as it is: a float keeps no int."""
    return all(
        any(m is k for k in ty.members(known))
        if isinstance(m, ty.Scalar)
        else convertible(m, known)
        for m in ty.members(t)
    )


def is_hollow(t: ty.Type) -> bool:
    """Whether a container is made to be filled: `[None] * n`, `{k: None for k in keys}`."""
    if not isinstance(t, ty.Object) or not t.args:
        return False
    return t.args[-1] is ty.NONE or is_hollow(t.args[-1])


def is_open(t: ty.Type) -> bool:
    return has_hole(t) or t is ty.NONE


def closed(t: ty.Type) -> ty.Type:
    """A type whose holes nothing fills."""
    if is_hole(t):
        return ty.INT
    if isinstance(t, ty.Union):
        return ty.union_of(*map(closed, t.members))
    if isinstance(t, ty.Tuple):
        return ty.Tuple(tuple(map(closed, t.items)), t.name)
    return ty.Object(t.name, tuple(map(closed, t.args))) if isinstance(t, ty.Object) else t


def open_container(pattern: Any, field: str) -> ty.Type | None:
    """The type of a field of a class that is annotated with `list` or the like: what fills it tells
    the rest. `field` is a name that no other field has."""
    if not isinstance(pattern, Pat) or pattern.kind not in ("object", "union"):
        return None
    if pattern.kind == "union":
        found = [m if isinstance(m, ty.Type) else open_container(m, field) for m in pattern.parts]
        rest = [t for t in found if t is not None]
        return ty.union_of(*rest) if len(rest) == len(found) else None
    name, args = pattern.parts
    line = -1 - zlib.crc32(f"{field} {name}".encode())  # no place in a file
    holes = [ty.Object(f"?{line}:0:{k}") for k in range(len(args))]
    parts = [
        a if isinstance(a, ty.Type) else hole if a.kind in ("any", "array") else None
        for a, hole in zip(args, holes)
    ]
    return None if None in parts else ty.Object(name, tuple(p for p in parts if p is not None))


def some_array(pattern: Any) -> ty.Type | None:
    """A type for a field that no instance of a call has: any that its annotation allows."""
    if not isinstance(pattern, Pat) or pattern.kind not in ("array", "object", "union"):
        return pattern if isinstance(pattern, ty.Type) else None
    if pattern.kind != "array":
        parts = pattern.parts if pattern.kind == "union" else pattern.parts[1]
        found = [t for t in map(some_array, parts) if t is not None]
        if len(found) < len(parts):
            return None
        if pattern.kind == "union":
            return ty.union_of(*found)
        return ty.Object(pattern.parts[0], tuple(found))
    dtype, rank = pattern.parts
    return ty.Array(dtype if isinstance(dtype, ty.Scalar) else ty.F64, rank or 1)


def held_by(pattern: Any) -> ty.Type | None:
    """The type of a field whose annotation leaves open what it holds, `Any` or `Mapping[str, int]`,
    and of which nothing else tells more: an object of Python's. None where it leaves nothing open,
    or what compiled code makes of it."""
    if not isinstance(pattern, Pat):
        return None
    if pattern.kind in ("any", "open"):
        return OPAQUE
    if pattern.kind == "union":
        return OPAQUE if any(held_by(m) is OPAQUE for m in pattern.parts) else None
    if pattern.kind != "object" or not pattern.parts[1]:
        return None
    *keys, last = pattern.parts[1]
    inner = held_by(last)
    if inner is None or not all(isinstance(key, ty.Type) for key in keys):
        return None
    return ty.Object(pattern.parts[0], (*keys, inner))


def filled(known: ty.Type, place: Any, t: ty.Type) -> ty.Type:
    """A type with one of its holes filled."""
    if isinstance(known, ty.Union):
        return ty.union_of(*(filled(m, place, t) for m in known.members))
    if isinstance(known, ty.Tuple):
        return ty.Tuple(tuple(filled(m, place, t) for m in known.items), known.name)
    if not isinstance(known, ty.Object):
        return known
    if known.name == "?" + ":".join(map(str, place)):
        return t
    return ty.Object(known.name, tuple(filled(a, place, t) for a in known.args))


__all__ = [
    *("closed", "filled", "held_by", "holds", "is_hollow", "is_open", "open_container"),
    "some_array",
]
