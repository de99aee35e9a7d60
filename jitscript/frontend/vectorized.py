"""`np.vectorize` of a function of numbers, `np.piecewise`, `np.block`: which function, and how
deeply lists are nested, is known when the caller is compiled.

    np.vectorize(g)(a, b)        a call of g for Python's numbers of the first elements, then `map`
    np.piecewise(x, [c], [g])    y = zeros_like(x), then y[c] = g(x[c])
    np.block([[a, b], [c, d]])   concatenate along the last axis, then along the one before
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from .array_displays import Items, array_of
from .composite import Composite, Part, is_function
from .emitter import Static
from .intrinsic_calls import view_with
from .lowering import Lowering, raise_if, tuple_items
from .operators import arrays, promote
from .operators.scalar import Unsupported, cast, number
from .patterns import describe
from .services import called

Held = Value | Static
_PYTHON = {"bool": bool, "int": int, "uint": int, "float": float, "complex": complex}
WHOLE = ("int", "uint")
_WIDE = (ty.F64, ty.I64, ty.C128, ty.B1)  # with which functions give what they give with Python's
_EMPTY = "cannot call `vectorize` on size 0 inputs unless `otypes` is set"


class Vectorized(Composite):
    """What `np.vectorize(function)` gives."""

    __slots__ = ("function",)
    __name__ = "vectorize"

    def __init__(self, function: Part):
        self.function = function

    def parts(self) -> Sequence[Part]:
        return (self.function,)

    def with_parts(self, parts: Sequence[Part]) -> Vectorized:
        return Vectorized(parts[0])

    def kind(self) -> str:
        return "vectorize"


def vectorize(f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    if len(args) != 1 or not set(keywords) <= {"doc"}:
        f.fail("np.vectorize() takes one function here", span, hint="write the loop for the rest")
    if not isinstance(args[0], Static) or not is_function(args[0].obj):
        f.fail("np.vectorize() takes a function that is known when this is compiled", span)
    return Static(Vectorized(args[0]))


def of_instance(
    obj: Any, f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """A call of a vectorised function that was made in Python."""
    given = [f.attribute(obj, name) for name in ("otypes", "excluded", "signature", "cache")]
    if any(given):
        f.fail("np.vectorize() takes one function here", span, hint="write the loop for the rest")
    return call(f, Vectorized(Static(f.attribute(obj, "pyfunc"))), args, keywords, span)


@called(Vectorized)
def call(
    f: Lowering, made: Vectorized, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if keywords or not args:
        f.fail("a vectorised function takes arguments by position", span)
    np = sys.modules["numpy"]
    given = [f.call_library(np.asarray, [a], span) for a in args]

    def called(xs: list[Held]) -> tuple[Value, ty.Scalar]:
        found = f.materialise(f.call_object(made.function.obj, xs, {}, span), span)
        if not isinstance(found.type, ty.Scalar):
            f.fail(f"a vectorised function gives a number, not {describe(found.type)}", span)
        return found, promote.machine(found.type)

    def as_python(x: Value) -> Held:
        if x.type is ty.B1:
            return cast(f, x, ty.BOOL, span)
        return f.call_oracle(_kind(f, x, span), [x], {}, span)

    def leaf(*xs: Value) -> Value:
        found, own = called([as_python(x) for x in xs])
        if own is not t and own.kind in WHOLE and t.kind in WHOLE:
            return number(f, found, t, span)  # an int that does not fit is an error
        if own.kind != t.kind and t.kind not in ("float", "complex"):
            f.fail(f"the first call gives {describe(t)}, others {describe(found.type)}", span)
        return cast(f, found, t, span)

    f.b.span = span
    first = registry.module("visiting_numpy").first_element
    xs = [f.materialise(f.call_function(first, [a], span), span) for a in _checked(f, given, span)]
    # NumPy's first call has its own numbers, and says the dtype; all others have Python's
    _, t = called([as_python(x) if x.type in _WIDE else x for x in xs])
    try:
        found = arrays.element_wise(f, given, span, leaf)
    except Unsupported as why:
        f.fail(str(why), span)
    return f.call_library(np.asarray, [found], span)


def _checked(f: Lowering, given: list[Value], span: Span) -> list[Value]:
    """The arrays; an error at run time where one has no elements."""
    np = sys.modules["numpy"]
    for a in given:
        size = f.call_library(np.size, [a], span)
        f.b.span = span
        empty = f.b.emit("eq", cast(f, size, ty.INT, span), f.b.const(0, ty.INT))
        raise_if(f, empty, "ValueError", _EMPTY, span)
    return given


def _kind(f: Lowering, x: Value, span: Span) -> Any:
    assert isinstance(x.type, ty.Scalar)
    return _PYTHON[x.type.kind]


def piecewise(f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    if len(args) != 3 or keywords:
        f.fail("np.piecewise() takes three arguments by position here", span)
    np = sys.modules["numpy"]
    a = f.call_library(np.asarray, [args[0]], span)
    given = f.materialise(args[1], span)
    single = isinstance(given.type, ty.Array) and given.type.ndim <= 1
    tests = [given] if single or not isinstance(given.type, ty.Tuple) else tuple_items(f, given)
    if (not single and not isinstance(given.type, ty.Tuple)) or not tests:
        f.fail("the conditions of np.piecewise() are written as a list of arrays", span)
    assert isinstance(a.type, ty.Array)
    if a.type.ndim == 0:
        f.fail("np.piecewise() takes an array with axes here", span, hint="write an `if`")
    if any(not isinstance(t.type, ty.Array) for t in tests):
        f.fail("a condition of np.piecewise() is an array", span)
    functions = (
        args[2].obj.items
        if isinstance(args[2], Static) and isinstance(args[2].obj, Items)
        else None
    )
    if functions is None:
        listed = f.materialise(args[2], span)
        if not isinstance(listed.type, ty.Tuple):
            f.fail("the functions of np.piecewise() are written as a list", span)
        functions = list(tuple_items(f, listed))
    n, m = len(tests), len(functions)
    if m not in (n, n + 1):
        text = f"with {n} condition(s), either {n} or {n + 1} functions are expected"
        f.raise_("ValueError", text, [], span)
    f.b.span = span
    whole = array_of(f, f.b.emit("tuple.make", *tests), ty.B1, span)
    made = f.call_library(np.zeros_like, [a], span)
    library = registry.module("visiting_numpy")
    for i, function in enumerate(functions):
        if i < n:
            place = f.b.const(i, ty.INT, span)
            here = f.materialise(f.call_function(library.part, [whole, place], span), span)
        else:
            here = f.materialise(f.call_function(library.none_of, [whole], span), span)
        if isinstance(function, Static) and is_function(function.obj):
            f.call_function(library.piece, [function, made, here, a], span)
        else:
            f.call_function(library.piece_of_number, [made, here, function], span)
    return made


def block(f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    np = sys.modules["numpy"]
    if len(args) != 1 or keywords:
        f.fail("np.block() takes one argument", span)
    whole = f.materialise(args[0], span)
    if isinstance(whole.type, (ty.Array, ty.Scalar)):
        return f.call_library(np.array, [whole], span)
    if id(args[0]) in f.argument_nodes:  # a list, or a tuple, which NumPy refuses
        f.fail("the argument of np.block() is written as a list of lists", span)
    depth = _depth(f, whole.type, span)
    rank = max(depth, _rank(whole.type))
    return _block(f, whole, depth, rank, span)


def _block(f: Lowering, v: Value, depth: int, rank: int, span: Span) -> Value:
    np = sys.modules["numpy"]
    if not isinstance(v.type, ty.Tuple):
        a = f.call_library(np.asarray, [v], span)
        assert isinstance(a.type, ty.Array)
        f.b.span = span
        new = [None] * (rank - a.type.ndim)
        return view_with(f, a, [*new, *range(a.type.ndim)])
    parts = [_block(f, x, depth - 1, rank, span) for x in tuple_items(f, v)]
    f.b.span = span
    together = f.b.emit("tuple.make", *parts)
    axis = Static(rank - depth)
    return f.materialise(f.call_oracle(np.concatenate, [together], {"axis": axis}, span), span)


def _depth(f: Lowering, t: ty.Type, span: Span) -> int:
    """How deeply lists are nested: everywhere alike."""
    if not isinstance(t, ty.Tuple):
        if isinstance(t, (ty.Array, ty.Scalar)):
            return 0
        f.fail(f"a part of np.block() is an array, not {describe(t)}", span)
    found = {_depth(f, item, span) for item in t.items}
    if len(found) != 1:
        f.fail("the lists of np.block() are nested alike, and not empty", span)
    return found.pop() + 1


def _rank(t: ty.Type) -> int:
    if isinstance(t, ty.Tuple):
        return max(map(_rank, t.items))
    return t.ndim if isinstance(t, ty.Array) else 0
