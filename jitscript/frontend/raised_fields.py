"""Of what types the attributes of exceptions are.

The type is `BaseException<C>`, C standing for the class which it is of or derives from. A field has
the type that the class annotates; that of the parameter of `__init__` that is assigned to it, or
where that says nothing, of what the `raise`s met so far pass for it. The value must be of just that
type when the program runs, else TypeError.
"""

from __future__ import annotations

import ast
import copy
import inspect
import sys
import types as pytypes
from typing import Any

from ..diagnostics import NO_SPAN, Span
from ..identity.variables import annotations_of
from ..ir import types as ty
from . import user_classes
from .annotations import AnnotationError, pattern_of, resolved
from .caught import exception_type
from .functions import head
from .holes import has_hole
from .lowering import Lowering
from .patterns import fill
from .signature import Param, Signature
from .source import source_of

SCALARS = ty.union_of(ty.Object("str"), ty.INT, ty.FLOAT, ty.BOOL, ty.NONE)
TEXT = ty.Object("str")
_MAYBE = ty.union_of(TEXT, ty.NONE)

# Attributes of Python's classes.
_KNOWN: dict[type, dict[str, ty.Type]] = {
    OSError: {
        "errno": ty.union_of(ty.INT, ty.NONE),
        **dict.fromkeys(("strerror", "filename", "filename2"), _MAYBE),
    },
    UnicodeError: {
        **dict.fromkeys(("encoding", "reason"), TEXT),
        **dict.fromkeys(("start", "end"), ty.INT),
    },
    UnicodeDecodeError: {"object": ty.Object("bytes")},
    UnicodeEncodeError: {"object": TEXT},
    StopIteration: {"value": SCALARS},
    SystemExit: {"code": ty.union_of(ty.INT, TEXT, ty.NONE)},
    ImportError: dict.fromkeys(("name", "path", "msg"), _MAYBE),
    NameError: {"name": _MAYBE},
    AttributeError: {"name": _MAYBE},
    SyntaxError: {
        **dict.fromkeys(("msg", "filename", "text"), _MAYBE),
        **{name: ty.union_of(ty.INT, ty.NONE) for name in ("lineno", "offset")},
    },
}

_VARIABLE = ("vararg", "kwarg")
CONSTANTS: dict[type, ty.Type] = {int: ty.INT, float: ty.FLOAT, bool: ty.BOOL, str: TEXT}


def is_constant(t: ty.Type) -> bool:
    if isinstance(t, ty.Union):
        return all(map(is_constant, t.members))
    if isinstance(t, ty.Tuple):
        return all(map(is_constant, t.items))
    if isinstance(t, ty.Object):
        return t.name in ("str", "bytes", "BaseException")
    return isinstance(t, (ty.Scalar, ty.Enum)) or t is ty.NONE


def look_ahead(f: Lowering) -> None:
    """Lower what has been called so far: its `raise`s tell of what types exceptions are made."""
    done: set[str] = set()
    while todo := [i for name, i in f.unit.by_name.items() if name not in done]:
        for instance in todo:
            done.add(instance.name)
            types = [*instance.value_types(), instance.owner or ty.NONE]
            open_yet = any(map(has_hole, types))  # it is called again when they are known
            if instance.late is None and not instance.signature.library and not open_yet:
                f.unit.lower(instance)


def field_type(f: Lowering, cls: type, name: str, span: Span) -> ty.Type | None:
    """The type of a field, as the classes say it; None where they do not."""
    for c in cls.__mro__:
        known = _KNOWN.get(c, {}).get(name)
        if known is not None:
            return known
        annotation = annotations_of(vars(c)).get(name)
        if annotation is not None:
            return _annotated(f, c, annotation, name, span)
    found = assigned(f, cls, name)
    return None if found is None else _assigned_type(f, cls, *found, span)


def _annotated(f: Lowering, c: type, annotation: Any, name: str, span: Span) -> ty.Type:
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


def assigned(f: Lowering, cls: type, name: str) -> tuple[Any, ast.stmt, ast.expr] | None:
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
        return CONSTANTS.get(type(value.value))
    if isinstance(value, ast.JoinedStr):
        return TEXT
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        kinds = {"len": ty.INT, "int": ty.INT, "str": TEXT, "repr": TEXT, "float": ty.FLOAT}
        return kinds.get(value.func.id)
    if isinstance(value, ast.Name):
        for p in signature.params:
            if p.name == value.id and p.kind not in _VARIABLE:
                return _of_parameter(f, cls, fn, p)
    return _computed(f, cls, signature, statement, value)


def _of_parameter(f: Lowering, cls: type, fn: Any, p: Param) -> ty.Type | None:
    return p.pattern if isinstance(p.pattern, ty.Type) else _passed(f, cls, fn, p.name)


def _computed(
    f: Lowering, cls: type, signature: Signature, statement: ast.stmt, value: ast.expr
) -> ty.Type | None:
    """The type of an expression: of what a function gives that returns it instead, lowered for
    that alone."""
    tree = signature.source.tree
    me = tree.args.args[0].arg if tree.args.args else ""
    if statement not in tree.body:
        return None
    before = tree.body[: tree.body.index(statement)]
    kept = [s for s in before if not _mentions(s, me) and not _mentions(s, "super")]
    returned = ast.copy_location(ast.Return(value), statement)
    made = ast.FunctionDef(**{**dict(ast.iter_fields(tree)), "body": [*kept, returned]})
    only = copy.copy(signature)
    only.source = signature.source.inner(ast.copy_location(made, tree))
    only.scope, only.result = only.source.scope, None
    rest = signature.params[1:]
    found = [_of_parameter(f, cls, signature.fn, p) for p in rest if p.kind not in _VARIABLE]
    types = [t for t in found if t is not None]
    if len(types) < len(rest):
        return None
    unit = f.unit.apart()
    instance = unit.instance(only, [exception_type(cls), *types], NO_SPAN)
    unit.lower(instance)
    return None if unit.diagnostics else instance.result


def _mentions(node: ast.AST, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node))


def _passed(f: Lowering, cls: type, fn: Any, name: str) -> ty.Type | None:
    """What the `raise`s pass for a parameter of `__init__` that says no type."""
    look_ahead(f)
    found = []
    for made, rows in f.unit.raised.items():
        if not issubclass(made, cls) or user_classes.raw(made, "__init__") is not fn:
            continue
        for types, words in rows:
            bound = inspect.signature(fn).bind_partial(None, *types, **dict(words))
            if name in bound.arguments:
                found.append(bound.arguments[name])
    default = inspect.signature(fn).parameters[name].default
    if default is None or type(default) in CONSTANTS:
        found.append(CONSTANTS.get(type(default), ty.NONE))
    return ty.union_of(*found) if found and None not in found else None
