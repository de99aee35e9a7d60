"""Claims in machine code: where one is false the call ends with a ClaimError.

Two kinds of statements are tested while claims are recorded (`ir/claims.py`): those that passes
have noted (the op `claim`), and what ops rely on, at each of them: `GUARDS` by opcode, indices of
plain loads and stores, sizes, divisors, contiguity, places that control never comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...ir.core import Op, Value
from ...ir.ops.claims import KINDS
from ...ir.types import Array, Scalar
from ...runtime import abi
from ..layout import layout
from .arith import reg_of
from .array import overlap
from .errors import raw_words
from .function import FunctionLowering

Test = Callable[[FunctionLowering, Op], str]


def _all(f: FunctionLowering, tests: Sequence[str]) -> str:
    found = tests[0]
    for test in tests[1:]:
        found = f.new(f"and i1 {found}, {test}")
    return found


# --- what passes say ----------------------------------------------------------------------------


def _fits(name: str) -> Test:
    def test(f: FunctionLowering, op: Op) -> str:
        operands = [f"i64 {f.one(v)}" for v in op.operands]
        if name == "neg":
            operands.insert(0, "i64 0")
        which = {"neg": "sub"}.get(name, name)
        pair = f.intrinsic(f"llvm.s{which}.with.overflow.i64", "{i64, i1}", *operands)
        return f.new(f"xor i1 {f.new(f'extractvalue {{i64, i1}} {pair}, 1')}, true")

    return test


def _index(f: FunctionLowering, op: Op) -> str:
    i, n = (f.one(v) for v in op.operands)
    return _all(f, [f.new(f"icmp sge i64 {i}, 0"), f.new(f"icmp slt i64 {i}, {n}")])


def _end(f: FunctionLowering, op: Op) -> str:
    i, n = (f.one(v) for v in op.operands)
    moved = f.new(f"add i64 {i}, {n}")
    return _all(f, [f.new(f"icmp slt i64 {i}, 0"), f.new(f"icmp sge i64 {moved}, 0")])


def _nonneg(f: FunctionLowering, op: Op) -> str:
    return f.new(f"icmp sge i64 {f.one(op.operands[0])}, 0")


def _compare(f: FunctionLowering, op: Op) -> str:
    t = op.operands[0].type
    assert isinstance(t, Scalar)
    name = op.attrs["kind"]
    order = "" if name in ("eq", "ne") else "s" if t.kind == "int" else "u"
    x, y = (f.one(v) for v in op.operands)
    answer = f.new(f"icmp {order}{name} {reg_of(t)} {x}, {y}")
    return answer if op.attrs["answer"] else f.new(f"xor i1 {answer}, true")


def _apart(f: FunctionLowering, op: Op) -> str:
    return f.new(f"xor i1 {overlap(f, *op.operands)}, true")


def _same(f: FunctionLowering, op: Op) -> str:
    x, y = op.operands
    tests = []
    for leaf, a, b in zip(layout(x.type).leaves, f.values[x], f.values[y]):
        reg = leaf.reg
        if reg in ("half", "float", "double"):
            to = {"half": "i16", "float": "i32", "double": "i64"}[reg]
            a, b = (f.new(f"bitcast {reg} {v} to {to}") for v in (a, b))
            reg = to
        tests.append(f.new(f"icmp eq {reg} {a}, {b}"))
    return _all(f, tests or ["true"])


TESTS: dict[str, Test] = {
    **{name: _fits(name) for name in ("add", "sub", "mul", "neg")},
    **dict.fromkeys(("lt", "le", "gt", "ge", "eq", "ne"), _compare),
    "index": _index,
    "end": _end,
    "nonneg": _nonneg,
    "apart": _apart,
    "same": _same,
}


def lower_claim(f: FunctionLowering, op: Op) -> None:
    kind = op.attrs["kind"]
    by = op.attrs.get("by", "the program")
    shown = [v for v in op.operands if isinstance(v.type, Scalar) and v.type.kind != "complex"]
    text = KINDS[kind].text
    if len(shown) < len(op.operands):
        text = text.replace("{", "{{").replace("}", "}}")
    _demand(f, op, TESTS[kind](f, op), f"{by} relies on a false claim: {text}", shown)


def _demand(
    f: FunctionLowering, op: Op, ok: str, message: str, shown: Sequence[Value] = ()
) -> None:
    raw: list[str] = []
    kinds = [raw_words(f, v.type, f.values[v], raw) for v in shown]
    f.check(ok, f.w.site(op.span, abi.CLAIM, message, kinds), raw)


# --- what ops rely on ---------------------------------------------------------------------------


def _within(f: FunctionLowering, op: Op, index: Value, size: str) -> None:
    ok = f.new(f"icmp ult i64 {f.one(index)}, {size}")
    raw = [f.one(index), size]
    message = f"{op.opcode} relies on 0 <= {{}} < {{}}"
    f.check(ok, f.w.site(op.span, abi.CLAIM, message, ("int", "int")), raw)


def _array(f: FunctionLowering, op: Op) -> None:
    array = op.operands[0]
    for axis, index in enumerate(op.indices):
        _within(f, op, index, f.values[array][2 + axis])


def _length(f: FunctionLowering, buffer: Value) -> str:
    at = f.address(f.one(buffer), abi.BUFFER_LENGTH)
    return f.new(f"load i64, ptr {at}, align 8{f.w.tbaa('length')}")


def _buffer(f: FunctionLowering, op: Op) -> None:
    _within(f, op, op.operands[1], _length(f, op.operands[0]))


def _part(f: FunctionLowering, op: Op, buffer: Value, start: Value, many: Value) -> None:
    size, first, n = _length(f, buffer), f.one(start), f.one(many)
    rest = f.new(f"sub i64 {size}, {n}")
    tests = [f.new(f"icmp ule i64 {n}, {size}"), f.new(f"icmp ule i64 {first}, {rest}")]
    message = f"{op.opcode} relies on elements {{}} to {{}} + {{}} of {{}}"
    site = f.w.site(op.span, abi.CLAIM, message, ("int",) * 4)
    f.check(_all(f, tests), site, [first, first, n, size])


def _init(f: FunctionLowering, op: Op) -> None:
    buffer, start, *values = op.operands
    size, first = _length(f, buffer), f.one(start)
    rest = f.new(f"sub i64 {size}, {len(values)}")
    tests = [f.new(f"icmp sge i64 {rest}, 0"), f.new(f"icmp ule i64 {first}, {rest}")]
    message = f"{op.opcode} relies on room for {len(values)} elements from {{}} of {{}}"
    site = f.w.site(op.span, abi.CLAIM, message, ("int", "int"))
    f.check(_all(f, tests), site, [first, size])


def _clear(f: FunctionLowering, op: Op) -> None:
    _part(f, op, *op.operands)


def _copy(f: FunctionLowering, op: Op) -> None:
    target, i, source, j, n = op.operands
    _part(f, op, target, i, n)
    _part(f, op, source, j, n)


def _looked_in(f: FunctionLowering, op: Op) -> None:
    buffer, start, stop = op.operands[:3]
    size = _length(f, buffer)
    tests = [
        f.new(f"icmp sge i64 {f.one(start)}, 0"),
        f.new(f"icmp sle i64 {f.one(stop)}, {size}"),
    ]
    message = f"{op.opcode} relies on elements from {{}} to {{}}"
    _demand(f, op, _all(f, tests), message, [start, stop])


def _word(f: FunctionLowering, op: Op) -> None:
    rest = f.new(f"sub i64 {_length(f, op.operands[0])}, {op.attrs['size']}")
    first = f.one(op.operands[1])
    tests = [f.new(f"icmp sge i64 {first}, 0"), f.new(f"icmp sle i64 {first}, {rest}")]
    message = f"{op.opcode} relies on bytes from {{}} on"
    _demand(f, op, _all(f, tests), message, [op.operands[1]])


def _sizes(f: FunctionLowering, op: Op) -> None:
    for size in op.operands:
        ok = f.new(f"icmp sge i64 {f.one(size)}, 0")
        _demand(f, op, ok, f"{op.opcode} relies on a size that is not negative: {{}}", [size])


def _divides(f: FunctionLowering, op: Op) -> None:
    t = op.result.type
    assert isinstance(t, Scalar)
    reg = reg_of(t)
    a, b = (f.one(v) for v in op.operands)
    ok = f.new(f"icmp ne {reg} {b}, 0")
    if t.kind == "int":
        tests = [f.new(f"icmp eq {reg} {b}, -1"), f.new(f"icmp eq {reg} {a}, {-1 << t.bits - 1}")]
        ok = _all(f, [ok, f.new(f"xor i1 {_all(f, tests)}, true")])
    _demand(f, op, ok, f"{op.opcode} relies on a divisor that works: {{}}, {{}}", op.operands)


def _object(f: FunctionLowering, op: Op) -> None:
    ok = f.new(f"icmp ne ptr {f.one(op.operands[0])}, null")
    _demand(f, op, ok, f"{op.opcode} relies on an instance")


def _data(f: FunctionLowering, op: Op) -> None:
    data, size = op.attrs["data"], op.attrs["size"]
    _within(f, op, op.operands[0], str(max(len(data) // max(size, 1), 1)))


def _contiguous(f: FunctionLowering, op: Op) -> None:
    t = op.operands[0].type
    assert isinstance(t, Array)
    leaves = f.values[op.operands[0]]
    dims, strides = leaves[2 : 2 + t.ndim], leaves[2 + t.ndim :]
    step = str(layout(t.dtype).size)
    whole = "true"
    empty = "false"
    for dim, stride in zip(reversed(dims), reversed(strides)):
        single = f.new(f"icmp eq i64 {dim}, 1")
        right = f.new(f"or i1 {single}, {f.new(f'icmp eq i64 {stride}, {step}')}")
        whole = f.new(f"and i1 {whole}, {right}")
        empty = f.new(f"or i1 {empty}, {f.new(f'icmp eq i64 {dim}, 0')}")
        step = f.new(f"mul i64 {dim}, {step}")
    ok = f.new(f"or i1 {whole}, {empty}")
    _demand(f, op, ok, "an array is taken for contiguous that is not")


def _never(f: FunctionLowering, op: Op) -> None:
    f.fail(f.w.site(op.span, abi.CLAIM, "control comes where it never should"))


GUARDS: dict[str, Callable[[FunctionLowering, Op], None]] = {
    "alone": _object,
    "array.load": _array,
    "array.store": _array,
    "array.alloc": _sizes,
    "assume_contiguous": _contiguous,
    "buffer.new": _sizes,
    "buffer.load": _buffer,
    "buffer.store": _buffer,
    "buffer.init": _init,
    "buffer.clear": _clear,
    "buffer.copy": _copy,
    "buffer.count": _looked_in,
    "buffer.find": _looked_in,
    "buffer.word": _word,
    "device.atomic": _array,
    "device.exchange": _array,
    "field.get": _object,
    "field.set": _object,
    "object.const": _data,
    "object.place": _object,
    "tdiv": _divides,
    "trem": _divides,
    "unreachable": _never,
}

EMIT = {"claim": lower_claim}
