"""What Python throws into generators of compiled functions, itself and through `contextlib`."""

from __future__ import annotations

import gc
import sys
import threading
import traceback
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from jitscript import script


def plain(n: int) -> Iterator[int]:
    for i in range(n):
        yield i * 2


def heard(n: int) -> Iterator[int]:
    for i in range(n):
        try:
            yield i  # here
        except ValueError as error:
            print("caught", error)
        except (KeyError, StopIteration):
            print("again")
            raise
        finally:
            print("finally", i)


def changing(n: int) -> Iterator[int]:
    while True:
        try:
            yield n
        except LookupError as error:
            n += 1
            if n > 4:
                raise RuntimeError("no more") from error
        except BaseException:
            print("ends with", n)
            return


def inlining(n: int) -> Iterator[int]:
    yield n
    for x in heard(n):
        yield x + 10
    yield from heard(n)


def counting_down(n: int) -> Iterator[int]:
    if n > 0:
        yield n
        yield from counting_down(n - 1)


def delegating(n: int) -> Iterator[int]:
    g = heard(n)
    yield next(g)
    yield from g


def through(n: int) -> Iterator[int]:
    return plain(n + 1)


@pytest.fixture(autouse=True)
def no_garbage() -> Iterator[None]:
    """What was kept in circles by a test's own tracebacks prints when it ends."""
    yield
    gc.collect()


ERRORS: list[Callable[[], tuple[Any, ...]]] = [
    lambda: (ValueError("bad"),),
    lambda: (KeyError("k"),),
    lambda: (IndexError,),
    lambda: (TypeError("t"),),
    lambda: (StopIteration("s"),),
    lambda: (KeyboardInterrupt(),),
    lambda: (GeneratorExit(),),
    lambda: (ValueError, "text"),
    lambda: (ValueError, (1, 2)),
    lambda: (LookupError, KeyError(1)),
    lambda: (KeyError, ValueError(1)),
    lambda: (UnicodeDecodeError, "wrong"),
    lambda: (3,),
    lambda: (int,),
    lambda: (ValueError(1), 2),
    lambda: (ValueError, None, 3),
]


def told(error: BaseException, thrown: Any) -> tuple[Any, ...]:
    chain = [repr(e) for e in (error, error.__cause__, error.__context__)]
    return (*chain, error is thrown, error.__suppress_context__)


def answers(make: Callable[[int], Any], given: tuple[Any, ...], begun: int) -> list[Any]:
    """What a generator does that is thrown into twice, and what is left of it."""
    found: list[Any] = []
    g = make(3)
    for _ in range(begun):
        next(g, None)
    for _ in range(2):
        try:
            found.append(g.throw(*given))
        except BaseException as error:
            found.append(told(error, given[0]))
    found.append(next(g, None))
    try:
        g.close()
    except BaseException as error:
        found.append(told(error, given[0]))
    return [*found, list(g)]


@pytest.mark.parametrize("begun", [0, 1, 2, 9])
@pytest.mark.parametrize("which", [plain, heard, changing, inlining, counting_down, through])
def test_throw(which: Any, begun: int, capfd: pytest.CaptureFixture[str]) -> None:
    # CPython hands what is no exception on to the inner one, and its TypeError ends the outer.
    for make in ERRORS[:-4] if which is counting_down else ERRORS:
        expected = answers(which, make(), begun), capfd.readouterr().out
        assert (answers(script(which), make(), begun), capfd.readouterr().out) == expected


def test_what_the_caller_handles_is_no_context() -> None:
    for make in (heard, script(heard), plain, script(plain)):
        for begun in (0, 1, 9):
            g = make(2)
            for _ in range(begun):
                next(g, None)
            thrown = ZeroDivisionError()
            with pytest.raises(ZeroDivisionError) as raised:
                try:
                    raise OSError
                except OSError:
                    g.throw(thrown)
            assert raised.value is thrown and thrown.__context__ is None


def test_the_traceback_names_the_yield() -> None:
    g = script(heard)(3)
    next(g)
    with pytest.raises(TypeError) as raised:
        g.throw(TypeError("x"))
    frames = traceback.extract_tb(raised.value.__traceback__)
    assert any(f.name == "heard" and (f.line or "").endswith("# here") for f in frames)


def test_one_that_goes_on_with_another() -> None:
    g = script(delegating)(3)
    assert next(g) == 0
    with pytest.raises(NotImplementedError, match="goes on with another"):
        g.throw(ValueError)
    assert next(g) == 1  # nothing was done
    with pytest.raises(ValueError):
        script(delegating)(3).throw(ValueError)


