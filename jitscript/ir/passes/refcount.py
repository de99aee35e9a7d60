"""Reference counting: places `retain` and `release` so that every owned value is used up once.

Before:
    %a = array.alloc %n : array<f64, 1>
    %v = array.view %a, … : array<f64, 1>
    %x = array.load %v, %i : f64
    return %v
After:
    %a = array.alloc %n : array<f64, 1>
    %v = array.view %a, … : array<f64, 1>
    %x = array.load %v, %i : f64
    %w = retain %v : array<f64, 1>
    release %a
    return %w

*Owned* are the results of ops whose rows do not borrow, the arguments of loops, and the results of
`if` and loops. An owned value is *moved* (by return, yield, break, continue, raise, or as the
initial value of a loop) where its life ends there, else it is released after its last use, and on
every exit that leaves its region before. An op that raises gives back, without words, what is owned
inside of the `try` (or function) that it leaves; so what a `try` uses from outside lives until its
end. An op that takes ownership (`own`) moves what its path does not use later. What is to be moved
but is borrowed, or is used later, is retained first. Parameters belong to the caller: neither they
nor views of them are counted.

Not handled: pairs of a retain and a release that cancel each other across memory; a value that one
branch uses last is released behind both.

A reference read from memory (a field, an element) is borrowed while nothing that may overwrite
such memory stands between the read and the last use, else it is retained at once. Of a call it is
known which fields of which classes, and elements of which buffers, it may overwrite.
"""

from __future__ import annotations

from ..analysis import slots
from ..core import Function, Module, Op, Region, Value
from ..types import EXCEPTION, is_reference


def _function(function: Function, calls: dict[str, slots.Slots | None]) -> None:
    lives = _Lives(function, calls)
    if lives.any:
        _Placer(lives).region(function.body, [])


class _Lives:
    """Positions of ops in the order of the text; for each owned value the last position at which
    it must be alive; the reads that must be retained."""

    def __init__(self, function: Function, calls: dict[str, slots.Slots | None]):
        self.any = False
        self.calls = calls
        self.start: dict[Op, int] = {}
        self.end: dict[Op, int] = {}
        self.roots: dict[Value, tuple[Value, ...]] = {}  # borrowed value → owned ones, and reads
        self.last: dict[Value, int] = {}  # owned values and reads
        self.height: dict[Value, int] = {}  # how many loops and trys are around the definition
        self.reads: list[Value] = []
        self.secured: set[Value] = set()
        self.uses: dict[Value, list[int]] = {}  # all positions, of what an `own` may take
        self._now = 0
        self._loops: list[list[Value]] = []  # values from outside used in each loop or try around
        self._overwrites: list[tuple[int, slots.Slots | None]] = []
        self._shared: set[Value] = set()  # what other calls may reach, and what is read from it
        self._region(function.body)
        for value in self.reads:
            op = value.op
            assert op is not None
            begin, last = self.start[op], self.last[value]
            slot = None if value in self._shared else slots.slot_of(op)
            if any(
                begin < at <= last and (slot is None or found is None or slot in found)
                for at, found in self._overwrites
            ):
                self.secured.add(value)

    def owned(self, value: Value) -> bool:
        return value in self.last and (value not in self.roots or value in self.secured)

    def _define(self, value: Value) -> None:
        if is_reference(value.type):
            self.any = True
            self.last[value] = -1
            self.height[value] = len(self._loops)

    def _use(self, value: Value) -> None:
        found = self.roots.get(value, ())
        for root in found if value not in self.last else (value, *found):
            if len(self._loops) > self.height[root]:
                self._loops[self.height[root]].append(root)
            self.last[root] = self._now
            self.uses.setdefault(root, []).append(self._now)

    def _region(self, region: Region) -> None:
        for op in region.ops:
            self._now += 1
            self.start[op] = self._now
            for value in op.operands:
                if is_reference(value.type):
                    self._use(value)
                    self.any |= op.info.terminator
            self._op(op)
            self.end[op] = self._now

    def _op(self, op: Op) -> None:
        info = op.info
        if info.borrowed:
            if is_reference(op.results[0].type):
                self._borrow(op)
        elif info.loop:
            self._loops.append([])
            for arg in op.regions[0].args:
                self._define(arg)
            self._region(op.regions[0])
            self._used(self._loops.pop())
        elif info.handler:
            # A handler finds alive what was so before: nothing from outside dies in between.
            # What is being handled lasts as long as its handler: it is the context of new errors.
            self._loops.append([])
            for inner in op.regions:
                for arg in inner.args:
                    self._define(arg)
                self._region(inner)
                self.last.update((arg, self._now) for arg in inner.args if arg.type is EXCEPTION)
            self._used(self._loops.pop())
        else:
            if op.effects.drops:
                self._overwrites.append((self._now, slots.overwritten(op, self.calls)))
            for inner in op.regions:
                self._region(inner)
        if not info.borrowed:
            for value in op.results:
                self._define(value)

    def _used(self, values: list[Value]) -> None:
        """By a loop or a `try` as a whole, which ends here."""
        for value in values:
            self.last[value] = self._now
            self.uses.setdefault(value, []).append(self._now)

    def _borrow(self, op: Op) -> None:
        found: dict[Value, None] = {}
        for value in op.operands:
            if value in self.last:
                found[value] = None
            found.update(dict.fromkeys(self.roots.get(value, ())))
        result = op.result
        self.roots[result] = tuple(found)
        outside = not op.operands and not op.info.frozen
        if outside or not self._shared.isdisjoint(op.operands):
            self._shared.add(result)
        if op.info.effects.reads:
            self._define(result)
            self.reads.append(result)


