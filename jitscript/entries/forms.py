"""The forms of annotations, and which of them leave a type open.

They are told apart by what they are made of, so that `typing` and NumPy are imported only where a
user does.
"""

from __future__ import annotations

from ..runtime.abi import NUMPY_NAMES
from ..runtime.typetext import COLLECTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OPEN: Any = type("OPEN", (), {"__repr__": lambda self: "<any type>"})()  # no annotation
UNKNOWN: Any = type("UNKNOWN", (), {"__repr__": lambda self: "?"})  # the element type of `[]`
BARE = (list, dict, set, frozenset, tuple)
ABSTRACT = (
    *("Sequence", "MutableSequence", "Collection", "Iterable", "Sized", "Container"),
    *("Mapping", "MutableMapping", "Set", "MutableSet", "Reversible", "Hashable"),
    *("SupportsInt", "SupportsFloat", "SupportsIndex", "SupportsAbs", "SupportsRound"),
    *("SupportsComplex", "Buffer"),
)
DTYPES = {name.rstrip("_"): short for short, name in NUMPY_NAMES.items()}


def is_open(annotation: Any) -> bool:
    """Whether an annotation leaves open of which type an argument is."""
    if annotation is OPEN or annotation in (object, type) or is_bare(annotation):
        return True
    origin, args = parts_of(annotation)
    name = form_of(annotation)
    if name == "Callable":
        return True
    if origin is None:
        bare = is_bare(getattr(annotation, "__origin__", None))  # typing.List
        bare = bare or name in ("TypeVar", "Any") or is_abstract(annotation)
        bare = bare or is_array(annotation) or is_generic(annotation)
        return bare or getattr(annotation, "__dict__", {}).get("_is_protocol", False)
    if is_array(origin):
        return rank_of(args) is None or element_of(args) is None
    if name == "Annotated":
        return is_open(args[0])
    if name == "Literal":
        return False
    if is_abstract(annotation):
        return True
    inner = [a for a in args if is_type(a)]
    if name not in ("UnionType", "Union", "Optional"):  # functions come as arguments of their own
        inner = [a for a in inner if form_of(a) != "Callable"]
    return any(map(is_open, inner))


def is_bare(annotation: Any) -> bool:
    if any(annotation is cls for cls in BARE):
        return True
    named = is_class(annotation) and annotation.__name__ in COLLECTED
    return named and annotation.__module__ == "collections"


def is_class(annotation: Any) -> bool:
    """Whether an annotation is a class; for CPython 3.10, `list[int]` is an instance of `type`."""
    return isinstance(annotation, type) and not hasattr(annotation, "__origin__")


def is_generic(annotation: Any) -> bool:
    """Whether an annotation is a class with type variables that says nothing of them."""
    return is_class(annotation) and bool(getattr(annotation, "__parameters__", ()))


def is_abstract(annotation: Any) -> bool:
    """Whether an annotation is `Sequence[X]` or the like; `typing.Set` is the builtin."""
    return form_of(annotation) in ABSTRACT and not is_bare(getattr(annotation, "__origin__", None))


def is_any_length(annotation: Any) -> bool:
    """Whether an annotation is `tuple[X, ...]`."""
    origin, args = parts_of(annotation)
    return origin is tuple and args[1:] == (...,)


def is_type(annotation: Any) -> bool:
    """Whether a part of an annotation is one: shapes and parameters of `Callable` are not."""
    return annotation is not ... and type(annotation) not in (list, str, int)


def parts_of(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """As `typing.get_origin` and `get_args`."""
    args = getattr(annotation, "__args__", ())
    if type(annotation).__name__ == "UnionType":
        return type(annotation), args
    origin = getattr(annotation, "__origin__", None)
    if is_bare(origin) and not hasattr(annotation, "__args__"):  # typing.List, not tuple[()]
        return None, ()
    if hasattr(annotation, "__metadata__"):
        return annotation, (origin,)
    return origin, args if isinstance(args, tuple) else ()


def form_of(annotation: Any) -> str:
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


def is_array(cls: Any) -> bool:
    return is_class(cls) and cls.__module__ == "numpy" and cls.__name__ == "ndarray"


def rank_of(args: tuple[Any, ...]) -> int | None:
    """The rank that the parts of `np.ndarray[shape, dtype]` say."""
    origin, dims = parts_of(args[0])
    if origin is not tuple or ... in dims:
        return None
    return 0 if dims == ((),) else len(dims)


def element_of(args: tuple[Any, ...]) -> Any:
    """The scalar type of `np.ndarray[shape, dtype]`, if it is one."""
    inner = getattr(args[1], "__args__", ()) if len(args) > 1 else ()
    scalar = inner[0] if inner else None
    known = isinstance(scalar, type) and scalar.__name__.rstrip("_") in DTYPES
    return scalar if known else None


def shown(annotation: Any) -> str:
    """An annotation as a user writes it."""
    if annotation is type(None) or annotation is None:
        return "None"
    if annotation is UNKNOWN:
        return "?"
    origin, args = parts_of(annotation)
    if is_array(origin) and rank_of(args) is not None and element_of(args) is not None:
        return f"Array{rank_of(args)}[{DTYPES[element_of(args).__name__.rstrip('_')]}]"
    if form_of(annotation) in ("UnionType", "Union", "Optional"):
        return " | ".join(map(shown, args))
    if is_bare(origin):
        return f"{origin.__name__}[{', '.join('()' if a == () else shown(a) for a in args)}]"
    if is_class(annotation):
        return ("np." if annotation.__module__ == "numpy" else "") + annotation.__name__
    return str(annotation).replace("typing.", "")


def generic(cls: Any, args: tuple[Any, ...]) -> Any:
    return cls[args if args or cls is not tuple else ((),)]


_RANKS = (bool, int, float, complex, str, bytes)


def union_of(types: Any) -> Any:
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


def members_of(t: Any) -> tuple[Any, ...]:
    origin, args = parts_of(t)
    return args if origin is not None and form_of(t) in ("UnionType", "Union", "Optional") else (t,)


def unknown_in(t: Any) -> bool:
    """Whether elements of a type are not known."""
    return t is UNKNOWN or any(map(unknown_in, parts_of(t)[1]))
