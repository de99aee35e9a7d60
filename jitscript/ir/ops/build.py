"""Structured control flow for expansions: regions made of Python functions.

(total,) = counted(b, n, [start], lambda b, i, total: [b.emit("add", total, load(b, i))])
(x,) = choice(b, test, lambda b: [one(b)], lambda b: [other(b)])
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..core import Builder, Region, clone_op
from ..types import INT


def counted(
    b: Any,
    stop: Any,
    carried: Sequence[Any],
    body: Callable[..., Sequence[Any]],
    start: Any = None,
    step: Any = 1,
) -> list[Any]:
    """A `for` over range(start, stop, step); `body(b, i, *carried)` gives what is carried on."""
    region = Region([INT, *(v.type for v in carried)])
    first = b.const(0, INT) if start is None else start
    types = [v.type for v in carried]
    by = b.const(step, INT) if isinstance(step, int) else step
    loop = b.op("for", first, stop, by, *carried, types=types, regions=[region])
    at = Builder(region, None, b.span)
    at.op("continue", *body(at, *region.args), target=loop)
    return list(loop.results)


def repeated(
    b: Any, carried: Sequence[Any], results: Sequence[Any], body: Callable[..., None]
) -> list[Any]:
    """A `loop`; `body(b, loop, *carried)` ends the region, with `continue` or `break` of `loop`."""
    region = Region([v.type for v in carried])
    loop = b.op("loop", *carried, types=list(results), regions=[region])
    body(Builder(region, None, b.span), loop, *region.args)
    return list(loop.results)


def choice(
    b: Any,
    condition: Any,
    then: Callable[[Any], Sequence[Any]],
    otherwise: Callable[[Any], Sequence[Any]],
) -> list[Any]:
    """An `if` whose results are what the functions give."""
    branches = [Region(), Region()]
    found: list[Any] = []
    for region, build in zip(branches, (then, otherwise)):
        at = Builder(region, None, b.span)
        found = list(build(at))
        at.op("yield", *found)
    types = [v.type for v in found]
    return list(b.op("if", condition, types=types, regions=branches).results)


def when(b: Any, condition: Any, body: Callable[[Any], None]) -> None:
    """An `if` without `else`, and without results."""
    region, empty = Region(), Region()
    at = Builder(region, None, b.span)
    body(at)
    if region.terminator is None:
        at.op("yield")
    Builder(empty, None, b.span).op("yield")
    b.op("if", condition, types=[], regions=[region, empty])


def splice(b: Any, body: Any, values: Sequence[Any]) -> list[Any]:
    """A copy of a region's ops here; the values that it yields."""
    known = dict(zip(body.args, values))
    ops: dict[Any, Any] = {}
    for op in body.ops[:-1]:
        copy = clone_op(op, known, ops)
        if b.anchor is None:
            b.region.append(copy)
        else:
            b.region.insert_before(b.anchor, copy)
    return [known.get(v, v) for v in body.ops[-1].operands]
