"""What valid IR is. Every pass may assume these rules and must leave them true.

Module
    A function stands under its own name; so do classes, under their type.
    Every class named by a type of the module is in `classes`.
    A constant is a C-contiguous array of a NumPy scalar type.

Structure
    Every op and region knows its parent, and stands in one place only.
    A region ends in a terminator and has no other.
    An op has the regions that its row calls for, and they have these arguments:
    `if` two without arguments; `try` two, the second with an exception; `loop` one with the types
    of the operands; `for` one with an int, then the types of the carried operands; `map` and
    `map_into` one with the operands' elements.

Values
    An operand is visible: defined earlier in the same region, or in a region around it.
    Cells and exceptions stay where they are: an operand of such a type is one of a row that says
    so, and no parameter, argument of a loop or result of a region has it.
    `Value.uses` counts exactly the operands that are this value; `owner` and `index` are right.

Types and attributes
    The attributes of the row are there, and no others.
    Operand and result types agree with the row's `infer`; where a row leaves the result types to
    whoever builds the op, with the rule in `verify_ops.py`.
    The value of a `const` is one of its type.

Exits
    `yield` ends a region of `if`, `try`, `map` or `map_into`, with the types of their results
    (elements).
    `break` and `continue` name a loop around them, and do not leave a `map`; `break` carries the
    types of the loop's results, `continue` those of its carried values.
    `return` carries the function's result, and does not stand in a `map`.
    `raise` names an exception; its message, if any, has a field for every operand;
    operands are real numbers, booleans or `buffer<u8>`.

Calls
    The callee is in the module; arguments and result have the types of its parameters and result.
    A field is one of its class, `object.new` has an operand for every field.
    `array.const` names a constant of its type.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..diagnostics import NO_SPAN, Span
from .core import Function, Module, Op, Region, Value
from .optable import TypeRuleError, given
from .types import EXCEPTION, Cell, Object, Type, walk_type
from .verify_ops import RULES, region_arguments


class IRError(NamedTuple):
    """One broken rule: where, and in words. `op` is None where a function or module is wrong."""

    message: str
    function: Function | None = None
    op: Op | None = None

    @property
    def span(self) -> Span:
        if self.op is not None:
            return self.op.span
        return self.function.span if self.function is not None else NO_SPAN

    def __str__(self) -> str:
        text = f"in @{self.function.name}: {self.message}" if self.function else self.message
        if self.op is not None:
            first = str(self.op).partition("\n")[0]
            text += f"\n    {first}"
        if self.span.line:
            text += f"\n    from {self.span}"
        return text


class InvalidIR(Exception):
    """The verifier's errors; raised by `check`."""

    def __init__(self, errors: Sequence[IRError], after: str = ""):
        self.errors = list(errors)
        title = f"invalid IR after {after}" if after else "invalid IR"
        super().__init__("\n".join([title, *map(str, errors)]))


def verify(module: Module) -> list[IRError]:
    """Every broken rule, in the order of the text; none for valid IR."""
    errors = _module_errors(module)
    for function in module.functions.values():
        errors += FunctionVerifier(module, function).run()
    return errors


def check(module: Module, after: str = "") -> None:
    """Raise `InvalidIR` for invalid IR; `after` names the pass that made it."""
    errors = verify(module)
    if errors:
        raise InvalidIR(errors, after)


# --- module --------------------------------------------------------------------------------------


def _module_errors(module: Module) -> list[IRError]:
    errors = []
    for name, f in module.functions.items():
        if f.name != name:
            errors.append(IRError(f"stands in the module under the name {name!r}", f))
    for name, f in module.declared.items():
        if f.name != name or name in module.functions or f.body.ops:
            errors.append(IRError(f"is no declaration of {name!r}", f))
    for t, info in module.classes.items():
        if info.type is not t:
            errors.append(IRError(f"class {info.type!r} stands in the module as {t!r}"))
        for field, field_type in info.fields:
            for missing in _unknown_classes(field_type, module):
                errors.append(IRError(f"field {field!r} of {t!r}: {missing!r} is not in classes"))
    for name, data in module.constants.items():
        if not data.flags.c_contiguous or data.dtype.kind not in "iufcb":
            errors.append(IRError(f"constant {name!r} is no C-contiguous array of numbers"))
    return errors


def _unknown_classes(t: Type, module: Module) -> list[Type]:
    return [p for p in walk_type(t) if isinstance(p, Object) and p not in module.classes]


def _may_use(op: Op, t: Type) -> bool:
    """Whether the op may have an operand of type `t`."""
    if t is not EXCEPTION and not isinstance(t, Cell):
        return True
    return op.info.subject == "handlers" or op.opcode == "retain" or op.opcode == "release"


