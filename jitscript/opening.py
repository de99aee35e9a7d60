"""Parameters whose types the arguments choose.

    def f(x, n=10)                          without annotation
    def f(x: list, a: np.ndarray)           containers and arrays that do not say what they hold
    def f(a: NDArray[np.float64])           arrays of any rank
    def f(xs: Sequence[float])              whatever is one
    def f(x: T, y: list[T])                 type variables

`opened` finds them, `type_of` says what an object is as an annotation would, and `closed` what an
annotation becomes for an object: `Sequence[float]` and a list give `list[float]`. Annotations are
told apart by what they are made of, so that `typing` and NumPy are imported only where they are
used.
"""

from __future__ import annotations

import sys

from .runtime.abi import NUMPY_NAMES
from .runtime.convert_scalars import Misfit, describe, not_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FunctionType
    from typing import Any

OPEN: Any = type("OPEN", (), {"__repr__": lambda self: "<any type>"})()  # no annotation
UNKNOWN: Any = type("UNKNOWN", (), {"__repr__": lambda self: "?"})  # the element type of `[]`
_SCALARS = (int, float, bool, complex, str, bytes)
_BARE = (list, dict, set, frozenset, tuple)
_ABSTRACT = ("Sequence", "MutableSequence", "Collection", "Iterable", "Sized", "Container")
_DTYPES = {name.rstrip("_"): short for short, name in NUMPY_NAMES.items()}
_MOST_DIMENSIONS = 4


# --- which annotations leave a type open ---------------------------------------------------------


def is_open(annotation: Any) -> bool:
    """Whether an annotation leaves open of which type an argument is."""
    if annotation is OPEN or annotation is object or _is_bare(annotation):
        return True
    origin, args = _parts(annotation)
    name = _name(annotation)
    if origin is None:
        return name in ("TypeVar", "Any", *_ABSTRACT) or _is_array(annotation)
    if _is_array(origin):
        return _rank(args) is None or _element(args) is None
    if name == "Annotated":
        return is_open(args[0])
    if name in ("Literal", *_ABSTRACT) or (origin is tuple and args[1:] == (...,)):
        return True
    return any(is_open(a) for a in args if _is_type(a))


def _is_bare(annotation: Any) -> bool:
    return any(annotation is cls for cls in _BARE)


def _is_type(annotation: Any) -> bool:
    """Whether a part of an annotation is a type: shapes and the parameters of `Callable` are not."""
    return annotation is not ... and type(annotation) not in (list, str, int)


