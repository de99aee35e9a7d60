"""Attributes and calls of a user's class: fields, methods, properties, constants, `super()`."""

from __future__ import annotations

import ast
import functools
import types as pytypes
from collections.abc import Hashable, Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..identity.asked import stays
from ..ir import types as ty
from ..ir.core import Value
from . import (
    class_init,
    class_left,
    live_tables,
    named_dunders,
    narrowing,
    opaque,
    python_variables,
    user_classes,
)
from .caught import CaughtType, class_name
from .class_text import mangled
from .classes import NewObject, python_class
from .composite import BoundMethod, ClassOf, Composite, Part
from .emitter import Static
from .exception_classes import base_init, base_text, is_carrying
from .literals import of_object
from .lowering import Lowering, raise_if
from .narrowing import without
from .operators.unions import each
from .patterns import Pat, describe, is_exception
from .suggestions import did_you_mean

GIVEN = Pat("literal", None)  # what the `cls` of a class method is: any constant


_OF_PYTHON = (
    "add_note",
    "with_traceback",
    "__traceback__",
    "__cause__",
    "__context__",
    "__notes__",
)


class Method(Composite):
    """A function of a class together with what its first parameter is: the value, or the class.
    Without one, `of` is the class that was asked for it."""

    __slots__ = ("fn", "of", "receiver")

    def __init__(self, fn: Any, receiver: Value | Static | None, of: type | None = None):
        self.fn, self.receiver, self.of = fn, receiver, of

    @property
    def __name__(self) -> str:
        return str(self.fn.__name__)

    def parts(self) -> Sequence[Part]:
        return () if self.receiver is None else (self.receiver,)

    def with_parts(self, parts: Sequence[Part]) -> Method:
        return Method(self.fn, parts[0]) if parts else self

    def kind(self) -> Hashable:
        return self.fn, self.of


class Super:
    """`super()`: the receiver, and the class to go on from."""

    __slots__ = ("cls", "receiver")

    def __init__(self, cls: type, receiver: Value | Static):
        self.cls, self.receiver = cls, receiver


def of_instance(f: Lowering, base: Value, t: ty.Object, name: str, span: Span) -> Value | Static:
    """`base.name`."""
    cls = user_classes.class_of(t)
    assert cls is not None
    name = mangled(f.signature.fn, name)
    f.unit.layout(t)
    class_left.check(f, t, name, span)
    found = user_classes.raw(cls, name)
    refuse_of_python(f, cls, name, span)
    special = f.generated_member(base, name, span) if f.signature.library else None
    if special is not None:
        return special
    f.b.span = span
    if isinstance(found, property):
        return call_on(f, found.fget, base, [], {}, span)
    field = f.unit.module.classes[t].field(name)
    if field is not None and type(found) is functools.cached_property:
        return f.read_cached(base, cls, field, name, span)
    if field is not None:
        return _field(f, base, cls, field, name, span)
    if name == "__class__":
        return Static(cls)
    if isinstance(found, pytypes.FunctionType):
        if user_classes.is_generated(found) and not named_dunders.knows(t, name):
            f.fail(f"`.{name}` is not supported", span)
        return Static(BoundMethod(base, name))
    if named_dunders.knows(t, name):
        return Static(BoundMethod(base, name))
    if user_classes.owner_of(cls, name) is None:
        _missing(f, t, cls, name, span)
    return of_class(f, cls, name, span)


def refuse_of_python(f: Lowering, cls: type, name: str, span: Span) -> None:
    """Refuse an attribute of an exception that only Python's objects have."""
    if name in _OF_PYTHON and is_carrying(cls) and user_classes.function(cls, name) is None:
        what = f"compiled code does not know the `{name}` of {cls.__name__}"
        f.fail(f"{what}, which holds what can change", span)


def _field(f: Lowering, base: Value, cls: type, t: ty.Type, name: str, span: Span) -> Value:

    value = f.b.op("field.get", base, types=[t], name=name).result
    if not isinstance(t, ty.Union) or ty.UNBOUND not in t.members:
        return value
    test = f.b.emit("union.is", value, member=ty.UNBOUND)
    raise_if(f, test, "AttributeError", class_init.missing(cls, name), span)
    rest = without(t, ty.UNBOUND)
    assert rest is not None
    return f.b.emit("union.get", value, member=rest)


def without_none(f: Lowering, v: Value, name: str, span: Span) -> Value | None:
    """What may be None, where an attribute of it is wanted: None has none. None for what may also
    be of several types of which not all are of the user's."""

    if not isinstance(v.type, ty.Union) or ty.NONE not in v.type.members:
        return None
    rest = without(v.type, ty.NONE)
    members = rest.members if isinstance(rest, ty.Union) else (rest,)
    if rest is None or name.startswith("__") or is_exception(members[0]):
        return None
    if len(members) > 1 and not all(map(_may_be_missing, members)):
        return None
    f.b.span = span
    test = f.b.emit("union.is", v, member=ty.NONE)
    message = f"'NoneType' object has no attribute '{name}'"
    raise_if(f, test, "AttributeError", message, span)
    return f.b.emit("union.get", v, member=rest)


