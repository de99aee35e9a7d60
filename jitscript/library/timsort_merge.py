"""How `timsort.py` merges two runs: one element after the other, or in leaps where one run wins
again and again (it *gallops*).

Places and lengths are far from the ends of an int: the plain `op.add` and its like have no checks,
for which loops would be there twice.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .intrinsics import Buffer, inline, op

T = TypeVar("T")

GALLOP = 7  # so many elements in a row from one run make a merge gallop


def merge_at(
    data: Buffer[T], spare: Buffer[T], runs: Buffer[int], i: int, count: int, end: int, gallop: int
) -> int:
    """Merge the runs i and i + 1 of `count`; how many in a row now make a merge gallop."""
    a, b = op.buffer_load(runs, i), op.buffer_load(runs, op.add(i, 1))
    stop = end
    if op.add(i, 2) < count:
        stop = op.buffer_load(runs, op.add(i, 2))
        op.buffer_store(runs, op.add(i, 1), stop)
    k = _right_of(op.buffer_load(data, b), data, a, op.sub(b, a), 0)
    a = op.add(a, k)
    if a == b:
        return gallop
    n = _left_of(
        op.buffer_load(data, op.sub(b, 1)), data, b, op.sub(stop, b), op.sub(op.sub(stop, b), 1)
    )
    if n <= 0:
        return gallop
    if op.sub(b, a) <= n:
        return _merge_low(data, spare, a, b, op.add(b, n), gallop)
    return _merge_high(data, spare, a, b, op.add(b, n), gallop)


def _merge_low(
    data: Buffer[T], spare: Buffer[T], start: int, b: int, stop: int, gallop: int
) -> int:
    """Merge data[start:b] with data[b:stop], from the left; the first part is the shorter one."""
    a, end, to = 0, op.sub(b, start), start
    op.buffer_copy(spare, 0, data, start, end)
    op.buffer_store(data, to, op.buffer_load(data, b))
    to = op.add(to, 1)
    b = op.add(b, 1)
    while b < stop and op.sub(end, a) > 1:
        of_a = of_b = 0
        while True:
            if less(data, b, spare, a):
                op.buffer_store(data, to, op.buffer_load(data, b))
                to = op.add(to, 1)
                b = op.add(b, 1)
                of_a = 0
                of_b = op.add(of_b, 1)
                if b == stop or of_b >= gallop:
                    break
            else:
                op.buffer_store(data, to, op.buffer_load(spare, a))
                to = op.add(to, 1)
                a = op.add(a, 1)
                of_a = op.add(of_a, 1)
                of_b = 0
                if op.sub(end, a) == 1 or of_a >= gallop:
                    break
        if b == stop or op.sub(end, a) == 1:
            break
        gallop = op.add(gallop, 1)
        while True:
            gallop = max(op.sub(gallop, 1), 1)
            of_a = _right_of(op.buffer_load(data, b), spare, a, op.sub(end, a), 0)
            op.buffer_copy(data, to, spare, a, of_a)
            to = op.add(to, of_a)
            a = op.add(a, of_a)
            if op.sub(end, a) <= 1:
                break
            op.buffer_store(data, to, op.buffer_load(data, b))
            to = op.add(to, 1)
            b = op.add(b, 1)
            if b == stop:
                break
            of_b = _left_of(op.buffer_load(spare, a), data, b, op.sub(stop, b), 0)
            op.buffer_copy(data, to, data, b, of_b)
            to = op.add(to, of_b)
            b = op.add(b, of_b)
            if b == stop:
                break
            op.buffer_store(data, to, op.buffer_load(spare, a))
            to = op.add(to, 1)
            a = op.add(a, 1)
            if op.sub(end, a) == 1 or (of_a < GALLOP and of_b < GALLOP):
                break
        if b == stop or op.sub(end, a) <= 1:
            break
        gallop = op.add(gallop, 1)
    if op.sub(end, a) == 1:
        op.buffer_copy(data, to, data, b, op.sub(stop, b))
        op.buffer_store(data, op.sub(stop, 1), op.buffer_load(spare, a))
    else:
        op.buffer_copy(data, to, spare, a, op.sub(end, a))
    return gallop


def _merge_high(
    data: Buffer[T], spare: Buffer[T], start: int, middle: int, stop: int, gallop: int
) -> int:
    """Merge data[start:middle] with data[middle:stop], from the right; the second part is the
    shorter one. `a` and `b` are how many elements of each are left."""
    b = op.sub(stop, middle)
    op.buffer_copy(spare, 0, data, middle, b)
    a = op.sub(op.sub(middle, start), 1)
    op.buffer_store(data, op.sub(stop, 1), op.buffer_load(data, op.add(start, a)))
    while a > 0 and b > 1:
        of_a = of_b = 0
        while True:
            if less(spare, op.sub(b, 1), data, op.sub(op.add(start, a), 1)):
                a = op.sub(a, 1)
                op.buffer_store(
                    data, op.add(op.add(start, a), b), op.buffer_load(data, op.add(start, a))
                )
                of_a = op.add(of_a, 1)
                of_b = 0
                if a == 0 or of_a >= gallop:
                    break
            else:
                b = op.sub(b, 1)
                op.buffer_store(data, op.add(op.add(start, a), b), op.buffer_load(spare, b))
                of_a = 0
                of_b = op.add(of_b, 1)
                if b == 1 or of_b >= gallop:
                    break
        if a == 0 or b == 1:
            break
        gallop = op.add(gallop, 1)
        while True:
            gallop = max(op.sub(gallop, 1), 1)
            of_a = op.sub(
                a, _right_of(op.buffer_load(spare, op.sub(b, 1)), data, start, a, op.sub(a, 1))
            )
            a = op.sub(a, of_a)
            op.buffer_copy(data, op.add(op.add(start, a), b), data, op.add(start, a), of_a)
            if a == 0:
                break
            b = op.sub(b, 1)
            op.buffer_store(data, op.add(op.add(start, a), b), op.buffer_load(spare, b))
            if b == 1:
                break
            of_b = op.sub(
                b,
                _left_of(
                    op.buffer_load(data, op.sub(op.add(start, a), 1)), spare, 0, b, op.sub(b, 1)
                ),
            )
            b = op.sub(b, of_b)
            op.buffer_copy(data, op.add(op.add(start, a), b), spare, b, of_b)
            if b <= 1:
                break
            a = op.sub(a, 1)
            op.buffer_store(
                data, op.add(op.add(start, a), b), op.buffer_load(data, op.add(start, a))
            )
            if a == 0 or (of_a < GALLOP and of_b < GALLOP):
                break
        if a == 0 or b <= 1:
            break
        gallop = op.add(gallop, 1)
    if a > 0 and b == 1:
        op.buffer_copy(data, op.add(start, 1), data, start, a)
        op.buffer_store(data, start, op.buffer_load(spare, 0))
    else:
        op.buffer_copy(data, op.add(start, a), spare, 0, b)
    return gallop


def _left_of(key: T, data: Buffer[T], base: int, n: int, hint: int) -> int:
    """How many of the `n` elements from `base` are less than the key; looks from `hint` on."""
    low, step = 0, 1
    if below(op.buffer_load(data, op.add(base, hint)), key):
        most = op.sub(n, hint)
        while step < most and below(op.buffer_load(data, op.add(op.add(base, hint), step)), key):
            low = step
            step = op.add(op.mul(2, step), 1)
        low, high = op.add(hint, low), op.add(hint, min(step, most))
    else:
        most = op.add(hint, 1)
        while step < most and not below(
            op.buffer_load(data, op.sub(op.add(base, hint), step)), key
        ):
            low = step
            step = op.add(op.mul(2, step), 1)
        low, high = op.sub(hint, min(step, most)), op.sub(hint, low)
    low = op.add(low, 1)
    while low < high:
        middle = op.add(low, op.sub(high, low) >> 1)
        if below(op.buffer_load(data, op.add(base, middle)), key):
            low = op.add(middle, 1)
        else:
            high = middle
    return high


def _right_of(key: T, data: Buffer[T], base: int, n: int, hint: int) -> int:
    """How many of the `n` elements from `base` the key is not less than; looks from `hint` on."""
    low, step = 0, 1
    if below(key, op.buffer_load(data, op.add(base, hint))):
        most = op.add(hint, 1)
        while step < most and below(key, op.buffer_load(data, op.sub(op.add(base, hint), step))):
            low = step
            step = op.add(op.mul(2, step), 1)
        low, high = op.sub(hint, min(step, most)), op.sub(hint, low)
    else:
        most = op.sub(n, hint)
        while step < most and not below(
            key, op.buffer_load(data, op.add(op.add(base, hint), step))
        ):
            low = step
            step = op.add(op.mul(2, step), 1)
        low, high = op.add(hint, low), op.add(hint, min(step, most))
    low = op.add(low, 1)
    while low < high:
        middle = op.add(low, op.sub(high, low) >> 1)
        if below(key, op.buffer_load(data, op.add(base, middle))):
            high = middle
        else:
            low = op.add(middle, 1)
    return high


@inline
def less(a: Buffer[T], i: int, b: Buffer[T], j: int) -> bool:
    return below(op.buffer_load(a, i), op.buffer_load(b, j))


def below(a: T, b: T) -> bool:
    """What is long for a type stands here once, not at each of the places that ask."""
    return a < b
