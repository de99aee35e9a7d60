"""What a handler reads of the locals that the body of its `try` binds: cells.

An error leaves the body in the middle, and carries no values. So each binding of such a local in
the body is also put into a cell, which nobody reads but the handler:

    x = 1                %x = cell.new %one : cell<int>
    try:                 try {
        x = f()            %x.1 = call @f() …   cell.set %x, %x.1
        g(x)               call @g(%x.1) …
    except E:            } except { (%e: exception):
        use(x)             %x.2 = cell.get %x …

The type of the cell is known when the body is lowered; what was emitted before is widened then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..diagnostics import Diagnostic, Span
from ..ir import types as ty
from ..ir.core import Builder, Op, Value
from .emitter import Static
from .holes import meet
from .lowering import Lowering
from .merge import conflict
from .outcomes import Failed, Held, Poison
from .scope import Names


class _Shadow:
    """A local's cell, and where it is written: the ops, and what they put there."""

    __slots__ = ("cell", "name", "puts", "span")

    def __init__(self, f: Lowering, name: str, span: Span):
        self.name, self.span = name, span
        self.puts: list[tuple[Op, Held | None]] = []
        held = f.env.get(name)
        made = f.b.op("cell.new", _stand_in(f, held), types=[ty.Cell(ty.UNBOUND)], span=span)
        self.cell = made.result
        self.cell.name = name
        self.puts.append((made, held))

    def note(self, f: Lowering, held: Held | None) -> None:
        made = f.b.op("cell.set", self.cell, _stand_in(f, held), types=())
        self.puts.append((made, held))

    def settle(self, f: Lowering) -> Held | None:
        """Give the cell its type; what the local is in the handler where that is no value of the
        cell, which then goes."""
        puts = [(op, held) for op, held in self.puts if op.operands]  # others were discarded
        held = puts[0][1]
        if not isinstance(held, Value) and all(_same(h, held) for _, h in puts):
            self._drop()
            return held
        found: ty.Type | None = None
        for op, held in puts:
            if isinstance(held, Poison):
                self._drop()
                return held
            with _before(f, op):
                try:
                    value = f.unbound() if held is None else f.materialise(held, op.span)
                except Failed as failed:
                    self._drop()
                    return _saying(failed.diagnostic)
            op.set_operands([*op.operands[:-1], value])
            wider = value.type if found is None else meet(found, value.type)
            if wider is None:
                assert found is not None
                self._drop()
                return conflict(self.name, found, value.type, op.span)
            found = wider
        assert found is not None
        self.cell.type = ty.Cell(found)
        for op, _ in puts:
            value = op.operands[-1]
            if value.type is not found:
                with _before(f, op):
                    op.set_operands([*op.operands[:-1], f.widen(value, found)])
        return self.cell

    def _drop(self) -> None:
        for op, _ in reversed(self.puts):
            if op.operands:
                op.erase()


def _saying(diagnostic: Diagnostic) -> Poison:
    return Poison(lambda here: diagnostic)


def _stand_in(f: Lowering, held: Held | None) -> Value:
    return held if isinstance(held, Value) else f.unbound()


def _same(a: Held | None, b: Held | None) -> bool:
    return a is b or (isinstance(a, Static) and isinstance(b, Static) and a.obj is b.obj)


@contextmanager
def _before(f: Lowering, op: Op) -> Iterator[None]:
    """Emit before an op."""
    assert op.parent is not None
    saved, f.b = f.b, Builder(op.parent, op, op.span)
    try:
        yield
    finally:
        f.b = saved


class Shadows:
    """Those of one `try`."""

    def __init__(self, f: Lowering, names: Names, span: Span):
        self.all = [_Shadow(f, name, span) for name in sorted(names)]

    def read(self, f: Lowering) -> dict[str, Held]:
        """At the start of the handler: what the locals hold."""
        env: dict[str, Held] = {}
        for shadow in self.all:
            held = shadow.settle(f)
            if held is shadow.cell and isinstance(held, Value):
                if held.type is ty.Cell(ty.UNBOUND):
                    continue
                held = f.b.emit("cell.get", held)
                held.name = shadow.name
            if held is not None:
                env[shadow.name] = held
        return env


@contextmanager
def shadowed(f: Lowering, names: Names, span: Span) -> Iterator[Shadows]:
    """Lower a body that binds `names`, which its handler may read."""
    shadows = Shadows(f, names, span)
    for shadow in shadows.all:
        f.shadows.setdefault(shadow.name, []).append(shadow)
    try:
        yield shadows
    finally:
        for shadow in shadows.all:
            f.shadows[shadow.name].remove(shadow)


__all__ = ["Shadows", "shadowed"]