class FunctionVerifier:
    """Walks one function once. `visible` holds the values that ops may use at this point."""

    def __init__(self, module: Module, function: Function):
        self.module, self.function = module, function
        self.errors: list[IRError] = []
        self.visible: set[Value] = set()
        self.around: list[Op] = []  # the ops around this point, outermost first
        self.seen: set[Op] = set()
        self.known: set[Type] = set()  # types whose classes were looked up

    def run(self) -> list[IRError]:
        for i, value in enumerate(self.function.params):
            if any(part is EXCEPTION or isinstance(part, Cell) for part in walk_type(value.type)):
                self.error(f"parameter {i}: a {value.type!r} does not leave its place", None)
        self.region(self.function.body, self.function)
        self.uses()
        return self.errors

    def error(self, message: str, op: Op | None = None) -> None:
        self.errors.append(IRError(message, self.function, op))

    # --- structure -------------------------------------------------------------------------------

    def region(self, region: Region, parent: Op | Function) -> None:
        at = parent if isinstance(parent, Op) else None
        if region.parent is not parent:
            self.error("a region does not know its parent", at)
        for i, arg in enumerate(region.args):
            self.definition(arg, region, i, at)
        added = list(region.args)
        self.visible.update(added)
        for op in region.ops:
            self.op(op, region)
            added += op.results
            self.visible.update(op.results)
        self.visible.difference_update(added)
        if region.terminator is None:
            self.error(
                "a region does not end in a terminator", region.ops[-1] if region.ops else at
            )

    def op(self, op: Op, region: Region) -> None:
        if op in self.seen:
            self.error("the op stands in two places", op)
            return
        self.seen.add(op)
        if op.parent is not region:
            self.error("the op does not know its parent", op)
        if op.info.terminator and op is not region.ops[-1]:
            self.error("a terminator is not the last op of its region", op)
        for i, result in enumerate(op.results):
            self.definition(result, op, i, op)
        self.operands(op)
        self.attributes(op)
        if self.types(op):
            self.regions(op)
            rule = RULES.get(op.opcode)
            if rule is not None:
                rule(self, op)
        self.around.append(op)
        for inner in op.regions:
            self.region(inner, op)
        self.around.pop()

    def regions(self, op: Op) -> None:
        wanted = region_arguments(op)
        if len(op.regions) != len(wanted):
            self.error(f"has {len(op.regions)} regions, expected {len(wanted)}", op)
            return
        for region, types in zip(op.regions, wanted):
            self.same_types("region argument", [v.type for v in region.args], types, op)

    # --- values ----------------------------------------------------------------------------------

    def definition(self, value: Value, owner: Op | Region, index: int, op: Op | None) -> None:
        if value.owner is not owner or value.index != index:
            self.error(f"value {index} has the wrong owner or index", op)
        if value.type in self.known:
            return
        self.known.add(value.type)
        for missing in _unknown_classes(value.type, self.module):
            self.error(f"class {missing!r} is not in the module", op)

    def operands(self, op: Op) -> None:
        for i, value in enumerate(op.operands):
            if value not in self.visible:
                self.error(f"operand {i} ({value.type!r}) is not visible here", op)
            if not _may_use(op, value.type):
                self.error(f"operand {i}: a {value.type!r} does not leave its place", op)
            if value.uses.get(op) != op.operands.count(value):
                self.error(f"operand {i} does not count its uses here", op)

    def uses(self) -> None:
        """Uses by ops that are not in the function; the others were counted at the op."""
        values = list(self.function.params)
        for op in self.seen:
            values += op.results
            for region in op.regions:
                values += region.args
        for value in values:
            for user in value.uses:
                if user not in self.seen:
                    owner = value.op
                    self.error(f"a value is used by a removed `{user.opcode}`", owner)

    # --- types and attributes ---------------------------------------------------------------------

    def attributes(self, op: Op) -> None:
        info, attrs = op.info, op.attrs
        needed = (*info.attrs, *info.implied, *((info.symbol,) if info.symbol else ()))
        for name in needed:
            if name not in attrs:
                self.error(f"attribute `{name}` is missing", op)
        if len(attrs) > len(needed):
            for name in attrs:
                if name not in needed and name not in info.options:
                    self.error(f"the row has no attribute `{name}`", op)

    def types(self, op: Op) -> bool:
        """Whether operand and result types agree with the row."""
        if op.info.infer is given:
            return True
        try:
            wanted = op.info.infer([v.type for v in op.operands], op.attrs)
        except TypeRuleError as e:
            self.error(str(e), op)
            return False
        except (KeyError, TypeError):
            return False  # a missing attribute, already reported
        return self.same_types("result", [v.type for v in op.results], wanted, op)

    def same_types(self, what: str, found: Sequence[Type], wanted: Sequence[Type], op: Op) -> bool:
        if len(found) != len(wanted):
            plural = "" if len(wanted) == 1 else "s"
            self.error(f"{len(found)} {what}s, expected {len(wanted)}{plural}", op)
            return False
        good = True
        for i, (got, want) in enumerate(zip(found, wanted)):
            if got is not want:
                self.error(f"{what} {i} has type {got!r}, expected {want!r}", op)
                good = False
        return good

    def operand_types(self, op: Op, wanted: Sequence[Type], skip: int = 0) -> bool:
        return self.same_types("operand", [v.type for v in op.operands[skip:]], wanted, op)

    def result_types(self, op: Op, wanted: Sequence[Type]) -> bool:
        return self.same_types("result", [v.type for v in op.results], wanted, op)
