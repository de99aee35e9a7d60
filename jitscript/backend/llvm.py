"""The functions of LLVM that the back end calls, bound to the library that llvmlite brings.

llvmlite's own package wraps all of LLVM, which takes longer to import than a kernel takes to
compile; and its functions take turns under one lock. So the library is opened here, and of its
functions only those are bound that a compilation needs. Their shapes are those of the llvmlite
versions that this package admits, which `pyproject.toml` names.

    parse(text)               a `Module` in a context of its own, freed with the object
    target_machine(…)         the code generator for a CPU
    optimise(module, …)       LLVM's pipeline of a level
    emit(module, …)           object file or assembly

LLVM's work runs without the GIL. Modules may be worked on in parallel, each with a target machine
of its own thread.
"""

from __future__ import annotations

import ctypes
import functools
import os
import sys
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint, c_void_p
from typing import Any

from ..runtime import locks

_TEXT_OUT = POINTER(c_char_p)
# Name → result and arguments. Pointers to LLVM's objects are plain addresses here.
_FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "DisposeString": (None, c_char_p),
    "InitializeNativeTarget": (None,),
    "InitializeNativeAsmPrinter": (None,),
    "InitializeAllTargetInfos": (None,),
    "InitializeAllTargets": (None,),
    "InitializeAllTargetMCs": (None,),
    "InitializeAllAsmPrinters": (None,),
    "SetCommandLine": (None, c_char_p, c_char_p),
    "GetProcessTriple": (None, _TEXT_OUT),
    "GetHostCPUName": (None, _TEXT_OUT),
    "GetHostCPUFeatures": (c_int, _TEXT_OUT),
    "ContextCreate": (c_void_p,),
    "ContextDispose": (None, c_void_p),
    "ParseAssembly": (c_void_p, c_void_p, c_char_p, _TEXT_OUT),
    "ParseBitcode": (c_void_p, c_void_p, c_char_p, c_size_t, _TEXT_OUT),
    "LinkModules": (c_int, c_void_p, c_void_p, _TEXT_OUT),
    "ModuleFunctionsIter": (c_void_p, c_void_p),
    "FunctionsIterNext": (c_void_p, c_void_p),
    "DisposeFunctionsIter": (None, c_void_p),
    "GetValueName": (c_char_p, c_void_p),
    "SetLinkage": (None, c_void_p, c_int),
    "IsDeclaration": (c_int, c_void_p),
    "DisposeModule": (None, c_void_p),
    "WriteBitcodeToString": (None, c_void_p, _TEXT_OUT, POINTER(c_size_t)),
    "PrintModuleToString": (None, c_void_p, _TEXT_OUT),
    "GetTargetFromTriple": (c_void_p, c_char_p, _TEXT_OUT),
    "CreateTargetMachine": (
        *(c_void_p, c_void_p, c_char_p, c_char_p, c_char_p),
        *(c_int, c_char_p, c_char_p, c_int, c_int, c_char_p),
    ),
    "CreateTargetMachineData": (c_void_p, c_void_p),
    "CopyStringRepOfTargetData": (None, c_void_p, _TEXT_OUT),
    "DisposeTargetData": (None, c_void_p),
    "TargetMachineEmitToMemory": (c_void_p, c_void_p, c_void_p, c_int, _TEXT_OUT),
    "GetBufferStart": (c_void_p, c_void_p),
    "GetBufferSize": (c_size_t, c_void_p),
    "DisposeMemoryBuffer": (None, c_void_p),
    "CreatePipelineTuningOptions": (c_void_p,),
    "PTOSetLoopVectorization": (None, c_void_p, ctypes.c_bool),
    "PTOSetSLPVectorization": (None, c_void_p, ctypes.c_bool),
    "PTOSetLoopInterleaving": (None, c_void_p, ctypes.c_bool),
    "PTOSetLoopUnrolling": (None, c_void_p, ctypes.c_bool),
    "DisposePipelineTuningOptions": (None, c_void_p),
    "CreatePassBuilder": (c_void_p, c_void_p, c_void_p),
    "DisposePassBuilder": (None, c_void_p),
    # The last is a level of size, which llvmlite before 0.48 takes and later ones do not look at.
    "buildPerModuleDefaultPipeline": (c_void_p, c_void_p, c_uint, c_uint),
    "RunNewModulePassManager": (None, c_void_p, c_void_p, c_void_p),
    "DisposeNewModulePassManger": (None, c_void_p),
    "CreateNewModulePassManager": (c_void_p,),
    "module_AddAlwaysInlinerPass": (None, c_void_p, ctypes.c_bool),
    "module_AddGlobalDCEPass": (None, c_void_p),
    "module_AddSimplifyCFGPass": (None, c_void_p),
}


class LLVMError(RuntimeError):
    """LLVM refuses what it was given."""