def _may_be_missing(t: ty.Type | None) -> bool:
    return isinstance(t, ty.Array) or (t is not None and user_classes.class_of(t) is not None)


def _missing(f: Lowering, t: ty.Object, cls: type, name: str, span: Span) -> NoReturn:
    known = [n for n, _ in f.unit.module.classes[t].fields]
    known += [n for c in user_classes.bases(cls) for n in vars(c)]
    f.fail(f"{describe(t)} has no attribute `{name}`", span, hint=did_you_mean(name, known))


def name_of_class(f: Lowering, of: ClassOf, name: str, span: Span) -> Value:
    def one(x: Value) -> Value:
        if is_exception(x.type):
            return class_name(f, CaughtType(x), span)
        cls = python_class(x.type)
        if cls is None:
            f.fail(f"`type(x).{name}` of {describe(x.type)} is not supported", span)
        return f.materialise(Static(getattr(cls, name)), span)

    return each(f, of.value, span, one)


def refuse_descriptor(f: Lowering, cls: type, name: str, span: Span) -> None:
    """Refuse an attribute whose own class says what reading it gives."""
    kind = type(user_classes.raw(cls, name))
    made = user_classes.is_by_statement(kind) and kind.__name__ != "_lru_cache_wrapper"
    if made and hasattr(kind, "__get__"):
        title = f"`{name}` of {cls.__name__} is a descriptor ({kind.__name__}), not supported"
        by_class = kind.__name__ == "singledispatchmethod"
        hint = "ask for types in one method: if isinstance(x, int): …" if by_class else ""
        f.fail(title, span, hint=hint or "write a property")


def of_class(f: Lowering, cls: type, name: str, span: Span) -> Value | Static:
    """What a class has under a name, for itself or for its instances."""

    name = mangled(f.signature.fn, name)
    found = user_classes.raw(cls, name)
    f.unit.looks.definition(cls)
    if isinstance(found, staticmethod):
        return Static(found.__func__)
    if isinstance(found, classmethod):
        return Static(Method(found.__func__, Static(cls)))
    if isinstance(found, pytypes.FunctionType):
        return Static(Method(found, None, cls))
    if name in ("__dict__", "__weakref__"):
        hint = 'hasattr(x, "name") tells whether one is set; dataclasses.fields(x) names them'
        f.fail(f"the `{name}` of an instance is not supported", span, hint=hint)
    missing = user_classes.owner_of(cls, name) is None
    if missing or isinstance(found, (property, pytypes.MemberDescriptorType)):
        f.fail(f"type object '{cls.__name__}' has no attribute '{name}'", span)
    refuse_descriptor(f, cls, name, span)
    live = live_tables.of_class(f, cls, name, span)
    if live is not None:
        return live
    owner = user_classes.owner_of(cls, name)
    if stays(found) and owner is not None and not f.unit.device:
        return opaque.read(f, owner, name, span)
    held = python_variables.read_default(f, cls, name, span)
    return held if held is not None else of_object(f, f.attribute(cls, name), span, name)


def call_on(
    f: Lowering, fn: Any, receiver: Value, args: list[Any], keywords: dict[str, Any], span: Span
) -> Any:

    if not isinstance(fn, pytypes.FunctionType) or user_classes.is_generated(fn):
        f.fail(f"`{getattr(fn, '__name__', fn)}` cannot be compiled", span)
    return f.call_function(fn, [receiver, *args], span, keywords, owner=receiver.type)


def call_of(
    f: Lowering, method: Method, args: list[Any], keywords: dict[str, Any], span: Span
) -> Any:
    """Call what `of_class` or `super()` gave."""

    receiver = method.receiver
    if method.fn is None:
        if args or keywords:
            f.fail(
                "object.__init__() takes exactly one argument (the instance to initialize)", span
            )
        return f.b.const(None, ty.NONE)
    if not hasattr(method.fn, "__code__"):
        what = f"`{method.fn.__qualname__}` is what a decorator below `@classmethod` made"
        f.fail(what, span, hint="decorate a function of the module, and call that")
    if method.fn.__name__ == "__init__" and user_classes.is_generated(method.fn):
        base, given = (receiver, args) if receiver is not None else (args[0], args[1:])
        if isinstance(base, Value) and user_classes.class_of(base.type) is not None:
            f.generated_init(method.fn, base, given, keywords, span)
            return f.b.const(None, ty.NONE)
    if receiver is None:  # `Base.method(self, …)`
        if not args:
            f.fail(f"{method.fn.__qualname__}() needs the instance", span)
        if isinstance(args[0], Static) and isinstance(args[0].obj, NewObject):
            class_init.call_super_init(f, method.fn, args[1:], keywords, span)
            return f.b.const(None, ty.NONE)
        first = f.materialise(args[0], span)
        if not isinstance(first.type, ty.Union):
            return call_on(f, method.fn, first, args[1:], keywords, span)

        def called(x: Value) -> Value:
            return f.materialise(call_on(f, method.fn, x, args[1:], keywords, span), span)

        return each(f, first, span, called)
    if isinstance(receiver, Static) and isinstance(receiver.obj, NewObject):
        class_init.call_super_init(f, method.fn, args, keywords, span)
        return f.b.const(None, ty.NONE)
    if isinstance(receiver, Static):
        return f.call_function(method.fn, [receiver, *args], span, keywords, first=GIVEN)
    return call_on(f, method.fn, receiver, args, keywords, span)


