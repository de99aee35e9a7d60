"""A generator function as a context manager: its `yield` is the body of the `with`.

What the body raises arrives at the `yield`; where it is left otherwise, the generator goes on
behind the `yield`, and a number that it carries says how the function around does then.
"""

from __future__ import annotations

import ast

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from .assign import assign
from .inlined import (
    RESULT,
    WAY,
    Body,
    Site,
    check_captured,
    leave_with,
    returned_edges,
    returned_names,
)
from .lowering import Dead, Edge, Loop, Lowering, Poisoned, raise_if
from .merge import emit_block, ends_of
from .outcomes import Return, outer
from .scope import Names
from .suspended import Suspended


def managed_by(
    f: Lowering,
    call: Suspended,
    item: ast.withitem,
    body: Body,
    sets: tuple[Names, Names],
    span: Span,
) -> bool:
    """`with` over a function made by `contextlib.contextmanager`: its `yield` is the body. `sets`:
    names bound in the body, and alive behind it, however it is left. Whether the end is reached."""
    bound, live = sets
    names = (bound & live) | {RESULT, WAY} | returned_names(f)
    never, on, broken, continued, returned = range(5)
    f.env[WAY] = f.b.const(never, ty.INT, span)
    site = Site(f, call, item, names)
    site.base = dict(f.env)
    check_captured(f, call, bound)
    ways: set[int] = set()

    def give(g: Lowering, value: Value, at: Span) -> None:
        step, returns, ends = Loop(), list[Return](), list[Edge]()
        region = Region()
        before = g.env[outer(WAY)]
        if not isinstance(before, Value):  # the way here has errors
            raise Poisoned
        again = g.b.emit("ne", before, g.b.const(never, ty.INT))
        raise_if(g, again, "RuntimeError", "generator didn't stop", span)
        g.bind(outer(WAY), g.b.const(on, ty.INT, span))  # also where the generator ends an error

        def once(f: Lowering) -> bool:
            if item.optional_vars is not None:
                assign(f, item.optional_vars, value, item.context_expr)
            return body(f)

        for name in names:  # what is bound in the body is known to handlers of the generator
            f.shadows.setdefault(name, []).extend(g.shadows.get(outer(name), ()))
        try:
            with site.entered(step, returns):
                with f.branch(region):
                    if ends_of(f, once):
                        ends.append(Edge(f.b.region, f.env, span))
                out = {
                    on: ends,
                    broken: step.breaks,
                    continued: step.continues,
                    returned: returned_edges(returns),
                }
                for way, edges in out.items():
                    ways.update([way] if edges else ())
                    for edge in edges:
                        with f.branch(edge.region, edge.env):
                            number = f.b.const(way, ty.INT, span)
                        edge.env = {**edge.env, WAY: number}
                every = [edge for edges in out.values() for edge in edges]
                reached = emit_block(f, region, every, names, span)
                env = f.env
        finally:
            for name in names:
                for shadow in g.shadows.get(outer(name), ()):
                    f.shadows[name].remove(shadow)
        if not reached:
            raise Dead
        site.merged(env)

    region = Region()
    with f.branch(region):
        edges = [
            Edge(e.region, {**e.env, WAY: site.out_of(left.env)[WAY]}, e.span)
            for e, left in zip(site.run(give, False), site.g.returns)
        ]
    reached = emit_block(f, region, edges, names, span)
    way, result = f.env.pop(WAY, None), f.env.pop(RESULT, None)
    if not reached:
        return False
    if not isinstance(way, Value):
        assert f.incomplete  # an error in the generator, which is reported
        raise Poisoned
    f.b.span = span
    nothing = f.b.emit("eq", way, f.b.const(never, ty.INT))
    raise_if(f, nothing, "RuntimeError", "generator didn't yield", span)
    for number in sorted(ways - {on}):
        leaving, staying = Region(), Region()
        test = f.b.emit("eq", way, f.b.const(number, ty.INT))
        with f.branch(leaving):
            if number == returned:
                leave_with(f, result, span)
            else:
                loop = f.loops[-1]
                edges = loop.breaks if number == broken else loop.continues
                edges.append(Edge(f.b.region, dict(f.env), span))
        with f.branch(staying):
            f.b.op("yield", span=span)
        f.b.op("if", test, types=(), regions=[leaving, staying], span=span)
    return True
