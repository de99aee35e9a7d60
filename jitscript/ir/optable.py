"""THE op table: one row per op, from which everything target-independent derives.

A row (`OpInfo`) says what an op is called, how its result types follow from its operands and
attributes, what it may do (`effect`, `raises`), how Python evaluates it, and whether it expands
into simpler ops. Verifier, builder, printer, parser, interpreter, folder, effect analysis and the
reference page read rows; nothing about an op is written twice. Rows live in `ops/`, by subject.

A row with an `expand` function is sugar: the expansion pass replaces it. The others are *core*
ops, and core ops are all that a back end emits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from .types import Type

Infer = Callable[[Sequence[Type], dict[str, Any]], Sequence[Type]]

# What an op may do to the world. A pure op may be folded, merged, moved and removed; `reads` sees
# memory that writes may change; `allocates` makes a fresh object (removable when unused).
PURE, READS, WRITES, ALLOCATES, CONTROL = "pure", "reads", "writes", "allocates", "control"


class TypeRuleError(Exception):
    """The operands or attributes of an op do not fit its row."""


class OpInfo:
    """One row. See the module's docstring."""

    __slots__ = (
        "attrs",
        "borrowed",
        "doc",
        "effect",
        "evaluate",
        "example",
        "expand",
        "guarded",
        "implied",
        "infer",
        "name",
        "options",
        "raises",
        "signature",
        "subject",
        "symbol",
        "terminator",
    )

    def __init__(
        self,
        name: str,
        signature: str,
        infer: Infer,
        *,
        effect: str,
        raises: tuple[str, ...],
        evaluate: Callable[..., Any] | None,
        expand: Callable[..., Any] | None,
        terminator: bool,
        borrowed: bool,
        guarded: bool,
        symbol: str,
        attrs: tuple[str, ...],
        implied: dict[str, Callable[[Any], Any]],
        options: tuple[str, ...],
        doc: str,
        example: str,
        subject: str,
    ):
        self.name = name
        self.signature = signature
        self.infer = infer
        self.effect = effect
        self.raises = raises
        self.evaluate = evaluate
        self.expand = expand
        self.terminator = terminator
        self.borrowed = borrowed  # a reference in the result is still owned by the operand
        self.guarded = guarded  # relies on a test before it: not to be moved from behind that
        self.symbol = symbol
        self.attrs = attrs
        self.implied = implied
        self.options = options
        self.doc = doc
        self.example = example
        self.subject = subject  # the module of `ops` where the row stands

    @property
    def removable(self) -> bool:
        """Whether an op with unused results may be dropped."""
        return self.effect in (PURE, READS, ALLOCATES) and not self.raises

    @property
    def speculatable(self) -> bool:
        """Whether an op may be executed where the program would not have: it has no effect, and
        outside its conditions it gives any value but does no harm."""
        return self.effect == PURE and not self.raises and not self.guarded

    def __repr__(self) -> str:
        return f"<OpInfo {self.name}: {self.signature}>"


TABLE: dict[str, OpInfo] = {}


def row(
    name: str,
    signature: str,
    infer: Infer,
    doc: str,
    example: str,
    *,
    effect: str = PURE,
    raises: tuple[str, ...] = (),
    evaluate: Callable[..., Any] | None = None,
    expand: Callable[..., Any] | None = None,
    terminator: bool = False,
    borrowed: bool = False,
    guarded: bool = False,
    symbol: str = "",
    attrs: tuple[str, ...] = (),
    implied: dict[str, Callable[[Any], Any]] | None = None,
    options: tuple[str, ...] = (),
) -> OpInfo:
    """Add one row to the table.

    infer(types, attrs) returns the result types or raises `TypeRuleError`. `evaluate(op, *values)`
    gives the result for Python values.

    The attributes of an op, and how the text form shows them: `symbol` names the one written
    `@name` after the opcode, `attrs` those written among the operands, in this order; `implied`
    those that follow from the result type and are not written, each with the function that gives
    it; `options` those that may be absent, written `name=value`.

    A `guarded` op does harm (a trap, a wild read) where the conditions in its doc do not hold.

    `example` is one printed op, then `where` and the types of the values it uses; a test parses
    it. Raises ValueError when the name is taken.
    """
    if name in TABLE:
        raise ValueError(f"op {name!r} is already in the table")
    TABLE[name] = OpInfo(
        name,
        signature,
        infer,
        effect=effect,
        raises=raises,
        evaluate=evaluate,
        expand=expand,
        terminator=terminator,
        borrowed=borrowed,
        guarded=guarded,
        symbol=symbol,
        attrs=attrs,
        implied=implied or {},
        options=options,
        doc=doc,
        example=example,
        subject=sys._getframe(1).f_globals["__name__"].rpartition(".")[2],
    )
    return TABLE[name]


# --- type rules shared by many rows -------------------------------------------------------------


def fail(message: str) -> NoReturn:
    raise TypeRuleError(message)


def count(types: Sequence[Type], n: int) -> None:
    if len(types) != n:
        fail(f"takes {n} operand{'' if n == 1 else 's'}, got {len(types)}")


def same(n: int, allowed: Callable[[Type], bool], result: Type | None = None) -> Infer:
    """`n` operands of one type that `allowed` accepts; the result has that type, or `result`."""

    def infer(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
        count(types, n)
        first = types[0]
        if not allowed(first):
            fail(f"operand of type {first!r} is not allowed")
        for t in types[1:]:
            if t is not first:
                fail(f"operands differ in type: {first!r} and {t!r}")
        return (first if result is None else result,)

    return infer


def fixed(params: Sequence[Type], results: Sequence[Type]) -> Infer:
    """Exactly these operand types and result types."""

    def infer(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
        count(types, len(params))
        for i, (got, want) in enumerate(zip(types, params)):
            if got is not want:
                fail(f"operand {i} has type {got!r}, expected {want!r}")
        return results

    return infer


def given(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    """The rule of ops whose result types are stated by whoever builds them."""
    fail("result types must be given")
