"""`x.name`: attributes of compile-time objects, arrays, numbers and instances."""

from __future__ import annotations

import ast
import sys
import types as pytypes
from collections.abc import Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..identity.asked import stays
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.eval_arith import numpy_class
from ..library import registry
from . import (
    captured_instances,
    class_init,
    class_members,
    classes,
    keywords,
    live_tables,
    named_dunders,
    narrowing,
    nominal,
    numpy_calls,
    opaque,
    opaque_names,
    python_variables,
    user_classes,
)
from .captured_instances import is_instance
from .caught import Caught, CaughtType, class_name, of_exception, whole_exception
from .class_text import mangled
from .classes import python_class
from .composite import BoundMethod, Cached, ClassOf, Composite, Keywords, Template
from .constant_tables import Table, changes, reads, refuse, refuse_change
from .emitter import Static
from .literals import named, of_object
from .lowering import Failed, Lowering
from .methods import construct, method_rule
from .operators.unions import each
from .patterns import OPAQUE, describe, is_callable, is_exception, narrow_first
from .services import expression
from .suggestions import attributes, did_you_mean


@expression(ast.Attribute)
def attribute(f: Lowering, node: ast.Attribute) -> Value | Static:
    return of_held(f, f.expr(node.value), node)


def of_held(f: Lowering, base: Value | Static, node: ast.Attribute) -> Value | Static:
    """The attribute `node` of `base`."""
    span = f.span(node)
    if isinstance(base, Static):
        if isinstance(base.obj, classes.NewObject) and base.obj.user:
            name = mangled(f.signature.fn, node.attr)
            found = class_init.read_field(f, base.obj, name, span)
            cls = python_class(base.obj.type)
            return class_members.of_class(f, cls, name, span) if found is None else found
        if isinstance(base.obj, class_members.Super):
            return class_members.of_super(f, base.obj, node.attr, span)
        if isinstance(base.obj, classes.NewObject):
            if node.attr not in base.obj.fields:
                f.fail(f"the field `{node.attr}` is not set yet", span)
            return base.obj.fields[node.attr]
        if isinstance(base.obj, CaughtType) and node.attr in ("__name__", "__qualname__"):
            return class_name(f, base.obj, span)
        if isinstance(base.obj, ClassOf) and node.attr in ("__name__", "__qualname__"):
            return class_members.name_of_class(f, base.obj, node.attr, span)
        if isinstance(base.obj, CaughtType):
            f.fail(
                f"the attribute `{node.attr}` of the class of an exception is not supported",
                span,
                hint="type(e).__name__ is its name",
            )
        if isinstance(base.obj, Caught) and node.attr == "__class__":
            return Static(CaughtType(base.obj))
        if isinstance(base.obj, Caught):
            return of_exception(f, base.obj, node.attr, span)
        if isinstance(base.obj, Keywords):
            found = keywords.method_of(base, node)
            if found is not None:
                return found
            return of_value(f, keywords.as_dict(f, base.obj, span), node.attr, span)
        if isinstance(base.obj, str) and node.attr in ("format", "format_map"):
            return Static(Template(base.obj, node.attr == "format_map"))
        if hasattr(base.obj, "n_sequence_fields") and hasattr(base.obj, node.attr):
            return of_object(f, f.attribute(base.obj, node.attr), span, "")  # sys.float_info
        if isinstance(base.obj, Table) and reads(base.obj, node.attr):
            base = f.read_through(base, span)
            assert isinstance(base, Value)
            return narrowing.narrowed(f, node, of_value(f, base, node.attr, span), span)
        if isinstance(base.obj, Table) and hasattr(base.obj.obj, node.attr):
            refuse(f, base.obj, f.span(node.value))
        if not isinstance(base.obj, (str, bytes, tuple, Table)) and not f.is_table(base.obj):
            return _static(f, base.obj, node, span)
        base = f.materialise(base, span)
    if isinstance(base.type, ty.Object) and changes(base.type.name, node.attr):
        refuse_change(f, node.value, f.span(node.value))
    return narrowing.narrowed(f, node, of_value(f, base, node.attr, span), span)


