"""NumPy's powers and cube roots of doubles, made as the functions of `elementary_f64_numpy.py` are.

Their logarithms and roots are sums of two doubles, so results are the nearest doubles but for a
few in a hundred, and exact ones are exact.
"""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from . import oracles
from .elementary_f64_numpy import (
    LN2_HIGH,
    LN2_LOW,
    LOG2E,
    SHIFT,
    c,
    cubic,
    is_special,
    parts,
    polynomial_of_exp,
    scaled,
    step,
)
from .intrinsics import inline, op
from .registry import builtin

TWO_THIRDS = 0.6666666666666666
TWO_THIRDS_2 = 3.700743415417188e-17
THIRD = 0.3333333333333333
LARGEST = 2.0**1000
EXPONENT = 708.0  # e to the power of so much is a normal number
POWER_OF_TWO = 1021.0  # and 2


@inline
def quick_sum(a: np.float64, b: np.float64) -> tuple[np.float64, np.float64]:
    """a + b for |a| >= |b|, and what its rounding lost."""
    total = op.add(a, b)
    return total, op.sub(b, op.sub(total, a))


@inline
def sum_of_logarithm(k: np.float64, f: np.float64) -> tuple[np.float64, np.float64]:
    """The logarithm of 2**k * (1 + f) as a sum, to 2**-63 of itself: k * log(2) + 2 * s + v * (1 +
    z * Q), where s = f / (2 + f), z = s**2 and v = 2 / 3 * s**3. What s lacks counts 2 / (1 - z)
    times."""
    below, below_2 = quick_sum(c(2.0), f)
    inverse = op.div(c(1.0), below)
    s = op.mul(f, inverse)
    left = op.fma(op.neg(s), below_2, op.fma(op.neg(s), below, f))
    s_2 = op.mul(left, inverse)
    z = op.mul(s, s)
    z_2 = op.fma(s, s, op.neg(z))
    square = op.mul(z, z)
    high = step(c(0.1988512393563029), z, 0.2308014028301828)
    high = op.fma(c(0.19795471371219053), square, high)
    low = cubic(
        *(z, square, 0.27272676460478756, 0.3333333378088081),
        *(0.42857142855143987, 0.600000000000034),
    )
    q = op.fma(high, op.mul(square, square), low)
    a = op.mul(s, c(TWO_THIRDS))
    a_2 = op.fma(s, c(TWO_THIRDS_2), op.fma(s, c(TWO_THIRDS), op.neg(a)))
    v = op.mul(a, z)
    v_2 = op.fma(a_2, z, op.fma(a, z_2, op.fma(a, z, op.neg(v))))
    v_2 = op.fma(s_2, step(c(2.049), z, 2.0), v_2)
    more = op.mul(z, q)
    u = op.fma(v, more, v)
    v_2 = op.add(op.fma(v, more, op.sub(v, u)), v_2)
    total, rest = quick_sum(op.mul(k, c(LN2_HIGH)), op.mul(s, c(2.0)))
    total, rest_2 = quick_sum(total, u)
    return total, op.fma(k, c(LN2_LOW), op.add(op.add(rest, rest_2), v_2))


@builtin(oracles.power)
@inline
def power_f64(x: np.float64, y: np.float64) -> np.float64:
    log, log_2 = sum_of_logarithm(*parts(x))
    e = op.mul(y, log)
    e_2 = op.fma(y, log_2, op.fma(y, log, op.neg(e)))
    t = op.fma(e, c(LOG2E), c(SHIFT))
    n = op.sub(t, c(SHIFT))
    r, r_2 = quick_sum(op.fma(n, c(-LN2_HIGH), e), op.fma(n, c(-LN2_LOW), e_2))
    total, lost = quick_sum(c(1.0), r)
    rest = op.fma(polynomial_of_exp(r), op.mul(r, r), op.add(lost, r_2))
    rare = op.or_(is_special(x), op.not_(op.le(op.fabs(e), c(EXPONENT))))
    return op.libm(x, y, scaled(op.add(total, rest), t), rare, name="pow", near=True)


@builtin(oracles.power)
@inline
def power_f32(x: np.float32, y: np.float32) -> np.float32:
    """2 to the power of y * log2(x) in double precision, to 2**-33 of itself."""
    a = op.cast(x, to=np.float64)
    k, f = parts(a)
    s = op.div(f, op.add(f, c(2.0)))
    z = op.mul(s, s)
    p = cubic(
        *(z, op.mul(z, z), 0.23582860840745834, 0.2853727339414487),
        *(0.400003357057146, 0.6666666564337315),
    )
    log = op.fma(op.neg(s), op.fma(op.neg(z), p, f), f)
    e = op.mul(op.cast(y, to=np.float64), op.fma(log, c(LOG2E), k))
    t = op.add(e, c(SHIFT))
    r = op.sub(e, op.sub(t, c(SHIFT)))
    square = op.mul(r, r)
    high = op.fma(
        *(c(1.5315072227947908e-05), square),
        step(c(0.0001546723766280292), r, 0.001333343027453215),
    )
    low = cubic(
        *(r, square, 0.00961803654158821, 0.055504109631483126),
        *(0.24022651078136106, 0.6931471805415127),
    )
    power = op.fma(op.fma(high, op.mul(square, square), low), r, c(1.0))
    rare = op.or_(is_special(a), op.not_(op.le(op.fabs(e), c(POWER_OF_TWO))))
    return op.libm(x, y, op.cast(scaled(power, t), to=np.float32), rare, name="pow", near=True)


