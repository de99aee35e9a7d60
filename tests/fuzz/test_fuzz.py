"""A few random programs, and every program that once failed."""

from __future__ import annotations

from pathlib import Path

import batch
import harness
import ir_reducer
import oracle
import outcome
import pytest
import reducer
import swarm
import worker

FAILURES = Path(__file__).parent / "failures"
SAVED, SAVED_IR = (sorted(FAILURES.glob(f"*.{kind}")) for kind in ("py", "ir"))


@pytest.mark.parametrize(
    "kind, first, count", [("swarm", 0, 40), ("ordinary", 0, 16), ("typed", 0, 16)]
)
def test_random_programs(kind: str, first: int, count: int) -> None:
    seeds = list(range(first, first + count))
    result = worker.sources(kind, seeds, lambda seed, case: None)
    assert not result["found"]
    assert result["tried"] > 0.9 * len(seeds), result["refused"]
    assert result["calls"] > 3 * len(seeds)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000 * 64, 1040 * 64, 64))
@pytest.mark.parametrize("kind", ["swarm", "ordinary"])
def test_more_random_programs(kind: str, first: int) -> None:
    test_random_programs(kind, first, worker.BATCH[kind])


@pytest.mark.parametrize("file", SAVED, ids=lambda file: file.stem)
def test_saved_failure(file: Path) -> None:
    assert not batch.alone(file.read_text(), str(file))


@pytest.mark.parametrize("file", SAVED_IR, ids=lambda file: file.stem)
def test_saved_ir(file: Path) -> None:
    assert not ir_reducer.replay(file.read_text())


def test_programs_are_the_same_for_the_same_seed() -> None:
    assert swarm.program(7) == swarm.program(7) != swarm.program(8)


def test_the_reducer_keeps_what_fails() -> None:
    text = swarm.program(5)[0]
    small = reducer.shrink(text, lambda candidate: "return" in candidate)
    assert "return" in small and len(small.splitlines()) < len(text.splitlines())


PROGRAM = """
import numpy as np
from jitscript import Array1, i64, script


@script
def f(a: Array1[i64], items: list[list[int]], n: int):
    a[1] = n
    items[0].append(n * n)
    return a[::2]


CASES = {"f": [lambda: (np.arange(6)[1:], [[1], [2]], 3), lambda: (np.arange(3), [[], []], 2**62)]}
"""


def _calls(number: int) -> list[outcome.Call]:
    """The calls of a case of the program, made twice."""
    plain = oracle.load(PROGRAM, "<program>")
    case = list(harness.cases_of(plain, Path("<program>")))[number]
    return [outcome.Call(plain.f, case.arguments) for _ in range(2)]


def test_every_part_of_an_outcome_is_compared() -> None:
    for change in (
        lambda call: call.roots[0].__setitem__(0, 7),  # beside the view
        lambda call: call.given[1][0].append(4),
        lambda call: call.given[1].__setitem__(1, list(call.given[1][1])),  # another object
        lambda call: setattr(call, "value", call.value.copy()),  # no view
        lambda call: setattr(call, "error", ValueError()),
        lambda call: setattr(call, "value", call.value.astype(float)),
    ):
        one, two = _calls(0)
        assert not outcome.difference(one, two)
        change(two)
        assert outcome.difference(one, two)


def test_ints_of_the_oracle_have_64_bits() -> None:
    one, two = _calls(1)
    assert type(one.error) is OverflowError and not outcome.difference(one, two)
    assert one.given[0][1] == 2**62  # what came before it is done
    text = "from jitscript import script\n@script\ndef f(n: int):\n    return 2**63 - 1 + n * 0\n"
    assert oracle.load(text, "<text>").f(5) == 2**63 - 1
    text = "from jitscript import script\n@script\ndef f(n: list[int]):\n    return sum(n)\n"
    assert oracle.load(text, "<text>").f([2**62, -(2**62), 5]) == 5
    with pytest.raises(OverflowError):
        oracle.load(text, "<text>").f([2**62, 2**62, -(2**62)])


def test_the_oracle_gives_up_what_takes_too_long() -> None:
    for body in ("while n: pass", "return [0] * 10**9", "return sum(range(10**12))"):
        text = f"from jitscript import script\n@script\ndef f(n: int):\n    {body}\n"
        oracle.begin()
        with pytest.raises(oracle.TooLong):
            oracle.load(text, "<text>").f(1)


def test_what_was_given_up_stays_so_behind_a_finally() -> None:
    body = "try:\n        while n: pass\n    finally:\n        return n"
    text = f"from jitscript import script\n@script\ndef f(n: int):\n    {body}\n"
    plain = oracle.load(text, "<text>").f
    assert batch._wanted(plain, (1,)) is None
    wanted = batch._wanted(plain, (0,))
    assert wanted is not None and wanted.value == 0
