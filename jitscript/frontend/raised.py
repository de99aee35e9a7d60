"""Exceptions as values: what a handler has caught, or a call of a class has made, once it is used
for more than its text.

    except ParseError as e:
        errors.append(e)            Python's object from then on, held by native code
        return e.position           asked of the object; its type is what the class says

The type is `BaseException<C>`, C standing for the class which it is of or derives from. A field has
the type that the class annotates; that of the parameter of `__init__` that is assigned to it, or
where that says nothing, of what the `raise`s met so far pass for it. The value must be of just that
type when the program runs, else TypeError.
"""

from __future__ import annotations

import ast
import inspect
import types as pytypes
from collections.abc import Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import classes, user_classes
from .annotations import AnnotationError, pattern_of, resolved
from .arguments import WrongCall, assign_slots
from .caught import Caught, common_class, exception_class, exception_name, exception_type
from .composite import BoundMethod
from .emitter import Static
from .functions import head
from .lowering import Dead, Lowering
from .operators.unions import each, members
from .patterns import describe, fill, is_exception
from .python_calls import call_python
from .services import service
from .source import source_of

Held = Value | Static
_ASKED = "jitscript.runtime.caught"
_SCALARS = ty.union_of(ty.Object("str"), ty.INT, ty.FLOAT, ty.BOOL, ty.NONE)
_TEXT = ty.Object("str")
_MAYBE_TEXT = ty.union_of(_TEXT, ty.NONE)

# Attributes of Python's classes.
_KNOWN: dict[type, dict[str, ty.Type]] = {
    OSError: {
        "errno": ty.union_of(ty.INT, ty.NONE),
        **dict.fromkeys(("strerror", "filename", "filename2"), _MAYBE_TEXT),
    },
    UnicodeError: {
        **dict.fromkeys(("encoding", "reason"), _TEXT),
        **dict.fromkeys(("start", "end"), ty.INT),
    },
    UnicodeDecodeError: {"object": ty.Object("bytes")},
    UnicodeEncodeError: {"object": _TEXT},
    StopIteration: {"value": _SCALARS},
    SystemExit: {"code": ty.union_of(ty.INT, _TEXT, ty.NONE)},
    ImportError: dict.fromkeys(("name", "path", "msg"), _MAYBE_TEXT),
    NameError: {"name": _MAYBE_TEXT},
    AttributeError: {"name": _MAYBE_TEXT},
    SyntaxError: {
        **dict.fromkeys(("msg", "filename", "text"), _MAYBE_TEXT),
        **{name: ty.union_of(ty.INT, ty.NONE) for name in ("lineno", "offset")},
    },
}


@service
def exception_value(f: Lowering, caught: Caught, span: Span) -> Value:
    """What was caught as a value."""
    f.b.span = span
    f.unit.calls_python = True
    block = f.b.op("exc.object", caught.value).result
    t = exception_type(common_class(caught.classes))
    f.unit.layout(t)
    return f.b.op("object.new", block, types=[t]).result


@service
def exception_as(f: Lowering, value: Value, to: ty.Type, span: Span) -> Value:
    """The same object under another type."""
    if value.type is to:
        return value
    f.b.span = span
    f.unit.layout(to)
    f.unit.layout(value.type)
    block = f.b.op("field.get", value, types=[ty.Buffer(ty.U8)], name="_held").result
    return f.b.op("object.new", block, types=[to]).result


@service
def whole_exception(f: Lowering, error: Value, span: Span) -> Value:
    found = members(error.type)
    if len(found) < 2 or not all(map(is_exception, found)):
        return error
    whole = exception_type(common_class([exception_class(m) for m in found]))
    return each(f, error, span, lambda x: exception_as(f, x, whole, span))


@service
def exception_test(f: Lowering, error: Value, wanted: Any, span: Span) -> Value:
    """`isinstance`, which Python answers."""
    known = [exception_class(m) for m in members(error.type)]
    names = []
    for cls in wanted:
        if all(issubclass(c, cls) for c in known):
            return f.b.const(True, ty.BOOL, span)
        if issubclass(cls, BaseException):
            exception_name(f, cls, span)
            names.append(f.unit.looks.python_place(cls))
    if not names:
        return f.b.const(False, ty.BOOL, span)
    texts = [f.materialise(Static(name), span) for name in names]
    return call_python(f, f"{_ASKED}:is_of", [error, *texts], [], ty.BOOL, span)


