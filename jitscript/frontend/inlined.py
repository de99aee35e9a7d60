"""Generator functions where somebody goes through them: their body, in which each `yield` is the
body of the loop.

    def upto(n):                     for x in upto(9):         i = 0
        i = 0                            if x > 4:             while i < 9:
        while i < n:                         break                 x = i          the yield
            yield i                      use(x)                    if x > 4:
            i += 1                                                     leave upto and the loop
                                                                   use(x)
                                                                   i += 1

The generator has a lowering of its own, which emits into the same regions. Its environment has the
locals that the loop changes too, under other names: where flows meet in the generator, they are
merged with its own. Where the loop is left, the generator is left as by `return`, through its
`finally`s; a number that it carries says how the loop goes on.

What the body of the loop raises does not concern the generator, save that it ends: its `finally`s
are done, its handlers pass over it (`guarded`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from .assign import assign
from .consumers import Consumer, Give, guarded
from .lowering import Dead, Edge, Loop, Lowering, Poison
from .merge import emit_block, ends_of, join_branches
from .narrowing import forget_changed, without
from .outcomes import Env, Held, Return, outer
from .patterns import fill
from .scope import NONE, Names, Scope, yields
from .slices import constant
from .suspended import Pushed, Suspended
from .tries import pass_over

Body = Callable[[Lowering], bool]

ENDED, BROKEN, RETURNED = 0, 1, 2  # how a loop over a generator ends
# What stands in an environment beside the locals: how a loop ended, with what the function around
# is left then, what a generator has returned, and what one that was gone through had.
WAY, RESULT, RETURNS, GIVEN = "ended.how", "ended.with", "ended.returns", "ended.given"
SHIFT = 1 << 20  # columns: what tells the places of one body from those of another


class Carrying(Scope):
    """A generator's scope: what yields binds the loop's locals, which are alive everywhere."""

    def __init__(self, scope: Scope, names: Names):
        self.__dict__.update(vars(scope))
        self.carried = names
        self._assigned = {}
        for live in ("live_after", "live_head", "live_raised", "live_final"):
            found = getattr(scope, live)
            setattr(self, live, {s: self._with(s, known) for s, known in found.items()})

    def _with(self, node: Any, names: Names) -> Names:
        return names | self.carried if yields(node) else names

    def assigned(self, node: Any) -> Names:
        return self._with(node, super().assigned(node))


def suspends(f: Lowering, node: ast.AST) -> bool:
    """Whether a `yield` in the node is one at which a generator that is kept waits."""
    kept = f.suspends if f.inside is not None else f.instance.frame is not None
    return kept and yields(node)


# --- the body of a generator --------------------------------------------------------------------


class Site:
    """Where a generator is gone through: the lowering there, and the one of its body."""

    def __init__(self, f: Lowering, call: Suspended, key: Any, names: Names):
        self.f, self.call, self.names = f, call, names
        self.g = self._lowering(key)
        self.g.suspends = suspends(f, key)
        if self.g.suspends:
            f.check_endings(call)  # which is that of the one that is kept, too
        self.base: Env = {}  # what the loop's body sees and does not change

    def _lowering(self, key: Any) -> Lowering:
        f, call, signature = self.f, self.call, self.call.instance.signature
        root = f
        while root.inside is not None:
            root = root.inside
        place = key, self.names, signature
        g = f.inlined.get(place)
        if g is None:
            g = f.inlined[place] = Lowering(f.unit, call.instance)
            f.unit.show(signature)
            root.shifts += SHIFT
            g.shift = root.shifts
            g.scope = Carrying(signature.scope, frozenset(map(outer, self.names)))
        g.instance, g.inside, g.site = call.instance, f, call.span
        g.regions, g.errors, g.probe, g.incomplete = f.regions, f.errors, f.probe, False
        g.holes, g.open_holes, g.fixed = f.holes, f.open_holes, f.fixed
        g.when_empty = f.when_empty
        g.made_at, g.put_into, g.widened = f.made_at, f.put_into, f.widened
        g.loops, g.returns, g.handling, g.shadows = [], [], [], {}
        g.alone, g.to_close, g.closing = [], [], []
        g.hidden, g.targets, g.declared, g.series = {}, {}, {}, {}
        return g

    def run(self, give: Give, closes: bool, asked: bool = False) -> list[Edge]:
        """Lower the body into the open region of `f`: the edges that leave it. `asked`: they have
        what the generator returned, too."""
        f, g, call = self.f, self.g, self.call
        signature = call.instance.signature
        wanted = signature.yielded
        t = fill(wanted, call.instance.bound) if wanted is not None else None
        g.consumer = Consumer(give, t, closes, _keep_returned if asked else None)
        g.b = f.b
        g.env = {p.name: held for p, held in zip(signature.params, call.args)}
        g.captured = dict(call.captures)
        for variable in signature.free:
            if variable in g.captured:
                g.env[variable[1]] = g.captured[variable]
        g.env.update(self.into(f.env))
        try:
            if closes and _may_stop(g.source.tree):
                self._stopping()
            else:
                self._body()
        finally:
            f.incomplete |= g.incomplete
        return [
            Edge(
                r.region,
                {**f.env, **self.out_of(r.env), WAY: r.value, **self._given(r)},
                r.span,
            )
            for r in g.returns
        ]

    def _given(self, r: Return) -> Env:
        """What the generator has returned, for a `yield from` that asks for it."""
        found = r.env.get(RETURNS)
        return {} if found is None else {GIVEN: found}

    def _body(self) -> None:
        g = self.g
        if ends_of(g, lambda g: g.block(g.source.tree.body)):
            end(g, None, g.b.span)

    def _stopping(self) -> None:
        """The body, in which StopIteration becomes a RuntimeError."""
        g, tree, span = self.g, self.g.source.tree, self.call.span
        tried, caught = Region(), Region([ty.EXCEPTION])
        with guarded(g, tree.body, span) as passed:
            with g.branch(tried):
                self._body()
            with g.branch(caught):
                exception, wrong, on = caught.args[0], Region(), Region()
                if passed is not None:
                    pass_over(g, exception, passed, span)
                with g.branch(wrong):
                    message = "generator raised StopIteration"
                    g.b.op("raise", span=span, exc="RuntimeError", message=message, cause=0)
                with g.branch(on):
                    g.b.op("exc.raise", exception, span=span)
                g.b.span = span
                test = g.b.op("exc.is", exception, types=[ty.BOOL], exc="StopIteration").result
                g.b.op("if", test, types=(), regions=[wrong, on], span=span)
                g.b.op("unreachable")
        g.b.op("try", types=[], regions=[tried, caught], span=span)
        g.b.op("unreachable")

    def into(self, env: Env) -> Env:
        """The loop's locals as the generator has them."""
        return {outer(name): env[name] for name in self.names if name in env}

    def out_of(self, env: Env) -> Env:
        """And back."""
        return {name: env[outer(name)] for name in self.names if outer(name) in env}

    @contextmanager
    def entered(self, step: Loop, returns: list[Return]) -> Iterator[None]:
        """At a `yield`: lower something of the loop's function."""
        f, g = self.f, self.g
        saved = f.b, f.env, f.returns
        f.b, f.env, f.returns = g.b, {**self.base, **self.out_of(g.env)}, returns
        f.loops.append(step)
        try:
            yield
        finally:
            f.loops.pop()
            f.b, f.env, f.returns = saved

    def leave(self, way: int, edges: Sequence[Edge]) -> None:
        """Leave the generator by these edges of the loop's body."""
        g = self.g
        own = {n: h for n, h in g.env.items() if not n.endswith(".outer")}
        for edge in edges:
            with g.branch(edge.region, {**own, **self.into(edge.env)}):
                g.leave(g.b.const(way, ty.INT, edge.span), edge.span)

    def merged(self, env: Env) -> None:
        """Behind the `yield`: the loop's locals are those of `env`."""
        for name in self.names:
            held = env.get(name)
            if held is not self.g.env.get(outer(name)):
                self.g.bind(outer(name), held)


