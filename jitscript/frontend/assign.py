"""Assignment to every kind of target."""

from __future__ import annotations

import ast
import operator
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Op, Value
from . import (
    class_init,
    class_members,
    class_text,
    classes,
    given_none,
    narrowing,
    opaque,
    python_variables,
)
from .attributes import of_held
from .caught import Caught, of_exceptions, whole_exception
from .classes import NewObject
from .composite import BoundMethod
from .constant_tables import refuse_change
from .displays import list_of
from .dunders import DUNDER, OPERATION
from .emitter import Static
from .given_none import unless_none
from .indexing import is_advanced
from .keywords import with_item
from .lazy import as_generator
from .literals import named, of_object
from .lowering import Lowering, raise_if, tuple_items
from .methods import call_method, length
from .operations import binary, has_methods
from .operators import inplace
from .operators.unions import each, members
from .parts import Parts
from .patterns import OPAQUE, describe, is_exception, narrow_first
from .series import series_of_value
from .services import statement
from .slices import Copying, Slice
from .stored import entered_once
from .stores import check_writable, store, store_at
from .subscripts import base_of, element, is_array, load, place
from .suspended import Suspended
from .user_classes import is_user_class


def assign(f: Lowering, target: ast.expr, held: Value | Static, source: ast.expr) -> None:
    """Bind `target` to `held`, the value of the expression `source`."""
    span = f.span(target)
    if isinstance(target, ast.Name):
        assign_name(f, target.id, held, f.span(source))
    elif isinstance(target, (ast.Tuple, ast.List)):
        unpack(f, target, held, source)
    elif isinstance(target, ast.Subscript) and with_item(f, target, held):
        return
    elif isinstance(target, ast.Subscript):
        refuse_change(f, target.value, f.span(target.value))
        base = f.materialise(base_of(f, target), f.span(target.value))
        store(f, base, target, f.materialise(held, f.span(source)), source)
    elif isinstance(target, ast.Attribute):
        _attribute(f, target, held, source)
    elif isinstance(target, ast.Starred):
        f.fail("a starred target stands alone", span, hint="write `*a, = t` or name the elements")
    else:
        f.fail("this cannot be assigned to", span)


def assign_name(f: Lowering, name: str, held: Value | Static, span: Span) -> None:
    declared = f.declared.get(name)
    if name in f.scope.globals and python_variables.set_global(f, name, held, span):
        return
    if name in f.scope.globals:
        f.fail(
            f"the global `{name}` cannot be set in compiled code",
            span,
            hint="a global that is set holds a number or text; else return the new value",
        )
    call = held.obj if isinstance(held, Static) else None
    entered = isinstance(call, Suspended) and call.manager and entered_once(f.source.tree, name)
    if isinstance(held, Static) and isinstance(call, (Suspended, Caught)) and not entered:
        held = f.materialise(held, span)
    if isinstance(held, Static) and (isinstance(held.obj, (str, bytes, tuple)) or declared):
        held = f.materialise(held, span)
    if declared is not None and isinstance(held, Value) and held.type is not declared:
        held = f.convert(held, declared, span, f"the value assigned to `{name}`")
        if held.op is not None and held.op.opcode == "union.make":
            held = held.op.operands[0]  # which of the declared types it is, is known here
    if isinstance(held, Value) and not held.name:
        held.name = name
    f.bind(name, held)
    narrowing.forget(f.env, set(), {name})


def _attribute(f: Lowering, target: ast.Attribute, held: Value | Static, source: ast.expr) -> None:
    refuse_change(f, target.value, f.span(target.value))
    set_attribute(f, f.expr(target.value), target, held, source)


