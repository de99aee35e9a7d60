"""The errors of one compilation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Diagnostic


class Errors:
    """What has been reported. A function whose head has errors is asked for again and again, and
    told of once, unless what was said of it has been forgotten."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._heads: dict[Any, int] = {}  # functions, and where their errors begin

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def report_head(self, fn: Any, found: Sequence[Diagnostic]) -> None:
        """The errors of the head of a function, or of the nested one at a node."""
        if fn not in self._heads:
            self._heads[fn] = len(self.diagnostics)
            self.diagnostics += found

    def forget(self, start: int) -> None:
        """All but the first so many errors."""
        del self.diagnostics[start:]
        self._heads = {fn: at for fn, at in self._heads.items() if at < start}