def test_nothing_is_left() -> None:
    class Mine(Exception):
        pass

    def once() -> weakref.ref[Mine]:
        g = script(heard)(3)
        next(g)
        mine = Mine("x")
        with pytest.raises(Mine):
            g.throw(mine)
        return weakref.ref(mine)

    found = [once() for _ in range(3)]
    gc.collect()
    assert all(each() is None for each in found)
    g = script(heard)(1 << 60)
    next(g)
    error = ValueError("x")
    for _ in range(3):
        g.throw(error)
        error.__traceback__ = None
    gc.collect()
    before = sys.getrefcount(error), sys.getallocatedblocks()
    for _ in range(200):
        g.throw(error)
        error.__traceback__ = None
    gc.collect()
    assert sys.getrefcount(error) == before[0] and sys.getallocatedblocks() < before[1] + 50


def test_threads(capfd: pytest.CaptureFixture[str]) -> None:
    wrong: list[Any] = []

    made = script(changing)

    def work(k: int) -> None:
        for i in range(300):
            error = LookupError(k, i)
            g = made(1)
            next(g)
            if g.throw(error) != 2:
                wrong.append((k, i))
            try:
                made(k).throw(error)
            except LookupError as raised:
                if raised is not error:
                    wrong.append(raised)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong


def stopping(n: int) -> Iterator[int]:
    yield n
    raise StopIteration(n)


def total_of(n: int) -> int:
    return sum(x for x in stopping(n))


def kept_total(n: int) -> int:
    g = stopping(n)
    return next(g) + next(g)


def test_the_cause_of_a_stop() -> None:
    for function in (total_of, kept_total, lambda n: list(stopping(n))):
        whole = script(function) if function.__name__ != "<lambda>" else None
        calls = [function, whole or (lambda n: list(script(stopping)(n)))]
        found = []
        for call in calls:
            with pytest.raises(RuntimeError) as raised:
                call(3)
            found.append(told(raised.value, None))
        assert found[0] == found[1]


# --- context managers -----------------------------------------------------------------------------


def _managed(name: str, n: int) -> Iterator[str]:
    print("in", name)
    try:
        yield name * n
    except ValueError as error:
        print("caught", error)
    except KeyError as error:
        raise RuntimeError("other") from error
    finally:
        print("out")


def _timed(total: int) -> Iterator[int]:
    yield total
    print("done")


def _twice(total: int) -> Iterator[int]:
    try:
        yield total
    except ValueError:
        total += 1
    yield total


def _never(total: int) -> Iterator[int]:
    if total > 99:
        yield total


managed, timed = contextmanager(script(_managed)), contextmanager(script(_timed))


@script
def scripted(n: int) -> int:
    with managed("s", n) as text:
        if n > 1:
            raise ValueError(text)
    return n


BODIES: list[BaseException | None] = [
    *(None, ValueError("bad"), KeyError("k"), TypeError("t"), StopIteration("s")),
    *(KeyboardInterrupt(), GeneratorExit(), RuntimeError("r")),
]


def entered(make: Callable[..., Any], args: tuple[Any, ...], body: BaseException | None) -> Any:
    try:
        with make(*args) as x:
            print("body", x)
            if body is not None:
                body.__context__ = body.__cause__ = body.__traceback__ = None
                raise body
        return "behind"
    except BaseException as error:
        return told(error, body)


@pytest.mark.parametrize("body", BODIES, ids=repr)
def test_with(body: BaseException | None, capfd: pytest.CaptureFixture[str]) -> None:
    for function, args in ((_managed, ("a", 2)), (_timed, (3,)), (_twice, (3,)), (_never, (3,))):
        expected = entered(contextmanager(function), args, body), capfd.readouterr().out
        got = entered(contextmanager(script(function)), args, body), capfd.readouterr().out
        assert got == expected


def test_as_a_decorator_and_in_a_stack(capfd: pytest.CaptureFixture[str]) -> None:
    def used(managed: Any, timed: Any) -> list[Any]:
        @managed("deco", 1)
        def inner(n: int) -> int:
            print("inner", n)
            if n == 1:
                raise ValueError(n)
            return n

        found = [inner(0), inner(1), inner(2)]
        with ExitStack() as stack:
            found += [stack.enter_context(managed("x", k)) for k in range(3)]
            stack.enter_context(timed(1))
            raise ValueError("in a stack")
        return found

    expected = used(contextmanager(_managed), contextmanager(_timed))
    told = capfd.readouterr().out
    assert used(managed, timed) == expected and capfd.readouterr().out == told


def test_in_compiled_code(capfd: pytest.CaptureFixture[str]) -> None:
    for n in (0, 1, 2):
        expected = scripted.python(n), capfd.readouterr().out
        assert (scripted(n), capfd.readouterr().out) == expected


@script
def counting(n: int) -> Iterator[int]:
    while True:
        try:
            yield n
            n += 1
        except ValueError:
            n += 1000


def test_threads_throw_at_once() -> None:
    held = counting(1)
    assert next(held) == 1
    found: list[str] = []

    def work() -> None:
        for k in range(500):
            try:
                next(held) if k % 3 else held.throw(ValueError("x"))
            except BaseException as error:
                found.append(f"{type(error).__name__}: {error}")

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert set(found) <= {"ValueError: generator already executing"}
    assert next(held) > 1000
