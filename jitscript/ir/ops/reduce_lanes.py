"""Totals of a run of floats that are found in any order, or one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..types import I64, INT, U32
from .build import choice, counted, repeated, when

LANES = 16  # totals side by side
INFINITE = 0x7F800000  # the bits of an infinite single; those of what is no number are greater
# Whether the first of two numbers is to stay, where one that is none makes the total none.
_NUMBERS = {"maximum": "gt", "minimum": "lt"}


def in_lanes(b: Any, r: Any, rows: Sequence[Any], n: Any, begun: Any) -> Any:
    """One after the other; where the order does not matter and there are many, row by row into a
    row of totals, which makes vector code."""

    def one_by_one(b: Any) -> list[Any]:
        return counted(b, n, [begun], lambda b, i, t: [r.taken(b, t, r.at(b, rows, i))])

    if not r.free:
        return one_by_one(b)[0]
    if r.name in _NUMBERS and r.total.bits in (32, 64):
        return _of_numbers(b, r, rows, n, begun)

    def in_rows(b: Any) -> list[Any]:
        width, main = b.const(LANES, INT), b.emit("and", n, b.const(-LANES, INT))
        totals = b.emit("array.alloc", width, dtype=r.total, zero=False)

        def fill(b: Any, k: Any) -> list[Any]:
            b.op("array.store", totals, k, begun)
            return []

        def row(b: Any, i: Any) -> list[Any]:
            def take(b: Any, k: Any) -> list[Any]:
                x = r.at(b, rows, b.emit("add", i, k))
                b.op("array.store", totals, k, r.taken(b, b.emit("array.load", totals, k), x))
                return []

            counted(b, width, [], take)
            return []

        def joined(b: Any, k: Any, total: Any) -> list[Any]:
            return [r.taken(b, total, b.emit("array.load", totals, k))]

        def tail(b: Any, i: Any, total: Any) -> list[Any]:
            return [r.taken(b, total, r.at(b, rows, i))]

        counted(b, width, [], fill)
        counted(b, main, [], row, step=LANES)
        return counted(b, n, counted(b, width, [begun], joined), tail, start=main)

    return choice(b, b.emit("lt", n, b.const(LANES, INT)), one_by_one, in_rows)[0]


def _of_numbers(b: Any, r: Any, rows: Sequence[Any], n: Any, begun: Any) -> Any:
    """The greatest or least of numbers, which makes vector code; if one is none, the first such.

    Whether there is one is told by an integer as wide as the elements: how many there are, which
    cannot wrap, or of singles the greatest pattern of bits without the sign."""
    single = r.total.bits == 32

    def body(b: Any, i: Any, total: Any, odd: Any) -> list[Any]:
        x = r.at(b, rows, i)
        better = b.emit(_NUMBERS[r.name], total, x)
        total = b.emit("select", better, total, x, loose=True)
        return [total, noted(b, odd, x)]

    def noted(b: Any, odd: Any, x: Any) -> Any:
        if not single:
            return b.emit("add", odd, b.emit("cast", b.emit("ne", x, x), to=I64))
        bits = b.emit("bitcast", x, to=U32)
        bits = b.emit("add", bits, bits)
        return b.emit("select", b.emit("gt", odd, bits), odd, bits)

    def first(b: Any) -> list[Any]:
        def seek(b: Any, loop: Any, i: Any, x: Any) -> None:
            odd = b.emit("ne", x, x)
            when(b, odd, lambda b: b.op("break", x, target=loop))
            b.op("continue", b.emit("add", i, b.const(1, INT)), r.at(b, rows, i), target=loop)

        return repeated(b, [b.const(0, INT), begun], [r.total], seek)

    none = b.const(0, U32 if single else I64)
    most = b.const(2 * INFINITE, U32) if single else none
    total, odd = counted(b, n, [begun, noted(b, none, begun)], body)
    return choice(b, b.emit("le", odd, most), lambda b: [total], first)[0]