@inline
def _square(a: np.float64, a_2: np.float64) -> tuple[np.float64, np.float64]:
    """(a + a_2)**2 as such a sum."""
    result = op.mul(a, a)
    return result, op.fma(op.add(a, a), a_2, op.fma(a, a, op.neg(result)))


@inline
def _rounded(a: np.float64, a_2: np.float64, b: np.float64, b_2: np.float64) -> np.float64:
    """(a + a_2) * (b + b_2), rounded once but for what is small."""
    return op.fma(a, b, op.fma(a, b_2, op.mul(a_2, b)))


@inline
def _whole_power(x: np.float64, n: np.float64) -> np.float64:
    """x * x * ... with what roundings lost, as long as nothing overflows; n is from 3 to 8."""
    s = op.mul(x, x)
    s_2 = op.fma(x, x, op.neg(s))
    if n == 3:
        near = op.fma(s, x, op.mul(s_2, x))
    elif n == 4:
        near = op.fma(s, s, op.mul(op.add(s, s), s_2))
    else:
        p, p_2 = _square(s, s_2)
        if n == 5:
            near = op.copysign(op.fma(p, x, op.mul(p_2, x)), x)
        elif n == 6:
            near = _rounded(p, p_2, s, s_2)
        elif n == 7:
            r = op.mul(p, s)
            r_2 = op.fma(p, s_2, op.fma(p_2, s, op.fma(p, s, op.neg(r))))
            near = op.copysign(op.fma(r, x, op.mul(r_2, x)), x)
        else:
            near = op.fma(p, p, op.mul(op.add(p, p), p_2))
    rare = op.not_(op.le(op.fabs(near), c(LARGEST)))
    return op.libm(x, n, near, rare, name="pow", near=True)


@builtin(oracles.power_by_int)
@inline
def power_by_int_f64(x: np.float64, n: np.float64) -> np.float64:
    if n == 2:
        return x * x
    if n == 3 or n == 4 or n == 5 or n == 6 or n == 7 or n == 8:
        return _whole_power(x, n)
    return 1 / x if n == -1 else power_f64(x, n)


@builtin(oracles.power_by_int)
@inline
def power_by_int_f32(x: np.float32, n: np.float32) -> np.float32:
    if n == 2:
        return x * x
    if n == 3:
        a = op.cast(x, to=np.float64)
        return op.cast(op.mul(op.mul(a, a), a), to=np.float32)
    return 1 / x if n == -1 else power_f32(x, n)


@builtin(oracles.power_by_float)
@inline
def power_by_float_f64(x: np.float64, p: np.float64) -> np.float64:
    return op.sqrt(x) if p == 0.5 else power_f64(x, p)


@builtin(oracles.power_by_float)
@inline
def power_by_float_f32(x: np.float32, p: np.float32) -> np.float32:
    return op.sqrt(x) if p == 0.5 else power_f32(x, p)


@inline
def root_of(a: np.float64) -> np.float64:
    """y, the inverse root of m * 2**j for j from -1 to 1, by Newton's method from a polynomial;
    then the root m * y**2 and what its cube lacks. For positive normal numbers."""
    k, f = parts(a)
    t = op.fma(k, c(THIRD), c(SHIFT))
    j = op.sub(k, op.mul(op.sub(t, c(SHIFT)), c(3.0)))
    m = op.add(f, c(1.0))
    y = step(c(-0.10805510556294244), m, 0.7007002165318867)
    y = step(y, m, -1.8980715817278038)
    y = step(y, m, 2.7921690455429946)
    y = step(y, m, -2.4859095437466485)
    y = step(y, m, 1.9991708214069444)
    up, down = op.gt(j, c(0.0)), op.lt(j, c(0.0))
    m = op.mul(m, op.select(up, c(2.0), op.select(down, c(0.5), c(1.0))))
    ratio = op.select(down, c(1.2599210498948732), c(1.0))
    y = op.mul(y, op.select(up, c(0.7937005259840998), ratio))
    e = op.fma(op.neg(m), op.mul(y, op.mul(y, y)), c(1.0))
    y = op.fma(y, op.mul(e, step(e, c(0.2222222222222222), THIRD)), y)
    square = op.mul(y, y)
    root = op.mul(m, square)
    root_2 = op.mul(root, root)
    low = op.fma(root, root, op.neg(root_2))
    lacks = op.fma(op.neg(root), low, op.fma(op.neg(root), root_2, m))
    root = op.fma(op.mul(lacks, c(THIRD)), square, root)
    return scaled(root, t)


@builtin(np.cbrt)
@inline
def cbrt(x: np.float64) -> np.float64:
    a = op.fabs(x)
    zero = op.eq(a, c(0.0))
    near = op.copysign(op.select(zero, a, root_of(a)), x)
    rare = op.and_(is_special(a), op.not_(zero))
    return op.libm(x, near, rare, name="cbrt", near=True)