def super_of(f: Lowering, args: list[Any], span: Span) -> Static:
    """`super()`, or `super(Cls, self)`."""
    fn = f.signature.fn
    names = f.source.tree.args.args
    receiver = f.env.get(names[0].arg) if names else None
    cls = _exact(receiver)
    if cls is None or len(args) not in (0, 2):
        f.fail("super() stands in a method of a class", span)
    around = class_init.class_around(cls, fn)
    if args and isinstance(args[0], Static):
        around = args[0].obj
    if around not in cls.__mro__:
        f.fail("super() stands in a method of a class", span)
    assert isinstance(around, type) and isinstance(receiver, (Value, Static))
    return Static(Super(around, receiver))


def _exact(receiver: Any) -> type | None:
    """The class that a value, or a `cls`, is of."""
    if isinstance(receiver, Value):
        return user_classes.class_of(receiver.type)
    if isinstance(receiver, Static) and isinstance(receiver.obj, NewObject):
        return user_classes.class_of(receiver.obj.type)
    if isinstance(receiver, Static) and isinstance(receiver.obj, type):
        return receiver.obj
    return None


def of_super(f: Lowering, after: Super, name: str, span: Span) -> Value | Static:
    """`super().name`."""
    cls = _exact(after.receiver)
    assert cls is not None
    name = mangled(f.signature.fn, name)
    line = list(cls.__mro__)
    for c in line[line.index(after.cls) + 1 :]:
        if name in vars(c):
            found = vars(c)[name]
            if isinstance(found, classmethod):
                return Static(Method(found.__func__, Static(cls)))
            if isinstance(found, staticmethod):
                return Static(found.__func__)
            if isinstance(found, property) and isinstance(after.receiver, Value):
                value: Value | Static = call_on(f, found.fget, after.receiver, [], {}, span)
                return value
            if isinstance(found, pytypes.FunctionType):
                return Static(Method(found, after.receiver))
            if name in ("__str__", "__repr__") and is_carrying(cls):
                return Static(Method(base_text(c, name), after.receiver))
            if name == "__init__" and is_carrying(cls):
                return Static(Method(base_init(), after.receiver))
            if name == "__init__":  # object's, which does nothing
                return Static(Method(None, None))
            break
    f.fail(f"'super' object has no attribute '{name}'", span)


def set_attribute(
    f: Lowering, base: Value, target: ast.Attribute, held: Value | Static, source: ast.expr
) -> bool:
    """`base.name = …`; whether `base` is an instance of a user's class."""

    if isinstance(base.type, ty.Union):
        base = without_none(f, base, target.attr, f.span(target)) or base
    members = base.type.members if isinstance(base.type, ty.Union) else (base.type,)
    if any(user_classes.class_of(m) is None for m in members):
        return False
    value = f.materialise(held, f.span(source))

    def one(x: Value) -> Value:
        _set(f, x, target, value, source)
        return f.b.const(None, ty.NONE)

    each(f, base, f.span(target), one)
    if len(members) > 1:
        narrowing.forget(f.env, {target.attr}, set())
    return True


def _set(
    f: Lowering, base: Value, target: ast.Attribute, held: Value | Static, source: ast.expr
) -> None:
    t, span = base.type, f.span(target)
    cls = user_classes.class_of(t)
    if isinstance(t, ty.Tuple):
        hint = f"make another one: value._replace({target.attr}=…)"
        f.fail("can't set attribute: a named tuple cannot change", span, hint=hint)
    if isinstance(t, ty.Enum):
        f.fail("a member of an enumeration cannot change", span)
    assert cls is not None and isinstance(t, ty.Object)
    name = mangled(f.signature.fn, target.attr)
    f.unit.layout(t)
    class_left.check(f, t, name, span)
    member = user_classes.raw(cls, name)
    if isinstance(member, property):
        if member.fset is None:
            f.fail(f"property '{name}' of '{cls.__name__}' object has no setter", span)
        call_on(f, member.fset, base, [held], {}, span)
        return
    class_init.refuse_frozen(f, t, target, name)
    field = f.unit.module.classes[t].field(name)
    value = f.materialise(held, f.span(source))
    if f.probe is not None and t is f.probe.fields.t:
        f.probe.assigns(name, value.type)
    if field is None:
        known = [n for n, _ in f.unit.module.classes[t].fields]
        hint = did_you_mean(name, known, "set it in `__init__`, or annotate it in the class")
        f.fail(f"{describe(t)} has no field `{name}`", span, hint=hint)
    given = value.type
    if f.probe is None:
        f.unit.layouts.given(t, name, field, given)
    value = f.convert(value, field, f.span(source), f"the value assigned to .{name}")
    f.at(target).op("field.set", base, value, name=name)
    narrowing.assigned(f, target, given, field)


def is_instance(v: Value) -> bool:
    return user_classes.class_of(v.type) is not None