def _parts(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """As `typing.get_origin` and `get_args`."""
    args = getattr(annotation, "__args__", ())
    if type(annotation).__name__ == "UnionType":
        return type(annotation), args
    origin = getattr(annotation, "__origin__", None)
    if origin is not None and not args and _is_bare(origin):  # typing.List
        return None, ()
    if hasattr(annotation, "__metadata__"):
        return annotation, (origin,)
    return origin, args if isinstance(args, tuple) else ()


def _name(annotation: Any) -> str:
    """What tells the forms of `typing` and `collections.abc` apart."""
    kind = type(annotation)
    if kind.__name__ in ("TypeVar", "UnionType"):
        return kind.__name__
    if hasattr(annotation, "__metadata__"):
        return "Annotated"
    home = getattr(annotation, "__module__", "")
    if home not in ("typing", "collections.abc", "types") and kind.__module__ != "typing":
        return ""
    found = getattr(annotation, "_name", None) or getattr(annotation, "__name__", "")
    origin = getattr(annotation, "__origin__", None)
    if not found and origin is not None:
        found = getattr(origin, "_name", None) or getattr(origin, "__name__", "")
    return str(found)


def _is_array(cls: Any) -> bool:
    return isinstance(cls, type) and cls.__module__ == "numpy" and cls.__name__ == "ndarray"


def _rank(args: tuple[Any, ...]) -> int | None:
    """The rank that the parts of `np.ndarray[shape, dtype]` say."""
    origin, dims = _parts(args[0])
    if origin is not tuple or ... in dims:
        return None
    return 0 if dims == ((),) else len(dims)


def _element(args: tuple[Any, ...]) -> Any:
    """The scalar type of `np.ndarray[shape, dtype]`, if it is one."""
    inner = getattr(args[1], "__args__", ()) if len(args) > 1 else ()
    scalar = inner[0] if inner else None
    known = isinstance(scalar, type) and scalar.__name__.rstrip("_") in _DTYPES
    return scalar if known else None


# --- what an object is ---------------------------------------------------------------------------


def type_of(value: Any) -> Any:
    """The type of an object, as an annotation names it. Raises Misfit where there is none."""
    kind = type(value)
    if kind in _SCALARS:
        return kind
    if value is None:
        return kind
    if kind is tuple:
        return _generic(tuple, tuple(_inner(item, i) for i, item in enumerate(value)))
    if kind is list or kind is set or kind is frozenset:
        return _generic(kind, (_common(value),))
    if kind is dict:
        return _generic(kind, (_common(value), _common(value.values())))
    if kind.__module__ == "numpy":
        return _numpy(value)
    return kind


def _generic(cls: Any, args: tuple[Any, ...]) -> Any:
    return cls[args if args or cls is not tuple else ((),)]


def _inner(item: Any, i: int) -> Any:
    try:
        return type_of(item)
    except Misfit as misfit:
        raise misfit.inside(f"[{i!r}]") from None


def _common(items: Any) -> Any:
    """The type of the elements of a container: a union where they differ."""
    kinds = set(map(type, items))
    if all(kind in _SCALARS or kind is type(None) for kind in kinds):
        return _union(kinds)
    found: dict[Any, None] = {}
    for i, item in enumerate(items):
        found[_inner(item, i)] = None
    merged: list[Any] = []
    for t in found:
        for k, other in enumerate(merged):
            both = _merged(t, other)
            if both is not None:
                merged[k] = both
                break
        else:
            merged.append(t)
    return _union(merged)


def _merged(a: Any, b: Any) -> Any:
    """Two types of containers as one of whatever both hold; None where they are not of one kind."""
    if a is UNKNOWN or b is UNKNOWN or a == b:
        return b if a is UNKNOWN else a
    origin, args = _parts(a)
    other, more = _parts(b)
    if origin is not other or origin not in (list, set, frozenset, dict):
        return None
    parts = []
    for x, y in zip(args, more):
        both = _merged(x, y)
        parts.append(_union([*_members(x), *_members(y)]) if both is None else both)
    return _generic(origin, tuple(parts))


def _members(t: Any) -> tuple[Any, ...]:
    origin, args = _parts(t)
    return args if origin is not None and _name(t) in ("UnionType", "Union", "Optional") else (t,)


_RANKS = (bool, int, float, complex, str, bytes)


def _union(types: Any) -> Any:
    """A union in an order of its own, whatever the order of the elements."""
    if not types:
        return UNKNOWN
    if len(types) == 1:
        return next(iter(types))
    none = type(None)
    order = {t: i for i, t in enumerate(_RANKS)}
    ordered = sorted(types, key=lambda t: (t is none, order.get(t, len(order)), repr(t)))
    found = ordered[0]
    for t in ordered[1:]:
        found = found | t
    return found


def _numpy(value: Any) -> Any:
    numpy = sys.modules["numpy"]
    kind = type(value)
    if isinstance(value, numpy.ndarray):
        if kind not in (numpy.ndarray, numpy.memmap):
            raise Misfit("cannot be", f" a {kind.__module__}.{kind.__name__}", "np.asarray({})")
        if value.dtype.name not in _DTYPES:
            raise Misfit("cannot be", f" {describe(value)}: there is no such array in compiled code")
        if not value.dtype.isnative:
            hint = f"{{}}.astype(np.{value.dtype.name})"
            raise Misfit("cannot be", f" of foreign byte order ({value.dtype.str})", hint)
        if value.ndim > _MOST_DIMENSIONS:
            found = f" an array of {value.ndim} dimensions: there are up to {_MOST_DIMENSIONS}"
            raise Misfit("cannot be", found)
        return array_type(numpy.dtype(value.dtype.name).type, value.ndim)
    if isinstance(value, numpy.generic):
        if value.dtype.name not in _DTYPES:
            raise Misfit("cannot be", f" {describe(value)}: there is none in compiled code")
        return numpy.dtype(value.dtype.name).type
    return kind


def array_type(scalar: Any, ndim: int) -> Any:
    """`Array1[f64]` and its like."""
    numpy: Any = sys.modules["numpy"]
    shape = _generic(tuple, (int,) * ndim)
    return numpy.ndarray[shape, numpy.dtype[scalar]]


def unknown_in(t: Any) -> bool:
    """Whether elements of a type are not known."""
    return t is UNKNOWN or any(map(unknown_in, _parts(t)[1]))


# --- what an annotation becomes for an object ----------------------------------------------------


def closed(annotation: Any, value: Any, variables: dict[Any, Any]) -> Any:
    """The annotation that a value chooses. Enters what type variables stand for. Raises Misfit."""
    if not is_open(annotation):
        return annotation
    if annotation is OPEN or annotation is object:
        return type_of(value)
    origin, args = _parts(annotation)
    name = _name(annotation)
    if name == "TypeVar":
        found = type_of(value)
        _bind(annotation, found, variables)
        return found
    if name == "Annotated":
        return closed(args[0], value, variables)
    if name == "Literal":
        types = {type(a) for a in args}
        return _union(types)
    if name in ("UnionType", "Union", "Optional"):
        return _member(annotation, args, value, variables)
    if origin is None:
        return _bare(annotation, name, value)
    if _is_array(origin):
        return _array(args, value, variables)
    if name in _ABSTRACT:
        return _sequence(annotation, args, value, variables)
    return _container(annotation, origin, args, value, variables)


def _bare(annotation: Any, name: str, value: Any) -> Any:
    wanted = getattr(annotation, "__origin__", None) or annotation
    if _is_array(wanted) and not _is_array(type(value)) and type(value).__name__ != "memmap":
        raise not_a("an array", value, "np.asarray({})" if type(value) in (list, tuple) else "")
    if _is_bare(wanted) and type(value) is not wanted:
        hint = f"{wanted.__name__}({{}})" if type(value) in _BARE else ""
        raise not_a(wanted.__name__, value, hint)
    return type_of(value)


def _array(args: tuple[Any, ...], value: Any, variables: dict[Any, Any]) -> Any:
    numpy: Any = sys.modules["numpy"]
    scalar, rank = _element(args), _rank(args)
    wanted = "an array" if scalar is None else f"an array of {numpy.dtype(scalar)}"
    if not isinstance(value, numpy.ndarray):
        raise not_a(wanted, value, "np.asarray({})" if type(value) in (list, tuple) else "")
    found = type_of(value)
    if scalar is not None and value.dtype != numpy.dtype(scalar):
        raise not_a(wanted, value, f"{{}}.astype(np.{numpy.dtype(scalar)})")
    if rank is not None and value.ndim != rank:
        raise not_a(f"{wanted} of {rank} dimension{'s' * (rank != 1)}", value)
    inner = getattr(args[1], "__args__", ()) if len(args) > 1 else ()
    if inner and _name(inner[0]) == "TypeVar":
        _bind(inner[0], value.dtype.type, variables)
    return found


def _sequence(
    annotation: Any, args: tuple[Any, ...], value: Any, variables: dict[Any, Any]
) -> Any:
    kind = type(value)
    item = args[0] if args else OPEN
    if kind in (list, set, frozenset):
        return _container(annotation, kind, (item,), value, variables)
    if kind is tuple:
        return _container(annotation, tuple, (item, ...), value, variables)
    return type_of(value)


def _container(
    annotation: Any, origin: Any, args: tuple[Any, ...], value: Any, variables: dict[Any, Any]
) -> Any:
    """list[T], dict[str, Any], tuple[X, ...] and the like."""
    if _is_bare(origin) and type(value) is not origin:
        raise not_a(str(getattr(annotation, "__name__", origin.__name__)), value)
    if origin is tuple and args[1:] == (...,):
        args = args[:1] * len(value)
    if origin is tuple:
        if len(value) != len(args):
            raise Misfit(f"must be a tuple of length {len(args)}", f", not of {len(value)}")
        items = (closed(a, item, variables) for a, item in zip(args, value))
        return _generic(tuple, tuple(items))
    found = type_of(value)
    parts = []
    for a, b in zip(args, _parts(found)[1]):
        learn(a, b, variables)
        parts.append(b if is_open(a) else a)
    return _generic(origin, tuple(parts)) if parts else found


def learn(a: Any, b: Any, variables: dict[Any, Any]) -> None:
    """Enter what the type variables in `a` stand for where it is `b`."""
    if _name(a) == "TypeVar":
        _bind(a, b, variables)
    for x, y in zip(_parts(a)[1], _parts(b)[1]):
        learn(x, y, variables)


def _bind(variable: Any, found: Any, variables: dict[Any, Any]) -> None:
    known = variables.setdefault(variable, found)
    if known != found:
        raise Misfit(
            f"must be {shown(known)}", f", as {variable} is for an argument before it: it is "
            f"{shown(found)}"
        )
    allowed = getattr(variable, "__constraints__", ())
    if allowed and found not in allowed:
        texts = " or ".join(map(shown, allowed))
        raise Misfit(f"must be {texts}", f", which {variable} may be: it is {shown(found)}")


def _member(
    annotation: Any, args: tuple[Any, ...], value: Any, variables: dict[Any, Any]
) -> Any:
    found = type_of(value)
    if found in args:
        return found
    for member in args:
        if is_open(member):
            try:
                return closed(member, value, variables)
            except Misfit:
                continue
    for member in (float, complex):
        if member in args and type(value) in (int, bool, float):
            return member
    raise not_a(shown(annotation), value)


# --- their texts ---------------------------------------------------------------------------------


def shown(annotation: Any) -> str:
    """An annotation as a user writes it."""
    if annotation is type(None) or annotation is None:
        return "None"
    if annotation is UNKNOWN:
        return "?"
    origin, args = _parts(annotation)
    if _is_array(origin) and _rank(args) is not None and _element(args) is not None:
        return f"Array{_rank(args)}[{_DTYPES[_element(args).__name__.rstrip('_')]}]"
    if _name(annotation) in ("UnionType", "Union", "Optional"):
        return " | ".join(map(shown, args))
    if _is_bare(origin):
        return f"{origin.__name__}[{', '.join('()' if a == () else shown(a) for a in args)}]"
    if isinstance(annotation, type) and origin is None:
        return ("np." if annotation.__module__ == "numpy" else "") + annotation.__name__
    return str(annotation).replace("typing.", "")


# --- the parameters of a function ----------------------------------------------------------------

_VARIABLE = 0x04 | 0x08  # `*args`, `**keywords`


def parameters(function: FunctionType) -> list[dict[str, Any]]:
    """The parameters of a function: name, kind and default, as a signature has them."""
    code = function.__code__
    count = code.co_argcount
    values = function.__defaults__ or ()
    keywords = function.__kwdefaults__ or {}
    found = []
    for i, name in enumerate(code.co_varnames[: count + code.co_kwonlyargcount]):
        kind = "kwonly" if i >= count else "posonly" if i < code.co_posonlyargcount else "pos"
        param: dict[str, Any] = {"name": name, "kind": kind}
        if i < count and i >= count - len(values):
            param["default"] = values[i - count]
        elif name in keywords and i >= count:
            param["default"] = keywords[name]
        found.append(param)
    return found


def evaluated(function: FunctionType, text: str) -> Any:
    """What the text of an annotation denotes. Raises what evaluating it raises."""
    from .identity.retrace import evaluate

    return evaluate(function, text)


def filled(annotation: Any, variables: dict[Any, Any]) -> Any:
    """An annotation with the type variables replaced that are known."""
    if _name(annotation) == "TypeVar":
        return variables.get(annotation, annotation)
    origin, args = _parts(annotation)
    if origin is None or not any(is_open(a) for a in args if _is_type(a)):
        return annotation
    inner = tuple(filled(a, variables) if _is_type(a) else a for a in args)
    if _name(annotation) in ("UnionType", "Union", "Optional"):
        return _union(inner)
    return _generic(origin, inner) if _is_bare(origin) else annotation


def annotations(function: FunctionType) -> dict[str, Any]:
    """The annotations of a function's parameters, those in quotes evaluated: OPEN where there is
    none. Raises what evaluating them raises."""
    found = {}
    for param in parameters(function):
        annotation = function.__annotations__.get(param["name"], OPEN)
        if isinstance(annotation, str):
            annotation = evaluated(function, annotation)
        found[param["name"]] = annotation
    return found


def lacks_annotations(function: FunctionType) -> bool:
    """Whether the arguments choose some types, as far as that is known without evaluating."""
    names = [p["name"] for p in parameters(function)]
    if function.__code__.co_flags & _VARIABLE or names[:1] in (["self"], ["cls"]):
        return False
    return not function.__annotations__.keys() >= set(names)


def leaves_open(function: FunctionType) -> bool:
    """Whether the arguments choose some types of the parameters."""
    if lacks_annotations(function):
        return True
    if function.__code__.co_flags & _VARIABLE:
        return False
    try:
        return any(map(is_open, annotations(function).values()))
    except Exception:  # a name that is not defined yet, or an annotation that is wrong
        return False
