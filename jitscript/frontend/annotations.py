"""Annotations, as objects or as text, to types and patterns of the IR (see `patterns.py`).

int, np.float32, None                     scalars
tuple[int, f64], X | None, Optional[X]    tuples and unions
tuple[int, ...]                           tuples of any length; in library code, of a known one
Array2[f64], np.ndarray[tuple[int, int], np.dtype[np.float64]]
Float64[np.ndarray, "n m"]                jaxtyping, where it is installed
list[int]                                 a class of the library
Literal["a", "b"]                         what these are: str
T, type[D], Buffer[T]                     in library code
Given                                     any constant, given where it is registered
"""

from __future__ import annotations

import types as pytypes
import typing
from collections import abc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from ..identity.aliases import is_alias, plain, with_args
from ..identity.values import builtin_of, is_held, is_native, plain_class
from ..ir import types as ty
from ..library import registry
from ..library.intrinsics import Buffer, Given, ir_type
from . import classes, nominal, protocols, user_classes
from .file_types import FILES
from .opaque_names import is_annotated, is_left, opaque
from .patterns import Pat, Pattern, any_length, describe, is_any
from .quoted import AnnotationError as AnnotationError
from .quoted import endless, reading
from .suggestions import WRITE_ARRAY, as_name, as_written, instead_of, meant_by

# What is of many types, which a parameter of this annotation takes as they come.
_ABSTRACT = (
    *(abc.Sequence, abc.MutableSequence, abc.Collection, abc.Iterable, abc.Sized, abc.Container),
    *(abc.Iterator, abc.Generator, abc.Mapping, abc.MutableMapping, abc.Set, abc.MutableSet),
    *(abc.Reversible, abc.Hashable, typing.SupportsInt, typing.SupportsFloat, type),
    getattr(abc, "Buffer", abc.Hashable),  # from CPython 3.12 on
    *(typing.SupportsIndex, typing.SupportsAbs, typing.SupportsComplex, typing.SupportsRound),
)
_TESTS = ("TypeGuard", "TypeIs")  # what a function says of its argument by a bool


def parse_text(text: str, namespace: dict[str, Any], enclosing: dict[str, Any]) -> Any:
    return eval(text.strip(), namespace, enclosing)


def resolved(obj: Any, read: Callable[[str], Any]) -> Any:
    """An annotation object with what stands in quotes, also inside it, read: list["int"]."""
    return _resolved(plain(obj), read)


def _resolved(obj: Any, read: Callable[[str], Any]) -> Any:
    if isinstance(obj, typing.ForwardRef):
        obj = obj.__forward_arg__
    if isinstance(obj, str):
        with reading(obj):
            return resolved(read(obj), read)
    origin = typing.get_origin(obj)
    if origin is None or origin is typing.Literal or held_in(obj) is not None:
        return obj
    args = typing.get_args(obj)
    if origin is typing.Annotated:  # what else is in it is no type
        args = args[:1]
    if origin is abc.Callable and type(args[0]) is list:
        given = [_part(_resolved(a, read)) for a in args[0]]
        return Callable[given, _part(_resolved(args[1], read))]
    inner = tuple(part_of(_resolved(a, read)) for a in args)
    if all(a is b for a, b in zip(inner, args)):
        return obj
    return inner[0] if origin is typing.Annotated else with_args(obj, inner)


def part_of(obj: Any) -> Any:
    """The part X of `list[X]` or `*p: X`. Raises AnnotationError for what Python holds."""
    obj = _part(obj)
    if (part := held_in(obj)) is not None:
        name, plain = f"js.{part.__name__}", builtin_of(part)
        shown = plain.__name__ if type(plain) is type else plain
        raise AnnotationError(
            f"`{name}` is what a whole parameter or result is, not a part of one",
            f"write {shown} there",
        )
    return obj


def _part(obj: Any) -> Any:
    """A part of an annotation, in which classes that `@script` made mean their instances."""
    if is_native(obj):
        return plain_class(obj)
    if is_native(held_in(obj)):
        return plain_class(held_in(obj)) | None
    return obj


def held_in(obj: Any) -> Any:
    """The class of what Python holds that an annotation is, or is with `| None`; else None."""
    if is_held(obj):
        return obj
    if typing.get_origin(obj) not in (typing.Union, pytypes.UnionType):
        return None
    first, *others = sorted(typing.get_args(obj), key=is_held, reverse=True)
    return first if is_held(first) and others == [type(None)] else None


