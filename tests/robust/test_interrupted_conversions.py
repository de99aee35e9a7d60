"""Signals while large arguments are converted, and results back: the GIL is held meanwhile.

A timer of the system sends them, as no other thread could. Each conversion is interrupted at
several moments; what it had made is gone afterwards, and what the caller had is as it was.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from programs_apart import ROOT, output, run

from jitscript.runtime import native

SENDER = """
def stop(*_):
    if inside:
        raise KeyboardInterrupt

def interrupted(function, *args, after):
    global inside
    function.prepare()
    signal.signal(signal.SIGALRM, stop)
    due, busy = time.perf_counter() + after, time.process_time() + after
    try:
        inside = True
        signal.setitimer(signal.ITIMER_REAL, after)
        function(*args)
        inside = False
    except KeyboardInterrupt as error:
        # What others on the machine take is not ours.
        took = min(time.perf_counter() - due, time.process_time() - busy)
        return took, [f.name for f in traceback.extract_tb(error.__traceback__)]
    signal.setitimer(signal.ITIMER_REAL, 0)
    return None
"""
N = 4_000_000
# The type, and how a value of it is made: in Python, and from a number in compiled code. Results
# are smaller: what was made of them is dropped within the time that is measured.
ARGUMENTS = {
    "ints": ("list[int]", f"list(range({N}))"),
    "floats": ("list[float]", f"[i * 0.5 for i in range({N})]"),
    "pairs": ("list[tuple[int, float]]", f"[(i, 0.5) for i in range({N})]"),
    "texts": ("list[str]", f"['text'] * {N}"),
    "nested": ("list[list[int]]", f"[[i] for i in range({N // 4})]"),
    "one_long": ("list[list[int]]", f"[list(range({N}))]"),
    "union": ("list[float] | list[int] | None", f"list(range({N}))"),
}
RESULTS = {
    "ints": ("list[int]", "[i for i in range(n)]"),
    "floats": ("list[float]", "[0.5] * n"),
    "texts": ("list[str]", "['text'] * (n // 4)"),
    "nested": ("list[list[int]]", "[[i] for i in range(n // 16)]"),
    "pairs": ("tuple[int, list[tuple[int, float]]]", "(n, [(1, 0.5)] * (n // 4))"),
}


def measured(tmp_path: Path, text: str) -> None:
    """Run a program that prints 'fine', or what came too late: then the machine may have been busy
    with something else, and it runs once more."""
    found = output(run(tmp_path, SENDER + text))
    if found != ["fine"]:
        found = output(run(tmp_path, SENDER + text))
    assert found == ["fine"]


@pytest.mark.few(3)
@pytest.mark.parametrize("name", ARGUMENTS)
def test_argument(tmp_path: Path, name: str) -> None:
    kind, value = ARGUMENTS[name]
    text = f"""
@script(cache=False)
def f(x: {kind}, ran: Array1[f64]) -> int:
    ran[0] += 1.0
    return 1

x, ran = {value}, np.zeros(1)
size, first, last = len(x), x[0], x[-1]
for after in (0.004, 0.008):
    found = interrupted(f, x, ran, after=after)
    assert found is not None, "converted too fast to be interrupted"
    if ran[0]:
        print("interrupted after the conversion")
    assert found[1] == ["interrupted", "stop"], found
assert len(x) == size and x[0] is first and x[-1] is last
ran[0] = 0.0
assert f(x[:1], ran) == ran[0] == 1
print("fine")
"""
    measured(tmp_path, text)


@pytest.mark.few(3)
@pytest.mark.parametrize("name", RESULTS)
def test_result(tmp_path: Path, name: str) -> None:
    kind, value = RESULTS[name]
    text = f"""
@script(cache=False)
def f(n: int) -> {kind}:
    return {value}

f.prepare()
start = time.perf_counter()
f({N})
whole = time.perf_counter() - start
for part in (0.7, 0.9):
    found = interrupted(f, {N}, after=whole * part)
    if found is not None and found[0] > 1:
        print(found[0])
print("fine")
"""
    measured(tmp_path, text)


def test_what_a_function_did_to_its_arguments_is_seen_before_the_signal(tmp_path: Path) -> None:
    """The caller's list and array change together, interrupted or not."""
    text = f"""
@script(cache=False)
def f(x: list[int], done: Array1[f64]) -> None:
    x.append(1)
    done[0] += 1.0

done = np.zeros(1)
f.prepare()
x = list(range({N}))
start = time.perf_counter()
f(x, done)
whole = time.perf_counter() - start
for i in range(20):
    del x[{N}:]
    done[0] = 0.0
    interrupted(f, x, done, after=0.001 + whole * i / 20)
    assert (len(x) - {N}, x[-1]) == ((1, 1) if done[0] else (0, {N - 1})), (i, len(x), done)
print("fine")
"""
    measured(tmp_path, text)


def test_a_handler_may_change_what_is_converted(tmp_path: Path) -> None:
    text = f"""
@script(cache=False)
def total(x: list[int]) -> int:
    t = 0
    for i in x:
        t += i
    return t

@script(cache=False)
def texts(x: list[str]) -> int:
    return len(x)

total.prepare()
texts.prepare()
for f, x in ((total, list(range({N}))), (texts, ["text"] * {N})):
    for change in (lambda *_: x.clear(), lambda *_: x.extend(x[:10]), lambda *_: f(x[:5])):
        y = x.copy()
        y, x = x, y
        signal.signal(signal.SIGALRM, change)
        signal.setitimer(signal.ITIMER_REAL, 0.005)
        assert f(x) >= 0
        x = y
print("fine")
"""
    measured(tmp_path, text)


@pytest.mark.skipif(not native.runs_elf_x86_64(), reason="elsewhere malloc is the system's")
def test_nothing_is_left(tmp_path: Path) -> None:
    """Native memory by its blocks, Python objects by the references of their elements."""
    text = f"""
sys.path.insert(0, {str(ROOT / "tests" / "leaks")!r})
import counting

memory = counting.Memory()
with counting.counted(memory):
    @script(cache=False)
    def take(x: list[list[str] | tuple[int, list[float]] | None]) -> int:
        return len(x)

    @script(cache=False)
    def make(n: int) -> list[tuple[str, list[float]]]:
        return [(str(i), [0.5, 1.0]) for i in range(n)]

    take.prepare()
    make.prepare()
text, pair = "".join(["a", "b"]), (7, [0.5])
x = [None if i % 3 == 0 else pair if i % 3 == 1 else [text, text] for i in range(600_000)]
counts = [sys.getrefcount(o) for o in (text, pair, pair[1], x, x[2])]
before = memory.live
stopped = 0
for i in range(6):
    stopped += interrupted(take, x, after=0.002 + 0.008 * i) is not None
    assert memory.live == before, (i, memory.live - before)
    assert counts == [sys.getrefcount(o) for o in (text, pair, pair[1], x, x[2])]
assert stopped > 1, stopped
start = time.perf_counter()
make(300_000)
whole = time.perf_counter() - start
stopped = 0
for i in range(6):
    stopped += interrupted(make, 300_000, after=whole * i / 6 + 0.001) is not None
    assert memory.live == before, (i, memory.live - before)
assert stopped > 1, stopped
print("fine")
"""
    measured(tmp_path, text)