def set_attribute(
    f: Lowering,
    base: Value | Static,
    target: ast.Attribute,
    held: Value | Static,
    source: ast.expr,
) -> None:
    """`base.attr = held`."""
    span = f.span(target)
    if isinstance(base, Static) and isinstance(base.obj, NewObject) and base.obj.user:
        name = class_text.mangled(f.signature.fn, target.attr)
        class_init.refuse_frozen(f, base.obj.type, target, name)
        class_init.assign_field(f, base.obj, name, held, f.span(source))
        return
    if isinstance(base, Value) and base.type is OPAQUE:
        return opaque.set_attribute(f, base, target.attr, held, f.span(source))
    if isinstance(base, Static) and isinstance(base.obj, Caught):
        base = f.materialise(base, span)
    if isinstance(base, Value) and class_members.set_attribute(f, base, target, held, source):
        return
    if isinstance(base, Static) and isinstance(base.obj, NewObject):
        _first(f, base.obj, target, held, source)
        return
    if isinstance(base, Value):
        base = whole_exception(f, base, span)
    if isinstance(base, Value) and is_exception(base.type):
        of_exceptions(
            f, "set_exception", base, target.attr, f.materialise(held, f.span(source)), span
        )
        return
    if isinstance(base, Value) and isinstance(base.type, ty.Object):
        f.unit.layout(base.type)
        t = f.unit.module.classes[base.type].field(target.attr)
        if t is not None:
            value = f.materialise(held, f.span(source))
            value = f.convert(value, t, f.span(source), f"the value assigned to .{target.attr}")
            f.at(target).op("field.set", base, value, name=target.attr)
            return
    if isinstance(base, Static) and is_user_class(base.obj):
        name = class_text.mangled(f.signature.fn, target.attr)
        if python_variables.set_attribute(f, base.obj, name, held, f.span(source)):
            return
    what = describe(base.type) if isinstance(base, Value) else named(base.obj)
    f.fail(
        f"the attribute `.{target.attr}` of {what} cannot be assigned",
        span,
        hint="return the new value, or write it into an array",
    )


def _first(
    f: Lowering, new: NewObject, target: ast.Attribute, held: Value | Static, source: ast.expr
) -> None:
    """Set a field in `__init__`; with the last one the instance is made."""
    fields = f.unit.module.classes[new.type].fields
    t = dict(fields).get(target.attr)
    span = f.span(target)
    if t is None:
        f.fail(f"the class declares no field `{target.attr}`", span)
    if f.b.region.parent is None or isinstance(f.b.region.parent, Op):
        f.fail("`__init__` must first set every field, outside `if` and loops", span)
    value = f.materialise(held, f.span(source))
    new.fields[target.attr] = f.convert(value, t, f.span(source), f"the field `{target.attr}`")
    if len(new.fields) == len(fields):
        values = [new.fields[name] for name, _ in fields]
        f.env[f.makes] = f.at(target).op("object.new", *values, types=[new.type]).result


# --- unpacking ----------------------------------------------------------------------------------


def unpack(
    f: Lowering, target: ast.Tuple | ast.List, held: Value | Static, source: ast.expr
) -> None:
    elts = target.elts
    star = next((i for i, e in enumerate(elts) if isinstance(e, ast.Starred)), None)
    items = _items(f, target, held, source, star)
    for elt, item in zip(elts, items):
        assign(f, elt.value if isinstance(elt, ast.Starred) else elt, item, source)


def _items(
    f: Lowering,
    target: ast.Tuple | ast.List,
    held: Value | Static,
    source: ast.expr,
    star: int | None,
) -> list[Any]:
    """One item for each target, the one at `star` a list."""
    span = f.span(source)
    wanted = len(target.elts) - (star is not None)
    if isinstance(held, Static) and isinstance(held.obj, tuple):
        looks, whole = f.unit.looks, held.obj
        items: list[Any] = [of_object(f, looks.item(whole, i), span, "") for i in range(len(whole))]
        return _with_rest(f, items, wanted, star, target)
    value = f.unpacked(held, None if star is not None else wanted, source)
    value = given_none.used(f, value, "cannot unpack non-iterable NoneType object", span)
    if isinstance(value.type, ty.Tuple):
        return _with_rest(f, tuple_items(f, value), wanted, star, target)
    value = _not_none(f, value, span)
    of_tuples = _items_of_tuples(f, value, span)
    if of_tuples is not None:
        return _with_rest(f, of_tuples, wanted, star, target)
    if isinstance(value.type, ty.Array) and value.type.ndim:
        size = f.at(target).emit("array.dim", value, axis=0)
    elif isinstance(value.type, ty.Object):
        size = length(f, value, span)
    else:
        f.fail(f"{describe(value.type)} cannot be unpacked", span, hint=narrow_first(value.type))
    _check_size(f, size, wanted, span, star is not None)
    if star is not None:
        return _around(f, value, size, wanted, star, source)
    if isinstance(value.type, ty.Object) and classes.method(value.type, "__iter__"):
        walk = series_of_value(f, value, source)
        return [walk.next(f.b.const(i, ty.INT)) for i in range(wanted)]
    return [element(f, value, f.b.const(i, ty.INT), target) for i in range(wanted)]