def pattern_of(obj: Any) -> Pattern:
    """The pattern for an annotation object. Raises AnnotationError."""
    with suppress(TypeError):
        if (found := _simple.get(obj)) is not None:
            return found
    return _pattern(obj)


_simple: dict[Any, ty.Type] = {
    int: ty.INT,
    float: ty.FLOAT,
    bool: ty.BOOL,
    complex: ty.COMPLEX,
    None: ty.NONE,
    type(None): ty.NONE,
}


def _pattern(obj: Any) -> Pattern:
    if isinstance(obj, ty.Type):
        return obj
    if obj is typing.Callable or obj is callable:
        return Pat("callable", None, None, False)
    if obj is typing.Any or obj is pytypes.TracebackType:  # which nothing is known of
        return Pat("any")
    if isinstance(obj, (typing.ParamSpecArgs, typing.ParamSpecKwargs)) or _called(obj) == "Self":
        return Pat("any")
    if isinstance(obj, typing.TypeVar):
        return _variable(obj)
    if obj is Given:
        return Pat("literal", None)
    if isinstance(obj, typing.NewType):
        return pattern_of(obj.__supertype__)
    if isinstance(obj, pytypes.UnionType):
        return _union(typing.get_args(obj))
    if is_alias(obj):  # which stayed in what it stands for
        raise endless(obj.__name__)
    origin = typing.get_origin(obj)
    if origin is not None:
        return _generic(obj, origin, typing.get_args(obj))
    if isinstance(obj, type):
        return _class(obj)
    if type(obj).__module__.startswith("numpy") and hasattr(obj, "type"):  # a dtype object
        return pattern_of(obj.type)
    if obj is typing.Final:
        raise AnnotationError("`Final` does not say the type here", "write Final[int], or the like")
    raise AnnotationError(f"the annotation {as_written(obj)} is not a type", meant_by(obj))


def yielded_by(obj: Any) -> Pattern:
    """What a generator function yields by the annotation of its result."""
    origin = typing.get_origin(obj) or obj
    if origin in (abc.Iterator, abc.Iterable, abc.Generator):
        args = typing.get_args(obj)
        return pattern_of(args[0]) if args and args[0] is not typing.Any else Pat("any")
    raise AnnotationError(
        f"a function with `yield` does not return `{as_name(obj)}`",
        "write Iterator[T], T being the type of what is yielded",
    )


def _variable(var: Any) -> Pat:
    if var.__constraints__:
        allowed = [pattern_of(c) for c in var.__constraints__]
        return Pat("var", var, frozenset(p for p in allowed if isinstance(p, ty.Type)))
    bound = var.__bound__
    if getattr(bound, "__module__", "") == "numpy" and bound.__name__ == "generic":
        return Pat("var", var, frozenset(ty.NUMPY_SCALARS))
    return Pat("var", var, None)


def _union(args: tuple[Any, ...]) -> Pattern:
    parts = [pattern_of(a) for a in args]
    callables = [p for p in parts if isinstance(p, Pat) and p.kind == "callable"]
    if callables and len(parts) == 2 and ty.NONE in parts:
        return Pat("callable", *callables[0].parts[:2], True)
    if all(isinstance(p, ty.Type) for p in parts):
        return ty.union_of(*typing.cast("list[ty.Type]", parts))
    return Pat("union", *parts)


def _generic(obj: Any, origin: Any, args: tuple[Any, ...]) -> Pattern:
    if origin is typing.Union:
        return _union(args)
    if origin is tuple:
        return _tuple(args)
    if origin is Callable:
        return _callable(args)
    if origin is typing.Literal:
        return _union(tuple(dict.fromkeys(type(a) for a in args)))  # which one, nobody checks
    if origin is type:
        return Pat("type", pattern_of(args[0]))
    if origin in (typing.Annotated, typing.Final) or _called(origin) in ("Final", "ClassVar"):
        return pattern_of(args[0])
    if _called(origin) in _TESTS:
        return ty.BOOL
    if origin is Buffer:
        elem = pattern_of(args[0])
        return ty.Buffer(elem) if isinstance(elem, ty.Type) else Pat("buffer", elem)
    if getattr(origin, "__module__", "") == "numpy" and origin.__name__ == "ndarray":
        return _array(obj, args)
    if origin in _ABSTRACT:
        return Pat("any")
    if origin is typing.IO and args[0] in (str, bytes):
        return _class(typing.BinaryIO if args == (bytes,) else typing.TextIO)
    cls = classes.implementation(origin)
    if cls is not None:
        return _instance(cls, args) if args else _bare(cls)
    if origin is typing.IO or is_annotated(origin):
        return opaque()
    raise AnnotationError(f"the type `{as_name(obj)}` is not supported yet", instead_of(origin))


