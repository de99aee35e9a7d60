"""What swarm programs are made of: one row for each way to make a value, a statement or a loop.

A row is (feature, template). In a template `{int}` is an expression of that kind, `{int!}` a
variable or a constant, `{int?}` a variable (without one the row is left out), `{#}` an int constant
and `{:}` a slice. A program uses the features that its seed has drawn; what is used is counted.
"""

from __future__ import annotations

import grammar_arrays
import grammar_containers
import grammar_evaluated
import grammar_scalars
import grammar_statements
from grammar_evaluated import DEFINED
from grammar_scalars import Row
from grammar_statements import ROUNDS, USES

EXPRESSIONS: dict[str, list[Row]] = {}
for _part in (grammar_scalars, grammar_containers, grammar_arrays, grammar_evaluated):
    for _kind, _rows in _part.EXPRESSIONS.items():
        EXPRESSIONS.setdefault(_kind, []).extend(_rows)
CHANGES = [*grammar_statements.CHANGES, *grammar_evaluated.CHANGES]

SLICES = (
    "1:", ":-1", "::2", "::-1", ":", "2:9", "-2:", "::-2", "3:0:-1", "1:1", ":{#}", "{#}:",
    "{int!}:", ":{int!}", "{int!}:{int!}", "::{int!}", "{int!}:{int!}:{#}",
)  # fmt: skip


__all__ = ["CHANGES", "DEFINED", "EXPRESSIONS", "ROUNDS", "SLICES", "USES", "Row"]
