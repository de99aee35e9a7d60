"""Kernels of a module file: PTX that the driver compiles for its device."""

from __future__ import annotations

from .errors import CudaUnavailable
from .kernels import Kernel, Provider

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..archive import Archive
    from .machine import Machine

# Set by the compiler: code for the CPU grid, made from a kernel's IR, and the facts about it.
recompile: Callable[[Archive, dict[str, Any], str], tuple[bytes, dict[str, Any]]] | None = None


class SavedProvider(Provider):
    """Code from a module file."""

    def __init__(self, archive: Archive, kernel: dict[str, Any]):
        self._archive, self._kernel = archive, kernel

    def signature(self) -> dict[str, Any]:
        return self._kernel

    def code(self, machine: Machine, variant: str) -> tuple[bytes, dict[str, Any]]:
        if machine.kind == "ptx":
            facts = self._kernel["variants"][variant]
            return self._archive.read(facts["path"]), facts
        if recompile is None:
            raise CudaUnavailable(
                "a module file has kernels as PTX; the CPU grid compiles them from the IR: import "
                "jitscript.cuda, with the package jitscript installed"
            )
        return recompile(self._archive, self._kernel, variant)

    def text(self, stage: str) -> str:
        if stage == "ptx":
            return self._archive.text(self._kernel["variants"]["contiguous"]["path"])
        if stage == "ir":
            return self._archive.text(self._kernel["ir"])
        raise AttributeError(f"a module file holds no {stage}; it is there where the compiler is")


def load_kernels(archive: Archive, kernels: Any) -> dict[str, Kernel]:
    """The kernels of a module file, by name."""
    return {k["name"]: Kernel(k, SavedProvider(archive, k)) for k in kernels}
