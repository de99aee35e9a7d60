"""Types of fields that need no probe: what `__init__` sets to a literal or to a parameter, and what
the instances in a call's arguments hold (entries/fields.py); what a declared dict is made by."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import Any

from ..ir import types as ty
from . import classes, user_classes
from .annotations import pattern_of
from .class_found import Wider
from .class_holes import held_by, holds, is_open, some_array
from .class_probes import Use, entries, probed
from .class_text import first_values, of_literal
from .opaque_names import opaque
from .operators.convert import join
from .patterns import fill
from .signature import Param, Signature
from .source import source_of

MADE = "<made>"  # no field: that there are instances, which turned out late


def makes(layouts: Any, t: ty.Object) -> None:
    """An instance is made here. Raises Wider where there were to be none."""
    layouts.made.add(t)
    if t in layouts.unmade:
        raise Wider(t, MADE, ty.NONE)


def told(fields: Any, name: str) -> ty.Type | None:
    """What the instances in the arguments hold."""
    for cls in user_classes.bases(fields.cls):
        annotation = fields.unit.layouts.told.get((cls, name))
        if annotation is not None:
            found = fill(pattern_of(annotation), fields.bound)
            fields.declared.update([name] if found is ty.NONE else ())
            fields.late.discard(name)  # these have it
            return found
    return None


def evident(fields: Any, name: str) -> ty.Type | None:
    """What `__init__` sets a field to, where that is a literal or a parameter."""
    fn, node = fields.places.get(name, (None, None))
    if fn is None or fn.__name__ != "__init__":
        return None
    if fn not in fields.values:
        fields.values[fn] = first_values(source_of(fn).tree)
    value, before = fields.values[fn].get(node, (None, False))
    if isinstance(value, ast.Constant):
        return of_literal(value.value)
    if not isinstance(value, ast.Name) or not before:
        return None
    p = _parameter(fields, fn, value.id)
    t = probed(p) if p is not None else None
    told = isinstance(t, ty.Type) and t is not ty.UNBOUND and not is_open(t)
    return t if told else None


def _parameter(fields: Any, fn: Any, name: str) -> Param | None:
    """The parameter of a method that has a name, and takes one value."""
    signature = fields._head(fn)
    for p in signature.params[1:] if signature else ():
        if p.name == name and p.kind not in ("vararg", "kwarg"):
            found: Param = p
            return found
    return None


def learned(self: Any, name: str, t: ty.Type) -> None:
    """A probe has met a value of this type assigned to the field."""
    known = self.types.get(name)
    if self._is_left(name):
        return
    is_inferred = name in self.places or (self.t, name) in self.unit.layouts.inferred
    if not is_inferred or (known is not None and is_open(t) and t is not ty.NONE):
        if name in self.types and known is None:
            self.types[name] = t
        elif known is ty.NONE and name not in self.declared:  # a default
            self.types[name] = ty.union_of(known, t)
    elif known is None or (is_open(known) and known is not ty.NONE):
        self.types[name] = t
    elif not holds(known, t):
        self.types[name] = join(known, t) or known


def some_type(fields: Any, name: str) -> ty.Type | None:
    """Any type that its annotation allows, for a field of arrays that nothing tells: there is no
    instance, and what has one as an argument is never called. None where the program makes some or
    entries take some, save in a variant whose call had none."""
    layouts = fields.unit.layouts
    if fields.t in layouts.made or (fields.t, MADE) in layouts.wider:
        return None
    if not any(map(_holds_instances, entries(fields.unit))):
        layouts.unmade.add(fields.t)
    elif not layouts.of_call:
        return None
    found = some_array(fields.patterns.get(name))
    fn, node = fields.places.get(name, (None, None))
    if found is not None or fn is None:
        return found
    given = _assigned(source_of(fn).tree, node)
    p = _parameter(fields, fn, given.id) if isinstance(given, ast.Name) else None
    return some_array(p.pattern) if p is not None else None


def held_type(fields: Any, name: str) -> ty.Type | None:
    """The type of a field that nothing tells, where its annotation, or that of the parameter which
    it is set to, says that it may be anything."""
    pattern = fields.patterns.get(name)
    if pattern is None:
        fn, node = fields.places.get(name, (None, None))
        given = _assigned(source_of(fn).tree, node) if fn is not None else None
        p = _parameter(fields, fn, given.id) if isinstance(given, ast.Name) else None
        pattern = p.pattern if p is not None and p.name in fn.__annotations__ else None
    found = held_by(pattern)
    if found is not None:
        fields.unit.layouts.inferred.discard((fields.t, name))
        opaque()  # the library's class is known from here on
    return found


def _holds_instances(use: Use) -> bool:
    types = (part for t in use.args if isinstance(t, ty.Type) for part in ty.walk_type(t))
    return any(user_classes.class_of(t) for t in types)


def _assigned(tree: ast.FunctionDef, target: ast.expr) -> ast.expr | None:
    """What is assigned to a target, alone or as one of several; the tree may be another."""
    where = _place(target)
    for s in (s for s in ast.walk(tree) if isinstance(s, ast.Assign)):
        for goal in s.targets:
            if _place(goal) == where:
                return s.value
            if isinstance(goal, ast.Tuple) and isinstance(s.value, ast.Tuple):
                for part, value in zip(goal.elts, s.value.elts):
                    if _place(part) == where:
                        return value
    return None


def _place(node: ast.expr) -> tuple[type, int, int]:
    return type(node), node.lineno, node.col_offset


__all__ = ["evident", "held_type", "learned", "makes", "some_type", "told"]


def as_made(signature: Signature, t: ty.Type | None, node: ast.expr | None) -> ty.Type | None:
    """What a declaration means where a call makes the value: `defaultdict(…)`, also in another."""
    if not isinstance(node, ast.Call):
        return t
    made = signature.evaluate(node.func)
    found = classes.derived(t, classes.implementation(made))
    inner = node.args[0] if made is defaultdict and node.args else None
    if isinstance(inner, ast.Lambda) and isinstance(found, ty.Object) and len(found.args) == 2:
        value = as_made(signature, found.args[1], inner.body)
        return ty.Object(found.name, (found.args[0], value or found.args[1]))
    return found
