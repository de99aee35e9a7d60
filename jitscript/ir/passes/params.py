"""Which parameters a function may write through, for the border's test of read-only arrays.

func @f(%a: array<f64, 1>, %b: array<f64, 1>) -> none [export=True, writes=[1]]
"""

from __future__ import annotations

from ..analysis.callgraph import CallGraph
from ..analysis.writes import written_params
from ..core import Module


def params(module: Module) -> None:
    found = written_params(module, CallGraph(module))
    for name, written in found.items():
        module.functions[name].attrs["writes"] = written