def _not_none(f: Lowering, value: Value, span: Span) -> Value:
    """A tuple or an array that may be None, as what it is otherwise."""
    rest = narrowing.without(value.type, ty.NONE)
    if rest is value.type or rest is None or not all(map(_has_parts, members(rest))):
        return value
    return unless_none(f, value, "cannot unpack non-iterable NoneType object", span)


def _has_parts(t: ty.Type) -> bool:
    return isinstance(t, (ty.Tuple, ty.Array))


def _items_of_tuples(f: Lowering, value: Value, span: Span) -> list[Any] | None:
    """The elements of what is one of several tuples of one length; None for anything else."""
    lengths = {len(m.items) if isinstance(m, ty.Tuple) else None for m in members(value.type)}
    size = lengths.pop() if len(lengths) == 1 else None
    if size is None:
        return None

    def item(i: int) -> Value:
        return each(f, value, span, lambda x: tuple_items(f, x)[i])

    return [item(i) for i in range(size)]


def _with_rest(
    f: Lowering, items: list[Any], wanted: int, star: int | None, target: ast.Tuple | ast.List
) -> list[Any]:
    """The elements of a tuple, those that the starred target takes as a list."""
    _check_count(f, len(items), wanted, star is not None, target)
    if star is None:
        return items
    end = len(items) - (wanted - star)
    return [*items[:star], list_of(f, items[star:end], target.elts[star]), *items[end:]]


def _around(
    f: Lowering, value: Value, size: Value, wanted: int, star: int, source: ast.expr
) -> list[Value]:
    """The elements of an array or a sequence before the starred target, a list of those for it,
    and the elements after it."""
    span = f.span(source)
    if isinstance(value.type, ty.Object) and classes.method(value.type, "__getslice__") is None:
        value = f.materialise(f.call_oracle(list, [value], {}, span), span)
    ends = [f.b.emit("sub", size, f.b.const(k, ty.INT)) for k in range(wanted - star, -1, -1)]
    part = Slice(f.b.const(star, ty.INT), ends[0], None, source)
    rest = f.materialise(load(f, value, [part], source), span)
    if not (isinstance(rest.type, ty.Object) and rest.type.name == "list"):
        rest = f.materialise(f.call_oracle(list, [rest], {}, span), span)
    before = [element(f, value, f.b.const(i, ty.INT), source) for i in range(star)]
    return [*before, rest, *(element(f, value, i, source) for i in ends[:-1])]


def _check_count(f: Lowering, got: int, wanted: int, starred: bool, node: ast.expr) -> None:
    span = f.span(node)
    if got < wanted:
        least = "at least " if starred else ""
        message = f"not enough values to unpack (expected {least}{wanted}, got {got})"
        f.fail(message, span)
    if got > wanted and not starred:
        f.fail(f"too many values to unpack (expected {wanted})", span)


def _check_size(f: Lowering, size: Value, wanted: int, span: Span, starred: bool) -> None:
    """Raise Python's ValueError unless `size` is `wanted`, or with a starred target at least."""
    need = f.b.const(wanted, ty.INT)
    least = "at least " if starred else ""
    tests = [("lt", f"not enough values to unpack (expected {least}{wanted}, got {{}})")]
    if not starred:
        tests.append(("gt", f"too many values to unpack (expected {wanted})"))
    for opcode, message in tests:
        raise_if(f, f.b.emit(opcode, size, need), "ValueError", message, span, size)


# --- augmented assignment -----------------------------------------------------------------------


@statement(ast.AugAssign)
def augmented(f: Lowering, s: ast.AugAssign) -> None:
    """`target op= value`: the target is evaluated once, arrays and instances change in place."""
    name = type(s.op).__name__
    target = s.target
    if isinstance(target, ast.Name):
        read = ast.copy_location(ast.Name(target.id, ast.Load()), target)
        parts = Parts(f)
        old = parts.value(read)
        value = _right(f, parts, s, old)
        parts.check()
        new = old if value is None else _combine(f, s, name, old, value)
        assert new is not None
        assign_name(f, target.id, new, f.span(s))
        return
    if isinstance(target, ast.Subscript):
        parts = Parts(f)
        base, where, old = parts.run(target, _old, f, target) or _NOTHING
        value = parts.value(s.value)
        parts.check()
        assert value is not None
        if isinstance(base.type, ty.Union) and is_array(base.type):
            given = value
            each(f, base, f.span(s), lambda x: _into_member(f, s, x, where, given))
        else:
            _into(f, s, base, where, old, value)
        return
    if isinstance(target, ast.Attribute):
        parts = Parts(f)
        holder = parts.expr(target.value)
        found = parts.run(target, of_held, f, holder, target) if holder is not None else None
        before = None if found is None else f.materialise(found, f.span(target))
        value = _right(f, parts, s, before)
        parts.check()
        new = before if value is None else _combine(f, s, name, before, value)
        assert new is not None
        if value is None or new is not before or class_members.is_instance(before):
            set_attribute(f, holder, target, new, s.value)


