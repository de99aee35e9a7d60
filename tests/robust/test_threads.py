"""Many threads, forked and spawned processes, and the end of the process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from programs_apart import HEAD, output, run

import jitscript as js
from jitscript import Array1, f64

script: Callable[[Any], Any] = js.script(cache=False)


def together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What `work` gives in `count` threads that start at the same moment."""
    barrier = threading.Barrier(count)
    results: list[Any] = [None] * count

    def one(i: int) -> None:
        barrier.wait()
        try:
            results[i] = work(i)
        except BaseException as error:
            results[i] = error

    threads = [threading.Thread(target=one, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_first_calls_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from jitscript import driver

    compiled: list[tuple[str, str]] = []
    original = driver.compile_function

    def counted(function: Any, kind: str, *checked: Any) -> Any:
        compiled.append((function.__name__, kind))
        return original(function, kind, *checked)

    monkeypatch.setattr(driver, "compile_function", counted)

    @script
    def total(a: Array1[f64], n: int) -> float:
        t = 0.0
        for i in range(len(a)):
            t += a[i] * n
        return t

    @script
    def fail(n: int) -> int:
        return 10 // n

    arrays = np.arange(100.0), np.arange(200.0)[::2]

    def work(i: int) -> Any:
        if i % 3 == 2:
            with pytest.raises(ZeroDivisionError):
                fail(0)
            return fail(i)
        return total(arrays[i % 3], i)

    results = together(24, work)
    assert results == [10 // i if i % 3 == 2 else arrays[i % 3].sum() * i for i in range(24)]
    assert sorted(compiled) == [
        ("fail", "contiguous"),
        ("total", "contiguous"),
        ("total", "strided"),
    ]


def test_decorating_and_compiling_at_once() -> None:
    def work(i: int) -> Any:
        @script
        def mine(x: list[float], n: int) -> tuple[float, str]:
            total = 0.0
            for value in sorted(x):
                total += value**n
            return total, f"{n} of {len(x)}"

        return mine([3.0, 1.0, 2.0], i)

    assert together(6, work) == [(1.0 + 2.0**i + 3.0**i, f"{i} of 3") for i in range(6)]


def test_errors_of_many_threads_are_their_own() -> None:
    @script
    def pick(a: Array1[f64], i: int) -> float:
        t = 0.0
        for k in range(1000):
            t += a[k % 10]
        return t + a[i]

    def work(i: int) -> list[str]:
        found = []
        for _ in range(200):
            try:
                pick(np.zeros(10), 10 + i)
            except IndexError as error:
                found.append(str(error))
        return found

    for i, found in enumerate(together(8, work)):
        assert found == [f"index {10 + i} is out of bounds for axis 0 with size 10"] * 200


def test_two_threads_compute_side_by_side() -> None:
    """Both long loops are inside native code at the same time: each waits for the other's mark."""

    @script
    def meet(marks: Array1[f64], mine: int, other: int) -> int:
        marks[mine] = 1.0
        n = 0
        while marks[other] == 0.0:
            n += 1
        return n

    marks = np.zeros(2)
    meet(np.ones(2), 0, 1)
    found = together(2, lambda i: meet(marks, i, 1 - i))
    assert all(isinstance(n, int) for n in found)


CHILDREN = """
@script(cache=False)
def spin(n: int) -> int:
    x = 1
    for i in range(n):
        x = (x * 3 + i) % 1000003
    return x

def made():
    @script(cache=False)
    def f(x: int, y: float) -> float:
        t = 0.0
        for k in range(x):
            t += y * k
        return t
    return f

functions = [made() for _ in range(6)]

def compile_all():
    for f in functions[:5]:
        f(10, 1.0)

threads = [threading.Thread(target=compile_all) for _ in range(2)]
for thread in threads:
    thread.start()
for k in range(6):
    time.sleep(0.02)
    child = os.fork()
    if not child:
        signal.alarm(200)
        right = functions[5](10, 1.0) == 45.0 and functions[k % 5](10, 2.0) == 90.0
        if right and spin(10) >= 0:
            threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
            try:
                spin(10**13)
            except KeyboardInterrupt:
                os._exit(0)
        os._exit(1)
    print(os.waitpid(child, 0)[1])
for thread in threads:
    thread.join()
"""


def test_fork_while_other_threads_compile(tmp_path: Path) -> None:
    """The child compiles, computes and is interrupted, whatever its parent was doing."""
    assert output(run(tmp_path, CHILDREN)) == ["0"] * 6


OPENING = """
from jitscript.backend import llvm

begun = threading.Event()
opened = llvm._open

def slowly():
    begun.set()
    time.sleep(0.5)
    return opened()

llvm._open = slowly
thread = threading.Thread(target=llvm.library)
thread.start()
begun.wait()
child = os.fork()
if not child:
    signal.alarm(100)
    llvm._open = opened

    @script(cache=False)
    def half(x: float) -> float:
        return x / 2

    os._exit(half(3.0) != 1.5)
print(os.waitpid(child, 0)[1])
thread.join()
"""


def test_fork_while_another_thread_opens_llvm(tmp_path: Path) -> None:
    assert output(run(tmp_path, OPENING)) == ["0"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_multiprocessing(tmp_path: Path, method: str) -> None:
    """Functions travel by their name; each process finds or makes its own code."""
    (tmp_path / "work.py").write_text(
        HEAD + "\n@script\ndef total(n: int) -> int:\n"
        "    t = 0\n    for i in range(n):\n        t += i\n    return t\n"
    )
    text = (
        "import multiprocessing, work\n"
        "if __name__ == '__main__':\n"
        f"    with multiprocessing.get_context({method!r}).Pool(2) as pool:\n"
        "        print(pool.map(work.total, [1, 10, 100]))\n"
        "    print(work.total(1000))\n"
    )
    done = run(tmp_path, text, head="", JITSCRIPT_CACHE=str(tmp_path / "cache"))
    assert output(done) == ["[0, 45, 4950]", "499500"]


FOREVER = """
@script(cache=False)
def forever(n: int) -> int:
    x = 1
    while x >= 0:
        x = (x * 3 + n) % 1000003
    return x

forever.prepare()
"""
ENDS = {
    "a daemon thread computes": (
        "threading.Thread(target=forever, args=(1,), daemon=True).start()\n"
        "time.sleep(0.05)\nprint('end')\n",
        0,
    ),
    "many daemon threads compute": (
        "for _ in range(8):\n"
        "    threading.Thread(target=forever, args=(1,), daemon=True).start()\n"
        "print('end')\n",
        0,
    ),
    "sys.exit": ("print('end')\nsys.exit(3)\n", 3),
    "interrupted at the top": (
        "print('end', flush=True)\n"
        "threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()\nforever(1)\n",
        -signal.SIGINT,
    ),
    "called at exit": (
        "import atexit\n"
        "@script(cache=False)\ndef late(n: int) -> int:\n    return n + 1\n"
        "atexit.register(lambda: print('end', late(1)))\n",
        0,
    ),
    "called by a finaliser": (
        "class Last:\n    def __del__(self):\n        print('end', forever.__name__)\n"
        "last = Last()\n",
        0,
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_end_of_the_process(tmp_path: Path, name: str) -> None:
    text, code = ENDS[name]
    done = run(tmp_path, FOREVER + text)
    assert done.returncode == code, done.stderr
    assert done.stdout.startswith("end")
    if code == 0:
        assert not done.stderr


def test_a_pipe_that_is_closed(tmp_path: Path) -> None:
    """print of native code into a closed pipe is BrokenPipeError, as in Python."""
    text = (
        "@script(cache=False)\ndef say(n: int) -> None:\n"
        "    for i in range(n):\n        print(i)\n"
        "r, w = os.pipe()\nos.close(r)\nsys.stdout = os.fdopen(w, 'w', 1)\n"
        "try:\n    say(10)\nexcept BrokenPipeError as error:\n"
        "    print('broken', traceback.extract_tb(error.__traceback__)[-1].name, file=sys.stderr)\n"
        "os._exit(0)\n"
    )
    done = run(tmp_path, text)
    assert done.stderr == "broken say\n"


def test_main_thread_is_not_the_importing_thread(tmp_path: Path) -> None:
    """jitscript first imported by another thread: Ctrl-C still reaches the main thread's loop."""
    text = (
        "import os, signal, sys, threading\n"
        "def first():\n    global js\n    import jitscript\n    js = jitscript\n"
        "thread = threading.Thread(target=first)\nthread.start()\nthread.join()\n"
        "@js.script(cache=False)\ndef forever(n: int) -> int:\n"
        "    while n > 0:\n        n = n % 7 + 1\n    return n\n"
        "forever.prepare()\n"
        "threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "try:\n    forever(1)\nexcept KeyboardInterrupt:\n    print('stopped')\n"
    )
    assert output(run(tmp_path, text, head="")) == ["stopped"]
