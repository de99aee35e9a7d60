"""What an operator means for the types of its operands.

    binary, unary, compare, truth    the operators of expressions; `op` is the `ast` class name
    inplace                          augmented assignment (arrays are changed in place)
    convert                          a value where an annotation wants a type
    element, spread                  a value stored into an element, or a part, of an array
    element_wise                     a NumPy function of elements
    join                             the type of a variable where flows meet

    promote.py      the type an operation is done in: Python's ladder, NEP 50
    scalar.py       scalars: a table from (operator, types) to one op or one library function
    comparison.py   comparisons that are exact across types
    unions.py       one machine op for twins, else a branch for each member
    arrays.py       arrays: `map` over the scalar operator
    tuples.py       comparison and concatenation
    convert.py      conversions that lose nothing, and joins

What has branches is written in the language itself, in `library/operators.py` and its like.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from ...diagnostics import Span
from ...ir import types as T
from ...ir.core import Value
from ...ir.types import Array, Scalar, Tuple, Type, Union
from ...library import oracles
from .. import opaque
from ..emitter import Emitter
from ..patterns import OPAQUE, narrow_first
from ..patterns import describe as shown
from ..user_classes import class_of
from . import arrays, comparison, scalar, tuples, unions
from .convert import convert, convertible, element, join, spread
from .scalar import Unsupported, cast, known
from .unions import members

__all__ = [
    "binary",
    "compare",
    "convert",
    "convertible",
    "element",
    "element_wise",
    "inplace",
    "join",
    "members",
    "shown",
    "spread",
    "truth",
    "unary",
]


def binary(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """`a op b`, for the binary operators of arithmetic."""
    try:
        return _binary(e, op, a, b, span)
    except Unsupported as why:
        _fail(e, why, [a, b], span)


def inplace(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """What `a op= b` leaves in `a`. An array is changed in place and is the result."""
    if not isinstance(a.type, Array):
        return binary(e, op, a, b, span)

    def into(x: Value) -> Value:
        return arrays.into(e, op, a, x, span, _of_elements(e, op, a, x, span))

    try:
        if isinstance(b.type, Union):
            unions.each(e, unions.settled(e, b, [a], span), span, into)
        else:
            into(b)
    except Unsupported as why:
        _fail(e, why, [a, b], span)
    return a


def compare(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """`a op b` for `< <= > >= == !=`: bool, NumPy's bool, or an array of them."""
    try:
        return _compare(e, op, a, b, span)
    except Unsupported as why:
        _fail(e, why, [a, b], span)


