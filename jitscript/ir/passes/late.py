"""Errors that may wait for the end of their loop, so that the loop becomes vector code.

Before:
    %r = for ^L(%start, %stop, %one, %a) : f64 { (%i: int, %x: f64):
      … if %c { raise @OverflowError("math range error") [late] } else { yield } …
      continue ^L(%y)
    }
After:
    %r, %bad = for ^L(%start, %stop, %one, %a, %false) : f64, bool { (%i: int, %x: f64, %b: bool):
      … %b2 = or %b, %c …
      continue ^L(%y, %b2)
    }
    if %bad { raise @OverflowError("math range error") } else { yield }

Of several that may wait the one that comes first is raised: rounds are counted, and the least of
the counts at which one would have been raised is carried, `n * round + which` for `n` of them.

Only library code marks a `raise` as one that may wait, and only where the user asked for it. It
waits in a `for` of which every other op computes, loads or stores elements: nothing else can raise,
and nothing outside sees that the rounds go on, but elements that these store.

Not handled: errors in an arm of an `if`, which are raised at once.
"""

from __future__ import annotations

from ..core import Builder, Function, Op, Region, Value
from ..effects import reads, writes
from ..traits import EMPTY
from ..types import BOOL, I64, Type
from .rewrite import each_function

_NEVER = 2**63 - 1
_ELEMENTS = (reads("array"), writes("array"))


@each_function
def late(function: Function) -> None:
    """Have errors wait for the ends of loops that only compute otherwise."""
    _region(function.body)


def _region(region: Region) -> None:
    old, region.ops = region.ops, []
    for op in old:
        for inner in op.regions:
            _region(inner)
        region.append(op)
        if op.info.counted:
            waiting = _waiting(op)
            if len(waiting) == 1:
                _one(region, op, waiting[0])
            elif waiting:
                _first(region, op, waiting)


def _waiting(loop: Op) -> list[Op]:
    """The ops of a loop that only raise what may wait; none where it does not wait."""
    *ops, end = loop.regions[0].ops
    waiting = [op for op in ops if _may_wait(op)]
    if end.opcode != "continue" or not all(op in waiting or _computes(op) for op in ops):
        return []
    return waiting


def _may_wait(op: Op) -> bool:
    if op.opcode != "if" or op.results:
        return False
    then, otherwise = (inner.ops for inner in op.regions)
    last = then[-1]
    return (
        last.opcode == "raise"
        and bool(last.attrs.get("late"))
        and not last.operands
        and len(then) == len(otherwise) == 1
        and otherwise[0].opcode == "yield"
    )


def _computes(op: Op) -> bool:
    if op.opcode == "if":
        inner = [x for region in op.regions for x in region.ops]
        return all(x.opcode == "yield" or (not x.regions and x.info.speculatable) for x in inner)
    return not op.regions and (op.info.speculatable or _is_of_element(op))


def _is_of_element(op: Op) -> bool:
    """Whether an op reads or sets an element, and does nothing else."""
    return op.info.indices != EMPTY and op.info.effects in _ELEMENTS


def _one(region: Region, loop: Op, site: Op) -> None:
    (condition,) = site.operands
    carried, more = _carry(region, loop, [site], [(BOOL, False)])
    more.carry(more.b.emit("or", carried[0], condition))
    _put_after(region, site, loop.results[-1])


def _first(region: Region, loop: Op, sites: list[Op]) -> None:
    conditions = [site.operands[0] for site in sites]
    (count, least), more = _carry(region, loop, sites, [(I64, 0), (I64, _NEVER)])
    b = more.b
    here = b.const(_NEVER, I64)
    for i, condition in reversed(list(enumerate(conditions))):
        at = b.emit("add", count, b.const(i, I64)) if i else count
        here = b.emit("select", condition, at, here)
    least = b.emit("select", b.emit("lt", here, least), here, least)
    more.carry(b.emit("add", count, b.const(len(sites), I64)), least)
    after = Builder(region, None, loop.span)
    found = loop.results[-1]
    any_ = after.emit("ne", found, after.const(_NEVER, I64))
    which = after.emit("trem", found, after.const(len(sites), I64))
    for i, site in enumerate(sites):
        this = after.emit("and", any_, after.emit("eq", which, after.const(i, I64)))
        _put_after(region, site, this)


class _More:
    """The end of a loop's body that is to carry more."""

    def __init__(self, body: Region, end: Op):
        self.body, self.end = body, end
        self.b = Builder(body, None, end.span)

    def carry(self, *values: Value) -> None:
        self.end.set_operands([*self.end.operands, *values])
        self.body.append(self.end)


def _carry(
    region: Region, loop: Op, sites: list[Op], given: list[tuple[Type, object]]
) -> tuple[list[Value], _More]:
    """Have `loop`, the last op of `region`, carry values that begin as given, without `sites`."""
    region.ops.pop()
    before = Builder(region, None, loop.span)
    body = loop.regions[0]
    args = [body.add_arg(t) for t, _ in given]
    loop.set_operands([*loop.operands, *(before.const(value, t) for t, value in given)])
    for t, _ in given:
        loop.results.append(Value(t, loop, len(loop.results)))
    region.append(loop)
    end = body.ops[-1]
    body.ops = [op for op in body.ops[:-1] if op not in sites]
    return args, _More(body, end)


def _put_after(region: Region, site: Op, condition: Value) -> None:
    site.set_operands([condition])
    region.append(site)