def _static(f: Lowering, obj: Any, node: ast.Attribute, span: Span) -> Value | Static:
    name = node.attr
    if isinstance(obj, Cached) or type(obj).__name__ == "_lru_cache_wrapper":
        return f.cache_attribute(obj, name, span)
    if nominal.is_nominal(obj) and name not in ("__name__", "__qualname__", "__doc__"):
        found = f.nominal_member(obj, name, span)
        if found is not None:
            return found
    if nominal.is_enum(type(obj)) and name in ("name", "value", "_name_", "_value_"):
        return of_object(f, f.attribute(obj, name), span, "")
    if nominal.is_enum(type(obj)):
        return of_value(f, f.materialise(Static(obj), span), name, span)
    if user_classes.is_user_class(obj) and name not in ("__name__", "__qualname__", "__doc__"):
        found = user_classes.raw(obj, mangled(f.signature.fn, name))
        if callable(found) or isinstance(found, (staticmethod, classmethod)):
            return class_members.of_class(f, obj, name, span)
        class_members.refuse_descriptor(f, obj, name, span)
    if is_instance(obj):
        own = captured_instances.attribute(f, obj, node, span)
        return class_members.of_class(f, type(obj), name, span) if own is None else own
    held = _variable(f, obj, name, span)
    if held is not None:
        return held
    owner = user_classes.owner_of(obj, name) if user_classes.is_user_class(obj) else obj
    if isinstance(owner, (pytypes.ModuleType, type)):
        held = live_tables.of_attribute(f, owner, name, span)
        if held is not None:
            return held
    if isinstance(obj, (pytypes.ModuleType, type)) and stays(vars(obj).get(name)):
        return opaque.read(f, _space_of(obj), name, span)
    if isinstance(obj, Composite) and name != "__name__":
        return _of_composite(f, obj, name, span)
    if obj is sys and name in ("stdin", "stdout", "stderr"):
        return f.call_function(registry.module("files_text").standard, [Static(name)], span)
    try:
        found = f.attribute(obj, name)
    except AttributeError as e:
        if isinstance(obj, pytypes.ModuleType) and opaque_names.differs(obj) and not f.unit.device:
            module = f.materialise(Static(obj.__name__), span)
            held = opaque.ask(f, "importlib:import_module", [module], span)
            return opaque.attribute(f, held, name, span)
        if f.unit.check_only and hasattr(obj, "__path__"):
            f.postpone()
        f.fail(str(e), span, hint=did_you_mean(name, attributes(obj)))
    except Exception as e:  # what a descriptor does
        f.fail(f"the attribute `{name}` of {named(obj)} cannot be read here: {e}", span)
    if _can_change(obj, name, found):
        f.fail(
            f"the attribute `{name}` of {named(obj)} can change, and compiled code cannot see that",
            span,
            hint="make it a global constant, annotate it as Final, or pass it as an argument",
        )
    try:
        return of_object(f, found, span, name)
    except Failed:
        is_module = isinstance(obj, pytypes.ModuleType) and not f.unit.device
        if not is_module or not (obj is sys or opaque_names.changes(found)):
            raise
    return opaque.read(f, vars(obj), name, span)


def _space_of(obj: Any) -> Any:
    return vars(obj) if isinstance(obj, pytypes.ModuleType) else obj


def _of_composite(f: Lowering, obj: Composite, name: str, span: Span) -> Value | Static:
    """What a nested function answers about itself."""
    fn = getattr(getattr(obj, "signature", None), "fn", None)
    if fn is None or name not in ("__qualname__", "__doc__", "__module__"):
        what = "a nested function" if fn is not None else "such an object"
        f.fail(f"the attribute `{name}` of {what} is not supported", span)
    return of_object(f, getattr(fn, name), span, name)


def _variable(f: Lowering, obj: Any, name: str, span: Span) -> Value | None:
    """An attribute of a class that can change, read when it is asked for."""
    if f.signature.library or not isinstance(obj, type):
        return None
    name = mangled(f.signature.fn, name)
    found = user_classes.raw(obj, name)
    if user_classes.owner_of(obj, name) is None or not _can_change(obj, name, found):
        return None
    return python_variables.read_attribute(f, obj, name, span)


