"""Lists and strings across the border: identity, changes for the caller, memory."""

from __future__ import annotations

import gc
import resource
import sys
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, f64


def script(function: Any) -> Any:
    return js.script(cache=False)(function)


@script
def grow(xs: list[int], n: int) -> list[int]:
    xs.append(n)
    return xs


@script
def total(xs: list[float]) -> float:
    t = 0.0
    for x in xs:
        t += x
    return t


@script
def nest(xs: list[list[int]]) -> list[list[int]]:
    xs[0].append(7)
    xs.append([1, 2])
    xs.append(xs[1])
    return xs


@script
def swap(a: list[list[int]], b: list[int]) -> tuple[list[int], list[list[int]]]:
    old = a[0]
    a[0] = b
    b.append(9)
    return old, a


@script
def grow_then_fail(xs: list[int], i: int) -> int:
    xs.append(9)
    return xs[i]


@script
def join(parts: list[str], by: str) -> str:
    return by.join(parts)


@script
def optional(xs: list[int] | None, pair: tuple[str, list[int]]) -> int:
    if xs is None:
        return len(pair[0])
    return len(xs) + len(pair[1])


@script
def words(text: str) -> list[str]:
    return text.split()


@script
def with_array(xs: list[tuple[int, Array1[f64]]]) -> float:
    return xs[0][1][0]


def test_the_caller_sees_changes() -> None:
    xs = [1, 2]
    assert grow(xs, 5) is xs and xs == [1, 2, 5]
    assert grow(xs=xs, n=6) is xs and xs == [1, 2, 5, 6]


def test_one_list_in_two_places() -> None:
    a = [0]
    xs = [a, a]
    result = nest(xs)
    assert result is xs and xs == [[0, 7], [0, 7], [1, 2], [0, 7]]
    assert xs[0] is xs[1] is xs[3] is a


def test_lists_move_between_arguments() -> None:
    inner, b = [1], [2]
    a = [inner]
    old, same = swap(a, b)
    assert old is inner and same is a and a[0] is b and b == [2, 9] and inner == [1]
    both = [3]
    outer = [both]
    old, same = swap(outer, both)
    assert old is both is outer[0] and both == [3, 9]


def test_changes_before_an_exception_stay() -> None:
    xs = [1]
    with pytest.raises(IndexError, match="list index out of range"):
        grow_then_fail(xs, 10)
    assert xs == [1, 9]


def test_lists_that_are_only_read_keep_their_elements() -> None:
    big = [10**15 + i for i in range(3)] + [2]
    before = list(map(id, big))
    assert total([1.5, 2, 3.0]) == 6.5
    assert total(big) == sum(big)
    assert list(map(id, big)) == before


def test_text() -> None:
    assert join(["a", "é", "", "\U0001f600"], "-") == "a-é--\U0001f600"
    assert words(" a bé  c\n") == ["a", "bé", "c"]
    assert join([], "x") == ""
    assert join(["a\udfff", "b"], "\ud800") == "a\udfff\ud800b"


def test_none_and_tuples() -> None:
    assert optional(None, ("abc", [1])) == 3
    assert optional([1, 2], ("", [1])) == 3


def test_long_and_deep() -> None:
    xs = list(range(200_000))
    assert grow(xs, -1) is xs and len(xs) == 200_001 and xs[-1] == -1
    many = [[i] for i in range(20_000)]
    ids = list(map(id, many))
    nest(many)
    assert list(map(id, many))[:20_000] == ids and many[0] == [0, 7]


def test_arrays_within_lists() -> None:
    a = np.array([2.5])
    count = sys.getrefcount(a)
    assert with_array([(1, a)]) == 2.5
    assert sys.getrefcount(a) == count


@script
def two_types(a: list[int], b: list[float]) -> int:
    b.append(1.5)
    return len(a)


@script
def inner_types(a: list[list[int]], b: tuple[list[list[int]], list[list[list[int]]]]) -> int:
    b[1].append([[1]])
    return len(a[0])


def test_one_list_is_not_of_two_types() -> None:
    one: list[Any] = []
    nested: list[Any] = [[]]
    with pytest.raises(TypeError, match="cannot be of two types"):
        two_types(one, one)
    with pytest.raises(TypeError, match="cannot be of two types"):
        inner_types([[]], (nested, nested))
    assert one == [] and nested == [[]]
    assert two_types([], one) == 0 and one == [1.5]


@script
def shared(n: int) -> tuple[list[int], list[list[int]]]:
    one = [n]
    return one, [one, one]


def test_one_instance_is_one_list() -> None:
    one, many = shared(3)
    assert one == [3] and many[0] is one and many[1] is one


@script
def either(x: list[list[int]] | list[list[float]]) -> list[list[int]] | list[list[float]]:
    return x


@script
def pair(x: tuple[int, int] | tuple[float, float]) -> tuple[int, int] | tuple[float, float]:
    return x


def test_unions_of_what_holds_floats() -> None:
    for value in ([[], [1.5]], [[1], [2]], [[], [2]]):
        assert either(value) is value
        before = sys.getrefcount(value[0])
        either(value)
        after = sys.getrefcount(value[0])
        assert after == before
    assert repr([pair((1, 2)), pair((True, 2)), pair((1, 2.5))]) == "[(1, 2), (1, 2), (1.0, 2.5)]"
    with pytest.raises(TypeError, match=r"list\[list\[int\]\]"):
        either([[], ["a"]])