def _right(f: Lowering, parts: Parts, s: ast.AugAssign, old: Value | None) -> Value | None:
    """The right side of `x op= y`; None for `xs += (x for …)` and the like, after `xs.extend(…)`:
    what the target was is assigned to it again."""
    t = None if old is None else old.type
    if type(s.op) is not ast.Add or not isinstance(t, ty.Object) or t.name != "list":
        return parts.value(s.value)
    made = as_generator(f, s.value)
    held = parts.expr(made)
    if not isinstance(held, Static) or parts.failed or isinstance(held.obj, (str, tuple)):
        return parts.run(s.value, f.materialise, held, f.span(s.value)) if held else None
    assert old is not None
    f.argument_nodes[id(held)] = held, made
    f.call_object(BoundMethod(old, "extend"), [held], {}, f.span(s))
    return None


def _into(
    f: Lowering, s: ast.AugAssign, base: Value, where: list[Any], old: Value, value: Value
) -> None:
    """`base[where] op= value`, where `old` stands."""
    new = _combine(f, s, type(s.op).__name__, old, value)
    copied = is_advanced(base, where) or isinstance(where, Copying)
    kept = isinstance(old.type, ty.Array) and not copied
    if not (kept and new is old):
        assert isinstance(s.target, ast.Subscript)
        store_at(f, base, where, s.target, new, f.span(s))


def _into_member(
    f: Lowering, s: ast.AugAssign, base: Value, where: list[Any], value: Value
) -> Value:
    """The same for an array that a variable may be, or for None, of which `_old` said what is to
    be said."""
    if isinstance(base.type, ty.Array):
        assert isinstance(s.target, ast.Subscript)
        old = f.materialise(load(f, base, where, s.target), f.span(s.target))
        _into(f, s, base, where, old, value)
    return f.b.const(None, ty.NONE, f.span(s))


_NOTHING: Any = None, None, None


def _old(f: Lowering, target: ast.Subscript) -> tuple[Value, list[Any], Value]:
    """What is subscripted, where, and what stands there before `x[i] op= y`."""
    refuse_change(f, target.value, f.span(target.value))
    base = f.materialise(base_of(f, target), f.span(target.value))
    where = place(f, base, target)
    span = f.span(target)
    old = narrowing.narrowed(f, target, load(f, base, where, target), span)
    return base, where, f.materialise(old, span)


def _combine(f: Lowering, s: ast.AugAssign, name: str, old: Value, new: Value) -> Value:
    span = f.span(s)
    if old.type is OPAQUE:
        return opaque.operation(f, f"i{OPERATION[name]}".rstrip("_"), [old, new], span) or old
    old, new = given_none.operands(f, f"__i{DUNDER[name]}__", [old, new], span)
    if isinstance(old.type, ty.Union) and any(_has_own(m, name) for m in old.type.members):
        return each(f, old, span, lambda x: _combine(f, s, name, x, new))
    if isinstance(old.type, ty.Object):
        text = old.type.name == "str"  # where it does not fit, the error is that of `+`
        found = call_method(f, old, f"__i{DUNDER[name]}__", [new], span, optional=text)
        if found is not None:
            return f.materialise(found, span)
        return binary(f, name, old, new, span)
    mixed = any(has_methods(m) for v in (old, new) for m in members(v.type))
    if mixed or any(map(class_members.is_instance, (old, new))):
        return binary(f, name, old, new, span)
    if isinstance(old.type, ty.Array):
        check_writable(f, old, s.target)
        if name == "MatMult":
            return f.materialise(f.call_oracle(operator.imatmul, [old, new], {}, span), span)
    f.b.span = span
    return inplace(f, name, old, new, span)


def _has_own(t: ty.Type, name: str) -> bool:
    """Whether `op=` changes what is of the type, in place of making another."""
    if isinstance(t, ty.Array) or t is OPAQUE:
        return True
    return isinstance(t, ty.Object) and classes.method(t, f"__i{DUNDER[name]}__") is not None
