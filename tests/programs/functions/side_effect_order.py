"""Operands and arguments are evaluated from left to right, each once."""

import numpy as np
from jitscript import Array1, i64, script


@script
def note(log: Array1[i64], x: int) -> int:
    log[0] = log[0] * 10 + x
    return x


@script
def in_sum(log: Array1[i64]) -> int:
    return note(log, 1) + note(log, 2) * note(log, 3)


@script
def in_call(log: Array1[i64]) -> int:
    return max(note(log, 3), note(log, 1), note(log, 2))


@script
def in_comparison(log: Array1[i64]) -> bool:
    return note(log, 1) < note(log, 2) < note(log, 1) < note(log, 4)


@script
def in_assignment(log: Array1[i64], a: Array1[i64]) -> None:
    a[note(log, 1)] = note(log, 2)


@script
def in_augmented(log: Array1[i64], a: Array1[i64]) -> None:
    a[note(log, 1)] += note(log, 2)


@script
def in_tuple(log: Array1[i64]) -> tuple[int, int]:
    return note(log, 2), note(log, 1)


@script
def in_ternary(log: Array1[i64]) -> int:
    return note(log, 1) if note(log, 0) else note(log, 2)


def log():
    return np.zeros(1, np.int64)


CASES = {
    name: [lambda: (log(),)]
    for name in ("in_sum", "in_call", "in_comparison", "in_tuple", "in_ternary")
}
CASES |= {name: [lambda: (log(), np.arange(3))] for name in ("in_assignment", "in_augmented")}
