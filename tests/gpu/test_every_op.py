"""Every scalar op and every function of libm comes out of LLVM's NVPTX back end, and assembles.

LLVM ends the process for what an architecture does not have: each op is compiled, so that none is
left for a user to find.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "generated"))

import test_backend as scalars

from jitscript.backend import cuda
from jitscript.backend.cuda import libdevice
from jitscript.ir.core import Module
from jitscript.ir.types import BY_NAME, Scalar

# Division and square root that are not rounded as IEEE asks; products and sums that are contracted,
# or that the assembler may contract.
APPROXIMATE = r"\b(div|sqrt|rcp|rsqrt)\.(approx|full)|\b(fma|mad)\.rn\.f|\b(add|sub|mul)\.f(32|64)"
TYPES = [BY_NAME[name] for name in ("int", "bool", "i32", "u64", "i8", "f16", "f32", "f64", "c64")]


def ptx_of(name: str, operands: list[Any], result: Any, make: Any) -> str:
    module = Module()
    scalars.kernel(module, name, operands, result, make)
    return cuda.compile(module, name).ptx


def assembles(ptxas: str, folder: Path, texts: list[str]) -> None:
    for text in texts:
        (folder / "k.ptx").write_text(text)
        command = [ptxas, "-arch", "sm_80", str(folder / "k.ptx"), "-o", str(folder / "k.cubin")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert not done.returncode, done.stderr + text


@pytest.mark.few(3)
@pytest.mark.parametrize("name", [*scalars.ELEMENTWISE, *scalars.CHECKED])
def test_op(name: str, ptxas: str, tmp_path: Path) -> None:
    made = []
    for t in TYPES:
        assert isinstance(t, Scalar)
        for arity in (1, 2, 3):
            operands = [t] * arity
            result = scalars.result_of(name, operands, {})
            if result is not None:
                made.append(ptx_of("k", operands, result, lambda b, v: b.emit(name, *v)))
    assert made
    assert name == "fma" or not any(re.search(APPROXIMATE, text) for text in made)
    assembles(ptxas, tmp_path, made)


@pytest.mark.few(3)
@pytest.mark.parametrize("source", TYPES, ids=repr)
def test_cast(source: Any, ptxas: str, tmp_path: Path) -> None:
    made = [
        ptx_of("k", [source], to, lambda b, v, to=to: b.emit("cast", *v, to=to))
        for to in TYPES
        if to is not source
    ]
    assembles(ptxas, tmp_path, made)


@pytest.mark.parametrize("arity", scalars.LIBM)
def test_libm(arity: int, ptxas: str, tmp_path: Path) -> None:
    if libdevice.find() is None:
        pytest.skip("no libdevice is here")
    scalars.Native(Module())  # the CPU's back end leaves the switches of this one alone
    made = []
    for name in scalars.LIBM[arity].split():
        for t in (BY_NAME["f64"], BY_NAME["f32"]):
            operands: Any = [t] * arity
            made.append(
                ptx_of("k", operands, t, lambda b, v, name=name: b.emit("libm", *v, name=name))
            )
    assert not any(re.search(r"\bsqrt\.approx", text) for text in made)
    assembles(ptxas, tmp_path, made)
