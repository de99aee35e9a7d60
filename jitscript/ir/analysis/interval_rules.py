"""The interval of an op's result, given those of its operands: one rule for each op.

Rules take widths from the types, so that tests/proofs can show each right for all intervals and
all values of small integers. An interval may be empty (its ends exchanged) where control cannot
come; nothing is claimed of the result then.
"""

from __future__ import annotations

from collections.abc import Callable

from ..core import Op, Value
from ..ops.device import within
from ..types import Scalar

Interval = tuple[int, int]
MIN, MAX = -(2**63), 2**63 - 1
LARGEST_BUFFER = 2**62  # elements; of those that take no memory there may be so many


def type_interval(value: Value) -> Interval:
    t = value.type
    assert isinstance(t, Scalar)
    if t.kind == "bool":
        return 0, 1
    if t.kind == "uint":
        return 0, (1 << t.bits) - 1
    if t.kind == "int":
        return -(1 << t.bits - 1), (1 << t.bits - 1) - 1
    return MIN, MAX


def is_int(value: Value) -> bool:
    t = value.type
    return isinstance(t, Scalar) and t.kind in ("int", "uint", "bool")


Rule = Callable[[Op, list[Interval]], Interval]
RULES: dict[str, Rule] = {}


def _rule(*names: str) -> Callable[[Rule], Rule]:
    def add(fn: Rule) -> Rule:
        RULES.update(dict.fromkeys(names, fn))
        return fn

    return add


def add_intervals(a: Interval, b: Interval) -> Interval:
    return a[0] + b[0], a[1] + b[1]