def work(times: int) -> None:
    a = np.zeros(3)
    for _ in range(times):
        grow([1, 2], 3)
        nest([[1], [2]])
        swap([[1]], [2])
        join(["abc" * 50, "d" * 50], "e")
        words("a b c")
        optional([1], ("abc", [1]))
        with_array([(1, a)])
        for function, args in (
            (grow_then_fail, ([1] * 100, 1000)),
            (optional, ([1] * 100, ("a" * 100, ["b"]))),
            (join, (["a" * 100, 3], "b")),
        ):
            with pytest.raises((IndexError, TypeError)):
                function(*args)


def test_no_leaks() -> None:
    work(300)
    gc.collect()
    blocks = sys.getallocatedblocks()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    work(1500)
    gc.collect()
    assert sys.getallocatedblocks() - blocks < 500
    # Native memory: one lost list in each round would be more than this.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 1024


def test_what_is_not_touched_stays_the_object_it_was() -> None:
    @script
    def change(
        floats: list[float],
        texts: list[str],
        pairs: list[tuple[str, float]],
        some: list[int | None],
    ) -> None:
        floats.insert(1, 7.5)
        floats[3] += 1.0
        texts.append("new")
        del pairs[1]
        pairs.insert(3, ("new", 0.5))
        some[0] = 1000

    nan = float("nan")
    floats: Any = [nan, 3, True, -0.0, nan]
    texts = ["some words " * 3, "d\xe9j\xe0"]
    pairs = [(str(i) * 3, i * 1.5) for i in range(6)]
    some: Any = [10**6, 10**7, None, True]
    before = [list(x) for x in (floats, texts, pairs, some)]
    change(floats, texts, pairs, some)
    assert repr(floats) == "[nan, 7.5, 3, 2.0, -0.0, nan]"
    for i, k in ((0, 0), (2, 1), (4, 3), (5, 4)):
        assert floats[i] is before[0][k]
    assert texts == [*before[1], "new"] and all(a is b for a, b in zip(texts, before[1]))
    kept = [(0, 0), (1, 2), (2, 3), (4, 4), (5, 5)]
    assert all(pairs[i] is before[2][k] for i, k in kept) and pairs[3] == ("new", 0.5)
    assert some == [1000, 10**7, None, True] and some[1] is before[3][1] and some[3] is True


def test_where_a_value_stays_its_object_stays() -> None:
    @script
    def change(a: list[float], b: list[float], c: list[str]) -> None:
        a[0] = 2.5
        a.append(a[1])
        b.append(0.5)
        b[0] = 9.0
        c.append(c[0])
        c.sort(reverse=True)

    for function in (change, change.python):
        a, b = [-1e-300, float("-inf")], [0.25, 0.5, float("0.5")]
        c = ["\0b", "a,b,c", "\u65e5\u672c", "\0" + "b", "".join("\0b")]
        kept = [(a, 1, a[1]), (b, 1, b[1]), (b, 2, b[2]), (c, 3, c[3]), (c, 4, c[4])]
        function(a, b, c)
        assert (a, b) == ([2.5, float("-inf"), float("-inf")], [9.0, 0.5, 0.5, 0.5])
        assert c == ["\u65e5\u672c", "a,b,c", *["\0b"] * 4]
        assert all(items[i] is item for items, i, item in kept)


def test_elements_keep_their_sign_and_their_type() -> None:
    @script
    def zero(items: list[float], mixed: list[int | float]) -> None:
        items[0] = -0.0
        mixed[0] = 1.0
        mixed[1] = 2

    items, mixed = [0.0, 1.0], [1, 2.0]
    zero(items, mixed)
    assert repr(items) == "[-0.0, 1.0]" and repr(mixed) == "[1.0, 2]"


def test_a_list_that_another_thread_changes() -> None:
    """Its changes stay, and where the function changed the list too, it says so."""
    import threading
    import time

    @script
    def slow(items: list[int], others: list[int], n: int, m: int) -> int:
        total = 0
        for i in range(n):
            total = (total * 3 + i) % 1000003
        for _ in range(m):
            items.append(total)
        others.append(total)
        return total

    slow([], [], 1, 1)

    def outcome(m: int) -> tuple[list[int], list[int], str]:
        items, others, told = [1], [2], [""]

        def call() -> None:
            try:
                slow(items, others, 10**8, m)
            except RuntimeError as error:
                told[0] = str(error)

        thread = threading.Thread(target=call)
        thread.start()
        time.sleep(0.05)
        items.append(777)
        thread.join()
        return items, others[:1] if len(others) == 2 else [], told[0]

    assert outcome(0) == ([1, 777], [2], "")
    for _ in range(20):
        found = outcome(1)
        if len(found[0]) < 3 or found[2]:
            break  # else the machine was busy, and the call had ended or not begun
    assert found == ([1, 777], [], "list changed during the call, which changed it too")


def test_lists_that_contain_themselves_or_are_deep() -> None:
    @script
    def count(items: list[list[int]]) -> int:
        return len(items)

    loop: Any = []
    loop.append(loop)
    deep: Any = [1]
    for _ in range(100_000):
        deep = [deep]
    for wrong in (loop, [loop], deep, [deep]):
        with pytest.raises(TypeError):
            count(wrong)
    while deep:
        deep = deep[0] if type(deep[0]) is list else None


def test_two_types_are_told_by_the_function_s_name() -> None:
    @script
    def two(a: list[int], b: list[float]) -> None:
        a.append(1)

    items: Any = [1]
    with pytest.raises(TypeError, match=r"two\(\): .* one object cannot be of two types"):
        two(items, items)
    assert items == [1]
