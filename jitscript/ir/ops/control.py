"""Control flow: nested regions with direct exits.

A region ends in exactly one terminator. `yield` gives the results of the enclosing `if`; a
`continue` or `break` names its loop (`op.target`) and carries that loop's values; `return` leaves
the function; `raise` leaves it with an error. So no flags are needed for early exits.

    %r = loop ^L(%init) : int { (%x: int):   ; results are what `break` carries
      …
      if %done { break ^L(%x) } else { yield }
      continue ^L(%next)
    }

A `loop` that only ever breaks is a block that can be left early; the inliner uses it so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..optable import given, row
from ..types import Tuple, Type
from .outside import declared

# Values in operands of `raise`: the record of an error has room for so many. The message of a
# broadcast shows the sizes of up to four arrays of rank 5.
MAX_RAISED = 32


def parts_of(t: Type) -> list[Type]:
    """The types of the values in an operand of `raise`: a tuple carries several."""
    return [p for item in t.items for p in parts_of(item)] if isinstance(t, Tuple) else [t]


def _none(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    return ()


row(
    "if",
    "bool -> T…",
    given,
    "Two regions without arguments; the results are what the region taken yields. A region that "
    "leaves by another exit yields nothing.",
    "%r = if %c : int { yield %a } else { yield %b } where %c: bool, %a: int, %b: int",
    control=True,
)
row(
    "loop",
    "T… -> U…",
    given,
    "Repeats its region, whose arguments start as the operands and are then what `continue` "
    "carries; the results are what `break` carries.",
    "%r = loop ^L(%a) : int { (%x: int): break ^L(%x) } where %a: int",
    control=True,
    loop=True,
    operands="*carried",
    moves="carried",
)
row(
    "for",
    "int, int, int, T… -> T…",
    given,
    "Counted loop over range(start, stop, step), step not 0. The region's arguments are the "
    "induction variable and the carried values; the results are the values carried last, by "
    "`continue` when the range ends or by `break`. `together`: its rounds are no more to be put "
    "together.",
    "%r = for ^L(%start, %stop, %step, %a) : int { (%i: int, %x: int): continue ^L(%x) } "
    "where %start: int, %stop: int, %step: int, %a: int",
    control=True,
    loop=True,
    options=("together",),
    operands="bounds:3 *carried",
    moves="carried",
)
for name, doc, example in (
    (
        "yield",
        "Ends a region of `if` (or of `map`), giving its results.",
        "%x, %y = if %c : int, f64 { yield %a, %b } else { yield %a, %b } "
        "where %c: bool, %a: int, %b: f64",
    ),
    (
        "continue",
        "Next iteration of the loop `target`, with its carried values.",
        "loop ^L(%x) { (%y: int): continue ^L(%y) } where %x: int",
    ),
    (
        "break",
        "Leave the loop `target` with its results.",
        "%r = loop ^L : int { break ^L(%x) } where %x: int",
    ),
    ("return", "Leave the function with its result.", "return %a where %a: int"),
    ("unreachable", "Control never comes here.", "unreachable"),
):
    row(
        name,
        "T… ->",
        _none,
        doc,
        example,
        terminator=True,
        goes_on=name in ("yield", "continue", "break"),
        moves="*" if name != "unreachable" else "",
        free=name in ("yield", "unreachable"),
        cold=name == "unreachable",
    )
row(
    "raise",
    "T… ->",
    _none,
    "Leave the function with the builtin exception `exc`. `message` is a Python format string "
    "over the operands, or None: then the operands are the exception's arguments. `cause`: which "
    "of the errors whose handlers it leaves is its `__cause__`, the innermost 0; -1: None. With "
    "`number` the exception's arguments are that and the message. One operand that is an instance "
    "is the exception itself, of a user's class. `late`: it may wait for the end "
    "of the loop around.",
    'raise @ValueError("no root for {}", %a) where %a: int',
    symbol="exc",
    attrs=("message",),
    options=("cause", "number", "late"),
    moves="*",
    cold=True,
    raises=("Exception",),
    terminator=True,
)
row(
    "call",
    "T… -> U",
    given,
    "Call the function `callee` of the module. Arguments are borrowed; the result is owned. "
    "`outlined`: the callee is a part of this function, and no frame of its own in a traceback. "
    "`effects`: all that it does, in words (see `ir/effects.py`); anything where that is not said.",
    "%r = call @f(%a, %b) : f64 where %a: int, %b: f64",
    symbol="callee",
    options=("outlined", "effects"),
    effects=declared,
    raises=("Exception",),
)
row(
    "poll",
    "->",
    _none,
    "Look whether a signal is waiting; KeyboardInterrupt or whatever its handler raises. What the "
    "handler does to Python's objects is as what another thread does: it may happen at any time.",
    "poll",
    raises=("KeyboardInterrupt",),
)
