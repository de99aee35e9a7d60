"""What happens to constants that live in memory: who may change one, hand it on, or tell it from
an equal object.

Every reference leads to a *place*, which stands for all objects that it may lead to, and a place
has parts, places too, by the name of the field (`[]` for elements). Assignments, joins and stores
make one of two places (Steensgaard's analysis, with fields). A function's places are made anew for
each of its calls; functions that call each other in a circle share theirs.

    %9 = captured @GRID("list", %8)            a place of its own, marked
    %10 = call @"list<list<int>>.append"(…)    writes the first operand's place: harm, if marked

What a marked place leads to is marked as well. What leads to Python, in a result, an argument, an
error or a call, is *kept*, with all that it leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ...diagnostics import Span
from ..core import Function, Module, Op, Value
from ..types import Array, Buffer, Cell, Object, Tuple, Type, Union
from .callgraph import CallGraph

_CONSTANT = ("str", "bytes", "range")
ELEMENT = "[]"


class Harm(NamedTuple):
    """Where something is done to a place; no span: in library code, so where that is called."""

    what: str  # changes, keeps, compares
    span: Span | None


class Found(NamedTuple):
    """A constant, by its name and kind, and what may happen to it."""

    name: str
    kind: str
    harm: Harm


class Place:
    __slots__ = ("harm", "kept", "mark", "parts", "up")

    def __init__(self) -> None:
        self.up: Place | None = None
        self.parts: dict[str, Place] = {}
        self.mark: tuple[str, str] | None = None  # name and kind of the constant that it may be
        self.harm: Harm | None = None
        self.kept: Harm | None = None  # and all that it leads to

    def root(self) -> Place:
        place = self
        while place.up is not None:
            if place.up.up is not None:
                place.up = place.up.up
            place = place.up
        return place

    def part(self, name: str) -> Place:
        parts = self.root().parts
        found = parts.get(name)
        if found is None:
            found = parts[name] = Place()
        return found.root()


def unify(a: Place, b: Place) -> None:
    work = [(a, b)]
    while work:
        a, b = (p.root() for p in work.pop())
        if a is b:
            continue
        b.up = a
        a.mark, a.harm, a.kept = a.mark or b.mark, a.harm or b.harm, a.kept or b.kept
        for name, part in b.parts.items():
            if name in a.parts:
                work.append((a.parts[name], part))
            else:
                a.parts[name] = part


def reachable(places: Iterable[Place]) -> Iterator[Place]:
    seen: set[Place] = set()
    work = list(places)
    while work:
        place = work.pop().root()
        if place not in seen:
            seen.add(place)
            yield place
            work += place.parts.values()


class Summary:
    """The places that a function's parameters and result lead to."""

    def __init__(self, function: Function):
        self.params = [Place() if leads(p.type) else None for p in function.params]
        self.result = Place() if leads(function.result) else None

    def places(self) -> list[Place]:
        return [p for p in (*self.params, self.result) if p is not None]


def leads(t: Type) -> bool:
    """Whether a value of this type may lead to something that can change."""
    if isinstance(t, (Array, Buffer)):
        return True
    if isinstance(t, Object):
        return t.name not in _CONSTANT
    if isinstance(t, Cell):
        return leads(t.elem)
    inner = t.items if isinstance(t, Tuple) else t.members if isinstance(t, Union) else ()
    return any(map(leads, inner))


Rule = Callable[["Heap", Op], None]
_RULES: dict[str, Rule] = {}


def _rule(*names: str) -> Callable[[Rule], Rule]:
    def register(rule: Rule) -> Rule:
        _RULES.update(dict.fromkeys(names, rule))
        return rule

    return register


