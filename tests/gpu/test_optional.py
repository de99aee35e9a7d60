"""Optional parameters, unions and arrays in tuples: passed by value, checked as on the CPU."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript
from jitscript import Array1, cuda, f32, f64, i32


@cuda.kernel
def optional(
    x: Array1[f32],
    scale: f32 | None,
    out: Array1[f32] | None = None,
    n: int | None = None,
    pair: tuple[int, f64] | None = None,
    m: int | float = 3,
    b: bool | i32 | None = None,
) -> None:
    i = cuda.grid(1)
    if i < len(x):
        v = x[i]
        if scale is not None:
            v = v * scale
        if n is not None:
            v = v + f32(n)
        if pair is not None:
            v = v + f32(pair[0]) * f32(pair[1])
        v = v + f32(m) if isinstance(m, int) else v - f32(m)
        if isinstance(b, bool):
            v = v + f32(1000 if b else 2000)
        elif b is not None:
            v = v + f32(b)
        if out is not None:
            out[i] = v
        else:
            x[i] = v


def expected(
    x: Any, scale: Any, n: Any = None, pair: Any = None, m: Any = 3, b: Any = None
) -> list[float]:
    v = x * (1 if scale is None else scale) + (n or 0)
    v = v + (pair[0] * pair[1] if pair else 0) + (m if isinstance(m, int) else -m)
    return (v + ({True: 1000, False: 2000}[b] if isinstance(b, bool) else b or 0)).tolist()


@pytest.mark.parametrize("saved", [False, True])
@pytest.mark.parametrize(
    ("scale", "rest"),
    [
        (None, {}),
        (2.0, {}),
        (np.float32(0.5), {"n": 10}),
        (None, {"pair": (3, 0.5), "m": 2.5}),
        (1.5, {"n": -1, "pair": (2, -0.25), "m": 7, "b": True}),
        (None, {"n": 2**20, "b": False}),
        (None, {"m": -2.0, "b": np.int32(-7)}),
    ],
)
def test_members(scale: Any, rest: dict[str, Any], saved: bool, tmp_path: Path) -> None:
    kernel = optional
    if saved:
        jitscript.save(tmp_path / "k.jsm", optional)
        kernel = jitscript.load(tmp_path / "k.jsm").optional
    x = np.arange(5, dtype=np.float32)
    wanted = expected(x, scale, **rest)
    d = cuda.to_device(x)
    out = cuda.zeros(5, np.float32)
    for _ in range(2):
        kernel[1, 32](d, scale, out, **rest)
    assert out.copy_to_host().tolist() == wanted
    assert d.copy_to_host().tolist() == x.tolist()
    kernel[1, 32](d, scale, **rest)
    assert d.copy_to_host().tolist() == wanted


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("a",), r"'scale' must be np.float32 \| None, not str"),
        (
            (None, np.zeros(4, "f4")),
            r"'out' must be Array1\[f32\] \| None in the device's memory, not an array of the host "
            r"\(hint: cuda.to_device\(out\)\)",
        ),
        ((None, None, 1.5), r"'n' must be int \| None, not float"),
        ((None, None, None, (1,)), r"'pair' must be tuple\[int, np.float64\] \| None, not \(1,\)"),
        ((None, None, None, None, "x"), r"'m' must be float \| int, not str"),
        ((None, None, None, None, None), r"'m' must be float \| int, not None"),
    ],
)
def test_misfits(given: tuple[Any, ...], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        optional[1, 32](cuda.zeros(4, np.float32), *given)


def test_the_driver_reads_what_is_packed() -> None:
    """Sizes and places of PTX's parameters are those of the packed arguments."""
    sizes = {"u8": 1, "u16": 2, "u32": 4, "f32": 4, "u64": 8, "f64": 8}
    head = optional.ptx.partition(".entry jsk_optional(")[2].partition(")")[0]
    found, at = [], 0
    for kind in re.findall(r"\.param \.(\w+)", head):
        at = -(-at // sizes[kind]) * sizes[kind]
        found.append(at)
        at += sizes[kind]
    packed = optional.plan().packed
    letters = packed.format.lstrip("@")
    places = [
        struct.calcsize("@" + letters[: i + 1]) - struct.calcsize(letter)
        for i, letter in enumerate(letters)
    ]
    assert found == places
    assert at == packed.size


@cuda.kernel
def copied(x: Array1[f32], to: tuple[Array1[f32], int], also: Array1[f32] | None) -> None:
    for i in range(len(x)):
        to[0][i + to[1]] = x[i] + f32(1)
        if also is not None:
            also[i] = x[i]


class ReadOnly:
    def __init__(self, array: Any):
        self.array = array

    @property
    def __cuda_array_interface__(self) -> dict[str, Any]:
        found = dict(self.array.__cuda_array_interface__)
        return {**found, "data": (found["data"][0], True)}


def test_what_is_written_inside() -> None:
    """Arrays in tuples and optional ones are known to be written: they may overlap others, and may
    not be read-only."""
    _, facts = copied._provider.compiled("ptx", "sm_80", "contiguous")
    assert facts["writes"] == [1, 2]
    d = cuda.to_device(np.zeros(6, np.float32))
    copied[1, 1](d[:5], (d, 1), None)
    assert d.copy_to_host().tolist() == [0, 1, 2, 3, 4, 5]
    x = cuda.zeros(2, np.float32)
    for given in (((ReadOnly(d), 0), None), ((d, 0), ReadOnly(d[3:]))):
        with pytest.raises(ValueError, match="is written, but the array is read-only"):
            copied[1, 1](x, *given)
