"""Texts of instances whose base has none of its own."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


class Expr:
    pass


@dataclass
class Number(Expr):
    value: float

    def __str__(self):
        return f"{self.value:g}"


@dataclass
class Binary(Expr):
    op: str
    left: Expr
    right: Expr

    def __str__(self):
        return f"({self.left} {self.op} {self.right})"


def tree(x: float) -> Expr:
    return Binary("+", Number(x), Binary("*", Number(2.0), Number(3.0)))


@script
def shown(x: float) -> tuple[str, str, str]:
    e = tree(x)
    return str(e), repr(e), f"{e!r:>60}"


@script
def each(x: float) -> list[str]:
    found: list[Expr] = [Number(x), tree(x)]
    return [str(e) for e in found] + [f"{found[0]}"]


CASES = {"shown": [(1.5,), (-0.0,)], "each": [(2.0,)]}
