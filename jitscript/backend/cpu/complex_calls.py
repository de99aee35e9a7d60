"""Calls of libm's complex functions: each C compiler passes complex numbers in a way of its own.

System V x86-64     a double complex as two doubles, a float complex as one vector of two floats
Windows x86-64      a double complex by address, a float complex as an integer of 64 bits
others              two numbers (AAPCS64 and RISC-V among them)
"""

from __future__ import annotations

import sys

from ...runtime.native import machine
from ..writer import Writer
from .code import Code
from .target import PURE_CALL


def of_parts(w: Writer, name: str, arity: int, reg: str) -> str:
    """`{T, T}(T, T, …)` for the function `name` of `arity` complex numbers with parts of `reg`."""
    full = name + ("f" if reg == "float" else "")
    own = f"@js.{full}"
    if own not in w.named:
        w.named[own] = own
        c = Code(w)
        parts = [f"%p{i}" for i in range(2 * arity)]
        if machine() != "x86_64":
            made = _plain(c, full, reg, parts)
        elif sys.platform == "win32":
            made = _windows(c, full, reg, parts)
        else:
            made = (_plain if reg == "double" else _vectors)(c, full, reg, parts)
        c.line(f"ret {{{reg}, {reg}}} {made}")
        params = ", ".join(f"{reg} {part}" for part in parts)
        head = f"define internal {{{reg}, {reg}}} {own}({params})"
        w.define(c.function(f"{head} alwaysinline nounwind"))
    return w.named[own]


def _plain(c: Code, name: str, reg: str, parts: list[str]) -> str:
    return _call(c, name, f"{{{reg}, {reg}}}", reg, parts)


def _call(c: Code, name: str, result: str, param: str, args: list[str]) -> str:
    c.w.declare(name, f"declare {result} @{name}({', '.join([param] * len(args))}) {PURE_CALL}")
    return c.let(f"call {result} @{name}({', '.join(f'{param} {a}' for a in args)}) {PURE_CALL}")


def _vectors(c: Code, name: str, reg: str, parts: list[str]) -> str:
    vector = f"<2 x {reg}>"
    args = []
    for real, imag in zip(parts[::2], parts[1::2]):
        half = c.let(f"insertelement {vector} undef, {reg} {real}, i64 0")
        args.append(c.let(f"insertelement {vector} {half}, {reg} {imag}, i64 1"))
    both = _call(c, name, vector, vector, args)
    return _pair(c, reg, *(c.let(f"extractelement {vector} {both}, i64 {i}") for i in (0, 1)))


def _windows(c: Code, name: str, reg: str, parts: list[str]) -> str:
    places = []
    for real, imag in zip(parts[::2], parts[1::2]):
        places.append(c.alloca(f"{{{reg}, {reg}}}"))
        for i, part in enumerate((real, imag)):
            at = c.offset(places[-1], i * (8 if reg == "double" else 4))
            c.line(f"store {reg} {part}, ptr {at}, align 4")
    result = c.alloca(f"{{{reg}, {reg}}}")
    if reg == "double":
        pointers = ", ".join(f"ptr {place}" for place in (result, *places))
        params = ", ".join(["ptr"] * (len(places) + 1))
        c.w.declare(name, f"declare void @{name}({params}) nounwind")
        c.line(f"call void @{name}({pointers}) nounwind")
    else:
        words = [c.let(f"load i64, ptr {place}, align 8") for place in places]
        c.line(f"store i64 {_call(c, name, 'i64', 'i64', words)}, ptr {result}, align 8")
    return c.let(f"load {{{reg}, {reg}}}, ptr {result}, align 8")


def _pair(c: Code, reg: str, real: str, imag: str) -> str:
    half = c.let(f"insertvalue {{{reg}, {reg}}} undef, {reg} {real}, 0")
    return c.let(f"insertvalue {{{reg}, {reg}}} {half}, {reg} {imag}, 1")
