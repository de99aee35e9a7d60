"""The Mersenne Twister, as CPython has it: 624 words, and how many of them are used up.

A *generator* is an instance of `Random`, which has its words, or the address of Python's own (see
`runtime/randomness.py`). In both, the number of words used up comes first.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import inline, op, pyobj, u32, u64
from .words import DOES_NOT_FIT

SEED, TAKE_NORMAL, KEEP_NORMAL, NEW = range(1, 5)  # as in `runtime/randomness.py`
_N = 624
_MIDDLE = 397
_MOST_BITS = 2**31 - 1


@inline
def python_state() -> int:
    """Python's generator."""
    return op.extern(name="host_random_state", effects="reads(random) exits", gil=True, result=int)


def ask(what: int, argument: object) -> pyobj:
    return op.extern(
        op.py_box(what), op.py_box(argument), name="host_ask_random", gil=True, result=pyobj
    )


@inline
def _at(g: object, k: int) -> int:
    if isinstance(g, int):
        word = op.extern(g, k, name="host_word", effects="reads(random)", gil=True, result=u32)
        return op.cast(word, to=int)
    return op.cast(op.buffer_load(g._words, k), to=int)


@inline
def _put(g: object, k: int, word: int) -> None:
    if isinstance(g, int):
        op.extern(g, k, word, name="host_set_word", effects="writes(random)", gil=True, result=None)
    else:
        op.buffer_store(g._words, k, op.cast(word, to=u32))


@inline
def next_word(g: object) -> int:
    used = _at(g, 0)
    if used >= _N:
        _renew(g)
        used = 0
    _put(g, 0, op.add(used, 1))
    return _word(g, used)


@inline
def _word(g: object, k: int) -> int:
    """Word k, tempered."""
    y = _at(g, op.add(k, 1))
    y = op.xor(y, op.shr(y, 11))
    y = op.xor(y, op.and_(op.shl(y, 7), 0x9D2C5680))
    y = op.xor(y, op.and_(op.shl(y, 15), 0xEFC60000))
    return op.xor(y, op.shr(y, 18))


def _renew(g: object) -> None:
    """The next 624 words."""
    for k in range(_N - _MIDDLE):
        _mix(g, k, op.add(k, 1), op.add(k, _MIDDLE))
    for k in range(_N - _MIDDLE, _N - 1):
        _mix(g, k, op.add(k, 1), op.sub(k, _N - _MIDDLE))
    _mix(g, _N - 1, 0, _MIDDLE - 1)


@inline
def _mix(g: object, k: int, after: int, ahead: int) -> None:
    y = op.or_(
        op.and_(_at(g, op.add(k, 1)), 0x80000000), op.and_(_at(g, op.add(after, 1)), 0x7FFFFFFF)
    )
    odd = op.and_(op.neg(op.and_(y, 1)), 0x9908B0DF)
    _put(g, op.add(k, 1), op.xor(op.xor(_at(g, op.add(ahead, 1)), op.shr(y, 1)), odd))


@inline
def unit(g: object) -> float:
    """`random()`: 53 bits of two words."""
    used = _at(g, 0)
    if used > _N - 2:
        return _last(g)
    _put(g, 0, op.add(used, 2))
    return _of_words(_word(g, used), _word(g, op.add(used, 1)))


def _last(g: object) -> float:
    """As `unit`, where the words run out."""
    first = next_word(g)
    return _of_words(first, next_word(g))


@inline
def _of_words(first: int, second: int) -> float:
    high, low = float(op.shr(first, 5)), float(op.shr(second, 6))
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0)


@inline
def few_bits(g: object, k: int) -> int:
    """From 1 to 63 bits."""
    first = next_word(g)
    if k <= 32:
        return op.shr(first, op.sub(32, k))
    return op.or_(first, op.shl(op.shr(next_word(g), op.sub(64, k)), 32))


def bits(g: object, k: int) -> int:
    if k < 0:
        raise ValueError("number of bits must be non-negative")
    if k == 0:
        return 0
    if k <= 63:
        return few_bits(g, k)
    if k > _MOST_BITS:
        raise OverflowError(DOES_NOT_FIT)
    low, rest = next_word(g), op.sub(k, 32)
    large = False
    place = 32
    while rest > 0:
        word = op.shr(next_word(g), op.sub(32, min(rest, 32)))
        if place == 32 and word < 0x80000000:
            low = op.or_(low, op.shl(word, 32))
        elif word != 0:
            large = True
        place = op.add(place, 32)
        rest = op.sub(rest, 32)
    if large:
        raise OverflowError(DOES_NOT_FIT)
    return low


@inline
def below(g: object, n: int) -> int:
    """An int from 0 below n, which is positive."""
    k = op.sub(64, op.clz(n))
    found = few_bits(g, k)
    while found >= n:
        found = few_bits(g, k)
    return found


@inline
def int_of(g: object, a: int, b: int) -> int:
    """An int from a to b, which is not less."""
    last = op.sub(op.cast(b, to=u64), op.cast(a, to=u64))
    width = op.cast(op.add(last, op.cast(1, to=u64)), to=int)
    if width <= 0:
        return _far(g, a, last)
    return op.cast(op.add(op.cast(a, to=u64), op.cast(below(g, width), to=u64)), to=int)


def _far(g: object, a: int, last: u64) -> int:
    """As `int_of`, where there are 2**63 of them or more."""
    all_of_them = op.add(last, op.cast(1, to=u64)) == op.cast(0, to=u64)
    while True:
        low = op.cast(next_word(g), to=u64)
        high = op.cast(next_word(g), to=u64)
        if all_of_them and op.shr(next_word(g), 31) != 0:
            continue  # of 65 bits, as 2**64 has
        found = op.or_(low, op.shl(high, op.cast(32, to=u64)))
        if found <= last:
            return op.cast(op.add(op.cast(a, to=u64), found), to=int)
