"""What kernels call: `cuda.grid(1)`, `cuda.syncthreads()`, `cuda.shared.array((16, 16), f32)` …

One function for each subject, one row for each name: its parameters, as they are passed by
position or name, and what it makes of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.device import ATOMICS
from ..library.threads import DeviceFunction, DeviceIndex
from . import own_math
from .device_call import Call, Held, Rule
from .emitter import Static
from .lowering import Lowering, tuple_items
from .operators import element as stored
from .patterns import describe
from .services import service
from .signature import dtype_of

FULL = 0xFFFFFFFF


@service
def device_index(f: Lowering, which: DeviceIndex, span: Span) -> Value:
    """A number of the thread's own."""
    _only_in_kernels(f, which.name, span)
    return f.b.op("device.index", name=which.op, span=span).result


@service
def call_device(
    f: Lowering, which: DeviceFunction, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """A call of what only kernels can call."""
    _only_in_kernels(f, which.name, span)
    names, rule = RULES[which.name]
    required = [n for n in names.split() if not n.endswith("?")]
    params = [n.rstrip("?") for n in names.split()]
    given = dict(zip(params, args))
    unknown = [n for n in keywords if n not in params or n in given]
    given.update(keywords)
    if unknown or len(args) > len(params) or not set(required) <= set(given):
        shown = ", ".join(n.replace("?", " (may be left out)") for n in names.split()) or "nothing"
        f.fail(f"cuda.{which.name} takes {shown}", span)
    return rule(Call(f, which.name, given, span))


@service
def print_numbers(f: Lowering, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    """`print` in a kernel: numbers, and texts that are known."""
    known = {}
    for name, default in (("sep", " "), ("end", "\n")):
        held = keywords.pop(name, Static(default))
        if not isinstance(held, Static) or not isinstance(held.obj, str):
            f.fail(f"`{name}` of print must be a text that is known in a kernel", span)
        known[name] = held.obj
    if keywords:
        f.fail(f"print in a kernel takes no `{next(iter(keywords))}`", span)
    parts, values = [], []
    for held in args:
        t = held.type if isinstance(held, Value) else None
        if isinstance(held, Static) and isinstance(held.obj, str):
            parts.append(held.obj.replace("{", "{{").replace("}", "}}"))
        elif isinstance(held, Value) and isinstance(t, ty.Scalar) and t.kind != "complex":
            parts.append("{!s}")  # as str makes it: format() of a float32 would be a float's
            values.append(held)
        else:
            shown = describe(t) if t is not None else "this"
            hint = "print parts of it, as arguments of their own"
            f.fail(f"a kernel prints numbers and literal texts, not {shown}", span, hint=hint)
    end = known["end"].replace("{", "{{").replace("}", "}}")
    between = known["sep"].replace("{", "{{").replace("}", "}}")
    f.b.span = span
    f.b.op("device.print", *values, text=between.join(parts) + end)
    return f.b.const(None, ty.NONE)


def _only_in_kernels(f: Lowering, name: str, span: Span) -> None:
    if not f.unit.device:
        f.fail(
            f"cuda.{name} can be used in kernels only",
            span,
            hint="decorate the function with @cuda.kernel, or call it from a kernel",
        )


# --- which thread --------------------------------------------------------------------------------


def _axes(c: Call, one: Callable[[str], Value]) -> Held:
    """One int, or a tuple of two or three, for axes x, y, z."""
    n = c.known("ndim")
    if not 1 <= n <= 3:
        c.fail(f"the dimensions are 1, 2 or 3, not {n}")
    found = [one(axis) for axis in "xyz"[:n]]
    return found[0] if n == 1 else c.emit("tuple.make", *found)


def _grid(c: Call) -> Held:
    def one(axis: str) -> Value:
        block, size, thread = (
            c.emit("device.index", name=f"{name}.{axis}") for name in ("ctaid", "ntid", "tid")
        )
        return c.emit("add", c.emit("mul", block, size), thread)

    return _axes(c, one)


def _gridsize(c: Call) -> Held:
    def one(axis: str) -> Value:
        size, blocks = (c.emit("device.index", name=f"{n}.{axis}") for n in ("ntid", "nctaid"))
        return c.emit("mul", size, blocks)

    return _axes(c, one)


# --- waiting and exchanging ----------------------------------------------------------------------


def _barrier_vote(how: str) -> Rule:
    return lambda c: c.emit("device.barrier_vote", c.truth("predicate"), how=how)


def _vote(how: str) -> Rule:
    def rule(c: Call) -> Held:
        types = [ty.INT if how == "ballot" else ty.BOOL]
        operands = c.whole("mask"), c.truth("predicate")
        return c.f.b.op("device.vote", *operands, types=types, span=c.span, how=how).result

    return rule


def _exchanged(c: Call) -> Value:
    """A number that threads of a warp show each other."""
    value = c.value("value")
    t = value.type
    if not isinstance(t, ty.Scalar) or t.kind == "complex" or t.bits not in (32, 64):
        c.fail(
            f"only numbers of 32 or 64 bits go from thread to thread, not {describe(t)}",
            "convert it before, and back afterwards",
        )
    return value


def _match_any(c: Call) -> Held:
    return c.emit("device.match", c.whole("mask"), _exchanged(c), how="any")


def _match_all(c: Call) -> Held:
    """The mask and whether all are alike."""
    found = c.emit("device.match", c.whole("mask"), _exchanged(c), how="all")
    alike = c.emit("ne", found, c.f.b.const(0, ty.INT))
    return c.emit("tuple.make", found, alike)


def _shuffle(how: str, lane: str) -> Rule:
    def rule(c: Call) -> Held:
        width = c.known("width", 32)
        if width not in (1, 2, 4, 8, 16, 32):
            c.fail(f"`width` is a power of two up to 32, not {width}")
        operands = c.whole("mask"), _exchanged(c), c.whole(lane), c.f.b.const(width, ty.INT)
        return c.emit("device.shuffle", *operands, how=how)

    return rule


# --- atomics -------------------------------------------------------------------------------------


def _place(c: Call) -> tuple[Value, ty.Scalar, list[Value]]:
    """The array and the checked indices that an atomic operation names."""
    array = c.value("ary")
    t = array.type
    if not isinstance(t, ty.Array):
        c.fail(f"`ary` must be an array, not {describe(t)}")
    assert isinstance(t, ty.Array)
    given: list[Any] = [c.f.b.const(0, ty.INT)] * t.ndim
    if "idx" in c.args:
        idx = c.value("idx")
        given = list(tuple_items(c.f, idx)) if isinstance(idx.type, ty.Tuple) else [idx]
    if len(given) != t.ndim:
        c.fail(f"an array of rank {t.ndim} takes {t.ndim} indices, not {len(given)}")
    c.do("check_writeable", array)
    found = []
    for axis, i in enumerate(given):
        at = c.f.convert(i, ty.INT, c.span, "the index")
        size = c.emit("array.dim", array, axis=axis)
        found.append(c.emit("check_index", at, size, axis=axis))
    return array, t.dtype, found


def _atomic(how: str) -> Rule:
    def rule(c: Call) -> Held:
        array, t, at = _place(c)
        kinds = ATOMICS[how].split()
        if t.kind not in kinds or t.bits not in (32, 64):
            words = " or ".join({"int": "signed", "uint": "unsigned"}.get(k, k) for k in kinds)
            c.fail(f"the hardware has it for {words} numbers of 32 and 64 bits, not for {t!r}")
        value = stored(c.f, c.value("val"), t, c.span)
        return c.emit("device.atomic", array, *at, value, how=how)

    return rule


def _exchange(c: Call) -> Held:
    array, t, at = _place(c)
    if t.kind not in ("int", "uint") or t.bits not in (32, 64):
        c.fail(f"the hardware has it for integers of 32 and 64 bits, not for {t!r}")
    old, value = (stored(c.f, c.value(name), t, c.span) for name in ("old", "val"))
    return c.emit("device.exchange", array, *at, old, value)


# --- memory --------------------------------------------------------------------------------------


def _memory(opcode: str) -> Rule:
    def rule(c: Call) -> Held:
        shape, held = c.shape("shape"), c.args["dtype"]
        dtype = dtype_of(held.obj) if isinstance(held, Static) else None
        if dtype is None:
            c.fail("`dtype` must name a type of NumPy's, such as np.float32")
        assert dtype is not None
        if not 1 <= len(shape) <= 4:
            c.fail("an array has 1 to 4 dimensions")
        if opcode == "device.shared" and shape == [0]:
            size = c.emit("device.index", name="shared.size")
            n = c.emit("tdiv", size, c.f.b.const(dtype.bits // 8, ty.INT))
            return c.emit(opcode, n, dtype=dtype, all=True)
        if any(n < 1 for n in shape):
            c.fail(f"the dimensions must be positive, not {shape}")
        dims = [c.f.b.const(n, ty.INT) for n in shape]
        return c.emit(opcode, *dims, dtype=dtype)

    return rule


def _like(c: Call) -> Held:
    value = c.value("ary")
    if value.op is None or value.op.opcode != "array.const":
        c.fail("`ary` must be an array that the kernel captures", "make it a global NumPy array")
    return value


# --- bits and numbers ----------------------------------------------------------------------------


def _integer(c: Call) -> tuple[Value, int]:
    v = c.value("x")
    if not isinstance(v.type, ty.Scalar) or v.type.kind not in ("int", "uint"):
        c.fail(f"takes an integer, not {describe(v.type)}")
    assert isinstance(v.type, ty.Scalar)
    unsigned = ty.BY_NAME[f"u{v.type.bits}"]
    return v if v.type is unsigned else c.emit("cast", v, to=unsigned), v.type.bits


def _bits(opcode: str) -> Rule:
    return lambda c: c.emit("cast", c.emit(opcode, _integer(c)[0]), to=ty.INT)


def _ffs(c: Call) -> Held:
    """The place of the lowest bit that is set, from 1; 0 where none is."""
    value, _ = _integer(c)
    zero = c.f.b.const(0, value.type)
    count = c.emit("cast", c.emit("ctz", value), to=ty.INT)
    found = c.emit("add", count, c.f.b.const(1, ty.INT))
    none = c.emit("eq", value, zero)
    return c.emit("select", none, c.f.b.const(0, ty.INT), found)


def _brev(c: Call) -> Held:
    """The bits in reverse: halves exchanged, halves of halves …"""
    given = c.value("x")
    value, bits = _integer(c)
    step = bits // 2
    while step:
        mask = sum(((1 << step) - 1) << at for at in range(0, bits, 2 * step))
        low, by = c.f.b.const(mask, value.type), c.f.b.const(step, value.type)
        up = c.emit("shl", c.emit("and", value, low), by)
        down = c.emit("and", c.emit("shr", value, by), low)
        value, step = c.emit("or", up, down), step // 2
    return value if value.type is given.type else c.emit("cast", value, to=given.type)


def _fma(c: Call) -> Held:
    """Numbers of Python's take the type of NumPy's beside them."""
    values = [c.value(name) for name in ("a", "b", "c")]
    weak = {v.type for v in values} & {ty.FLOAT, ty.INT}
    types = {v.type for v in values} - weak or {ty.FLOAT}
    if len(types) > 1 or not types <= {ty.F32, ty.F64, ty.FLOAT}:
        c.fail("takes three floats of one type")
    (t,) = types
    return c.emit("fma", *(v if v.type is t else c.emit("cast", v, to=t) for v in values))


def _rsqrt(c: Call) -> Held:
    v = c.value("x")
    if not isinstance(v.type, ty.Scalar) or v.type.kind != "float" or v.type.bits < 32:
        c.fail(f"takes a float, not {describe(v.type)}")
    one = c.f.b.const(1.0, v.type)
    return c.emit("div", one, c.emit("sqrt", v))


def _cbrt(c: Call) -> Held:
    v = c.value("x")
    if not isinstance(v.type, ty.Scalar) or v.type.kind != "float" or v.type.bits < 32:
        c.fail(f"takes a float, not {describe(v.type)}")
    found = own_math.call(c.f, [v], {"name": "cbrt"}, c.span)
    return found or c.emit("libm", v, name="cbrt")


def _selp(c: Call) -> Held:
    """One of two values, both of which are computed."""
    condition, x, y = c.truth("c"), c.value("a"), c.value("b")
    if x.type is not y.type:
        c.fail(f"`a` and `b` must be of one type, not {describe(x.type)} and {describe(y.type)}")
    return c.emit("select", condition, x, y)


def _below(c: Call) -> Held:
    """The mask of the lanes before this one."""
    one = c.f.b.const(1, ty.INT)
    return c.emit("sub", c.emit("shl", one, c.emit("device.index", name="laneid")), one)


RULES: dict[str, tuple[str, Rule]] = {
    "grid": ("ndim", _grid),
    "gridsize": ("ndim", _gridsize),
    "syncthreads": ("", lambda c: c.do("device.barrier")),
    "syncthreads_count": ("predicate", _barrier_vote("count")),
    "syncthreads_and": ("predicate", _barrier_vote("and")),
    "syncthreads_or": ("predicate", _barrier_vote("or")),
    "syncwarp": ("mask?", lambda c: c.do("device.warp_barrier", c.whole("mask", FULL))),
    "activemask": ("", lambda c: c.emit("device.active")),
    "shfl_sync": ("mask value src_lane width?", _shuffle("idx", "src_lane")),
    "shfl_up_sync": ("mask value delta width?", _shuffle("up", "delta")),
    "shfl_down_sync": ("mask value delta width?", _shuffle("down", "delta")),
    "shfl_xor_sync": ("mask value lane_mask width?", _shuffle("xor", "lane_mask")),
    "all_sync": ("mask predicate", _vote("all")),
    "any_sync": ("mask predicate", _vote("any")),
    "eq_sync": ("mask predicate", _vote("uni")),
    "ballot_sync": ("mask predicate", _vote("ballot")),
    "match_any_sync": ("mask value", _match_any),
    "match_all_sync": ("mask value", _match_all),
    "lanemask_lt": ("", _below),
    "threadfence": ("", lambda c: c.do("device.fence", scope="device")),
    "threadfence_block": ("", lambda c: c.do("device.fence", scope="block")),
    "threadfence_system": ("", lambda c: c.do("device.fence", scope="system")),
    "nanosleep": ("ns", lambda c: c.do("device.sleep", c.whole("ns"))),
    "clock": ("", lambda c: c.emit("device.clock", what="cycles")),
    "clock64": ("", lambda c: c.emit("device.clock", what="cycles")),
    "globaltimer": ("", lambda c: c.emit("device.clock", what="ns")),
    "popc": ("x", _bits("popcount")),
    "clz": ("x", _bits("clz")),
    "ffs": ("x", _ffs),
    "brev": ("x", _brev),
    "fma": ("a b c", _fma),
    "rsqrt": ("x", _rsqrt),
    "cbrt": ("x", _cbrt),
    "selp": ("c a b", _selp),
    "shared.array": ("shape dtype", _memory("device.shared")),
    "local.array": ("shape dtype", _memory("device.local")),
    "const.array_like": ("ary", _like),
    "atomic.add": ("ary idx val", _atomic("add")),
    "atomic.sub": ("ary idx val", _atomic("sub")),
    "atomic.min": ("ary idx val", _atomic("min")),
    "atomic.max": ("ary idx val", _atomic("max")),
    "atomic.nanmin": ("ary idx val", _atomic("min")),
    "atomic.nanmax": ("ary idx val", _atomic("max")),
    "atomic.and_": ("ary idx val", _atomic("and")),
    "atomic.or_": ("ary idx val", _atomic("or")),
    "atomic.xor": ("ary idx val", _atomic("xor")),
    "atomic.exch": ("ary idx val", _atomic("exch")),
    "atomic.inc": ("ary idx val", _atomic("inc")),
    "atomic.dec": ("ary idx val", _atomic("dec")),
    "atomic.cas": ("ary idx old val", _exchange),
    "atomic.compare_and_swap": ("ary old val", _exchange),
}
