"""`__init__` of a user's class: the instance is made when something needs it.

Until then its fields are values, held in the environment as `self.x`, where flows of control merge
them like locals. The first statement that uses `self` for more than its fields (a call of a method,
`self` as an argument) makes the instance first; otherwise the end of `__init__` does.

    def __init__(self, x: int):
        self.x = x                        self.x ↦ %x
        self.y = 0.5                      self.y ↦ %0
                                          %o = object.new %x, %0; return %o

`super().__init__(…)` gives the fields that it sets as a tuple (the *partial* instance of that
`__init__`), if it does not need the instance itself.
"""

from __future__ import annotations

import ast
import functools
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import class_left, live_tables, python_variables, user_classes
from .class_probes import stand_in
from .class_text import mangled, stored_name
from .classes import NewObject
from .emitter import Static
from .exception_classes import base_init as base_init_of_errors
from .exception_classes import is_carrying, reaches_base
from .literals import of_object
from .lowering import Lowering, raise_if
from .narrowing import without
from .outcomes import Poison, Poisoned
from .own_fields import MAKING, OwnField
from .services import service
from .source import source_of


def new_of(f: Lowering) -> NewObject | None:
    """What `self` is in an `__init__` of a user's class, until the instance is made."""
    held = f.env.get(f.makes) if f.makes else None
    if isinstance(held, Static) and isinstance(held.obj, NewObject) and held.obj.user:
        return held.obj
    return None


def before(f: Lowering, s: ast.stmt) -> None:
    """Make the instance if the statement needs it."""
    new = new_of(f)
    if new is not None and needs_instance(new.type, f.signature.fn, s):
        make(f, new)


def needs_instance(t: ty.Object, fn: Any, s: ast.AST) -> bool:
    """Whether a statement, or a whole `__init__`, uses its first parameter for more than fields."""
    cls = user_classes.class_of(t)
    assert cls is not None

    arguments = source_of(fn).tree.args.args
    if not arguments:
        return False
    return _needs(cls, t, fn, arguments[0].arg, s)


