"""Errors that are caught, and the locals that handlers see.

Raising is an exit like the others: an op that may raise leaves to the handler of the nearest `try`
around it in its function, otherwise the function. The exit carries no values. What is assigned in
the body and read in the handler or behind it lives in a *cell*: memory of its own kind, local to
the function and never aliased, which owns what it holds. Everything else stays SSA.

    %r = try : int {
      %a = checked_mul %x, %x : int
      yield %a
    } except { (%e: exception):
      %mine = exc.is @OverflowError(%e) : bool
      if %mine { yield } else { exc.raise %e }
      yield %zero
    }
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Sequence
from typing import Any

from ..effects import DROPS, Effects, allocates, reads, writes
from ..optable import count, fail, given, row
from ..types import BOOL, EXCEPTION, FLOAT, INT, U8, Buffer, Cell, Object, Type, is_reference


def _exception(types: Sequence[Type], attrs: dict[str, Any]) -> None:
    count(types, 1)
    if types[0] is not EXCEPTION:
        fail(f"takes an exception, got {types[0]!r}")


def _is(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    _exception(types, attrs)
    return (BOOL,)


def _text(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    _exception(types, attrs)
    return (Buffer(U8),)


CARRIED = "own"  # the kind of the one argument that is the exception itself, an instance


def kind_of(t: Type) -> str | None:
    """The kind of an argument of this type, as `exc.holds` has it; None: it knows no such."""
    if isinstance(t, Object):
        return CARRIED
    return {INT: "int", FLOAT: "f64", BOOL: "bool", Buffer(U8): "utf8"}.get(t)


def _raise(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    _exception(types, attrs)
    return ()


def _cell(types: Sequence[Type], n: int) -> Cell:
    count(types, n)
    t = types[0]
    if not isinstance(t, Cell):
        fail(f"takes a cell, got {t!r}")
    assert isinstance(t, Cell)
    if n == 2 and types[1] is not t.elem:
        fail(f"stores {types[1]!r} in {t!r}")
    return t


def _new(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    if isinstance(types[0], Cell) or types[0] is EXCEPTION:
        fail(f"a cell holds no {types[0]!r}")
    return (Cell(types[0]),)


def _setting(op: Any) -> Effects:
    return _SET[is_reference(op.operands[1].type)]


_SET = {
    False: writes("cell"),
    True: reads("cell") | writes("cell", "count") | DROPS,
}


_own: dict[str, type[BaseException]] = {}


def class_of(name: Any) -> type[BaseException] | None:
    """The exception of that name: a builtin one, or a user's, which is named with its bases."""
    text = str(name)
    if text in _own:
        return _own[text]
    first, _, bases = text.partition("|")
    if bases and ":" in first:  # of a text that was read
        base = class_of(bases)
        return None if base is None else _own.setdefault(text, type(first, (base,), {}))
    found = getattr(builtins, text, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def name_of(cls: type[BaseException]) -> str:
    """The name by which ops know an exception: `ValueError`, or `shop:Sold|shop:Error|ValueError`,
    a user's class and its bases, in the order in which Python looks at them."""
    if _is_builtin(cls):
        return cls.__name__
    own = own_bases(cls)
    base = next(c for c in cls.__mro__ if c not in own)
    name = "|".join([*map(label, own), base.__name__])
    _own[name] = cls
    return name


def own_bases(cls: type[BaseException]) -> list[type]:
    """A user's class and those of its bases that are users' classes."""
    return [c for c in cls.__mro__ if not _is_builtin(c)]


def label(cls: type) -> str:
    """`module:name`; with a number where the module has no such class by that name."""
    name = f"{cls.__module__}:{cls.__qualname__}"
    return name if is_reached(cls) else f"{name}#{id(cls)}"


def is_reached(cls: type) -> bool:
    """Whether the class is what its module has by its name."""
    found: Any = sys.modules.get(cls.__module__)
    for part in cls.__qualname__.split("."):
        found = getattr(found, part, None)
    return found is cls


def _is_builtin(cls: type) -> bool:
    return getattr(builtins, cls.__name__, None) is cls


row(
    "try",
    "-> T…",
    given,
    "Does its first region, the body; where that raises, its second, the handler, whose argument "
    "is the exception. The results are what either yields. What body and handler use from outside "
    "stays alive until the end.",
    "%r = try : int { yield %a } except { (%e: exception): yield %b } where %a: int, %b: int",
    control=True,
    handler=True,
)
row(
    "exc.is",
    "exception -> bool",
    _is,
    "Whether the exception is of the class `exc` or of a subclass.",
    "%b = exc.is @ValueError(%e) : bool where %e: exception",
    symbol="exc",
    effects=reads("python"),
    sited=True,
)
row(
    "exc.holds",
    "exception -> bool",
    _is,
    "Whether the exception is of the very class `exc`, a user's, and still what a `raise` of it "
    "with arguments of these kinds made, so that `exc.argument` has them. False once Python saw "
    "it.",
    '%b = exc.holds @"m:V|ValueError"("int utf8", %e) : bool where %e: exception',
    symbol="exc",
    attrs=("kinds",),
    effects=reads("python"),
    sited=True,
)
row(
    "exc.argument",
    "exception -> T",
    given,
    "An argument that the exception was raised with, where `exc.holds` has said that it has it.",
    "%a = exc.argument %e, 0 : int where %e: exception",
    attrs=("index",),
    effects=reads("python") | writes("python", "count"),
    sited=True,
)
row(
    "exc.text",
    "exception -> buffer<u8>",
    _text,
    "A text of the exception, as UTF-8: what `str` or `repr` gives, or the `name` of its class.",
    '%b = exc.text %e, "str" : buffer<u8> where %e: exception',
    attrs=("what",),
    effects=reads("python") | writes("python") | allocates("buffer"),
    python="the text of an exception",
    raises=("Exception",),
    fresh=True,
)
row(
    "exc.object",
    "exception -> buffer<u8>",
    _text,
    "The exception as Python's object, in a block as that of `py.hold`. What was caught is this "
    "object from then on: asked again, it is the same one.",
    "%b = exc.object %e : buffer<u8> where %e: exception",
    effects=reads("python") | writes("python") | allocates("buffer"),
    python="an exception",
    raises=("Exception",),
    fresh=True,
)
row(
    "exc.raise",
    "exception ->",
    _raise,
    "Raise the exception again, as it came. `here`: its traceback shows that this was done here.",
    "exc.raise %e where %e: exception",
    options=("here",),
    raises=("BaseException",),
    terminator=True,
    moves="*",
    cold=True,
    sited=True,
)
row(
    "cell.new",
    "T -> cell<T>",
    _new,
    "A new cell that holds the operand.",
    "%c = cell.new %a : cell<int> where %a: int",
    operands="stored",
    effects=allocates("cell") | writes("count"),
    fresh=True,
)
row(
    "cell.get",
    "cell<T> -> T",
    lambda types, attrs: (_cell(types, 1).elem,),
    "What the cell holds.",
    "%a = cell.get %c : int where %c: cell<int>",
    effects=reads("cell"),
    borrowed=True,
)
row(
    "cell.set",
    "cell<T>, T ->",
    lambda types, attrs: (_cell(types, 2), ())[1],
    "Have the cell hold the second operand instead.",
    "cell.set %c, %a where %c: cell<int>, %a: int",
    operands="cell stored",
    effects=_setting,
)
