"""Operators and functions of every type, at the ends of their ranges: what a kernel computes has
the bits that the CPU's machine code has for the same function."""

from __future__ import annotations

import importlib.util
import sys
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from jitscript import cuda, script

WHOLE = ("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64")
FLOATS = ("f32", "f64")
COMPLEX = ("c64", "c128")
NUMPY = {"c64": "complex64", "c128": "complex128"}
ARITHMETIC = ("a + b", "a - b", "a * b", "-a", "abs(a)")
FOR_WHOLE = (
    *ARITHMETIC,
    *("a & b", "a | b", "a ^ b", "~a", "a << (b & {T}({M}))", "a >> (b & {T}({M}))"),
    *("a // b if b != {T}(0) else a", "a % b if b != {T}(0) else a"),
    *("np.minimum(a, b)", "np.maximum(a, b)", "{T}(a < b)", "{T}(a >= b)", "{T}(a == b)"),
)
FOR_FLOATS = (
    *ARITHMETIC,
    *("a / b", "a // b", "a % b", "np.sqrt(a)", "np.floor(a)", "np.ceil(a)", "np.trunc(a)"),
    *("np.rint(a)", "np.copysign(a, b)", "np.minimum(a, b)", "np.maximum(a, b)", "np.fmin(a, b)"),
    *("np.sign(a)", "{T}(a < b)", "{T}(a != b)", "a * b + a", "a - b * b", "np.nextafter(a, b)"),
    *("np.fmax(a, b)", "{T}(np.isfinite(a))", "{T}(np.signbit(a))", "np.fmod(a, b)", "1 / (a * a)"),
)
FOR_COMPLEX = ("a + b", "a - b", "a * b", "-a", "a / b", "a.conjugate()", "{T}(a == b)")
CASTS = {"f32": "f64", "f64": "f32"}
HEAD = "import numpy as np\nfrom jitscript import Array1, Array2, {names}\n\n\n"
KERNEL = """
def one(a: {T}, b: {T}, k: int) -> {T}:
{choice}


def on_cpu(x: Array1[{T}], y: Array1[{T}], out: Array2[{T}]) -> None:
    for k in range(out.shape[0]):
        for i in range(len(x)):
            out[k, i] = one(x[i], y[i], k)


def on_device(x: Array1[{T}], y: Array1[{T}], out: Array2[{T}]) -> None:
    from jitscript import cuda

    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        for k in range(out.shape[0]):
            out[k, i] = one(x[i], y[i], k)
"""


def module_of(text: str, folder: Path) -> ModuleType:
    name = f"bits_{zlib.crc32(text.encode()):x}"
    file = folder / f"{name}.py"
    file.write_text(text)
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def dtype_of(name: str) -> Any:
    return np.dtype(NUMPY.get(name) or {"i": "int", "u": "uint", "f": "float"}[name[0]] + name[1:])


def values(name: str, some: int, seed: int) -> Any:
    dtype, r = dtype_of(name), np.random.default_rng(seed)
    if name in WHOLE:
        ends = np.iinfo(dtype)
        near = [int(ends.min), int(ends.min) + 1, -1, 0, 1, 2, 3, 7, int(ends.max) - 1]
        fixed = [v for v in [*near, int(ends.max)] if ends.min <= v <= ends.max]
        wild = r.integers(ends.min, ends.max, some, dtype, endpoint=True)
        small = r.integers(max(-5, ends.min), 6, some).astype(dtype)
        return np.concatenate([np.array(fixed, dtype), wild, small])
    if name in COMPLEX:
        part = "f32" if name == "c64" else "f64"
        found = np.empty(3 * some, dtype)
        found.real, found.imag = values(part, 3 * some, seed)[: 3 * some], r.normal(size=3 * some)
        return found
    info = np.finfo(dtype)
    ends = [0.0, 0.5, 1.0, 1.5, 2.5, float(info.max), float(info.tiny), np.inf, np.nan, 3e5]
    with np.errstate(all="ignore"):
        least = float(info.smallest_subnormal)
        fixed = np.array([*ends, *(-v for v in ends), least, -least, 2.0**31, 2.0**63], dtype)
        bits = r.integers(0, 2 ** (8 * dtype.itemsize) - 1, some, f"u{dtype.itemsize}")
        return np.concatenate([fixed, bits.view(dtype), r.normal(size=some).astype(dtype) * 9])


def expressions(name: str) -> list[str]:
    found = FOR_WHOLE if name in WHOLE else FOR_COMPLEX if name in COMPLEX else FOR_FLOATS
    if name[0] == "u":
        found = tuple(e for e in found if e not in ("-a", "abs(a)"))
    width = 8 * dtype_of(name).itemsize
    return [e.format(T=name, M=width - 1) for e in found]


@pytest.mark.parametrize("name", [*WHOLE, *FLOATS, *COMPLEX])
def test_bits(name: str, tmp_path: Path) -> None:
    every = expressions(name)
    lines = [f"    if k == {k}:\n        return {e}" for k, e in enumerate(every)]
    choice = "\n".join([*lines, "    return a"])
    text = HEAD.format(names=name) + KERNEL.format(T=name, choice=choice)
    module = module_of(text, tmp_path)
    x, y = values(name, 500, 1), values(name, 500, 2)
    pairs = np.array(np.meshgrid(x[:24], y[:24])).reshape(2, -1)
    x, y = np.concatenate([x, pairs[0]]), np.concatenate([y, pairs[1]])
    wanted = np.zeros((len(every), len(x)), x.dtype)
    with np.errstate(all="ignore"):
        script(module.on_cpu)(x, y, wanted)
    out = cuda.to_device(np.zeros_like(wanted))
    cuda.kernel(module.on_device)[4, 64](cuda.to_device(x), cuda.to_device(y), out)
    found = out.copy_to_host()
    for k, e in enumerate(every):
        with np.errstate(all="ignore"):
            nan = np.isnan(found[k]) & np.isnan(wanted[k])
        far = np.flatnonzero((bits_of(found[k]) != bits_of(wanted[k])) & ~nan)
        if len(far):
            i = far[0]
            shown = f"{e} of {x[i]!r}, {y[i]!r} is {found[k][i]!r}, not {wanted[k][i]!r}"
            raise AssertionError(f"{shown}; {len(far)} of {len(x)} differ")


def bits_of(row: Any) -> Any:
    if row.dtype.kind == "c":
        parts = np.ascontiguousarray(row).view(row.real.dtype).reshape(-1, 2)
        words = parts.view(f"u{parts.dtype.itemsize}").copy()
        words[np.isnan(parts)] = 1  # whichever nan
        return words[:, 0].astype("O") + words[:, 1].astype("O") * 2**64
    return row.view(f"u{row.dtype.itemsize}")
