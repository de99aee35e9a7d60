"""Handlers of signals that raise while compiled code has called back into Python: what they raise
is what the call raises, always, and nothing else comes of it.

Each program is called again and again, with a signal at another moment of the call each time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from programs_apart import output, run

JUDGE = """
class Stop(Exception):
    pass


def judge(function, *args, seconds):
    hits = [0]

    def handler(number, frame):
        hits[0] += 1
        raise Stop

    def lost(told):
        if "thread" not in str(told.err_msg):  # a new thread that nobody waits for
            print(told)

    sys.unraisablehook = lost
    want = function(*args)
    whole = 60.0  # seconds that a call takes while nothing else has the processor
    for _ in range(5):
        start = time.perf_counter()
        function(*args)
        whole = min(whole, time.perf_counter() - start)
    signal.signal(signal.SIGALRM, handler)
    raised, n, end = 0, 0, time.time() + seconds
    while time.time() < end or (raised < 20 and n < 2000):
        n += 1
        before = hits[0]
        try:
            signal.setitimer(signal.ITIMER_REAL, whole * (0.1 + 0.8 * (n * 37 % 100) / 100))
            got = function(*args)
            signal.setitimer(signal.ITIMER_REAL, 0)
            if hits[0] != before:
                sys.exit("swallowed")
            if got != want:
                sys.exit(f"wrong result: {got}")
        except Stop:
            raised += 1
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
        except Stop:
            pass
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    return raised >= 20 or raised
"""
PROGRAMS = {
    "text of floats": """
@script(cache=False)
def texts(xs: list[float], rounds: int) -> list[str]:
    out: list[str] = []
    for r in range(rounds):
        for x in xs:
            out.append(str(x))
    return out

print(judge(texts, [i * 1.25 for i in range(300)], 5, seconds=1))
""",
    "floats of text": """
@script(cache=False)
def floats(texts: list[str], rounds: int) -> float:
    total = 0.0
    for r in range(rounds):
        for t in texts:
            total += float(t)
    return total

print(judge(floats, [str(i * 1.25) for i in range(300)], 5, seconds=1))
""",
    "text that is no float": """
@script(cache=False)
def last(texts: list[str]) -> float:
    total = 0.0
    for t in texts:
        total = float(t)
    return total

def bad(texts):
    try:
        return last(texts)
    except ValueError as error:
        return str(error)

print(judge(bad, ["1.5"] * 3000 + ["x"], seconds=1))
""",
    "print": """
@script(cache=False)
def lines(xs: list[int]) -> int:
    for x in xs:
        print(x, "and", x)
    return len(xs)

class Sink:
    def write(self, text):
        return len([c for c in text])

out, sys.stdout = sys.stdout, Sink()
told = judge(lines, list(range(300)), seconds=1)
sys.stdout = out
print(told)
""",
    "the stack's end": """
@script(cache=False)
def flat(n: int) -> int:
    if n == 0:
        return 0
    return flat(n - 1) + 1

import _thread

def asked(n):
    for _ in range(30):
        done = []  # threading's own start and join do not bear to be interrupted
        _thread.start_new_thread(lambda done=done: done.append(flat(5)), ())
        while not done:
            time.sleep(0)
        flat(n)
    return flat(n)

print(judge(asked, 20, seconds=1), flush=True)
os._exit(0)  # threads that were interrupted while they were started are not waited for
""",
    "errors": """
@script(cache=False)
def wrong(x: list[int], i: int) -> int:
    return x[i] // (x[i] - x[i])

def caught(n):
    for _ in range(n):
        try:
            wrong([1, 2], 0)
        except ZeroDivisionError as error:
            told = str(error)
    return told

print(judge(caught, 50, seconds=1))
""",
    "arguments that are refused": """
@script(cache=False)
def take(x: list[tuple[int, float]]) -> int:
    return len(x)

def refused(n):
    for _ in range(n):
        try:
            take([(1, 2.0)] * 50 + [(1, None)])
        except TypeError as error:
            told = str(error)
    return told

print(judge(refused, 20, seconds=1))
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_swallowed(tmp_path: Path, name: str) -> None:
    assert output(run(tmp_path, JUDGE + PROGRAMS[name])) == ["True"]


FORKED = """
from jitscript import script
import os, signal, threading, time

@script(cache=False)
def forever(n: int) -> int:
    i = 0
    while i >= 0:
        i += 1
        if i > n:
            i = 0
    return i

def fork():
    child = os.fork()
    if child == 0:
        try:
            os.write(w, b"x")
            forever(1_000_000)
        except KeyboardInterrupt:
            os._exit(0)
        os._exit(3)
    os.read(r, 1)
    time.sleep(0.2)
    end = time.time() + 10
    while time.time() < end:
        os.kill(child, signal.SIGINT)
        time.sleep(0.3)
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            print("status", status)
            return
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("no reaction")

r, w = os.pipe()
forever.prepare()
signal.signal(signal.SIGINT, signal.default_int_handler)
fork()
thread = threading.Thread(target=fork)
thread.start()
thread.join()
"""


def test_child_that_any_thread_forked(tmp_path: Path) -> None:
    """jitscript was imported before `threading`, which learns of the fork after it."""
    assert output(run(tmp_path, FORKED, head="")) == ["status 0", "status 0"]


def test_sub_interpreters_are_refused(tmp_path: Path) -> None:
    text = """
try:
    import _interpreters as interpreters
    execute = interpreters.exec
except ImportError:
    import _xxsubinterpreters as interpreters
    execute = interpreters.run_string

@script(cache=False)
def f(n: int) -> int:
    return n + 1

other = interpreters.create("legacy") if hasattr(interpreters, "exec") else interpreters.create()
code = '''
import os
try:
    from jitscript import script
except ImportError as error:
    os.write(1, str(error)[:47].encode() + bytes([10]))
'''
execute(other, code)
print(f(1))
"""
    found = output(run(tmp_path, text))
    assert found == ["jitscript cannot be used in a sub-interpreter: ", "2"]
