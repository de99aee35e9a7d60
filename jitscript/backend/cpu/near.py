"""Elementary functions within loops that become vector code.

Library code computes what is near the function's value, without branches, and says for which
arguments that is no use (`libm` with `near`). The choice between it and the C library is a call:

    double @js.near.sin.1.double(double %x, double %near, i1 %rare)

of which LLVM's vectoriser is told that there are functions on 2, 4, 8 … elements. Those test once
whether any element needs the library. They are inlined when the vectoriser is done. Where the
result is always of use, and where there is no fused multiply-add, so that the library is called
always, LLVM knows from the start.
"""

from __future__ import annotations

import re

from .target import PURE_CALL

PREFIX = "@js.near."
_TRAITS = "nounwind willreturn memory(none)"
_CALLS = re.compile(r"call \w+ @js\.near\.(\w+)\.(\d)\.(double|float)\((.*), i1 (\S+)\)")
# Elements in a vector, by its widest bits; with other types beside, half as many in a register.
_WIDTHS = {
    512: {"double": (8,), "float": (8, 16)},
    256: {"double": (4,), "float": (4, 8)},
    128: {"double": (2,), "float": (2, 4)},
}
_ALL = {"double": (2, 4, 8), "float": (2, 4, 8, 16)}


def called(name: str, arity: int, reg: str) -> tuple[str, str]:
    """(symbol, call attributes)."""
    own = f"js.near.{name}.{arity}.{reg}"
    letters = "v" * (arity + 2)
    variants = (f"_ZGV_LLVM_N{n}{letters}_{own}({own}.{n})" for n in _ALL[reg])
    return f"@{own}", f'{_TRAITS} "vector-function-abi-variant"="{",".join(variants)}"'


def definitions(text: str, bits: int) -> str:
    """What the calls in `text` are of, for vectors of as many bits; 0: without fused
    multiply-add."""
    found = {(name, int(arity), reg) for name, arity, reg, _, _ in _CALLS.findall(text)}
    lines, wide = [], []
    for name, arity, reg in sorted(found):
        own = f"@js.near.{name}.{arity}.{reg}"
        numbers = [f"%x{i}" for i in range(arity)]
        params = ", ".join(f"{reg} {x}" for x in (*numbers, "%near"))
        library = f"@{name}{'f' if reg == 'float' else ''}"
        exact = f"call {reg} {library}({', '.join(f'{reg} {x}' for x in numbers)}) {PURE_CALL}"
        inlined = "noinline" if bits else "alwaysinline"
        lines.append(f"define internal {reg} {own}({params}, i1 %rare) {inlined} {_TRAITS} {{")
        if bits:
            lines += ["  br i1 %rare, label %ask, label %take, !prof !2", "take:"]
            lines += [f"  ret {reg} %near", "ask:"]
        lines += [f"  %exact = {exact}", f"  ret {reg} %exact", "}"]
        if bits:
            for n in _WIDTHS[bits][reg]:
                lines += _wide(own, numbers, reg, n)
                wide.append(f"ptr {own}.{n}")
    if wide:
        kept = f"[{len(wide)} x ptr] [{', '.join(wide)}]"
        lines.append(f'@llvm.compiler.used = appending global {kept}, section "llvm.metadata"')
    return "\n".join(["", *lines, ""])


def _wide(own: str, numbers: list[str], reg: str, n: int) -> list[str]:
    """The function on `n` elements, and what it does where one needs the library."""
    kind = f"<{n} x {reg}>"
    params = ", ".join(f"{kind} {x}" for x in (*numbers, "%near"))
    picked, given = [], []
    for x in (*numbers, "%near"):
        picked.append(f"  {x}.i = extractelement {kind} {x}, i32 %i")
        given.append(f"{reg} {x}.i")
    return [
        f"define internal {kind} {own}.{n}({params}, <{n} x i1> %rare) alwaysinline {_TRAITS} {{",
        f"  %bits = bitcast <{n} x i1> %rare to i{n}",
        f"  %none = icmp eq i{n} %bits, 0",
        "  br i1 %none, label %take, label %ask, !prof !1",
        "take:",
        f"  ret {kind} %near",
        "ask:",
        f"  %exact = call {kind} {own}.some.{n}({params}, <{n} x i1> %rare) {_TRAITS}",
        f"  ret {kind} %exact",
        "}",
        f"define internal {kind} {own}.some.{n}({params}, <{n} x i1> %rare) "
        f"cold noinline optsize {_TRAITS} {{",
        "  br label %next",
        "next:",
        "  %i = phi i32 [0, %0], [%j, %next]",
        f"  %found = phi {kind} [%near, %0], [%more, %next]",
        f"  %rare.i = extractelement <{n} x i1> %rare, i32 %i",
        *picked,
        f"  %one = call {reg} {own}({', '.join(given)}, i1 %rare.i) {_TRAITS}",
        f"  %more = insertelement {kind} %found, {reg} %one, i32 %i",
        "  %j = add i32 %i, 1",
        f"  %last = icmp eq i32 %j, {n}",
        "  br i1 %last, label %end, label %next",
        "end:",
        f"  ret {kind} %more",
        "}",
    ]
