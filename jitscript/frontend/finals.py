"""`finally`: what is done on every way out of a body.

The clause is lowered twice: in the handler, before the error goes on, and behind the `try`, where
all other exits meet; which of them it was says a number that they carry, and behind the clause each
goes on as it would have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from .caught import Caught
from .lowering import Lowering
from .merge import emit_block, ends_of
from .operators.convert import join
from .outcomes import Edge, Held, Loop, Poison, Return
from .scope import NONE, Names
from .shadows import shadowed
from .tries import Body, emit_try

# What stands in an environment beside the locals; RESULT with a number, because a `finally` may
# hold another `try` that has one, too.
RESULT, CHOICE = "returned.value", "way.out"


class Way:
    """A way out of a `try` with a `finally`: where it is taken, and how it goes on."""

    __slots__ = ("edges", "go_on")

    def __init__(self, edges: list[Edge], go_on: Callable[[Lowering], None] | None):
        self.edges, self.go_on = edges, go_on


def finally_(
    f: Lowering,
    body: Body,
    final: Body,
    sets: tuple[Names, Names],
    span: Span,
    failed: Callable[[Lowering, Caught], bool] | None = None,
) -> bool:
    """Do `final` on every way out of `body`; where an error leaves it `failed`, if that is given.
    `sets`: names bound in the body; alive where `final` begins."""
    bound, live = sets
    result = f"{RESULT} {sum(name.startswith(RESULT) for name in f.env)}"
    tried, caught = Region(), Region()
    exception = caught.add_arg(ty.EXCEPTION)
    ends: list[Edge] = []
    f.tries += 1
    with shadowed(f, bound & live, span) as shadows, f.branch(tried), _way_out(f) as (ways, taken):
        if ends_of(f, body):
            ends.append(Edge(f.b.region, f.env, span))
    f.tries -= 1
    with f.branch(caught):
        f.b.span = span
        for name in bound:
            f.env.pop(name, None)
        f.env.update(shadows.read(f))
        held = Caught(exception, (BaseException,), f.tries)
        f.handling.append(held)
        if ends_of(f, final if failed is None else lambda f: failed(f, held)):
            f.b.op("exc.raise", exception, span=span)
        f.handling.pop()
    taken.extend(Edge(r.region, {**r.env, result: r.value}, r.span) for r in ways.returns)
    all_ways = [Way(edges, go_on) for edges, go_on in ways.found(result) if edges]
    if ends:
        all_ways.append(Way(ends, None))
    names = (bound & live) | ({result, "ended.returns"} if ways.returns else NONE)
    choice = _leave(f, tried, caught, all_ways, names, span)
    met = {name: f.env.get(name) for name in names}
    if not all_ways or not ends_of(f, final):
        return False
    reached = _go_on(f, choice, all_ways, met, span)
    f.env.pop(result, None)
    return reached


class _Ways:
    """The exits of a body: its own list of returns, and a loop that stands for the one around."""

    def __init__(self) -> None:
        self.loop = Loop()
        self.returns: list[Return] = []
        self.returned: list[Edge] = []

    def found(self, result: str) -> Iterator[tuple[list[Edge], Callable[[Lowering], None]]]:
        yield self.returned, lambda f: _return(f, result)
        yield self.loop.breaks, _break
        yield self.loop.continues, _continue


@contextmanager
def _way_out(f: Lowering) -> Iterator[tuple[_Ways, list[Edge]]]:
    """Collect the exits of a body, which are not to be taken yet."""
    ways = _Ways()
    returns, f.returns = f.returns, ways.returns
    f.loops.append(ways.loop)
    try:
        yield ways, ways.returned
    finally:
        f.loops.pop()
        f.returns = returns


def _return(f: Lowering, result: str) -> None:
    value = f.env.pop(result)
    if isinstance(value, Poison):
        f.fail("the returned values differ in type", f.b.span)
    assert isinstance(value, Value)
    f.leave(value, f.b.span)


def _break(f: Lowering) -> None:
    f.loops[-1].breaks.append(Edge(f.b.region, dict(f.env), f.b.span))


def _continue(f: Lowering) -> None:
    f.loops[-1].continues.append(Edge(f.b.region, dict(f.env), f.b.span))


def _leave(
    f: Lowering, tried: Region, caught: Region, ways: list[Way], names: Names, span: Span
) -> Value | None:
    """Emit the `try`, and bring all ways to one place behind it; the number of the way taken."""
    edges = [edge for way in ways for edge in way.edges]
    if len(edges) == 1 and edges[0].region is tried:
        emit_try(f, tried, caught, edges, names, span)
        return None
    if len(ways) > 1:
        for i, way in enumerate(ways):
            for edge in way.edges:
                with f.branch(edge.region, edge.env):
                    edge.env = {**edge.env, CHOICE: f.b.const(i, ty.INT)}
        names |= {CHOICE}
    region = Region()
    with f.branch(region):
        emit_try(f, tried, caught, [], NONE, span)
    emit_block(f, region, edges, names, span)
    choice = f.env.pop(CHOICE, None)
    return choice if isinstance(choice, Value) else None


def members(t: ty.Type) -> set[ty.Type]:
    return set(t.members) if isinstance(t, ty.Union) else {t}


def _as_on(f: Lowering, way: Way, met: dict[str, Held | None]) -> None:
    """The locals have the types that they have on this way, where `finally` left them alone."""
    for name, held in met.items():
        if f.env.get(name) is not held or not isinstance(held, Value):
            continue
        found: ty.Type | None = None
        for edge in way.edges:
            here = edge.env.get(name)
            t = ty.UNBOUND if here is None else getattr(here, "type", None)
            found = None if t is None else t if found is None else join(found, t)
            if found is None:
                break
        if found is ty.UNBOUND:
            f.env.pop(name)
        elif found is not None and members(found) < members(held.type):
            f.env[name] = f.b.emit("union.get", held, member=found)


def _go_on(
    f: Lowering,
    choice: Value | None,
    ways: list[Way],
    met: dict[str, Held | None],
    span: Span,
) -> bool:
    """Behind `finally`: each way goes on as it would have. Whether the end is reached."""
    for i, way in enumerate(ways[:-1]):
        assert choice is not None and way.go_on is not None
        f.b.span = span
        test = f.b.emit("eq", choice, f.b.const(i, ty.INT))
        leaving, staying = Region(), Region()
        with f.branch(leaving):
            _as_on(f, way, met)
            way.go_on(f)
        with f.branch(staying):
            f.b.op("yield", span=span)
        f.b.op("if", test, types=(), regions=[leaving, staying], span=span)
    _as_on(f, ways[-1], met)
    last = ways[-1].go_on
    if last is None:
        return True
    last(f)
    return False
