"""Each allocation of a call fails once, those of compiled code and those of Python's: then the
call raises MemoryError, with the caller's objects as they were or as they are after the whole call,
or it does all that it should. Nothing is left behind.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from programs_apart import ROOT, output, run

from jitscript.runtime import native

PROGRAM = """
sys.path.insert(0, LEAKS)
import copy, gc
import counting

memory = counting.Memory()


def state(arguments):
    return repr([a.tolist() if isinstance(a, np.ndarray) else a for a in arguments])


def tried(function, make, arm, disarm):
    good = make()
    wanted = repr(function(*good))
    good = state(good)
    failures = 0
    for k in range(1, 400):
        arguments = make()
        as_before = state(arguments)
        live = memory.live
        arm(k)
        try:
            result = function(*arguments)
            told = ""
        except BaseException as error:
            told = type(error).__name__
            del error
        over = disarm()
        now = state(arguments)
        if told not in ("", "MemoryError", "_ArrayMemoryError"):
            print(function.__name__, k, told)
        if not told and (now, repr(result)) != (good, wanted):
            print(function.__name__, k, "lost:", now, result)
        if told and now not in (as_before, good):
            print(function.__name__, k, "half:", now)
        failures += bool(told)
        result = arguments = None
        if memory.live != live:
            gc.collect()
        if memory.live != live:
            print(function.__name__, k, told, "leaves", memory.live - live)
        if over:
            break
    print(function.__name__, failures > 0)


with counting.counted(memory):
    @script(cache=False)
    def push(items: list[int], x: int) -> int:
        items.append(x)
        return len(items)

    @script(cache=False)
    def rows(a: list[list[int]], b: list[int]) -> list[list[int]]:
        a.append([1, 2])
        a[0].append(3)
        b.pop()
        return a + [b]

    @script(cache=False)
    def texts(a: list[str], s: str) -> tuple[str, list[str]]:
        a.insert(0, s + "!")
        return s.upper(), a[::-1]

    @script(cache=False)
    def shrink(a: list[float], b: list[float]) -> None:
        del a[3:]
        b.clear()

    @script(cache=False)
    def pairs(a: list[tuple[int, str] | None]) -> list[tuple[int, str] | None]:
        a.append((1, "new"))
        return a[1:]

    @script(cache=False)
    def arrays(a: list[Array1[f64]], n: int) -> Array1[f64]:
        a.append(np.ones(n))
        return a[0] + 1.0

    @script(cache=False)
    def bools(a: list[int | None]) -> int:
        a.append(7)
        return len(a)

    @script(cache=False)
    def wrong(a: list[str], i: int) -> str:
        a.append("x")
        return a[i]

    def caught(a, i):
        try:
            return wrong(a, i)
        except IndexError as error:
            return str(error)

    CASES = [
        (push, lambda: ([1, 2], 3)),
        (rows, lambda: ([[0], [5]], [1, 2])),
        (texts, lambda: (["abc", "d\\xe9"], "text")),
        (shrink, lambda: ([float(i) for i in range(40)], [1.5] * 30)),
        (pairs, lambda: ([(5, "five"), None],)),
        (arrays, lambda: ([np.zeros(3)], 2)),
        (bools, lambda: ([True, None, 300],)),
        (caught, lambda: (["abc"], 9)),
    ]
    for function, make in CASES:
        function(*make())
"""
NATIVE = """
for function, make in CASES:
    tried(function, make, memory.fail, lambda: not memory.failed and not memory.fail(0))
"""
PYTHON = """
import _testcapi

def disarm():
    _testcapi.remove_mem_hooks()
    return k_max[0] > 60

k_max = [0]
def arm(k):
    k_max[0] = k
    _testcapi.set_nomemory(k, k + 1)

for function, make in CASES:
    tried(function, make, arm, disarm)
"""
NAMES = ("push", "rows", "texts", "shrink", "pairs", "arrays", "bools", "caught")


@pytest.mark.skipif(not native.runs_elf_x86_64(), reason="elsewhere malloc is the system's")
@pytest.mark.parametrize("kind", ["native", "python"])
def test_every_allocation_fails_once(tmp_path: Path, kind: str) -> None:
    if kind == "python":
        pytest.importorskip("_testcapi")
    text = PROGRAM.replace("LEAKS", repr(str(ROOT / "tests" / "leaks")))
    text += NATIVE if kind == "native" else PYTHON
    assert output(run(tmp_path, text)) == [f"{name} True" for name in NAMES]