_library: Any = None
_opening = threading.Lock()
locks.FORK_LOCKS.append(_opening)
_threads: list[threading.Thread] = []


def library() -> Any:
    """The library, with the functions above as attributes, ready for this machine's CPU."""
    global _library
    if _library is None:
        with _opening:
            if _library is None:
                _library = _open()
    return _library


def prepare(then: Callable[[], object] = lambda: None) -> None:
    """Have the library opened, and `then` done, by another thread, as long as this one has other
    things to do. What fails there fails again where it is needed, and is reported there."""

    def run() -> None:
        with suppress(Exception):
            host_cpu()
            then()

    if _library is None and not _threads:
        thread = threading.Thread(target=run, name="jitscript opens LLVM")
        with suppress(RuntimeError):  # while the interpreter ends, none can be started
            thread.start()
            _threads.append(thread)


def _open() -> Any:
    import llvmlite
    from llvmlite.utils import get_library_name

    path = os.path.join(os.path.dirname(llvmlite.__file__), "binding", get_library_name())
    if sys.platform == "linux":  # opened by a function that lets other threads run meanwhile
        opener = ctypes.CDLL(None).dlopen
        opener.restype, opener.argtypes = c_void_p, (c_char_p, c_int)
        opener(os.fsencode(path), os.RTLD_NOW)
    loaded = ctypes.CDLL(path)
    bound: Any = _Library()
    for name, (result, *arguments) in _FUNCTIONS.items():
        function = loaded[f"LLVMPY_{name}"]
        function.restype, function.argtypes = result, arguments
        setattr(bound, name, function)
    bound.InitializeNativeTarget()
    bound.InitializeNativeAsmPrinter()
    return bound


class _Library:
    """A namespace."""


def _text(function: Any, *arguments: Any) -> str:
    """What a function writes to the string that is its last argument."""
    out = c_char_p()
    function(*arguments, byref(out))
    return _taken(out)


def _taken(out: c_char_p) -> str:
    value = (out.value or b"").decode("utf-8", "replace")
    if out:
        library().DisposeString(out)
    return value


class Module:
    """A module of LLVM. `str` gives its text."""

    __slots__ = ("_free", "context", "pointer")

    def __init__(self, context: int, pointer: int):
        self.context, self.pointer = context, pointer
        self._free = library()

    def __str__(self) -> str:
        return _text(self._free.PrintModuleToString, self.pointer)

    def become(self, text: str) -> None:
        """What `text` describes. Raises LLVMError, as `parse` does."""
        other = parse(text)
        self.context, other.context = other.context, self.context
        self.pointer, other.pointer = other.pointer, self.pointer

    def __del__(self) -> None:
        self._free.DisposeModule(self.pointer)
        self._free.ContextDispose(self.context)


def parse(text: str) -> Module:
    """The module that `text` describes. Raises LLVMError where LLVM cannot read it."""
    llvm = library()
    context, error = llvm.ContextCreate(), c_char_p()
    pointer = llvm.ParseAssembly(context, text.encode(), byref(error))
    message = _taken(error)
    if message or not pointer:
        if pointer:
            llvm.DisposeModule(pointer)
        llvm.ContextDispose(context)
        raise LLVMError(f"LLVM IR parsing error\n{message}")
    return Module(context, pointer)


@functools.cache
def process_triple() -> str:
    return _text(library().GetProcessTriple)


@functools.cache
def host_cpu() -> tuple[str, str]:
    """(name, features) of this machine's CPU, as LLVM calls them."""
    llvm = library()
    return _text(llvm.GetHostCPUName), _text(llvm.GetHostCPUFeatures)


_per_thread = threading.local()


def target_machine(cpu: str, features: str, effort: int, triple_text: str = "") -> int:
    """The target machine for a CPU, position-independent, small model: one for each thread,
    which keeps it (LLVM's own are not for several threads at a time). `triple_text`: of another
    machine than this."""
    kept: dict[tuple[str, ...], int] = _per_thread.__dict__.setdefault("machines", {})
    key = cpu, features, str(effort), triple_text
    if key not in kept:
        if triple_text:
            _all_targets()
        llvm, error = library(), c_char_p()
        triple = (triple_text or process_triple()).encode()
        target = llvm.GetTargetFromTriple(triple, byref(error))
        message = _taken(error)
        if not target:
            raise LLVMError(message)
        wanted = (triple, cpu.encode(), features.encode(), effort, b"pic", b"small", 0, 0, b"")
        kept[key] = llvm.CreateTargetMachine(target, *wanted)
        if not kept[key]:
            raise LLVMError(f"LLVM has no code generator for {triple.decode()}")
    return kept[key]


# Without it NVIDIA's library takes square roots of single precision approximately.
_EXACT_ROOTS = b"-nvvm-reflect-add=__CUDA_PREC_SQRT=1"


