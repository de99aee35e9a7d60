"""NumPy's elementary functions of singles. The commonest are made as those of doubles are
(`elementary_f64_numpy.py`), with twice as many elements in a vector; the others are computed in
double precision.
"""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .intrinsics import inline, op
from .registry import builtin

SHIFT = 12582912.0  # 1.5 * 2**23: a sum with it is rounded to a whole number, in the low bits
LOG2E = 1.4426950216293335
LN2_HIGH = 0.693359375  # with 15 zeros at the end
LN2_LOW = -0.00021219444170128554
PI = 3.1415927410125732
PI_2 = -8.742277657347586e-08
PI_3 = -3.4302490200117637e-15
PER_PI = 0.31830987334251404
LARGE = 8192.0  # beyond, what is left of whole multiples of pi may be more than half of it


@inline
def c(x: float) -> np.float32:
    return op.cast(x, to=np.float32)


@inline
def bits(x: int) -> np.uint32:
    return op.cast(x, to=np.uint32)


@inline
def step(p: np.float32, z: np.float32, a: float) -> np.float32:
    """One step of a polynomial."""
    return op.fma(p, z, c(a))


@inline
def double(x: np.float32) -> np.float64:
    return op.cast(x, to=np.float64)


@inline
def single(x: np.float64) -> np.float32:
    return op.cast(x, to=np.float32)


@inline
def _scaled(e: np.float32, t: np.float32) -> np.float32:
    """e * 2**n, a normal number, for the n in the low bits of t."""
    n = op.bitcast(t, to=np.uint32) << bits(23)
    return op.bitcast(op.bitcast(e, to=np.uint32) + n, to=np.float32)


@inline
def _reduced(x: np.float32) -> tuple[np.float32, np.float32]:
    """(r, t): x = n * log(2) + r, for the n in the low bits of t."""
    t = op.fma(x, c(LOG2E), c(SHIFT))
    n = op.sub(t, c(SHIFT))
    return op.fma(n, c(-LN2_LOW), op.fma(n, c(-LN2_HIGH), x)), t


@inline
def _expm1_of_rest(r: np.float32) -> np.float32:
    """e**r - 1 for |r| <= log(2) / 2."""
    p = step(c(0.00019962392980232835), r, 0.0013943308731541038)
    p = step(p, r, 0.008333219215273857)
    p = step(p, r, 0.04166632518172264)
    p = step(p, r, 0.1666666716337204)
    p = step(p, r, 0.5)
    return op.fma(p, op.mul(r, r), r)


@builtin(np.exp)
@inline
def exp(x: np.float32) -> np.float32:
    """Zero for what is far below, as masks in a softmax are."""
    r, t = _reduced(x)
    none = op.lt(x, c(-104.0))
    near = op.select(none, c(0.0), _scaled(op.add(_expm1_of_rest(r), c(1.0)), t))
    rare = op.not_(op.or_(none, op.le(op.fabs(x), c(87.0))))
    return op.libm(x, near, rare, name="exp", near=True)


@builtin(np.tanh)
@inline
def tanh(x: np.float32) -> np.float32:
    a = op.mul(op.fabs(x), c(2.0))
    a = op.select(op.gt(a, c(20.0)), c(20.0), a)  # nan stays
    r, t = _reduced(a)
    power = _scaled(c(1.0), t)
    e = op.fma(power, _expm1_of_rest(r), op.sub(power, c(1.0)))
    near = op.copysign(op.div(e, op.add(e, c(2.0))), x)
    return op.libm(x, near, False, name="tanh", near=True)


@builtin(np.log)
@inline
def log(x: np.float32) -> np.float32:
    """k * log(2) + f - f * f / 2 + f**3 * P, for x = 2**k * (1 + f)."""
    moved = op.bitcast(x, to=np.uint32) + bits(0x004AFB0D)
    low = (moved & bits(0x007FFFFF)) + bits(0x3F3504F3)
    exponent = (moved >> bits(23)) | bits(0x4B000000)
    k = op.sub(op.bitcast(exponent, to=np.float32), c(8388735.0))
    f = op.sub(op.bitcast(low, to=np.float32), c(1.0))
    p = step(c(0.0674552395939827), f, -0.11676117777824402)
    p = step(p, f, 0.11888886243104935)
    p = step(p, f, -0.12405574321746826)
    p = step(p, f, 0.14219461381435394)
    p = step(p, f, -0.16667993366718292)
    p = step(p, f, 0.20002122223377228)
    p = step(p, f, -0.25000008940696716)
    p = step(p, f, 0.3333331346511841)
    square = op.mul(f, f)
    rest = op.fma(square, op.fma(p, f, c(-0.5)), op.mul(k, c(LN2_LOW)))
    near = op.fma(k, c(LN2_HIGH), op.add(rest, f))
    least = bits(0x00800000)
    special = op.ge(op.bitcast(x, to=np.uint32) - least, bits(0x7F000000))
    return op.libm(x, near, special, name="log", near=True)


