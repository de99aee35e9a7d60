"""How the lowering of something may end: with a value, an error, somewhere else, or never."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from ..diagnostics import Diagnostic, Span
from ..ir.core import Region, Value
from .emitter import Static


class Failed(Exception):
    """The statement cannot be compiled; carries the error."""

    def __init__(self, diagnostic: Diagnostic):
        super().__init__(diagnostic.title)
        self.diagnostic = diagnostic


class Poisoned(Exception):
    """Something here depends on an earlier error; nothing more is said about it."""


class Dead(Exception):
    """Control does not come here: the code before always leaves."""


class Poison:
    """What a local holds after a failed assignment. `reason` is reported where it is read."""

    __slots__ = ("reason",)

    def __init__(self, reason: Callable[[Span], Diagnostic] | None = None):
        self.reason = reason


POISON = Poison()
Held = Value | Static | Poison
Env = dict[str, Held]


class Edge:
    """A way into or out of a loop, or out of a branch: the end of a region, and what holds
    there."""

    __slots__ = ("env", "region", "span")

    def __init__(self, region: Region, env: Env, span: Span):
        self.region, self.env, self.span = region, env, span


class Loop:
    """A loop being lowered: the edges that `continue` and `break` make."""

    __slots__ = ("breaks", "continues")

    def __init__(self) -> None:
        self.continues: list[Edge] = []
        self.breaks: list[Edge] = []


class Return:
    """A `return` being lowered: the region that it ends, its value, and what holds there."""

    __slots__ = ("env", "region", "span", "value")

    def __init__(self, region: Region, value: Value, span: Span, env: Env):
        self.region, self.value, self.span, self.env = region, value, span, env


class Shadow(Protocol):
    """Who is to know what a local is bound to: a `try`, whose handler may read it."""

    def note(self, f: Any, held: Held | None) -> None: ...


def outer(name: str) -> str:
    """What a local of a loop's function is called in the environment of the generator that the loop
    goes through."""
    return f"{name}.outer"
