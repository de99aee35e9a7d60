"""Python objects in native code: `py.unbox` and `py.box`, for the conversions of library classes,
which run while the GIL is held, as the border calls what contains them; and `python.call`.
"""

from __future__ import annotations

from ...ir.core import Op
from ...runtime import abi
from ..layout import layout
from .function import FunctionLowering


def lower_unbox(f: FunctionLowering, op: Op) -> None:
    """Leaves when the object does not fit: the border's slow path tells the user why."""
    t = op.result.type
    shape = f"{{i8, {layout(t).reg}}}"
    function = f.target.unbox(f.w, t)
    both = f.new(f"call {shape} {function}(ptr %ctx, ptr {f.one(op.operands[0])}, ptr null)")
    status = f.new(f"extractvalue {shape} {both}, 0")
    fits = f.new(f"icmp eq i8 {status}, 0")
    f.check(fits, f.w.text(abi.MISMATCH.encode()))
    f.set(op, *f.extract(shape, both, t, (1,)))


def lower_box(f: FunctionLowering, op: Op) -> None:
    (value,) = op.operands
    packed = f.pack(value.type, f.values[value])
    made = f.new(f"call ptr {f.target.box(f.w, value.type)}(ptr %ctx, {packed})")
    f.check_host(f.new(f"icmp ne ptr {made}, null"), op.span)
    f.set(op, made)


def lower_same(f: FunctionLowering, op: Op) -> None:
    value, object = op.operands
    packed = f.pack(value.type, f.values[value])
    function = f.target.same(f.w, value.type)
    found = f.new(f"call i32 {function}(ptr %ctx, {packed}, ptr {f.one(object)})")
    f.check_host(f.new(f"icmp sge i32 {found}, 0"), op.span)
    f.set(op, f.new(f"icmp ne i32 {found}, 0"))


def lower_call(f: FunctionLowering, op: Op) -> None:
    t = op.result.type
    shape = f"{{i32, {layout(t).reg}}}"
    given = "".join(f", {f.pack(v.type, f.values[v])}" for v in op.operands)
    both = f.new(f"call {shape} {f.target.python_call(f.w, op)}(ptr %ctx{given})")
    status = f.new(f"extractvalue {shape} {both}, 0")
    f.check_host(f.new(f"icmp eq i32 {status}, 0"), op.span)
    f.set(op, *f.extract(shape, both, t, (1,)))


def lower_hold(f: FunctionLowering, op: Op) -> None:
    made = f.new(f"call ptr {f.target.hold(f.w)}(ptr {f.one(op.operands[0])})")
    f.check(f.new(f"icmp ne ptr {made}, null"), f.w.site(op.span, "MemoryError"))
    f.set(op, made)


def lower_held(f: FunctionLowering, op: Op) -> None:
    place = f.address(f.one(op.operands[0]), abi.BUFFER_ARRAY)
    object = f.new(f"load ptr, ptr {place}, align 8")
    f.w.count_leaf(f, "retain", object, "")
    f.set(op, object)


EMIT = {
    "py.hold": lower_hold,
    "py.held": lower_held,
    "py.unbox": lower_unbox,
    "py.box": lower_box,
    "py.same": lower_same,
    "python.call": lower_call,
}
