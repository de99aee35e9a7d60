"""Executes IR in plain Python: the executable definition of every op.

    interpret(module, "f", [2, 3.0]) → the result as Python's own object, or the exception raised

Pure ops are evaluated by their rows; what the rows cannot say (control flow, memory, calls) is in
the methods below, one for each opcode. Where the program breaks a promise that its IR makes (an
index said to be in range is not; a freed object is read), `Undefined` is raised. Targets may do
anything then; a test that meets it has found a bug in a pass or in the front end.

With `counted=True` reference counts are real: the module has been through the refcount pass, every
owned value must be given back exactly once on every path, and what is left alive at the end is a
leak. Without it nothing is freed, and IR without `retain` and `release` runs as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import interp_counts, interp_device, interp_handlers, interp_reduce, interp_texts
from .core import Function, Module, Op, Region, Value
from .interp_values import (
    NULL,
    POISON,
    ArrayValue,
    BufferValue,
    Counted,
    ObjectValue,
    OutOfSteps,
    Undefined,
    from_python,
    references,
    to_python,
    with_text,
)
from .interp_writes import Unwritten
from .ops.claims import KINDS
from .ops.eval_arith import coerce
from .types import PYOBJ, is_reference

Python = Callable[[Op, list[Any]], Any]
Exit = tuple[Op, list[Any]]  # the terminator that ended a region, and the values it carries


def interpret(
    module: Module,
    name: str,
    args: Sequence[Any] = (),
    externs: Mapping[str, Callable[..., Any]] | None = None,
    counted: bool = False,
    limit: int | None = None,
    python: Python | None = None,
) -> Any:
    """Call function `name` with Python objects. `externs` gives the functions that `extern` ops
    name; they take and return interpreter values (see `interp_values.py`). More iterations and
    calls than `limit` raise `OutOfSteps`. `python` does the ops `python.call`,
    for values of the interpreter."""
    machine = Interpreter(module, externs, counted, limit)
    machine.python = python
    function = module.functions[name]
    if len(args) != len(function.params):
        raise TypeError(f"{name} takes {len(function.params)} arguments, got {len(args)}")
    given = [from_python(a, p.type) for a, p in zip(args, function.params)]
    for value in given:
        machine.adopt(value)
    try:
        result = machine.call(function, given)
        python = to_python(result)
        machine.drop(result)
    except (Undefined, OutOfSteps):
        raise
    except Exception as error:
        machine.drop(interp_handlers.carried_by(machine, error))
        machine.finish(given)
        raise
    machine.finish(given)
    return python


class Interpreter:
    """A module being run. `live` holds the counted objects that exist (only when counting)."""

    def __init__(
        self,
        module: Module,
        externs: Mapping[str, Callable[..., Any]] | None = None,
        counted: bool = False,
        limit: int | None = None,
    ):
        self.module = module
        self.externs = externs or {}
        self.counted = counted
        self.python: Python | None = None
        self.live: dict[Counted, None] = {}
        self.kept: dict[str, Any] = {}  # what the program keeps under a name
        self.raised: dict[int, Any] = {}  # what exceptions were made of, by identity
        self.steps_left = -1 if limit is None else limit

    def step(self) -> None:
        """Count one iteration or call."""
        if self.steps_left == 0:
            raise OutOfSteps
        self.steps_left -= 1

    def call(self, function: Function, args: Sequence[Any]) -> Any:
        """The function's result for interpreter values; it owns the result."""
        unwritten = Unwritten(function, args)
        try:
            return Frame(self).run(function, args)
        finally:
            unwritten.check()

    def adopt(self, value: Any) -> None:
        """Count among the living what the caller's value refers to."""
        for counted in references(value):
            if counted.count is not None and counted not in self.live:
                self.made(counted)
                for inner in counted.held():
                    self.adopt(inner)

    def finish(self, args: Sequence[Any]) -> None:
        """The caller gives its arguments back: now nothing may be left."""
        for value in [*args, *(v for kept in self.kept.values() for v in kept.held())]:
            self.drop(value)
        if left := interp_counts.beyond_circles(self.live):
            raise Undefined(f"{len(left)} objects leaked: {left!r}")

    def made(self, value: Counted) -> None:
        if self.counted:
            self.live[value] = None

    def keep(self, value: Any) -> None:
        """Take one more reference to everything `value` refers to."""
        if not self.counted:
            return
        for counted in references(value):
            if counted.freed:
                raise Undefined(f"retains {counted!r} after it was freed")
            if counted.count is not None:
                counted.count += 1

    def drop(self, value: Any) -> None:
        """Give one reference back; free what has none left."""
        if not self.counted:
            return
        for counted in references(value):
            if counted.freed:
                raise Undefined(f"releases {counted!r} after it was freed")
            if counted.count is None:
                continue
            counted.count -= 1
            if counted.count == 0:
                counted.freed = True
                self.live.pop(counted, None)
                for inner in counted.held():
                    self.drop(inner)


