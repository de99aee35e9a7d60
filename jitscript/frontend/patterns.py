"""Types with holes: what an annotation says before its type variables are known.

A pattern is an IR type, or a `Pat` whose parts are patterns. `match` finds the type variables that
make a pattern equal to a type, `fill` puts them in.

    Buffer[T]  against  buffer<int>   gives  {T: int}
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Union

from ..ir import types as ty

Pattern = Union[ty.Type, "Pat"]
Bindings = dict[Any, ty.Type]


class Pat:
    """kind and parts: var (TypeVar, allowed types or None) · tuple · vartuple (element; of a known
    length) · anytuple (element; of that or of any length) · union ·
    named (name, what it holds or None; a tuple of that class) ·
    array (dtype, rank or None) · buffer (element) · object (name, arguments) · type (of what) ·
    protocol (name, whether a type fits, what gives the type of all that do) ·
    literal (values or None) · any (`object` in library code) · open (no annotation: a value, or a
    function as it is) · keywords (of what; see keywords.py) · callable (arguments or None, result,
    whether it may be None)."""

    __slots__ = ("kind", "parts")

    def __init__(self, kind: str, *parts: Any):
        self.kind, self.parts = kind, parts

    @property
    def static(self) -> bool:
        """Whether arguments for it are compile-time objects, not values."""
        return self.kind in ("type", "literal")

    @property
    def functions(self) -> bool:
        """Whether functions are passed for it as they are."""
        return self.kind in ("open", "callable")

    def __repr__(self) -> str:
        return f"{self.kind}{self.parts!r}"


def callable_type(params: Sequence[ty.Type], result: ty.Type | None) -> ty.Object:
    """The type of function values (function_values.py); no result: it is not known yet."""
    return ty.Object("Callable", (ty.UNBOUND if result is None else result, *params))


OPAQUE = ty.Object("PyObject", ())  # of what the language lacks: Python is asked (opaque.py)


def is_any(p: Pattern) -> bool:
    """Whether an annotation says nothing of a value: `Any`, `Sequence[int]`."""
    return isinstance(p, Pat) and p.kind == "any"


def is_opaque(t: ty.Type) -> bool:
    """Whether some values of a type are such objects."""
    return OPAQUE in ty.members(t)


def is_callable(t: ty.Type) -> bool:
    """Whether this is the type of function values."""
    return isinstance(t, ty.Object) and t.name == "Callable"


def is_manager(t: ty.Type) -> bool:
    """Whether this is the type of a manager of the library, which is entered and left."""
    return isinstance(t, ty.Object) and t.name in _MANAGERS


_MANAGERS = ("TextIOWrapper", "BufferedReader", "ExitStack", "Callback", "Closing", "Nothing")


def takes_functions(pattern: Any) -> bool:
    """Whether `Callable` stands anywhere in a pattern."""
    if isinstance(pattern, tuple):
        return any(map(takes_functions, pattern))
    if not isinstance(pattern, Pat):
        return False
    return pattern.kind == "callable" or takes_functions(pattern.parts)


def match(pattern: Pattern, t: ty.Type, bound: Bindings) -> bool:
    """Whether `t` is an instance of `pattern`; extends `bound`. `bound` may be left half filled
    after a mismatch."""
    if isinstance(pattern, ty.Type):
        return pattern is t
    kind, parts = pattern.kind, pattern.parts
    if kind in ("any", "open"):
        return True
    if kind == "protocol":
        return bool(parts[1](t))
    if kind == "callable":
        if isinstance(t, ty.Union) and parts[2] and ty.NONE in t.members and len(t.members) == 2:
            t = next(m for m in t.members if m is not ty.NONE)
        if not is_callable(t):
            return t is ty.NONE and bool(parts[2])
        assert isinstance(t, ty.Object)
        return parts[0] is None or _match_all((parts[1], *parts[0]), t.args, bound)
    if kind == "var":
        var, allowed = parts
        if var in bound:
            return bound[var] is t
        if allowed is not None and t not in allowed:
            return False
        bound[var] = t
        return True
    if kind == "tuple":
        return isinstance(t, ty.Tuple) and _match_all(parts, t.items, bound)
    if kind == "anytuple" and is_any_length(t):
        return match(parts[0], t.args[0], bound)  # type: ignore[attr-defined]
    if kind in ("vartuple", "anytuple"):
        return isinstance(t, ty.Tuple) and all(match(parts[0], item, bound) for item in t.items)
    if kind == "named":
        if not isinstance(t, ty.Tuple) or t.name != parts[0]:
            return False
        return parts[1] is None or _match_all(parts[1], t.items, bound)
    if kind == "array":
        dtype, ndim = parts
        if not isinstance(t, ty.Array) or (ndim is not None and ndim != t.ndim):
            return False
        return match(dtype, t.dtype, bound)
    if kind == "buffer":
        return isinstance(t, ty.Buffer) and match(parts[0], t.elem, bound)
    if kind == "object":
        return (
            isinstance(t, ty.Object) and t.name == parts[0] and _match_all(parts[1], t.args, bound)
        )
    if kind == "union":
        return _match_union(parts, t, bound)
    return False


def _match_all(patterns: Any, types: tuple[ty.Type, ...], bound: Bindings) -> bool:
    return len(patterns) == len(types) and all(match(p, t, bound) for p, t in zip(patterns, types))


def _match_union(parts: Any, t: ty.Type, bound: Bindings) -> bool:
    """Members that match a concrete part go there; what is left must match the open parts."""
    members = list(t.members) if isinstance(t, ty.Union) else [t]
    left = [m for m in members if not any(p is m for p in parts)]
    closed = len(left) < len(members) or not left
    if len(members) - len(left) < sum(isinstance(p, ty.Type) for p in parts) and not closed:
        return False
    if len(members) - len(left) != sum(isinstance(p, ty.Type) for p in parts):
        return False
    variables = [p for p in parts if isinstance(p, Pat)]
    if not variables:
        return not left
    if len(variables) == 1 and left:
        return match(variables[0], ty.union_of(*left), bound)
    return len(left) == len(variables) and _match_all(variables, tuple(left), bound)


def match_choice(parts: Any, t: ty.Type, bound: Bindings) -> bool:
    """Whether each member of `t` is of one of several patterns; those that are of none of the types
    among them, of the one that is left, or each of one of these."""
    left = [m for m in ty.members(t) if m not in parts]
    patterns = [p for p in parts if isinstance(p, Pat)]
    if not left:
        return True
    if len(patterns) == 1 and match(patterns[0], ty.union_of(*left), bound):
        return True
    return all(any(match(p, m, bound) for p in patterns) for m in left)


def fill(pattern: Pattern, bound: Bindings) -> ty.Type | None:
    """The type that `pattern` stands for, or None where a variable has no type yet."""
    if isinstance(pattern, ty.Type):
        return pattern
    kind, parts = pattern.kind, pattern.parts
    if kind == "var":
        return bound.get(parts[0])
    if kind == "protocol":
        whole: ty.Type | None = parts[2]()
        return whole
    if kind in ("tuple", "union"):
        filled = [fill(p, bound) for p in parts]
        if any(t is None for t in filled):
            return None
        done: tuple[Any, ...] = tuple(filled)
        return ty.Tuple(done) if kind == "tuple" else ty.union_of(*done)
    if kind == "array":
        dtype = fill(parts[0], bound)
        if not isinstance(dtype, ty.Scalar) or parts[1] is None:
            return None
        return ty.Array(dtype, parts[1])
    if kind == "buffer":
        elem = fill(parts[0], bound)
        return None if elem is None else ty.Buffer(elem)
    if kind == "callable" and parts[0] is not None:
        result, *params = (fill(p, bound) for p in (parts[1], *parts[0]))
        if result is None or None in params:
            return None
        t = callable_type([p for p in params if p is not None], result)
        return ty.union_of(t, ty.NONE) if parts[2] else t
    if kind == "object":
        args = [fill(p, bound) for p in parts[1]]
        return None if any(a is None for a in args) else ty.Object(parts[0], tuple(args))  # type: ignore[arg-type]
    return None


def any_length(item: ty.Type) -> ty.Object:
    """The type `tuple[item, ...]` (tuples.py)."""
    return ty.Object("tuple", (item,))


def taken_by_star(kind: str, pattern: Pattern) -> ty.Type | None:
    """What `*p` or `**p` is where Python calls: a tuple of any length, a dict; None where its type
    is left open."""
    inner = pattern.parts[0] if isinstance(pattern, Pat) else None
    if not isinstance(inner, ty.Type):
        return None
    if kind == "vararg":
        return any_length(inner)
    return ty.Object("dict", (ty.Object("str", ()), inner))


def is_any_length(t: Any) -> bool:
    """Whether this is the type of tuples of any length."""
    return isinstance(t, ty.Object) and t.name == "tuple"


def is_exception(t: Any) -> bool:
    """Whether a type is that of exceptions as values (see `raised.py`)."""
    return isinstance(t, ty.Object) and t.name == "BaseException"


def is_generator(t: Any) -> bool:
    """Whether a type is that of one generator's objects, or of one of several generators'."""
    if isinstance(t, ty.Union):
        return all(map(is_generator, t.members))
    return isinstance(t, ty.Object) and t.name.rstrip(".0123456789").endswith(".generator")


def narrow_first(t: Any) -> str:
    """A hint for what does not work on every member of a union; nothing for other types."""
    if not isinstance(t, ty.Union):
        return ""
    if ty.NONE in t.members:
        return "test it with `is None` first"
    return "test which type it is first, with `isinstance`"


def describe(t: Any) -> str:
    """A type, or pattern, as a user would annotate it."""
    if isinstance(t, Pat):
        return _describe_pattern(t)
    if t is ty.NONE:
        return "None"
    if isinstance(t, ty.Array):
        return f"Array{t.ndim}[{t.dtype!r}]"
    if isinstance(t, (ty.Tuple, ty.Enum)) and t.name:
        return t.name.rpartition(".")[2]
    if isinstance(t, ty.Tuple):
        return f"tuple[{', '.join(map(describe, t.items)) or '()'}]"
    if isinstance(t, ty.Union):
        members = [m for m in t.members if m not in (ty.NONE, ty.UNBOUND)]
        texts = [describe(m) for m in members] + ["None"] * (ty.NONE in t.members)
        return " | ".join(texts)
    if is_callable(t):
        result, *params = map(describe, t.args)
        return f"Callable[[{', '.join(params)}], {result}]"
    if is_exception(t):
        return describe(t.args[0])
    if is_any_length(t):
        return f"tuple[{describe(t.args[0])}, ...]"
    if isinstance(t, ty.Object):
        if t.name.startswith("?"):  # what an empty container holds
            return "?"
        name = t.name.rpartition(".")[2]  # of a user's class; the library's have no dots
        return f"{name}[{', '.join(map(describe, t.args))}]" if t.args else name
    if isinstance(t, ty.Scalar) and not t.python:
        import numpy

        name = "bool_" if t is ty.B1 else {"uint": "uint"}.get(t.kind, t.kind) + str(t.bits)
        return f"np.{name}" if hasattr(numpy, name) else repr(t)
    return repr(t)


def _describe_pattern(p: Pat) -> str:
    if p.kind in ("any", "open"):
        return "object"
    if p.kind == "callable":
        return "a function" + (" or None" if p.parts[2] else "")
    if p.kind == "var":
        return str(p.parts[0].__name__)
    if p.kind == "array":
        rank = "" if p.parts[1] is None else p.parts[1]
        return f"Array{rank}[{describe(p.parts[0])}]"
    if p.kind == "protocol":
        return str(p.parts[0])
    if p.kind == "named":
        return str(p.parts[0]).rpartition(".")[2]
    if p.kind in ("vartuple", "anytuple"):
        return f"tuple[{describe(p.parts[0])}, ...]"
    if p.kind == "tuple":
        return f"tuple[{', '.join(map(describe, p.parts))}]"
    if p.kind == "union":
        return " | ".join(map(describe, p.parts))
    if p.kind == "object":
        return f"{p.parts[0]}[{', '.join(map(describe, p.parts[1]))}]"
    if p.kind == "keywords":
        return f"keywords of {describe(p.parts[0])}"
    if p.kind == "literal" and p.parts[0] is None:
        return "a constant"
    if p.kind == "literal":
        return f"Literal[{', '.join(map(repr, p.parts[0]))}]" if p.parts[0] else "a constant"
    return f"{p.kind}[{describe(p.parts[0])}]"


def is_dtype(obj: Any) -> bool:
    """Whether an object is a dtype of NumPy's, whose text is known."""
    return "numpy" in sys.modules and isinstance(obj, sys.modules["numpy"].dtype)
