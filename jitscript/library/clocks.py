"""The clocks of `time`, which Python is asked for."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import time

from .intrinsics import op
from .registry import builtin


@builtin(time.time)
def time_() -> float:
    return op.python_call(callee="time:time", result=float)


@builtin(time.perf_counter)
def perf_counter() -> float:
    return op.python_call(callee="time:perf_counter", result=float)


@builtin(time.monotonic)
def monotonic() -> float:
    return op.python_call(callee="time:monotonic", result=float)


@builtin(time.process_time)
def process_time() -> float:
    return op.python_call(callee="time:process_time", result=float)


@builtin(time.time_ns)
def time_ns() -> int:
    return op.python_call(callee="time:time_ns", result=int)


@builtin(time.perf_counter_ns)
def perf_counter_ns() -> int:
    return op.python_call(callee="time:perf_counter_ns", result=int)


@builtin(time.monotonic_ns)
def monotonic_ns() -> int:
    return op.python_call(callee="time:monotonic_ns", result=int)


@builtin(time.process_time_ns)
def process_time_ns() -> int:
    return op.python_call(callee="time:process_time_ns", result=int)


@builtin(time.sleep)
def sleep(secs: float) -> None:
    op.python_call(secs, callee="time:sleep", result=None)