def _can_change(obj: Any, name: str, found: Any) -> bool:
    """Whether an attribute is a variable of a user's class, or of a function: no constant, no part
    of the code. Those of modules are globals."""
    if isinstance(obj, pytypes.FunctionType):
        return not name.startswith("__")
    if not isinstance(obj, type) or hasattr(obj, "__members__"):
        return False
    if not user_classes.is_by_statement(obj):
        return False
    owner = next((c for c in obj.__mro__ if name in vars(c)), None)
    if owner is None or _is_library(owner) or callable(found):
        return False
    return not user_classes.constant(obj, name)


def _is_library(cls: type) -> bool:
    root = cls.__module__.partition(".")[0]
    return root in ("jitscript", "numpy") or (
        root in sys.stdlib_module_names and root != "__main__"
    )


def of_value(f: Lowering, base: Value, name: str, span: Span) -> Value | Static:
    t = base.type
    f.b.span = span
    if isinstance(t, ty.Union) and is_exception(t.members[0]):
        base = whole_exception(f, base, span)
        t = base.type
    if t is OPAQUE and not f.signature.library:
        return opaque.attribute(f, base, name, span)
    if isinstance(t, ty.Union) and name == "__class__":
        return Static(ClassOf(base))
    if isinstance(t, ty.Union):
        rest = class_members.without_none(f, base, name, span)
        if rest is not None:
            return of_value(f, rest, name, span)
        found = _of_members(f, base, t, name, span)
        if found is not None:
            return found
        f.fail(f"`.{name}` of a value that may be {describe(t)}", span, hint=narrow_first(t))
    if name == "__class__" and user_classes.class_of(t) is None and not is_exception(t):
        return f.call_object(type, [base], {}, span)
    if isinstance(t, ty.Array):
        found = _array(f, base, t, name)
        if found is not None:
            return found
    if isinstance(t, ty.Scalar):
        number = _number(f, base, t, name)
        if number is not None:
            return number
    if isinstance(t, (ty.Tuple, ty.Enum)) and t.name:
        return f.nominal_attribute(base, name, span)
    if isinstance(t, ty.Object) and user_classes.class_of(t) is not None:
        return class_members.of_instance(f, base, t, name, span)
    if is_exception(t) and not f.signature.library:
        return of_exception(f, base, name, span)
    if t in f.unit.frames:
        return f.of_generator(base, name, span)
    if isinstance(t, ty.Object):
        f.unit.layout(t)
        field = f.unit.module.classes[t].field(name)
        if field is not None:
            return f.b.op("field.get", base, types=[field], name=name).result
        if classes.method(t, name) is not None:
            return Static(BoundMethod(base, name))
        if numpy_calls.of_generator(t, name) is not None:
            return Static(BoundMethod(base, name))
        oracle = getattr(python_class(t), name, None)
        if oracle is not None and not callable(oracle) and registry.find(oracle):
            return f.call_library(oracle, [base], span)
        if method_rule(t, name) is not None:
            return Static(BoundMethod(base, name))
        if opaque.is_held(t) and not f.unit.device:
            return opaque.attribute(f, base, name, span)
        if named_dunders.knows(t, name):
            return Static(BoundMethod(base, name))
        if hasattr(python_class(t), name):
            f.fail(f"the attribute `{name}` of {describe(t)} is not supported", span)
        _missing(f, t, name, span)
    cls = python_class(t)
    oracle = getattr(cls, name, None)
    if oracle is None:
        _missing(f, t, name, span)
    if callable(oracle):
        return Static(BoundMethod(base, name))
    if registry.find(oracle):
        return f.call_library(oracle, [base], span)
    f.fail(f"the attribute `{name}` of {describe(t)} is not supported", span)


def _of_members(
    f: Lowering, base: Value, t: ty.Union, name: str, span: Span
) -> Value | Static | None:
    """An attribute that every member of a union has: a method of all, or a value of each."""
    methods = [_is_method(m, name) for m in t.members]
    if None in methods or len(set(methods)) > 1:
        return None
    if methods[0]:
        return Static(BoundMethod(base, name))
    return each(f, base, span, lambda x: f.materialise(of_value(f, x, name, span), span))


