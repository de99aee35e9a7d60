"""Loops in which all threads of a grid step over arrays: each takes elements that lie together.

Before (of `%g`, the thread's number in the grid, and `%all`, how many there are):
    for ^L(%g, %n, %all) { (%i: int):
      %x = array.load %a, %i : f32
      array.store %b, %i, %x
      continue ^L
    }
After (constants left out):
    %whole = sub %n, (mod %n, 4)
    for ^M((mul %g, 4), %whole, (mul %all, 4)) { (%j: int):
      %x = array.load %a, %j : f32
      array.store %b, %j, %x
      … for %j + 1, %j + 2, %j + 3 …
      continue ^M
    }
    for ^L((add %whole, %g), %n, %all) { … as before: the last elements … }

Where arrays begin at multiples of 16 bytes LLVM makes one access of 16 bytes of four. Which thread
does a round is another than before, and nobody can tell: no round raises anything, what is computed
depends on the round alone, all threads come to the loop or none does, and an array that it stores
to is touched nowhere else, and there at the round's own element only.

For functions whose arrays begin at such multiples and share no memory (attribute `wide`); one that
has such a loop has the attribute `widened` afterwards.

Not handled: loops with values that are carried, with branches, in other loops; elements of views.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..analysis.facts import Facts
from ..analysis.interval_rules import MAX
from ..analysis.intervals import Intervals
from ..core import Builder, Function, Module, Op, Region, Value, clone_op
from ..types import INT, Array, Scalar, Type

BYTES = 16  # of an access
_SAME = ("ntid.", "nctaid.", "shared.")  # indices that all threads see alike
_MEMORY = 2**57  # more elements than any memory has


class Widen(NamedTuple):
    max_ops: int = 96  # in the new loop's body

    def __call__(self, module: Module) -> None:
        for function in module.functions.values():
            if not function.attrs.get("wide"):
                continue
            loops = [op for op in function.walk() if op.info.counted and _plain(op)]
            if not loops:
                continue
            facts = Facts(function)
            known = _Known(function, Intervals(facts))
            for op, width in [(op, known.width(op, facts, self.max_ops)) for op in loops]:
                if width:
                    _widen(op, width)
                    function.attrs["widened"] = True


def _plain(op: Op) -> bool:
    """Whether a loop only computes, loads and stores, round by round, and stores something."""
    body = op.regions[0].ops
    if op.results or len(op.regions[0].args) != 1 or body[-1].target is not op:
        return False
    stores = False
    for inner in body[:-1]:
        effects = inner.effects
        if inner.regions or effects.exits or effects.allocates or effects.drops:
            return False
        if inner.info.subject == "device":
            return False
        if (effects.reads | effects.writes) - {"array"}:
            return False
        if effects.writes and not inner.info.stored.start:
            return False
        stores = stores or bool(effects.writes)
    return stores and body[-1].info.goes_on


def _root(array: Value) -> Value:
    """What an array is, or is a view of."""
    while array.op is not None and _passes(array.op):
        array = array.op.operands[0]
    return array


def _passes(op: Op) -> bool:
    """Whether the result is the first operand, or a part of it."""
    return op.info.view or (op.info.contiguous and any(_arrays(op)) and not op.info.fresh)


def _arrays(op: Op) -> Iterator[Value]:
    return (v for v in op.operands if isinstance(v.type, Array))


class _Known:
    """What is known of the values of a function."""

    def __init__(self, function: Function, intervals: Intervals):
        self.function, self.intervals = function, intervals
        self.params = set(function.params)
        self.same: dict[Value, bool] = {}
        self.written = {
            _root(v) for op in function.walk() if op.effects.writes for v in _arrays(op)
        }

    def alike(self, value: Value) -> bool:
        """Whether all threads have the same value."""
        if value not in self.same:
            self.same[value] = self._alike(value)
        return self.same[value]

    def _alike(self, value: Value) -> bool:
        op = value.op
        if op is None:
            return value in self.params
        if op.info.subject == "device":
            return str(op.attrs.get("name", "")).startswith(_SAME)
        if op.regions or op.effects.writes or op.effects.allocates:
            return False
        if op.effects.reads - {"array"}:
            return False
        if op.effects.reads and any(self._changes(v) for v in _arrays(op)):
            return False
        return all(map(self.alike, op.operands))

    def _changes(self, array: Value) -> bool:
        """Whether the kernel may write to an array."""
        root = _root(array)
        if root.op is not None and root.op.info.frozen:
            return False
        return root not in self.params or root in self.written

    def width(self, op: Op, facts: Facts, max_ops: int) -> int:
        """How many elements are to be together; 0 where the loop is to stay as it is."""
        start, stop, step = op.bounds
        assert start is not None and stop is not None and step is not None
        if not (_is_number(start) and _is_count(step) and self.alike(stop)):
            return 0
        body = op.regions[0].ops[:-1]
        width = BYTES // max(_bytes(v.type) for inner in body for v in _arrays(inner))
        while width * len(body) > max_ops:
            width //= 2
        if width < 2 or not self._own(op) or not self._all_come(op):
            return 0
        context = facts.at[op]
        _, most = self.intervals.at(step, context)
        low, high = self.intervals.at(stop, context)
        if stop.op is not None and stop.op.opcode == "array.dim":
            high = min(high, _MEMORY)
        fits = width * most <= MAX - high and low >= -MAX // 2
        return width if fits else 0

    def _own(self, loop: Op) -> bool:
        """Whether each round has its elements for itself, and nothing else of its thread's."""
        region = loop.regions[0]
        (i,) = region.args
        stored: set[Value] = set()
        read: set[Value] = set()
        for op in region.ops[:-1]:
            for v in op.operands:
                outside = v is not i and (v.op is None or v.op.parent is not region)
                if outside and not self.alike(v):
                    return False
            for array in _arrays(op):
                root = _root(array)
                if root not in self.params and not (root.op and root.op.info.frozen):
                    return False
                (stored if op.effects.writes else read).add(root)
        for op in region.ops[:-1]:
            at = op.operands[op.info.indices] if op.info.indices.start else ()
            if any(_root(v) in stored for v in _arrays(op)) and list(at)[:1] != [i]:
                return False
        if any(not isinstance(v.type, Array) or v.type.ndim != 1 for v in stored):
            return False
        for op in self._others(loop):
            writes = bool(op.effects.writes)
            for array in _arrays(op):
                root = _root(array)
                if not (op.effects.reads or writes):
                    continue
                if root in stored or (writes and root in read):
                    return False
                if root not in self.params and not _own_memory(root):
                    return False
        return True

    def _others(self, loop: Op) -> Iterator[Op]:
        """What a thread that comes to the loop may do besides."""
        arms = {loop.regions[0]}
        region = loop.parent
        while region is not None:
            arms.add(region)
            region = region.parent.parent if isinstance(region.parent, Op) else None

        def walk(region: Region) -> Iterator[Op]:
            for op in region.ops:
                if op is loop:
                    continue
                yield op
                chosen = [inner for inner in op.regions if inner in arms]
                for inner in chosen or op.regions:
                    yield from walk(inner)

        return walk(self.function.body)

    def _all_come(self, loop: Op) -> bool:
        """Whether all threads come to the loop or none does."""
        at = loop
        while True:
            region = at.parent
            assert region is not None
            for op in region.ops:
                if op is at:
                    break
                for inner in (op, *(x for r in op.regions for x in _walk(r))):
                    ends = inner.info.terminator and not inner.info.goes_on
                    if ends or (inner.effects.exits and not self._all_fail(inner, op)):
                        return False
            if not isinstance(region.parent, Op):
                return True
            at = region.parent
            if at.opcode != "if" or not self.alike(at.operands[0]):
                return False

    def _all_fail(self, op: Op, outer: Op) -> bool:
        """Whether all threads fail at an op, which stands in `outer`, or none does."""
        if op.info.terminator or op.regions:
            return True
        silent = not (op.effects.reads or op.effects.writes)
        return op is outer and silent and all(map(self.alike, op.operands))


