"""Kernels for NVIDIA's processors: IR → LLVM's NVPTX back end → PTX.

    target.py         what the lowering asks: registers, barriers, warps, atomics, errors
    tools.py          ptxas and nvdisasm, where they are
    libdevice.py      NVIDIA's mathematical functions
    parts.py          functions that kernels share, compiled once

`compile` is the face. It takes a module that holds one kernel, all that it calls put into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...diagnostics import CompileError, Diagnostic
from ...ir.core import Function, Module
from ...ir.types import Array, Type
from ...runtime.gpu import architectures
from .. import llvm
from ..code import Code
from ..device import gate
from ..layout import REFERENCE, Leaf, layout
from ..lower import lower_module
from ..writer import Writer, symbol
from . import libdevice, parts
from .target import Nvptx, missing

_WIDE = re.compile(r"\b(?:ld|st)\.global\S*\.v[248]\.")
_FLOATS = re.compile(r"= (fadd|fsub|fmul|fdiv) ")


class Ptx:
    """A kernel as PTX, with the texts of its errors' sites."""

    __slots__ = ("arch", "entry", "libdevice", "ptx", "sites", "source", "wide")

    def __init__(
        self,
        ptx: str,
        entry: str,
        arch: str,
        sites: Sequence[str],
        source: str,
        wide: bool,
        libdevice: bool,
    ):
        self.ptx, self.entry, self.arch = ptx, entry, arch
        self.sites = list(sites)
        self.source = source  # LLVM IR as it was lowered
        self.wide = wide  # whether several elements are loaded or stored at once
        self.libdevice = libdevice  # whether functions of it are inside


def compile(
    module: Module,
    name: str,
    arch: str = architectures.DEFAULT,
    *,
    checks: bool = True,
    fastmath: bool = False,
    disjoint: bool = False,
    aligned: bool = False,
    threads: int = 0,
) -> Ptx:
    """PTX of the kernel `name`, the only function of `module`, whose ops are all core ops.

    `disjoint`: the arrays it is given share no memory. `aligned`: they begin at multiples of 16
    bytes, and elements that lie together are loaded and stored together. `threads`: blocks have no
    more of them.
    Raises CompileError for what no device can do, ValueError for an unknown architecture.
    """
    architectures.check(arch)
    gate(module, name)
    function = module.functions[name]
    functions = _math(module, function)
    function.attrs["inline"] = True
    target = Nvptx(checks)
    w = Writer(module, target)
    lower_module(w, module)
    target.settle(w)
    _entry(w, function, disjoint, aligned, threads)
    text = w.finish(parts.header(arch))
    if fastmath:
        text = _FLOATS.sub(r"= \1 contract ", text)
    made = llvm.parse(text)
    if functions:
        libdevice.link(made, target.called, parts.header(arch), parts.machine(arch))
    ptx = parts.complete(parts.ptx_of(made, arch), arch)
    wide = bool(_WIDE.search(ptx))
    return Ptx(ptx, entry_name(name), arch, w.sites, text, wide, bool(functions))


_DIM = "range(i64 0, -9223372036854775808) "  # what is never negative


def entry_name(name: str) -> str:
    """The name of a kernel's entry: what PTX can spell."""
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in name)
    return f"jsk_{plain}"


def _math(module: Module, function: Function) -> list[str]:
    """The functions of C's library that the kernel calls. Raises CompileError for those that there
    are none of."""
    found: list[str] = []
    for op in function.walk():
        if op.opcode != "libm":
            continue
        name = op.attrs["name"]
        found.append(name)
        title, hint = "", ""
        if missing([name]) or layout(op.result.type).reg not in ("float", "double"):
            title, hint = f"a kernel has no function `{name}`", "write it out in real numbers"
        elif libdevice.find() is None:
            title = f"a kernel's `{name}` is NVIDIA's libdevice, which was not found"
            hint = "pip install nvidia-nvvm, have CUDA_HOME name a toolkit, or leave `math` out"
        if title:
            places = op.span.frames()
            raise CompileError([Diagnostic(title, places[0] if places else op.span, hint=hint)])
    return found


def passed(t: Type) -> list[Leaf]:
    """What a launch passes of an argument: all but who owns the memory."""
    return [leaf for leaf in layout(t).leaves if leaf.count != REFERENCE]


def _entry(w: Writer, function: Function, disjoint: bool, aligned: bool, threads: int) -> None:
    """The kernel's entry: scalars one by one, then the address of the error record. LLVM forgets
    what is known of an address when it is cast, so its alignment is said afterwards."""
    code = Code(w)
    params, given = [], ["ptr %ctx"]
    alone = "noalias " if disjoint else ""
    for i, value in enumerate(function.params):
        leaves = []
        for j, leaf in enumerate(layout(value.type).leaves):
            name = f"%p{i}.{j}"
            if leaf.count == REFERENCE:
                leaves.append("null")
            elif leaf.reg == "ptr":
                params.append(f"ptr addrspace(1) {alone}{name}")
                leaves.append(code.new(f"addrspacecast ptr addrspace(1) {name} to ptr"))
                if aligned:
                    code.emit(
                        f'call void @llvm.assume(i1 true) ["align"(ptr {leaves[-1]}, i64 16)]'
                    )
            else:
                dim = isinstance(value.type, Array) and leaf.path[0] == 2
                params.append(f"{leaf.mem} {_DIM if dim else ''}{name}")
                leaves.append(code.new(f"trunc i8 {name} to i1") if leaf.reg == "i1" else name)
        given.append(code.pack(value.type, leaves))
    params.append("ptr addrspace(1) %cell")
    limit = f' "nvvm.maxntid"="{threads}"' if threads else ""
    head = f"define ptx_kernel void @{entry_name(function.name)}({', '.join(params)})"
    w.define(
        [
            f"{head} convergent nounwind{limit} {{",
            "entry:",
            "  %ctx = addrspacecast ptr addrspace(1) %cell to ptr",
            *code.lines,
            f"  %done = call {{i32, {{}}}} {symbol(function.name)}({', '.join(given)})",
            "  ret void",
            "}",
        ]
    )