def _callable(args: tuple[Any, ...]) -> Pat:
    """`Callable[[A, B], R]`; without the arguments where they are left open, or are of types that
    are not of the language, so that only functions known where they are called can be passed."""
    given, result = args
    if not isinstance(given, (list, tuple)):
        return Pat("callable", None, None, False)
    try:
        return Pat("callable", tuple(map(pattern_of, given)), pattern_of(result), False)
    except AnnotationError:
        return Pat("callable", None, None, False)


def _tuple(args: tuple[Any, ...]) -> Pattern:
    if len(args) == 2 and args[1] is Ellipsis:
        item = pattern_of(args[0])
        return any_length(item) if isinstance(item, ty.Type) else Pat("anytuple", item)
    parts = [pattern_of(a) for a in args if a != ()]
    if all(isinstance(p, ty.Type) for p in parts):
        return ty.Tuple(tuple(typing.cast("list[ty.Type]", parts)))
    return Pat("tuple", *parts)


def _array(obj: Any, args: tuple[Any, ...]) -> Pattern:
    shape = args[0]
    dims = typing.get_args(shape)
    ndim: int | None
    if shape is typing.Any or Ellipsis in dims:
        ndim = None
    elif typing.get_origin(shape) is tuple:
        ndim = 0 if dims == ((),) else len(dims)
    else:
        raise AnnotationError(f"the array type `{as_name(obj)}` does not say its rank", WRITE_ARRAY)
    inner = typing.get_args(args[1]) if len(args) > 1 else ()
    dtype = Pat("any") if not inner or _is_abstract(inner[0]) else pattern_of(inner[0])
    if isinstance(dtype, ty.Type):
        if not isinstance(dtype, ty.Scalar) or dtype.python:
            raise AnnotationError(
                f"`{as_name(inner[0])}` is no NumPy scalar type", "write f64, i64, b1 …"
            )
        if ndim is not None:
            if ndim > ty.MAX_RANK:
                raise AnnotationError(
                    f"arrays have at most {ty.MAX_RANK} dimensions here, not {ndim}"
                )
            return ty.Array(dtype, ndim)
    return Pat("array", dtype, ndim)


def _instance(cls: type, args: tuple[Any, ...]) -> Pattern:
    name = classes.name_of(cls)
    parts = [pattern_of(a) for a in args]
    if len(parts) != len(classes.parameters(cls)):
        raise AnnotationError(f"`{name}` takes {len(classes.parameters(cls))} type arguments")
    if all(isinstance(p, ty.Type) for p in parts):
        types = tuple(typing.cast("list[ty.Type]", parts))
        bad = classes.bad_key(cls, types)
        if bad is not None:
            raise AnnotationError(
                f"unhashable type: '{describe(bad)}', in `{describe(ty.Object(name, types))}`",
                "a key is a number, text, None, or a tuple of these",
            )
        return ty.Object(name, types)
    return Pat("object", name, tuple(parts))


def _bare(cls: type) -> Pat:
    """A container that does not say what it holds."""
    return Pat("object", classes.name_of(cls), tuple(Pat("any") for _ in classes.parameters(cls)))


def _is_abstract(scalar: Any) -> bool:
    """Whether this is a group of NumPy's scalar types, such as np.floating."""
    return isinstance(scalar, type) and scalar.__module__ == "numpy" and ir_type(scalar) is None