class Heap:
    """The harm done to the constants of a program. `functions`: all of them by name, those that
    are only declared in the module too. `is_own(name)`: whether a function is the user's.
    `tells(t)`: whether equal instances of a class can be told from each other."""

    def __init__(
        self,
        functions: dict[str, Function],
        classes: Callable[[Type], list[str]],
        is_own: Callable[[str], bool],
        tells: Callable[[Type], bool],
    ):
        self.functions, self.fields, self.is_own, self.tells = functions, classes, is_own, tells
        self.summaries: dict[str, Summary] = {}
        self.found: dict[Found, None] = {}
        self._made: list[Place] = []
        self._open: set[str] = set()  # the functions of the circle that is looked at
        self._of: dict[Value, Place] = {}
        self._in = ""
        self._left: dict[str, Span] = {}  # where functions return something that may change

    def run(self, entries: Iterable[str]) -> list[Found]:
        """What happens to constants, in the functions' order. `entries` are called by Python."""
        module = Module()
        module.functions = self.functions
        starts = set(entries)
        for component in CallGraph(module).components:
            self._open, self._made, self._of = set(component), [], {}
            for name in component:
                self.summaries[name] = Summary(self.functions[name])
            for name in component:
                self._function(self.functions[name])
            self._check([name for name in component if name in starts])
        return list(self.found)

    def _check(self, entries: list[str]) -> None:
        marked = [p for p in {p.root() for p in self._made} if p.mark is not None]
        if not marked:
            return
        for place in marked:
            for inner in reachable([place]):
                inner.mark = inner.mark or place.mark
        kept = [p for p in {p.root() for p in self._made} if p.kept is not None]
        for place in kept:
            for inner in reachable([place]):
                inner.kept = inner.kept or place.kept
        for place in reachable(marked):
            self._tell(place)
        for name in entries:
            span = self._left.get(name, self.functions[name].span)
            for place in reachable(self._copied(self.summaries[name].places(), None).values()):
                if place.mark is not None:
                    self._note(place.mark, Harm("returns", span))

    def _tell(self, place: Place) -> None:
        assert place.mark is not None
        for harm in (place.harm, place.kept):
            if harm is not None and harm.span is not None:
                self._note(place.mark, harm)

    def _note(self, mark: tuple[str, str], harm: Harm) -> None:
        self.found[Found(*mark, harm)] = None

    # --- one function ----------------------------------------------------------------------------

    def _function(self, function: Function) -> None:
        self._in = function.name
        summary = self.summaries[function.name]
        self._made += summary.places()
        for param, place in zip(function.params, summary.params):
            if place is not None:
                self._join(self._place(param), place)
        for op in function.walk():
            self._op(op, summary)

    def _place(self, value: Value) -> Place:
        found = self._of.get(value)
        if found is None:
            found = self._of[value] = Place()
            self._made.append(found)
        return found.root()

    def _join(self, *places: Place) -> None:
        for other in places[1:]:
            unify(places[0], other)

    def _flow(self, pairs: Iterable[tuple[Value, Value]]) -> None:
        for a, b in pairs:
            if leads(a.type) and leads(b.type):
                unify(self._place(a), self._place(b))

    def _harm(self, what: str, op: Op) -> Harm:
        return Harm(what, op.span if self.is_own(self._in) else None)

    def _change(self, place: Place, op: Op) -> None:
        place = place.root()
        place.harm = place.harm or self._harm("changes", op)

    def _keep(self, values: Iterable[Value], op: Op) -> None:
        for v in values:
            if leads(v.type):
                place = self._place(v)
                place.kept = place.kept or self._harm("keeps", op)

    def _op(self, op: Op, summary: Summary) -> None:
        info, name = op.info, op.opcode
        if name != "buffer.init":  # of a buffer that is just being made
            for v in op.through:
                if leads(v.type):
                    self._change(self._place(v), op)
        if name == "call":
            self._call(op)
        elif name == "return":
            if summary.result is not None:
                self._left.setdefault(self._in, op.span)
                unify(summary.result, self._place(op.operands[0]))
        elif name == "yield":
            above = op.parent.parent if op.parent is not None else None
            if isinstance(above, Op):
                self._flow(zip(above.results, op.operands))
        elif op.target is not None:
            slots = op.target.carried_args if name == "continue" else op.target.results
            self._flow(zip(slots, op.operands))
        elif info.loop:
            self._flow(zip(op.carried_args, op.carried))
            if info.counted:
                self._flow(zip(op.carried_args, op.results))
        elif info.python:
            self._keep((*op.operands, *op.results), op)
        elif name in _RULES:
            _RULES[name](self, op)
        elif not name.startswith("buffer.") and not info.terminator and not info.apart:
            values = [v for v in (*op.results, *op.operands) if leads(v.type)]
            self._flow((values[0], v) for v in values[1:])

    def _store(self, holder: Value, part: str, v: Value) -> None:
        if leads(v.type):
            unify(self._place(holder).part(part), self._place(v))

    # --- what ops do with the parts of places ----------------------------------------------------

    @_rule("captured")
    def _captured(self, op: Op) -> None:
        self._place(op.result).mark = op.attrs["name"], op.attrs["kind"]

    @_rule("raise", "extern", "object.kept")
    def _leaves(self, op: Op) -> None:
        self._keep((*op.operands, *op.results), op)

    @_rule("object.new", "object.holding")
    def _new(self, op: Op) -> None:
        for field, v in zip(reversed(self.fields(op.result.type)), reversed(op.operands)):
            self._store(op.result, field, v)

    @_rule("field.get")
    def _get(self, op: Op) -> None:
        self._store(op.operands[0], op.attrs["name"], op.result)

    @_rule("field.set")
    def _set(self, op: Op) -> None:
        for v in op.stored:
            self._store(op.operands[0], op.attrs["name"], v)

    @_rule("field.resize")
    def _resize(self, op: Op) -> None:
        self._change(self._place(op.operands[0]).part(op.attrs["name"]), op)

    @_rule("buffer.store", "buffer.init", "cell.set")
    def _set_element(self, op: Op) -> None:
        for v in op.stored:
            self._store(op.operands[0], ELEMENT, v)

    @_rule("cell.new")
    def _new_cell(self, op: Op) -> None:
        for v in op.stored:
            self._store(op.result, ELEMENT, v)

    @_rule("buffer.load", "cell.get")
    def _element(self, op: Op) -> None:
        self._store(op.operands[0], ELEMENT, op.result)

    @_rule("buffer.copy")
    def _copy(self, op: Op) -> None:
        a, b = (op.operands[i] for i in (0, 2))
        if leads(a.type.elem):  # type: ignore[attr-defined]
            unify(self._place(a).part(ELEMENT), self._place(b).part(ELEMENT))

    @_rule("tuple.make")
    def _tuple(self, op: Op) -> None:
        for i, v in enumerate(op.operands):
            self._store(op.result, str(i), v)

    @_rule("tuple.get")
    def _item(self, op: Op) -> None:
        self._store(op.operands[0], str(op.attrs["index"]), op.result)

    @_rule("same_object", "object.place")
    def _compare(self, op: Op) -> None:
        for v in op.operands:
            if leads(v.type) and (self.is_own(self._in) or self.tells(v.type)):
                place = self._place(v)
                place.harm = place.harm or self._harm("compares", op)

    # --- calls -----------------------------------------------------------------------------------

    def _call(self, op: Op) -> None:
        callee = op.attrs["callee"]
        summary = self.summaries.get(callee)
        if summary is None:
            self._keep((*op.operands, *op.results), op)
            return
        params: list[Place | None] = summary.params
        result = summary.result
        if callee not in self._open:
            copies = self._copied(summary.places(), self._harm("", op).span)
            params = [None if p is None else copies[p.root()] for p in params]
            result = None if result is None else copies[result.root()]
        for v, place in zip(op.operands, params):
            if place is not None:
                unify(self._place(v), place)
        for v in op.results:
            if result is not None:
                unify(self._place(v), result)

    def _copied(self, places: Iterable[Place], span: Span | None) -> dict[Place, Place]:
        """New places for all that these lead to. What library code does is done at `span`."""
        old = list(reachable(places))
        copies = {p: Place() for p in old}
        self._made += copies.values()
        for p, copy in copies.items():
            copy.parts = {name: copies[part.root()] for name, part in p.parts.items()}
            copy.mark = p.mark
            copy.harm = _at(p.harm, span)
            copy.kept = _at(p.kept, span)
        return copies


def _at(harm: Harm | None, span: Span | None) -> Harm | None:
    return harm if harm is None or harm.span is not None else Harm(harm.what, span)
