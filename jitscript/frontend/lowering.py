"""The lowering of one function instance: its state, and what all rules share.

The rules themselves are functions by syntax node, in `statements.py`, `expressions.py` and their
neighbours; each takes the `Lowering` and the node.

`env` maps each local to what it holds here: an IR value, a `Static`, or a `Poison` after an error.
A local that is missing from it has no value yet. Regions are entered with `branch`, which gives
the branch its own copy.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from ..diagnostics import Diagnostic, Span
from ..ir import types as ty
from ..ir.core import Builder, Op, Region, Value
from .classes import NewObject
from .composite import values_in
from .emitter import Static
from .holes import has_hole, learn_from, meet, relearn
from .instances import Instance, Unit
from .operators.convert import convert, convertible, made_tuple
from .operators.unions import members
from .outcomes import (
    POISON,
    Dead,
    Edge,
    Env,
    Failed,
    Held,
    Loop,
    Poison,
    Poisoned,
    Return,
    Shadow,
    outer,
)
from .patterns import describe
from .scope import NONE, Names
from .services import EXPRESSIONS, TYPED, Services
from .widened import conform

_MAKING = (ast.Call, ast.Subscript, ast.BinOp)  # what may give a list that nobody else has


class Lowering(Services):
    """See the module's docstring. Implements the protocol `Emitter`."""

    def __init__(self, unit: Unit, instance: Instance):
        self.unit, self.instance = unit, instance
        self.signature = instance.signature
        self.source = self.signature.source
        self.scope = self.signature.scope
        self.env: Env = {}
        self.knows_items = False  # whether a test has told of an element (see narrowing.py)
        self.captured: dict[Any, Held] = {}  # of a nested function: by variable (see nested.py)
        self.hidden: dict[
            str, Held | None
        ] = {}  # locals, of whose names comprehensions have others
        self.targets: dict[str, ast.AST] = {}  # the names of comprehensions around, and of which
        self.separate = False  # whether CPython has a function of its own for one of them
        self.at_start: dict[Any, Any] = {}  # values of captured objects, made at the entry
        self.last_at_start: dict[int, Op] = {}  # the last op that makes one
        self.rewritten: dict[Any, Any] = {}  # syntax nodes in other words
        self.series: dict[ast.AST, Any] = {}  # what comprehensions run over that is evaluated
        self.regions: list[Region] = []  # those that are open, outside first
        self.loops: list[Loop] = []
        self.loop_types: dict[ast.AST, dict[str, ty.Type]] = {}
        self.declared: dict[str, ty.Type] = {}
        self.holes: dict[Any, ty.Type] = {}
        self.fixed: set[tuple[int, int, int]] = set()  # those that a place of use decides
        # Of displays: their types, what was put into them, and wider types (see widened.py).
        self.made_at: dict[tuple[int, int], tuple[ty.Type, ...]] = {}
        self.put_into: dict[tuple[int, int], list[Value]] = {}
        self.widened: dict[Any, ty.Type] = {}
        self.function_places: dict[tuple[int, int], list[Any]] = {}  # see function_values.py
        self.when_empty: dict[Any, ty.Type] = {}  # what those that stay empty hold
        self.probe, self.makes = instance.probe, ""  # in `__init__`: the name of `self`
        self.incomplete = False  # some statement failed, or waits for a name
        self.open_holes: set[tuple[int, int, int]] = set()
        self.returns: list[Return] = []
        self.handling: list[Any] = []  # what the handlers around have caught
        self.tries = 0  # bodies of `try`s that are being lowered
        self.shadows: dict[str, list[Shadow]] = {}  # of the `try`s around, by the local's name
        self.b = Builder(Region())
        self.computed: set[Value | Static] = set()  # ints that constant expressions gave
        self.errors: list[Diagnostic] = []
        self.argument_places: dict[int, tuple[Any, Span]] = {}  # by id: where it stands
        self.argument_nodes: dict[int, tuple[Any, ast.AST]] = {}
        self._spans: dict[ast.AST, Span] = {}
        # Of a generator that is gone through where it is called (see inlined.py):
        self.inside: Lowering | None = None  # the lowering of who does, and where
        self.delegating = 0  # loops around that stand for a `yield from`
        self.suspends = False  # a generator that is kept waits at its yields
        self.alone: list[Any] = []  # see kept_closing.py
        self.to_close, self.closing = list[tuple[str, Value]](), list[tuple[str, Value]]()
        self.site: Span | None = None
        self.consumer: Any = None
        self.inlined: dict[Any, Lowering] = {}  # those of the generators in this function
        self.shift = self.shifts = 0  # what places of empty containers are told apart by

    def leave(self, value: Value, span: Span) -> None:
        """Return `value` here; what ends the region comes when the function's result is known."""
        self.returns.append(Return(self.b.region, value, span, dict(self.env)))

    def variable(self, variable: Any) -> Held | None:
        """What a variable of this function, or one that it captures, holds."""
        scope, name = variable
        if scope is not self.signature.scope:
            found = self.captured.get(variable)
            if found is None and self.inside is not None:  # one of the loop's function
                found = self.env.get(outer(name)) or self.inside.variable(variable)
            return found
        return self.hidden[name] if name in self.hidden else self.env.get(name)

    def bind(self, name: str, held: Held | None) -> None:
        """Let a local hold something from here on; None: nothing."""
        if self.bind_shared(name, held):
            return
        if held is None:
            self.env.pop(name, None)
        else:
            self.env[name] = held
        for shadow in self.shadows.get(name, ()):
            shadow.note(self, held)

    def made(self) -> Value:
        """In `__init__`: the new instance, which is what the function returns."""
        held = self.env[self.makes]
        if isinstance(held, Static) and isinstance(held.obj, NewObject) and held.obj.user:
            return self.finish_instance(held.obj)
        if not isinstance(held, Value):
            if not self.incomplete:
                self.errors.append(
                    Diagnostic("`__init__` does not set every field", self.source.head())
                )
            raise Poisoned
        return held

    # --- places and errors ---------------------------------------------------------------------

    def span(self, node: Any) -> Span:
        found = self._spans.get(node)
        if found is None:
            found = self.source.span(node)
            if self.site is not None:
                found = found.called_from(self.site)
            self._spans[node] = found
        return found

    def place(self, span: Span, k: int) -> tuple[int, int, int]:
        """What tells an empty container, or type parameter `k` of it, from others."""
        return span.line, span.col + self.shift, k

    def here(self, span: Span) -> ast.expr:
        """A syntax node at a span, for rules that only ask where they are."""
        node = ast.Constant(0)
        self.stands_at(node, span)
        return node

    def stands_at(self, node: ast.AST, span: Span) -> None:
        """Say where a node that was made here stands."""
        self._spans[node] = span

    def at(self, node: Any) -> Builder:
        """The builder, with the node's place for the ops that follow."""
        self.b.span = self.span(node)
        return self.b

    def fail(
        self,
        title: str,
        span: Span,
        label: str = "",
        notes: Sequence[str] = (),
        hint: str = "",
    ) -> NoReturn:
        raise Failed(Diagnostic(title, span, label, notes, hint))

    def raise_(self, exc: str, message: str | None, args: Sequence[Value], span: Span) -> NoReturn:
        self.b.op("raise", *args, span=span, exc=exc, message=message)
        raise Dead

    def postpone(self) -> NoReturn:
        """Give up a statement that needs a name which is not defined yet."""
        self.unit.postponed = True
        raise Poisoned

    def report(self, error: Failed | Poisoned) -> None:
        """Note the error of a part that is given up, if nobody has done so."""
        if isinstance(error, Failed):
            self.errors.append(error.diagnostic)

    def give_up(self, names: Names) -> None:
        """After a statement that failed: what it would have bound is not to be spoken of."""
        self.incomplete = True
        for name in names:
            self.bind(name, POISON)

    # --- expressions ---------------------------------------------------------------------------

    def expr(self, node: ast.expr, expected: ty.Type | None = None) -> Value | Static:
        """The value or compile-time object of an expression. `expected` is the type wanted, for
        literals that need one."""
        kind = type(node)
        rule = EXPRESSIONS[kind]
        if rule is not None:
            held: Value | Static = rule(self, node)
            if isinstance(expected, ty.Type) and kind in _MAKING and isinstance(held, Value):
                return self.of_wanted(held, expected, self.span(node))
            return held
        typed = TYPED[kind]
        if typed is not None:
            return typed(self, node, expected)
        return EXPRESSIONS[ast.expr](self, node)  # says that there is none

    def value(self, node: ast.expr, expected: ty.Type | None = None) -> Value:
        """The value of an expression; an error if it is a module, function or the like."""
        return self.materialise(self.expr(node, expected), self.span(node))

    def materialise(self, held: Value | Static, span: Span) -> Value:
        if isinstance(held, Value):
            return held
        return self.from_static(held, span)

    @contextmanager
    def apart(self) -> Iterator[Region]:
        """Emit into a region of its own."""
        region, anchor = self.b.region, self.b.anchor
        made = Region()
        self.b.region, self.b.anchor = made, None
        try:
            yield made
        finally:
            self.b.region, self.b.anchor = region, anchor

    def call_library(self, oracle: Any, args: Sequence[Value | Static], span: Span) -> Value:
        return self.materialise(self.call_oracle(oracle, list(args), {}, span), span)

    def compare_instances(self, op: str, a: Value, b: Value, span: Span) -> Value:
        return self.compare(getattr(ast, op)(), a, b, self.here(span))

    def attribute(self, obj: Any, name: str) -> Any:
        """An attribute of a compile-time object. Raises what `getattr` raises."""
        if self.signature.library:
            return getattr(obj, name)
        return self.unit.looks.attribute(obj, name)

    # --- regions and types ---------------------------------------------------------------------

    @contextmanager
    def branch(self, region: Region, env: Env | None = None) -> Iterator[None]:
        """Emit into `region`, with a copy of the environment; both are put back afterwards."""
        builder, saved = self.b, self.env
        self.regions.append(builder.region)
        self.b = Builder(region, span=builder.span)
        self.env = dict(saved if env is None else env)
        try:
            yield
        finally:
            self.regions.pop()
            self.b, self.env = builder, saved

    def visible(self, held: Static) -> bool:
        """Whether the values inside a compile-time object can be used here."""
        open_regions = (*self.regions, self.b.region)
        for v in values_in(held):
            region = v.op.parent if v.op is not None else v.owner
            if not any(region is r for r in open_regions):
                return False
        return True

    def if_(
        self,
        cond: Value,
        then: Callable[[], Value],
        else_: Callable[[], Value],
        span: Span | None = None,
    ) -> Value:
        return self.branches(cond, NONE, then, else_, span or self.b.span)

    def end_region(self) -> None:
        """Close the current region where control does not reach its end."""
        left = any(r.region is self.b.region for r in self.returns)
        if self.b.region.terminator is None and not left:
            self.b.op("unreachable")

    def joined(self, a: ty.Type, b: ty.Type, span: Span, what: str = "the two results") -> ty.Type:
        found = meet(a, b)
        if found is None and not (has_hole(a) or has_hole(b)):
            return ty.union_of(a, b)
        if found is None:
            self.fail(
                f"{what} differ in type: {describe(a)} and {describe(b)}",
                span,
                hint="convert one of them to the type of the other",
            )
        return found

    def widen(self, value: Value, to: ty.Type) -> Value:
        if value.type is to:
            return value
        if isinstance(to, ty.Tuple) and isinstance(value.type, ty.Tuple):
            items = [
                self.widen(self.b.emit("tuple.get", value, index=i), t)
                for i, t in enumerate(to.items)
            ]
            return made_tuple(self, items, to.name, self.b.span)
        if not set(members(value.type)) <= set(members(to)):  # tuples of several lengths
            return convert(self, value, to, self.b.span, "the value")
        return self.b.emit("union.make", value, to=to)

    def convert(self, value: Value, to: ty.Type, span: Span, what: str) -> Value:
        self.b.span = span
        if has_hole(value.type):
            learn_from(to, value.type)
        if isinstance(value.type, ty.Object):
            relearn(value, to, self.holes, self.fixed, self.shift)
            for member in to.members if isinstance(to, ty.Union) else (to,):
                conform(self, value, member)
        if isinstance(value.type, ty.Tuple) and isinstance(to, ty.Tuple) and value.type is not to:
            for item, member in zip(_just_made(value), to.items):
                conform(self, item, member)
        if isinstance(value.type, ty.Union) and not convertible(value.type, to):
            value = self._not_none(value, to, span, what)
        return convert(self, value, to, span, what)

    def _not_none(self, value: Value, to: ty.Type, span: Span, what: str) -> Value:
        """What is in a field that has no annotation, where no None can be: that is looked at then,
        as the class does not say that there may be one."""
        plain = [m for m in members(value.type) if m is not ty.NONE]
        rest = ty.union_of(*plain)
        if not plain or not convertible(rest, to) or not self._of_open_field(value, 4):
            return value
        test = self.b.emit("union.is", value, member=ty.NONE)
        raise_if(self, test, "TypeError", f"{what} is None, expected {describe(to)}", span)
        return self.b.emit("union.get", value, member=rest)

    def _of_open_field(self, value: Value, depth: int) -> bool:
        """Whether a value comes from a field that has no annotation."""
        op = value.op
        if op is None or depth == 0:
            return False
        if op.opcode == "field.get":
            field = op.operands[0].type, op.attrs["name"]
            return field in self.unit.layouts.inferred
        if op.opcode in ("union.get", "union.make"):
            return self._of_open_field(op.operands[0], depth - 1)
        if op.opcode != "if":
            return False
        ends = [region.ops[-1] for region in op.regions if region.ops[-1].opcode == "yield"]
        held = [end.operands[op.results.index(value)] for end in ends]
        return any(self._of_open_field(v, depth - 1) for v in held)

    def unbound(self) -> Value:
        return self.b.const(None, ty.UNBOUND)