class Frame:
    """One call. `env` holds the values; `owned` the references that the call must give back."""

    def __init__(self, machine: Interpreter):
        self.machine = machine
        self.env: dict[Value, Any] = {}
        self.owned: dict[Value, None] = {}

    def run(self, function: Function, args: Sequence[Any]) -> Any:
        self.machine.step()
        self.env.update(zip(function.params, args))
        try:
            op, values = self.region(function.body)
        except Undefined:
            raise
        except BaseException:
            for value in self.owned:
                self.machine.drop(self.env[value])
            raise
        if op.opcode != "return":
            raise Undefined("leaves the function without `return`", op)
        if self.owned:
            raise Undefined(f"{len(self.owned)} owned values are not given back", op)
        return values[0]

    # --- values and ownership ---------------------------------------------------------------------

    def get(self, value: Value, op: Op) -> Any:
        """An operand that the op depends on."""
        found = self.env[value]
        if found is POISON or found is NULL:
            raise Undefined(f"depends on {'a null reference' if found is NULL else 'poison'}", op)
        if isinstance(found, Counted) and found.freed:
            raise Undefined(f"uses {found!r} after it was freed", op)
        if isinstance(found, ArrayValue) and found.owner.freed:
            raise Undefined("uses an array after it was freed", op)
        return found

    def operands(self, op: Op) -> list[Any]:
        return [self.get(v, op) for v in op.operands]

    def define(self, value: Value, what: Any, owned: bool) -> None:
        if owned and self.machine.counted and is_reference(value.type):
            if value in self.owned:
                raise Undefined(
                    "an owned value is not given back before it is made again", value.op
                )
            self.owned[value] = None
        self.env[value] = what

    def set(self, op: Op, what: Any) -> None:
        """Define the op's only result."""
        self.define(op.results[0], what, owned=not op.info.borrowed)

    def move(self, op: Op) -> list[Any]:
        """The values of the operands moved; whoever gets them owns them from now on."""
        moved = op.moved
        for value in moved:
            if self.env[value] is POISON:
                raise Undefined("hands poison on", op)
        if self.machine.counted:
            for value in moved:
                if is_reference(value.type):
                    if value not in self.owned:
                        raise Undefined("moves a value that is not owned", op)
                    del self.owned[value]
        return [self.env[v] for v in moved]

    # --- regions and control flow -----------------------------------------------------------------

    def region(self, region: Region) -> Exit:
        """Run the ops; the terminator, and the values that it carries."""
        env = self.env
        for op in region.ops:
            info = op.info
            if info.terminator:
                return self.terminator(op)
            if info.evaluate is not None:
                env[op.results[0]] = _evaluate(op, [env[v] for v in op.operands])
                continue
            method = METHODS.get(info.name)
            if method is None:
                raise Undefined(f"the interpreter has no `{info.name}`", op)
            left: Exit | None = method(self, op)
            if left is not None:
                return left
        raise Undefined("a region ends without a terminator")

    def terminator(self, op: Op) -> Exit:
        if op.opcode == "unreachable":
            raise Undefined("reaches `unreachable`", op)
        if op.opcode == "exc.raise":
            (caught,) = self.move(op)
            raise caught.error
        if op.opcode != "raise":
            return op, self.move(op)
        self.operands(op)
        values = self.move(op)
        if len(values) == 1 and isinstance(values[0], ObjectValue):  # which the exception owns
            raise interp_handlers.carrying(self.machine, op, values[0])
        texts = [to_python(with_text(value)) for value in values]
        for value in values:
            self.machine.drop(value)
        raise interp_handlers.made(self.machine, op, texts)

    def if_(self, op: Op) -> Exit | None:
        taken = 0 if self.get(op.operands[0], op) else 1
        left, values = self.region(op.regions[taken])
        if left.opcode != "yield":
            return left, values
        self.results(op, values)
        return None

    def loop(self, op: Op) -> Exit | None:
        carried = self.move(op)
        while True:
            ended = self.iteration(op, carried)
            left, carried = ended
            if left.target is not op:
                return ended
            if left.opcode == "break":
                break
        self.results(op, carried)
        return None

    def for_(self, op: Op) -> Exit | None:
        start, stop, step = (self.get(v, op) for v in op.bounds)
        if step == 0:
            raise Undefined("step is 0", op)
        carried = self.move(op)
        for i in range(start, stop, step):
            ended = self.iteration(op, [i, *carried])
            left, carried = ended
            if left.target is not op:
                return ended
            if left.opcode == "break":
                break
        self.results(op, carried)
        return None

    def iteration(self, op: Op, carried: list[Any]) -> Exit:
        self.machine.step()
        region = op.regions[0]
        for arg, value in zip(region.args, carried):
            self.define(arg, value, owned=True)
        return self.region(region)

    def results(self, op: Op, values: list[Any]) -> None:
        for result, value in zip(op.results, values):
            self.define(result, value, owned=True)

    # --- memory -----------------------------------------------------------------------------------

    def store(self, place: Any, key: Any, value: Any) -> None:
        """Put a reference into memory: the new one is kept, then the old one dropped."""
        old = place[key]
        self.machine.keep(value)
        place[key] = value
        self.machine.drop(old)

    # --- calls ------------------------------------------------------------------------------------

    def call(self, op: Op) -> None:
        callee = self.machine.module.functions[op.attrs["callee"]]
        self.set(op, self.machine.call(callee, [self.env[v] for v in op.operands]))

    def extern(self, op: Op) -> None:
        fn = self.machine.externs.get(op.attrs["name"])
        if fn is None:
            raise Undefined("no such function was given to the interpreter", op)
        self.set(op, fn(*self.operands(op)))

    def poll(self, op: Op) -> None:
        return None

    def claim(self, op: Op) -> None:
        """What is said of poison is said of nothing: no use of it may follow."""
        values = [self.env[v] for v in op.operands]
        kind = KINDS[op.attrs["kind"]]
        known = not any(v is POISON for v in values)
        if known and not kind.holds(op, *values):
            text = kind.text.format(*map(repr, values))
            by = op.attrs.get("by", "the program")
            raise Undefined(f"{by} relies on a false claim: {text}", op)

    def py_box(self, op: Op) -> None:
        self.set(op, to_python(self.get(op.operands[0], op)))

    def py_hold(self, op: Op) -> None:
        made = BufferValue(PYOBJ, [self.env[op.operands[0]]])
        self.machine.made(made)
        self.set(op, made)

    def py_held(self, op: Op) -> None:
        self.set(op, self.get(op.operands[0], op).items[0])

    def py_same(self, op: Op) -> None:
        value, object = self.get(op.operands[0], op), self.env[op.operands[1]]
        self.set(op, repr(to_python(value)) == repr(object))

    def py_unbox(self, op: Op) -> None:
        self.set(op, from_python(self.env[op.operands[0]], op.results[0].type))

    def python_call(self, op: Op) -> None:
        if self.machine.python is None:
            raise Undefined("no Python was given to the interpreter", op)
        found = self.machine.python(op, self.operands(op))
        self.machine.adopt(found)
        self.set(op, found)


