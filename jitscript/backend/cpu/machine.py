"""LLVM for a CPU: the target machine of the host or of a named level, optimisation, emission.

LLVM is loaded here only, on first use: a program that comes from the cache never needs it.
"""

from __future__ import annotations

import functools
import os

from ...runtime import native
from .. import llvm
from ..switches import switched
from . import splats

NATIVE = "native"  # this machine's CPU, with all it has
# Code of an archive runs on more machines than the one that compiled it.
LEVELS = {
    "x86-64": "x86-64",
    "x86-64-v2": "x86-64-v2",
    "x86-64-v3": "x86-64-v3",
    "x86-64-v4": "x86-64-v4",
    "generic": "generic",
}


def machine(level: str, effort: int) -> int:
    """This thread's target machine for `level` (`NATIVE`: this CPU)."""
    cpu, features = llvm.host_cpu() if level == NATIVE else (LEVELS[level], "")
    return llvm.target_machine(cpu, features, effort)


def usual_effort() -> int:
    """LLVM's level for a program's own code and the library's."""
    return 0 if "unoptimised" in os.environ.get("JITSCRIPT_CHECK", "").split(",") else 2


@functools.cache
def header(level: str) -> str:
    """The lines every module starts with."""
    layout = llvm.data_layout(machine(level, 2))
    return f'target datalayout = "{layout}"\ntarget triple = "{llvm.process_triple()}"'


parse = llvm.parse


def fused_bits(level: str) -> int:
    """The size of the widest vectors for which the CPU has fused multiply-add; 0: it has none."""
    if native.machine() != "x86_64":
        return 128
    if level != NATIVE:
        return {"x86-64-v3": 256, "x86-64-v4": 512}.get(level, 0)
    features = llvm.host_cpu()[1].split(",")
    return 0 if "+fma" not in features else 512 if "+avx512dq" in features else 256


def optimise(module: llvm.Module, level: str, effort: int, widened: bool = False) -> None:
    """Run LLVM's pipeline on `module`, in place."""
    with switched(True):
        _optimise(module, level, max(effort, 0), effort, widened)


def _optimise(module: llvm.Module, level: str, of: int, effort: int, widened: bool) -> None:
    llvm.optimise(module, machine(level, of), effort, widened)
    if widened and effort > 0 and fused_bits(level) == splats.WIDTH:
        module.become(splats.in_memory(str(module)))


def emit(module: llvm.Module, level: str, effort: int) -> bytes:
    """The object file of `module`."""
    with switched(True):
        return llvm.emit(module, machine(level, effort))


def compiled(
    module: llvm.Module, level: str, effort: int, emits: int, widened: bool = False
) -> bytes:
    """The object file of `module`, after LLVM's pipeline of level `effort`; `emits` is the level of
    the code generator."""
    with switched(True):
        _optimise(module, level, effort, effort, widened)
        return llvm.emit(module, machine(level, emits))


def assembly(module: llvm.Module, level: str, effort: int) -> str:
    with switched(True):
        return llvm.emit(module, machine(level, effort), assembly=True).decode()
