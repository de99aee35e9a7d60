"""The order of the passes, as data. A pass is a function of a module, or an object that is called
as one and whose fields are its options.

`run(module, level=…)` applies the list of a level in place; `trace(name, module)` is called after
each pass, for `JITSCRIPT_PRINT=passes`. Every list ends with the passes without which a module
cannot be compiled: expansion, polls, facts for the border, reference counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..core import Module
from .canonicalize import canonicalize
from .cse import cse
from .dce import dce
from .effects import effects
from .expand import expand
from .fuse import fuse
from .hoist_checks import HoistChecks
from .inline import Inline
from .late import late
from .licm import licm
from .params import params
from .poll import Poll
from .ranges import ranges
from .refcount import refcount
from .speculate import Speculate
from .split import Split
from .sroa import sroa
from .trust import trust
from .unroll import Unroll
from .widen import Widen
from .writeable import writeable

Pass = Callable[[Module], Any]

# Named tuples are callable, though mypy does not see it.
PASSES: dict[str, Pass] = {
    "expand": expand,
    "fuse": fuse,
    "inline": Inline(),  # type: ignore[dict-item]
    "sroa": sroa,
    "effects": effects,
    "writeable": writeable,
    "canonicalize": canonicalize,
    "cse": cse,
    "dce": dce,
    "licm": licm,
    "ranges": ranges,
    "hoist_checks": HoistChecks(),  # type: ignore[dict-item]
    "speculate": Speculate(),  # type: ignore[dict-item]
    "late": late,
    "trust": trust,
    "widen": Widen(),  # type: ignore[dict-item]
    "unroll": Unroll(),  # type: ignore[dict-item]
    "split": Split(),  # type: ignore[dict-item]
    "params": params,
    "poll": Poll(),  # type: ignore[dict-item]
    "refcount": refcount,
}

LEVELS: dict[int, tuple[str, ...]] = {
    0: ("expand", "writeable", "split", "params", "poll", "refcount"),
    1: (
        "fuse",
        "expand",
        "inline",
        "sroa",
        "effects",
        "writeable",
        "canonicalize",
        "cse",
        "licm",
        "cse",
        "ranges",
        "canonicalize",
        "licm",
        "hoist_checks",
        "speculate",
        "cse",
        "dce",
        "late",
        "split",
        "params",
        "poll",
        "refcount",
    ),
}
DEFAULT_LEVEL = 1


def named(text: str) -> Pass:
    """The pass of that name, with other options where they are given: `inline(small=0,once=0)`."""
    name, _, options = text.rstrip(")").partition("(")
    found: Any = PASSES[name]
    pairs = [option.split("=") for option in options.split(",") if option]
    return found._replace(**{key: int(value) for key, value in pairs}) if pairs else found


def run(
    module: Module,
    options: Any = None,
    *,
    level: int | None = None,
    passes: Sequence[str] | None = None,
    trace: Callable[[str, Module], None] | None = None,
) -> None:
    """Optimise `module` in place. `level` is a key of `LEVELS`; without it, `options.level` or
    the default counts. `passes`: these instead, as a target orders them."""
    if level is None:
        level = getattr(options, "level", None)
    if level is None:
        level = DEFAULT_LEVEL
    for name in LEVELS[min(level, max(LEVELS))] if passes is None else passes:
        named(name)(module)
        if trace is not None:
            trace(name, module)
