"""Runs Python code on unknown integers, along every path, for proofs by an SMT solver.

    for path, result in paths(lambda: rule(Unknown("c"), …)): …

`Unknown` integers can be added, subtracted, multiplied, halved and compared. Where the code asks
for the truth of a comparison, both answers are tried; `path` is the condition under which the code
goes this way. So what is proved is the code itself, not a copy of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import z3


class _Paths:
    """The answers given so far on this path; those beyond are tried with True first."""

    def __init__(self) -> None:
        self.answers: list[bool] = []
        self.asked: list[z3.BoolRef] = []

    def ask(self, condition: z3.BoolRef) -> bool:
        at = len(self.asked)
        if at == len(self.answers):
            self.answers.append(True)
        self.asked.append(condition)
        return self.answers[at]


_paths = _Paths()


class Truth:
    """A comparison of unknown integers."""

    def __init__(self, term: z3.BoolRef):
        self.term = term

    def __bool__(self) -> bool:
        return _paths.ask(self.term)


class Unknown:
    """An unknown integer."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, term: Any):
        self.term = z3.Int(term) if isinstance(term, str) else term

    def __add__(self, other: Any) -> Unknown:
        return Unknown(self.term + term(other))

    def __sub__(self, other: Any) -> Unknown:
        return Unknown(self.term - term(other))

    def __rsub__(self, other: Any) -> Unknown:
        return Unknown(term(other) - self.term)

    def __floordiv__(self, other: int) -> Unknown:
        assert type(other) is int and other > 0  # z3's division is Python's for these
        return Unknown(self.term / other)

    def __lt__(self, other: Any) -> Truth:
        return Truth(self.term < term(other))

    def __le__(self, other: Any) -> Truth:
        return Truth(self.term <= term(other))

    def __gt__(self, other: Any) -> Truth:
        return Truth(self.term > term(other))

    def __ge__(self, other: Any) -> Truth:
        return Truth(self.term >= term(other))

    __radd__ = __add__


def term(value: Any) -> Any:
    """What the solver knows a value as; None is 0."""
    if value is None:
        return z3.IntVal(0)
    return value.term if isinstance(value, Unknown) else z3.IntVal(value)


def paths(code: Callable[[], Any]) -> Iterator[tuple[z3.BoolRef, Any]]:
    """Each way through `code`: the condition for it, and what comes out."""
    global _paths
    answers: list[bool] = []
    while True:
        _paths = _Paths()
        _paths.answers = list(answers)
        result = code()
        asked = _paths.asked
        answers = _paths.answers[: len(asked)]
        yield (
            z3.And([a if yes else z3.Not(a) for a, yes in zip(asked, answers)]),
            result,
        )
        while answers and not answers[-1]:
            answers.pop()
        if not answers:
            return
        answers[-1] = False


def counterexample(assumed: Any, claim: Any) -> str | None:
    """Values for which the claim is false under the assumptions; None where there are none."""
    solver = z3.Solver()
    solver.set("timeout", 60_000)
    solver.add(*assumed, z3.Not(claim))
    answer = solver.check()
    if answer == z3.unsat:
        return None
    return str(solver.model()) if answer == z3.sat else "the solver does not know"