def tuple_items(f: Lowering, value: Value) -> list[Value]:
    """The elements of a tuple; the operands themselves where it has just been made."""
    assert isinstance(value.type, ty.Tuple)
    if value.op is not None and value.op.opcode == "tuple.make":
        return list(value.op.operands)
    return [f.b.emit("tuple.get", value, index=i) for i in range(len(value.type.items))]


def _just_made(value: Value) -> Sequence[Value]:
    """The elements of a tuple that has just been made."""
    return value.op.operands if value.op is not None and value.op.opcode == "tuple.make" else ()


def raise_if(f: Lowering, bad: Value, exc: str, message: str, span: Span, *args: Value) -> None:
    """Raise the exception where `bad` is true."""
    then, else_ = Region(), Region()
    with f.branch(then):
        used = args if "{}" in message else ()
        f.b.op("raise", *used, span=span, exc=exc, message=message)
    with f.branch(else_):
        f.b.op("yield", span=span)
    f.b.op("if", bad, types=(), regions=[then, else_], span=span)


def discard(region: Region) -> None:
    """Forget a region that was lowered in vain: its ops no longer use outer values."""
    for op in region.walk():
        op.set_operands(())


__all__ = [
    "NONE",
    "POISON",
    "Dead",
    "Edge",
    "Env",
    "Failed",
    "Held",
    "Loop",
    "Lowering",
    "Op",
    "Poison",
    "Poisoned",
    "raise_if",
    "tuple_items",
]
