"""How `timsort.py` merges two runs: one element after the other, or in leaps where one run wins
again and again (it *gallops*)."""

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
    a, b = op.buffer_load(runs, i), op.buffer_load(runs, i + 1)
    stop = end
    if i + 2 < count:
        stop = op.buffer_load(runs, i + 2)
        op.buffer_store(runs, i + 1, stop)
    k = _right_of(op.buffer_load(data, b), data, a, b - a, 0)
    a += k
    if a == b:
        return gallop
    n = _left_of(op.buffer_load(data, b - 1), data, b, stop - b, stop - b - 1)
    if n <= 0:
        return gallop
    if b - a <= n:
        return _merge_low(data, spare, a, b, b + n, gallop)
    return _merge_high(data, spare, a, b, b + n, gallop)


def _merge_low(
    data: Buffer[T], spare: Buffer[T], start: int, b: int, stop: int, gallop: int
) -> int:
    """Merge data[start:b] with data[b:stop], from the left; the first part is the shorter one."""
    a, end, to = 0, b - start, start
    op.buffer_copy(spare, 0, data, start, end)
    op.buffer_store(data, to, op.buffer_load(data, b))
    to += 1
    b += 1
    while b < stop and end - a > 1:
        of_a = of_b = 0
        while True:
            if less(data, b, spare, a):
                op.buffer_store(data, to, op.buffer_load(data, b))
                to += 1
                b += 1
                of_a = 0
                of_b += 1
                if b == stop or of_b >= gallop:
                    break
            else:
                op.buffer_store(data, to, op.buffer_load(spare, a))
                to += 1
                a += 1
                of_a += 1
                of_b = 0
                if end - a == 1 or of_a >= gallop:
                    break
        if b == stop or end - a == 1:
            break
        gallop += 1
        while True:
            gallop = max(gallop - 1, 1)
            of_a = _right_of(op.buffer_load(data, b), spare, a, end - a, 0)
            op.buffer_copy(data, to, spare, a, of_a)
            to += of_a
            a += of_a
            if end - a <= 1:
                break
            op.buffer_store(data, to, op.buffer_load(data, b))
            to += 1
            b += 1
            if b == stop:
                break
            of_b = _left_of(op.buffer_load(spare, a), data, b, stop - b, 0)
            op.buffer_copy(data, to, data, b, of_b)
            to += of_b
            b += of_b
            if b == stop:
                break
            op.buffer_store(data, to, op.buffer_load(spare, a))
            to += 1
            a += 1
            if end - a == 1 or (of_a < GALLOP and of_b < GALLOP):
                break
        if b == stop or end - a <= 1:
            break
        gallop += 1
    if end - a == 1:
        op.buffer_copy(data, to, data, b, stop - b)
        op.buffer_store(data, stop - 1, op.buffer_load(spare, a))
    else:
        op.buffer_copy(data, to, spare, a, end - a)
    return gallop


def _merge_high(
    data: Buffer[T], spare: Buffer[T], start: int, middle: int, stop: int, gallop: int
) -> int:
    """Merge data[start:middle] with data[middle:stop], from the right; the second part is the
    shorter one. `a` and `b` are how many elements of each are left."""
    b = stop - middle
    op.buffer_copy(spare, 0, data, middle, b)
    a = middle - start - 1
    op.buffer_store(data, stop - 1, op.buffer_load(data, start + a))
    while a > 0 and b > 1:
        of_a = of_b = 0
        while True:
            if less(spare, b - 1, data, start + a - 1):
                a -= 1
                op.buffer_store(data, start + a + b, op.buffer_load(data, start + a))
                of_a += 1
                of_b = 0
                if a == 0 or of_a >= gallop:
                    break
            else:
                b -= 1
                op.buffer_store(data, start + a + b, op.buffer_load(spare, b))
                of_a = 0
                of_b += 1
                if b == 1 or of_b >= gallop:
                    break
        if a == 0 or b == 1:
            break
        gallop += 1
        while True:
            gallop = max(gallop - 1, 1)
            of_a = a - _right_of(op.buffer_load(spare, b - 1), data, start, a, a - 1)
            a -= of_a
            op.buffer_copy(data, start + a + b, data, start + a, of_a)
            if a == 0:
                break
            b -= 1
            op.buffer_store(data, start + a + b, op.buffer_load(spare, b))
            if b == 1:
                break
            of_b = b - _left_of(op.buffer_load(data, start + a - 1), spare, 0, b, b - 1)
            b -= of_b
            op.buffer_copy(data, start + a + b, spare, b, of_b)
            if b <= 1:
                break
            a -= 1
            op.buffer_store(data, start + a + b, op.buffer_load(data, start + a))
            if a == 0 or (of_a < GALLOP and of_b < GALLOP):
                break
        if a == 0 or b <= 1:
            break
        gallop += 1
    if a > 0 and b == 1:
        op.buffer_copy(data, start + 1, data, start, a)
        op.buffer_store(data, start, op.buffer_load(spare, 0))
    else:
        op.buffer_copy(data, start + a, spare, 0, b)
    return gallop


def _left_of(key: T, data: Buffer[T], base: int, n: int, hint: int) -> int:
    """How many of the `n` elements from `base` are less than the key; looks from `hint` on."""
    low, step = 0, 1
    if op.buffer_load(data, base + hint) < key:
        most = n - hint
        while step < most and op.buffer_load(data, base + hint + step) < key:
            low = step
            step = 2 * step + 1
        low, high = hint + low, hint + min(step, most)
    else:
        most = hint + 1
        while step < most and not op.buffer_load(data, base + hint - step) < key:
            low = step
            step = 2 * step + 1
        low, high = hint - min(step, most), hint - low
    low += 1
    while low < high:
        middle = low + ((high - low) >> 1)
        if op.buffer_load(data, base + middle) < key:
            low = middle + 1
        else:
            high = middle
    return high


def _right_of(key: T, data: Buffer[T], base: int, n: int, hint: int) -> int:
    """How many of the `n` elements from `base` the key is not less than; looks from `hint` on."""
    low, step = 0, 1
    if key < op.buffer_load(data, base + hint):
        most = hint + 1
        while step < most and key < op.buffer_load(data, base + hint - step):
            low = step
            step = 2 * step + 1
        low, high = hint - min(step, most), hint - low
    else:
        most = n - hint
        while step < most and not key < op.buffer_load(data, base + hint + step):
            low = step
            step = 2 * step + 1
        low, high = hint + low, hint + min(step, most)
    low += 1
    while low < high:
        middle = low + ((high - low) >> 1)
        if key < op.buffer_load(data, base + middle):
            high = middle
        else:
            low = middle + 1
    return high


@inline
def less(a: Buffer[T], i: int, b: Buffer[T], j: int) -> bool:
    return op.buffer_load(a, i) < op.buffer_load(b, j)
