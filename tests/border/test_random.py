"""Compiled code and Python draw from one generator of random numbers."""

from __future__ import annotations

import random
import signal
import threading
import time

import pytest

from jitscript import script


@script
def drawn(n: int) -> float:
    total = 0.0
    for _ in range(n):
        total = random.random()
    return total


@script
def normal() -> float:
    return random.gauss(0.0, 1.0)


@script
def seeded(seed: int) -> None:
    random.seed(seed)


@script
def half(n: int) -> float:
    for _ in range(n):
        random.random()
    raise ValueError("after the draws")


@script
def total(n: int) -> float:
    made = 0.0
    for _ in range(n):
        made += random.random()
    return made


def numbers(seed: int, n: int) -> list[float]:
    generator = random.Random(seed)
    return [generator.random() for _ in range(n)]


def test_each_goes_on_where_the_other_stopped() -> None:
    expected = numbers(8, 2000)
    random.seed(8)
    found = []
    for k in range(1000):  # the words run out in both
        found.append(drawn(1) if k % 3 else random.random())
        found.append(random.random() if k % 7 else drawn(1))
    assert found == expected


def test_state_that_python_sets() -> None:
    random.seed(3)
    drawn(5)
    state = random.getstate()
    first = drawn(4)
    random.setstate(state)
    assert drawn(4) == first
    random.setstate(state)
    assert [random.random() for _ in range(4)][-1] == first


def test_seed_of_compiled_code() -> None:
    seeded(12)
    assert random.random() == numbers(12, 1)[0]


def test_second_normal_number_is_kept_in_python() -> None:
    generator = random.Random(6)
    expected = [generator.gauss(0.0, 1.0) for _ in range(5)]
    random.seed(6)
    found = [normal(), random.gauss(0.0, 1.0), random.gauss(0.0, 1.0), normal(), normal()]
    assert found == expected


def test_draws_before_an_error_are_made() -> None:
    random.seed(1)
    with pytest.raises(ValueError, match="after the draws"):
        half(3)
    assert random.random() == numbers(1, 4)[3]


def test_threads_lose_no_draws() -> None:
    n, count = 100_000, 4
    made: list[float] = []
    threads = [threading.Thread(target=lambda: made.append(total(n))) for _ in range(count)]
    random.seed(2)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = random.random()
    random.seed(2)
    total(n * count)
    assert random.random() == after
    assert len(made) == count


class Rang(Exception):
    pass


def test_other_threads_run_meanwhile() -> None:
    """The GIL is held between two draws, and given to others now and then."""
    main = threading.main_thread().ident
    assert main is not None
    go = threading.Event()
    found: list[bool] = []

    def other() -> None:
        go.wait()
        time.sleep(0.1)  # the draws have begun
        found.append(True)
        signal.pthread_kill(main, signal.SIGALRM)  # ends them

    def ring(*_: object) -> None:
        raise Rang

    before = signal.signal(signal.SIGALRM, ring)
    thread = threading.Thread(target=other)
    thread.start()
    try:
        signal.setitimer(signal.ITIMER_REAL, 60)
        with pytest.raises(Rang):
            go.set()
            total(10**15)
        assert found == [True]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        thread.join()
        signal.signal(signal.SIGALRM, before)


def test_signals_are_heard_while_the_gil_is_held() -> None:
    def ring(*_: object) -> None:
        raise Rang

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(Rang):
            total(10**15)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