@functools.cache
def _all_targets() -> None:
    llvm = library()
    llvm.SetCommandLine(b"jitscript", _EXACT_ROOTS)
    llvm.InitializeAllTargetInfos()
    llvm.InitializeAllTargets()
    llvm.InitializeAllTargetMCs()
    llvm.InitializeAllAsmPrinters()


_INTERNAL = 8  # LLVM's number of that linkage


def link(module: Module, bitcode: bytes) -> None:
    """Add a module of bitcode."""
    llvm, error = library(), c_char_p()
    other = llvm.ParseBitcode(module.context, bitcode, len(bitcode), byref(error))
    message = _taken(error)
    if not other:
        raise LLVMError(f"LLVM bitcode error\n{message}")
    if llvm.LinkModules(module.pointer, other, byref(error)):
        raise LLVMError(f"LLVM cannot link the library's bitcode: {_taken(error)}")


def hide(module: Module, prefix: str, but: Collection[str] = ()) -> None:
    """Let nobody else see the module's functions that begin with `prefix`."""
    llvm = library()
    functions = llvm.ModuleFunctionsIter(module.pointer)
    try:
        while function := llvm.FunctionsIterNext(functions):
            name = (llvm.GetValueName(function) or b"").decode()
            seen = not name.startswith(prefix) or name in but
            if not seen and not llvm.IsDeclaration(function):
                llvm.SetLinkage(function, _INTERNAL)
    finally:
        llvm.DisposeFunctionsIter(functions)


def bitcode_of(module: Module) -> bytes:
    llvm, out, size = library(), c_char_p(), c_size_t()
    llvm.WriteBitcodeToString(module.pointer, byref(out), byref(size))
    try:
        return ctypes.string_at(out, size.value)
    finally:
        llvm.DisposeString(out)


def drop_unused(module: Module, machine: int) -> None:
    """Remove functions that nobody calls: before the pipeline, which would work on them first."""
    llvm = library()
    options = llvm.CreatePipelineTuningOptions()
    builder = llvm.CreatePassBuilder(machine, options)
    passes = llvm.CreateNewModulePassManager()
    try:
        llvm.module_AddGlobalDCEPass(passes)
        llvm.RunNewModulePassManager(passes, module.pointer, builder)
    finally:
        llvm.DisposeNewModulePassManger(passes)
        llvm.DisposePassBuilder(builder)
        llvm.DisposePipelineTuningOptions(options)


def data_layout(machine: int) -> str:
    llvm = library()
    data = llvm.CreateTargetMachineData(machine)
    try:
        return _text(llvm.CopyStringRepOfTargetData, data)
    finally:
        llvm.DisposeTargetData(data)


TIDY = -1  # an effort: what is marked so is inlined, blocks are joined and tests made switches


def optimise(module: Module, machine: int, effort: int, widened: bool = False) -> None:
    """Run LLVM's pipeline of a level on `module`, in place. `widened`: what the vectoriser has put
    calls of is inlined then."""
    llvm = library()
    options = llvm.CreatePipelineTuningOptions()
    llvm.PTOSetLoopVectorization(options, effort > 0)
    llvm.PTOSetSLPVectorization(options, effort > 1)
    llvm.PTOSetLoopInterleaving(options, effort > 1)
    llvm.PTOSetLoopUnrolling(options, effort > 0)
    builder = llvm.CreatePassBuilder(machine, options)
    if effort == TIDY:
        passes = llvm.CreateNewModulePassManager()
        llvm.module_AddAlwaysInlinerPass(passes, False)
        llvm.module_AddSimplifyCFGPass(passes)
    else:
        passes = llvm.buildPerModuleDefaultPipeline(builder, effort, 0)
    try:
        llvm.RunNewModulePassManager(passes, module.pointer, builder)
        if widened:
            llvm.DisposeNewModulePassManger(passes)
            passes = llvm.CreateNewModulePassManager()
            llvm.module_AddAlwaysInlinerPass(passes, False)
            llvm.RunNewModulePassManager(passes, module.pointer, builder)
    finally:
        llvm.DisposeNewModulePassManger(passes)
        llvm.DisposePassBuilder(builder)
        llvm.DisposePipelineTuningOptions(options)


def emit(module: Module, machine: int, assembly: bool = False) -> bytes:
    """The object file of `module`, or its assembly."""
    llvm, error = library(), c_char_p()
    buffer = llvm.TargetMachineEmitToMemory(machine, module.pointer, not assembly, byref(error))
    message = _taken(error)
    if not buffer:
        raise LLVMError(message)
    try:
        return ctypes.string_at(llvm.GetBufferStart(buffer), llvm.GetBufferSize(buffer))
    finally:
        llvm.DisposeMemoryBuffer(buffer)
