"""Splitting: stretches of a very long function become functions of their own.

LLVM's time for a function grows faster than the function. What is longer than `long` ops is cut
into pieces of about `piece`, each of which costs one call when it runs. A loop, of which LLVM makes
many, counts for `loop` more.

Before:
    %a = …
    %b = … %a                             ; some hundred ops, of which %c is used later
    %c = … %b
    %d = … %c
After:
    %a = …
    %c = call @f.part.1(%a) : int
    %d = … %c

A stretch is closed: control enters it at its start and leaves it at its end (or raises). What
returns, or leaves a loop around, stays where it is, and so do constants. Where many values would
have to be passed, or a cell, nothing is cut. This comes after all that looks across ops.

Not handled: stretches that leave their region otherwise than by its end; one op that is too long.
"""

from __future__ import annotations

from typing import NamedTuple

from ..core import Builder, Function, Module, Op, Region, Value
from ..types import EXCEPTION, Cell
from .outline import freezes, move_out


class Split(NamedTuple):
    long: int = 1500  # ops of a function that is left alone
    piece: int = 400  # ops of a piece
    loop: int = 40  # ops that a loop counts for, apart from those in it
    least: int = 100  # ops that are worth a function
    passed: int = 40  # values that a piece may take …
    given: int = 16  # … and give

    def __call__(self, module: Module) -> None:
        for function in list(module.functions.values()):
            if sum(map(self.size, function.walk())) > self.long:
                _Splitter(module, function, self).region(function.body)

    def size(self, op: Op) -> int:
        """What an op counts for, those in it aside."""
        return self.loop if op.info.loop else not op.info.free


class _Splitter:
    def __init__(self, module: Module, function: Function, limits: Split):
        self.module, self.function, self.limits = module, function, limits
        self.made = 0

    def region(self, region: Region) -> tuple[int, set[Op | None]]:
        """Cut `region` and those in it; how many ops are left in there, and where control leaves
        it for: loops, and the function's caller (None)."""
        sizes, leaves = [], []
        for op in region.ops:
            parts = [self.region(inner) for inner in op.regions]
            sizes.append(sum(size for size, _ in parts) + self.limits.size(op))
            left: set[Op | None] = {op.target} if op.target is not None else set()
            if op.opcode == "return":
                left.add(None)
            leaves.append(left.union(*(away for _, away in parts)) - {op})
        away: set[Op | None] = set().union(*leaves)
        if sum(sizes) > self.limits.piece:
            return self._long(region, sizes, leaves), away
        return sum(sizes), away

    def _long(self, region: Region, sizes: list[int], leaves: list[set[Op | None]]) -> int:
        """Cut a long region, whose ops are of these sizes and leave it for these places."""
        old, region.ops = region.ops, []
        stretch: list[Op] = []
        held = left = 0
        for op, size, away in zip(old, sizes, leaves):
            if op.opcode == "const":
                region.append(op)
                continue
            stays = op.info.terminator or away
            if stretch and (stays or held + size > self.limits.piece):
                left += self._cut(region, stretch, held)
                stretch, held = [], 0
            if stays:
                region.append(op)
                left += size
            else:
                stretch.append(op)
                held += size
        return left + self._cut(region, stretch, held)

    def _cut(self, region: Region, stretch: list[Op], size: int) -> int:
        """Put a call of the stretch at the end of `region`, or the stretch as it is where that is
        not worth while; how many ops that makes."""
        if size >= self.limits.least:
            inside = {inner for op in stretch for inner in op.walk()}
            results = [v for op in stretch for v in op.results]
            given = [v for v in results if any(user not in inside for user in v.uses)]
            taken = _taken(inside)
            fits = len(given) <= self.limits.given and len(taken) <= self.limits.passed
            if fits and not any(_stays(v) or not freezes(v) for v in (*given, *taken)):
                self.made += 1
                name = f"{self.function.name}.part.{self.made}"
                b = Builder(region, None, stretch[0].span)
                made = move_out(self.module, stretch, name, b, given)
                for fact in ("cold", "fails", "rare"):
                    if fact in self.function.attrs:
                        made.attrs[fact] = self.function.attrs[fact]
                return 1 + len(given)
        for op in stretch:
            region.append(op)
        return size


def _stays(value: Value) -> bool:
    """Whether a value cannot be passed to another function, or returned."""
    return isinstance(value.type, Cell) or value.type is EXCEPTION


def _taken(inside: set[Op]) -> set[Value]:
    """The values that the ops take from outside, constants apart."""
    taken: set[Value] = set()
    for op in inside:
        for v in op.operands:
            if v.op is None:
                owner = v.owner
                around = owner.parent if isinstance(owner, Region) else None
                if around not in inside:
                    taken.add(v)
            elif v.op not in inside and v.op.opcode != "const":
                taken.add(v)
    return taken