def _may_stop(tree: ast.AST) -> bool:
    """Whether the code of a generator may raise StopIteration itself."""
    words = ("next", "StopIteration")
    return any(isinstance(n, ast.Name) and n.id in words for n in ast.walk(tree)) or any(
        isinstance(n, ast.Attribute) and n.attr == "__next__" for n in ast.walk(tree)
    )


def returned_edges(returns: Sequence[Return]) -> list[Edge]:
    return [Edge(r.region, {**r.env, RESULT: r.value}, r.span) for r in returns]


def leave_with(f: Lowering, result: Held | None, span: Span) -> None:
    """Return what the loop's body returned."""
    if isinstance(result, Poison):
        f.fail("the returned values differ in type", span)
    assert isinstance(result, Value)
    f.leave(bound_part(f, result), span)


def bound_part(f: Lowering, v: Value) -> Value:
    """What is there on this way, which is one on which it is."""
    rest = without(v.type, ty.UNBOUND)
    if rest is None or rest is v.type:
        return v
    return f.b.emit("union.get", v, member=rest)


def returned_names(f: Lowering) -> Names:
    """In a generator whose result is asked for: what that is called, where control leaves it."""
    return frozenset({RETURNS}) if f.consumer is not None and f.consumer.returns else NONE


def end(f: Lowering, returned: Value | None, span: Span) -> None:
    """Leave a generator; None: it returns nothing."""
    if f.consumer.returns is not None:
        nothing = returned is None
        f.consumer.returns(f, f.b.const(None, ty.NONE) if nothing else returned)
    f.leave(f.b.const(ENDED, ty.INT, span), span)


def _keep_returned(f: Lowering, value: Value) -> None:
    f.env[RETURNS] = value


def look_through(f: Lowering) -> None:
    """Nobody goes through the generator: its body is only to be checked."""
    wanted = f.signature.yielded
    t = fill(wanted, f.instance.bound) if wanted is not None else None
    f.consumer = Consumer(lambda g, value, span: None, t, True)
    f.instance.result = ty.INT