@inline
def _sine(r: np.float32, turns: np.float32) -> np.float32:
    """The sine of |r| <= pi / 2, its sign changed where the last bit of `turns` is set."""
    z = op.mul(r, r)
    p = step(c(-2.3887748668016684e-08), z, 2.7525320547283627e-06)
    p = step(p, z, -0.00019840867025777698)
    p = step(p, z, 0.008333330973982811)
    p = step(p, z, -0.1666666716337204)
    size = op.fabs(r)
    found = op.fma(op.mul(z, p), size, size)
    top = bits(0x80000000)
    sign = (op.bitcast(turns, to=np.uint32) << bits(31)) ^ (op.bitcast(r, to=np.uint32) & top)
    return op.bitcast(op.bitcast(found, to=np.uint32) ^ sign, to=np.float32)


@inline
def _without_turns(x: np.float32, n: np.float32) -> np.float32:
    """x - n * pi."""
    r = op.fma(n, c(-PI), x)
    return op.fma(n, c(-PI_3), op.fma(n, c(-PI_2), r))


@builtin(np.sin)
@inline
def sin(x: np.float32) -> np.float32:
    t = op.fma(x, c(PER_PI), c(SHIFT))
    near = _sine(_without_turns(x, op.sub(t, c(SHIFT))), t)
    near = op.select(op.eq(x, c(0.0)), x, near)  # as -0.0 is
    return op.libm(x, near, op.not_(op.le(op.fabs(x), c(LARGE))), name="sin", near=True)


@builtin(np.cos)
@inline
def cos(x: np.float32) -> np.float32:
    t = op.add(op.fma(x, c(PER_PI), c(0.5)), c(SHIFT))
    n = op.sub(op.sub(t, c(SHIFT)), c(0.5))
    near = _sine(_without_turns(x, n), t)
    return op.libm(x, near, op.not_(op.le(op.fabs(x), c(LARGE))), name="cos", near=True)


# --- in double precision


@builtin(np.exp2)
@inline
def exp2(x: np.float32) -> np.float32:
    return single(np.exp2(double(x)))


@builtin(np.expm1)
@inline
def expm1(x: np.float32) -> np.float32:
    return single(np.expm1(double(x)))


@builtin(np.log2)
@inline
def log2(x: np.float32) -> np.float32:
    return single(np.log2(double(x)))


@builtin(np.log1p)
@inline
def log1p(x: np.float32) -> np.float32:
    return single(np.log1p(double(x)))


@builtin(np.sinh)
@inline
def sinh(x: np.float32) -> np.float32:
    return single(np.sinh(double(x)))


@builtin(np.cosh)
@inline
def cosh(x: np.float32) -> np.float32:
    return single(np.cosh(double(x)))


@builtin(np.tan)
@inline
def tan(x: np.float32) -> np.float32:
    return single(np.tan(double(x)))


@builtin(np.arcsin)
@inline
def arcsin(x: np.float32) -> np.float32:
    return single(np.arcsin(double(x)))


@builtin(np.arccos)
@inline
def arccos(x: np.float32) -> np.float32:
    return single(np.arccos(double(x)))


@builtin(np.arctan)
@inline
def arctan(x: np.float32) -> np.float32:
    return single(np.arctan(double(x)))


@builtin(np.arctan2)
@inline
def arctan2(y: np.float32, x: np.float32) -> np.float32:
    return single(np.arctan2(double(y), double(x)))


@builtin(np.cbrt)
@inline
def cbrt(x: np.float32) -> np.float32:
    return single(np.cbrt(double(x)))
