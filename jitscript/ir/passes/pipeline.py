"""The order of the passes, as data.

`run(module, level=…)` applies the list of a level in place; `trace(name, module)` is called after
each pass, for `JITSCRIPT_PRINT=passes`. Every list ends with the passes without which a module
cannot be compiled: expansion, polls, facts for the border, reference counts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core import Module
from .canonicalize import canonicalize
from .cse import cse
from .dce import dce
from .expand import expand
from .hoist_checks import hoist_checks
from .inline import inline
from .licm import licm
from .params import params
from .poll import poll
from .ranges import ranges
from .refcount import refcount
from .speculate import speculate

Pass = Callable[[Module], Any]

PASSES: dict[str, Pass] = {
    "expand": expand,
    "inline": inline,
    "canonicalize": canonicalize,
    "cse": cse,
    "dce": dce,
    "licm": licm,
    "ranges": ranges,
    "hoist_checks": hoist_checks,
    "speculate": speculate,
    "params": params,
    "poll": poll,
    "refcount": refcount,
}

LEVELS: dict[int, tuple[str, ...]] = {
    0: ("expand", "params", "poll", "refcount"),
    1: (
        "expand",
        "inline",
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
        "params",
        "poll",
        "refcount",
    ),
}
DEFAULT_LEVEL = 1


def run(
    module: Module,
    options: Any = None,
    *,
    level: int | None = None,
    trace: Callable[[str, Module], None] | None = None,
) -> None:
    """Optimise `module` in place. `level` is a key of `LEVELS`; without it, `options.level` or
    the default counts."""
    if level is None:
        level = getattr(options, "level", None)
    if level is None:
        level = DEFAULT_LEVEL
    for name in LEVELS[min(level, max(LEVELS))]:
        PASSES[name](module)
        if trace is not None:
            trace(name, module)