def sub_intervals(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


def mul_intervals(a: Interval, b: Interval) -> Interval:
    corners = [x * y for x in a for y in b]
    return min(corners), max(corners)


_rule("add", "checked_add")(lambda op, v: add_intervals(*v))
_rule("sub", "checked_sub")(lambda op, v: sub_intervals(*v))
_rule("mul", "checked_mul")(lambda op, v: mul_intervals(*v))
_rule("neg", "checked_neg")(lambda op, v: (-v[0][1], -v[0][0]))
_rule("buffer.len")(lambda op, v: (0, LARGEST_BUFFER))
_rule("check_index")(lambda op, v: (0, max(v[1][1] - 1, 0)))
_rule("clz", "ctz", "popcount")(lambda op, v: (0, _bits(op)))
_rule("lt")(lambda op, v: _truth(v[0][1] < v[1][0], v[0][0] >= v[1][1]))
_rule("le")(lambda op, v: _truth(v[0][1] <= v[1][0], v[0][0] > v[1][1]))
_rule("gt")(lambda op, v: _truth(v[0][0] > v[1][1], v[0][1] <= v[1][0]))
_rule("ge")(lambda op, v: _truth(v[0][0] >= v[1][1], v[0][1] < v[1][0]))
_rule("eq")(lambda op, v: _truth(v[0][0] == v[0][1] == v[1][0] == v[1][1], _apart(*v)))
_rule("ne")(lambda op, v: _truth(_apart(*v), v[0][0] == v[0][1] == v[1][0] == v[1][1]))


@_rule("device.index")
def _index(op: Op, v: list[Interval]) -> Interval:
    return within(op.attrs)


@_rule("array.dim")
def _dim(op: Op, v: list[Interval]) -> Interval:
    """An array need not fill memory (a stride may be 0), but NumPy makes none whose bytes, empty
    dimensions aside, 63 bits cannot count; nor does `array.alloc`."""
    return 0, MAX // max(op.operands[0].type.dtype.bits // 8, 1)  # type: ignore[attr-defined]


def _bits(op: Op) -> int:
    """The width of the first operand."""
    return int(op.operands[0].type.bits)  # type: ignore[attr-defined]


def _truth(certainly: bool, never: bool) -> Interval:
    return int(certainly), int(not never)


def _apart(a: Interval, b: Interval) -> bool:
    return a[1] < b[0] or b[1] < a[0]


@_rule("not")
def _not(op: Op, v: list[Interval]) -> Interval:
    low, high = v[0]
    if op.results[0].type.kind == "bool":  # type: ignore[attr-defined]
        return 1 - high, 1 - low
    return type_interval(op.results[0])


@_rule("select")
def _select(op: Op, v: list[Interval]) -> Interval:
    (never, maybe), x, y = v
    if never:
        return x
    return (min(x[0], y[0]), max(x[1], y[1])) if maybe else y


@_rule("cast")
def _cast(op: Op, v: list[Interval]) -> Interval:
    if not is_int(op.operands[0]):
        return type_interval(op.results[0])
    if op.results[0].type.kind == "bool":  # type: ignore[attr-defined]
        return 0, 1
    low, high = type_interval(op.results[0])
    inside = low <= v[0][0] and v[0][1] <= high
    return v[0] if inside else (low, high)


@_rule("tdiv")
def _tdiv(op: Op, v: list[Interval]) -> Interval:
    (low, high), (d, e) = v
    if 1 <= d <= e:  # where code cannot be reached an interval may be empty
        return _toward_zero(low, d, e, min), _toward_zero(high, d, e, max)
    return -max(abs(low), abs(high)), max(abs(low), abs(high))


def _toward_zero(x: int, d: int, e: int, pick: Callable[[int, int], int]) -> int:
    quotients = [abs(x) // d, abs(x) // e]
    return pick(*(q if x >= 0 else -q for q in quotients))


@_rule("trem")
def _trem(op: Op, v: list[Interval]) -> Interval:
    (low, high), (d, e) = v
    most = max(abs(d), abs(e), 1) - 1
    return (max(low, -most) if low < 0 else 0), (min(high, most) if high > 0 else 0)


@_rule("and")
def _and(op: Op, v: list[Interval]) -> Interval:
    (a, b), (c, d) = v
    if op.results[0].type.kind == "bool":  # type: ignore[attr-defined]
        return a & c, b & d
    if a >= 0 or c >= 0:
        return 0, min(high for low, high in v if low >= 0)
    return -(1 << max(-min(a, c) - 1, 0).bit_length()), max(b, d, 0)


@_rule("or", "xor")
def _or(op: Op, v: list[Interval]) -> Interval:
    (a, b), (c, d) = v
    if a >= 0 and c >= 0:
        if op.info.name == "or":
            return max(a, c), (1 << max(b, d).bit_length()) - 1
        return 0, (1 << max(b, d).bit_length()) - 1
    return type_interval(op.results[0])


@_rule("shr")
def _shr(op: Op, v: list[Interval]) -> Interval:
    (low, high), (s, t) = v
    most = _bits(op) - 1
    s, t = min(max(s, 0), most), min(max(t, 0), most)
    return min(low >> s, low >> t), max(high >> s, high >> t)


@_rule("shl")
def _shl(op: Op, v: list[Interval]) -> Interval:
    (low, high), (s, t) = v
    limits = type_interval(op.results[0])
    if not 0 <= s <= t < _bits(op):
        return limits
    found = mul_intervals((low, high), (1 << s, 1 << t))
    return found if limits[0] <= found[0] and found[1] <= limits[1] else limits


def transfer(op: Op, v: list[Interval]) -> Interval:
    """The interval of the op's only result. There is a rule."""
    low, high = RULES[op.info.name](op, v)
    limits = type_interval(op.results[0])
    t = op.results[0].type
    # Checked and proved ops stay in range; NumPy's wrap.
    python = isinstance(t, Scalar) and t.python
    if not python and (low < limits[0] or high > limits[1]):
        return limits
    return max(low, limits[0]), min(high, limits[1])


# --- counted loops ------------------------------------------------------------------------------


def induction(start: Interval, stop: Interval, step: Interval) -> Interval:
    """What counts the rounds of a `for`, in its rounds. Where the start and the step are known, it
    meets no numbers but those a whole number of steps away."""
    whole = abs(step[0]) if start[0] == start[1] and step[0] == step[1] else 1
    if step[0] >= 1:
        ahead = max(stop[1] - 1 - start[0], 0)
        return start[0], start[0] + ahead // whole * whole
    if step[1] <= -1:
        ahead = max(start[1] - 1 - stop[0], 0)
        return start[1] - ahead // whole * whole, start[1]
    return min(start[0], stop[0] + 1), max(start[1], stop[1] - 1)


def counted(
    first: Interval, change: Interval, start: Interval, stop: Interval, step: Interval
) -> Interval | None:
    """What a `for` carries, at the start of its rounds, where it begins in `first` and each round
    adds a number in `change`, an interval with 0."""
    if step[0] <= 0 <= step[1]:
        return None
    ahead = stop[1] - start[0] if step[0] > 0 else start[1] - stop[0]
    least = min(abs(step[0]), abs(step[1]))
    before = max(-(-ahead // least) - 1, 0)  # rounds before the last one
    return first[0] + change[0] * before, first[1] + change[1] * before
