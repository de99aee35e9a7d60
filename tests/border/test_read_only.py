"""An array that may not be written is not written, on whatever way the function would write it:
the call is refused, or ends as in CPython because this time nothing writes."""

from __future__ import annotations

from typing import Any

import harness
import numpy as np
import pytest

FILE = harness.HERE / "functions" / "written_elsewhere.py"
PLAIN = harness.load_plain(FILE)
CALLS = [
    pytest.param(case, at, id=f"{case.function}-{case.number}-{at}")
    for case in harness.cases_of(PLAIN, FILE)
    for at, a in enumerate(harness.fresh(case.arguments)[0])
    if isinstance(a, np.ndarray)
]


def called(module: Any, case: harness.Case, at: int) -> harness.Outcome:
    args = harness.fresh(case.arguments)[0]
    args[at].flags.writeable = False
    return harness.call(getattr(module, case.function), lambda: tuple(args))


@pytest.mark.parametrize(("case", "at"), CALLS)
def test_nothing_writes_it(case: harness.Case, at: int) -> None:
    plain = called(PLAIN, case, at)
    scripted = called(harness.load_scripted(FILE), case, at)
    if "read-only" in str(scripted.error):
        assert isinstance(scripted.error, ValueError) and case.function != "not_written"
        untouched = harness.fresh(case.arguments)[0]
        assert not harness.difference(untouched, scripted.arguments)
    else:
        assert not harness.compare(case, plain, scripted, None, 0)


def test_most_of_them_are_refused() -> None:
    plain = [called(PLAIN, *call.values) for call in CALLS]
    assert sum("read-only" in str(outcome.error) for outcome in plain) > 20
