"""The lowering of one function: names, blocks, ownership and error exits.

Structured control flow becomes basic blocks; the ops themselves are lowered by the emitters of
the sibling modules, each of which gets a `FunctionLowering` and an op.

Errors. An op that can fail branches to a *landing*, a cold block shared by all ops that fail with
as many message arguments while the same references are owned: a phi selects the site. It records
the error in the context and enters the chain of cleanups (`cleanups.py`), which gives back every
owned reference, one block for each, and returns 1. Ownership is linear in the IR (every owned value
is released or handed on exactly once on every path), so what is owned at an op is known here and
costs nothing when no error happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...diagnostics import Span
from ...ir.analysis.worth import shows_much
from ...ir.core import Function, Op, Region, Value
from ...ir.types import EXCEPTION, Cell, Type, is_reference
from ...runtime import abi
from ..code import Code
from ..layout import layout
from ..target import Target
from ..writer import LIKELY, Writer, symbol
from .cleanups import Cleanups

if TYPE_CHECKING:
    from .raised_here import Here

Owned = tuple[Value, ...]


class Landing:
    """A cold block where errors arrive: (block, site, arguments) of each."""

    __slots__ = ("arrivals", "catch", "label", "owned")

    def __init__(self, label: str, owned: Owned, catch: Catch | None):
        self.label = label
        self.owned = owned
        self.catch = catch
        self.arrivals: list[tuple[str, str, Sequence[str]]] = []


class Join:
    """A block to which several edges carry values: (block, leaves) of each."""

    __slots__ = ("edges", "label", "owned")

    def __init__(self, label: str):
        self.label = label
        self.edges: list[tuple[str, list[str]]] = []
        self.owned: Owned | None = None  # what every edge owns besides the carried values


class Loop:
    """Where `continue` and `break` of a loop go."""

    __slots__ = ("again", "leave")

    def __init__(self, again: Join, leave: Join):
        self.again = again
        self.leave = leave


class Catch:
    """Where errors in the body of a `try` go: the handler, which owns what was owned before. Of
    those that are raised in the same function it learns the site and the arguments, in the frame
    (`raised_here.py`); others come with a record."""

    __slots__ = ("arguments", "label", "owned", "recorded", "sites", "used", "which")

    def __init__(self, label: str, owned: Owned, which: str):
        self.label, self.owned = label, owned
        self.used = self.recorded = False
        self.sites: list[str] = []
        self.which = which  # where the number of the site stands, from 1 on; 0: there is a record
        self.arguments: list[str] = []  # where they stand

    def number(self, site: str) -> int:
        if site not in self.sites:
            self.sites.append(site)
        return self.sites.index(site) + 1


class FunctionLowering(Code):
    """The state while one function is lowered. See the module's docstring."""

    def __init__(
        self,
        w: Writer,
        function: Function,
        emitters: dict[str, Any],
        guards: dict[str, Any] | None = None,
    ):
        super().__init__(w)
        self.function = function
        self.emitters = emitters
        self.guards = guards or {}  # what tests, by opcode, that an op may rely on what it does
        self.values: dict[Value, list[str]] = {}  # value → its leaves as LLVM operands
        self.owned: Owned = ()
        self.given: dict[Value, int] = {}  # what was owned, and about when it was handed on
        self.loops: dict[Op, Loop] = {}
        self.yields: list[Join] = []
        self.landings: dict[tuple[Any, ...], Landing] = {}
        self.cleanups = Cleanups(self)
        self.catches: list[Catch] = []  # of the `try`s around, outermost first
        self.heres: dict[str, Here] = {}  # what handlers know, by the slots of their errors
        self.slots: list[str] = []  # memory in the frame
        self.result = f"{{i32, {layout(function.result).reg}}}"
        self.wide = False  # whether the widest vectors pay

    @property
    def target(self) -> Target:
        return self.w.target

    # --- values ----------------------------------------------------------------------------------

    def one(self, value: Value) -> str:
        """The only leaf of `value`."""
        (leaf,) = self.values[value]
        return leaf

    def set(self, op: Op, *leaves: str) -> None:
        """Define the result of `op`."""
        self.values[op.result] = list(leaves)

    def flat(self, values: Sequence[Value]) -> list[str]:
        return [leaf for v in values for leaf in self.values[v]]

    # --- ownership -------------------------------------------------------------------------------

    def take(self, values: Sequence[Value]) -> None:
        """These values are owned from here on."""
        if not self.target.counts:
            return
        self.owned += tuple(v for v in values if is_reference(v.type))

    def give(self, values: Sequence[Value]) -> None:
        """These values are handed on: they are no longer this function's to release."""
        if self.owned:
            gone = set(values)
            self.owned = tuple(v for v in self.owned if v not in gone)
            self.given.update(dict.fromkeys(gone, len(self.given)))

    def retain(self, t: Type, leaves: Sequence[str]) -> None:
        if not self.target.counts:
            return
        if t is EXCEPTION:
            self._count_caught("retain", leaves[0])
        else:
            super().retain(t, leaves)

    def release(self, t: Type, leaves: Sequence[str]) -> None:
        """Give back what a value refers to. A cell goes with what it holds."""
        if not self.target.counts:
            return
        if t is EXCEPTION:
            self._count_caught("release", leaves[0])
        elif isinstance(t, Cell):
            super().release(t.elem, self.load(t.elem, leaves[0], self.w.tbaa("cell")))
        else:
            super().release(t, leaves)

    def _count_caught(self, what: str, caught: str) -> None:
        if what == "release":
            self.heres[caught].release()
            return
        self.heres[caught].record()
        self.emit(f"call void {self.target.count_caught(self.w, what)}(ptr %ctx, ptr {caught})")

    def slot(self, mem: str) -> str:
        """Memory in the frame for one value."""
        self.names += 1
        self.slots.append(f"  %slot.{self.names} = alloca {mem}, align 16")
        return f"%slot.{self.names}"

    # --- control flow ----------------------------------------------------------------------------

    def region(self, region: Region) -> None:
        """Lower a region into the open block; afterwards no block is open."""
        for op in region.ops:
            if op.opcode in self.guards:
                self.guards[op.opcode](self, op)
                if self.block is None:
                    return
            self.emitters[op.opcode](self, op)
            if self.block is None:
                return
            if op.results and not op.info.borrowed:
                self.take(op.results)

    def arrive(self, join: Join, values: Sequence[Value]) -> None:
        """Jump to `join` with `values`, which it owns from then on."""
        self.give(values)
        assert self.block is not None
        join.edges.append((self.block, self.flat(values)))
        if join.owned is None:
            join.owned = self.owned
        self.jump(join.label)

    def phis(self, types: Sequence[Type]) -> tuple[int, list[list[str]]]:
        """Reserve phi nodes: (line to fill in by `fill`, the leaves of each value)."""
        names = []
        for t in types:
            start = self.names
            self.names += len(layout(t).leaves)
            names.append([f"%v{start + 1 + i}" for i in range(len(layout(t).leaves))])
        self.lines.append("")
        return len(self.lines) - 1, names

    def fill(
        self,
        line: int,
        types: Sequence[Type],
        names: Sequence[Sequence[str]],
        edges: Sequence[tuple[str, list[str]]],
    ) -> None:
        """Write the phi nodes that `phis` reserved."""
        regs = [leaf.reg for t in types for leaf in layout(t).leaves]
        flat = [name for group in names for name in group]
        self.lines[line] = "\n".join(
            f"  {name} = phi {reg} "
            + ", ".join(f"[{leaves[i]}, %{block}]" for block, leaves in edges)
            for i, (name, reg) in enumerate(zip(flat, regs))
        )

    def join(self, join: Join, results: Sequence[Value]) -> None:
        """Open the block of `join`, whose edges are complete, and define `results` there."""
        if not join.edges:
            self.block = None
            return
        self.start(join.label)
        self.owned = join.owned or ()
        types = [v.type for v in results]
        if len(join.edges) == 1:
            leaves = iter(join.edges[0][1])
            for v in results:
                self.values[v] = [next(leaves) for _ in layout(v.type).leaves]
            return
        line, names = self.phis(types)
        self.fill(line, types, names, join.edges)
        self.values.update(zip(results, names))

    # --- errors ----------------------------------------------------------------------------------

    def landing(self, kind: str, site: str, args: Sequence[str] = ()) -> str:
        """The label of the landing for an error that happens in the open block. The one place
        where an error gets its arguments: none is written past the record's room."""
        if len(args) > abi.MAX_ARGS:
            raise ValueError(f"an error carries at most {abi.MAX_ARGS} values, not {len(args)}")
        catch = self.catches[-1] if self.catches else None
        if kind == "fail" and catch is not None and self._stays(catch):
            kind = "here"
            catch.number(site)
            catch.arguments += [self.slot("i64") for _ in args[len(catch.arguments) :]]
        elif catch is not None:
            catch.recorded = True
        apart = kind == "fail" and catch is None and self.target.apart
        key = (kind, len(args), self.owned, catch, len(self.landings) * apart)
        if key not in self.landings:
            self.landings[key] = Landing(self.label(kind), self.owned, catch)
            if catch is not None:
                catch.used = True
        found = self.landings[key]
        assert self.block is not None
        found.arrivals.append((self.block, site, args))
        return found.label

    def _stays(self, catch: Catch) -> bool:
        """Whether an error needs no record on its way to the handler."""
        inner = self.owned[len(catch.owned) :]
        return self.target.knows_raised and all(v.type is not EXCEPTION for v in inner)

    def check(self, ok: str, site: str, args: Sequence[str] = ()) -> None:
        """Go on where `ok` holds, else raise the error of `site` with raw 64-bit `args`."""
        if self.target.checks:
            self._guard(ok, self.landing("fail", site, args))

    def check_status(self, status: str, span: Span, outlined: bool = False) -> None:
        """Go on where a callee's `status` is 0, else pass its error on."""
        ok = self.new(f"icmp eq i32 {status}, 0")
        site = "" if outlined else self.w.site(span)
        self._guard(ok, self.landing("leave" if outlined else "pass", site))

    def check_host(self, ok: str, span: Span) -> None:
        """Go on where `ok` holds; else a host function has set a Python exception."""
        self._guard(ok, self.landing("host", self.w.site(span)))

    def _guard(self, ok: str, fail: str) -> None:
        after = self.label("ok")
        self.branch(ok, after, fail, LIKELY)
        self.start(after)

    def fail(self, site: str, args: Sequence[str] = ()) -> None:
        """Raise the error of `site` here."""
        self.jump(self.landing("fail", site, args))

    def _land(self, key: tuple[Any, ...], landing: Landing) -> None:
        kind, arity = key[:2]
        exit = self.cleanups.of(landing)
        self.start(landing.label)
        catch, reg = landing.catch, self.target.site_reg
        sites = [(b, s) for b, s, _ in landing.arrivals]
        if kind == "here" and catch is not None:
            sites, reg = [(b, str(catch.number(s))) for b, s in sites], "i64"
        names = [self._arrived(reg, sites)] if kind != "leave" else []
        names += [
            self._arrived("i64", [(b, args[i]) for b, _, args in landing.arrivals])
            for i in range(arity)
        ]
        if catch is not None:
            self.emit(f"store i64 {names[0] if kind == 'here' else 0}, ptr {catch.which}, align 8")
        if kind == "fail":
            self.target.failed(self, names[0], names[1:], catch is not None)
        if kind == "here" and catch is not None:
            for name, at in zip(names[1:], catch.arguments):
                self.emit(f"store i64 {name}, ptr {at}, align 8")
        if kind == "host":
            self.target.failed(self, self.w.pending(), ())
        if kind in ("pass", "host"):
            self.target.passed(self, names[0])
        self.jump(exit)

    def _arrived(self, reg: str, edges: Sequence[tuple[str, str]]) -> str:
        return self.new(f"phi {reg} " + ", ".join(f"[{v}, %{block}]" for block, v in edges))

    def _ctx(self, offset: int) -> str:
        return self.address("%ctx", offset)

    def context(self, offset: int, reg: str = "ptr") -> str:
        """A field of the context that does not change during the call."""
        return self.new(f"load {reg}, ptr {self._ctx(offset)}, align 8, !invariant.load !3")

    # --- the whole -------------------------------------------------------------------------------

    def run(self) -> None:
        """Lower the function and hand its text to the writer."""
        for i, v in enumerate(self.function.params):
            self.values[v] = self.extract(layout(v.type).reg, f"%a{i}", v.type)
        if self.function.attrs.get("recursive"):
            self._check_stack()
        self.region(self.function.body)
        for key, landing in self.cleanups.ordered(self.landings):
            self._land(key, landing)
        inline = self._inlining()
        linkage = "" if self.function.name in self.w.public else "internal "
        wide = ' "prefer-vector-width"="512"' if self.wide else ""
        self.w.define(
            [
                f"define {linkage}{self.head()} nounwind{self.target.traits}{inline}{wide} {{",
                "entry:",
                *self.slots,
                *filter(None, self.lines),
                "}",
            ]
        )

    def head(self) -> str:
        """Result, symbol and parameters."""
        params = [f"{layout(v.type).reg} %a{i}" for i, v in enumerate(self.function.params)]
        head = ", ".join(["ptr noalias nonnull noundef %ctx", *params])
        return f"{self.result} {symbol(self.function.name)}({head})"

    def _inlining(self) -> str:
        """Loops are not copied into the entries: a call costs nothing beside them. What a pass has
        outlined stays out of line. Code for the case that it does not expect (`cold`) is kept
        small, which makes it quick to compile; what only runs up to an error (`fails`) is not
        optimised at all, nor is what hardly any call comes to (`rare`), nor are the other where
        there is much of it, and long displays."""
        if self.function.attrs.get("inline"):
            return " alwaysinline"
        cold = self.function.attrs.get("cold")
        unusual = self.function.attrs.get("fails") or self.function.attrs.get("rare")
        if unusual or (cold and self.w.module.hurried):
            return " cold noinline optnone"
        if cold:
            return " cold noinline minsize optsize"
        if shows_much(self.function):
            return " noinline optnone"
        if self.function.attrs.get("outlined") or self.function.attrs.get("apart"):
            return " noinline"
        loops = any(op.info.loop for op in self.function.walk())
        return " noinline" if loops and self.function.name in self.w.exported else ""

    def _check_stack(self) -> None:
        here = self.new(self.target.stack_pointer(self.w))
        limit = self.context(abi.CTX_STACK_LIMIT)
        ok = self.new(f"icmp uge ptr {here}, {limit}")
        site = self.w.site(self.function.span, "RecursionError", abi.RECURSION)
        self.check(ok, site)
