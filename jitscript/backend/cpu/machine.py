"""LLVM for a CPU: the target machine of the host or of a named level, optimisation, emission.

llvmlite is imported here only, on first use: a program that comes from the cache never needs it.
"""

from __future__ import annotations

import functools
import os
import threading
from typing import Any

NATIVE = "native"  # this machine's CPU, with all it has
# Code of an archive runs on more machines than the one that compiled it.
LEVELS = {
    "x86-64": "x86-64",
    "x86-64-v2": "x86-64-v2",
    "x86-64-v3": "x86-64-v3",
    "x86-64-v4": "x86-64-v4",
    "generic": "generic",
}
LOCK = threading.Lock()  # the switches of LLVM are the process's


def _new_lock() -> None:
    """A forked child must not wait for a compilation that only its parent runs."""
    global LOCK
    LOCK = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_new_lock)


@functools.cache
def binding() -> Any:
    """llvmlite.binding, initialised for this machine."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm


@functools.cache
def host_cpu() -> tuple[str, str]:
    """(name, features) of this machine's CPU, as LLVM calls them."""
    llvm = binding()
    return llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()


@functools.cache
def machine(level: str, effort: int) -> Any:
    """The target machine for `level` (`NATIVE`: this CPU), position-independent, small model."""
    llvm = binding()
    cpu, features = host_cpu() if level == NATIVE else (LEVELS[level], "")
    target = llvm.Target.from_triple(llvm.get_process_triple())
    return target.create_target_machine(
        cpu=cpu, features=features, opt=effort, reloc="pic", codemodel="small"
    )


def header(level: str) -> str:
    """The lines every module starts with."""
    found = machine(level, 2)
    return f'target datalayout = "{found.target_data}"\ntarget triple = "{found.triple}"'


def parse(text: str) -> Any:
    """LLVM's module for `text`, in a context of its own."""
    llvm = binding()
    return llvm.parse_assembly(text, llvm.create_context())


def emit(module: Any, level: str, effort: int, assembly: bool = False) -> Any:
    """The object file of `module` (bytes), or its assembly (text).

    Loop strength reduction is switched off meanwhile: it takes half of the time of code generation
    and made no kernel faster. The switch is LLVM's own, so others in the process get it back.
    """
    llvm, found = binding(), machine(level, effort)
    llvm.set_option("jitscript", "-disable-lsr=true")
    try:
        return found.emit_assembly(module) if assembly else found.emit_object(module)
    finally:
        llvm.set_option("jitscript", "-disable-lsr=false")


def optimise(module: Any, level: str, effort: int) -> None:
    """Run LLVM's pipeline on `module`, in place."""
    llvm = binding()
    options = llvm.create_pipeline_tuning_options(effort)
    options.loop_vectorization = effort > 1
    options.slp_vectorization = effort > 1
    options.loop_interleaving = effort > 1
    options.loop_unrolling = effort > 0
    builder = llvm.create_pass_builder(machine(level, effort), options)
    builder.getModulePassManager().run(module, builder)
