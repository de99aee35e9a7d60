"""Functions that kernels share, as PTX: what keeps an error, what keeps what is to be printed. They
are compiled once for each architecture; a kernel's own code only declares them."""

from __future__ import annotations

import functools
import re

from ...ir.core import Module
from .. import llvm
from ..switches import switched
from ..writer import Writer

EFFORT = 3
TRIPLE = "nvptx64-nvidia-cuda"
_COUNTED = re.compile(r" // callseq \d+(, \d+)?$", re.MULTILINE)  # calls of the process so far
_ASKED = re.compile(r"\.extern \.func js_([a-z]+)_(\d+)\s*\([^;]*\)\s*;\n")
_HEAD = re.compile(r"\A.*?(?=\.visible \.func )", re.DOTALL)


def declared(w: Writer, name: str, args: int) -> str:
    """The function `void(ctx, i64 site, i64…)`, of which there is one for each number of `i64`s."""
    params = ", ".join(["ptr", *["i64"] * (args + 1)])
    full = symbol_of(name, args)
    return w.declare(full, f"declare void @{full}({params}) cold nounwind convergent")


def symbol_of(name: str, args: int) -> str:
    return f"js_{name}_{args}"


def header(arch: str) -> str:
    """The head of a module of LLVM for an architecture."""
    data = _layout(arch)
    return f'target datalayout = "{data}"\ntarget triple = "{TRIPLE}"'


@functools.cache
def _layout(arch: str) -> str:
    return llvm.data_layout(machine(arch))


def machine(arch: str) -> int:
    return llvm.target_machine(arch, "", EFFORT, TRIPLE)


def ptx_of(made: llvm.Module, arch: str) -> str:
    """PTX of a module, the same bytes however often it is made."""
    with switched(False):
        llvm.optimise(made, machine(arch), EFFORT)
        return _COUNTED.sub("", llvm.emit(made, machine(arch), assembly=True).decode())


def complete(ptx: str, arch: str) -> str:
    """A kernel's PTX with what it declares."""
    return _ASKED.sub(lambda asked: _part(arch, asked[1], int(asked[2])), ptx)


@functools.cache
def _part(arch: str, name: str, args: int) -> str:
    from .target import PARTS, Nvptx

    w = Writer(Module(), Nvptx())
    lines = PARTS[name](w, args)
    w.define([*lines, "}"])
    text = ptx_of(llvm.parse(w.finish(header(arch))), arch)
    return _HEAD.sub("", text).replace(".visible .func", ".func", 1).rstrip() + "\n"
