"""THE op table: one row per op, from which everything target-independent derives.

A row (`OpInfo`) says what an op is called, how its result types follow from its operands and
attributes, what it may do (`effects`, `raises`), what it relies on (`poison`, `guard`), how Python
evaluates it, what passes may know of it (traits), and whether it expands into simpler ops.
Verifier, builder, printer, parser, interpreter, folder, passes, lowering and the reference page
read rows; nothing about an op is written twice. Rows live in `ops/`, by subject.

A row with an `expand` function is sugar: the expansion pass replaces it. The others are *core*
ops, and core ops are all that a back end emits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from .effects import EXITS, PURE, WORLD, Effects
from .traits import EMPTY, Condition, views
from .types import Type

Infer = Callable[[Sequence[Type], dict[str, Any]], Sequence[Type]]


class TypeRuleError(Exception):
    """The operands or attributes of an op do not fit its row."""


class OpInfo:
    """One row. `row` says what its parts mean; what follows from them is computed here, once."""

    apart: bool
    attrs: tuple[str, ...]
    borrowed: bool
    checked: str
    cold: bool
    commutative: bool
    contiguous: bool
    control: bool
    costly: bool
    doc: str
    elementwise: bool
    effects: Effects
    effects_of: Callable[[Any], Effects] | None
    evaluate: Callable[..., Any] | None
    example: str
    expand: Callable[..., Any] | None
    folded: bool
    free: bool
    fresh: bool
    frozen: bool
    goes_on: bool
    guard: Condition | None
    handler: bool
    implied: dict[str, Callable[[Any], Any]]
    infer: Infer
    inverse: str
    laid: bool
    lasting: bool | None
    loop: bool
    name: str
    options: tuple[str, ...]
    order: tuple[bool, bool, bool]
    overflow: str
    plain: str
    poison: Condition | None
    python: str
    quotient: bool
    raises: tuple[str, ...]
    signature: str
    sited: bool
    sized: bool
    subject: str
    swapped: str
    symbol: str
    terminator: bool
    thaws: bool
    view: bool
    views: dict[str, slice]
    wraps: bool

    def __init__(self, parts: dict[str, Any], operands: str, moves: str, through: str):
        vars(self).update(parts)
        effects = parts["effects"]
        self.effects_of = None if isinstance(effects, Effects) else effects
        self.effects = WORLD if self.effects_of is not None else effects
        if self.raises:
            self.effects |= EXITS
        self.views = views(operands)
        self.bounds = self.views.get("bounds", EMPTY)
        self.carried = self.views.get("carried", EMPTY)
        self.dims = self.views.get("dims", EMPTY)
        self.indices = self.views.get("indices", EMPTY)
        self.layout = self.views.get("layout", EMPTY)
        self.stored = self.views.get("stored", EMPTY)
        self.moved = slice(0, None) if moves == "*" else self.views.get(moves, EMPTY)
        self.through = self.views.get(through, EMPTY)
        self.counted = self.loop and self.carried.start > 0
        self.comparison = bool(self.inverse)
        self.guarded = self.guard is not None
        self.sized = bool(self.effects.allocates) and self.dims is not EMPTY
        self.base = self.plain or self.name  # what checked and plain arithmetic have in common
        stays = self.terminator or self.control or self.effects_of is not None
        # An op with unused results may be dropped.
        self.removable = self.effects.silent and not stays
        # An op may be executed where the program would not have: it has no effect, and outside its
        # conditions it gives any value but does no harm.
        self.speculatable = self.effects.pure and not self.guarded and not stays

    @property
    def core(self) -> bool:
        """Whether back ends emit it."""
        return self.expand is None

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
    effects: Effects | Callable[[Any], Effects] = PURE,
    raises: tuple[str, ...] = (),
    evaluate: Callable[..., Any] | None = None,
    expand: Callable[..., Any] | None = None,
    poison: Condition | None = None,
    thaws: bool = False,
    guard: Condition | None = None,
    operands: str = "",
    moves: str = "",
    through: str = "",
    terminator: bool = False,
    goes_on: bool = False,
    control: bool = False,
    loop: bool = False,
    elementwise: bool = False,
    laid: bool = False,
    handler: bool = False,
    sited: bool = False,
    borrowed: bool = False,
    fresh: bool = False,
    contiguous: bool = False,
    frozen: bool = False,
    view: bool = False,
    apart: bool = False,
    commutative: bool = False,
    costly: bool = False,
    cold: bool = False,
    lasting: bool | None = None,
    free: bool = False,
    folded: bool = True,
    wraps: bool = False,
    quotient: bool = False,
    inverse: str = "",
    swapped: str = "",
    order: tuple[bool, bool, bool] = (False, False, False),
    plain: str = "",
    checked: str = "",
    overflow: str = "",
    python: str = "",
    symbol: str = "",
    attrs: tuple[str, ...] = (),
    implied: dict[str, Callable[[Any], Any]] | None = None,
    options: tuple[str, ...] = (),
) -> OpInfo:
    """Add one row to the table. Raises ValueError when the name is taken.

    What it computes. infer(types, attrs) returns the result types or raises `TypeRuleError`.
    `evaluate(op, *values)` gives the result for Python values. `poison`: outside this condition
    the result is any value, on which nothing may depend (`thaws`: of such a one this op makes an
    ordinary value). `guard`: outside this condition the op
    does harm (a trap, a wild read); it must stay behind the test that makes it true.

    What it does. `effects` (see `effects.py`), those of its regions aside; a function of the op
    where they depend on it. `raises`: classes of its errors, which make it one that exits.

    Operands. `operands` names them (see `traits.py`); ops have views of those called `bounds`,
    `carried`, `dims`, `indices`, `layout` (sizes, then strides) and `stored`. `moves`: the name
    of those whose ownership the op takes (`*`: all); `through`: of those whose memory it writes.

    Control. A `terminator` ends a region; `goes_on`: control stays in the function. `control`: has
    regions that control may leave. `loop`: repeats its region; `bounds` before `carried` make it a
    counted one. `handler`: what its first region raises leaves to its second. `sited`: what it does
    with an error is known where that is raised.
    `elementwise`: its regions are computed for elements of arrays, and control does not leave
    them. `cold`: control comes here rarely. `lasting`: how long it takes is not bounded, but
    grows with what is in memory; unless said otherwise so do ops that drop references, allocate
    memory whose size is an operand, or deal with Python.

    Values. `borrowed`: a reference in the result is still owned by the operand or by memory.
    `fresh`: the result is memory that nobody else knows; `frozen`: that nobody writes; `view`: that
    of the first operand, seen otherwise. `contiguous`: the result is a C-contiguous array; `laid`:
    it goes through arrays, or lays out a new one, as the operands lie in memory.
    `apart`: after it operands and results share no more memory than before.

    Arithmetic. `commutative`: the first two operands may be exchanged. `costly`: not to be
    computed without need. `free`: nothing is left of it in machine code. `folded`: constants
    give a constant. `wraps`: on NumPy's integers. `quotient`: of the first
    operand, which it makes smaller. Comparisons name their `inverse` and the one
    for `swapped` operands, and their answers where a is below, equal to, above b (`order`).
    Checked arithmetic names its `plain` partner and the op that tells `overflow`, plain ops the
    `checked` one.

    `python`: in words, what only a process that has Python can do.

    The attributes of an op, and how the text form shows them: `symbol` names the one written
    `@name` after the opcode, `attrs` those written among the operands, in this order; `implied`
    those that follow from the result type and are not written, each with the function that gives
    it; `options` those that may be absent, written `name=value`.

    `example` is one printed op, then `where` and the types of the values it uses; a test parses
    it.
    """
    parts = locals()
    if name in TABLE:
        raise ValueError(f"op {name!r} is already in the table")
    for used_otherwise in ("operands", "moves", "through"):
        del parts[used_otherwise]
    parts["implied"] = implied or {}
    # The module of `ops` where the row stands.
    parts["subject"] = sys._getframe(1).f_globals["__name__"].rpartition(".")[2]
    TABLE[name] = OpInfo(parts, operands, moves, through)
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
