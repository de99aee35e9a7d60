"""`itertools`, as the generator functions of CPython's documentation: their bodies run in the loops
that go through them."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import itertools
import sys

from .intrinsics import begun_by
from .registry import builtin
from .words import said

_NO_STOP = said(itertools.islice, "", -1)
_NO_SLICE = said(itertools.islice, "", -1, None)
_BY_POSITION = (list, tuple, str, bytes, range)
_NO_STEP = said(itertools.islice, "", 0, 0, 0)


@builtin(iter)
def iter_of(iterable):
    yield from iterable


@builtin(iter)
def iter_until(call, sentinel):
    while True:
        try:
            x = call()
        except StopIteration:
            return
        if sentinel == x:
            return
        yield x


def backwards_of(items, n: int):
    """`reversed` of a list that had `n` elements."""
    i = n - 1
    while 0 <= i < len(items):
        yield items[i]
        i -= 1


def reversed_of(items, n: int):
    """`reversed` of an instance with `__len__`, which gave `n`, and `__getitem__`."""
    i = n - 1
    while i >= 0:
        try:
            item = items[i]
        except (IndexError, StopIteration):
            return
        yield item
        i -= 1


def next_or(walker, default):
    """`next(walker, default)` of an instance with `__next__`."""
    try:
        return walker.__next__()
    except StopIteration:
        return default


def contains_of(iterable, item) -> bool:
    """`item in iterable` of an iterator, which is gone through until there."""
    for x in iterable:
        if x == item:
            return True
    return False


def numbers(start=0, step=1):
    if isinstance(start, (str, bytes, list, tuple)) or isinstance(step, (str, bytes, list, tuple)):
        raise TypeError("a number is required")
    return start


@builtin(itertools.count)
@begun_by(numbers)
def count(start=0, step=1):
    n = start
    while True:
        yield n
        n = n + step


@builtin(itertools.repeat)
def repeat_for_ever(object):
    while True:
        yield object


@builtin(itertools.repeat)
def repeat(object, times: int):
    for _ in range(times):
        yield object


@builtin(itertools.cycle)
def cycle(iterable):
    begun = False
    for x in iterable:
        yield x
        if begun:
            saved.append(x)  # noqa: F821
        else:
            begun = True
            saved = [x]
    if begun:
        while True:
            yield from saved


@builtin(itertools.accumulate)
def accumulate(iterable, func=None, *, initial=None):
    if initial is None:
        begun = False
        for x in iterable:
            if not begun:
                begun = True
                total = x
            elif func is None:
                total = total + x
            else:
                total = func(total, x)
            yield total
    else:
        total = initial
        yield total
        for x in iterable:
            total = total + x if func is None else func(total, x)
            yield total


@builtin(itertools.chain)
def chain_of_nothing():
    return
    yield 0


@builtin(itertools.chain)
def chain_of_one(a):
    yield from a


@builtin(itertools.chain)
def chain_of_two(a, b):
    yield from a
    yield from b


@builtin(itertools.chain)
def chain_of_three(a, b, c):
    yield from a
    yield from b
    yield from c


@builtin(itertools.chain)
def chain_of_four(a, b, c, d):
    yield from a
    yield from b
    yield from c
    yield from d


@builtin(itertools.chain)
def chain_of_five(a, b, c, d, e):
    yield from a
    yield from b
    yield from c
    yield from d
    yield from e


@builtin(itertools.chain)
def chain_of_six(a, b, c, d, e, f):
    yield from a
    yield from b
    yield from c
    yield from d
    yield from e
    yield from f


@builtin(itertools.chain.from_iterable)
def chain_from_iterable(iterable):
    for items in iterable:
        yield from items


@builtin(itertools.compress)
def compress(data, selectors):
    for x, selected in zip(data, selectors):
        if selected:
            yield x


@builtin(itertools.dropwhile)
def dropwhile(predicate, iterable):
    begun = False
    for x in iterable:
        if begun or not predicate(x):
            begun = True
            yield x


@builtin(itertools.takewhile)
def takewhile(predicate, iterable):
    for x in iterable:
        if not predicate(x):
            return
        yield x


@builtin(itertools.filterfalse)
def filterfalse(predicate, iterable):
    for x in iterable:
        if predicate is None:
            if not x:
                yield x
        elif not predicate(x):
            yield x


@builtin(itertools.starmap)
def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def whole_stop(stop: int | None):
    if stop is not None and stop < 0:
        if stop == -1:
            raise ValueError(_NO_STOP)
        raise ValueError(_NO_SLICE)
    return stop


def whole_bounds(start: int | None, stop: int | None, step: int | None = 1):
    if stop is not None and stop == -1:
        raise ValueError(_NO_STOP)
    if (start is not None and start < 0) or (stop is not None and stop < 0):
        raise ValueError(_NO_SLICE)
    if step is not None and step < 1:
        raise ValueError(_NO_STEP)
    return start


@builtin(itertools.islice)
@begun_by(whole_stop, 1)
def islice_to(iterable, stop: int | None):
    left = sys.maxsize if stop is None else stop
    if left > 0:
        for x in iterable:
            yield x
            left -= 1
            if left == 0:
                return


@builtin(itertools.islice)
@begun_by(whole_bounds, 1)
def islice(iterable, start: int | None, stop: int | None, step: int | None = 1):
    first = 0 if start is None else start
    by = 1 if step is None else step
    end = sys.maxsize if stop is None else stop
    taken = max(first, end)
    i, following = 0, first
    if taken > 0:
        for x in iterable:
            i += 1
            if i > following and i <= end:
                following = sys.maxsize if following > sys.maxsize - by else following + by
                yield x
            if i == taken:
                return


@builtin(itertools.pairwise)
def pairwise(iterable):
    begun = False
    for x in iterable:
        if begun:
            yield before, x  # noqa: F821
        begun = True
        before = x  # noqa: F841


@builtin(itertools.zip_longest)
def zip_longest_of_two(a, b, *, fillvalue=None):
    if isinstance(a, _BY_POSITION) and isinstance(b, _BY_POSITION):
        i = 0
        while i < len(a) or i < len(b):
            item_a = a[i] if i < len(a) else fillvalue
            yield item_a, (b[i] if i < len(b) else fillvalue)
            i += 1
    else:
        in_a, in_b = iter(a), iter(b)
        more_a, more_b = True, True
        while more_a or more_b:
            item_a = fillvalue
            if more_a:
                try:
                    item_a = next(in_a)
                except StopIteration:
                    more_a = False
            item_b = fillvalue
            if more_b:
                try:
                    item_b = next(in_b)
                except StopIteration:
                    more_b = False
            if more_a or more_b:
                yield item_a, item_b


@builtin(itertools.zip_longest)
def zip_longest_of_three(a, b, c, *, fillvalue=None):
    if isinstance(a, _BY_POSITION) and isinstance(b, _BY_POSITION) and isinstance(c, _BY_POSITION):
        i = 0
        while i < len(a) or i < len(b) or i < len(c):
            item_a = a[i] if i < len(a) else fillvalue
            item_b = b[i] if i < len(b) else fillvalue
            yield item_a, item_b, (c[i] if i < len(c) else fillvalue)
            i += 1
    else:
        in_a, in_b, in_c = iter(a), iter(b), iter(c)
        more_a, more_b, more_c = True, True, True
        while more_a or more_b or more_c:
            item_a = fillvalue
            if more_a:
                try:
                    item_a = next(in_a)
                except StopIteration:
                    more_a = False
            item_b = fillvalue
            if more_b:
                try:
                    item_b = next(in_b)
                except StopIteration:
                    more_b = False
            item_c = fillvalue
            if more_c:
                try:
                    item_c = next(in_c)
                except StopIteration:
                    more_c = False
            if more_a or more_b or more_c:
                yield item_a, item_b, item_c
