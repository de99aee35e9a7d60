"""What leaves a handler: tracebacks, causes, and what was being handled, as CPython shows them."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "programs"))
import harness

FILE = Path(__file__).parent / "handled_errors.py"


@pytest.fixture(scope="module")
def modules() -> tuple[ModuleType, ModuleType]:
    scripted = ModuleType("handled_errors")
    scripted.__file__ = str(FILE)
    sys.modules["handled_errors"] = scripted
    exec(compile(FILE.read_text(), str(FILE), "exec", dont_inherit=True), vars(scripted))
    return harness.load_plain(FILE), scripted


def shown(function: Any, *args: Any) -> str:
    """The whole traceback from the function on, without the marks under the columns."""
    with pytest.raises(Exception) as raised:
        function(*args)
    error = raised.value
    assert error.__traceback__ is not None
    text = "".join(traceback.format_exception(type(error), error, error.__traceback__.tb_next))
    return "\n".join(line for line in text.splitlines() if line.strip(" ~^"))


NAMES = range(len(harness.load_plain(FILE).CALLS))


@pytest.mark.parametrize("i", NAMES)
def test_tracebacks_are_pythons(modules: tuple[ModuleType, ModuleType], i: int) -> None:
    (plain, *args), (scripted, *_) = (m.CALLS[i] for m in modules)
    assert hasattr(scripted, "ir")
    assert shown(scripted, *args) == shown(plain, *args)


@pytest.mark.parametrize("i", NAMES)
def test_what_the_caller_handles_stands_behind(
    modules: tuple[ModuleType, ModuleType], i: int
) -> None:
    found = []
    for module in modules:
        function, *args = module.CALLS[i]
        if function.__name__ == "outer_raised_in_inner":
            return  # its chain would close, and CPython cuts it in the middle
        try:
            raise RuntimeError("of the caller")
        except RuntimeError:
            try:
                function(*args)
            except Exception as e:
                error: BaseException | None = e
                chain = []
                while error is not None:
                    chain.append(repr(error))
                    error = error.__context__
                found.append((chain, repr(e.__cause__), e.__suppress_context__))
    assert found[0] == found[1]


def test_nothing_is_kept(modules: tuple[ModuleType, ModuleType]) -> None:
    _, scripted = modules
    calls = list(scripted.CALLS)

    def blocks_after(rounds: int) -> int:
        for _ in range(rounds):
            for function, *args in calls:
                with contextlib.suppress(Exception):
                    function(*args)
        gc.collect()
        return sys.getallocatedblocks()

    before = blocks_after(30)
    assert blocks_after(200) - before < 100 * len(calls)  # less than one for two calls


def at_a_signal(action: Any, function: Any) -> Any:
    """What a call gives in the middle of which a signal comes, whose handler is `action`."""
    before = signal.signal(signal.SIGALRM, action)
    function.prepare()
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        return function(1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_what_a_signal_raises_is_caught_by_its_class(
    modules: tuple[ModuleType, ModuleType],
) -> None:
    _, scripted = modules

    def alarm(*_: Any) -> None:
        raise scripted.Alarm("four")

    assert at_a_signal(alarm, scripted.spin_until_alarm) == 4
    assert at_a_signal(alarm, scripted.spin_for_any) == -1
    assert at_a_signal(signal.default_int_handler, scripted.spin_until_interrupt) == 5
    with pytest.raises(KeyboardInterrupt):
        at_a_signal(signal.default_int_handler, scripted.spin_for_any)
    with pytest.raises(KeyboardInterrupt):
        at_a_signal(signal.default_int_handler, scripted.spin_until_alarm)
