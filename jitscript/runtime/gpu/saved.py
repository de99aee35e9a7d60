"""Kernels of a module file: PTX that the driver compiles for its device."""

from __future__ import annotations

import sys
from functools import partial

from .. import native
from . import entry
from .architectures import fitting
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


_images: list[native.Image] = []


class SavedProvider(Provider):
    """Code from a module file."""

    def __init__(self, archive: Archive, kernel: dict[str, Any]):
        self._archive, self._kernel = archive, kernel

    def signature(self) -> dict[str, Any]:
        return self._kernel

    def code(self, machine: Machine, variant: str) -> tuple[bytes, dict[str, Any]]:
        if machine.kind == "ptx":
            facts = self._kernel["variants"][variant]
            cubins = facts.get("cubins", {})
            arch = fitting(cubins, machine.arch) if cubins else None
            return self._archive.read(cubins[arch] if arch else facts["path"]), facts
        if recompile is None:
            raise CudaUnavailable(
                "a module file has kernels as PTX; the CPU grid compiles them from the IR: import "
                "jitscript.cuda, with the package jitscript installed"
            )
        return recompile(self._archive, self._kernel, variant)

    def text(self, stage: str) -> str:
        if stage == "ptx":
            return self._archive.text(self._kernel["variants"]["contiguous"]["path"])
        if stage == "math":
            return str(self._kernel["variants"]["contiguous"].get("math", ""))
        if stage == "ir":
            return self._archive.text(self._kernel["ir"])
        raise AttributeError(f"a module file holds no {stage}; it is there where the compiler is")


def _launching(code: bytes, path: str) -> int:
    """The address of the entry of launches that a module file has."""
    try:
        load = native.load_object if path.endswith(".o") else native.load_shared
        image = load(code)
        _images.append(image)  # for as long as the process lives
        return image.symbol(entry.SYMBOL)
    except native.ImageError:
        return 0


def load_kernels(archive: Archive, kernels: Any) -> dict[str, Kernel]:
    """The kernels of a module file, by name."""
    about = archive.manifest.get("launching", {})
    here = about.get("path", "").startswith(f"native/{native.machine()}-{sys.platform}/")
    if here and about["abi"] == entry.identity():
        entry.offer(partial(_launching, archive.read(about["path"]), about["path"]))
    return {k["name"]: Kernel(k, SavedProvider(archive, k)) for k in kernels}
