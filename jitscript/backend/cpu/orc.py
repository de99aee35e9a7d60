"""Loading an object file through LLVM's own linker.

The way out for platforms whose object format the runtime does not load itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import machine


class Image:
    """An object in memory: the addresses of its symbols, alive as long as this is."""

    __slots__ = ("_jit", "_tracker", "symbols")

    def __init__(self, jit: Any, tracker: Any, symbols: dict[str, int]):
        self._jit, self._tracker = jit, tracker
        self.symbols = symbols


def load(code: bytes, symbols: Sequence[str], name: str = "jitscript") -> Image:
    """Link the object `code` into this process and find `symbols` in it."""
    llvm = machine.binding()
    jit = llvm.create_lljit_compiler(machine.machine(None, 2), use_jit_link=False)
    builder = llvm.JITLibraryBuilder().add_object_img(code).add_current_process()
    for symbol in symbols:
        builder.export_symbol(symbol)
    tracker = builder.link(jit, name)
    return Image(jit, tracker, {symbol: tracker[symbol] for symbol in symbols})
