"""NumPy's tangent and inverse functions of doubles, made as those of `elementary_f64_numpy.py` are.

Common values come out as one expects them: `arctan2(x, x)` is a quarter of pi, `arcsin(1)` half of
it, `arccos(1)` 0.
"""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .elementary_f64_numpy import LARGE, SHIFT, TOP, bits, c, step
from .intrinsics import inline, op
from .registry import builtin

HALF_PI = 1.5707963267948966
HALF_PI_2 = 6.123233995736765e-17  # the rest of it, from below, and of that
HALF_PI_3 = 1.082856673921914e-32
PER_HALF_PI = 0.6366197723675814
QUARTER_PI = 0.7853981633974483
QUARTER_PI_2 = 3.061616997868383e-17
TAN_EIGHTH = 0.41421356237309503  # the tangent of pi / 8
MOST = 8.9e307  # sums of two are finite below


@inline
def _arctan_of(q: np.float64) -> np.float64:
    """(arctan(q) - q) / q for |q| <= tan(pi / 8)."""
    z = op.mul(q, q)
    p = step(c(0.015180702571069534), z, -0.033459645514763534)
    p = step(p, z, 0.045028857343471264)
    p = step(p, z, -0.05218233718232971)
    p = step(p, z, 0.05876994005373198)
    p = step(p, z, -0.0666622377421436)
    p = step(p, z, 0.07692282545721375)
    p = step(p, z, -0.09090908134571668)
    p = step(p, z, 0.11111111087885087)
    p = step(p, z, -0.1428571428538301)
    p = step(p, z, 0.19999999999997625)
    p = step(p, z, -0.33333333333333326)
    return op.mul(z, p)


@inline
def angle_of(y: np.float64, x: np.float64) -> np.float64:
    """The angle of a vector in the first quadrant, not zero: of (x, y), (y, x), or either turned
    by pi / 4."""
    steep = op.gt(y, x)
    less = op.select(steep, x, y)
    more = op.select(steep, y, x)
    far = op.gt(less, op.mul(more, c(TAN_EIGHTH)))
    above = op.select(far, op.sub(less, more), less)
    below = op.select(far, op.add(less, more), more)
    q = op.div(above, below)
    rest = op.fma(q, _arctan_of(q), op.select(far, c(QUARTER_PI_2), c(0.0)))
    angle = op.add(op.select(far, c(QUARTER_PI), c(0.0)), op.add(q, rest))
    return op.select(steep, op.sub(c(HALF_PI), op.sub(angle, c(HALF_PI_2))), angle)


@builtin(np.arctan)
@inline
def arctan(x: np.float64) -> np.float64:
    """An infinity's angle is that of what is large."""
    a = op.fabs(x)
    a = op.select(op.gt(a, c(1e300)), c(1e300), a)
    near = op.copysign(angle_of(a, c(1.0)), x)
    return op.libm(x, near, op.ne(x, x), name="atan", near=True)


@builtin(np.arctan2)
@inline
def arctan2(y: np.float64, x: np.float64) -> np.float64:
    """The angle of two zeros is that of (1, 0): they are common."""
    a, b = op.fabs(y), op.fabs(x)
    zero = op.eq(op.add(a, b), c(0.0))
    angle = angle_of(a, op.select(zero, c(1.0), b))
    left = op.lt(op.bitcast(x, to=np.int64), op.cast(0, to=np.int64))
    turned = op.sub(c(2 * HALF_PI), op.sub(angle, c(2 * HALF_PI_2)))
    near = op.copysign(op.select(left, turned, angle), y)
    rare = op.not_(op.and_(op.le(a, c(MOST)), op.le(b, c(MOST))))
    return op.libm(y, x, near, rare, name="atan2", near=True)


@inline
def _arcsin_of(z: np.float64) -> np.float64:
    """(arcsin(s) - s) / s for the z = s * s <= 1 / 4."""
    p = step(c(0.03262867335765868), z, -0.02099914540019984)
    p = step(p, z, 0.021707509144404)
    p = step(p, z, 0.0037063811985054017)
    p = step(p, z, 0.010780260876112873)
    p = step(p, z, 0.011398910565096378)
    p = step(p, z, 0.013980820789410412)
    p = step(p, z, 0.01735161198903447)
    p = step(p, z, 0.02237221498932455)
    p = step(p, z, 0.030381942707710944)
    p = step(p, z, 0.04464285717461371)
    p = step(p, z, 0.07499999999970798)
    p = step(p, z, 0.1666666666666676)
    return op.mul(z, p)