def _class(cls: type) -> Pattern:
    if cls is object:
        return Pat("any")
    if is_held(cls):
        found = pattern_of(builtin_of(cls))
        if not isinstance(found, ty.Object):
            name = builtin_of(cls).__name__
            raise AnnotationError(
                f"Python cannot hold a native {name}: other classes derive from it",
                f"write {name} there, of which Python gets copies",
            )
        return found
    if builtin_of(cls) is not cls:
        name = f"js.{cls.__name__}"
        shown = {dict: "str, int", object: "Point"}.get(builtin_of(cls), "int")
        raise AnnotationError(f"`{name}` does not say what it holds", f"write {name}[{shown}]")
    cls = FILES.get(cls, cls)
    if cls.__name__ == "Callable" and cls.__module__ == "collections.abc":
        return Pat("callable", None, None, False)
    scalar = ir_type(cls)
    if scalar is not None:
        _simple[cls] = scalar
        return typing.cast(ty.Type, scalar)
    if cls.__module__ == "numpy" and cls.__name__ == "ndarray":
        return Pat("array", Pat("any"), None)
    if hasattr(cls, "dim_str") and hasattr(cls, "dtypes"):
        return _jaxtyping(cls)
    if cls is tuple:
        return Pat("anytuple", Pat("any"))
    if cls in _ABSTRACT:
        return Pat("any")
    if issubclass(cls, BaseException) and not user_classes.is_user_class(cls):
        return ty.Object("BaseException", (ty.Enum(user_classes.name_of(cls)),))
    if nominal.is_nominal(cls):
        return _nominal(cls)
    if user_classes.is_user_class(cls):
        refused = user_classes.refusal(cls)
        if refused and is_left(cls):
            return opaque()
        if refused:
            raise AnnotationError(
                f"the class `{cls.__name__}` cannot be compiled: it {refused}",
                user_classes.instead(refused) or _LEAVE_OUT,
            )
        if protocols.is_protocol(cls):
            return protocols.pattern_of(cls)
        return user_classes.pattern_of_class(cls)
    implementation = classes.implementation(cls)
    if implementation is None and is_annotated(cls):
        return opaque()
    if implementation is None:
        raise AnnotationError(f"the type `{as_name(cls)}` is not supported yet", instead_of(cls))
    parameters = classes.parameters(implementation)
    if parameters and registry.oracle_of(implementation) is cls:
        return _bare(implementation)
    return _instance(implementation, parameters)


_reading: list[type] = []  # named tuples whose fields are being read


_LEAVE_OUT = "leave that out, or use the class outside compiled code"


def _nominal(cls: Any) -> Pattern:
    """A named tuple or an enumeration. One of `namedtuple` does not say what it holds."""
    refused = nominal.refusal(cls)
    if refused:
        raise AnnotationError(
            f"the class `{cls.__name__}` cannot be compiled: it {refused}",
            user_classes.instead(refused) or _LEAVE_OUT,
        )
    name = user_classes.name_of(cls)
    if nominal.is_enum(cls):
        return ty.Enum(name)
    fields = nominal.annotated(cls)
    if fields is None:
        return Pat("named", name, None)
    if cls in _reading:
        raise AnnotationError(
            f"the named tuple `{cls.__name__}` cannot hold itself in compiled code",
            "make it a class, or a dataclass",
        )
    space = {**nominal.home(cls), cls.__name__: cls}
    _reading.append(cls)
    try:
        parts = [pattern_of(resolved(t, lambda text: eval(text, space))) for t in fields.values()]
    finally:
        _reading.pop()
    parts = [opaque() if is_any(part) else part for part in parts]  # held as it is
    for field, part in zip(fields, parts):
        if not isinstance(part, ty.Type) and part.kind not in _TOLD_BY_VALUES:
            raise AnnotationError(
                f"the type of the field `{field}` of {cls.__name__} is left open",
                "name one type, as Array1[f64] does",
            )
    if not all(isinstance(part, ty.Type) for part in parts):
        return Pat("named", name, tuple(parts))
    return ty.Tuple(tuple(typing.cast("list[ty.Type]", parts)), name)


_TOLD_BY_VALUES = ("array", "named", "object", "union")  # what else a field is annotated with


def _jaxtyping(cls: Any) -> Pattern:
    """`Float64[np.ndarray, "n m"]`; the classes are made on subscription."""
    import numpy

    dims = cls.dim_str.split()
    if len(cls.dtypes) != 1 or any(d.startswith(("*", "...")) for d in dims):
        raise AnnotationError(
            f"`{cls.__name__}` leaves the element type or the rank open",
            'write one dtype and plain dimensions: Float64[np.ndarray, "n m"]',
        )
    name = {"bool": "bool_"}.get(cls.dtypes[0], cls.dtypes[0])
    dtype = pattern_of(getattr(numpy, name))
    assert isinstance(dtype, ty.Scalar)
    return ty.Array(dtype, len(dims))


def _called(form: Any) -> str:
    """The name of one of typing's special forms."""
    return str(getattr(form, "_name", None) or "")
