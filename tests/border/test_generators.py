"""Generators of compiled functions that Python holds."""

from __future__ import annotations

import collections.abc
import copy
import gc
import pickle
import subprocess
import sys
import threading
import traceback
import weakref
from collections.abc import Generator, Iterable, Iterator
from itertools import accumulate, combinations, islice, permutations
from pathlib import Path

import numpy as np
import pytest

import jitscript
from jitscript import script
from jitscript.arrays import Array1, f64


@script
def squares(n: int) -> Iterator[int]:
    for i in range(n):
        yield i * i


@script
def words(text: str, bad: str) -> Iterator[tuple[str, int]]:
    for w in text.split():
        if w == bad:
            raise ValueError("bad " + w)  # here
        yield w, len(w)


@script
def fibonacci() -> Iterator[int]:
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


@script
def guarded(n: int) -> Generator[int, None, None]:
    try:
        yield 10 // n
        yield 10 // (n - 1)
    except ZeroDivisionError:
        pass
    yield 99


@script
def before_it_is_there(n: int) -> Iterator[int]:
    for i in range(n):
        yield defined_later(i)


def defined_later(i: int) -> int:
    return i + 1


@script
def open_types(n, text: str):
    while n > 0:
        yield text * n
        n -= 1


@script
def mixed(n: int) -> Iterable[float | str | None]:
    yield n / 2
    yield None
    yield str(n)


@script
def chosen(n: int) -> Iterator[int]:
    return squares(n + 1)


@script
def over_range(r: range, seen: frozenset[int]) -> Iterator[int]:
    for i in r:
        if i not in seen:
            yield i


@script
def digits(n: int) -> Iterator[int]:
    if n >= 10:
        yield from digits(n // 10)
    yield n % 10


@script
def texts(n: int) -> Iterator[str]:
    return (str(k) for k in range(n))


@script
def counted(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    return ((c, tuple([k] * k)) for k, c in enumerate(text))


@script
def pairs(text: str, n: int) -> Iterator[tuple[str, ...]]:
    return combinations(text, n)


@script
def orders(n: int):
    return permutations(range(n))


@script
def added(given: tuple[str, ...]):
    return accumulate(given)


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (squares, (5,)),
        (texts, (3,)),
        (texts, (0,)),
        (counted, ("abc",)),
        (pairs, ("abcd", 2)),
        (pairs, ("ab", 3)),
        (pairs, ("ab", -1)),
        (orders, (3,)),
        (added, (("a", "é", "c"),)),
        (squares, (0,)),
        (words, ("a bb é c", "")),
        (words, ("a b c", "c")),
        (guarded, (1,)),
        (guarded, (0,)),
        (guarded, (5,)),
        (before_it_is_there, (3,)),
        (open_types, (3, "ab")),
        (open_types, (True, "x")),
        (mixed, (3,)),
        (over_range, (range(9, 0, -2), frozenset([5]))),
        (digits, (3021,)),
    ],
)
def test_as_in_cpython(function: object, args: tuple) -> None:
    def run(call: object) -> tuple[list, str]:
        got: list = []
        try:
            for x in call(*args):
                got.append((type(x), x))
        except Exception as error:
            return got, f"{type(error).__name__}: {error}"
        return got, ""

    assert run(function) == run(function.python)


def test_it_is_an_iterator() -> None:
    g = squares(4)
    assert iter(g) is g and isinstance(g, collections.abc.Generator)
    assert next(g) == 0 and g.send(None) == 1 and g.send("ignored") == 4
    assert list(g) == [9] and list(g) == []
    with pytest.raises(StopIteration) as stopped:
        next(g)
    assert stopped.value.value is None
    assert next(g, "default") == "default"
    assert repr(g).startswith("<generator object squares at 0x")
    assert list(islice(fibonacci(), 8)) == [0, 1, 1, 2, 3, 5, 8, 13]
    assert list(chosen(2)) == [0, 1, 4]
    assert sum(squares(10)) == 285 and max(zip(squares(3), squares(9))) == (4, 4)


def test_nothing_runs_before_it_is_asked() -> None:
    words("a", "a")
    g = guarded(0)
    g.close()
    assert list(g) == []


def test_send_close() -> None:
    g = squares(4)
    with pytest.raises(TypeError, match="can't send non-None value to a just-started generator"):
        g.send(3)
    assert next(g) == 0
    g.close()
    g.close()
    assert list(g) == []
    for use in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError, match="cannot pickle 'generator' object"):
            use(squares(1))


@script
def noted(log: Array1[f64], n: int) -> Iterator[int]:
    try:
        for i in range(n):
            log[i] += 1
            yield i
            log[i] += 10
    except ValueError:
        log[0] = 5
    finally:
        log[9] += 100


@script
def stubborn(log: Array1[f64], n: int) -> Iterator[int]:
    while True:
        try:
            yield n
        except GeneratorExit:
            log[0] += 1
            if log[0] > n:
                return


@script
def skipping(log: Array1[f64], n: int) -> Iterator[int]:
    g = noted(log, n)
    next(g)
    yield from g


