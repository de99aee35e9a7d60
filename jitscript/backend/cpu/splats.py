"""Constants of vector code, on CPUs with AVX2: kept in memory as whole vectors.

LLVM keeps one element of a constant and spreads it, by an instruction of its own, each round where
there are more constants than registers; polynomials have dozens. As a vector in memory it is an
operand of the arithmetic. (AVX-512 spreads within the operand, and 128 bits are not spread.)
"""

from __future__ import annotations

import re

WIDTH = 256
_KINDS = r"(4 x double|4 x i64|8 x float|8 x i32)"
_LINES = re.compile(
    rf"^  %\S+ = (?:(?:tail )?call (?:[a-z]+ )*<{_KINDS}> @llvm\.fma\."
    rf"|(?:fadd|fsub|fmul|fdiv|fcmp|add|sub|and|or|xor|icmp (?:eq|ne|s..)) (?:[a-z]+ )*<{_KINDS}>)"
    r".*splat \(.*$",
    re.MULTILINE,
)
_CONSTANTS = re.compile(r"splat \(\w+ ([^)]+)\)")
_CHEAP = {"-1", "2.000000e+00"}  # made without memory, or a sum
_NODES = re.compile(r"^!(\d+) = ", re.MULTILINE)


def in_memory(text: str) -> str:
    """The module's text, with constants of 256 bits that arithmetic takes loaded."""
    node = 1 + max(map(int, _NODES.findall(text)), default=-1)
    named: dict[tuple[str, str], str] = {}
    count = 0

    def loaded(match: re.Match[str]) -> str:
        kind = match[1] or match[2]
        loads = []

        def put(constant: re.Match[str]) -> str:
            nonlocal count
            if constant[1] in _CHEAP:
                return constant[0]
            name = named.setdefault((kind, constant[0]), f"@js.splat.{len(named)}")
            count += 1
            loads.append(
                f"  %js.splat.{count} = load <{kind}>, ptr {name}, align 32, "
                f"!invariant.load !{node}\n"
            )
            return f"%js.splat.{count}"

        line = _CONSTANTS.sub(put, match[0])
        return "".join((*loads, line))

    text = _LINES.sub(loaded, text)
    if not named:
        return text
    constants = (
        f"{name} = internal unnamed_addr constant <{kind}> {value}, align 32\n"
        for (kind, value), name in named.items()
    )
    return "".join((text, "\n", *constants, f"!{node} = !{{}}\n"))