class _Scope:
    """A region that is being rewritten, and the owned values of it that are alive."""

    __slots__ = ("alive", "caught", "end", "gone", "leaves", "region")

    def __init__(self, region: Region, end: int, caught: bool):
        self.region = region
        self.caught = caught  # one of a `try`
        self.alive: dict[Value, None] = {}
        self.end = end  # the position of its terminator
        self.leaves = region.ops[-1] if region.ops else None
        self.gone: set[Value] = set()  # what was alive around it, and was moved in it


class _Placer:
    def __init__(self, lives: _Lives):
        self.lives = lives
        self.scopes: list[_Scope] = []

    def region(self, region: Region, given: list[Value], caught: bool = False) -> None:
        """Rewrite a region that starts with owning `given` and its own arguments."""
        lives = self.lives
        scope = _Scope(region, lives.end[region.ops[-1]] if region.ops else 0, caught)
        self.scopes.append(scope)
        old, region.ops = region.ops, []
        begin = lives.start[old[0]] if old else 0
        for value in (*given, *region.args):
            if not lives.owned(value):
                continue
            scope.alive[value] = None
            if lives.last[value] < begin:
                self._release(value, old[0])
        for op in old:
            self._op(scope, op)
        self.scopes.pop()

    def _op(self, scope: _Scope, op: Op) -> None:
        lives, region = self.lives, scope.region
        end = lives.end[op]
        if op.info.terminator:
            self._exit(op)
            region.ops.append(op)
            return
        if op.info.loop:
            self._enter_loop(scope, op)
        elif op.moved:
            self._take(scope, op)
        region.ops.append(op)
        sunk = self._sunk(scope, op) if op.opcode == "if" and scope.alive else []
        for inner in op.regions:
            self.region(inner, sunk, op.info.handler)
        for value in op.results:
            if value in lives.secured:
                value = self._secure(value, op)
            if lives.owned(value):
                scope.alive[value] = None
        for value in [v for v in scope.alive if lives.last[v] <= end]:
            self._release(value, op)

    def _release(self, value: Value, at: Op) -> None:
        scope = self.scopes[-1]
        del scope.alive[value]
        scope.region.append(Op("release", (value,), (), span=at.span))

    def _retain(self, value: Value, at: Op) -> Value:
        op = Op("retain", (value,), (value.type,), span=at.span)
        op.result.name = value.name
        self.scopes[-1].region.append(op)
        return op.result

    def _secure(self, value: Value, at: Op) -> Value:
        """Own a reference that was read from memory; everyone uses the owned one."""
        lives = self.lives
        users = list(value.uses)
        kept = self._retain(value, at)
        for user in users:
            user.set_operands([kept if v is value else v for v in user.operands])
        lives.last[kept] = lives.last[value]
        lives.uses[kept] = lives.uses.get(value, [])
        lives.secured.discard(value)
        return kept

    def _sunk(self, scope: _Scope, op: Op) -> list[Value]:
        """Values whose life ends in this `if` and that a branch yields: each branch owns them."""
        end = self.lives.end[op]
        yielded = {v for inner in op.regions for v in _moved(inner)}
        found = [v for v in scope.alive if v in yielded and self.lives.last[v] <= end]
        for value in found:
            del scope.alive[value]
        return found

    def _enter_loop(self, scope: _Scope, loop: Op) -> None:
        """The initial values of a loop are moved into it where nothing uses them later."""
        start = self.lives.start[loop]
        operands = list(loop.operands)
        for i in range(loop.info.carried.start, len(operands)):
            value = operands[i]
            if not is_reference(value.type):
                continue
            if value in scope.alive and self.lives.last[value] == start:
                del scope.alive[value]
            else:
                operands[i] = self._retain(value, loop)
        loop.set_operands(operands)

    def _take(self, scope: _Scope, op: Op) -> None:
        """Move what the op owns from here on, where the way from here to the end of the region, or
        out of more, does not come to another use."""
        operands = list(op.operands)
        for i, value in enumerate(operands):
            if not is_reference(value.type):
                continue
            uses = self.lives.uses.get(value, ())
            later = any(self.lives.end[op] < at <= scope.end for at in uses)
            if not later and value in scope.alive:
                del scope.alive[value]
            elif not later and self._leaves_with(scope, value):
                scope.gone.add(value)
            else:
                operands[i] = self._retain(value, op)
        op.set_operands(operands)

    def _leaves_with(self, scope: _Scope, value: Value) -> bool:
        """Whether the exit at the end of a scope would give back a value from around it, which no
        handler on the way finds alive."""
        leaves = scope.leaves
        if leaves is None or leaves.opcode == "yield" or value in self._gone():
            return False
        for around in reversed(self._left(leaves)):
            if value in around.alive:
                return True
            if around.caught:
                break
        return False

    def _gone(self) -> set[Value]:
        return {v for scope in self.scopes for v in scope.gone}

    def _exit(self, op: Op) -> None:
        """Before an exit: own what it moves, give back everything else that dies with the
        regions left."""
        if op.info.cold and not op.moved:
            return
        left, gone = self._left(op), self._gone()
        dying = {v: scope for scope in left for v in scope.alive if v not in gone}
        operands = list(op.operands)
        for i, value in enumerate(operands):
            if not is_reference(value.type):
                continue
            if value in dying:
                del dying[value]
            else:
                operands[i] = self._retain(value, op)
        op.set_operands(operands)
        if not op.effects.exits:  # where it raises, whoever lands gives the rest back
            for value in dying:
                self.scopes[-1].region.append(Op("release", (value,), (), span=op.span))

    def _left(self, op: Op) -> list[_Scope]:
        """The scopes that the exit leaves. `raise` may take what any of them owns."""
        if op.opcode == "yield":
            return self.scopes[-1:]
        around = op.handler() if op.effects.exits else op.target
        if around is None:
            return self.scopes
        body = around.regions[0]
        depth = next(i for i, s in enumerate(self.scopes) if s.region is body)
        return self.scopes[depth:]


def _moved(region: Region) -> set[Value]:
    """What a branch hands on."""
    found = set(region.ops[-1].operands)
    for op in region.ops:
        if op.opcode == "if":
            found.update(*map(_moved, op.regions))
        elif op.moved and not op.info.loop:
            found.update(op.moved)
    return found


def refcount(module: Module) -> None:
    calls = slots.of_calls(module)
    for function in module.functions.values():
        _function(function, calls)
