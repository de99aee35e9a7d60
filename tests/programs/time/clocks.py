"""The clocks of `time`: they go on, in the same unit and from the same start as in Python."""

import sys
import time

from jitscript import script


@script
def in_order(n: int) -> list[bool]:
    start, begun, spent, ns = time.perf_counter(), time.monotonic(), time.process_time(), 0
    for i in range(n):
        ns += i % 3
    found = [time.perf_counter() >= start, time.monotonic() >= begun, time.process_time() >= spent]
    first, then, cpu = time.perf_counter_ns(), time.monotonic_ns(), time.process_time_ns()
    found += [time.perf_counter_ns() >= first, time.monotonic_ns() >= then, first > 0]
    found += [time.process_time_ns() >= cpu, abs(time.time() - time.time_ns() / 1e9) < 100.0]
    return found


@script
def slept(seconds: float) -> bool:
    start = time.perf_counter()
    time.sleep(seconds)
    return time.perf_counter() - start >= seconds


@script
def around(earlier: float) -> bool:
    return earlier <= time.time() < earlier + 3e9


@script
def limits():
    return sys.maxsize, sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig


CASES = {
    "in_order": [(1000,), (0,)],
    "slept": [(0.01,), (0,), (-1.0,)],
    "around": [(1.7e9,)],
    "limits": [()],
}
