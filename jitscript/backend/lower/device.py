"""What only kernels do: threads, barriers, atomics, memory of their own. The targets know how."""

from __future__ import annotations

from typing import Any

from ...ir.core import Op
from ...ir.optable import TABLE
from .function import FunctionLowering


def lower(f: FunctionLowering, op: Op) -> None:
    f.target.device(f, op)


EMIT: dict[str, Any] = {name: lower for name, info in TABLE.items() if info.subject == "device"}