@inline
def _halved(a: np.float64) -> tuple[bool, np.float64, np.float64]:
    """(whether a > 1 / 2, s, arcsin(s)): s is a, or for large a the sine of half the angle whose
    cosine a is."""
    large = op.gt(a, c(0.5))
    half = op.mul(op.sub(c(1.0), a), c(0.5))
    z = op.select(large, half, op.mul(a, a))
    s = op.select(large, op.sqrt(half), a)
    return large, s, op.fma(s, _arcsin_of(z), s)


@inline
def inverse_sine(x: np.float64) -> np.float64:
    large, _, angle = _halved(op.fabs(x))
    other = op.sub(c(HALF_PI), op.fma(angle, c(2.0), c(-HALF_PI_2)))
    return op.copysign(op.select(large, other, angle), x)


@builtin(np.arcsin)
@inline
def arcsin(x: np.float64) -> np.float64:
    rare = op.not_(op.le(op.fabs(x), c(1.0)))
    return op.libm(x, inverse_sine(x), rare, name="asin", near=True)


@inline
def inverse_cosine(x: np.float64) -> np.float64:
    large, _, angle = _halved(op.fabs(x))
    negative = op.lt(x, c(0.0))
    twice = op.mul(angle, c(2.0))
    back = op.sub(c(2 * HALF_PI), op.sub(twice, c(2 * HALF_PI_2)))
    signed = op.copysign(angle, x)
    middle = op.sub(c(HALF_PI), op.sub(signed, c(HALF_PI_2)))
    return op.select(large, op.select(negative, back, twice), middle)


@builtin(np.arccos)
@inline
def arccos(x: np.float64) -> np.float64:
    rare = op.not_(op.le(op.fabs(x), c(1.0)))
    return op.libm(x, inverse_cosine(x), rare, name="acos", near=True)


@inline
def reduced(x: np.float64) -> tuple[np.float64, np.float64]:
    """(r, t): x = n * pi / 2 + r, for the n in the low bits of t."""
    t = op.fma(x, c(PER_HALF_PI), c(SHIFT))
    n = op.sub(t, c(SHIFT))
    r = op.fma(n, c(-HALF_PI), x)
    return op.fma(n, c(-HALF_PI_3), op.fma(n, c(-HALF_PI_2), r)), t


@inline
def tangent_of(r: np.float64, t: np.float64) -> np.float64:
    """The tangent of |r| <= pi / 4, or where the last bit of t is set minus the cotangent."""
    z = op.mul(r, r)
    p = step(c(2.085574423644927e-05), z, -4.484529033233775e-05)
    p = step(p, z, 8.939431707359769e-05)
    p = step(p, z, -2.6322836103424207e-05)
    p = step(p, z, 0.00013648036131020113)
    p = step(p, z, 0.00022240194939672888)
    p = step(p, z, 0.0005950571266720899)
    p = step(p, z, 0.001454759809845423)
    p = step(p, z, 0.003592288769968926)
    p = step(p, z, 0.008863219199051043)
    p = step(p, z, 0.021869489606494624)
    p = step(p, z, 0.053968253926773825)
    p = step(p, z, 0.133333333334144)
    p = step(p, z, 0.3333333333333278)
    size = op.fabs(r)
    found = op.fma(op.mul(z, p), size, size)
    odd = op.ne(op.bitcast(t, to=np.uint64) & bits(1), bits(0))
    found = op.div(op.select(odd, c(1.0), found), op.select(odd, found, c(1.0)))
    turned = op.select(odd, bits(TOP), bits(0))
    sign = turned ^ (op.bitcast(r, to=np.uint64) & bits(TOP))
    return op.bitcast(op.bitcast(found, to=np.uint64) ^ sign, to=np.float64)


@builtin(np.tan)
@inline
def tan(x: np.float64) -> np.float64:
    near = tangent_of(*reduced(x))
    return op.libm(x, near, op.gt(op.fabs(x), c(LARGE)), name="tan", near=True)
