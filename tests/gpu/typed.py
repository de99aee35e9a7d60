"""One function as kernels of several types."""

from __future__ import annotations

import types
from typing import Any


def typed(function: Any, **annotations: Any) -> Any:
    """The function with these annotations of its parameters."""
    made = types.FunctionType(function.__code__, function.__globals__, function.__name__)
    made.__annotations__ = {**annotations, "return": None}
    made.__module__, made.__qualname__ = function.__module__, function.__qualname__
    return made
