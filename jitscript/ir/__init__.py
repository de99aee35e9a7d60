"""The intermediate representation: typed SSA with structured control flow and direct exits.

Data (core.py, types.py)

    Module      functions by name, classes (their fields), frozen constants, sources
    Function    name, parameters, one result type, a body
    Region      arguments and a straight list of ops, the last of which is a terminator
    Op          a row of the op table applied to operands; defines results; may hold regions
    Value       one type, one definition, its uses
    Builder     appends ops and infers their result types
    Type        Scalar, Tuple, Union, Array, Buffer, Object, and none, unbound, pyobj

What matters about it

    One type, one behaviour. `int` and `i64` have the same bits; `int` raises where `i64` wraps.
    So an op never asks where its operands came from.

    Control flow is nested. `if`, `loop`, `for` and `map` hold regions; a value is visible in the
    rest of its region and inside. What changes in a loop is an argument of its region; what
    comes out of a loop or an `if` is a result. There are no blocks and no phi nodes.

    Exits are direct. A region ends in `yield` (to the `if` around it), `continue` or `break`
    (to any loop around it), `return`, `raise` or `unreachable`.

    Memory is counted. Ops that give references give owned ones unless their row says `borrowed`;
    a pass places `retain` and `release`.

    Every op keeps its span: the user's source, and the call sites it was inlined through.

THE op table (optable.py, ops/)

    A row says everything about an op that does not depend on a target: types, effect, what it may
    raise, how Python evaluates it, what it expands into, how it is written.

    ops/arith.py      numbers         add checked_add div lt cast libm …
    ops/structure.py  parts           tuple.make tuple.get union.make union.is union.get
    ops/control.py    control flow    if loop for yield continue break return raise call poll
    ops/memory.py     heap            object.new field.get buffer.load retain release py.box …
    ops/array.py      arrays          array.get array.view array.alloc check_index map …

    docs/ops.md lists them all.

Tools

    str(module)            the text form (printer.py, which shows an example)
    parse(text)            and back (parser.py, parse_text.py, grammar.lark)
    verify(module)         the rules of valid IR, as a list of errors (verifier.py, verify_ops.py)
    check(module)          the same, raising `InvalidIR`
    interpret(module, …)   runs it in Python: the executable definition (interp*.py)
    analysis/, passes/     facts, and rewriting; each pass keeps the IR valid

A function, its source, and its IR:

    def clamp(x: int, top: int) -> int:
        return top if x > top else x

    func @clamp(%x: int, %top: int) -> int {
      %0 = gt %x, %top : bool
      %1 = select %0, %top, %x : int
      return %1
    }
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from . import ops as ops
from . import types as types
from .core import (
    Builder,
    ClassInfo,
    Function,
    Module,
    Op,
    Region,
    Value,
    clone_op,
    clone_region,
)
from .optable import TABLE, OpInfo, TypeRuleError
from .types import (
    Array,
    Buffer,
    Enum,
    Object,
    Scalar,
    Tuple,
    Type,
    Union,
    is_reference,
    union_of,
    walk_type,
)

if TYPE_CHECKING:
    from .interp import Interpreter, interpret
    from .interp_values import Undefined
    from .parser import ParseError, Signature, parse, parse_signature, parse_type
    from .printer import print_function, print_module, print_op
    from .verifier import InvalidIR, IRError, check, verify

# Imported on first use: a cold compile needs neither the parser nor the interpreter.
_LATER = {
    "interp": ("Interpreter", "interpret"),
    "interp_values": ("Undefined",),
    "parser": ("ParseError", "Signature", "parse", "parse_signature", "parse_type"),
    "printer": ("print_function", "print_module", "print_op"),
    "verifier": ("IRError", "InvalidIR", "check", "verify"),
}
_HOME = {name: module for module, names in _LATER.items() for name in names}

__all__ = [
    "TABLE",
    "Array",
    "Buffer",
    "Builder",
    "ClassInfo",
    "Enum",
    "Function",
    "IRError",
    "Interpreter",
    "InvalidIR",
    "Module",
    "Object",
    "Op",
    "OpInfo",
    "ParseError",
    "Region",
    "Scalar",
    "Signature",
    "Tuple",
    "Type",
    "TypeRuleError",
    "Undefined",
    "Union",
    "Value",
    "check",
    "clone_op",
    "clone_region",
    "interpret",
    "is_reference",
    "parse",
    "parse_signature",
    "parse_type",
    "print_function",
    "print_module",
    "print_op",
    "union_of",
    "verify",
    "walk_type",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{home}", __name__), name)
