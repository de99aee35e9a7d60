"""Errors of native code in Python: types, tracebacks, signals, deep recursion, threads, fork."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, f64
from jitscript.runtime import abi
from jitscript.runtime.callable import Provider


def script(function: Any) -> Any:
    return js.script(cache=False)(function)


@script
def pick(a: Array1[f64], i: int) -> float:
    return a[i] * 2


@script
def outer(a: Array1[f64], i: int) -> float:
    total = 0.0
    for k in range(3):
        total += pick(a, i + k)
    return total


@script
def deeper(n: int) -> int:
    return 1 + deeper(n + 1)


@script
def spin(n: int) -> int:
    x = 1
    for i in range(n):
        x = (x * 3 + i) % 1000003
        if x == -1:
            return i
    return x


@script
def add(a: int, b: int) -> int:
    return a + b


def test_an_error_that_is_gone_keeps_nothing_of_its_caller() -> None:
    """Errors that come the same way share their frames, which are kept."""

    @script
    def second(a: Array1[f64]) -> float:
        return a[1]

    class Held:
        pass

    def caught() -> weakref.ref[Held]:
        held = Held()
        with pytest.raises(IndexError):
            second(np.zeros(1))
        return weakref.ref(held)

    held = caught()
    gc.collect()
    assert held() is None


def lines(error: BaseException) -> list[tuple[str, str]]:
    return [
        (frame.name, frame.line or "")
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == __file__
    ]


def test_traceback_names_every_scripted_frame() -> None:
    outer.prepare()
    with pytest.raises(IndexError) as caught:
        outer(np.zeros(3), 2)
    assert str(caught.value) == "index 3 is out of bounds for axis 0 with size 3"
    assert lines(caught.value)[1:] == [
        ("outer", "total += pick(a, i + k)"),
        ("pick", "return a[i] * 2"),
    ]


def test_columns_are_underlined() -> None:
    with pytest.raises(IndexError) as caught:
        pick(np.zeros(1), 4)
    shown = "".join(traceback.format_exception(caught.value))
    assert f'File "{__file__}", line' in shown and "return a[i] * 2" in shown
    if sys.version_info >= (3, 11):
        assert "~^^^" in shown


def test_overflow_and_context() -> None:
    try:
        raise KeyError("first")
    except KeyError:
        with pytest.raises(OverflowError, match="integer result does not fit in 64 bits") as caught:
            add(2**62, 2**62)
    assert isinstance(caught.value.__context__, KeyError)


def test_deep_recursion() -> None:
    found: list[str] = []

    def dive() -> None:
        try:
            deeper(0)
        except RecursionError as error:
            found.append(str(error))

    dive()
    old = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=dive)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(old)
    dive()
    assert found == ["maximum recursion depth exceeded"] * 3


def interrupted_after(delay: float = 0.15) -> float:
    """Seconds of this process from the signal to the exception."""
    sent: list[float] = []

    def send() -> None:
        time.sleep(delay)
        sent.append(time.process_time())
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        spin(10**12)
    except KeyboardInterrupt as error:
        took = time.process_time() - sent[0]
        assert lines(error)[-1][0] == "spin"
        return took
    finally:
        thread.join()
    raise AssertionError("not interrupted")


def test_keyboard_interrupt() -> None:
    spin(10)
    assert interrupted_after() < 2  # the bench measures it; here only that it happens
    time.sleep(1.5)  # the watchdog sleeps by now
    assert interrupted_after() < 2


def test_handler_that_raises() -> None:
    def handler(*_: object) -> None:
        raise LookupError("from the handler")

    old = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(LookupError, match="from the handler"):
            spin(10**12)
    finally:
        signal.signal(signal.SIGALRM, old)


def test_fork() -> None:
    spin(10)
    child = os.fork()
    if not child:
        ok = False
        try:
            ok = interrupted_after() < 5 and add(1, 2) == 3
        finally:
            os._exit(0 if ok else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_threads_run_side_by_side() -> None:
    """Looping functions release the GIL: others go on meanwhile."""
    spin(10)
    thread = threading.Thread(target=spin, args=(10**8,))
    thread.start()
    ticks = 0
    while thread.is_alive():
        ticks += 1
        time.sleep(0.001)
    assert ticks > 5


def test_the_main_thread_lets_others_run() -> None:
    """Its loops release the GIL when they first look for signals."""
    spin(10)
    done = threading.Event()
    ticks: list[int] = []

    def tick() -> None:
        while not done.is_set():
            ticks.append(1)
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    before = len(ticks)
    spin(5 * 10**7)
    after = len(ticks)
    done.set()
    thread.join()
    assert after - before > 5


def test_many_threads_compile_once() -> None:
    @script
    def square(x: int) -> int:
        return x * x

    compiled: list[str] = []
    entry = square._provider.entry

    def counted(kind: str) -> Any:
        compiled.append(kind)
        time.sleep(0.02)
        return entry(kind)

    square._provider = type("Counted", (Provider,), {"entry": staticmethod(counted)})()
    results: list[int] = []
    threads = [threading.Thread(target=lambda k=k: results.append(square(k))) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [k * k for k in range(8)]
    assert compiled == ["contiguous"]


def test_no_error_is_recorded_past_its_room() -> None:
    """The back end itself refuses it, whatever made the module and whether it was verified."""
    from jitscript import ir
    from jitscript.backend import cpu

    def module(n: int) -> Any:
        fields, values = "{}" * n, ", %a" * n
        return ir.parse(f'func @f(%a: int) -> int {{ raise @ValueError("{fields}"{values}) }}')

    assert "@f.f(" in cpu.lower(module(abi.MAX_ARGS), [])
    with pytest.raises(ValueError, match=f"at most {abi.MAX_ARGS} values, not {abi.MAX_ARGS + 1}"):
        cpu.lower(module(abi.MAX_ARGS + 1), [])


def test_clean_exit(tmp_path: Path) -> None:
    """The watchdog, cached code and callables do not disturb the end of the process."""
    program = tmp_path / "program.py"
    program.write_text(
        "import jitscript as js\n"
        "@js.script(cache=False)\n"
        "def spin(n: int) -> int:\n"
        "    x = 1\n"
        "    for i in range(n):\n"
        "        x = (x * 3 + i) % 1000003\n"
        "    return x\n"
        "print(spin(10**7))\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    assert done.returncode == 0 and not done.stderr, done.stderr


@script
def results_like(a: Array1[f64], which: int) -> int:
    if which == 0:
        return len(np.zeros_like(a))
    if which == 1:
        return len(np.full_like(a, 1.0, np.float32))
    if which == 2:
        return len(np.ones_like(a, np.int8))
    if which == 3:
        return len(a.copy())
    return len(a + 1.0)


@pytest.mark.parametrize("which", range(5))
def test_no_memory_for_the_result_of_an_array_that_takes_none(which: int) -> None:
    stretched = np.broadcast_to(np.zeros(1), (2**46,))
    with pytest.raises(MemoryError) as expected:
        results_like.python(stretched, which)
    with pytest.raises(MemoryError) as got:
        results_like(stretched, which)
    assert type(got.value) is type(expected.value) and str(got.value) == str(expected.value)