def compare_tuples(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    """Compare two tuples, whatever their classes, element by element."""
    one = _element_comparison(e, span)
    last = lambda op, x, y: _compare(e, op, x, y, span)  # noqa: E731
    try:
        return tuples.compare(e, op, a, b, span, one, last)
    except Unsupported as why:
        _fail(e, why, [a, b], span)


def element_wise(e: Emitter, oracle: Any, args: Sequence[Value], span: Span) -> Value:
    """A call of a NumPy function of elements, or of `abs`, over arrays or NumPy scalars."""
    try:
        return _function(e, oracle, list(args), span)
    except Unsupported as why:
        _fail(e, why, list(args), span)


def _function(e: Emitter, oracle: Any, args: list[Value], span: Span) -> Value:
    i = next((i for i, v in enumerate(args) if isinstance(v.type, Union)), None)
    if i is None:
        return arrays.function(e, oracle, args, span)
    before, after = args[:i], args[i + 1 :]
    v = unions.settled(e, args[i], [*before, *after], span)
    return unions.each(e, v, span, lambda x: _function(e, oracle, [*before, x, *after], span))


def unary(e: Emitter, op: str, a: Value, span: Span) -> Value:
    """`op a` for `- + ~ not`."""
    try:
        return _unary(e, op, a, span)
    except Unsupported as why:
        _fail(e, why, [a], span)


def truth(e: Emitter, v: Value, span: Span) -> Value:
    """Whether a value is true, as a `bool`."""
    t = v.type
    if isinstance(t, Scalar):
        return comparison.truth(e, v, span)
    if t is OPAQUE:
        return opaque.truth(e, v, span)
    if t is T.NONE:
        return e.b.const(False, T.BOOL, span)
    if isinstance(t, Tuple):
        return e.b.const(bool(t.items), T.BOOL, span)
    if isinstance(t, T.Enum):
        return e.truth_of_member(v, span)
    if unions.twins(t):
        return comparison.truth(e, unions.strip(e, v, span), span)
    if isinstance(t, Union):
        return unions.each(e, v, span, lambda x: truth(e, x, span))
    if isinstance(t, Array) and t.ndim == 0:
        return comparison.truth(e, e.b.op("array.load", v, span=span).result, span)
    if isinstance(t, Array):
        hint = "join comparisons as (a > 0) & (a < 1); test .size, or one element"
        e.fail(
            "the truth value of an array with more than one element is ambiguous", span, hint=hint
        )
    e.fail(f"a value of type {shown(t)} cannot be tested for truth", span)


def _binary(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    ta, tb = a.type, b.type
    if isinstance(ta, Scalar) and isinstance(tb, Scalar):
        return scalar.binary(e, op, a, b, span)
    if isinstance(ta, Union) or isinstance(tb, Union):
        done = unions.once(e, op, a, b, span)
        if done is not None:
            return done
        a, b = _beside_array(e, op, a, b, span), _beside_array(e, op, b, a, span)
        if not (isinstance(a.type, Union) or isinstance(b.type, Union)):
            return _binary(e, op, a, b, span)
        return unions.pairs(e, a, b, span, lambda x, y: _binary(e, op, x, y, span))
    if op == "MatMult" and (isinstance(ta, Array) or isinstance(tb, Array)):
        return e.call_library(oracles.matrix_product, [a, b], span)
    if isinstance(ta, Array) or isinstance(tb, Array):
        leaf = _of_elements(e, op, a, b, span)
        kinds = {arrays.dtype_of(v).kind for v in (a, b) if isinstance(v.type, T.Array)}
        if op == "Div" and not kinds & {"float", "complex"}:
            a, b = arrays.ints_as(e, [a, b], T.F64, span)
        return arrays.element_wise(e, [a, b], span, leaf)
    if isinstance(ta, Tuple) and isinstance(tb, Tuple) and op == "Add":
        return tuples.concatenate(e, a, b, span)
    if isinstance(ta, Tuple) and isinstance(times := known(b), int) and op == "Mult":
        return e.b.op("tuple.make", *tuples.items(e, a, span) * max(0, times), span=span).result
    raise scalar.unsupported(op, ta, tb)


def _beside_array(e: Emitter, op: str, v: Value, other: Value, span: Span) -> Value:
    """An operand of an array: where it makes no difference, twins are NumPy's scalar."""
    if not isinstance(other.type, Array) or op == "Pow":
        return v
    return unions.settled(e, v, [other], span)


def _of_elements(e: Emitter, op: str, a: Value, b: Value, span: Span) -> arrays.Leaf:
    """`a op b` for one element of each."""
    if op == "Pow" and isinstance(a.type, Array):
        return arrays.power(e, a.type, b, span)
    if op == "Mult":
        return lambda x, y: arrays.product(e, x, y, span)
    return lambda x, y: scalar.binary(e, op, x, y, span)


def _compare(e: Emitter, op: str, a: Value, b: Value, span: Span) -> Value:
    ta, tb = a.type, b.type
    if isinstance(ta, Scalar) and isinstance(tb, Scalar):
        return comparison.compare(e, op, a, b, span)
    if isinstance(ta, Union) or isinstance(tb, Union):
        if unions.comparable_at_once(op, ta, tb):
            return unions.compare_once(e, comparison.OPCODES[op], a, b, span)
        return unions.pairs(e, a, b, span, lambda x, y: _compare(e, op, x, y, span))
    if isinstance(ta, Array) or isinstance(tb, Array):
        other = tb if isinstance(ta, Array) else ta
        if op in ("Eq", "NotEq") and (other is T.NONE or isinstance(other, T.Object)):
            title = f"an array compared with {shown(other)} is an array of bools in NumPy"
            hint = "write `is None` or `is not None`" if other is T.NONE else ""
            e.fail(title, span, hint=hint)
        return arrays.compare(e, op, a, b, span)
    if isinstance(ta, T.Object) or isinstance(tb, T.Object) or class_of(ta) or class_of(tb):
        return e.compare_instances(op, a, b, span)
    if isinstance(ta, Tuple) and isinstance(tb, Tuple):
        one = _element_comparison(e, span)
        last = lambda op, x, y: _compare(e, op, x, y, span)  # noqa: E731
        return tuples.compare(e, op, a, b, span, one, last)
    if op in ("Eq", "NotEq") and not _same_sort(ta, tb):
        return e.b.const(op == "NotEq", T.BOOL, span)  # None == 1, () == 0: never equal
    if ta is tb is T.NONE and op in ("Eq", "NotEq"):
        return e.b.const(op == "Eq", T.BOOL, span)
    raise comparison.not_ordered(op, ta, tb)


def _element_comparison(e: Emitter, span: Span) -> tuples.Compare:
    return lambda op, x, y: truth(e, _compare(e, op, x, y, span), span)


def _same_sort(a: Type, b: Type) -> bool:
    plain = (Scalar, T.Simple, Tuple)
    return not (isinstance(a, plain) and isinstance(b, plain)) or type(a) is type(b)


def _unary(e: Emitter, op: str, a: Value, span: Span) -> Value:
    if op == "Not":
        return e.b.op("not", truth(e, a, span), span=span).result
    t = a.type
    if isinstance(t, Scalar):
        return _unary_scalar(e, op, a, t, span)
    if isinstance(t, Union):
        if unions.twins(t) and unions.bits_of(t).kind in ("float", "complex") and op == "USub":
            bits = e.b.op("neg", unions.strip(e, a, span), span=span).result
            return unions.tag_twin(e, bits, unions.all_python(e, [a], span), span)
        return unions.each(e, a, span, lambda x: _unary(e, op, x, span))
    if isinstance(t, Array):
        return arrays.element_wise(e, [a], span, lambda x: _unary(e, op, x, span))
    raise Unsupported(f"bad operand type for unary {scalar.SYMBOLS[op]}: '{shown(t)}'")


def _unary_scalar(e: Emitter, op: str, a: Value, t: Scalar, span: Span) -> Value:
    if t is T.B1 and op == "USub":
        raise Unsupported(
            "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator "
            "or the logical_not function instead."
        )
    if t is T.B1 and op == "UAdd":
        raise Unsupported("ufunc 'positive' did not contain a loop for numpy booleans")
    if t is T.BOOL:
        a, t = cast(e, a, T.INT, span), T.INT
    if op == "UAdd":
        return a
    if op == "Invert":
        if t.kind in ("float", "complex"):
            raise Unsupported(f"bad operand type for unary ~: '{shown(t)}'")
        return e.b.op("not", a, span=span).result
    value = known(a)
    if value is not None and t.python and not (t is T.INT and value == -(2**63)):
        return e.b.const(-value, t, span)
    return e.b.op("checked_neg" if t is T.INT else "neg", a, span=span).result


def _fail(e: Emitter, why: Unsupported, operands: list[Value], span: Span) -> NoReturn:
    hints = [narrow_first(v.type) for v in operands]
    hint = next((text for text in hints if text), "")
    e.fail(str(why), span, notes=several(operands), hint=hint)


def several(operands: Sequence[Value]) -> list[str]:
    """Notes on which operands may be of several types: the error is about one of those."""
    if len(operands) == 1:
        sides = ["the operand"]
    else:
        sides = ["the left operand", "the right operand", *["another operand"] * len(operands)]
    return [
        f"{side} may be {shown(v.type)}"
        for side, v in zip(sides, operands)
        if isinstance(v.type, Union)
    ]
