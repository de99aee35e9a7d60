"""The float that is nearest to digits times a power of ten, as Eisel and Lemire compute it.

The digits are multiplied by the first 128 bits of the power of five. Where what is cut off could
matter, the answer is that it is not known: nan.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import inline, op, u64
from .utf8 import word

LEAST, MOST = -110, 110  # powers of ten in the table


def _fives(q: int) -> int:
    """The first 128 bits of 5**q, for a negative q rounded up."""
    if q >= 0:
        power = 5**q
        return power << 128 - power.bit_length() if q < 56 else power >> power.bit_length() - 128
    power = 5**-q
    bits = (power - 1).bit_length()
    found = 2 ** (bits + 127 if q >= -27 else 2 * bits + 128) // power + 1
    return found >> max(found.bit_length() - 128, 0)


TABLE = b"".join(
    (part & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "little")
    for q in range(LEAST, MOST + 1)
    for part in (_fives(q) >> 64, _fives(q))
)


@inline
def _u64(n: int) -> u64:
    return op.cast(n, to=u64)


def nearest(digits: int, q: int) -> float:
    """digits * 10**q for digits > 0, or nan where this is not known to be the nearest float."""
    unknown = op.bitcast(9221120237041090560, to=float)
    if q < LEAST or q > MOST:
        return unknown
    w, zeros = _u64(digits), 0
    for step in (32, 16, 8, 4, 2, 1):
        if op.shr(w, _u64(64 - step)) == _u64(0):
            w = op.shl(w, _u64(step))
            zeros = op.add(zeros, step)
    table = op.buffer_const(data=TABLE)
    at = op.mul(op.sub(q, LEAST), 16)
    high, low = op.mulhi(w, word(table, at)), op.mul(w, word(table, at))
    if op.and_(high, _u64(511)) == _u64(511):
        more = op.mulhi(w, word(table, op.add(at, 8)))
        low = op.add(low, more)
        if more > low:
            high = op.add(high, _u64(1))
    if op.add(low, _u64(1)) == _u64(0) and (q < -27 or q > 55):
        return unknown
    top = op.shr(high, _u64(63))
    down = op.add(top, _u64(9))
    mantissa = op.shr(high, down)
    power = op.add(op.shr(op.mul(217706, q), 16), 1086)
    power = op.sub(op.add(power, op.cast(top, to=int)), zeros)
    if power <= 0 or power >= 2046:
        return unknown
    tie = low <= _u64(1) and q >= -4 and q <= 23 and op.shl(mantissa, down) == high
    if tie and op.and_(mantissa, _u64(3)) == _u64(1):  # it goes to the even one
        mantissa = op.sub(mantissa, _u64(1))
    mantissa = op.shr(op.add(mantissa, op.and_(mantissa, _u64(1))), _u64(1))
    bits = op.add(op.shl(_u64(op.sub(power, 1)), _u64(52)), mantissa)
    return op.bitcast(op.cast(bits, to=int), to=float)
