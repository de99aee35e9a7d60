"""What `contextlib.contextmanager` made of a generator function."""

from __future__ import annotations

import contextlib
import types as pytypes
from typing import Any


def _no_generator() -> Any:
    yield


_HELPER = contextlib.contextmanager(_no_generator).__code__  # one for all that it decorates


def generator_of_manager(fn: Any) -> Any:
    """The generator function inside what `contextlib.contextmanager` made; None for all others."""
    if getattr(fn, "__code__", None) is not _HELPER:
        return None
    made = fn.__wrapped__
    return made if isinstance(made, pytypes.FunctionType) else None
