"""What calls do is written on them, so that passes need not know the callee.

Before:
    %r = call @norm(%a) : float
After:
    %r = call @norm(%a, effects="reads(array) exits") : float

Later passes may only take effects away from a function; polls, which come later, are counted
before they are there. See `analysis/effects.py` for what is not handled.
"""

from __future__ import annotations

from ..analysis.callgraph import CallGraph
from ..analysis.effects import summaries_of
from ..core import Module


def effects(module: Module) -> None:
    graph = CallGraph(module)
    if graph.calls:
        summaries_of(module, graph)