@service
def make_exception(
    f: Lowering, cls: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Value:
    """A call of an exception's class, which Python makes."""
    exception_name(f, cls, span)
    note(f, cls, args, keywords)
    place = f.unit.looks.python_place(cls)
    values = [f.materialise(a, span) for a in (*args, *keywords.values())]
    return call_python(f, place, values, list(keywords), exception_type(cls), span)


def note(f: Lowering, cls: type, args: list[Held], keywords: dict[str, Held]) -> None:
    """Remember of what types an exception of the class is made."""
    row = tuple(map(_type, args)), tuple((n, _type(a)) for n, a in keywords.items())
    known = f.unit.raised.setdefault(cls, [])
    if row not in known:
        known.append(row)


def _type(held: Held) -> ty.Type | None:
    if isinstance(held, Value):
        return held.type
    return _TEXT if isinstance(held.obj, str) else None


@service
def throw(f: Lowering, error: Value, span: Span, cause: Value | None = None) -> NoReturn:
    """Raise an exception that is a value."""
    name, given = ("throw", [error]) if cause is None else ("throw_from", [error, cause])
    call_python(f, f"{_ASKED}:{name}", given, [], ty.NONE, span)
    f.b.op("unreachable", span=span)
    raise Dead


@service
def exception_class_name(f: Lowering, error: Value, span: Span) -> Value:
    return call_python(f, f"{_ASKED}:name", [error], [], _TEXT, span)


# --- attributes ----------------------------------------------------------------------------------


@service
def exception_attribute(f: Lowering, error: Caught | Value, name: str, span: Span) -> Held:
    """Of what was caught, which may be of several classes that have no common base with it, too."""
    if isinstance(error, Value):
        return _attribute(f, error, exception_class(error.type), name, span)
    base = common_class(error.classes)
    value = exception_value(f, error, span)
    for cls in error.classes:
        if cls.__module__ != "builtins":
            f.unit.looks.definition(cls)
    if name == "args":
        return _args(f, value, error.classes, span)
    if user_classes.raw(base, name) is None and len(error.classes) > 1:
        found = [_field_type(f, cls, name, span) for cls in error.classes]
        if None not in found:
            return _ask(f, value, name, ty.union_of(*(t for t in found if t is not None)), span)
    return _attribute(f, value, base, name, span)


def _attribute(f: Lowering, error: Value, cls: type[BaseException], name: str, span: Span) -> Held:
    """An attribute of an exception of a class: a field, or a method."""
    if cls.__module__ != "builtins":
        f.unit.looks.definition(cls)
    if name == "args":
        return _args(f, error, (cls,), span)
    raw = user_classes.raw(cls, name)
    own = user_classes.owner_of(cls, name)
    if isinstance(raw, pytypes.FunctionType) or (
        name in ("add_note", "with_traceback") and raw is not None
    ):
        return Static(BoundMethod(error, name))
    if isinstance(raw, property) and raw.fget is not None:
        result = _result_of(f, cls, raw.fget, span)
        return _ask(f, error, name, result, span)
    t = _field_type(f, cls, name, span)
    if t is None and name in ("__cause__", "__context__"):
        t = ty.union_of(exception_type(BaseException), ty.NONE)
    if t is None and raw is not None and own is not None and type(raw) in _CONSTANTS:
        t = _CONSTANTS[type(raw)]
    if t is None:
        _unknown(f, cls, name, span)
    return _ask(f, error, name, t, span)


_CONSTANTS: dict[type, ty.Type] = {int: ty.INT, float: ty.FLOAT, bool: ty.BOOL, str: _TEXT}


def _ask(f: Lowering, error: Value, name: str, t: ty.Type, span: Span) -> Value:
    if not _is_constant(t):
        f.fail(
            f"the attribute `{name}` of an exception is of type {describe(t)}, which can change, "
            "and compiled code would not see that",
            span,
            hint="keep a tuple, a text or a number in the exception",
        )
    text = f.materialise(Static(name), span)
    return call_python(f, "builtins:getattr", [error, text], [], t, span)


def _is_constant(t: ty.Type) -> bool:
    if isinstance(t, ty.Union):
        return all(map(_is_constant, t.members))
    if isinstance(t, ty.Tuple):
        return all(map(_is_constant, t.items))
    if isinstance(t, ty.Object):
        return t.name in ("str", "bytes", "BaseException")
    return isinstance(t, (ty.Scalar, ty.Enum)) or t is ty.NONE


def _unknown(f: Lowering, cls: type, name: str, span: Span) -> NoReturn:
    if _assigned(f, cls, name) is None:
        f.fail(f"{cls.__name__} has no attribute `{name}`", span)
    f.fail(
        f"cannot tell the type of the attribute `{name}` of {cls.__name__}",
        span,
        hint=f"annotate it in the class, `{name}: int`, or the parameter that it is set to",
    )


def _args(
    f: Lowering, error: Value, classes_of: Sequence[type[BaseException]], span: Span
) -> Value:
    """A tuple where it is known what the class is made of; else what is asked one by one."""
    _look_ahead(f)
    types: set[ty.Type] = set()
    for cls in classes_of:
        made = [given for given, _ in f.unit.raised.get(cls, [])]
        own = _own_function(cls, "__init__") is not None
        plain = not own and cls.__module__ != "builtins"
        if plain and len(made) == len(classes_of) == 1 and all(map(_is_argument, made[0])):
            items = tuple(t for t in made[0] if t is not None)
            return _ask(f, error, "args", ty.Tuple(items), span)
        types |= {t for given in made for t in given if t is not None and _is_argument(t)}
        if issubclass(cls, (KeyError, StopIteration, SystemExit)):
            types |= set(members(_SCALARS))
        elif issubclass(cls, OSError):
            types |= {_TEXT, ty.INT}
        elif not plain or not made:
            types |= {_TEXT}
    assert isinstance(error.type, ty.Object)
    t = ty.Object("Arguments", (error.type.args[0], ty.union_of(*types or {_TEXT})))
    classes.implementation(registry.module("raised").Arguments)
    f.unit.layout(t)
    f.b.span = span
    return f.b.op("object.new", error, types=[t]).result


def _is_argument(t: ty.Type | None) -> bool:
    return t is not None and _is_constant(t)


def _own_function(cls: type, name: str) -> pytypes.FunctionType | None:
    """What the user's classes define under the name."""
    found = user_classes.raw(cls, name)
    return found if isinstance(found, pytypes.FunctionType) else None


def _look_ahead(f: Lowering) -> None:
    """Lower what has been called so far: its `raise`s tell of what types exceptions are made."""
    done: set[str] = set()
    while todo := [i for name, i in f.unit.by_name.items() if name not in done]:
        for instance in todo:
            done.add(instance.name)
            if instance.late is None and not instance.signature.library:
                f.unit.lower(instance)


def _field_type(f: Lowering, cls: type, name: str, span: Span) -> ty.Type | None:
    """The type of a field, as the classes say it; None where they do not."""
    for c in cls.__mro__:
        known = _KNOWN.get(c, {}).get(name)
        if known is not None:
            return known
        annotation = vars(c).get("__annotations__", {}).get(name)
        if annotation is not None:
            return _annotated(f, c, annotation, name, span)
    found = _assigned(f, cls, name)
    return None if found is None else _assigned_type(f, cls, *found, span)


def _annotated(f: Lowering, c: type, annotation: Any, name: str, span: Span) -> ty.Type:
    import sys

    space = vars(sys.modules.get(c.__module__, sys))
    functions = [m for m in vars(c).values() if isinstance(m, pytypes.FunctionType)]
    space = functions[0].__globals__ if functions else space
    try:
        found = fill(pattern_of(resolved(annotation, lambda text: eval(text, space))), {})
    except (AnnotationError, NameError) as e:
        f.fail(f"the attribute `{name}` of {c.__name__}: {e}", span)
    if found is None:
        f.fail(f"the attribute `{name}` of {c.__name__} is of no one type", span)
    return found


def _assigned(f: Lowering, cls: type, name: str) -> tuple[Any, ast.stmt, ast.expr] | None:
    """The method that assigns a field first, the statement and the value."""
    for c in cls.__mro__:
        if c.__module__ == "builtins":
            continue
        methods = sorted(vars(c).values(), key=lambda m: getattr(m, "__name__", "") != "__init__")
        for fn in methods:
            if not isinstance(fn, pytypes.FunctionType):
                continue
            tree = source_of(fn).tree
            me = tree.args.args[0].arg if tree.args.args else ""
            for node in ast.walk(tree):
                if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
                    continue
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    if _is_field(target, me, name):
                        return fn, node, node.value
                    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                        for one, value in zip(target.elts, node.value.elts):
                            if _is_field(one, me, name):
                                return fn, node, value
    return None


def _is_field(target: ast.expr, me: str, name: str) -> bool:
    return (
        isinstance(target, ast.Attribute)
        and target.attr == name
        and isinstance(target.value, ast.Name)
        and target.value.id == me
    )


def _assigned_type(
    f: Lowering, cls: type, fn: Any, statement: ast.stmt, value: ast.expr, span: Span
) -> ty.Type | None:
    signature = head(f, fn, span, exception_type(cls))
    if isinstance(statement, ast.AnnAssign):
        try:
            return fill(pattern_of(signature.evaluate(statement.annotation)), {})
        except (AnnotationError, NameError) as e:
            f.fail(f"{cls.__name__}: {e}", span)
    if isinstance(value, ast.Constant):
        return _CONSTANTS.get(type(value.value))
    if isinstance(value, ast.JoinedStr):
        return _TEXT
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        kinds = {"len": ty.INT, "int": ty.INT, "str": _TEXT, "repr": _TEXT, "float": ty.FLOAT}
        return kinds.get(value.func.id)
    if not isinstance(value, ast.Name):
        return None
    for p in signature.params:
        if p.name != value.id:
            continue
        if isinstance(p.pattern, ty.Type):
            return p.pattern
        return _passed(f, cls, fn, p.name)
    return None


def _passed(f: Lowering, cls: type, fn: Any, name: str) -> ty.Type | None:
    """What the `raise`s pass for a parameter of `__init__` that says no type."""
    _look_ahead(f)
    found = []
    for made, rows in f.unit.raised.items():
        if not issubclass(made, cls) or user_classes.raw(made, "__init__") is not fn:
            continue
        for types, words in rows:
            bound = inspect.signature(fn).bind_partial(None, *types, **dict(words))
            if name in bound.arguments:
                found.append(bound.arguments[name])
    default = inspect.signature(fn).parameters[name].default
    if default is None or type(default) in _CONSTANTS:
        found.append(_CONSTANTS.get(type(default), ty.NONE))
    return ty.union_of(*found) if found and None not in found else None


# --- methods, and attributes that are set ---------------------------------------------------------


def _result_of(f: Lowering, cls: type, fn: Any, span: Span) -> ty.Type:
    signature = head(f, fn, span, exception_type(cls))
    found = fill(signature.result, {}) if signature.result is not None else None
    if found is None:
        f.fail(
            f"what `{fn.__name__}` gives is not known: methods of exceptions run in Python, and "
            "compiled code takes the type of the result from the annotation",
            span,
            hint=f"write def {fn.__name__}(…) -> T",
        )
    return found


@service
def exception_method(
    f: Lowering, error: Value, name: str, args: list[Held], keywords: dict[str, Held], span: Span
) -> Value:
    """A method of an exception, which Python calls."""
    cls = exception_class(error.type)
    fn = user_classes.raw(cls, name)
    if not isinstance(fn, pytypes.FunctionType):
        result = ty.NONE if name == "add_note" else error.type
        values = [f.materialise(a, span) for a in args]
        return _call(f, error, name, values, [], result, span)
    signature = head(f, fn, span, exception_type(cls))
    slots = assign_slots(f, signature, [error, *args], keywords, False)
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)
    values = [f.materialise(a, span) for a in (*args, *keywords.values())]
    return _call(f, error, name, values, list(keywords), _result_of(f, cls, fn, span), span)


def _call(
    f: Lowering,
    error: Value,
    name: str,
    values: list[Value],
    words: list[str],
    result: ty.Type,
    span: Span,
) -> Value:
    text = f.materialise(Static(name), span)
    given = [error, text, *values]
    return call_python(f, f"{_ASKED}:call", given, words, result, span)


@service
def set_exception(f: Lowering, error: Value, name: str, value: Value, span: Span) -> None:
    if not _is_constant(value.type):
        f.fail(
            f"an attribute of an exception cannot be set to {describe(value.type)} here",
            span,
            hint="keep a tuple, a text or a number in the exception",
        )
    text = f.materialise(Static(name), span)
    call_python(f, "builtins:setattr", [error, text, value], [], ty.NONE, span)


@service
def same_exception(f: Lowering, a: Value, b: Value, span: Span) -> Value:
    for v in (a, b):
        if not all(is_exception(m) or m is ty.NONE for m in members(v.type)):
            return f.b.const(False, ty.BOOL, span)
    return call_python(f, "operator:is_", [a, b], [], ty.BOOL, span)


@service
def equal_exceptions(f: Lowering, a: Value, b: Value, span: Span) -> Value:
    return call_python(f, f"{_ASKED}:equal", [a, b], [], ty.BOOL, span)
