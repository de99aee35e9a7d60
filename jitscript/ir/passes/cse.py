"""Common subexpression elimination: what was computed before is not computed again.

Before:
    %m = array.dim %a, 0 : int
    %j = check_index %i, %m, 0 : int
    %n = array.dim %a, 0 : int
    %k = check_index %i, %n, 0 : int
After:
    %m = array.dim %a, 0 : int
    %j = check_index %i, %m, 0 : int

A value is known in the rest of its region and in the regions nested there. Checks may be shared as
well: if the first did not raise, the second does not. What reads memory, calls included, is shared
as long as nothing may have written memory of those kinds in between. An `if` is told what its
condition is where another one around it, or before it, has already decided that:

    if %wrong { raise @IndexError(None) } else { yield }
    if %wrong { raise @IndexError(None) } else { yield }      ; `if False`, for canonicalisation

Not handled: two writes to different objects of one kind; a load after a store of the same element.
"""

from __future__ import annotations

from typing import Any

from .. import claims
from ..core import Builder, Function, Op, Region, Value
from ..effects import KINDS
from ..types import BOOL, Scalar
from .rewrite import each_function, forget, replace


def _function(function: Function) -> None:
    _Eliminator().region(function.body)


class _Eliminator:
    """Known values by key; scopes nest by undoing what a region added. The key of a read holds
    the number of writes seen so far for its kind of memory."""

    def __init__(self) -> None:
        self.known: dict[Any, Value] = {}
        self.epoch = dict.fromkeys(KINDS, 0)
        self.writes: dict[Op, frozenset[str]] = {}
        self.decided: dict[Value, bool] = {}  # conditions of which the way here tells the answer

    def region(self, region: Region) -> None:
        added: list[Any] = []
        kept: list[Op] = []
        told: list[Value] = []
        for op in region.ops:
            if op.info.name == "if":
                self._if(op, region, kept, told)
            elif op.regions:
                self._nested(op)
            elif self._repeats(op, added, kept):
                forget(op)
                continue
            elif op.info.effects.writes:
                self._write(op.effects.writes)
            kept.append(op)
        region.ops = kept
        for key in added:
            del self.known[key]
        self._forget(told)

    def _nested(self, op: Op) -> None:
        written = self._written(op)
        self._write(written)  # control may come back to a region, or leave it half done
        for inner in op.regions:
            self.region(inner)
            self._write(written)

    def _if(self, op: Op, region: Region, kept: list[Op], told: list[Value]) -> None:
        condition = op.operands[0]
        answer = self.decided.get(condition)
        if answer is not None:
            b = Builder(Region(), None, op.span)
            known = b.const(answer, BOOL)
            claims.rely(b, "eq", condition, known, by="cse", answer=True)
            for made in b.region.ops:
                made.parent = region
            kept += b.region.ops
            op.set_operands((known,))
        written = self._written(op)
        for inner, holds in zip(op.regions, (True, False)):
            within = self._tell(condition, holds)
            self.region(inner)
            self._forget(within)
            self._write(written)
        then, other = (inner.ops[-1].info.name == "yield" for inner in op.regions)
        if then != other:  # control goes on behind one of the two
            told += self._tell(condition, then)

    def _tell(self, condition: Value, holds: bool) -> list[Value]:
        """Note what a condition is from here on, and what that says of others; all that is new."""
        found: list[Value] = []
        waiting = [(condition, holds)]
        while waiting:
            value, answer = waiting.pop()
            if value in self.decided:
                continue
            self.decided[value] = answer
            found.append(value)
            made = value.op
            if made is not None and made.info.name == ("and" if answer else "or"):
                waiting += [(part, answer) for part in made.operands]
        return found

    def _forget(self, told: list[Value]) -> None:
        for value in told:
            del self.decided[value]

    def _repeats(self, op: Op, added: list[Any], kept: list[Op]) -> bool:
        key = self._key(op)
        if key is None:
            return False
        found = self.known.get(key)
        if found is not None:
            if claims.on() and op.info.effects.reads and isinstance(found.type, Scalar):
                kept += _read_again(op, found)
            replace(op, (found,))
            return True
        self.known[key] = op.results[0]
        added.append(key)
        return False

    def _key(self, op: Op) -> Any:
        info = op.info
        if len(op.results) != 1 or info.control:
            return None
        effects = info.effects if info.effects_of is None else op.effects
        if effects.writes or effects.allocates or effects.drops:
            return None
        operands: Any = op.operands
        if info.commutative and id(operands[0]) > id(operands[1]):
            operands = (operands[1], operands[0], *operands[2:])
        epoch = tuple(self.epoch[kind] for kind in effects.reads) if effects.reads else None
        # `repr` tells 0.0 from -0.0 and 1 from True; nan constants equal each other.
        attrs: Any = op.attrs
        if attrs:
            attrs = tuple([(k, v if type(v) is str else repr(v)) for k, v in attrs.items()])
        return info.name, operands, attrs or None, op.results[0].type, epoch

    def _write(self, kinds: frozenset[str]) -> None:
        for kind in kinds:
            self.epoch[kind] += 1

    def _written(self, op: Op) -> frozenset[str]:
        """The kinds of memory that an op with regions may write."""
        found = self.writes.get(op)
        if found is None:
            kinds: set[str] = set()
            for region in op.regions:
                for inner in region.ops:
                    if inner.regions:
                        kinds |= self._written(inner)
                    else:
                        kinds |= inner.effects.writes
            kinds |= op.effects.writes
            found = self.writes[op] = frozenset(kinds)
        return found


def _read_again(op: Op, found: Value) -> list[Op]:
    """A claim that memory still holds what was read from it before."""
    scratch = Region()
    b = Builder(scratch, None, op.span)
    again = b.op(op.opcode, *op.operands, types=[found.type], **op.attrs)
    claims.rely(b, "same", found, again.result, by="cse")
    for made in scratch.ops:
        made.parent = op.parent
    return scratch.ops


cse = each_function(_function)
