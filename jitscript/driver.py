"""Where the stages meet: Python function → IR → passes → machine code, and modules → file.

    lower      front end: source to typed IR (every error of the function, located)
    optimise   the passes, in the pipeline's order
    emit       back end: one object file with the function's entry points

`compile_function` does all three for one layout variant of one function. Nothing here keeps
state: the callable's provider (`jit.py`) decides when to compile and what to remember.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from . import frontend
from .backend import cpu
from .ir.core import Module
from .ir.passes import pipeline
from .ir.printer import print_module
from .runtime.callable import CONTIGUOUS


class Compiled:
    """One variant of one function, compiled: its object code, signature and texts."""

    __slots__ = ("emitted", "module", "signature")

    def __init__(self, module: Module, signature: dict[str, Any], emitted: cpu.CompiledObject):
        self.module = module
        self.signature = signature
        self.emitted = emitted

    @property
    def object(self) -> bytes:
        """The relocatable object file."""
        return self.emitted.object

    def text(self, stage: str) -> str:
        """The function at a stage: "ir", "llvm" or "asm"."""
        if stage == "ir":
            return print_module(self.module)
        return str(getattr(self.emitted, stage))


def check(function: Any) -> bool:
    """Type-check `function`; names that are not defined yet are left for the first use, and the
    result says whether there were none. Raises CompileError with every error found.
    """
    return not frontend.lower_function(function, check_only=True).postponed


def compile_function(function: Any, kind: str, level: str = "native") -> Compiled:
    """Compile the `kind` variant (contiguous or strided arguments) of a Python function.

    `level` names the CPU: "native" for this machine, or a level such as "x86-64-v3".
    Raises CompileError with every error found.
    """
    lowered = frontend.lower_function(function)
    entry = lowered.module.functions[lowered.entry]
    entry.attrs["export"] = True
    if kind == CONTIGUOUS:
        entry.attrs["contiguous"] = True
    pipeline.run(lowered.module, trace=_tracer())
    signature = {**lowered.signature, **facts(entry)}
    emitted = cpu.compile(lowered.module, [signature], level=level)
    return Compiled(lowered.module, signature, emitted)


def facts(entry: Any) -> dict[str, Any]:
    """What the passes found out about a function that its border needs to know."""
    return {
        "writes": list(entry.attrs.get("writes", ())),
        "loops": bool(entry.attrs.get("loops")),
        "recursive": bool(entry.attrs.get("recursive")),
    }


def _tracer() -> Any:
    """Prints the module after each pass where JITSCRIPT_PRINT asks for it."""
    if "passes" not in os.environ.get("JITSCRIPT_PRINT", "").split(","):
        return None

    def trace(name: str, module: Module) -> None:
        print(f"; after {name}\n{print_module(module)}", file=sys.stderr)

    return trace




def save(path: str | os.PathLike[str], functions: dict[str, Any]) -> None:
    """Write scripted functions to a module file: code for this machine's target at the portable
    CPU levels, IR, C header, constants and sources. See `jitscript.save` for the errors."""
    target = f"{native.machine()}-{sys.platform}"
    levels = [name for name in archive.cpu_levels() if name in SAVED_LEVELS]
    module, signatures = _merge(functions)
    library = {}
    for level in levels or ["generic"]:
        emitted = cpu.compile(module, signatures, level=level)
        library[target, level] = link(emitted.object, target, target)
    described = [
        (s, [p.type for p in module.functions[s["name"]].params], module.functions[s["name"]].result)
        for s in signatures
    ]
    stem = os.path.splitext(os.path.basename(os.fspath(path)))[0]
    pack.write(
        path,
        pack.module_file(
            __version__,
            signatures,
            library,
            print_module(module, inline_limit=0),
            header(stem, described),
            module.constants,
            module.sources,
        ),
    )
