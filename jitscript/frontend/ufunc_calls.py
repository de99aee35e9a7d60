"""What a call of a ufunc says beside its operands, and methods of ufuncs that are no reductions.

np.add(a, b, out=c, where=m)    map_into %c, %c, %m, %a, %b { … yield (select %m, sum, old) }
np.add.outer(a, b)              np.add(a[:, None], b)
"""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from ..library import registry
from . import indexing
from .arguments import UNKNOWN, known_object
from .emitter import Static
from .intrinsic_calls import view_with
from .lowering import Lowering, tuple_items
from .operators import arrays, comparison, promote
from .operators.scalar import cast, number
from .patterns import describe
from .signature import dtype_of

Held = Value | Static
INDICES = ("bool", "int", "uint")  # kinds of dtype
_TAKEN = ("out", "where", "dtype", "casting", "order", "subok")


def says_more(obj: Any, args: list[Held], keywords: dict[str, Held]) -> bool:
    """Whether a call is of a ufunc of elements, with more than its operands."""
    if type(obj).__name__ != "ufunc" or obj.signature is not None or obj.nout != 1:
        return False
    return bool(keywords) or len(args) > obj.nin


def call(f: Lowering, ufunc: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    name = ufunc.__name__
    for word in keywords:
        if word not in _TAKEN:
            f.fail(f"{name}() got an unexpected keyword argument '{word}'", span)
    if not ufunc.nin <= len(args) <= ufunc.nin + 1:
        f.fail(f"{name}() takes from {ufunc.nin} to {ufunc.nin + 1} positional arguments", span)
    if len(args) > ufunc.nin and "out" in keywords:
        f.fail(f"cannot specify 'out' as both a positional and keyword argument of {name}()", span)
    _only(f, keywords, "casting", ("same_kind",), span)
    _only(f, keywords, "order", ("K", "C", "A"), span)
    operands: list[Held] = list(args[: ufunc.nin])
    out = _out(f, args[ufunc.nin] if len(args) > ufunc.nin else keywords.get("out"), span)
    t = _dtype(f, ufunc, keywords, span)
    if t is not None:
        operands = [_as_type(f, ufunc, i, x, t, span) for i, x in enumerate(operands)]
    where = _where(f, keywords.get("where"), span)
    if where is not None and out is None:
        hint = "pass out=, or choose with np.where(…)"
        f.fail("without `out` the elements that `where` leaves out have no value", span, hint=hint)
    if where is not None and name in ("power", "float_power") and _whole(f, operands, span):
        f.fail("`where` of a power of integers is not supported", span, hint="use np.where(…)")
    found = f.materialise(f.call_object(ufunc, operands, {}, span), span)
    return found if out is None else into(f, name, out, found, where, span)


def _only(
    f: Lowering, keywords: dict[str, Held], name: str, allowed: tuple[Any, ...], span: Span
) -> None:
    held = keywords.get(name)
    if held is not None and _known(held) not in allowed:
        f.fail(f"the argument `{name}` of a ufunc is not supported", span)


def _known(held: Held) -> Any:
    return held.obj if isinstance(held, Static) else known_object(held)


def _out(f: Lowering, held: Held | None, span: Span) -> Value | None:
    if held is None or _known(held) is None:
        return None
    out = f.materialise(held, span)
    if isinstance(out.type, ty.Tuple) and len(out.type.items) == 1:
        (out,) = tuple_items(f, out)
    if not isinstance(out.type, ty.Array):
        f.fail("return arrays must be of ArrayType", span, hint="`out` is an array")
    return out


def _where(f: Lowering, held: Held | None, span: Span) -> Value | None:
    if held is None or _known(held) is True:
        return None
    mask = f.materialise(held, span)
    if arrays.dtype_of(mask).kind != "bool":
        f.fail(f"`where` is an array of bools, not {describe(mask.type)}", span)
    return mask


def _whole(f: Lowering, operands: list[Held], span: Span) -> bool:
    found = (arrays.dtype_of(f.materialise(x, span)).kind for x in operands)
    return all(kind in ("int", "uint", "bool") for kind in found)


def _dtype(f: Lowering, ufunc: Any, keywords: dict[str, Held], span: Span) -> ty.Scalar | None:
    held = keywords.get("dtype")
    obj = None if held is None else _known(held)
    if obj is None:
        return None
    t = None if obj is UNKNOWN else dtype_of(obj)
    if t is None:
        f.fail("`dtype` must be a dtype that is known to the compiler", span)
    import numpy as np

    char = np.dtype(promote.numpy_name(t)).char
    if char * ufunc.nin + "->" + char not in ufunc.types:
        f.fail(f"{ufunc.__name__}() in {promote.numpy_name(t)} is not supported", span)
    return t


def _as_type(f: Lowering, ufunc: Any, i: int, held: Held, t: ty.Scalar, span: Span) -> Value:
    """An operand in the type that is asked for, as the casting rule `same_kind` allows."""
    v = f.materialise(held, span)
    own = arrays.dtype_of(v)
    if not promote.can_store(own, t):
        names = f"dtype('{promote.numpy_name(promote.machine(own))}')", promote.numpy_name(t)
        f.fail(
            f"Cannot cast ufunc '{ufunc.__name__}' input {i} from {names[0]} to dtype('{names[1]}')"
            " with casting rule 'same_kind'",
            span,
        )
    if own.python and isinstance(v.type, ty.Scalar):
        return number(f, v, t, span)
    return arrays.converted(f, v, t, span)


CASTING = ("unsafe", "same_kind", "safe", "equiv", "no")


def may_cast(f: Lowering, t: ty.Scalar, to: ty.Scalar, rule: str, span: Span) -> None:
    import numpy as np

    source, target = (np.dtype(promote.numpy_name(x)) for x in (t, to))
    if not np.can_cast(source, target, rule):  # type: ignore[arg-type]
        f.fail(
            f"Cannot cast array data from {source!r} to {target!r} according to the rule '{rule}'",
            span,
        )


def into(
    f: Lowering, name: str, out: Value, found: Value, where: Value | None, span: Span
) -> Value:
    """Store what a ufunc gives in an array. A map that was made for it becomes the store."""
    t = out.type
    assert isinstance(t, ty.Array)
    source = promote.machine(arrays.dtype_of(found))
    if not promote.can_store(source, t.dtype):
        f.fail(
            f"Cannot cast ufunc '{name}' output from dtype('{promote.numpy_name(source)}') to "
            f"dtype('{promote.numpy_name(t.dtype)}') with casting rule 'same_kind'",
            span,
        )
    made = found.op
    operands, region = [found], Region([source])
    value = region.args[0]
    if made is not None and made.opcode == "map" and made is f.b.region.ops[-1]:
        f.b.region.ops.remove(made)
        operands, region = list(made.operands), made.regions[0]
        end = region.ops[-1]
        value = end.operands[0]
        region.ops.remove(end)
        end.set_operands([])
        made.set_operands([])
        made.regions = []
    elif isinstance(found.type, ty.Scalar) and found.type is not source:
        operands = [cast(f, found, source, span)]
    for v in operands:
        if isinstance(v.type, ty.Array) and v.type.ndim > t.ndim:
            f.fail(
                f"an operand of rank {v.type.ndim} does not fit into `out` of rank {t.ndim}", span
            )
    if where is not None:
        if isinstance(where.type, ty.Array) and where.type.ndim > t.ndim:
            f.fail(f"`where` of rank {where.type.ndim} does not fit into rank {t.ndim}", span)
        if isinstance(where.type, ty.Array):  # NumPy names the mask last
            everyone = [*operands, out, where]
            f.b.op("array.broadcast", *everyone, types=[ty.Array(t.dtype, t.ndim)], span=span)
        operands += [where, out]
    mask = [region.add_arg(arrays.dtype_of(v)) for v in operands[len(region.args) :]]

    def end_of() -> Value:
        new = arrays.conversion(f, value, t.dtype, span)
        if mask:
            test = comparison.truth(f, mask[0], span)
            new = f.b.op("select", test, new, mask[1], span=span).result
        f.b.op("yield", new, types=[], span=span)
        return new

    arrays.with_builder(f, region, end_of)
    f.b.op("map_into", out, *operands, regions=[region], types=[], span=span)
    return out


# --- methods ------------------------------------------------------------------------------------


def outer(ufunc: Any, f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    """Every element of one operand with every element of the other."""
    if len(args) != 2 or ufunc.nin != 2:
        f.fail(f"{ufunc.__name__}.outer() takes two operands", span)
    a, b = (_array(f, x, span) for x in args)
    if isinstance(b.type, ty.Array) and b.type.ndim and isinstance(a.type, ty.Array):
        a = view_with(f, a, [*range(a.type.ndim), *[None] * b.type.ndim])
    return f.call_object(ufunc, [a, b], keywords, span)


def at(ufunc: Any, f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    """In place, once for every index: as `a[indices] = ufunc(a[indices], values)`, in turn."""
    name = ufunc.__name__
    if keywords or len(args) != 1 + ufunc.nin or ufunc.nin > 2:
        f.fail(f"{name}.at() takes an array, indices{' and values' * (ufunc.nin > 1)}", span)
    a = f.materialise(args[0], span)
    if not isinstance(a.type, ty.Array) or not a.type.ndim:
        f.fail(f"{name}.at() of {describe(a.type)} is not supported", span)
    chosen = indexing.Chosen(f, a, _places(f, args[1], span), f.here(span))
    where = chosen.places()
    given: list[Held] = []
    if ufunc.nin > 1:
        values = _as_array(f, args[2], span)
        words = "array is not broadcastable to correct shape"
        given = [chosen.spread_values(indexing.apart(f, a, values), words)]
    fn = "combine" if given else "change"
    f.b.op("check_writeable", a, types=[], span=span)
    found = getattr(registry.module("ufuncs_numpy"), fn)
    return f.call_function(found, [Static(ufunc), chosen.part, where, *given], span)


def _places(f: Lowering, indices: Held, span: Span) -> list[Any]:
    """The parts of a subscript that was passed: index arrays, those of no axes among them."""
    parts: list[Any] = [indices]
    if isinstance(indices, Value) and isinstance(indices.type, ty.Tuple):
        parts = list(tuple_items(f, indices))
    elif isinstance(indices, Static) and isinstance(indices.obj, tuple):
        parts = [Static(part) for part in indices.obj]
    found: list[Any] = []
    for part in parts:
        t = f.materialise(part, span).type
        if t is ty.NONE:
            found.append(None)
            continue
        if isinstance(t, ty.Object) and t.name == "slice":
            hint = "pass the indices along that axis: np.arange(n)[:, None]"
            f.fail("a slice among the indices of `at` is not supported", span, hint=hint)
        index = _as_array(f, part, span)
        if not isinstance(index.type, ty.Array) or index.type.dtype.kind not in INDICES:
            f.fail(f"an index is an integer, not {describe(index.type)}", span)
        found.append(index)
    if not any(map(indexing.is_array, found)):
        f.fail("indices are needed", span)
    return found


def _as_array(f: Lowering, held: Held, span: Span) -> Value:
    import numpy as np

    return f.materialise(f.call_oracle(np.asarray, [held], {}, span), span)


def _array(f: Lowering, held: Held, span: Span) -> Value:
    """An operand; a tuple or list as the array of its elements."""
    v = f.materialise(held, span)
    return _as_array(f, v, span) if isinstance(v.type, (ty.Tuple, ty.Object)) else v
