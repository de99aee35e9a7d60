"""Hashes: of the content of files and entries, which they tell apart and prove whole."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def digest(data: bytes) -> bytes:
    """A 32-byte hash of `data`."""
    return bytes(hasher(data).digest())


def hasher(data: bytes = b"") -> Any:
    """A hash that takes more data: `update`, `digest`, `copy`."""
    try:
        from _blake2 import blake2b  # a third of the import time of hashlib
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=32)
