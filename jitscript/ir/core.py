"""The data structure of the IR: values, ops, regions, functions, modules, and the builder.

    Module    functions by name, classes (their fields), constants, sources
    Function  a name, a body region whose arguments are the parameters, one result type
    Region    arguments and a straight list of ops, the last of which is a terminator
    Op        a row of the op table applied to operands; defines results; may hold regions
    Value     one type, one definition (an op's result or a region's argument), its uses

Control flow is nested (see `ops/control.py`): there are no basic blocks and no phi nodes. A value
is visible in the rest of its region and in the regions nested there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from ..diagnostics import NO_SPAN, Span
from . import optable
from .effects import Effects
from .types import Object, Type


class Value:
    """One SSA value. `owner` is the op that defines it, or the region whose argument it is."""

    __slots__ = ("index", "name", "owner", "type", "uses")

    def __init__(self, type: Type, owner: Op | Region, index: int, name: str = ""):
        self.type = type
        self.owner = owner
        self.index = index
        self.name = name  # a hint for the printer: the user's variable
        self.uses: dict[Op, int] = {}  # using op → how many of its operands are this value

    @property
    def op(self) -> Op | None:
        """The op that defines this value, or None for a region argument."""
        return self.owner if isinstance(self.owner, Op) else None

    def replace_with(self, other: Value) -> None:
        """Make every user of this value use `other` instead."""
        for op in list(self.uses):
            op.set_operands([other if v is self else v for v in op.operands])

    def __repr__(self) -> str:
        return f"<Value {self.name or id(self)}: {self.type!r}>"


class Op:
    """One operation. Change operands with `set_operands`, which keeps the uses right."""

    __slots__ = ("attrs", "info", "operands", "parent", "regions", "results", "span", "target")

    def __init__(
        self,
        opcode: str,
        operands: Sequence[Value],
        result_types: Sequence[Type],
        attrs: dict[str, Any] | None = None,
        regions: Sequence[Region] = (),
        span: Span = NO_SPAN,
        target: Op | None = None,
    ):
        self.info = optable.TABLE[opcode]
        self.operands = taken = tuple(operands)
        for value in taken:
            uses = value.uses
            uses[self] = uses.get(self, 0) + 1
        self.results = [Value(t, self, i) for i, t in enumerate(result_types)]
        self.attrs = attrs or {}
        self.regions = list(regions)
        self.span = span
        self.target = target  # for break and continue: the loop they leave
        self.parent: Region | None = None
        for region in self.regions:
            region.parent = self

    @property
    def opcode(self) -> str:
        return self.info.name

    @property
    def result(self) -> Value:
        """The only result."""
        (value,) = self.results
        return value

    @property
    def effects(self) -> Effects:
        """What this op does, its regions aside."""
        of = self.info.effects_of
        return self.info.effects if of is None else of(self)

    def handler(self) -> Op | None:
        """The `try` to whose handler this op leaves where it raises; None: it leaves the
        function."""
        region = self.parent
        while region is not None and isinstance(region.parent, Op):
            around = region.parent
            if around.info.handler and region is around.regions[0]:
                return around
            region = around.parent
        return None

    # --- views of the operands, as the row names them --------------------------------------------

    @property
    def bounds(self) -> tuple[Value, ...]:
        """Start, stop and step of a counted loop."""
        return self.operands[self.info.bounds]

    @property
    def carried(self) -> tuple[Value, ...]:
        """The initial values of what a loop carries."""
        return self.operands[self.info.carried]

    @property
    def carried_args(self) -> list[Value]:
        """What a loop carries, as its region sees it (a counted one's induction value aside)."""
        args = self.regions[0].args
        return args[1:] if self.info.counted else args

    @property
    def moved(self) -> tuple[Value, ...]:
        """The operands whose ownership the op takes."""
        return self.operands[self.info.moved]

    @property
    def through(self) -> tuple[Value, ...]:
        """The operands whose memory the op writes."""
        return self.operands[self.info.through]

    @property
    def stored(self) -> tuple[Value, ...]:
        """The operands that the op puts into memory."""
        return self.operands[self.info.stored]

    @property
    def indices(self) -> tuple[Value, ...]:
        """Which element of the first operand the op means."""
        return self.operands[self.info.indices]

    @property
    def dims(self) -> tuple[Value, ...]:
        """The sizes of an array that is made or seen anew."""
        layout = self.operands[self.info.layout]
        return layout[: len(layout) // 2] if layout else self.operands[self.info.dims]

    @property
    def strides(self) -> tuple[Value, ...]:
        """The byte strides of a view."""
        layout = self.operands[self.info.layout]
        return layout[len(layout) // 2 :]

    def set_operands(self, operands: Sequence[Value]) -> None:
        for value in self.operands:
            uses = value.uses
            left = uses[self] - 1
            if left:
                uses[self] = left
            else:
                del uses[self]
        self.operands = taken = tuple(operands)
        for value in taken:
            uses = value.uses
            uses[self] = uses.get(self, 0) + 1

    def erase(self) -> None:
        """Remove this op, and all it contains, from the IR. Its results must be unused."""
        if self.parent is not None:
            self.parent.ops.remove(self)
            self.parent = None
        for inner in list(self.walk()):
            inner.set_operands(())

    def walk(self) -> Iterator[Op]:
        """This op and every op nested in it, outside first."""
        yield self
        for region in self.regions:
            yield from region.walk()

    def __str__(self) -> str:
        from .printer import print_op

        return print_op(self)

    def __repr__(self) -> str:
        return f"<Op {self.opcode} at {self.span}>"


class Region:
    """A list of ops with arguments; ends in a terminator."""

    __slots__ = ("args", "ops", "parent")

    def __init__(self, arg_types: Sequence[Type] = (), names: Sequence[str] = ()):
        self.args: list[Value] = []
        self.ops: list[Op] = []
        self.parent: Op | Function | None = None
        for i, t in enumerate(arg_types):
            self.add_arg(t, names[i] if i < len(names) else "")

    def add_arg(self, type: Type, name: str = "") -> Value:
        value = Value(type, self, len(self.args), name)
        self.args.append(value)
        return value

    def append(self, op: Op) -> Op:
        op.parent = self
        self.ops.append(op)
        return op

    def insert_before(self, anchor: Op, op: Op) -> Op:
        op.parent = self
        self.ops.insert(self.ops.index(anchor), op)
        return op

    @property
    def terminator(self) -> Op | None:
        """The last op if it ends the region, else None (while under construction)."""
        return self.ops[-1] if self.ops and self.ops[-1].info.terminator else None

    def walk(self) -> Iterator[Op]:
        """Every op in this region and in those nested there, outside first. Nested generators would
        hand each op up through all the regions around it."""
        waiting = [iter(list(self.ops))]
        while waiting:
            for op in waiting[-1]:
                yield op
                if op.regions:
                    waiting += [iter(list(region.ops)) for region in reversed(op.regions)]
                    break
            else:
                waiting.pop()


class Function:
    """A function of the module. `attrs` carries facts: inline, export, contiguous …"""

    __slots__ = ("attrs", "body", "doc", "name", "result", "span")

    def __init__(
        self,
        name: str,
        param_types: Sequence[Type],
        result: Type,
        param_names: Sequence[str] = (),
        span: Span = NO_SPAN,
    ):
        self.name = name
        self.body = Region(param_types, param_names)
        self.body.parent = self
        self.result = result
        self.span = span
        self.attrs: dict[str, Any] = {}
        self.doc = ""

    @property
    def params(self) -> list[Value]:
        return self.body.args

    def walk(self) -> Iterator[Op]:
        return self.body.walk()

    def copy(self, name: str = "") -> Function:
        """A function of its own that does the same."""
        made = Function(name or self.name, (), self.result, span=self.span)
        made.body = clone_region(self.body, {})
        made.body.parent = made
        made.doc, made.attrs = self.doc, dict(self.attrs)
        return made

    def __str__(self) -> str:
        from .printer import print_function

        return print_function(self)

    def __repr__(self) -> str:
        return f"<Function {self.name}>"


class ClassInfo:
    """The layout of a scripted class: its fields in order. One per `Object` type. `held`: Python
    gets its instances themselves, wherever it gets one, and no copies."""

    __slots__ = ("_fields", "_types", "held", "type")

    def __init__(self, type: Object, fields: Sequence[tuple[str, Type]], held: bool = False):
        self.type, self.held = type, held
        self.fields = tuple(fields)

    @property
    def fields(self) -> tuple[tuple[str, Type], ...]:
        return self._fields

    @fields.setter
    def fields(self, fields: tuple[tuple[str, Type], ...]) -> None:
        self._fields, self._types = fields, dict(fields)

    def field(self, name: str) -> Type | None:
        return self._types.get(name)


class Module:
    """What is compiled together: functions, the classes they use, frozen constants, sources."""

    __slots__ = ("classes", "constants", "declared", "functions", "hurried", "sources")

    def __init__(self) -> None:
        self.functions: dict[str, Function] = {}
        # Functions of other objects: no ops; what a caller must know stands in the attributes.
        self.declared: dict[str, Function] = {}
        self.classes: dict[Object, ClassInfo] = {}
        self.constants: dict[str, Any] = {}  # name → NumPy array, read-only, C-contiguous
        self.sources: dict[str, str] = {}  # file name → its text, for tracebacks and printing
        self.hurried = False  # `poll` says that there are very many loops (`analysis/worth.py`)

    def add(self, function: Function) -> Function:
        self.functions[function.name] = function
        return function

    def new_name(self, stem: str) -> str:
        """A name that no function has."""
        numbers = count(len(self.functions))
        return next(n for n in (f"{stem}.{i}" for i in numbers) if n not in self.functions)

    def callee(self, name: str) -> Function:
        """The function that a call of `name` means, defined here or declared."""
        return self.functions.get(name) or self.declared[name]

    def __str__(self) -> str:
        from .printer import print_module

        return print_module(self)


class Builder:
    """Appends ops to a region, or inserts them before an op, inferring result types."""

    __slots__ = ("anchor", "region", "span")

    def __init__(self, region: Region, anchor: Op | None = None, span: Span = NO_SPAN):
        self.region = region
        self.anchor = anchor
        self.span = span

    def op(
        self,
        opcode: str,
        *operands: Value,
        regions: Sequence[Region] = (),
        types: Sequence[Type] | None = None,
        target: Op | None = None,
        span: Span | None = None,
        **attrs: Any,
    ) -> Op:
        """Emit one op. `types` gives the result types where the row cannot infer them."""
        if types is None:
            types = optable.TABLE[opcode].infer([v.type for v in operands], attrs)
        made = Op(opcode, operands, types, attrs, regions, span or self.span, target)
        if self.anchor is None:
            return self.region.append(made)
        return self.region.insert_before(self.anchor, made)

    def emit(self, opcode: str, *operands: Value, **attrs: Any) -> Value:
        """Emit one op that has exactly one result, and return that result."""
        return self.op(opcode, *operands, **attrs).result

    def const(self, value: Any, type: Type, span: Span | None = None) -> Value:
        return self.op("const", types=[type], span=span, value=value).result


def clone_region(
    region: Region,
    values: dict[Value, Value],
    ops: dict[Op, Op] | None = None,
    respan: Callable[[Span], Span] | None = None,
) -> Region:
    """A deep copy of `region`. `values` maps outer values to their replacements and is extended
    with every value copied; `ops` does so for loops that `break` and `continue` name."""
    ops = {} if ops is None else ops
    copy = Region()
    for arg in region.args:
        values[arg] = copy.add_arg(arg.type, arg.name)
    for op in region.ops:
        copy.append(clone_op(op, values, ops, respan))
    return copy


def clone_op(
    op: Op,
    values: dict[Value, Value],
    ops: dict[Op, Op],
    respan: Callable[[Span], Span] | None = None,
) -> Op:
    """A deep copy of `op`, not yet in any region (see `clone_region`)."""
    copy = Op(
        op.info.name,
        tuple(map(values.get, op.operands, op.operands)),
        [v.type for v in op.results],
        dict(op.attrs),
        (),
        respan(op.span) if respan else op.span,
        ops.get(op.target, op.target) if op.target is not None else None,
    )
    ops[op] = copy
    for old, new in zip(op.results, copy.results):
        new.name = old.name
        values[old] = new
    for region in op.regions:
        inner = clone_region(region, values, ops, respan)
        inner.parent = copy
        copy.regions.append(inner)
    return copy