def _needs(cls: type, t: ty.Object, fn: Any, me: str, node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == me:
        name = mangled(fn, node.attr)
        found = user_classes.raw(cls, name)
        return (
            isinstance(node.ctx, ast.Del)
            or isinstance(found, (property, functools.cached_property))
            or (callable(getattr(found, "__get__", None)) and hasattr(found, "__func__"))
            or (hasattr(found, "__code__"))
        )
    if isinstance(node, (ast.Try, ast.With)):
        return True  # what a handler may see is not kept apart
    if isinstance(node, ast.Name):
        return node.id in (me, "super", "__class__")
    if is_base_init(node, me):
        assert isinstance(node, ast.Call)
        base = base_init(cls, fn, node)
        inner = base is not None and (needs_whole(t, base) or _looks_back(cls, fn, base))
        given = node.args if _is_super(node) else node.args[1:]
        parts = (*given, *(k.value for k in node.keywords))
        return inner or any(_needs(cls, t, fn, me, a) for a in parts)
    return any(_needs(cls, t, fn, me, child) for child in ast.iter_child_nodes(node))


def _looks_back(cls: type, fn: Any, base: Any) -> bool:
    """Whether the `__init__` of a base reads what the one that calls it sets: it sees the instance
    then, not fields of its own."""
    return bool(_fields_of(cls, fn, ast.Store) & _fields_of(cls, base, ast.Load))


def _fields_of(cls: type, fn: Any, kind: type) -> set[str]:
    """The fields that an `__init__` sets, or that it and those that it calls read."""
    if user_classes.is_generated(fn):
        return set()
    tree = source_of(fn).tree
    me = tree.args.args[0].arg if tree.args.args else ""
    found: set[str] = set()
    for node in ast.walk(tree):
        read = kind is ast.Load
        if read and is_base_init(node, me):
            assert isinstance(node, ast.Call)
            base = base_init(cls, fn, node)
            found |= _fields_of(cls, base, kind) if base is not None else set()
        if not read:
            found.add(stored_name(fn, node, me))
            continue
        node = node.target if isinstance(node, ast.AugAssign) else node
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.update([mangled(fn, node.attr)] if node.value.id == me else [])
    return found


def needs_whole(t: ty.Object, fn: Any) -> bool:
    if user_classes.is_generated(fn):
        return hasattr(user_classes.maker_of(t, fn), "__post_init__")
    return any(needs_instance(t, fn, s) for s in source_of(fn).tree.body)


def is_base_init(node: ast.AST, me: str) -> bool:
    """`super().__init__(…)`, or `Base.__init__(self, …)`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr != "__init__":
        return False
    first = node.args[0] if node.args else None
    named = isinstance(node.func.value, ast.Name) and isinstance(first, ast.Name)
    return _is_super(node) or (named and first.id == me)  # type: ignore[union-attr]


def _is_super(node: ast.Call) -> bool:
    base = node.func.value if isinstance(node.func, ast.Attribute) else None
    if not isinstance(base, ast.Call) or base.args:
        return False
    return isinstance(base.func, ast.Name) and base.func.id == "super"


def base_init(cls: type, fn: Any, node: ast.Call) -> Any:
    """The `__init__` that such a call means; None where that is no function of the user's."""
    if _is_super(node):
        return next_in_line(cls, fn, "__init__")
    assert isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    name = node.func.value.id
    for c in cls.__mro__[1:]:
        if c.__name__ == name and user_classes.is_user_class(c):
            return user_classes.function(c, "__init__")
    return None


def next_in_line(cls: type, fn: Any, name: str) -> Any:
    """The method that `super()` in a method of `cls` finds, for an instance of exactly `cls`."""
    line = list(cls.__mro__)
    around = class_around(cls, fn)
    for c in line[line.index(around) + 1 :] if around is not None else ():
        if name in vars(c):
            if name == "__init__" and is_carrying(cls) and c not in user_classes.bases(cls):
                return base_init_of_errors()
            return vars(c)[name] if c in user_classes.bases(cls) else None
    return None


def class_around(cls: type, fn: Any) -> type | None:
    """The class in whose body a function stands, which is of the line of `cls`: what its `super()`
    means by it, else where it is found."""
    if "__class__" in fn.__code__.co_freevars:
        told: type = fn.__closure__[fn.__code__.co_freevars.index("__class__")].cell_contents
        return told
    for c in cls.__mro__:
        for member in vars(c).values():
            parts = (
                member,
                *(getattr(member, p, None) for p in ("__func__", "fget", "fset", "func")),
            )
            if any(part is fn for part in parts):
                return c
    return None


@service
def begin_instance(f: Lowering) -> None:
    """What an exception holds before its `__init__`: what it is made of."""
    new = new_of(f)
    cls = user_classes.class_of(new.type) if new is not None else None
    if new is None or cls is None or new.partial or not is_carrying(cls) or reaches_base(cls):
        return
    held: list[Any] = [f.env[p.name] for p in f.signature.params[1:]]
    values = [f.materialise(each, f.b.span) for each in held]
    assign_field(f, new, "args", f.b.emit("tuple.make", *values), f.b.span)


def check_given(
    f: Lowering, cls: type, init: Any, args: list[Any], keywords: dict[str, Any], span: Span
) -> None:
    """The `args` of an exception whose `__init__` leaves them are what is given by position."""
    if not is_carrying(cls) or reaches_base(cls):
        return
    if keywords or len(args) != init.__code__.co_argcount - 1:
        f.fail(
            f"what the `args` of {cls.__name__} are depends on which arguments are given here",
            span,
            hint="call super().__init__(…) in its `__init__`, or give all of them by position",
        )


def field_key(f: Lowering, attr: str) -> str:
    return f"{f.makes}.{attr}"


def make(f: Lowering, new: NewObject) -> Value:
    """Make the instance, of the fields that are set so far."""
    cls = user_classes.class_of(new.type)
    assert cls is not None
    if f.probe is not None:
        return _probed(f, new)
    f.unit.layout(new.type)
    class_left.check_all(f, new.type, f.b.span)
    values = []
    for name, t in f.unit.module.classes[new.type].fields:
        held = f.env.pop(field_key(f, name), None)
        if isinstance(held, Static):
            held = f.materialise(held, f.b.span)
        if held is None:
            held = unset(f, cls, name, t)
        if not isinstance(held, Value):
            raise Poisoned
        held = _or_default(f, cls, name, held, f.b.span)
        if held.type is not t:
            held = f.convert(held, t, f.b.span, f"the field `{name}`")
        values.append(held)
    made = f.b.op("object.new", *values, types=[new.type]).result
    made.name = f.makes
    f.env[f.makes] = made
    return made


def unset(f: Lowering, cls: type, name: str, t: ty.Type) -> Value | Static:
    """What a field holds that nothing has set: the class's own value, or nothing."""

    if user_classes.has_default(cls, name):
        return f.convert(_default(f, cls, name, f.b.span), t, f.b.span, f"the field `{name}`")
    if ty.UNBOUND not in ty.members(t):
        if not f.incomplete:
            f.fail(f"the field `{name}` of {cls.__name__} is not set", f.b.span)
        raise Poisoned
    return f.unbound()


def _default(f: Lowering, cls: type, name: str, span: Span) -> Value:
    """What the class has for a field that nothing has set."""
    held: Value | Static | None = None
    if name not in {x.name for x in user_classes.dataclass_fields(cls)}:
        held = python_variables.read_default(f, cls, name, span)
    if held is None:
        held = live_tables.of_class(f, cls, name, span)
    if held is None:
        held = of_object(f, user_classes.raw(cls, name), span, name)
    return f.materialise(held, span)


def _or_default(f: Lowering, cls: type, name: str, held: Value, span: Span) -> Value:
    """A field that is set on some paths only, and is what the class has on the others."""
    rest = without(held.type, ty.UNBOUND)
    if rest is held.type or rest is None or not user_classes.has_default(cls, name):
        return held
    f.b.span = span
    test = f.b.emit("union.is", held, member=ty.UNBOUND)
    default = _default(f, cls, name, span)
    return f.if_(test, lambda: default, lambda: f.b.emit("union.get", held, member=rest), span)


def _probed(f: Lowering, new: NewObject) -> Value:
    held = {}
    prefix = field_key(f, "")
    for key in [k for k in f.env if k.startswith(prefix)]:
        value = f.env.pop(key)
        if isinstance(value, Static):
            value = f.materialise(value, f.b.span)
        if isinstance(value, Value):
            held[key[len(prefix) :]] = value.type
    f.probe.makes(held)
    found = f.env[f.makes] = stand_in(f, new.type)
    return found


@service
def finish_instance(f: Lowering, new: NewObject) -> Value:
    """At an end of `__init__`: the instance; or of a partial one, the fields that it has set."""
    if not new.partial:
        return make(f, new)
    prefix = field_key(f, "")
    values = []
    for name in partial_fields(f, new.type, f.signature.fn):
        held = f.env.get(prefix + name)
        if isinstance(held, Static):
            held = f.materialise(held, f.b.span)
        values.append(held if isinstance(held, Value) else f.unbound())
    return f.b.emit("tuple.make", *values)


def partial_fields(f: Lowering, t: ty.Object, fn: Any) -> list[str]:
    """The fields that an `__init__`, or one that it calls by `super()`, sets."""

    cls = user_classes.class_of(t)
    assert cls is not None
    if user_classes.is_generated(fn):
        return [x.name for x in user_classes.dataclass_fields(user_classes.maker_of(t, fn))]
    tree = source_of(fn).tree
    me = tree.args.args[0].arg
    found: dict[str, None] = {}
    for node in ast.walk(tree):
        if is_base_init(node, me):
            assert isinstance(node, ast.Call)
            base = base_init(cls, fn, node)
            if base is not None:
                found.update(dict.fromkeys(partial_fields(f, t, base)))
        elif name := stored_name(fn, node, me):
            found[name] = None
    return list(found)


def refuse_frozen(f: Lowering, t: ty.Object, target: ast.Attribute, name: str) -> None:
    """Setting a field of a frozen dataclass in another way than by `object.__setattr__`."""
    cls = user_classes.class_of(t)
    assert cls is not None
    if not user_classes.is_frozen(cls) or isinstance(target, OwnField):
        return
    hint = "make another one: dataclasses.replace(…)"
    if f.source.name in MAKING:
        hint = f'write object.__setattr__(self, "{name}", …)'
    f.fail(f"cannot assign to field '{name}' of a frozen dataclass", f.span(target), hint=hint)


def assign_field(f: Lowering, new: NewObject, attr: str, held: Value | Static, span: Span) -> None:
    """`self.x = …` before the instance is made."""
    if isinstance(held, Static):
        held = f.materialise(held, span)
    if f.probe is not None:
        f.probe.assigns(attr, held.type)
        known = f.probe.fields.types.get(attr)
    else:
        f.unit.layout(new.type)
        class_left.check(f, new.type, attr, span)
        known = f.unit.module.classes[new.type].field(attr)
        if known is None and new.type not in f.unit.layouts.probing:
            cls = user_classes.class_of(new.type)
            assert cls is not None
            f.fail(f"{cls.__name__} has no field `{attr}`", span)
    if known is not None and known is not held.type:
        if f.probe is None:
            f.unit.layouts.given(new.type, attr, known, held.type)
        plain = [m for m in ty.members(known) if m is not ty.UNBOUND]
        held = f.convert(held, ty.union_of(*plain), span, f"the field `{attr}`")
    f.env[field_key(f, attr)] = held


def read_field(f: Lowering, new: NewObject, attr: str, span: Span) -> Value | Static | None:
    """`self.x` before the instance is made; None where that is the class's own."""

    cls = user_classes.class_of(new.type)
    assert cls is not None
    key = field_key(f, attr)
    held = f.env.get(key)
    if isinstance(held, Poison):
        raise Poisoned
    if held is None:
        class_left.check(f, new.type, attr, span)
        if user_classes.owner_of(cls, attr) is not None:
            return None
        f.raise_("AttributeError", missing(cls, attr), [], span)
    if isinstance(held, Value):
        held = _or_default(f, cls, attr, held, span)
    if isinstance(held, Value) and ty.UNBOUND in ty.members(held.type):
        f.b.span = span
        test = f.b.emit("union.is", held, member=ty.UNBOUND)
        raise_if(f, test, "AttributeError", missing(cls, attr), span)
        rest = without(held.type, ty.UNBOUND)
        assert rest is not None
        held = f.env[key] = f.b.emit("union.get", held, member=rest)
    return held


def missing(cls: type, attr: str) -> str:
    return f"'{cls.__name__}' object has no attribute '{attr}'"


def call_super_init(
    f: Lowering, fn: Any, args: list[Any], keywords: dict[str, Any], span: Span
) -> Value | None:
    """`super().__init__(…)` before the instance is made: sets what that sets."""

    new = new_of(f)
    assert new is not None
    if user_classes.is_generated(fn):
        f.generated_init(fn, new, args, keywords, span)
        return None
    part = Static(NewObject(new.type, partial=True))
    names = partial_fields(f, new.type, fn)
    if f.probe is not None:
        f.unit.layouts.probing.setdefault(new.type, f.unit.module.classes[new.type])
    found = f.materialise(f.call_function(fn, [part, *args], span, keywords, owner=new.type), span)
    f.b.span = span
    items = (
        found.type.items if isinstance(found.type, ty.Tuple) else ()
    )  # none where it only raises
    for i, name in enumerate(names if items else ()):
        if items[i] is ty.UNBOUND:
            continue
        value = f.b.emit("tuple.get", found, index=i)
        if f.probe is not None:
            f.probe.assigns(name, value.type)
        f.env[field_key(f, name)] = value
    return None