def ended(noted: object, stubborn: object, skipping: object) -> list[object]:
    """What generators do where they are closed, dropped, left, and where they fail."""
    out: list[object] = []

    def log() -> np.ndarray:
        out.append(np.zeros(10))
        return out[-1]

    for how in (noted, skipping):
        g = how(log(), 3)
        out.append(next(g))
        g.close()
        g.close()
        out.append(list(g))
        g = how(log(), 3)
        out.append(next(g))
        del g  # the last reference
        g = how(log(), 3)
        del g  # which has not begun
        g = how(log(), 3)
        g.close()
        out.append(next(g, None))
        out.append(list(how(log(), 9)))
        with pytest.raises(IndexError):
            list(how(log(), 30))
        for x in how(log(), 5):
            if x > 1:
                break
    g = stubborn(log(), 2)
    next(g)
    for _ in range(4):
        try:
            g.close()
        except RuntimeError as error:
            out.append(str(error))
    return out


def test_ends() -> None:
    functions = noted, stubborn, skipping
    expected = ended(*(f.__wrapped__ for f in functions))
    got = ended(*functions)
    assert len(got) == len(expected) == 27
    for a, b in zip(got, expected):
        np.testing.assert_equal(a, b)


def test_errors_name_the_line() -> None:
    g = words("a b c", "b")
    assert next(g) == ("a", 1)
    with pytest.raises(ValueError, match="bad b") as raised:
        next(g)
    last = traceback.extract_tb(raised.value.__traceback__)[-1]
    assert last.name == "words" and Path(__file__).read_text().splitlines()[
        last.lineno - 1
    ].endswith("# here")
    assert list(g) == []
    with pytest.raises(OverflowError):
        list(fibonacci())


@script
def raises_stop(n: int) -> Iterator[int]:
    yield n
    raise StopIteration


def test_stop_iteration_of_the_body() -> None:
    with pytest.raises(RuntimeError, match="generator raised StopIteration"):
        list(raises_stop(1))


@script
def windows(a: Array1[f64], k: int) -> Iterator[Array1[f64]]:
    for i in range(len(a) - k + 1):
        yield a[i : i + k]


@script
def growing(n: int) -> Iterator[Array1[f64]]:
    a = np.zeros(3)
    for _ in range(n):
        a[0] += 1.0
        yield a


@script
def marking(a: Array1[f64]) -> Iterator[float]:
    for i in range(len(a)):
        a[i] = -a[i]
        yield float(a[i])


def test_arrays_are_shared() -> None:
    a = np.arange(5.0)
    got = list(windows(a, 3))
    assert all(w.base is a for w in got) and got[2].tolist() == [2.0, 3.0, 4.0]
    assert [w.tolist() for w in windows(a[::-2], 2)] == [[4.0, 2.0], [2.0, 0.0]]
    g = windows(np.arange(100.0), 2)  # nobody else holds it
    gc.collect()
    assert [w.sum() for w in islice(g, 2)] == [1.0, 3.0]
    first, second = growing(2)
    assert np.shares_memory(first, second) and first[0] == 2.0


def test_arrays_are_written() -> None:
    a = np.arange(3.0) + 1
    g = marking(a)
    assert next(g) == -1.0 and a.tolist() == [-1.0, 2.0, 3.0]
    a[1] = 7.0
    assert list(g) == [-7.0, -3.0]
    a.flags.writeable = False
    with pytest.raises(ValueError, match="must be writeable"):
        marking(a)
    assert len(list(windows(a, 3))) == 1


def test_memory_is_given_back() -> None:
    a = np.arange(4.0)
    counted = sys.getrefcount(a)
    g = windows(a, 2)
    assert sys.getrefcount(a) == counted + 1
    next(g)
    del g
    assert sys.getrefcount(a) == counted
    g = windows(a, 2)
    held = weakref.ref(g)
    list(g)
    assert sys.getrefcount(a) == counted
    del g
    assert held() is None


@script
def slow(n: int) -> Iterator[int]:
    total = 0
    for _ in range(3):
        for i in range(n):
            total += i % 7
        yield total


def test_two_threads_cannot_go_on_at_once() -> None:
    list(slow(1))
    g = slow(60_000_000)
    said: list[str] = []

    def work() -> None:
        try:
            next(g)
        except ValueError as error:
            said.append(str(error))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert said and set(said) == {"generator already executing"}


@script
def total(xs: Iterable[int]) -> int:
    return sum(xs)


def test_what_an_iterable_may_be() -> None:
    for xs in ([1, 2], (1, 2), {1, 2}, range(1, 3), np.arange(3), collections.deque([1, 2])):
        assert total(xs) == 3
    for wrong in (squares(2), (x for x in [1]), iter([1])):
        with pytest.raises(
            TypeError, match=r"which compiled code does not have \(hint: list\(xs\)\)"
        ):
            total(wrong)


def test_a_generator_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(jitscript.CompileError, match="`squares` cannot be saved"):
        jitscript.save(str(tmp_path / "m.jsm"), squares=squares)


AT_EXIT = """
from collections.abc import Iterator
from jitscript import script

@script
def kept(n: int) -> Iterator[int]:
    try:
        yield n
        yield n
    finally:
        print("done", n)

class Holder:
    pass

plain = kept(1)
ring = Holder()
ring.ring, ring.kept = ring, kept(2)
for one in (plain, ring.kept):
    next(one)
"""


def test_those_left_at_exit_are_closed_without_a_word(tmp_path: Path) -> None:
    file = tmp_path / "left.py"
    file.write_text(AT_EXIT)
    for _ in range(2):  # the second from the cache
        done = subprocess.run([sys.executable, file], capture_output=True, text=True)
        assert sorted(done.stdout.split()) == ["1", "2", "done", "done"]
        assert (done.stderr, done.returncode) == ("", 0)
