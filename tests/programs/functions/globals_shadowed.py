"""Locals shadow globals and builtins; parameters may be called like builtins."""

from jitscript import script

n = 100


@script
def shadow(n: int) -> int:
    return n + 1


@script
def local(a: int) -> int:
    sum = a
    for len in range(3):
        sum += len
    return sum


@script
def uses_global(a: int) -> int:
    return a + n


@script
def builtin_parameter(max: int, min: int) -> int:
    return max - min


CASES = {"shadow": [(1,)], "local": [(1,)], "uses_global": [(1,)], "builtin_parameter": [(5, 2)]}