def _is_method(t: ty.Type, name: str) -> bool | None:
    """Whether an attribute of values of a type is a method; None where there is none."""
    cls = python_class(t)
    if user_classes.class_of(t) is not None:
        found = user_classes.raw(cls, name)
        return isinstance(found, pytypes.FunctionType)
    if isinstance(t, ty.Object):
        return True if classes.method(t, name) is not None else None
    return callable(getattr(cls, name)) if hasattr(cls, name) else None


def _missing(f: Lowering, t: ty.Type, name: str, span: Span) -> NoReturn:
    hint = did_you_mean(name, attributes(python_class(t)))
    if name in ("length", "lenght", "size") and not isinstance(t, (ty.Scalar, ty.Union)):
        hint = "write len(…)"
    if is_callable(t):
        hint = (
            "only the running program knows which function it is: keep what you ask for beside it"
        )
    f.fail(f"{describe(t)} has no attribute `{name}`", span, hint=hint)


def _array(f: Lowering, a: Value, t: ty.Array, name: str) -> Value | Static | None:
    b = f.b
    if name == "shape":
        return b.emit("tuple.make", *(b.emit("array.dim", a, axis=i) for i in range(t.ndim)))
    if name == "strides":
        return b.emit("tuple.make", *(b.emit("array.stride", a, axis=i) for i in range(t.ndim)))
    if name == "ndim":
        return b.const(t.ndim, ty.INT)
    if name in ("size", "nbytes"):
        total = b.const(_itemsize(t.dtype) if name == "nbytes" else 1, ty.INT)
        for i in range(t.ndim):
            dim = b.emit("array.dim", a, axis=i)
            total = dim if i == 0 and name == "size" else b.emit("mul", total, dim)
        return total
    if name == "itemsize":
        return b.const(_itemsize(t.dtype), ty.INT)
    if name == "dtype":
        import numpy

        return Static(numpy.dtype(numpy_class(t.dtype)))
    if name == "T":
        return _view(f, a, 0, range(t.ndim - 1, -1, -1))
    if name == "mT" and t.ndim >= 2:
        return _view(f, a, 0, [*range(t.ndim - 2), t.ndim - 1, t.ndim - 2])
    if name == "flat":
        return _flat(f, a, f.b.span)
    if name in ("real", "imag") and t.dtype.kind == "complex":
        part = ty.F32 if t.dtype is ty.C64 else ty.F64
        offset = _itemsize(part) if name == "imag" else 0
        return _view(f, a, offset, range(t.ndim), dtype=part)
    if name == "real":
        return a
    if name == "imag":
        f.fail(
            f"the attribute `imag` of {describe(t)} is not supported",
            f.b.span,
            hint="it is 0 everywhere: write np.zeros_like(x)",
        )
    return None


def _flat(f: Lowering, a: Value, span: Span) -> Value | Static:
    import numpy

    cls = classes.implementation(numpy.flatiter)
    assert cls is not None
    return construct(f, cls, (a.type,), [a], {}, span)


def _view(f: Lowering, a: Value, offset: int, axes: Sequence[int], **attrs: Any) -> Value:
    """A view of the array with these axes."""
    dims = [f.b.emit("array.dim", a, axis=i) for i in axes]
    strides = [f.b.emit("array.stride", a, axis=i) for i in axes]
    return f.b.emit("array.view", a, f.b.const(offset, ty.INT), *dims, *strides, **attrs)


def _itemsize(t: ty.Scalar) -> int:
    return max(1, t.bits // 8)


def _number(f: Lowering, v: Value, t: ty.Scalar, name: str) -> Value | Static | None:
    if name in ("real", "imag"):
        if t.kind == "complex":
            return f.b.emit(name, v)
        plain = ty.INT if t is ty.BOOL else t
        if name == "imag":
            return f.b.const(0, plain)
        return v if plain is t else f.b.emit("cast", v, to=plain)
    if t.python:
        if t.kind in ("int", "bool") and name in ("numerator", "denominator"):
            as_int = v if t is ty.INT else f.b.emit("cast", v, to=ty.INT)
            return as_int if name == "numerator" else f.b.const(1, ty.INT)
        return None
    if name == "dtype":
        import numpy

        return Static(numpy.dtype(numpy_class(t)))
    if name in ("itemsize", "nbytes"):
        return f.b.const(_itemsize(t), ty.INT)
    if name in ("ndim", "size"):
        return f.b.const(int(name == "size"), ty.INT)
    return None