def _own_memory(root: Value) -> bool:
    """Whether an array is no parameter's memory."""
    return root.op is not None and (root.op.info.fresh or root.op.info.frozen)


def _walk(region: Region) -> Iterator[Op]:
    for op in region.ops:
        yield op
        for inner in op.regions:
            yield from _walk(inner)


def _bytes(t: Type) -> int:
    """What an element of an array takes; 32 where it is no number."""
    if not isinstance(t, Array) or not isinstance(t.dtype, Scalar):
        return 2 * BYTES
    return max(t.dtype.bits // 8, 1)


def _index(value: Value) -> str:
    op = value.op
    return str(op.attrs["name"]) if op is not None and op.opcode == "device.index" else ""


def _is_number(value: Value) -> bool:
    """Whether a value is the thread's number in the grid, along x."""
    if value.op is None or value.op.opcode != "add":
        return False
    for block, thread in (value.op.operands, value.op.operands[::-1]):
        if _index(thread) == "tid.x" and block.op is not None and block.op.opcode == "mul":
            return sorted(map(_index, block.op.operands)) == ["ctaid.x", "ntid.x"]
    return False


def _is_count(value: Value) -> bool:
    """Whether a value is the number of threads along x."""
    if value.op is None or value.op.opcode != "mul":
        return False
    return sorted(map(_index, value.op.operands)) == ["nctaid.x", "ntid.x"]


def _widen(op: Op, width: int) -> None:
    assert op.parent is not None
    start, stop, step = op.bounds
    assert start is not None and stop is not None and step is not None
    b = Builder(op.parent, op, op.span)
    zero, many = b.const(0, INT), b.const(width, INT)
    some = b.emit("select", b.emit("lt", stop, zero), zero, stop)
    rest = b.emit("and", some, b.const(width - 1, INT))
    whole = b.emit("sub", some, rest)
    first, stride = b.emit("mul", start, many), b.emit("mul", step, many)
    wide = Op("for", [first, whole, stride], [], {"together": True}, (Region(),), op.span)
    op.parent.insert_before(op, wide)
    region = wide.regions[0]
    region.parent = wide
    own = region.add_arg(INT, op.regions[0].args[0].name)
    inside = Builder(region, None, op.span)
    for number in range(width):
        at = inside.emit("add", own, inside.const(number, INT)) if number else own
        known: dict[Value, Value] = {op.regions[0].args[0]: at}
        for inner in op.regions[0].ops[:-1]:
            region.append(clone_op(inner, known, {}))
    inside.op("continue", target=wide)
    op.set_operands([b.emit("add", whole, start), stop, step])
    op.attrs["together"] = True
