"""Which parameters a function may write through, for the border's test of read-only arrays.

Not handled: two parameters that the caller makes one; each is asked for itself.

func @f(%a: array<f64, 1>, %b: array<f64, 1>) -> none [export=True, writes=[1]]
"""

from __future__ import annotations

from ..analysis.callgraph import CallGraph
from ..analysis.writes import summaries_of
from ..core import Module


def params(module: Module) -> None:
    found = summaries_of(module, CallGraph(module))
    for name, function in module.functions.items():
        function.attrs["writes"] = found[name].written