# --- a loop over a generator --------------------------------------------------------------------


def loop_over(
    f: Lowering,
    pushed: Pushed,
    key: Any,
    target: ast.expr,
    body: Body,
    orelse: Sequence[ast.stmt],
    sets: tuple[Names, Names, Names],
    span: Span,
) -> bool:
    """Lower a loop over what a generator gives. `sets`: names assigned in it, alive at its head,
    and after. Whether the end is reached."""
    assigned, head, after = sets
    hidden = frozenset(pushed.hidden)
    assigned |= hidden
    names = (assigned & (head | after)) | hidden | {RESULT} | returned_names(f)
    asked = (key, GIVEN) in f.rewritten
    if asked and pushed.call.instance.signature.library:
        hint = "call a generator function of yours here: x = yield from f(…)"
        f.fail("what this returns is not known", f.span(key.iter), hint=hint)
    source = getattr(key, "iter", key)
    forget_changed(f, key)
    f.env.update(pushed.hidden)
    site = Site(f, pushed.call, key, names)
    site.base = {n: h for n, h in f.env.items() if n not in assigned or isinstance(h, Poison)}
    check_captured(f, pushed.call, assigned)
    ways: set[int] = set()

    def give(g: Lowering, value: Value, at: Span) -> None:
        step, returns, ended = Loop(), list[Return](), list[Edge]()
        region = Region()

        def unless(test: Value) -> None:
            stop, go = Region(), Region()
            with f.branch(stop):
                ended.append(Edge(f.b.region, dict(f.env), span))
            with f.branch(go):
                f.b.op("yield", span=span)
            f.b.op("if", test, types=(), regions=[stop, go], span=span)

        def once(f: Lowering) -> bool:
            assign(f, target, pushed.element(f, value, unless), source)
            return body(f)

        with site.entered(step, returns):
            with f.branch(region):
                if ends_of(f, once):
                    step.continues.append(Edge(f.b.region, f.env, span))
            reached = emit_block(f, region, step.continues, names, span)
            env = f.env
        edges = {ENDED: ended, BROKEN: step.breaks, RETURNED: returned_edges(returns)}
        for way, found in edges.items():
            site.leave(way, found)
            ways.update([way] if found else ())
        if not reached:
            raise Dead
        site.merged(env)

    region = Region()
    with f.branch(region):
        edges = site.run(give, True, asked)
        ways.update(map(_way, edges))
        several = bool(ways - {ENDED})
    told = {WAY} if several else NONE
    reached = emit_block(f, region, edges, names | told | ({GIVEN} if asked else NONE), span)
    for name in assigned - names:
        if not isinstance(f.env.get(name), Poison):
            f.env.pop(name, None)
    for name in hidden:
        f.env.pop(name, None)
    way, result = f.env.pop(WAY, None), f.env.pop(RESULT, None)
    if not reached:
        return False
    if not several:
        return f.block(orelse)
    assert isinstance(way, Value)
    return _go_on(f, way, result, orelse, (ways, after), span)


def _way(edge: Edge) -> int:
    """How the loop ends by an edge."""
    way = edge.env[WAY]
    known = constant(way) if isinstance(way, Value) else None
    return ENDED if known is None else known


def _go_on(
    f: Lowering,
    way: Value,
    result: Held | None,
    orelse: Sequence[ast.stmt],
    sets: tuple[set[int], Names],
    span: Span,
) -> bool:
    """Behind the loop, according to how it ended."""
    ways, after = sets
    f.b.span = span
    if ways == {RETURNED}:
        leave_with(f, result, span)
        return False
    if RETURNED in ways:
        leaving, staying = Region(), Region()
        test = f.b.emit("eq", way, f.b.const(RETURNED, ty.INT))
        with f.branch(leaving):
            leave_with(f, result, span)
        with f.branch(staying):
            f.b.op("yield", span=span)
        f.b.op("if", test, types=(), regions=[leaving, staying], span=span)
    if ENDED not in ways:
        return True
    if BROKEN not in ways or not orelse:
        return f.block(orelse)
    regions = [Region(), Region()]
    test = f.b.emit("eq", way, f.b.const(BROKEN, ty.INT))
    edges = [Edge(regions[0], dict(f.env), span)]
    with f.branch(regions[1]):
        if f.block(orelse):
            edges.append(Edge(f.b.region, f.env, span))
    bound = NONE.union(*map(f.scope.assigned, orelse)) & after
    join_branches(f, test, regions, edges, bound, span)
    return True


def check_captured(f: Lowering, call: Suspended, assigned: Names) -> None:
    """A generator keeps what it captured when it was called; Python's would see it change."""
    changed = sorted(name for _, name in call.captures if name in assigned)
    if changed:
        f.fail(
            f"the loop changes `{changed[0]}`, which the generator `{call.__name__}` captures",
            call.span,
            hint="pass it to the generator as an argument",
        )
