"""The errors of one compilation."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Diagnostic
from .outcomes import Poisoned


class Errors:
    """What has been reported. Each is told of once, however often it is reported."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def report(self, *found: Diagnostic) -> None:
        self.diagnostics += found

    def require(self, instance: Any) -> None:
        """What needs an instance that has errors has them, too: they were reported when it was
        lowered, but may have been forgotten since."""
        if instance.errors:
            self.report(*instance.errors)
            raise Poisoned

    def forget(self, start: int) -> None:
        """All but the first so many errors."""
        del self.diagnostics[start:]
