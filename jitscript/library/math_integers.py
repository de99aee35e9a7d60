"""`math` on ints: divisors, factorials, binomials, integer roots. A result of more than 64 bits is
OverflowError."""

from __future__ import annotations

import math

from .intrinsics import inline, op
from .registry import builtin


@builtin(math.gcd)
def gcd_0() -> int:
    return 0


@builtin(math.gcd)
def gcd_1(a: int) -> int:
    return op.checked_neg(a) if a < 0 else a


@builtin(math.gcd)
def gcd_2(a: int, b: int) -> int:
    return gcd_1(_divisor(a, b))


@builtin(math.gcd)
def gcd_3(a: int, b: int, c: int) -> int:
    return gcd_1(_divisor(_divisor(a, b), c))


@builtin(math.gcd)
def gcd(*integers: int) -> int:
    divisor = 0
    for n in integers:
        divisor = _divisor(divisor, n)
    return gcd_1(divisor)


def _divisor(a: int, b: int) -> int:
    """The greatest common divisor, of either sign."""
    while b != 0:
        if b == -1:
            return 1
        r = op.trem(a, b)
        a = b
        b = r
    return a


@builtin(math.lcm)
def lcm_0() -> int:
    return 1


@builtin(math.lcm)
def lcm_1(a: int) -> int:
    return op.checked_neg(a) if a < 0 else a


@builtin(math.lcm)
def lcm_2(a: int, b: int) -> int:
    if a == 0 or b == 0:
        return 0
    r = op.checked_mul(op.tdiv(a, gcd_2(a, b)), b)
    return op.checked_neg(r) if r < 0 else r


@builtin(math.lcm)
def lcm_3(a: int, b: int, c: int) -> int:
    return 0 if c == 0 else lcm_2(lcm_2(a, b), c)


@builtin(math.lcm)
def lcm(*integers: int) -> int:
    if 0 in integers:
        return 0
    multiple = 1
    for n in integers:
        multiple = lcm_2(multiple, n)
    return multiple


@builtin(math.factorial)
def factorial(n: int) -> int:
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    r = 1
    while n > 1:
        r = op.checked_mul(r, n)
        n = op.sub(n, 1)
    return r


@builtin(math.perm)
def perm_1(n: int) -> int:
    return factorial(n)


@builtin(math.perm)
def perm(n: int, k: int) -> int:
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    r = 1
    last = op.sub(n, k)
    while n > last:
        r = op.checked_mul(r, n)
        n = op.sub(n, 1)
    return r


@builtin(math.comb)
def comb(n: int, k: int) -> int:
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    k = min(k, op.sub(n, k))
    r = 1
    i = 1
    while i <= k:
        # r * m is divisible by i; dividing before multiplying keeps every step as small as r
        m = op.add(op.sub(n, k), i)
        g = gcd_2(r, i)
        r = op.checked_mul(op.tdiv(r, g), op.tdiv(m, op.tdiv(i, g)))
        i = op.add(i, 1)
    return r


@builtin(math.isqrt)
@inline
def isqrt(n: int) -> int:
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    r = op.cast(op.sqrt(op.cast(n, to=float)), to=int)
    if r > 3037000499:
        r = 3037000499
    if op.mul(r, r) > n:
        return op.sub(r, 1)
    return r
