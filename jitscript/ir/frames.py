"""A generator that is kept: its function becomes an object with what is alive at each `yield` as
fields, and a function that goes on from there.

    func @upto(%n) {                     func @upto(%frame) -> int | unbound {
      %0 = const 0                         %s = field.get @state(%frame)
      loop ^L(%0) { (%i):                  if %s == 0 { field.set @v1(%frame, 0) }
        %t = lt %i, %n                     loop ^L {
        if %t {                              if %s == 0 { %t = lt @v1, @v0; field.set @v2 … }
          suspend %i                         if (%s == 0 ? @v2 : true) {
        } else { break ^L }                    if %s == 0 { field.set @state 1; return @v1 }
        %j = add %i, 1                         else { %s = 0 }
        continue ^L(%j)                      } else { break ^L }
      }                                      %j = add @v1, 1; field.set @v1, %j
      return                                 continue ^L
    }                                      } … }

Ops between two that hold a suspension are a *piece*. A piece is done where `%s`, the number of the
suspension that is gone on from, is 0, or is in it; until it is reached, pieces before it are passed
over. A value that is used in another piece than its own stands in a field. The result is unbound
when there is no more; the state is then -1, and -2 while the function runs.

Not handled: suspensions in handlers and in counted loops; the front end makes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import types as ty
from .core import Builder, ClassInfo, Function, Op, Region, Value, clone_op
from .frames_closed import (
    DONE,
    RETURNED,
    RUNNING,
    STATE,
    THROWN,
    closer,
    kept,
    maker,
    raise_thrown,
    refuse_running,
    when,
)

# The callees of calls that stand for suspensions, and for what the generator returns.
SUSPEND, RETURN = "(suspend)", "(return)"


def suspensions(function: Function) -> list[Op]:
    return _marks(function, SUSPEND)


def returns(function: Function) -> list[Op]:
    return _marks(function, RETURN)


def _marks(function: Function, what: str) -> list[Op]:
    return [op for op in function.walk() if op.opcode == "call" and op.attrs["callee"] == what]


def take_apart(
    function: Function,
    t: ty.Object,
    types: tuple[ty.Type, ty.Type | None],
    names: tuple[str, str],
    closes: bool,
    heard: bool = False,
) -> tuple[Function, Function, Function, ClassInfo]:
    """What makes the object, what goes on with it, what ends it (`names`: of the first and the
    last), its layout. `types`: of what it yields, and of what it returns, which then is a field.
    `closes`: whether there is something to be done where it ends; `heard`: whether Python may throw
    into it."""
    taker = _Taker(function, t, types, closes, heard)
    made, resume, info = taker.run(names[0])
    return made, resume, closer(names[1], resume, t, closes, heard), info


def is_tried(function: Function) -> bool:
    """Whether a suspension is in a `try`."""
    marks, tries = suspensions(function), [op for op in function.walk() if op.opcode == "try"]
    return any(op in marks for t in tries for region in t.regions for op in region.walk())


class _Taker:
    def __init__(
        self,
        function: Function,
        t: ty.Object,
        types: tuple[ty.Type, ty.Type | None],
        closes: bool,
        heard: bool,
    ):
        self.function, self.t, self.heard = function, t, heard
        self.closes = closes or heard
        yielded, self.returned = types
        self.result = ty.union_of(yielded, ty.UNBOUND)
        self.fields: list[tuple[str, ty.Type]] = [(STATE, ty.INT)]
        if self.closes:
            self.fields.append((THROWN, ty.INT if heard else ty.BOOL))
        self.field: dict[Value, str] = {}
        self.resume = Function(function.name, [t], self.result, ["frame"], function.span)
        (self.frame,) = self.resume.params
        self.state: Value = self.frame  # the cell, once there is one
        self.states: dict[Op, tuple[int, int]] = {}  # of ops with suspensions inside
        self.inner: set[Region] = set()  # regions that hold such ops
        self.segment: dict[Op, Any] = {}  # of the others in these regions
        self.needed: dict[Any, dict[Value, list[Op]]] = {}  # by piece: what it uses of others
        self.arguments: dict[Any, list[Value]] = {}  # what `continue` carries to a loop
        self.results: dict[Any, list[Value]] = {}

    def run(self, made: str) -> tuple[Function, Function, ClassInfo]:
        for i, op in enumerate(suspensions(self.function), 1):
            around: Any = op
            while isinstance(around, Op):
                low, _ = self.states.get(around, (i, i))
                self.states[around] = low, i
                assert around.parent is not None
                self.inner.add(around.parent)
                around = around.parent.parent
        self._cells()
        self._returns()
        params = list(self.function.params)
        for p in params:
            self._place(p)
        self._find()
        self._body()
        make = maker(made, params, self.t, self.fields, self.field, self.function.span)
        return make, self.resume, ClassInfo(self.t, self.fields)

    # --- fields --------------------------------------------------------------------------------

    def _place(self, v: Value) -> str:
        """The field of a value."""
        found = self.field.get(v)
        if found is None:
            elem = v.type.elem if isinstance(v.type, ty.Cell) else v.type
            found = self.field[v] = f"v{len(self.fields)}"
            self.fields.append((found, kept(elem)))
        return found

    def _get(self, b: Builder, v: Value) -> Value:
        name = self.field[v]
        elem = v.type.elem if isinstance(v.type, ty.Cell) else v.type
        found = b.op("field.get", self.frame, types=[kept(elem)], name=name).result
        found.name = v.name
        return found if found.type is elem else b.emit("union.get", found, member=elem)

    def _set(self, b: Builder, v: Value, new: Value) -> None:
        name = self._place(v)
        t = dict(self.fields)[name]
        if new.type is not t:
            new = b.emit("union.make", new, to=t)
        b.op("field.set", self.frame, new, name=name)

    def _cells(self) -> None:
        """Cells are fields: what is in them lasts."""
        for op in list(self.function.walk()):
            if op.opcode != "cell.new" or op.parent not in self.inner:
                continue
            cell = op.result
            for use in list(cell.uses):
                assert use.parent is not None
                b = Builder(use.parent, use, use.span)
                if use.opcode == "cell.get":
                    self._place(cell)
                    use.result.replace_with(self._get(b, cell))
                else:
                    self._set(b, cell, use.operands[1])
                use.erase()
            assert op.parent is not None
            self._set(Builder(op.parent, op, op.span), cell, op.operands[0])
            op.erase()

    def _returns(self) -> None:
        """What is returned stands in a field, where whoever asks for it finds it."""
        if self.returned is not None:
            self.fields.append((RETURNED, kept(self.returned)))
        for mark in returns(self.function):
            assert mark.parent is not None
            if self.returned is not None:
                b, (value,) = Builder(mark.parent, mark, mark.span), mark.operands
                t = kept(self.returned)
                if value.type is not t:
                    value = b.emit("union.make", value, to=t)
                b.op("field.set", self.frame, value, name=RETURNED)
            mark.erase()

    # --- pieces --------------------------------------------------------------------------------

    def _piece(self, op: Op) -> Any:
        """The piece of an op: of its own where it has suspensions, a number of ops in a row, or a
        whole region without any. None: it stands in a region that was given up."""
        while True:
            region = op.parent
            assert region is not None
            if op in self.states:
                return op
            if region in self.inner:
                return self.segment[op]
            around = region.parent
            if not isinstance(around, Op):
                return None
            if around in self.states:
                return region
            op = around

    def _find(self) -> None:
        """The pieces, and what each uses of others."""
        if self.function.body not in self.inner:
            self.inner.add(self.function.body)
        for region in self.inner:
            count = 0
            for op in region.ops:
                if op in self.states:
                    count += 1
                else:
                    self.segment[op] = (id(region), count)
        for region in self.inner:
            for arg in region.args:
                self._uses(arg, None)
            for op in region.ops:
                for v in op.results:
                    self._uses(v, None if op in self.states else self.segment[op])

    def _uses(self, v: Value, own: Any) -> None:
        for use in v.uses:
            piece = self._piece(use)
            if piece is not None and piece != own:
                self.needed.setdefault(piece, {}).setdefault(v, []).append(use)
                if not _is_constant(v):
                    self._place(v)

    def _load(self, piece: Any, b: Builder) -> None:
        """At the start of a piece: what it uses of others."""
        for v, uses in self.needed.pop(piece, {}).items():
            if _is_constant(v):
                assert v.op is not None
                copy = clone_op(v.op, {}, {})
                new = b.region.append(copy).result
            else:
                new = self._get(b, v)
            for use in uses:
                use.set_operands([new if x is v else x for x in use.operands])

    # --- the function that goes on ---------------------------------------------------------------

    def _zero(self, b: Builder) -> Value:
        """Whether nothing is gone on from, or it is reached already."""
        return self._at_most(b, 0)

    def _at_most(self, b: Builder, number: int) -> Value:
        state = b.op("cell.get", self.state, types=[ty.INT]).result
        return b.emit("le", state, b.const(number, ty.INT))

    def _body(self) -> None:
        span, frame = self.function.span, self.frame
        b = Builder(self.resume.body, span=span)
        before, done = refuse_running(b, frame), Region()
        self._end(Builder(done, span=span))
        when(b, b.emit("eq", before, b.const(DONE, ty.INT)), done)
        b.op("field.set", frame, b.const(RUNNING, ty.INT), name=STATE)
        self.state = b.op("cell.new", before, types=[ty.Cell(ty.INT)]).result
        body, handler = self.function.body, Region([ty.EXCEPTION])
        self._region(body)
        body.args.clear()
        self._exits(body)
        h = Builder(handler, span=span)
        h.op("field.set", frame, h.const(DONE, ty.INT), name=STATE)
        stop = h.op("exc.is", handler.args[0], types=[ty.BOOL], exc="StopIteration").result
        wrong = Region()
        Builder(wrong, span=span).op(
            "raise", exc="RuntimeError", message="generator raised StopIteration", cause=0
        )
        when(h, stop, wrong)
        h.op("exc.raise", handler.args[0])
        b.op("try", types=[], regions=[body, handler])
        b.op("unreachable")

    def _end(self, b: Builder) -> None:
        """Leave without a value."""
        b.op("return", b.emit("union.make", b.const(None, ty.UNBOUND), to=self.result))

    def _region(self, region: Region) -> None:
        """Guard the pieces of a region, and what is in them."""
        ops, region.ops = region.ops, []
        groups: list[list[Op]] = []
        for op in ops:
            if op in self.states or not groups or groups[-1][0] in self.states:
                groups.append([])
            groups[-1].append(op)
        for i, group in enumerate(groups):
            later = next((g[0] for g in groups[i + 1 :] if g[0] in self.states), None)
            b = Builder(region, span=group[0].span)
            if later is None:
                self._group(group, region)
                continue
            inside = Region()
            self._group(group, inside)
            if inside.terminator is None:
                Builder(inside, span=group[-1].span).op("yield")
            when(b, self._at_most(b, self.states[later][0] - 1), inside)

    def _group(self, group: list[Op], region: Region) -> None:
        first = group[0]
        b = Builder(region, span=first.span)
        if first in self.states:
            self._holding(first, b)
            return
        self._load(self.segment[first], b)
        for op in group:
            region.append(op)
            for v in op.results:
                if v in self.field:
                    self._set(Builder(region, span=op.span), v, v)

    def _holding(self, op: Op, b: Builder) -> None:
        """An op with suspensions."""
        if op.opcode == "call":
            self._suspension(op, b)
        elif op.opcode == "if":
            self._load(op, b)
            start, end = op.regions
            inside = [r in self.inner for r in op.regions]
            then = b.const(inside[0], ty.BOOL)
            if all(inside):
                then = self._at_most(b, max(self._numbers(start)))
            test = b.emit("select", self._zero(b), op.operands[0], then)
            op.set_operands([test])
            b.region.append(op)
            for region in (start, end):
                self._part(region)
        elif op.opcode == "loop":
            first = Region()
            f = Builder(first, span=op.span)
            self._load(op, f)
            (region,) = op.regions
            for arg, value in zip(region.args, op.operands):
                if arg in self.field:
                    self._set(f, arg, value)
            f.op("yield")
            when(b, self._zero(b), first)
            op.set_operands([])
            b.region.append(op)
            self._part(region)
        else:
            assert op.opcode == "try", op
            b.region.append(op)
            for region in op.regions:
                self._part(region)

    def _part(self, region: Region) -> None:
        if region in self.inner:
            self._region(region)
        else:
            ops, region.ops = region.ops, []
            self._load(region, Builder(region, span=ops[0].span))
            for op in ops:
                region.append(op)

    def _numbers(self, region: Region) -> list[int]:
        return [self.states[op][1] for op in region.ops if op in self.states]

    def _suspension(self, op: Op, b: Builder) -> None:
        number = self.states[op][0]
        go, arrive = Region(), Region()
        g, a = Builder(go, span=op.span), Builder(arrive, span=op.span)
        self._load(op, g)
        (value,) = op.operands
        g.op("field.set", self.frame, g.const(number, ty.INT), name=STATE)
        if value.type is not self.result:
            value = g.emit("union.make", value, to=self.result)
        g.op("return", value)
        a.op("cell.set", self.state, a.const(0, ty.INT), types=())
        if self.closes:
            raise_thrown(a, self.frame, self.heard)
        a.op("yield")
        b.op("if", self._zero(b), types=(), regions=[go, arrive])
        op.set_operands([])

    def _exits(self, body: Region) -> None:
        """What leaves an op with suspensions carries nothing: its results stand in fields."""
        for op in self.states:
            self.results[op], op.results = op.results, []
            if op.opcode == "loop":
                (inner,) = op.regions
                self.arguments[op], inner.args = inner.args, []
        for op in list(body.walk()):
            region = op.parent
            assert region is not None
            if op.opcode == "return" and op.operands and op.operands[0].type is ty.INT:
                b = Builder(region, op, op.span)
                b.op("field.set", self.frame, b.const(DONE, ty.INT), name=STATE)
                self._end(b)
                op.erase()
                continue
            target: Any = op.target
            if op.opcode == "yield":
                target = region.parent
            if target not in self.states:
                continue
            to: Sequence[Value] = (
                self.arguments[target] if op.opcode == "continue" else (self.results[target])
            )
            for v, value in zip(to, op.operands):
                if v in self.field:
                    self._set(Builder(region, op, op.span), v, value)
            op.set_operands([])


def _is_constant(v: Value) -> bool:
    return v.op is not None and v.op.opcode == "const"


__all__ = ["DONE", "RETURN", "RETURNED", "STATE", "SUSPEND", "kept", "returns"]
__all__ += ["is_tried", "suspensions", "take_apart"]
