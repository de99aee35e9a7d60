"""`hash`, as CPython computes it, and where a key goes in a dict.

Numbers hash modulo 2**61 - 1, equal ones alike, whatever their type; tuples mix their elements'
hashes; text is hashed with the key that the process drew. The order of a set follows from this. A
dict remembers the order of its keys, so that for text there `placed` may use a faster hash.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_str import Str
from .intrinsics import Buffer, apart, inline, op, u8, u64
from .registry import builtin
from .utf8 import beyond_latin_1, byte, decoded, is_ascii, short_word, width, word

_PRIME = 2305843009213693951  # 2**61 - 1
STATE_KEY, STATE_ROUNDS, STATE_NONE, STATE_GONE = 0, 2, 3, 4  # words of `host_hash_state`


@builtin(hash)
@inline
def hash_of_int(n: int) -> int:
    if n > -_PRIME and n < _PRIME:
        return -2 if n == -1 else n
    return _reduced(n)


def _reduced(n: int) -> int:
    rest = op.trem(n, _PRIME)
    return -2 if rest == -1 else rest


@builtin(hash)
@inline
def hash_of_bool(b: bool) -> int:
    return 1 if b else 0


@builtin(hash)
def hash_of_float(x: float) -> int:
    if x != x:
        raise ValueError("hash() of nan: compiled code does not know which object it is")
    return key_hash_of_float(x)


def key_hash_of_float(x: float) -> int:
    whole = op.cast(x, to=int)
    if x > -9007199254740992.0 and x < 9007199254740992.0 and op.cast(whole, to=float) == x:
        return -2 if whole == -1 else whole
    return _of_bits(x)


def _of_bits(x: float) -> int:
    """Of a number m * 2**e: the 61 bits of m turned by e places. A nan has none, and gets 0."""
    bits = op.bitcast(x, to=u64)
    exponent = op.cast(op.and_(op.shr(bits, _u64(52)), _u64(2047)), to=int)
    if exponent == 2047:
        if x != x:
            return 0
        return 314159 if x > 0.0 else -314159
    m = op.and_(bits, _u64(4503599627370495))
    if exponent == 0:
        exponent = 1
    else:
        m = op.or_(m, _u64(4503599627370496))
    turn = (exponent - 1075) % 61
    m = op.or_(
        op.and_(op.shl(m, _u64(turn)), _u64(_PRIME)), op.shr(m, op.sub(_u64(61), _u64(turn)))
    )
    found = op.cast(m, to=int)
    if x < 0.0:
        found = op.neg(found)
    return -2 if found == -1 else found


@builtin(hash)
def hash_of_complex(z: complex) -> int:
    if z != z:
        raise ValueError("hash() of nan: compiled code does not know which object it is")
    real, imag = key_hash_of_float(z.real), key_hash_of_float(z.imag)
    found = op.cast(op.add(_u64(real), op.mul(_u64(1000003), _u64(imag))), to=int)
    return -2 if found == -1 else found


@builtin(hash)
def hash_of_none(value: None) -> int:
    return hash_state(STATE_NONE)


@builtin(hash)
def hash_of_str(text: Str) -> int:
    data = text._data
    n = op.buffer_len(data)
    if n == 0:
        return 0
    found = op.cast(siphash(data, n) if is_ascii(data) else _of_units(data, n), to=int)
    return -2 if found == -1 else found


@builtin(hash)
def hash_of_tuple(items: tuple[object, ...]) -> int:
    mixed = tuple_start()
    for x in items:
        mixed = tuple_mixed(mixed, hash(x))
    return tuple_end(mixed, len(items))


@inline
def _u64(n: int) -> u64:
    return op.cast(n, to=u64)


@inline
def _turned(x: u64, by: int) -> u64:
    return op.or_(op.shl(x, _u64(by)), op.shr(x, _u64(64 - by)))


@inline
def tuple_start() -> u64:
    return _u64(2870177450012600261)


@inline
def tuple_mixed(mixed: u64, item: int) -> u64:
    """The step of xxHash for one more element."""
    mixed = op.add(mixed, op.mul(_u64(item), _u64(-4417276706812531889)))
    return op.mul(_turned(mixed, 31), _u64(-7046029288634856825))


@inline
def tuple_end(mixed: u64, n: int) -> int:
    mixed = op.add(mixed, op.xor(_u64(n), op.xor(_u64(2870177450012600261), _u64(3527539))))
    found = op.cast(mixed, to=int)
    return 1546275796 if found == -1 else found


@inline
def hash_state(k: int) -> int:
    return op.extern(k, name="host_hash_state", effects="", result=int)


# --- text as CPython hashes it -------------------------------------------------------------------


def _of_units(data: Buffer[u8], n: int) -> u64:
    """Of text that is not ASCII: CPython keeps it in units of one, two or four bytes."""
    size, count, at = 1, 0, 0
    if beyond_latin_1(data):
        size = 2
    while at < n:
        first = byte(data, at)
        if first >= 240:
            size = 4
        at += width(first)
        count += 1
    units = op.buffer_new(count * size, elem=u8)
    at, k = 0, 0
    while at < n:
        code = decoded(data, at)
        at += width(byte(data, at))
        for _ in range(size):
            op.buffer_store(units, k, op.cast(code & 255, to=u8))
            code >>= 8
            k += 1
    return siphash(units, k)


def _rest(data: Buffer[u8], at: int, n: int) -> u64:
    """The bytes from `at` on, less than eight."""
    found = _u64(0)
    shift = 0
    while at < n:
        found = op.or_(found, op.shl(op.cast(op.buffer_load(data, at), to=u64), _u64(shift)))
        at += 1
        shift += 8
    return found


def _end(data: Buffer[u8], at: int, n: int) -> u64:
    return op.or_(_rest(data, at, n), op.shl(_u64(n), _u64(56)))


@inline
def _round(a: u64, b: u64, c: u64, d: u64) -> tuple[u64, u64, u64, u64]:
    a = op.add(a, b)
    b = op.xor(_turned(b, 13), a)
    a = _turned(a, 32)
    c = op.add(c, d)
    d = op.xor(_turned(d, 16), c)
    a = op.add(a, d)
    d = op.xor(_turned(d, 21), a)
    c = op.add(c, b)
    b = op.xor(_turned(b, 17), c)
    c = _turned(c, 32)
    return a, b, c, d


def siphash(data: Buffer[u8], n: int) -> u64:
    """SipHash of `n` bytes with the key, and as many rounds, as the running Python has."""
    rounds = hash_state(STATE_ROUNDS)
    k0, k1 = _u64(hash_state(STATE_KEY)), _u64(hash_state(STATE_KEY + 1))
    a = op.xor(k0, _u64(0x736F6D6570736575))
    b = op.xor(k1, _u64(0x646F72616E646F6D))
    c = op.xor(k0, _u64(0x6C7967656E657261))
    d = op.xor(k1, _u64(0x7465646279746573))
    at = 0
    while at <= n:
        m = word(data, at) if at + 8 <= n else _end(data, at, n)
        d = op.xor(d, m)
        a, b, c, d = _round(a, b, c, d)
        if rounds == 2:
            a, b, c, d = _round(a, b, c, d)
        a = op.xor(a, m)
        at += 8
    c = op.xor(c, _u64(255))
    a, b, c, d = _round(a, b, c, d)
    a, b, c, d = _round(a, b, c, d)
    a, b, c, d = _round(a, b, c, d)
    if rounds == 2:
        a, b, c, d = _round(a, b, c, d)
    return op.xor(op.xor(a, b), op.xor(c, d))


# --- keys: as `hash`, but a nan has one too ------------------------------------------------------


@inline
def key_hash(key: object) -> int:
    if isinstance(key, tuple):
        mixed = tuple_start()
        for x in key:
            mixed = tuple_mixed(mixed, key_hash(x))
        return tuple_end(mixed, len(key))
    if isinstance(key, float):
        return key_hash_of_float(key)
    return hash(key)


# --- where a key goes in a dict ------------------------------------------------------------------


def placed(key: object) -> int:
    """Equal keys are placed alike; never 0."""
    found = _spread(key)
    return found if found != 0 else 6148914691236517205


@inline
def _spread(key: object) -> int:
    if isinstance(key, str):
        return _of_text(key)
    if isinstance(key, tuple):
        mixed = tuple_start()
        for x in key:
            mixed = tuple_mixed(mixed, _spread_part(x))
        return op.cast(mixed, to=int)
    if isinstance(key, float):
        return key_hash_of_float(key)
    return hash(key)


def _spread_part(key: object) -> int:
    return _spread(key)


@inline
def _folded(a: u64, b: u64) -> u64:
    return op.xor(op.mul(a, b), op.mulhi(a, b))


@inline
def _of_text(text: Str) -> int:
    """Eight bytes at a time are multiplied into what is there, from the process's key on."""
    data = text._data
    n = op.buffer_len(data)
    mixed = op.xor(_u64(hash_state(STATE_KEY)), op.mul(_u64(n), _u64(-7046029254386353131)))
    if n < 8:
        mixed = _folded(op.xor(mixed, short_word(data, 0, n)), _u64(-6884282663029611473))
    else:
        last = op.sub(n, 8)
        mixed = _folded(op.xor(mixed, word(data, last)), _u64(-6884282663029611473))
        if last > 0:
            mixed = _of_words(data, last, mixed)
    return op.cast(_folded(mixed, _u64(-1800455987208640293)), to=int)


@apart
def _of_words(data: Buffer[u8], stop: int, mixed: u64) -> u64:
    at = 0
    while at < stop:
        mixed = _folded(op.xor(mixed, word(data, at)), _u64(-6884282663029611473))
        at = op.add(at, 8)
    return mixed