METHODS: dict[str, Any] = {
    **interp_counts.METHODS,  # and those of interp_memory, whose table it is
    **interp_texts.METHODS,
    **interp_reduce.METHODS,
    **interp_handlers.METHODS,
    **interp_device.METHODS,
    "if": Frame.if_,
    "loop": Frame.loop,
    "for": Frame.for_,
    "call": Frame.call,
    "extern": Frame.extern,
    "poll": Frame.poll,
    "claim": Frame.claim,
    "py.box": Frame.py_box,
    "py.same": Frame.py_same,
    "py.hold": Frame.py_hold,
    "py.held": Frame.py_held,
    "py.unbox": Frame.py_unbox,
    "python.call": Frame.python_call,
}


# --- pure ops ---------------------------------------------------------------------------------


def _evaluate(op: Op, args: list[Any]) -> Any:
    """An op that its row evaluates. Poison in, poison out, except where `select` does not choose
    it; an op that may raise depends on its operands."""
    info = op.info
    if info.thaws:
        return coerce(op.results[0].type, 1) if args[0] is POISON else args[0]
    for value in args:
        if value is POISON and (info.name != "select" or args[0] is POISON):
            if info.raises:
                raise Undefined("depends on poison", op)
            return POISON
    if info.guard is not None and info.guard.fails(op, *args):
        raise Undefined(f"{info.guard.words}: it is not so of {', '.join(map(repr, args))}", op)
    if info.poison is not None and info.poison.fails(op, *args):
        return POISON
    assert info.evaluate is not None
    return info.evaluate(op, *args)
