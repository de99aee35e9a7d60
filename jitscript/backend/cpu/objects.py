"""Instances of scripted classes at the border."""

from __future__ import annotations

from collections.abc import Sequence

from ...ir.types import Object, Type
from .code import Code


class Session:
    """The conversions of one call. Inactive while no type has instances in it."""

    def __init__(self, c: Code, types: Sequence[Type], result: Type):
        self.c = c
        self.active = False

    def unboxed(self, reader: str, t: Type, owners: str, argument: object) -> str:
        raise AssertionError("no conversion is under way")

    def after_call(self, values: Sequence[str]) -> None:
        """Write changes back to the caller's objects."""

    def finish(self, values: Sequence[str]) -> None:
        """Give back what the arguments own."""

    def check(self, made: str) -> None:
        """Fail when writing back failed."""


def unbox_object(c: Code, t: Object) -> None:
    c.line("br label %mismatch")


def box_object(c: Code, t: Object) -> None:
    c.line("ret ptr null")
