"""NumPy's functions that are structured ops, which the library cannot write: it has no regions.

    np.add.reduce(a, axis)        `reduce`, and `accumulate`: `scan`, of every ufunc that can be
    a.astype(np.float32)          `map`
    np.where(test, x, y)          `map`
    np.vectorize(g)(a, b)         `map`, see vectorized.py

`find` gives the rule `(f, args, keywords, span) → value` for a NumPy object.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import operators, ufunc_calls, vectorized
from .arguments import UNKNOWN, known_object
from .emitter import Static
from .intrinsic_calls import view_with
from .lowering import Lowering
from .operators import arrays, comparison, promote, selected
from .operators.scalar import Unsupported, cast, number
from .operators.unions import each, members
from .patterns import describe
from .reductions import Plan, accumulate, first_place, reduce
from .signature import dtype_of

Held = Value | Static
Rule = Callable[[Lowering, list[Held], dict[str, Held], Span], Held]
_rules: dict[Any, Rule] = {}


def find(obj: Any) -> Rule | None:
    owner = getattr(obj, "__self__", None)
    if type(owner).__name__ == "ufunc":
        method = _METHODS.get(obj.__name__)
        return None if method is None else functools.partial(method, owner)
    if type(obj).__name__ == "vectorize" and type(obj).__module__ == "numpy":
        return functools.partial(vectorized.of_instance, obj)
    if not _rules and "numpy" in sys.modules:
        import numpy as np

        _rules[np.ndarray.astype] = _rules[np.generic.astype] = _astype
        _rules[np.where] = _where
        _rules[np.vectorize] = vectorized.vectorize
        _rules[np.piecewise] = vectorized.piecewise
        _rules[np.block] = vectorized.block
        for name, symbol in _OPERATORS.items():
            _rules[getattr(np, name)] = functools.partial(_operator, symbol)
        for name, opcode in _LOGICAL.items():
            _rules[getattr(np, name)] = functools.partial(_logical, opcode)
        for ufunc, arg in ((np.maximum, "argmax"), (np.minimum, "argmin")):
            for owner in (np, np.ndarray):
                _rules[getattr(owner, arg)] = functools.partial(_place, ufunc, arg)
    return _rules.get(obj)


_OPERATORS = {
    "add": "Add",
    "subtract": "Sub",
    "multiply": "Mult",
    "divide": "Div",
    "floor_divide": "FloorDiv",
    "remainder": "Mod",
    "left_shift": "LShift",
    "right_shift": "RShift",
    "bitwise_and": "BitAnd",
    "bitwise_or": "BitOr",
    "bitwise_xor": "BitXor",
    "less": "Lt",
    "less_equal": "LtE",
    "greater": "Gt",
    "greater_equal": "GtE",
    "equal": "Eq",
    "not_equal": "NotEq",
    "invert": "Invert",
    "negative": "USub",
    "positive": "UAdd",
    "power": "Pow",
}
_ORDERS = ("Lt", "LtE", "Gt", "GtE")
_LOGICAL = {"logical_and": "and", "logical_or": "or", "logical_xor": "xor", "logical_not": "not"}
_REDUCE = ("array", "axis", "dtype", "out", "keepdims", "initial", "where")
_ACCUMULATE = ("array", "axis", "dtype", "out")
_ASTYPE = ("a", "dtype", "order", "casting", "subok", "copy")


def _bind(
    f: Lowering,
    what: str,
    names: Sequence[str],
    args: list[Held],
    keywords: dict[str, Held],
    span: Span,
) -> dict[str, Held]:
    if len(args) > len(names):
        f.fail(f"{what}() takes at most {len(names)} arguments, got {len(args)}", span)
    found = dict(zip(names, args))
    for name, held in keywords.items():
        if name not in names:
            f.fail(f"the argument `{name}` of {what}() is not supported", span)
        if name in found:
            f.fail(f"{what}() got multiple values for argument '{name}'", span)
        found[name] = held
    return found


def _known(f: Lowering, given: dict[str, Held], name: str, default: Any, span: Span) -> Any:
    """An argument that must be a constant."""
    held = given.get(name)
    if held is None:
        return default
    found = held.obj if isinstance(held, Static) else known_object(held)
    if found is UNKNOWN:
        hint = "write a branch for each value that it may have"
        f.fail(f"`{name}` must be a constant in compiled code", span, hint=hint)
    return found


def _array(f: Lowering, given: dict[str, Held], name: str, span: Span) -> Value:
    if name not in given:
        f.fail(f"the argument `{name}` is missing", span)
    return f.materialise(given[name], span)


def _dtype(f: Lowering, given: dict[str, Held], span: Span) -> ty.Scalar | None:
    obj = _known(f, given, "dtype", None, span)
    if obj is None:
        return None
    found = dtype_of(obj)
    if found is None:
        f.fail(f"{getattr(obj, '__name__', obj)!r} is no dtype of compiled code", span)
    return found


def axes_of(f: Lowering, axis: Any, ndim: int, span: Span) -> list[int]:
    """The axes that an argument names, counted from 0."""
    given = range(ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    found: list[int] = []
    for k in given:
        if type(k) is not int and not hasattr(k, "__index__"):
            f.fail(f"an axis is an int, not {k!r}", span)
        k = int(k)
        if not -ndim <= k < ndim:
            f.fail(f"axis {k} is out of bounds for array of dimension {ndim}", span)
        if k % ndim in found:
            f.fail("duplicate value in 'axis'", span)
        found.append(k % ndim)
    return sorted(found)


def _reduce(
    ufunc: Any, f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    given = _bind(f, f"{ufunc.__name__}.reduce", _REDUCE, args, keywords, span)
    if f.signature.library:
        given = {k: v for k, v in given.items() if not _absent(k, v)}
    a = _array(f, given, "array", span)
    axis = _known(f, given, "axis", 0, span)
    initial = given.get("initial")
    plan = Plan(
        ufunc,
        _dtype(f, given, span),
        bool(_known(f, given, "keepdims", False, span)),
        None if initial is None else f.materialise(initial, span),
    )
    if _known(f, given, "out", None, span) is not None:
        f.fail(f"the argument `out` of {ufunc.__name__}.reduce() is not supported", span)
    where = given.get("where")
    if where is not None and not _is(where, True):
        a = _at_least_rank_0(f, a, span)
        plan = plan._replace(mask=_mask(f, a, where, span))
    try:
        if not isinstance(a.type, ty.Array):
            return _of_number(f, ufunc, a, axis, plan, span)
        return reduce(f, a, axes_of(f, axis, a.type.ndim, span), plan, span)
    except Unsupported as why:
        f.fail(str(why), span)


def _is(held: Held, what: object) -> bool:
    return (held.obj if isinstance(held, Static) else known_object(held)) is what


def _mask(f: Lowering, a: Value, held: Held, span: Span) -> Value:
    """A mask, of the shape of the array that it chooses from."""
    numpy = sys.modules["numpy"]
    mask = f.materialise(f.call_oracle(numpy.asarray, [held], {}, span), span)
    if not isinstance(mask.type, ty.Array) or mask.type.dtype.kind != "bool":
        f.fail(f"`where` is an array of bools, not {describe(mask.type)}", span)
    if not isinstance(a.type, ty.Array) or mask.type.ndim > a.type.ndim:
        f.fail("`where` has more axes than the array", span)
    spread = registry.module("masks_numpy").spread
    return f.materialise(f.call_function(spread, [a, mask], span), span)


def _at_least_rank_0(f: Lowering, a: Value, span: Span) -> Value:
    """A number as an array of it."""
    if not isinstance(a.type, ty.Scalar):
        return a
    t = promote.machine(a.type)
    one = f.b.op("array.alloc", span=span, dtype=t, zero=False).result
    f.b.op("array.store", one, cast(f, a, t, span), span=span)
    return one


def _absent(name: str, held: Held) -> bool:
    return name == "initial" and isinstance(held, Static) and held.obj is None


def _of_number(f: Lowering, ufunc: Any, a: Value, axis: Any, plan: Plan, span: Span) -> Value:
    """A number is reduced as an array of one element."""
    if not isinstance(a.type, ty.Scalar) or axis not in (None, (), 0, -1):
        hint = "" if isinstance(a.type, ty.Scalar) else "np.array(…) makes an array of it"
        f.fail(f"{ufunc.__name__}.reduce() of a value of type {describe(a.type)}", span, hint=hint)
    return reduce(f, _at_least_rank_0(f, a, span), [], plan, span)


def _accumulate(
    ufunc: Any, f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    given = _bind(f, f"{ufunc.__name__}.accumulate", _ACCUMULATE, args, keywords, span)
    a = _array(f, given, "array", span)
    axis = _known(f, given, "axis", 0, span)
    if _known(f, given, "out", None, span) is not None:
        f.fail(f"the argument `out` of {ufunc.__name__}.accumulate() is not supported", span)
    if not isinstance(a.type, ty.Array) or a.type.ndim == 0:
        f.fail(f"cannot accumulate on a value of type {describe(a.type)}", span)
    a, axis = (a, axis) if axis is not None else (flattened(f, a, span), 0)
    assert isinstance(a.type, ty.Array)
    (k,) = axes_of(f, axis, a.type.ndim, span)
    try:
        return accumulate(f, a, k, Plan(ufunc, _dtype(f, given, span)), span)
    except Unsupported as why:
        f.fail(str(why), span)


_METHODS = {
    "reduce": _reduce,
    "accumulate": _accumulate,
    "outer": ufunc_calls.outer,
    "at": ufunc_calls.at,
}


def _astype(f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    given = _bind(f, "astype", _ASTYPE, args, keywords, span)
    a = _array(f, given, "a", span)
    t = _dtype(f, given, span)
    if t is None:
        f.fail("astype() needs a dtype", span)
    if not isinstance(a.type, ty.Array):
        return arrays.converted(f, a, t, span)
    for name, allowed in (
        ("order", "KCF"),
        ("casting", ufunc_calls.CASTING),
        ("subok", (True, False)),
    ):
        if name in given and _known(f, given, name, None, span) not in allowed:
            f.fail(f"the argument `{name}` of astype() is not supported", span)
    ufunc_calls.may_cast(f, a.type.dtype, t, str(_known(f, given, "casting", "unsafe", span)), span)
    if _known(f, given, "order", "K", span) == "F" and a.type.ndim > 1:
        turned = [*range(a.type.ndim)][::-1]
        rest = {**keywords, "order": Static("C")}
        made = _astype(f, [view_with(f, a, turned), *args[1:2]], rest, span)
        return view_with(f, f.materialise(made, span), turned)
    if a.type.dtype is t and _known(f, given, "copy", True, span) is False:
        if a.type.ndim < 1 or _known(f, given, "order", "K", span) == "K":
            return a
        return f.call_library(sys.modules["numpy"].ascontiguousarray, [a], span)
    made = arrays.converted(f, a, t, span)
    if made.op is not None and made.op.opcode == "map":
        made.op.attrs["order"] = "C" if _known(f, given, "order", "K", span) == "C" else "like"
    return made if a.type.ndim else f.call_library(sys.modules["numpy"].asarray, [made], span)


def _where(f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    if keywords or len(args) not in (1, 3):
        f.fail("np.where() takes one or three arguments by position", span)
    if len(args) == 1:
        return f.call_oracle(sys.modules["numpy"].where, args, keywords, span)
    test, x, y = (f.materialise(a, span) for a in args)
    try:
        return selected.where(f, test, x, y, span)
    except Unsupported as why:
        f.fail(str(why), span)


def flattened(f: Lowering, a: Value, span: Span) -> Value:
    """All elements in one row, in the order of their indices, to be read: `a`'s own where they lie
    so."""
    assert isinstance(a.type, ty.Array)
    if a.type.ndim == 1:
        return a
    whole = f.call_library(sys.modules["numpy"].ndarray.ravel, [a], span)
    f.b.span = span
    n = f.b.const(1, ty.INT)
    for k in range(a.type.ndim):
        n = f.b.emit("mul", n, f.b.emit("array.dim", a, axis=k))
    step = f.b.const(max(1, a.type.dtype.bits // 8), ty.INT)
    return f.b.emit("array.view", whole, f.b.const(0, ty.INT), n, step)


_PLACE = ("a", "axis", "out", "keepdims")


def _place(
    ufunc: Any, name: str, f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    given = _bind(f, name, _PLACE, args, keywords, span)
    a = _array(f, given, "a", span)
    if _known(f, given, "out", None, span) is not None:
        f.fail(f"the argument `out` of {name}() is not supported", span)
    if not isinstance(a.type, ty.Array) or a.type.dtype.kind == "complex":
        f.fail(f"{name}() of a value of type {describe(a.type)} is not supported", span)
    axis = _known(f, given, "axis", None, span)
    keepdims = bool(_known(f, given, "keepdims", False, span))
    if a.type.ndim == 0:
        axes_of(f, axis, 1, span)
        return f.b.op("const", types=[ty.I64], span=span, value=0).result
    if axis is None and keepdims and a.type.ndim > 1:
        f.fail(f"{name}() with keepdims and without an axis is not supported", span)
    a, axis = (a, axis) if axis is not None else (flattened(f, a, span), 0)
    assert isinstance(a.type, ty.Array)
    (k,) = axes_of(f, axis, a.type.ndim, span)
    return first_place(f, ufunc, a, k, keepdims, name, span)


def _operator(
    symbol: str, f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """A ufunc that is an operator. Of Python's numbers it makes NumPy's."""

    def leaf(values: list[Value]) -> Value:
        if all(_is_python(v.type) for v in values):
            values = [cast(f, v, promote.machine(v.type), span) for v in values]  # type: ignore
        if symbol == "Pow":
            values = _of_numpy(f, values, span)
        if symbol in ("Invert", "USub", "UAdd"):
            return operators.unary(f, symbol, values[0], span)
        if "complex" in (getattr(v.type, "kind", "") for v in values) and symbol in _ORDERS:
            return comparison.elements(f, symbol, values[0], values[1], span)
        if symbol in comparison.OPCODES:
            return operators.compare(f, symbol, values[0], values[1], span)
        if symbol == "Mult" and all(isinstance(v.type, ty.Scalar) for v in values):
            x, y = _of_numpy(f, values, span)
            return arrays.product(f, x, y, span)
        return operators.binary(f, symbol, values[0], values[1], span)

    values = _operands(f, args, keywords, symbol, span)
    if all(any(_is_python(m) for m in members(v.type)) for v in values):
        return _each_number(f, values, span, leaf)
    return leaf(values)


def _of_numpy(f: Lowering, values: list[Value], span: Span) -> list[Value]:
    """Operands of which no number is Python's: what `**` does beside them is the operator's."""
    types = [arrays.dtype_of(v) for v in values]
    return [
        number(f, v, promote.weak(t, other), span) if t.python else v
        for v, t, other in zip(values, types, reversed(types))
    ]


def _is_python(t: ty.Type) -> bool:
    return isinstance(t, ty.Scalar) and t.python


def _each_number(
    f: Lowering, values: list[Value], span: Span, leaf: Callable[[list[Value]], Value]
) -> Value:
    """`leaf`, in a branch for each number that an operand may be."""
    for i, v in enumerate(values):
        found = members(v.type)
        if len(found) > 1 and all(isinstance(m, ty.Scalar) for m in found):

            def one(x: Value, i: int = i) -> Value:
                return _each_number(f, [*values[:i], x, *values[i + 1 :]], span, leaf)

            return each(f, v, span, one)
    return leaf(values)


def _operands(
    f: Lowering,
    args: list[Held],
    keywords: dict[str, Held],
    name: str,
    span: Span,
) -> list[Value]:
    count = 1 if name in ("Invert", "USub", "UAdd", "not") else 2
    if keywords or len(args) != count:
        f.fail(f"takes {count} arguments by position", span)
    return [f.materialise(a, span) for a in args]


def _logical(
    opcode: str, f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    values = [
        cast(f, comparison.truth(f, v, span), ty.B1, span) if v.type is ty.INT else v
        for v in _operands(f, args, keywords, opcode, span)
    ]

    def leaf(*xs: Value) -> Value:
        found = [comparison.truth(f, x, span) for x in xs]
        return cast(f, f.b.op(opcode, *found, span=span).result, ty.B1, span)

    try:
        return _each_number(f, values, span, lambda xs: arrays.element_wise(f, xs, span, leaf))
    except Unsupported as why:
        f.fail(str(why), span)
